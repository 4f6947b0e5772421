#!/usr/bin/env bash
# What the recorder's whole numbers are worth in figures as is: the shipped 3×400 goes on for a while on points as they were recorded, which is how
# published models were trained. For the table of docs/results.md; not shipped.
#     runs/as-recorded.sh lineStrokes-all.tar.gz
set -euo pipefail
# shellcheck source=runs/common.sh
source "$(dirname "$0")/common.sh"

run as-recorded --from models/iam-ondb-3x400.safetensors --minutes "${MINUTES:-20}" --dequantise false --learning-rate 8e-4 --evaluate-every 1000000
keep as-recorded ""
trainer evaluate --model runs/as-recorded/best.safetensors --data "$data" --split test --json | tail -1 >docs/runs/as-recorded/test.json
