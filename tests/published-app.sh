#!/usr/bin/env bash
# Starts a package as a person who downloaded it would: tests/published-app.sh out/packages/hmrnnink-VERSION-linux-x64.tar.gz
# The app starts from another folder, in a path with a space, without .NET and without this repository. It replays a line, lets the model
# continue, and takes a screenshot. If no package is given, makes one first, which takes some minutes. So this is not part of test.sh.
# The files of a .zip for Windows are checked on any system. On Windows the app is also started, without a window.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=build/packages.sh
source "$root/build/packages.sh"
archive=${1:-}
if [[ -z $archive ]]; then
  "$root/build/publish.sh" linux-x64
  archive=$(ls -t "$root"/out/packages/hmrnnink-*-linux-x64.tar.gz | head -1)
fi

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/down loads" "$work/home" "$work/elsewhere" "$work/loader"

# Fails if the package lacks one of these files, or a model, shader or style of the repository.
require_files() {
  local file
  for file in "$@" README.txt LICENSE.txt licences/{dotnet,dotnet-third-party,libraries,skiasharp-third-party}.txt \
    Fonts/Inter-{Regular.otf,SemiBold.otf,LICENSE.txt} ink/own-line.xml models/LICENSE.md \
    $(cd "$root" && echo models/*.safetensors shaders/*) $(cd "$root/src/HmRnnInk.App" && echo Styles/*); do
    [[ -s $folder/$file ]] || fail "the package has no $file"
  done
}

# Prints the 16-bit number at an offset of a file.
number_at() {
  od -An -tu2 -j "$2" -N 2 "$1" | tr -d ' '
}

if [[ $archive == *.zip ]]; then
  require_packages unzip
  unzip -q "$archive" -d "$work/down loads"
  folder=$(dirname "$work/down loads"/*/hmrnnink.exe)
  require_files hmrnnink.exe glfw3.dll libSkiaSharp.dll
  header=$(number_at "$folder/hmrnnink.exe" 60)
  [[ $(number_at "$folder/hmrnnink.exe" "$header") == 17744 ]] || fail "hmrnnink.exe is no program for Windows"
  [[ $(number_at "$folder/hmrnnink.exe" $((header + 92))) == 2 ]] || fail "hmrnnink.exe would open a console beside its window"
  if [[ ${OS:-} != Windows_NT ]]; then
    echo "$(basename "$archive") has all files. It was not started: this machine does not run programs for Windows."
    exit
  fi
  cd "$work/elsewhere"
  version=$("$folder/hmrnnink.exe" --version | tr -d '\r') || fail "the app ended with exit code $?"
  [[ $version =~ ^[0-9]+\.[0-9]+ ]] || fail "the app printed no version: $version"
  code=0
  "$folder/hmrnnink.exe" --model nothing.safetensors 2>errors || code=$?
  [[ $code == 1 ]] || fail "a wrong --model gave exit code $code"
  grep -q nothing.safetensors errors || fail "the message for a wrong --model does not name the file: $(cat errors)"
  echo "$(basename "$archive") has all files and starts"
  exit
fi

require_virtual_display
tar -xzf "$archive" -C "$work/down loads"
app=$(echo "$work/down loads"/*/hmrnnink)
folder=$(dirname "$app")
cp "$root/tests/data/own-line.xml" "$work/elsewhere/line.xml"
require_files libglfw.so.3

# The environment of the app has only a display and an empty home folder.
run() {
  (cd "$work/elsewhere" && xvfb-run -a -s "-screen 0 1280x800x24 +extension GLX" /bin/bash -c '
    exec /usr/bin/env -i HOME="$0/home" PATH="$0/nothing" DOTNET_ROOT="$0/nothing" DISPLAY="$DISPLAY" XAUTHORITY="$XAUTHORITY" \
      LD_DEBUG=libs LD_DEBUG_OUTPUT="$0/loader/log" "$@"' "$work" "$app" "$@")
}

run --replay line.xml --delay 0.5 --seed 6 --frames 1000 --screenshot shot.png --json >"$work/json" ||
  fail "the app ended with exit code $?"
last=$(tail -1 "$work/json")
[[ $(stat -c %s "$work/elsewhere/shot.png") -gt 50000 ]] || fail "the screenshot is nearly empty"
[[ $last == *'"engine":"simd"'* ]] || fail "no model was loaded: $last"
written=$(sed -E 's/.*"modelRows":([0-9]+).*/\1/' <<<"$last")
[[ $written -gt 50 ]] || fail "the model wrote $written points: $last"
grep -qF "init: $folder/libglfw.so.3" "$work"/loader/log.* || fail "GLFW was not loaded from the package"
! grep -q "init: .*/dotnet/" "$work"/loader/log.* || fail "libraries of an installed .NET were loaded"

# As a desktop opens a file with the program.
run line.xml --frames 30 --json >"$work/json" || fail "the app ended with exit code $? when it opened a file"
last=$(tail -1 "$work/json")
rows=$(sed -E 's/.*"personRows":([0-9]+).*/\1/' <<<"$last")
[[ $rows -gt 300 ]] || fail "the opened file has only $rows points on the page: $last"

mkdir -p "$root/out"
cp "$work/elsewhere/shot.png" "$root/out/published-app.png"
echo "$(basename "$archive") starts and writes ($written points by the model); see out/published-app.png"
