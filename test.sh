#!/usr/bin/env bash
# Builds everything and runs all tests; arguments select test projects by a part of their name: ./test.sh Ink Model
# The last line is "N passed, N failed, N skipped"; anything but success ends with a non-zero code.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=build/packages.sh
source build/packages.sh

reports=TestResults
minutes_per_project=30

stop() {
  echo "$1"
  echo "0 passed, 0 failed, 0 skipped"
  exit 1
}

# Runs one test project and leaves its report as $reports/<name>.xml. What a shell starts in the background ignores Ctrl-C, and so do its
# children. Tests of signals need the default.
run_tests() {
  local name=$1 code=0
  echo "== $name"
  timeout --foreground --kill-after 10 "${minutes_per_project}m" env --default-signal=HUP,INT,QUIT \
    dotnet "tests/$name/bin/Release/net10.0/$name.dll" --progress off --results-directory "$reports" \
    --report-xunit-xml --report-xunit-xml-filename "$name.xml" </dev/null || code=$?
  [[ $code -ne 124 ]] || echo "$name was stopped after $minutes_per_project minutes." >&2
  case $code in
    0 | 2) test -s "$reports/$name.xml" ;;               # 2: a test failed, and the report says which
    8) grep -q ' result="Skip"' "$reports/$name.xml" ;; # no test ran, which is a success if all were skipped
    *) return 1 ;;
  esac
}

{ require_dotnet && require_window && require_virtual_display && require_pointer; } || stop "No test ran."

mapfile -t projects < <(dotnet sln HmRnnInk.sln list | sed -nE 's|^tests[/\\]([^/\\]+\.Tests)[/\\].*|\1|p' | sort)
if [[ $# -gt 0 ]]; then
  # Only the part after "HmRnnInk." counts, which all names have.
  wanted=$(IFS='|' && echo "$*")
  mapfile -t projects < <(printf '%s\n' "${projects[@]}" | grep -iE "^HmRnnInk\\..*($wanted)")
fi
[[ ${#projects[@]} -gt 0 ]] || stop "There is no test project with that name."

dotnet build HmRnnInk.sln -c Release -warnaserror || stop "The build failed, so no test ran."

formatted=true
dotnet format HmRnnInk.sln --verify-no-changes --no-restore || formatted=false

rm -rf "$reports"
mkdir "$reports"
broken=()
for name in "${projects[@]}"; do
  run_tests "$name" || broken+=("$name")
done

echo "== all"
[[ ${#broken[@]} -eq 0 ]] || echo "Crashed, was stopped or ran no test, so counted as a failure: ${broken[*]}"
"$formatted" || echo "The code is not formatted, so this run fails. Run 'dotnet format HmRnnInk.sln'."
find "$reports" -name '*.xml' -print0 | sort -z | xargs -0 cat /dev/null |
  awk -v broken=${#broken[@]} -f build/test-report.awk && "$formatted"
