#!/usr/bin/env bash
# Starts a package as a person who downloaded it would: tests/published-app.sh out/packages/hmrnnink-VERSION-linux-x64.tar.gz
# The app starts from another folder, in a path with a space, without .NET and without this repository. It replays a line, lets the model
# continue, and takes a screenshot. If no package is given, makes one first, which takes some minutes. So this is not part of test.sh.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=build/packages.sh
source "$root/build/packages.sh"
require_virtual_display

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
tar -xzf "$archive" -C "$work/down loads"
app=$(echo "$work/down loads"/*/hmrnnink)
folder=$(dirname "$app")
cp "$root/tests/data/own-line.xml" "$work/elsewhere/line.xml"

for file in README.txt LICENSE.txt libglfw.so.3 models/LICENSE.md licences/dotnet.txt licences/libraries.txt Fonts/Inter-LICENSE.txt; do
  [[ -s $folder/$file ]] || fail "the package has no $file"
done

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
rows=$(sed -E 's/.*"modelRows":([0-9]+).*/\1/' <<<"$last")
[[ $rows -gt 50 ]] || fail "the model wrote $rows points: $last"
grep -qF "init: $folder/libglfw.so.3" "$work"/loader/log.* || fail "GLFW was not loaded from the package"
! grep -q "init: .*/dotnet/" "$work"/loader/log.* || fail "libraries of an installed .NET were loaded"

mkdir -p "$root/out"
cp "$work/elsewhere/shot.png" "$root/out/published-app.png"
echo "$(basename "$archive") starts and writes ($rows points by the model); see out/published-app.png"
