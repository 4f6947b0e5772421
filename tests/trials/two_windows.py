#!/usr/bin/env python3
"""
Opens one page in two windows, writes in both, and saves both at nearly the same time. The file must stay readable, a window that says
"Saved" must have saved, and the other must ask. Then it keeps both pages.

    tests/trials/two_windows.py [--rounds 12] [--seed 1]
"""

import argparse
import os
import random
import shutil
import subprocess
import time

import trial

parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=12)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
random.seed(options.seed)
# One screen for each window: xdotool sends keys to the window with the focus.
screens = [trial.Screen(), trial.Screen()]
unreadable = wrong = lost = asked = 0
for number in range(options.rounds):
    folder = trial.temporary_folder()
    page = os.path.join(folder, "page.hmink")
    line = os.path.join(trial.ROOT, "tests/data/own-line.xml")
    first = trial.App(screens[0], folder, "--frames", "30", "--open", line, "--save-as", page)
    if first.wait() != 0:
        raise SystemExit("".join(first.errors))
    apps, counts = [], []
    for screen in screens:
        apps.append(trial.App(screen, folder, "--documents", os.path.join(folder, "documents"), "--open", page))
    for app in apps:
        app.focus()
    for index, (screen, app) in enumerate(zip(screens, apps)):
        pen = trial.Pen(screen, unbroken=True, y=300)
        pen.write(0.7 + 0.8 * index)
        pen.lift()
        counts.append(app.wait_for(lambda report: report.get("phase") == "PenRests")["personRows"])
    keys = [subprocess.Popen(["xdotool", "key", "ctrl+s"], env={**os.environ, "DISPLAY": screen.name})
            for screen in sorted(screens, key=lambda _: random.random())]
    for key in keys:
        key.wait()
    time.sleep(2)
    saved = [any("saved" in report for report in app.unread_reports()) for app in apps]
    try:
        left = trial.rows_of(page)["count"]
    except Exception as error:
        unreadable += 1
        left = f"unreadable ({error})"
    if sum(saved) != 1 or left != counts[saved.index(True)]:
        wrong += 1
    else:
        asked += 1
        loser = saved.index(False)
        screens[loser].do("key", "Return")  # the first choice of the menu is to keep both
        apps[loser].wait_for(lambda report: "saved" in report, seconds=20)
        beside = trial.rows_of(os.path.join(folder, "page 2.hmink"))["count"]
        lost += beside != counts[loser]
    print(f"round {number + 1}: rows in the windows {counts}, saved {saved}, rows in the file: {left}", flush=True)
    for screen, app in zip(screens, apps):
        screen.do("key", "ctrl+q")
        app.wait()
    shutil.rmtree(folder)
for screen in screens:
    screen.close()
print(f"{options.rounds} rounds: {unreadable} files unreadable, {wrong} with a wrong \"Saved\", {asked} asked, {lost} pages lost")
raise SystemExit(unreadable + wrong + lost > 0)
