#!/usr/bin/env bash
# Makes all pictures of the window, in docs/pictures/ or in the given folder, on a virtual screen with two pixels per unit of length. The
# picture of a watched run is made only if HMRNNINK_RUN names the folder of a run. The pictures are the same on every machine, because the
# clock counts frames. Most of them show the same page, which has a replayed line and what the model writes after it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=build/packages.sh
source build/packages.sh
require_dotnet
require_window
require_virtual_display
require_packages x11-utils imagemagick pngquant # xprop, convert

out=${1:-docs/pictures}
model=models/iam-ondb-4x400.safetensors
line=tests/data/own-line.xml
page=out/pictures.hmink
app=${HMRNNINK_APP:-} # a program that is built already, such as that of a package
unset DISPLAY WAYLAND_DISPLAY
if [[ -z $app ]]; then
  dotnet build src/HmRnnInk.App -c Release -v quiet --nologo -p:TorchBackend=none
  app="dotnet src/HmRnnInk.App/bin/no-torch/Release/net10.0/hmrnnink.dll"
fi

# on_screen DPI COMMAND …: GLFW reads the scale of the screen from Xft.dpi.
on_screen() {
  xvfb-run -a -s "-screen 0 2560x1600x24 -noreset +extension GLX" bash -c '
    xprop -root -f RESOURCE_MANAGER 8s -set RESOURCE_MANAGER "Xft.dpi:	$0"
    exec "$@"' "$@"
}

# small NAME [WIDTHxHEIGHT+X+Y]: crops a picture to a part, given in units of length, and reduces it to a palette.
small() {
  local file=$out/$1.png part=${2:-} width height x y
  if [[ -n $part ]]; then
    IFS='x+' read -r width height x y <<<"$part"
    convert "$file" -crop "$((2 * width))x$((2 * height))+$((2 * x))+$((2 * y))" +repage "$file"
  fi
  pngquant --force --skip-if-larger --strip --speed 1 --output "$file" 256 "$file" || [[ $? -eq 98 ]] # 98: it is smaller as it is
}

# picture NAME PART OPTION …: the page with three ghosts ($ghosts if it is set), after the notice about opening it has disappeared.
picture() {
  local name=$1 part=$2
  shift 2
  # shellcheck disable=SC2086 # the program may have a first argument
  on_screen 192 $app --settings off --model "$model" --open "$page" --seed 2 --ghosts "${ghosts:-3}" --frames 330 \
    --screenshot "$out/$name.png" "$@"
  small "$name" "$part"
}

mkdir -p "$out" out
rm -f "$page"
# shellcheck disable=SC2086
on_screen 96 $app --settings off --model "$model" --replay src/HmRnnInk.App/FirstMinute/the-model-goes-on.inkml --replay-speed 3 \
  --delay 0.4 --seed 3 --text "and on with your words" --size 1280x640 --frames 740 \
  --screenshot out/pictures.png --save-as "$page"
picture window "" --size 1280x640
picture dark 1228x264+26+66 --dark --size 1280x640
ghosts=0 picture score 1228x460+26+196 --size 1280x700 --events 250:move@516,573
ghosts=0 picture selection 1228x145+26+66 --size 1280x640 --events 250:click@750,125 256:click@750,125 262:click@750,125
# The page was saved with a fixed delay; W twice brings the default back.
picture controls 330x500+926+24 --size 1280x640 --events 240:W 245:W 250:F2
picture keys "" --size 1280x800 --events 250:F1

for colour in "segments --layer 2" "operation --layer 2" surprise "unit --layer 1 --unit 20"; do
  # shellcheck disable=SC2086 # $colour has an option's value and further options
  on_screen 192 $app --settings off --model "$model" --replay "$line" --delay 2 --frames 860 --ghosts 0 --size 1000x330 --colour $colour \
    --screenshot "$out/colour-${colour%% *}.png"
  small "colour-${colour%% *}"
done
./trainer.sh segment --model "$model" --ink "$line" --out "$out/segments.png"

# The models of a run are too large for the repository. To make this picture, train a model (docs/guide/guide.md) and set HMRNNINK_RUN to
# the folder of the run.
if [[ -n ${HMRNNINK_RUN:-} ]]; then
  # shellcheck disable=SC2086
  on_screen 192 $app --settings off --watch "$HMRNNINK_RUN" --size 1280x800 --frames 700 --screenshot "$out/watch.png"
  small watch
fi
