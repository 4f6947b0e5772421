#!/usr/bin/env bash
# Where boundaries fall and what they cost: gradients, priors, controls and teachers, one pass each at 128 units.
#     experiments/boundaries.sh lineStrokes-all.tar.gz ascii-all.tar.gz
#     SEEDS="1 2 3" ONLY="taught-3 taught-4" experiments/boundaries.sh ...
# Goes on with what was interrupted, and keeps what is done in experiments/boundaries/.
set -euo pipefail
text=$(realpath "${2:?usage: $0 lineStrokes-all.tar.gz ascii-all.tar.gz}")
# shellcheck source=experiments/common.sh
source "$(dirname "$0")/common.sh"

names=()
# one NAME OPTIONS...: with each seed.
one() {
  local name=$1 seed folder
  shift
  [[ -z ${ONLY:-} || " $ONLY " == *" $name "* ]] || return 0
  for seed in ${SEEDS:-1 2 3}; do
    folder=boundaries-$name-$seed
    run "$folder" --epochs 1 --hidden 128 --learning-rate 1e-2 --evaluate-lines 0 "$@"
    names+=("$name-$seed")
    # A control has no detectors of its own to ask.
    if [[ -e runs/$folder/done && " $* " != *" --forced-boundaries "* && " $* " != *" --cell "* ]]; then
      trainer boundaries --model "runs/$folder/best.safetensors" --data "$data" --split valid --text "$text" --json | tail -1 >"runs/$folder/boundaries.json"
    fi
  done
}

four=(--layers 4 --layer-rate-shares 1 0.5 0.25 0.25)
strokes="speed-minimum stroke-start"

one hard --soft-flush false
one soft --soft-flush
# A budget for each layer's boundaries: half a stroke, a stroke.
one rates --soft-flush --boundary-rates 0.08 0.04 --boundary-rate-weight 0.3
# Controls: the boundaries are given.
one forced-periodic --soft-flush --forced-boundaries every-4 every-25
one forced-random --soft-flush --forced-boundaries random-4 random-25
one forced-strokes --soft-flush --forced-boundaries $strokes
# Detectors that are taught, all along, or in the first third and then left to the likelihood.
one taught --soft-flush --taught-boundaries $strokes
one taught-third --soft-flush --taught-boundaries $strokes --taught-share 0.33
one taught-hard --taught-boundaries $strokes
# Four layers: half strokes, strokes, words.
one taught-words --soft-flush "${four[@]}" --taught-boundaries $strokes word-gap
one taught-words-third --soft-flush "${four[@]}" --taught-boundaries $strokes word-gap --taught-share 0.33
one forced-words --soft-flush "${four[@]}" --forced-boundaries $strokes word-gap
one rates-words --soft-flush "${four[@]}" --boundary-rates 0.12 0.04 0.0085 --boundary-rate-weight 0.3
one lstm --cell lstm --hidden 147

keep boundaries "${names[@]}"
