#!/usr/bin/env bash
# One epoch with each of many settings, at the size of 3×128, to find the settings that gain the most nats per minute.
#     experiments/sweep.sh lineStrokes-all.tar.gz
set -euo pipefail
# shellcheck source=experiments/common.sh
source "$(dirname "$0")/common.sh"

names=()
# one NAME OPTIONS...: trains a model. If an option is given twice, the later one counts.
one() {
  local name=$1 option options=() values
  shift
  declare -A given=([--epochs]=1 [--schedule]=cosine [--evaluate-lines]=200 [--batch]=16 [--window]=100 [--dequantise]=true
    [--weight-average]=0)
  while (($#)); do
    option=$1 given[$1]=
    shift
    while (($#)) && [[ $1 != --* ]]; do
      given[$option]+="$1 "
      shift
    done
  done
  for option in "${!given[@]}"; do
    read -ra values <<<"${given[$option]}"
    options+=("$option" "${values[@]}")
  done
  run "sweep-$name" "${options[@]}"
  names+=("$name")
}

# Recipe (d) of grid.sh, and its LSTM. Today's defaults are others: four layers, a soft flush and taught boundaries.
hm() {
  one "hm-$1" --layers 3 --hidden 128 --soft-flush false --taught-boundaries none none --learning-rate 1e-2 --layer-rate-shares 1 0.5 0.25 \
    --detector-rate-share 0.05 --slope-start 0.2 --slope-per-epoch 0 "${@:2}"
}
lstm() { one "lstm-$1" --cell lstm --hidden 147 --learning-rate 1e-2 --layer-rate-shares 1 "${@:2}"; }

hm recipe
seed=2 hm recipe-seed2
# Without one part of the recipe.
hm one-rate --layer-rate-shares 1
hm slope1 --slope-start 1
# With an addition.
hm prior --boundary-rates 0.12 0.03
hm recurrent-dropout --recurrent-dropout 0.05
hm output-dropout --output-dropout 0.05
# Other training settings.
hm rate5e-3 --learning-rate 5e-3
hm rate2e-2 --learning-rate 2e-2
hm no-warm-up --warm-up 0
# The learning rate is halved after three evaluations without a better result.
hm plateau --schedule plateau --evaluate-every 250000
lstm recipe
seed=2 lstm recipe-seed2
lstm rate5e-3 --learning-rate 5e-3
lstm rate2e-2 --learning-rate 2e-2
# As many multiply-adds per step as the 3×128 of that time has after skipping (docs/research/earlier-results.md): 0.35 million.
lstm as-much-work --hidden 116

collect sweep "${names[@]}"
