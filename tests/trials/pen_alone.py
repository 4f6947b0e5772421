#!/usr/bin/env python3
"""
A whole session by pointer alone, without a key: writes some words, lets the model continue, types on the on-screen keyboard what comes
next, accepts a ghost, undoes and redoes, uses a long menu, selects, deletes, erases, changes the colours, names the page, begins a new one,
opens the first again, exports it, looks at the help, and quits.

    tests/trials/pen_alone.py [--pictures FOLDER]

Each step is checked by what the program reports, by its files, by the title of its window, or by its picture.
"""

import argparse
import os
import re
import shutil
import time

import trial

WIDTH, HEIGHT, DESK = 1200, 800, 26
TOOLS = ["new page", "open", "save", "export", "undo", "redo", "write", "select", "erase", "continue", "colour", "help"]
GROUPS = ["Model", "Ghosts", "Editing", "Colours", "View", "Files", "Window"]
SECOND_GHOST = (0x2E, 0x85, 0x77)
TEXT = "so it goes"
NAME = "My page"

parser = argparse.ArgumentParser()
parser.add_argument("--pictures", help="the folder for a picture of each step")
options = parser.parse_args()
if options.pictures:
    os.makedirs(options.pictures, exist_ok=True)


def fail(expected):
    picture("failed")
    app.kill()
    screen.close()
    raise SystemExit(f"FAILED. Expected: {expected}")


def picture(step):
    global steps
    steps += 1
    if options.pictures:
        time.sleep(0.3)  # only the picture needs a frame more
        screen.picture().save(os.path.join(options.pictures, f"{steps:02}-{step}.png"))


def done(step):
    print(step, flush=True)
    picture(step.replace(" ", "-"))


def tap(x, y):
    screen.move(x, y)
    time.sleep(0.05)  # a hand is not faster
    screen.button(True)
    time.sleep(0.05)
    screen.button(False)
    time.sleep(0.05)


def draw(points, pause=0.01):
    """Draws a stroke."""
    screen.move(*points[0])
    time.sleep(0.05)
    screen.button(True)
    for point in points:
        screen.move(*point)
        time.sleep(pause)
    screen.button(False)


def tool(name):
    tap(DESK / 2, DESK + 27 * TOOLS.index(name) + 12)


def row_of_menu(row, rows, height=34):
    """The middle of a row of a menu in the middle of the window."""
    return HEIGHT / 2 - (56 + rows * height + 40) / 2 + 56 + (row + 0.5) * height


def choose(row, rows, height=34):
    time.sleep(0.2)
    tap(WIDTH / 2 - 60, row_of_menu(row, rows, height))


def icon_of_page(from_right):
    """The x of an icon at the right end of a row of the menu of pages: 0 deletes the page, 1 renames it."""
    return WIDTH / 2 + 260 - 20 - (from_right + 1) * 28 + 6 + 14


def menu(group):
    """Opens a group of the main menu."""
    tap(1060, 14)
    choose(GROUPS.index(group), len(GROUPS))


class Keyboard:
    """The on-screen keyboard at the bottom or the top of the window."""

    LEFT, PITCH, UNIT = (WIDTH - 600) / 2 + 8, 46, 58.4
    ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]

    def __init__(self, at_top=False):
        self.top = 16 if at_top else HEIGHT - 8 - 200 + 8

    def press(self, row, unit):
        tap(self.LEFT + unit * self.UNIT, self.top + (row + 0.5) * self.PITCH)

    def type(self, text):
        for character in text:
            if character == " ":
                self.press(3, 3.5)
                continue
            if character.isupper():
                self.press(2, 0.75)
            row = next(row for row, keys in enumerate(self.ROWS) if character.lower() in keys)
            first = 1.5 if row == 2 else (10 - len(self.ROWS[row])) / 2
            self.press(row, first + self.ROWS[row].index(character.lower()) + 0.5)

    def backspace(self):
        self.press(2, 9.25)

    def done(self):
        self.press(3, 9.4)


