#!/usr/bin/env bash
# One pass over the training part with each of many settings, at the size of 3×128: what buys most nats in few minutes.
#     runs/sweep.sh lineStrokes-all.tar.gz
set -euo pipefail
# shellcheck source=runs/common.sh
source "$(dirname "$0")/common.sh"

names=()
# one NAME OPTIONS...: a run whose options replace those given before them.
one() {
  local name=$1 option options=() values
  shift
  declare -A given=([--epochs]=1 [--schedule]=cosine [--evaluate-lines]=200 [--batch]=16 [--window]=100 [--dequantise]=true)
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

hm() { one "hm-$1" --hidden 128 --learning-rate 5e-3 --layer-rate-shares 1 --detector-rate-share 0.1 --slope-start 0.2 --slope-per-epoch 0 --least-boundary-rates 0.12 0.03 "${@:2}"; }
lstm() { one "lstm-$1" --cell lstm --hidden 147 --learning-rate 1e-2 --layer-rate-shares 1 "${@:2}"; }

hm recipe
seed=2 hm recipe-seed2
hm slope1 --slope-start 1
seed=2 hm slope1-seed2 --slope-start 1
hm slope0.05 --slope-start 0.05
hm detectors1 --detector-rate-share 1
hm noprior --least-boundary-rates 0 0
hm zcopy --recompute-boundary-on-copy
hm whole-lines --window 0
hm batch8 --batch 8
hm batch32 --batch 32
hm rate2.5e-3 --learning-rate 2.5e-3
hm rate1e-2 --learning-rate 1e-2
hm constant-rate --schedule plateau
hm scaling --line-scaling 0.1
hm recurrent-dropout --recurrent-dropout 0.05
hm output-dropout --output-dropout 0.05
lstm recipe
seed=2 lstm recipe-seed2
lstm rate5e-3 --learning-rate 5e-3
lstm rate2e-2 --learning-rate 2e-2
# As many multiply-adds a step when drawing as the 3×128 does not skip (docs/efficiency.md): 0.22 million.
lstm as-much-work --hidden 95

keep sweep "${names[@]}"
