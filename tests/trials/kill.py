#!/usr/bin/env python3
"""
Kills the real window at random moments while a pen writes, and measures how much of the ink is lost: the time between the last row that the
next start offers and the kill.

    tests/trials/kill.py [--kills 40] [--seed 1] [--slow-disk]

--slow-disk: each flush of a file to the disk takes two seconds (strace).
"""

import argparse
import os
import random
import shutil

import trial

SLOW = ["strace", "-f", "-qq", "-o", "/dev/null", "--seccomp-bpf", "-e", "trace=fsync,fdatasync",
        "-e", "inject=fsync,fdatasync:delay_enter=2000000"]

parser = argparse.ArgumentParser()
parser.add_argument("--kills", type=int, default=40)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--slow-disk", action="store_true")
options = parser.parse_args()
random.seed(options.seed)
screen = trial.Screen()
lost, empty = [], 0
for number in range(options.kills):
    folder = trial.temporary_folder()
    documents = os.path.join(folder, "documents")
    app = trial.App(screen, folder, "--documents", documents, prefix=SLOW if options.slow_disk else [])
    app.focus()
    pen = trial.Pen(screen, unbroken=number % 2 == 0)
    pen.write(random.uniform(1, 18))
    app.kill()
    app.wait()
    pen.lift()
    wrote = pen.touched - pen.started  # between two words there is no ink to lose
    rows = trial.recover(screen, folder, documents)
    loss = wrote - trial.last_second(rows)
    empty += rows is None
    print(f"kill {number + 1}: after {wrote:.2f} s of writing, {'one stroke' if pen.unbroken else 'words'}: "
          f"{rows['count'] if rows else 0} rows are left, {loss:.2f} s are lost", flush=True)
    lost.append(loss)
    shutil.rmtree(folder)
screen.close()
print(f"{options.kills} kills: {empty} pages lost; ink lost: {trial.summary(lost, 's')}")
raise SystemExit(max(lost) > 1 or empty > 0)
