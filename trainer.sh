#!/usr/bin/env bash
# Builds the trainer and runs it; all arguments go to it (./trainer.sh --help).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/packages.sh
source "$root/build/packages.sh"

program=$root/src/HmRnnInk.Trainer/bin/Release/net10.0/trainer.dll
require_dotnet
[[ -e $program ]] || echo "Building the trainer. The first build takes some minutes and downloads libtorch." >&2
# The build's messages are printed only if it fails, so that standard output has nothing but the trainer's own output.
if ! messages=$(dotnet build "$root/src/HmRnnInk.Trainer" -c Release -v quiet 2>&1); then
  echo "$messages" >&2
  exit 1
fi
exec dotnet "$program" "$@"
