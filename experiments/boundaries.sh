#!/usr/bin/env bash
# Where the boundaries of layers are and what they cost, with different gradients, priors, given boundaries and taught detectors: one epoch
# each, at 128 units.
#     experiments/boundaries.sh lineStrokes-all.tar.gz ascii-all.tar.gz
#     SEEDS="1 2 3" ONLY="taught taught-words" experiments/boundaries.sh ...
#     SET=boundaries-long EPOCHS=5 SEEDS=1 ONLY="taught rates soft annealed" experiments/boundaries.sh ...
#                          five epochs; the results go to experiments/boundaries-long
# Continues interrupted runs, and copies the results of finished ones to experiments/boundaries/ (or the named SET).
set -euo pipefail
text=$(realpath "${2:?usage: $0 lineStrokes-all.tar.gz ascii-all.tar.gz}")
# shellcheck source=experiments/common.sh
source "$(dirname "$0")/common.sh"

set=${SET:-boundaries}
names=()
# one NAME OPTIONS...: trains a model with each seed. It has 128 units unless the options say otherwise.
one() {
  local name=$1 seed folder size=(--hidden 128)
  shift
  [[ " $* " != *" --hidden "* ]] || size=()
  [[ -z ${ONLY:-} || " $ONLY " == *" $name "* ]] || return 0
  for seed in ${SEEDS:-1 2 3}; do
    folder=$set-$name-$seed
    run "$folder" --epochs "${EPOCHS:-1}" "${size[@]}" --learning-rate 1e-2 --schedule cosine --weight-average 0.999 --evaluate-lines 0 "$@"
    names+=("$name-$seed")
    # Only detectors have boundaries to measure. An LSTM has none, and in a control experiment rules replace them.
    if [[ -e runs/$folder/done && " $* " != *" --forced-boundaries "* && " $* " != *" --cell "* ]]; then
      trainer boundaries --model "runs/$folder/best.safetensors" --data "$data" --split valid --text "$text" --json |
        tail -1 >"runs/$folder/boundaries.json"
    fi
  done
}

three=(--layers 3 --layer-rate-shares 1 0.5 0.25) four=(--layers 4 --layer-rate-shares 1 0.5 0.25 0.25)
untaught=(--taught-boundaries none none)
strokes=(speed-minimum stroke-start) words=(speed-minimum stroke-start word-gap)

# The published flush and a soft one, trained by the likelihood alone; and a soft one with a prior on the boundary rates, for segments of
# half a stroke and a stroke.
one hard "${three[@]}" "${untaught[@]}" --soft-flush false
one soft "${three[@]}" "${untaught[@]}" --soft-flush true
one rates "${three[@]}" "${untaught[@]}" --soft-flush true --boundary-rates 0.08 0.04 --boundary-rate-weight 0.3
# The slope of the detectors rises, in the fifth epoch to 1.8.
[[ ${EPOCHS:-1} == 1 ]] || one annealed "${three[@]}" "${untaught[@]}" --soft-flush true --slope-per-epoch 0.4
# Control experiments: the boundaries are given.
one forced-periodic "${three[@]}" --soft-flush true --forced-boundaries every-4 every-24
one forced-random "${three[@]}" --soft-flush true --forced-boundaries random-4 random-24
one forced-strokes "${three[@]}" --soft-flush true --forced-boundaries "${strokes[@]}"
# Detectors that are taught during all of the training, or during its first third.
one taught "${three[@]}" --soft-flush true --taught-boundaries "${strokes[@]}"
one taught-third "${three[@]}" --soft-flush true --taught-boundaries "${strokes[@]}" --taught-share 0.33
one taught-hard "${three[@]}" --soft-flush false --taught-boundaries "${strokes[@]}"
# Four layers: half strokes, strokes, words.
one taught-words "${four[@]}" --soft-flush true --taught-boundaries "${words[@]}"
one taught-words-third "${four[@]}" --soft-flush true --taught-boundaries "${words[@]}" --taught-share 0.33
one forced-words "${four[@]}" --soft-flush true --forced-boundaries "${words[@]}"
one rates-words "${four[@]}" --taught-boundaries none none none --soft-flush true --boundary-rates 0.12 0.04 0.0085 \
  --boundary-rate-weight 0.3
# LSTMs with as many parameters as the HM-LSTMs of three and of four layers.
one lstm --cell lstm --hidden 147
one lstm-174 --cell lstm --hidden 174

collect "$set" "${names[@]}"
