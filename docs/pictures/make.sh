#!/usr/bin/env bash
# Makes all pictures of the window, in docs/pictures/ or in the given folder. The picture of a watched run is made only if HMRNNINK_RUN
# names the folder of a run. The pictures are the same on every machine, because the clock counts frames and the screen is virtual. Most of
# them show the same page, which has a replayed line and what the model writes after it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
out=${1:-docs/pictures}
model=models/iam-ondb-4x400.safetensors
line=tests/data/own-line.xml
page=out/pictures.hmink
unset DISPLAY WAYLAND_DISPLAY

app() {
  xvfb-run -a -s "-screen 0 1280x800x24 +extension GLX" \
    dotnet src/HmRnnInk.App/bin/no-torch/Release/net10.0/hmrnnink.dll --settings off --model "$model" "$@"
}

# Takes a picture of the page after the notice about opening it has disappeared. With more than three ghosts, those at the beginning of a
# line would overlap. The seed is that of the film.
picture() {
  local name=$1
  shift
  app --open "$page" --seed 7 --ghosts "${ghosts:-3}" --frames 330 --screenshot "$out/$name.png" "$@"
}

mkdir -p "$out"
rm -f "$page"
./run.sh --settings off --model "$model" --replay src/HmRnnInk.App/FirstMinute/the-model-goes-on.inkml --replay-speed 3 \
  --delay 0.4 --seed 3 --text "and on with your words" --size 1280x640 --frames 740 \
  --screenshot out/pictures.png --save-as "$page"
picture window
picture dark --dark --size 1280x700
picture score --size 1280x700 --events 250:move@516,573
ghosts=0 picture selection --size 1280x700 --events 250:click@750,125 256:click@750,125 262:click@750,125
picture controls --size 1280x700 --events 250:F2
picture keys --events 250:F1

for colour in "segments --layer 2" "operation --layer 2" surprise "unit --layer 1 --unit 20"; do
  # shellcheck disable=SC2086 # $colour has an option's value and further options
  app --replay "$line" --delay 2 --frames 860 --ghosts 0 --size 1000x330 --colour $colour --screenshot "$out/colour-${colour%% *}.png"
done
dotnet run --project src/HmRnnInk.Trainer -c Release -- segment --model "$model" --ink "$line" --out "$out/segments.png"

# The models of a run are too large for the repository. To make this picture, train a model (docs/guide/guide.md) and set HMRNNINK_RUN to
# the folder of the run.
if [[ -n ${HMRNNINK_RUN:-} ]]; then ./run.sh --watch "$HMRNNINK_RUN" --frames 700 --screenshot "$out/watch.png"; fi
