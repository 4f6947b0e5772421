#!/usr/bin/env bash
# One pass over the training part with each of many settings, at the size of 3×128: what buys most nats in few minutes.
#     runs/sweep.sh lineStrokes-all.tar.gz
set -euo pipefail
# shellcheck source=runs/common.sh
source "$(dirname "$0")/common.sh"

one=(--epochs 1 --schedule cosine --evaluate-lines 200 --batch 16 --window 100 --dequantise true)
hm=("${one[@]}" --hidden 128)
prior=(--least-boundary-rates 0.12 0.03)
lstm=("${one[@]}" --cell lstm --hidden 147)

run sweep-hm-5e-3 "${hm[@]}" "${prior[@]}" --learning-rate 5e-3
run sweep-hm-1e-2 "${hm[@]}" "${prior[@]}" --learning-rate 1e-2
run sweep-hm-5e-3-window200 "${hm[@]}" "${prior[@]}" --window 200 --learning-rate 5e-3
run sweep-hm-5e-3-beta99 "${hm[@]}" "${prior[@]}" --second-moment-decay 0.99 --learning-rate 5e-3
run sweep-hm-5e-3-prior40 "${hm[@]}" --least-boundary-rates 0.4 0.15 --learning-rate 5e-3
run sweep-hm-5e-3-prior25 "${hm[@]}" --least-boundary-rates 0.25 0.08 --learning-rate 5e-3
run sweep-hm-5e-3-noprior "${hm[@]}" --least-boundary-rates 0 0 --learning-rate 5e-3
run sweep-hm-5e-3-zcopy "${hm[@]}" "${prior[@]}" --recompute-boundary-on-copy --learning-rate 5e-3
run sweep-hm-5e-3-detectors1 "${hm[@]}" "${prior[@]}" --detector-rate-share 1 --learning-rate 5e-3
run sweep-hm-5e-3-scaling "${hm[@]}" "${prior[@]}" --line-scaling 0.1 --learning-rate 5e-3
run sweep-lstm-5e-3 "${lstm[@]}" --learning-rate 5e-3
run sweep-lstm-1e-2 "${lstm[@]}" --learning-rate 1e-2
run sweep-lstm-2e-2 "${lstm[@]}" --learning-rate 2e-2

keep sweep {hm-5e-3{,-window200,-beta99,-prior40,-prior25,-noprior,-zcopy,-detectors1,-scaling},hm-1e-2,lstm-{5e-3,1e-2,2e-2}}
