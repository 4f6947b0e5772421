#!/usr/bin/env python3
"""Writes some lines of IAM-OnDB as a person's own ink.

    own-hand.py lineStrokes-all.tar.gz OUT

For each of the FORMS (a form is one page by one writer), OUT/FORM/own/ has up to ten lines to train on. OUT/FORM/others/ has those of its
lines that the models of this repository were not trained on: the validation and test parts, in the trainer's split by line with seed 1.
OUT/FORM/small/ and others-small/ have the same lines at 0.15 of their size.
OUT/everybody/ has 200 lines of other forms, from the validation part. These are in IAM-OnDB's format. Folders with -pen have the same
lines as InkML, which is resampled like the ink of a pen.
"""
import re
import sys
import tarfile
from pathlib import Path

# Of the forms with at least eleven lines, those with the most unseen lines: at least two each.
FORMS = ["f07-069", "d05-374z", "g06-000f", "l04-402z", "k01-021z", "h10-429z"]
LINES, MINIMUM_POINTS, BITS = 10, 300, (1 << 64) - 1


def shuffle(items, state=1):
    """The shuffle of SplitMix64.cs."""
    for last in range(len(items) - 1, 0, -1):
        state = state + 0x9E3779B97F4A7C15 & BITS
        mixed = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & BITS
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & BITS
        other = (mixed ^ mixed >> 31) * (last + 1) >> 64
        items[last], items[other] = items[other], items[last]


def inkml(xml, scale):
    """A line of IAM-OnDB as InkML, with its times."""
    traces = []
    for stroke in xml.split("<Stroke ")[1:]:
        points = re.findall(r'x="(-?\d+)" y="(-?\d+)" time="([\d.]+)"', stroke)
        traces.append(", ".join(f"{int(x) * scale:.4f} {int(y) * scale:.4f} {seconds}" for x, y, seconds in points))
    channels = "".join(f'<channel name="{name}" type="decimal"/>' for name in "XY") + '<channel name="T" type="decimal" units="s"/>'
    body = "\n".join(f"<trace>{trace}</trace>" for trace in traces)
    return f'<ink xmlns="http://www.w3.org/2003/InkML"><traceFormat>{channels}</traceFormat>\n{body}\n</ink>\n'


def resized(xml, scale):
    """A line in the format of IAM-OnDB, as it is for a scale of 1."""
    if scale == 1:
        return xml
    return re.sub(r'([xy])="(-?\d+)"', lambda found: f'{found[1]}="{int(found[2]) * scale:.4f}"', xml)


def write(folder, lines, names, scale=1):
    """Writes the named lines to a folder, and as InkML to the folder with -pen."""
    for suffix, extension, text in (("", "xml", resized), ("-pen", "inkml", inkml)):
        target = Path(f"{folder}{suffix}")
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            (target / f"{name}.{extension}").write_text(text(lines[name], scale), encoding="latin1")


def main(archive, out):
    lines = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if not member.name.endswith(".xml"):
                continue
            xml = tar.extractfile(member).read().decode("latin1")
            if xml.count("<Point ") >= MINIMUM_POINTS:
                lines[Path(member.name).stem] = xml
    order = sorted(lines)
    shuffle(order)
    train, validation = len(order) * 9 // 10, len(order) // 20
    unseen = set(order[train:])
    for form in FORMS:
        of_form = sorted(line for line in order if line.rpartition("-")[0] == form)
        own = [line for line in of_form if line not in unseen][:LINES]
        others = sorted(unseen.intersection(of_form))
        write(Path(out, form, "own"), lines, own)
        write(Path(out, form, "small"), lines, own, 0.15)
        write(Path(out, form, "others"), lines, others)
        write(Path(out, form, "others-small"), lines, others, 0.15)
        print(f"{form}: {len(own)} lines to train on, {len(others)} others")
    everybody = [line for line in order[train : train + validation] if line.rpartition("-")[0] not in FORMS]
    write(Path(out, "everybody"), lines, everybody[:200])


main(*sys.argv[1:])
