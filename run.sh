#!/usr/bin/env bash
# Builds the app and opens it with the best model in models/; all arguments go to the app (./run.sh --help).
# libtorch, a download of 265 MB, is left out unless the arguments need it (--engine torch-cpu).
# Without a display it draws a recorded line and the model's continuation on a virtual one, and writes the pictures to out/.
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

# Adds an option with its value. Fails if the user gave that option.
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
# The build writes to standard error: with --json, standard output ends with the app's JSON.
echo "Building the app." >&2
dotnet build "$root/src/HmRnnInk.App" -c Release -v quiet "${build[@]}" >&2

# The arguments that are neither options nor their values: a file to open, or a measurement. --events has several values.
bare=()
before=
for argument in "$@"; do
  if [[ $before == --events && $argument != -* ]]; then continue; fi
  if [[ $argument != -* && ( $before != --* || $before == --*=* || $before =~ ^--(json|dark|bench)$ ) ]]; then bare+=("$argument"); fi
  before=$argument
done

# Whether a measurement on recorded lines is requested.
measures() { [[ ${bare[0]:-} == turns || ${bare[0]:-} == lines ]]; }

# Help and the measurements need no window.
if has_display || [[ " $* " =~ \ (--help|-h|-\?|--version)\  ]] || measures; then
  exec "${app[@]}" "$@"
fi

echo "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). Drawing on a virtual one, into out/." >&2
require_virtual_display
mkdir -p "$root/out"
written=()
if [[ " $* " != *" --bench"* ]]; then # a benchmark uses its own pages
  add_default --frames 1500 || true
  add_default --screenshot "$root/out/demo.png" && written+=("$root/out/demo.png")
  if [[ " $* " != *" --watch"[\ =]* ]]; then # --watch shows a run, on which nothing is written
    # An opened page is shown without a replayed line.
    if [[ " $* " != *" --open"[\ =]* && ${#bare[@]} == 0 ]]; then
      add_default --delay 0.5 || true # the model need not wait for a person
      if add_default --replay "$root/tests/data/own-line.xml"; then
        add_default --seed 6 || true # of the seeds 1 to 7, the words that can be read best
        # The default model writes given texts; another may not.
        [[ " $* " == *" --model"[\ =]* ]] || add_default --text "and so it goes on" || true
      fi
    fi
    add_default --svg "$root/out/demo.svg" && written+=("$root/out/demo.svg")
  fi
fi
rm -f "${written[@]}"
xvfb-run -a -s "-screen 0 1280x800x24 +extension GLX" "${app[@]}" "${demo[@]}"

for file in "${written[@]}"; do
  [[ -s $file ]] || { echo "The app ended without an error but did not write $file." >&2; exit 1; }
  echo "Written: $file" >&2
done