def strokes_of(path, x, y, scale, right):
    """The strokes of a line of IAM-OnDB, at a place of the window, up to its right end."""
    with open(path, encoding="latin-1") as file:
        strokes = re.findall(r"<Stroke .*?</Stroke>", file.read(), re.S)
    lines = [[(int(a), int(b)) for a, b in re.findall(r'<Point x="(-?\d+)" y="(-?\d+)"', stroke)] for stroke in strokes]
    left, top = min(a for line in lines for a, _ in line), min(b for line in lines for _, b in line)
    placed = [[(x + scale * (a - left), y + scale * (b - top)) for a, b in line] for line in lines]
    return [line for line in placed if max(a for a, _ in line) <= right]


def page_named(name):
    path = os.path.join(documents, name + ".hmink")
    return trial.document(path) if os.path.exists(path) else None


def wait_for(expected, condition, seconds=60):
    try:
        return app.wait_for(condition, seconds)
    except SystemExit as error:
        fail(f"{expected}. {error}")


def wait_until(expected, condition, seconds=30):
    """Waits for something that the program does not report."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            fail(expected)
        time.sleep(0.1)


def rests(report):
    return report.get("phase") in ("Idle", "PenRests")


steps = 0
screen, folder = trial.Screen(), trial.temporary_folder()
documents = os.path.join(folder, "documents")
app = trial.App(screen, folder, "--documents", documents, model=os.path.join(trial.ROOT, "models/iam-ondb-4x400.safetensors"))
app.wait_until_idle()
screen.do("search", "--sync", "--name", "HmRnnInk", "windowmove", "0", "0")

strokes = strokes_of(os.path.join(trial.ROOT, "tests/data/own-line.xml"), 90, 92, 0.15, right=560)
for stroke in strokes:
    draw(stroke)
person = wait_for("the words are ink", lambda report: report.get("phase") == "PenRests" and report["strokes"] == len(strokes))["personRows"]
done("words by hand")

tool("continue")
wait_for("the model writes", lambda report: report.get("phase") == "ModelWrites")
time.sleep(3)
draw([(1000, 500), (1004, 506), (1000, 512), (1004, 518)])  # the pen on the page stops it
report = wait_for("the pen stops the model", lambda report: rests(report) and report["personRows"] > person and report["modelRows"] > 10)
done("the turn of the model")
while report["modelRows"] > 0 or report["personRows"] > person:
    rows = report["modelRows"] + report["personRows"]
    tool("undo")
    report = wait_for("undo removes ink", lambda report: rests(report) and report["modelRows"] + report["personRows"] < rows)
done("undone")

tap(WIDTH - DESK - 20, DESK + 3 + 16)  # the button for the on-screen keyboard in the field above the page
keyboard = Keyboard()
keyboard.type(TEXT + "x")
keyboard.backspace()
wait_for("the text is typed", lambda report: report.get("text") == TEXT)
done("text typed on the screen")
keyboard.done()
rows = wait_for(
    "the text is written", lambda report: report.get("writtenCharacters") == len(TEXT) and report["phase"] == "Idle", 120)["modelRows"]
done("text written")

wait_for(
    "there are ghosts",
    lambda report: report.get("ghosts", 0) > 1 and report["tracedRows"] == report["personRows"] + report["modelRows"])
screen.move(1000, 600)


def second_ghost():
    shown = screen.picture()
    places = [(x, y) for y in range(75, 560) for x in range(40, 1170) if shown.at(x, y) == SECOND_GHOST]
    return places[len(places) // 2] if places else None


wait_until("the ghosts fan out", second_ghost)
done("ghosts")
tap(*second_ghost())
rows = wait_for("the ghost is ink", lambda report: rests(report) and report["modelRows"] > rows)["modelRows"]
done("ghost accepted")

tool("undo")
fewer = wait_for("the ghost is undone", lambda report: rests(report) and report["modelRows"] < rows)["modelRows"]
tool("redo")
wait_for("the ghost is redone", lambda report: rests(report) and report["modelRows"] > fewer)
done("undone and redone")


def header():
    """The part of the header with the size of the writing."""
    shown = screen.picture()
    return [shown.at(x, y) for y in range(8, 22) for x in range(600, 1020)]


before = header()
menu("Model")
time.sleep(0.2)
tap(830, 581)  # the next items
done("long menu")
choose(2, 9)  # "You write larger" is the eleventh
wait_until("an item that was out of sight is chosen", lambda: header() != before)

tool("select")
tap(*strokes[0][len(strokes[0]) // 2])
tap(5, 700)
done("selected")
tool("write")
menu("Editing")
choose(0, 9)
wait_for("the selection is deleted", lambda report: rests(report) and report["personRows"] < person)
done("selection deleted")
tool("undo")
wait_for("the deletion is undone", lambda report: rests(report) and report["personRows"] == person)

tool("erase")
(x, y) = strokes[-1][len(strokes[-1]) // 2]
draw([(x - 20 + 4 * step, y) for step in range(11)])
wait_for("ink is erased", lambda report: rests(report) and 0 < report["personRows"] < person)
tool("erase")
done("erased")

before = screen.picture().pixels
tool("colour")
wait_until("the colours change", lambda: screen.picture().pixels != before)
tool("save")
wait_for("the page is saved", lambda report: "saved" in report)
saved = [name for name in os.listdir(documents) if name.endswith(".hmink")]
if len(saved) != 1:
    fail(f"one page is saved, not {saved}")
wait_until("the title has the name", lambda: screen.title().startswith(saved[0][:-6]))
done("saved")

tool("open")
time.sleep(0.5)
tap(icon_of_page(1), row_of_menu(0, 1, 54))
time.sleep(0.2)
tap(icon_of_page(2) - 8, row_of_menu(0, 1, 54))  # the button for the on-screen keyboard in the field of the name
time.sleep(0.2)
for _ in saved[0][:-6]:
    keyboard.backspace()
keyboard.type(NAME)
done("name typed")
keyboard.done()
wait_until("the page has its name", lambda: page_named(NAME) is not None)
wait_until("the title has the new name", lambda: screen.title().startswith(NAME))
tap(60, 700)  # beside the menu
done("named")

tool("new page")
wait_for("the new page is empty", lambda report: report.get("personRows") == 0 and report["modelRows"] == 0)
wait_until("the title has no name", lambda: screen.title() == "HmRnnInk")
done("new page")

rows = page_named(NAME)["rows"]["count"]
tool("open")
time.sleep(0.5)
choose(0, 1, 54)
wait_for("the first page is open", lambda report: rests(report) and report["personRows"] + report["modelRows"] == rows)
wait_until("the title is of the first page", lambda: screen.title().startswith(NAME))
done("first page again")

tool("export")
choose(0, 8)
exported = wait_for("the page is exported", lambda report: report.get("saved", "").endswith(".svg"))["saved"]
with open(exported, encoding="utf-8") as file:
    if TEXT.split()[-1] not in file.read():
        fail("the words are in the exported file")
done("exported")

before = screen.picture()
tool("help")
wait_until("the card of keys is shown", lambda: screen.picture().at(600, 300) != before.at(600, 300))
done("help")
tap(10, 790)
wait_until("the card of keys is closed", lambda: screen.picture().at(600, 300) == before.at(600, 300))

menu("Window")
choose(3, 4)
if app.wait(60) != 0:
    fail("the program ends well: " + "".join(app.errors))
if page_named(NAME)["rows"]["count"] != rows:
    fail("the page is as it was")
screen.close()
shutil.rmtree(folder)
print("A pen alone can do all of it.")
