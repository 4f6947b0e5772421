#!/usr/bin/env bash
# Makes the film at the top of the README, docs/pictures/writing.webp: docs/pictures/film.sh [MODEL [FILM [OPTION ...]]]
# Options go to the app. It shows the real window: some words by hand, typed words that the model writes after them, its ghosts and its
# segments. The film is the same on every machine, because time is counted by frames. Needs img2webp (sudo apt-get install webp).
# The line is written three times as fast as its hand wrote it, and the model begins after 0.4 s; all else is at the app's defaults, except
# the seed. Of the seeds 1 to 5, seed 1 writes words that are hard to read, and with seed 3 the text ends within the film.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=build/packages.sh
source build/packages.sh
model=${1:-models/iam-ondb-4x400.safetensors}
film=${2:-docs/pictures/writing.webp}
options=("${@:3}")
maximum_bytes=3000000
# 12 s at 15 pictures a second.
frames=720
require_dotnet
require_window
require_virtual_display
require_packages webp

pictures=$(mktemp -d)
trap 'rm -rf "$pictures"' EXIT
dotnet build src/HmRnnInk.App -c Release -v quiet --nologo -p:TorchBackend=none
env -u DISPLAY -u WAYLAND_DISPLAY xvfb-run -a -s "-screen 0 1280x800x24 +extension GLX" \
  dotnet src/HmRnnInk.App/bin/no-torch/Release/net10.0/hmrnnink.dll --settings off --model "$model" \
  --replay src/HmRnnInk.App/FirstMinute/the-model-goes-on.inkml --replay-speed 3 --delay 0.4 --seed 3 \
  --text "and on with your words" --size 1280x640 --frames "$frames" --film "$pictures" "${options[@]}"

for quality in 70 60 50 40 30; do
  img2webp -loop 0 -lossy -q "$quality" -m 6 -d 67 "$pictures"/*.png -o "$film" >/dev/null
  bytes=$(stat -c %s "$film")
  [[ $bytes -gt $maximum_bytes ]] || break
done
[[ $bytes -le $maximum_bytes ]] || {
  echo "$film has $bytes bytes, more than $maximum_bytes: use fewer or smaller frames." >&2
  exit 1
}
echo "$film: $(find "$pictures" -name '*.png' | wc -l) pictures, $bytes bytes, quality $quality"
