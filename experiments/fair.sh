#!/usr/bin/env bash
# HM-LSTM and LSTM with the same number of parameters, each with the trainer's defaults for its cell except a constant learning rate,
# trained with the same number of points, and for the same time (an epoch of the LSTM takes as long as two of the HM-LSTM). Three seeds.
#     experiments/fair.sh lineStrokes-all.tar.gz ascii-all.tar.gz
#     SEEDS="1 2 3" HIDDEN=128 LSTM_HIDDEN=174 experiments/fair.sh lineStrokes-all.tar.gz ascii-all.tar.gz
#     RATES="5e-3 2e-2" experiments/fair.sh ...      also other learning rates, with one seed
#     LONG=1 experiments/fair.sh ...                 also five epochs, with one seed
#     FORMS=1 experiments/fair.sh ...                also with a split by form, with one seed
#     OTHERS=1 experiments/fair.sh ...               also an LSTM with as many multiply-adds per step as the HM-LSTM has after skipping,
#                                                    and an LSTM with one layer of 400, with one seed
#     SET=fair-paper SEEDS="1 2" EPOCHS=1 LAYERS=3 HIDDEN=400 LSTM_HIDDEN=463 experiments/fair.sh ...
#                                                    the size of the paper, one epoch; the results go to experiments/fair-paper
#     OPTIMISER=muon experiments/fair.sh ...         all of it by Muon instead of Adam; the results go to experiments/fair-muon, with
#                                                    WEIGHT_DECAY=0.01 to experiments/fair-muon-decay
# To compare minutes, run it on a core without other work: taskset -c 1. At the end, with Adam, a linear probe measures which landmarks
# the states of both models with seed 1 contain. Continues interrupted runs, and copies the results of finished ones to experiments/fair.
set -euo pipefail
text=$(realpath "${2:?usage: $0 lineStrokes-all.tar.gz ascii-all.tar.gz}")
# shellcheck source=experiments/common.sh
source "$(dirname "$0")/common.sh"

names=()
suffix=${OPTIMISER:+-$OPTIMISER}${WEIGHT_DECAY:+-decay}
set=${SET:-fair}$suffix
# one NAME CELL OPTIONS...: trains a model into runs/$study-NAME (runs/$set-NAME if study is not set).
one() {
  local name=$1 cell=$2 size=(--layers "${LAYERS:-4}" --hidden "${HIDDEN:-128}")
  shift 2
  [[ $cell == hm-lstm ]] || size=(--layers "${LSTM_LAYERS:-3}" --hidden "${LSTM_HIDDEN:-174}")
  run "${study:-$set}-$name" --cell "$cell" "${size[@]}" --schedule constant --evaluate-every 1000000 --evaluate-lines 0 "$@"
  [[ -n ${study:-} ]] || names+=("$name")
}

for seed in ${SEEDS:-1 2 3}; do
  for cell in lstm hm-lstm; do one "$cell-$seed" "$cell" --epochs "${EPOCHS:-2}"; done
done
[[ ${EPOCHS:-2} == 1 ]] || for seed in ${SEEDS:-1 2 3}; do one "lstm-one-epoch-$seed" lstm --epochs 1; done
seed=1
for rate in ${RATES:-}; do
  for cell in lstm hm-lstm; do one "$cell-$rate" "$cell" --epochs 2 --learning-rate "$rate"; done
done
if [[ -n ${LONG:-} ]]; then
  for cell in lstm hm-lstm; do one "$cell-five-epochs-1" "$cell" --epochs 5; done
fi
if [[ -n ${FORMS:-} ]]; then
  for cell in lstm hm-lstm; do study=forms$suffix one "$cell" "$cell" --epochs 2 --split-by form; done
  collect "forms$suffix" lstm hm-lstm # a table of its own: the validation part has other lines
fi
if [[ -n ${OTHERS:-} ]]; then
  # 0.2 million, as the 4×128 has with one stream (docs/research/efficiency-figures.md).
  LSTM_HIDDEN=88 one lstm-as-much-work-1 lstm --epochs 2
  LSTM_LAYERS=1 LSTM_HIDDEN=400 one lstm-one-layer-1 lstm --epochs 2
fi

if [[ $set == fair ]]; then
  mkdir -p experiments/fair
  for cell in lstm hm-lstm; do
    [[ -e runs/fair-$cell-1/done ]] || continue
    model=runs/fair-$cell-1/best.safetensors probe=runs/fair-$cell-1/probe.json
    trainer probe --model "$model" --data "$data" --text "$text" --json | tail -1 >"$probe"
    cp "$probe" "experiments/fair/$cell-1.probe.json"
  done
fi
collect "$set" "${names[@]}"
# The runs that were alone on their core, for a comparison of minutes.
[[ $set != fair ]] || docs/results/make.sh fair-minutes
