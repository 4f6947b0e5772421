#!/usr/bin/env bash
# Makes the tables and charts of this folder from the learning curves in experiments/, or only the named ones:
#     docs/results/make.sh
#     docs/results/make.sh sweep fair-minutes
# Most charts are over points only: their runs had other work beside them or ran on different machines, so their minutes say little.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dotnet build src/HmRnnInk.Trainer -c Release -v quiet >/dev/null

# chart NAME OPTIONS...
chart() {
  local name=$1
  shift
  dotnet src/HmRnnInk.Trainer/bin/Release/net10.0/trainer.dll compare "$@" --out "docs/results/$name.png" >/dev/null
}

all=(3x400 boundaries boundaries-first boundaries-long fair fair-minutes fair-muon fair-muon-decay fair-paper forms grid grid-mixing
  paper sweep sweep-mixing)
for name in "${@:-${all[@]}}"; do
  runs=(experiments/"$name"/*.metrics.jsonl)
  case $name in
    3x400)
      of=experiments/3x400
      chart "$name" "$of"/{1-widened,2-dequantised,3-differences}.metrics.jsonl models/iam-ondb-3x400.metrics.jsonl \
        "$of/5-dropout.metrics.jsonl" --over points
      ;;
    boundaries)
      chart "$name" "${runs[@]}" --over points --colour soft hard rates taught forced-strokes forced-periodic forced-random
      ;;
    boundaries-first)
      chart "$name" "${runs[@]}" --over points \
        --colour hard soft forced-strokes forced-12-25 taught-strokes taught-3l-share03 taught-words-100
      ;;
    fair)
      chart "$name" "${runs[@]}" --over points \
        --colour lstm hm-lstm lstm-5e-3 hm-lstm-5e-3 lstm-five-epochs hm-lstm-five-epochs lstm-one-layer
      ;;
    # These runs are by Muon. Those with the same names in experiments/fair are by Adam.
    fair-muon) chart "$name" "${runs[@]}" --over points --colour lstm hm-lstm lstm-one-epoch ;;
    fair-muon-decay) chart "$name" "${runs[@]}" --over points --colour hm-lstm lstm lstm-one-epoch ;;
    # The runs that were alone on their core.
    fair-minutes) chart "$name" experiments/fair/{hm-lstm,lstm,lstm-one-epoch}-[123].metrics.jsonl --colour lstm hm-lstm lstm-one-epoch ;;
    fair-paper) chart "$name" "${runs[@]}" --over points --colour hm-lstm lstm ;;
    sweep)
      chart "$name" "${runs[@]}" --over points \
        --colour lstm-recipe hm-recipe hm-one-rate hm-slope1 hm-zcopy hm-plateau lstm-as-much-work
      ;;
    sweep-mixing)
      chart "$name" "${runs[@]}" --over points \
        --colour lstm-recipe hm-recipe hm-slope1 hm-batch32 hm-constant-rate hm-whole-lines lstm-as-much-work
      ;;
    *) chart "$name" "${runs[@]}" --over points ;;
  esac
done
