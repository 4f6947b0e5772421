#!/usr/bin/env python3
"""
Writes, lets the model continue, accepts ghosts and undoes everything, again and again, and records the memory of the process. A leak shows
at the end of a round, when the page is empty again.

    tests/trials/soak.py [--minutes 10]

It fails if the memory grows by more than half a megabyte a minute in the second half.
"""

import argparse
import shutil
import time

import trial

MAXIMUM_GROWTH = 0.5  # megabytes a minute

parser = argparse.ArgumentParser()
parser.add_argument("--minutes", type=float, default=10)
options = parser.parse_args()


def megabytes(process):
    """The private memory of the process, and all of its resident memory."""
    with open(f"/proc/{process}/status") as status:
        sizes = dict(line.split(":", 1) for line in status)
    return [int(sizes[name].split()[0]) / 1024 for name in ("RssAnon", "VmRSS")]


def slope(points):
    """The slope of the least-squares line, in units a minute."""
    minutes = [seconds / 60 for seconds, _ in points]
    mean_x, mean_y = sum(minutes) / len(points), sum(value for _, value in points) / len(points)
    return (sum((x - mean_x) * (value - mean_y) for x, (_, value) in zip(minutes, points))
            / sum((x - mean_x) ** 2 for x in minutes))


def rows(report):
    return report.get("personRows", -1) + report.get("modelRows", 0)


screen, folder = trial.Screen(), trial.temporary_folder()
app = trial.App(screen, folder, "--documents", folder + "/documents", delay=1)
app.focus()
started, points = time.monotonic(), []
while time.monotonic() - started < 60 * options.minutes:
    pen = trial.Pen(screen, unbroken=False, y=160)
    pen.write(6)
    pen.lift()
    app.wait_for(lambda report: report.get("phase") == "ModelWrites")
    time.sleep(5)
    screen.do("key", "--delay", "300", "Escape", "Right", "Tab", "2", "Right", "Right", "Tab")
    while rows(app.wait_for(lambda report: "phase" in report)) != 0:
        screen.do("key", "ctrl+z")
    private, resident = megabytes(app.pid())
    seconds = time.monotonic() - started
    points.append((seconds, private))
    print(f"{seconds:4.0f} s: {private:.1f} MB private, {resident:.1f} MB resident", flush=True)
screen.do("key", "ctrl+q")
app.wait()
screen.close()
shutil.rmtree(folder)
growth = slope([point for point in points if point[0] > points[-1][0] / 2])
print(f"growth in the second half: {growth:.2f} MB a minute")
raise SystemExit(growth > MAXIMUM_GROWTH)
