#!/usr/bin/env bash
# The grid of docs/research/earlier-results.md: recipes with the same number of parameters, lines and epochs.
#     experiments/grid.sh lineStrokes-all.tar.gz
#     EPOCHS=5 SEEDS="1 2" HIDDEN=128 LSTM_HIDDEN=147 RATE=1e-2 LSTM_RATE=1e-2 experiments/grid.sh lineStrokes-all.tar.gz
#     SET=paper VARIANT=-2e-3 EPOCHS=4 SEEDS=1 HIDDEN=400 LSTM_HIDDEN=463 RATE=2e-3 LSTM_RATE=2e-3 \
#       experiments/grid.sh lineStrokes-all.tar.gz
# Continues interrupted runs, and copies the results of finished ones to experiments/SET, as RECIPE-SEED or RECIPE-VARIANT-SEED. DEVICE is
# cuda or cpu. (b) and (c) run only if RECIPES names them. Here they use the gradient by differences (docs/dev/fused-recurrence.md); the
# results in docs/research/earlier-results.md are by mixing, with the code before 2026-11-25 22:45.
set -euo pipefail
# shellcheck source=experiments/common.sh
source "$(dirname "$0")/common.sh"

set=${SET:-grid} variant=${VARIANT:-} epochs=${EPOCHS:-5}
names=()
for seed in ${SEEDS:-1 2}; do
  one=(--epochs "$epochs" --schedule cosine --evaluate-every 4000000 --evaluate-lines 0 --batch 16 --window 100 --dequantise true
    --weight-average 0)
  # Three layers, the published flush, no rules: not the defaults of today.
  hm=("${one[@]}" --hidden "${HIDDEN:-128}" --layers 3 --soft-flush false --taught-boundaries none none)
  plain=("${hm[@]}" --learning-rate "${PLAIN_RATE:-5e-3}" --layer-rate-shares 1 --detector-rate-share 1 --slope-start 1)
  for recipe in ${RECIPES:-a-lstm d-recipe}; do
    case $recipe in
      a-lstm)
        options=("${one[@]}" --cell lstm --hidden "${LSTM_HIDDEN:-147}" --learning-rate "${LSTM_RATE:-1e-2}" --layer-rate-shares 1)
        ;;
      # A constant slope of 1.
      b-slope1) options=("${plain[@]}" --slope-per-epoch 0) ;;
      # The same with the slope annealed to the published 3 within these epochs. In the paper it grows by 0.004 in each of hundreds.
      c-annealed) options=("${plain[@]}" --slope-per-epoch "$(awk "BEGIN { print $epochs > 1 ? 2 / ($epochs - 1) : 0 }")") ;;
      # Lower learning rates for upper layers and detectors, and a slope with which less gradient flows through the boundaries.
      d-recipe)
        options=("${hm[@]}" --learning-rate "${RATE:-1e-2}" --layer-rate-shares 1 0.5 0.25 --detector-rate-share 0.05
          --slope-start 0.2 --slope-per-epoch 0)
        ;;
      *) echo "$recipe is not a recipe; the recipes are a-lstm, b-slope1, c-annealed and d-recipe" >&2; exit 2 ;;
    esac
    run "$set-$recipe$variant-$seed" "${options[@]}"
    names+=("$recipe$variant-$seed")
  done
done

collect "$set" "${names[@]}"
