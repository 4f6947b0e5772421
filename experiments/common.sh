# shellcheck shell=bash
# Sourced by the scripts that train models, with their arguments. $1 is the data: lineStrokes-all.tar.gz, or a text for characters.sh.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
data=$(realpath "${1:?give the data; the first lines of $0 say how}")
input=(--data "$data")
dotnet build -c Release --nologo -v q src/HmRnnInk.Trainer
trainer() { dotnet src/HmRnnInk.Trainer/bin/Release/net10.0/trainer.dll "$@"; }

# On Ctrl-C the trainer saves a checkpoint and ends without an error. The run is then not marked as done, and the script ends.
stopped=false
trap 'stopped=true' INT TERM

# run NAME OPTIONS...: trains a model into runs/NAME with the seed $seed (1 if it is not set), the optimiser $OPTIMISER (Adam if it is
# not set) and the weight decay of Muon $WEIGHT_DECAY (0 if it is not set), on $DEVICE (auto if it is not set), or continues an interrupted
# run. Does nothing if the run is done. If the training fails, prints that, and the script continues with the next run.
run() {
  local folder=runs/$1 resume=()
  shift
  [[ ! -e $folder/done ]] || return 0
  [[ ! -e $folder/last.checkpoint ]] || resume=(--resume)
  if trainer train "${input[@]}" --run "$folder" --seed "${seed:-1}" --keep-history 0 --evaluate-from 0 \
    --optimiser "${OPTIMISER:-adam}" --weight-decay "${WEIGHT_DECAY:-0}" ${DEVICE:+--device "$DEVICE"} "$@" "${resume[@]}"; then
    "$stopped" && exit 130
    # The model of a control experiment cannot be evaluated; its metrics.jsonl has its results.
    trainer evaluate --model "$folder/best.safetensors" "${input[@]}" --split valid --json | tail -1 >"$folder/valid.json" ||
      rm "$folder/valid.json"
    touch "$folder/done"
  else
    echo "$folder: failed" >&2
  fi
}

# collect SET NAME...: copies the curves and results of finished runs to experiments/SET, and makes docs/results/SET.md and .png of all
# curves in that folder.
collect() {
  local set=$1 name file
  shift
  mkdir -p "experiments/$set"
  for name in "$@"; do
    [[ -e runs/$set-$name/done ]] || continue
    cp "runs/$set-$name/metrics.jsonl" "experiments/$set/$name.metrics.jsonl"
    for file in valid.json boundaries.json; do
      [[ ! -e runs/$set-$name/$file ]] || cp "runs/$set-$name/$file" "experiments/$set/$name.$file"
    done
  done
  docs/results/make.sh "$set"
}
