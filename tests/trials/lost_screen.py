#!/usr/bin/env python3
"""
Ends the X server while a pen writes. The autosave must have all ink except that of the last second.

    tests/trials/lost_screen.py [--rounds 5]
"""

import argparse
import os
import shutil
import signal
import time

import trial

parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=5)
options = parser.parse_args()
lost = []
for number in range(options.rounds):
    folder = trial.temporary_folder()
    documents = os.path.join(folder, "documents")
    screen = trial.Screen()
    app = trial.App(screen, folder, "--documents", documents)
    app.focus()
    pen = trial.Pen(screen, unbroken=number % 2 == 0)
    pen.write(3 + 1.7 * number)
    os.kill(screen.server.pid, signal.SIGKILL)
    ended = time.monotonic()
    code = app.wait()
    pages = trial.pages_in(os.path.join(documents, "autosave"))
    lost.append(ended - pen.started - trial.last_second(trial.rows_of(pages[0]) if pages else None))
    print(f"round {number + 1}: exit code {code}, {lost[-1]:.2f} s are lost. {''.join(app.errors).strip()}", flush=True)
    shutil.rmtree(folder)
print(f"{options.rounds} screens: ink lost: {trial.summary(lost, 's')}")
raise SystemExit(max(lost) > 1)
