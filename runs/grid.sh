#!/usr/bin/env bash
# The grid of docs/results.md: four recipes with as many parameters, the same lines, as many passes, their own best rate.
#     runs/grid.sh lineStrokes-all.tar.gz
#     EPOCHS=5 SEEDS="1 2" HIDDEN=128 LSTM_HIDDEN=147 runs/grid.sh lineStrokes-all.tar.gz
# Goes on with what was interrupted, and keeps what is done under docs/runs/grid.
set -euo pipefail
# shellcheck source=runs/common.sh
source "$(dirname "$0")/common.sh"

epochs=${EPOCHS:-5}
names=()
for seed in ${SEEDS:-1 2}; do
  one=(--epochs "$epochs" --schedule cosine --evaluate-every 4000000 --evaluate-lines 0 --batch 16 --window 100 --dequantise true)
  hm=("${one[@]}" --hidden "${HIDDEN:-128}" --learning-rate "${RATE:-5e-3}")
  free=("${hm[@]}" --least-boundary-rates 0 0 --detector-rate-share 1)
  # (a) the LSTM; (d) the recipe: detectors at a tenth of the rate, and a prior that keeps their rates up.
  run "grid-a-lstm-$seed" "${one[@]}" --cell lstm --hidden "${LSTM_HIDDEN:-147}" --learning-rate "${LSTM_RATE:-1e-2}"
  run "grid-d-recipe-$seed" "${hm[@]}" --slope-per-epoch 0 --least-boundary-rates 0.12 0.03
  # (b) step boundaries as published; (c) with the slope annealed to the published 3, over these passes and not over hundreds.
  run "grid-b-slope1-$seed" "${free[@]}" --slope-per-epoch 0
  run "grid-c-annealed-$seed" "${free[@]}" --slope-per-epoch "$(awk "BEGIN { print 2 / ($epochs - 1) }")"
  names+=({a-lstm,b-slope1,c-annealed,d-recipe}-"$seed")
done

keep grid "${names[@]}"
