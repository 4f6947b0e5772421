#!/usr/bin/env bash
# Makes every picture of the window anew, in docs/ or in a folder that is given; the watched run only where HMRNNINK_RUN names one. The frames' clock and a virtual screen make
# them the same everywhere; one page, written by the replay of a line and by the model, is in most of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:-docs}
model=models/iam-ondb-3x400.safetensors
line=tests/data/own-line.xml
page=out/pictures.hmink
unset DISPLAY WAYLAND_DISPLAY

app() {
  xvfb-run -a -s "-screen 0 1280x800x24 +extension GLX" \
    dotnet src/HmRnnInk.App/bin/no-torch/Release/net10.0/hmrnnink.dll --settings off --model "$model" "$@"
}

# Of the page, when the notice that it was opened has gone. More ghosts than three lie over one another where they all begin a line.
picture() {
  local name=$1
  shift
  app --open "$page" --seed 7 --ghosts 3 --frames 330 --screenshot "$out/$name.png" "$@"
}

mkdir -p "$out"
rm -f "$page"
./run.sh --settings off --model "$model" --replay "$line" --seed 15 --bias 1 --frames 1790 --colour segments --layer 2 \
  --screenshot out/pictures.png --animated-svg "$out/writing.svg" --save-as "$page"
picture window --colour segments --layer 2
picture dark --dark --size 1280x700
picture score --size 1280x700 --colour segments --layer 2 --events 250:move@516,573
picture selection --size 1280x700 --events 250:click@812,246 256:click@812,246 262:click@812,246
picture controls --size 1280x700 --events 250:F2
picture keys --events 250:F1

for colour in "segments --layer 2" "operation --layer 2" surprise "unit --layer 1 --unit 20"; do
  # shellcheck disable=SC2086 # options with their values
  app --replay "$line" --delay 2 --frames 860 --ghosts 0 --size 1000x330 --colour $colour --screenshot "$out/colour-${colour%% *}.png"
done
dotnet run --project src/HmRnnInk.Trainer -c Release -- segment --model "$model" --ink "$line" --out "$out/segments.png"

# A run's models are too large to ship: give the folder of one that you trained (docs/guide.md) to draw it as well.
if [[ -n ${HMRNNINK_RUN:-} ]]; then ./run.sh --watch "$HMRNNINK_RUN" --frames 700 --screenshot "$out/watch.png"; fi
