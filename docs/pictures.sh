#!/usr/bin/env bash
# Makes every picture of the documentation anew, with the shipped model.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset DISPLAY WAYLAND_DISPLAY # on a virtual screen, so that size and clock are the same everywhere

./run.sh --frames 2200 --colour segments --layer 2 \
  --screenshot docs/window.png --svg out/writing.svg --animated-svg docs/writing.svg
dotnet run --project src/HmRnnInk.Trainer -c Release -- segment --model models/iam-ondb-3x256.safetensors \
  --ink tests/data/own-line.xml --out docs/segments.png

# A run's models are too large to ship: give the folder of one that you trained (docs/guide.md) to draw it as well.
if [[ -n ${HMRNNINK_RUN:-} ]]; then ./run.sh --watch "$HMRNNINK_RUN" --frames 700 --screenshot docs/watch.png; fi
