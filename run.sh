#!/usr/bin/env bash
# Builds the app and opens it with the shipped model; all arguments go to the app (./run.sh --help).
# libtorch, 265 MB to fetch, is left out unless the arguments ask for it (--engine torch-cpu): SIMD needs none.
# Without a display it writes on a virtual one instead: a recorded line, and the model's continuation, in out/.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/packages.sh
source "$root/build/packages.sh"

if [[ " $* " == *[\ =]torch-* ]]; then
  build=()
  app=(dotnet "$root/src/HmRnnInk.App/bin/Release/net10.0/hmrnnink.dll")
else
  build=(-p:TorchBackend=none)
  app=(dotnet "$root/src/HmRnnInk.App/bin/no-torch/Release/net10.0/hmrnnink.dll")
fi

has_display() { [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; }

# Adds an option with its value, unless the caller gave that option: then it fails.
demo=("$@")
add_default() {
  local argument
  for argument in "${demo[@]}"; do
    [[ $argument != "$1" && $argument != "$1="* ]] || return 1
  done
  demo+=("$1" "$2")
}

require_dotnet
require_window
# Standard output is the app's own: --json ends with its JSON.
echo "Building the app." >&2
dotnet build "$root/src/HmRnnInk.App" -c Release -v quiet "${build[@]}" >&2

# Neither help nor the measurements on recorded lines need a window.
if has_display || [[ " $* " =~ \ (--help|-h|-\?|--version)\  || ${1:-} == turns || ${1:-} == lines ]]; then
  exec "${app[@]}" "$@"
fi

echo "No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): drawing on a virtual one, into out/." >&2
require_virtual_display
mkdir -p "$root/out"
written=()
if [[ " $* " != *" --bench"* ]]; then # a bench writes on pages of its own
  add_default --frames 1200 || true
  add_default --screenshot "$root/out/demo.png" && written+=("$root/out/demo.png")
  if [[ " $* " != *" --watch"[\ =]* ]]; then # a run that is watched is not written to
    # What is opened is shown as it is: nobody asked for a line to be written over it.
    [[ " $* " == *" --open"[\ =]* ]] ||
      { add_default --delay 0.5 || true # the model need not wait where nobody writes
         add_default --replay "$root/tests/data/own-line.xml" && add_default --seed 6; } || true # with which the model stays within the margins
    add_default --svg "$root/out/demo.svg" && written+=("$root/out/demo.svg")
  fi
fi
rm -f "${written[@]}"
xvfb-run -a -s "-screen 0 1280x800x24 +extension GLX" "${app[@]}" "${demo[@]}"

for file in "${written[@]}"; do
  [[ -s $file ]] || { echo "The app ended well but left no $file." >&2; exit 1; }
  echo "Written: $file" >&2
done
