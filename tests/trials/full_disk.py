#!/usr/bin/env python3
"""
Writes while the disk of the pages is full, and quits. The disk is a small tmpfs, so this needs the right to mount one.

    unshare -rm tests/trials/full_disk.py    (or as root)

1. The disk is full for 22 s and then free again: the program must autosave again without help. It is killed 5 s later.
2. The disk is full at the end, by SIGTERM: the page must be saved elsewhere, with a message and exit code 1.
3. The disk is full at the end, by Ctrl+Q: the window must stay open and ask. The second choice saves the page elsewhere.
"""

import os
import shutil
import signal
import subprocess
import time

import trial


class Disk:
    def __init__(self, folder):
        self.path = os.path.join(folder, "disk")
        os.mkdir(self.path)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", self.path], capture_output=True)
        if mounted.returncode != 0:
            raise SystemExit(
                "A tmpfs cannot be mounted here. Run this as root, or in a user namespace: unshare -rm tests/trials/full_disk.py")
        self.filler = os.path.join(self.path, "filler")

    def fill(self):
        with open(self.filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def free(self):
        os.remove(self.filler)

    def close(self):
        subprocess.run(["umount", "-l", self.path], check=True)


def start(screen, folder, home):
    disk = Disk(folder)
    os.makedirs(home, exist_ok=True)
    os.environ["HOME"] = home
    app = trial.App(screen, folder, "--documents", os.path.join(disk.path, "pages"))
    app.focus()
    return disk, app


home_before = os.environ["HOME"]
screen = trial.Screen()
failures = []

folder = trial.temporary_folder()
disk, app = start(screen, folder, os.path.join(folder, "home"))
pen = trial.Pen(screen, unbroken=False)
pen.write(4)
disk.fill()
pen.write(22)
disk.free()
pen.write(5)
app.kill()
killed = time.monotonic()
app.wait()
pen.lift()
rows = trial.recover(screen, folder, os.path.join(disk.path, "pages"))
loss = killed - pen.started - trial.last_second(rows)
print(f"1. Disk full for 22 s, killed 5 s after: {rows['count'] if rows else 0} rows are left, {loss:.2f} s are lost")
if loss > 1:
    failures.append("1")
disk.close()
shutil.rmtree(folder)

for number, end in ((2, "SIGTERM"), (3, "Ctrl+Q")):
    folder = trial.temporary_folder()
    home = os.path.join(folder, "home")
    disk, app = start(screen, folder, home)
    disk.fill()
    pen = trial.Pen(screen, unbroken=False)
    pen.write(4)
    pen.lift()
    time.sleep(1)
    written = [report for report in app.unread_reports() if report.get("phase") == "PenRests"][-1]["personRows"]
    if end == "SIGTERM":
        app.kill(signal.SIGTERM)
    else:
        screen.do("key", "ctrl+q")
        time.sleep(3)
        stays = app.process.poll() is None  # the window is still open
        screen.do("key", "Down", "key", "Return")  # Save it in another folder
    code = app.wait()
    pages = trial.pages_in(home)
    left = trial.rows_of(pages[0])["count"] if pages else 0
    said = "".join(app.errors).strip()
    print(f"{number}. Disk full at the end, {end}: exit code {code}, {left} of {written} rows are in the home folder. {said}")
    if end == "SIGTERM":
        ended_as_promised = code == 1 and len(pages) == 1 and os.path.basename(pages[0]) in said  # the message names the file
    else:
        ended_as_promised = stays and code == 0
    if left != written or not ended_as_promised:
        failures.append(str(number))
    disk.close()
    shutil.rmtree(folder)

os.environ["HOME"] = home_before
screen.close()
print("all as promised" if not failures else "not as promised: " + ", ".join(failures))
raise SystemExit(len(failures) > 0)
