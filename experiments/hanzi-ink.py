#!/usr/bin/env python3
"""Writes characters of the npm package hanzi-writer-data as ink of another script, for trainer train and evaluate.

    npm pack hanzi-writer-data && tar xzf hanzi-writer-data-*.tgz
    hanzi-ink.py package OUT [--lines 200] [--characters 6] [--seed 1]

Each InkML file in OUT is a line of characters. Each stroke is drawn along its median, without times; the trainer sets its speed like that
of handwriting. The package has the licence ARPHICPL.TXT; a model trained on it must say so (trainer publish --licence).
"""
import argparse
import json
import random
from pathlib import Path

TOP, ADVANCE = 900, 1024  # of a character's box, whose y points upwards


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--characters", type=int, default=6, help="in a line")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # Each character has a file with its name. all.json contains all of them, and package.json is npm's.
    files = sorted(file for file in options.package.glob("*.json") if len(file.stem) == 1)
    if not files:
        parser.error(f"'{options.package}' has no characters: unpack hanzi-writer-data there")
    draw = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    for line in range(1, options.lines + 1):
        traces = []
        for place, file in enumerate(draw.choices(files, k=options.characters)):
            for median in json.loads(file.read_text(encoding="utf-8"))["medians"]:
                points = ", ".join(f"{x + ADVANCE * place} {TOP - y}" for x, y in median)
                traces.append(f"<trace>{points}</trace>\n")
        ink = f'<ink xmlns="http://www.w3.org/2003/InkML">\n{"".join(traces)}</ink>\n'
        (options.out / f"hanzi-{line:04}.inkml").write_text(ink, encoding="utf-8")


main()
