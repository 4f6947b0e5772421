#!/usr/bin/env bash
# Trains a model of many writers further on at most ten lines of one writer, and measures what the writer's other lines gain, and what those
# of other writers lose.
#     experiments/own-hand.sh lineStrokes-all.tar.gz
#     MINUTES=6 FORMS="g06-000f" FOLDERS="own small own-pen" experiments/own-hand.sh ...
# Appends to experiments/own-hand.jsonl: one row for each form and folder (own-hand.py describes them). Gains are in nats per line of ink;
# higher is better.
set -euo pipefail
# shellcheck source=experiments/common.sh
source "$(dirname "$0")/common.sh"
model=models/iam-ondb-4x128.safetensors ink=runs/own-hand/ink
[[ -e $ink/everybody ]] || python3 experiments/own-hand.py "$data" "$ink"

# evaluate MODEL FOLDER: prints the results on all lines of a folder, as JSON.
evaluate() { trainer evaluate --model "$1" --data "$2" --split all --json 2>/dev/null | tail -1; }

# gain FORM FOLDER: trains on the folder, and compares the model with the one that it started from.
gain() {
  local run=runs/own-hand/$1-$2 pen="" others
  [[ $2 != *-pen ]] || pen=-pen
  others=$ink/$1/others$pen
  # A model trained on small ink is measured on small ink. The trainer scales both to the size of IAM-OnDB.
  [[ $2 != small ]] || others=$ink/$1/others-small
  [[ -e $run/best.safetensors ]] ||
    trainer train --data "$ink/$1/$2" --from "$model" --minutes "${MINUTES:-3}" --run "$run" --keep-history 0
  [[ -e runs/own-hand/before$pen.json ]] || evaluate "$model" "$ink/everybody$pen" >"runs/own-hand/before$pen.json"
  python3 - "$1" "$2" "$run" "runs/own-hand/before$pen.json" \
    <(evaluate "$model" "$others") <(evaluate "$run/best.safetensors" "$others") \
    <(evaluate "$run/best.safetensors" "$ink/everybody$pen") <<'PYTHON' | tee -a experiments/own-hand.jsonl
import json
import sys

form, folder, run, everybody_before, others_before, others_after, everybody_after = sys.argv[1:]
read = lambda path: json.load(open(path))
before, after, all_before, all_after = map(read, (others_before, others_after, everybody_before, everybody_after))
evaluations = [json.loads(line) for line in open(f"{run}/metrics.jsonl")]
difference = lambda later, earlier, name: round(later[name] - earlier[name], 1)
print(json.dumps({
    "form": form, "folder": folder, "minutes": round(evaluations[-1]["elapsedMinutes"], 2), "points": evaluations[-1]["pointsSeen"],
    "others": before["sequences"], "everybody": all_before["sequences"],
    "gain": difference(after, before, "natsPerSequence"), "gainDequantised": difference(after, before, "natsPerSequenceDequantised"),
    "everybodyElse": difference(all_after, all_before, "natsPerSequence"),
    "everybodyElseDequantised": difference(all_after, all_before, "natsPerSequenceDequantised"),
}))
PYTHON
}

for form in ${FORMS:-f07-069 d05-374z g06-000f l04-402z k01-021z h10-429z}; do
  for folder in ${FOLDERS:-own small own-pen}; do gain "$form" "$folder"; done
done
