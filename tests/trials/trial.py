"""Shared by the trials: the real window on a virtual screen, a pen that moves in it, and pages as files."""

import ctypes
import gzip
import json
import math
import os
import queue
import random
import shutil
import signal
import struct
import subprocess
import tempfile
import threading
import time
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
APP = os.environ.get("HMRNNINK_APP") or os.path.join(ROOT, "src/HmRnnInk.App/bin/no-torch/Release/net10.0/hmrnnink.dll")
MODEL = os.path.join(ROOT, "models/iam-ondb-4x128.safetensors")


def check_programs():
    for program in ("Xvfb", "xdotool", "dotnet"):
        if shutil.which(program) is None:
            raise SystemExit(f"{program} is not installed (sudo apt-get install xvfb xdotool dotnet-sdk-10.0)")
    if not os.path.exists(APP):
        raise SystemExit(f"{APP} is missing: dotnet build src/HmRnnInk.App -c Release -p:TorchBackend=none")


class Screen:
    """A virtual X server with a pointer (XTest)."""

    def __init__(self, display=None):
        check_programs()
        self._pixels = temporary_folder()
        command = ["Xvfb"] + ([display] if display else []) + [
            "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-fbdir", self._pixels]
        self.server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.name = ":" + self.server.stdout.readline().decode().strip()
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._connection = ctypes.c_void_p(self._x.XOpenDisplay(self.name.encode()))

    def move(self, x, y):
        self._test.XTestFakeMotionEvent(self._connection, -1, int(x), int(y), 0)
        self._x.XFlush(self._connection)

    def button(self, down):
        self._test.XTestFakeButtonEvent(self._connection, 1, int(down), 0)
        self._x.XFlush(self._connection)

    def do(self, *arguments):
        subprocess.run(["xdotool", *arguments], env={**os.environ, "DISPLAY": self.name}, check=True, stdout=subprocess.DEVNULL)

    def picture(self):
        """What the screen shows now."""
        with open(os.path.join(self._pixels, "Xvfb_screen0"), "rb") as file:
            content = file.read()
        header = struct.unpack(">25I", content[:100])  # the header of an XWD file
        return Picture(header[4], header[5], header[12], content[header[0] + 12 * header[19]:])

    def title(self):
        """The title of the only window."""
        return subprocess.run(["xdotool", "search", "--name", "HmRnnInk", "getwindowname"], env={**os.environ, "DISPLAY": self.name},
                              check=True, capture_output=True, text=True).stdout.strip()

    def close(self):
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self._pixels)


class Picture:
    """A picture of a screen of 24 bits, four bytes a pixel: blue, green, red, unused."""

    def __init__(self, width, height, stride, pixels):
        self.width, self.height, self.stride, self.pixels = width, height, stride, pixels

    def at(self, x, y):
        """Red, green and blue."""
        place = y * self.stride + 4 * x
        return self.pixels[place + 2], self.pixels[place + 1], self.pixels[place]

    def save(self, path):
        """Writes a PNG."""
        rows = []
        for y in range(self.height):
            row = bytearray(3 * self.width)
            line = self.pixels[y * self.stride:y * self.stride + 4 * self.width]
            row[0::3], row[1::3], row[2::3] = line[2::4], line[1::4], line[0::4]
            rows.append(b"\0" + row)

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        with open(path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0))
                       + chunk(b"IDAT", zlib.compress(b"".join(rows), 6)) + chunk(b"IEND", b""))


