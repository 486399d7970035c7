#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""The questions of `pallia sheet new` on a terminal of their own.

    ask.py PALLIA CASE

Answers each question that contains a known text and leaves the others blank; exits 1 when the case
is not as it should be.
"""
import json
import os
import pty
import select
import signal
import sys
import tempfile
import time

PALLIA = sys.argv[1]
SECONDS = 20
INTERRUPT, END = b"\x03", b"\x04"


def wait_code(child):
    """The exit code, or minus the signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def read_some(terminal):
    """What is on the terminal within 0.05 s; None at its end."""
    if not select.select([terminal], [], [], 0.05)[0]:
        return b""
    try:
        return os.read(terminal, 65536) or None
    except OSError:
        return None


def talk(path, answers, at_question=None):
    """Runs the questions. `answers`: (text of the question, bytes), each used once, in order.
    `at_question(child, number)` is called before each answer."""
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a check in the background was told to ignore it
        os.execv(PALLIA, [PALLIA, "sheet", "new", path, "--date", "2026-11-22", "--lang", "fr"])
    left = list(answers)
    screen, unread, number = b"", b"", 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        got = read_some(terminal)
        if got is None:
            break
        screen += got
        unread += got
        if got or not unread.endswith(b" : "):
            continue
        question = unread.decode("utf-8", "replace").rsplit("\n", 1)[-1]
        unread = b""
        number += 1
        if at_question:
            at_question(child, number)
        found = next((one for one in left if one[0] in question), None)
        if found:
            left.remove(found)
        reply = found[1] if found else b""
        os.write(terminal, reply if reply in (INTERRUPT, END) else reply + b"\n")
    else:
        os.kill(child, signal.SIGKILL)  # too long
    code = wait_code(child)
    return code, screen.decode("utf-8", "replace"), left


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def interrupted(folder):
    path = os.path.join(folder, "s.json")
    code, _, _ = talk(path, [("Rédacteur", b"Dr N. Petit"), ("Nom", INTERRUPT)])
    return code == -signal.SIGINT and os.listdir(folder) == []


def blank(folder):
    path = os.path.join(folder, "s.json")
    code, screen, _ = talk(path, [])
    sections = set(load(path)) - {"schema", "set", "version", "status"}
    mode = os.stat(path).st_mode & 0o777
    return code == 0 and not sections and mode == 0o600 and "BROUILLON" in screen


def illegible(folder):
    path = os.path.join(folder, "s.json")
    code, screen, left = talk(path, [("Rédacteur", b"Dr Agn\xe8s"), ("Rédacteur", "Dr Agnès".encode())])
    return (code == 0 and not left and "pas en UTF-8" in screen
            and load(path)["author"]["name"] == "Dr Agnès")


def count(folder):
    path = os.path.join(folder, "s.json")
    code, screen, left = talk(path, [
        ("médicament", b"morphine"), ("forme", b"injection"), ("dosage", b"10 mg/mL"),
        ("volume", b"1 mL"), ("nombre", b"10abc"), ("nombre", b"10"), ("péremption", b"2027-09")])
    return (code == 0 and not left and "nombre entier" in screen
            and load(path)["home"]["products"][0]["count"] == 10)


def dates(folder):
    path = os.path.join(folder, "s.json")
    code, screen, left = talk(path, [("rédigée", b"31/02/2026"), ("rédigée", b"22/11/2026")])
    return (code == 0 and not left and "JJ/MM/AAAA" in screen
            and load(path)["document"]["written_on"] == "2026-11-22")


def stopped(folder):
    """Put aside by the shell, and brought back."""
    def at_question(child, number):
        if number == 3:
            os.kill(child, signal.SIGSTOP)
            time.sleep(0.1)
            os.kill(child, signal.SIGCONT)
    path = os.path.join(folder, "s.json")
    code, _, left = talk(path, [("Rédacteur", b"Dr N. Petit")], at_question)
    return code == 0 and not left and load(path)["author"]["name"] == "Dr N. Petit"


def moved(folder):
    """The folder is gone when the answers are to be kept: another file is asked for."""
    gone, other = os.path.join(folder, "gone"), os.path.join(folder, "other.json")
    os.mkdir(gone)
    code, screen, left = talk(
        os.path.join(gone, "s.json"),
        [("Rédacteur", b"Dr N. Petit"), ("Autre nom", other.encode())],
        lambda child, number: number == 4 and os.rmdir(gone))
    return (code == 0 and not left and "écriture impossible" in screen and "existe" not in screen
            and load(other)["author"]["name"] == "Dr N. Petit")


def unkept(folder):
    """No other file is given: the answers are on the screen."""
    gone = os.path.join(folder, "gone")
    os.mkdir(gone)
    code, screen, _ = talk(os.path.join(gone, "s.json"), [("Rédacteur", b"Dr N. Petit")],
                           lambda child, number: number == 4 and os.rmdir(gone))
    return code == 4 and '"name": "Dr N. Petit"' in screen and os.listdir(folder) == []


def main():
    with tempfile.TemporaryDirectory() as folder:
        good = globals()[sys.argv[2]](folder)
    return 0 if good else 1


sys.exit(main())
