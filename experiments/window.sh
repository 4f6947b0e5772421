#!/usr/bin/env bash
# Does a text window that advances at the boundaries of layer 1 write better than one that advances at every step? Each is added to a
# trained model and trained for one epoch.
#     experiments/window.sh lineStrokes-all.tar.gz ascii-all.tar.gz runs/4x128
#     SEEDS="1 2 3" experiments/window.sh ...
# Continues interrupted runs, and copies the results of finished ones to experiments/window.
set -euo pipefail
text=$(realpath "${2:?usage: $0 lineStrokes-all.tar.gz ascii-all.tar.gz RUN}")
from=$(realpath "${3:?the run folder of a trained HM-LSTM}")
# shellcheck source=experiments/common.sh
source "$(dirname "$0")/common.sh"
input=(--data "$data" --text "$text")

mkdir -p experiments/window
for seed in ${SEEDS:-1 2 3}; do
  for advance in steps boundaries; do
    name=$advance-$seed folder=runs/window-$advance-$seed
    run "window-$name" --from "$from" --window-advance "$advance" --learning-rate 5e-3 --schedule constant --epochs 1 \
      --evaluate-every 1000000
    [[ -e $folder/done ]] || continue
    measure=(--model "$folder/best.safetensors" "${input[@]}" --split valid --json)
    [[ -e $folder/boundaries.json ]] || trainer boundaries "${measure[@]}" | tail -1 >"$folder/boundaries.json"
    [[ -e $folder/legibility.json ]] ||
      trainer legibility "${measure[@]}" --recogniser models/recogniser/iam-ondb.recogniser --bias 0.5 | tail -1 >"$folder/legibility.json"
    for figures in valid boundaries legibility; do cp "$folder/$figures.json" "experiments/window/$name.$figures.json"; done
  done
done