class App:
    """The app as a process, followed through --json."""

    def __init__(self, screen, folder, *arguments, prefix=(), delay=60, model=MODEL):
        self.screen, self.lines, self.errors = screen, queue.Queue(), []
        self.process = subprocess.Popen(
            [*prefix, "dotnet", APP, "--json", "--settings", "off", "--model", model, "--delay", str(delay), "--size", "1200x800",
             *arguments],
            cwd=folder, env={**os.environ, "DISPLAY": screen.name}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            restore_signals=False)
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=lambda: self.errors.extend(self.process.stderr), daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            if line.startswith("{"):
                self.lines.put(json.loads(line))
        self.lines.put(None)

    def wait_for(self, condition, seconds=120):
        """Passes over reports until one meets the condition, and returns that one."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                report = self.lines.get(timeout=left)
            except queue.Empty:
                break
            if report is None:
                raise SystemExit("The app has ended: " + "".join(self.errors))
            if condition(report):
                return report
        raise SystemExit("The app did not report what the trial waits for: " + "".join(self.errors))

    def wait_until_idle(self):
        return self.wait_for(lambda report: report.get("phase") == "Idle")

    def focus(self):
        """Waits until the app is idle, and gives its window the focus in the corner of the screen."""
        self.wait_until_idle()
        self.screen.do("search", "--sync", "--name", "HmRnnInk", "windowmove", "0", "0", "windowfocus", "--sync")

    def unread_reports(self):
        """The reports that no call has returned or passed over yet."""
        reports = []
        while not self.lines.empty():
            reports.append(self.lines.get())
        return [report for report in reports if report is not None]  # None stands for the end of the app

    def wait(self, seconds=60):
        return self.process.wait(seconds)

    def pid(self):
        """The process of the app itself, also below a prefix such as strace."""
        children = subprocess.run(["pgrep", "-P", str(self.process.pid), "dotnet"], capture_output=True, text=True).stdout.split()
        return int(children[0]) if children else self.process.pid

    def kill(self, number=signal.SIGKILL):
        os.kill(self.pid(), number)


class Pen:
    """
    Writes loops over the page at 100 events a second, in one endless stroke or in words. started and touched are the times at which it
    first and last touched the page.
    """

    def __init__(self, screen, unbroken, x=80, y=120, right=1100):
        self.screen, self.unbroken, self.right = screen, unbroken, right
        self.left, self.top, self.angle, self.x, self.y, self.is_down = x, y, 0.0, x, y, False
        self.started = self.touched = None

    def write(self, seconds, until=lambda: False):
        end = time.monotonic() + seconds
        next_event = time.monotonic()
        while time.monotonic() < end and not until():
            self.step()
            next_event += 0.01
            time.sleep(max(0, next_event - time.monotonic()))

    def step(self):
        self.angle += 0.42
        self.x += 0.9
        if self.x > self.right:
            self.x, self.y = self.left, self.y + 45
            if self.y > 600:
                self.y = self.top
        self.screen.move(self.x + 7 * math.sin(self.angle), self.y - 10 * (1 - math.cos(self.angle)))
        in_word = math.floor(self.angle / 9) % 8 != 7
        if self.unbroken or in_word:
            if not self.is_down:
                self.screen.button(True)
                self.is_down = True
                self.started = self.started or time.monotonic()
            self.touched = time.monotonic()
        elif self.is_down:
            self.lift()

    def lift(self):
        self.screen.button(False)
        self.is_down = False


def document(path):
    """The content of a saved page."""
    with open(path, "rb") as file:
        content = file.read()
    return json.loads(gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)


def rows_of(path):
    """The ink of a saved page."""
    return document(path)["rows"]


def last_second(rows):
    """The time of the last row, in seconds since the writing began; 0 if no row has a time, or if rows is None."""
    return next((value for value in reversed(rows["seconds"]) if value is not None), 0) if rows else 0


def pages_in(folder):
    """The paths of the pages in a folder."""
    return [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".hmink")]


def recover(screen, folder, documents):
    """Recovers the page of a killed program, as a person does, and saves it. Returns its rows, or None if no page is offered."""
    path = os.path.join(folder, f"recovered-{random.randrange(1 << 30)}.hmink")
    app = App(screen, folder, "--documents", documents, "--frames", "40", "--events", "10:Ctrl+R", "--save-as", path)
    if app.wait(120) != 0:
        raise SystemExit("The recovery failed: " + "".join(app.errors))
    rows = rows_of(path)
    return rows if rows["count"] else None


def temporary_folder():
    return tempfile.mkdtemp(prefix="hmrnnink-trial-")


def summary(values, unit):
    values = sorted(values)
    return f"median {values[len(values) // 2]:.2f} {unit}, maximum {values[-1]:.2f} {unit}"
