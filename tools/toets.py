#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs the suite in one or more build folders and adds up every test case, not only every program.

    tools/toets.py NAME=FOLDER [NAME=FOLDER …]

`meson test` runs the programs, under tests/met-databases.sh so that the tests have their own PostgreSQL; this
reads their TAP back from meson's log. A program that dies, prints no verdict or fewer than it planned counts as
a failure of its own. The last line is "N passed, N failed"; exit code 1 when any failed or nothing ran.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

WORTEL = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REGEL = re.compile(r"^(not )?ok\b\s*\d*\s*(?:-\s*)?(.*)$")
GEHEUGEN = 4 << 30  # bytes that the databases and browsers of the tests may take, amply
PLAN = re.compile(r"^1\.\.(\d+)")
SKIP = re.compile(r"#\s*skip\S*\s*(.*)$", re.IGNORECASE)


class Telling:
    def __init__(self):
        self.geslaagd = 0
        self.gefaald = []
        self.overgeslagen = []


def tel_tap(naam, uitvoer, telling):
    """Counts the cases in one program's TAP. Returns how many failed, and what is wrong with the TAP itself."""
    gepland, gezien, gefaald, skips = None, 0, 0, 0
    for regel in uitvoer.splitlines():
        plan = PLAN.match(regel)
        if plan:
            gepland = (gepland or 0) + int(plan.group(1))  # cmocka prints a plan for each group
            continue
        geval = REGEL.match(regel)
        if not geval:
            if regel.startswith("Bail out!"):
                return gefaald, skips, regel
            continue
        gezien += 1
        niet, wat = geval.groups()
        skip = SKIP.search(wat)
        if skip:  # cmocka 1.1.5 writes "not ok 3 # SKIP name" for a skipped test
            skips += 1
            telling.overgeslagen.append(f"{naam}: {wat[:skip.start()].strip() or skip.group(1).strip()}")
        elif niet:
            gefaald += 1
            telling.gefaald.append(f"{naam}: {wat}")
        else:
            telling.geslaagd += 1
    if gepland is None:
        return gefaald, skips, "gaf geen uitslag (geen TAP-plan)"
    if gezien != gepland:
        return gefaald, skips, f"gaf {gezien} uitslagen terwijl er {gepland} waren aangekondigd"
    return gefaald, skips, None


def tel_programma(test, protocol, telling):
    naam, uitslag, code = test["name"], test["result"], test["returncode"]
    if protocol != "tap":
        if uitslag == "SKIP":
            telling.overgeslagen.append(naam)
        elif uitslag in ("OK", "EXPECTEDFAIL"):
            telling.geslaagd += 1
        else:
            telling.gefaald.append(f"{naam}: {uitslag}, code {code}")
        return
    gefaald, skips, mankement = tel_tap(naam, test.get("stdout") or "", telling)
    if mankement:
        telling.gefaald.append(f"{naam}: {mankement}")
    elif gefaald == 0 and uitslag not in ("OK", "SKIP", "EXPECTEDFAIL"):
        # Every case passed, yet the program did not: it crashed at its end, leaked, or ran out of time. Only a
        # FAIL with exit code 0 that comes from cmocka's way of writing a skip is innocent.
        if not (uitslag == "FAIL" and code == 0 and skips > 0):
            telling.gefaald.append(f"{naam}: {uitslag}, code {code}")


def draai(naam, map_, telling):
    """One configuration: its cases are added to telling."""
    logboek = os.path.join(map_, "meson-logs", "testlog.json")
    if os.path.exists(logboek):
        os.remove(logboek)
    # A kill is no power cut: what a test wrote outlives its process in memory too, and there an fsync takes no time.
    waar = None
    if "TMPDIR" not in os.environ and os.path.isdir("/dev/shm") and shutil.disk_usage("/dev/shm").free > GEHEUGEN:
        waar = "/dev/shm"
    tijdelijk = tempfile.mkdtemp(prefix="wz-toets-", dir=waar)
    os.chmod(tijdelijk, 0o711)  # PostgreSQL runs in it as another user
    omgeving = dict(os.environ, WZ_ROOT=WORTEL, TMPDIR=tijdelijk)
    omgeving.setdefault("WZ_PG_FSYNC", "off")
    omgeving.setdefault("ASAN_OPTIONS", "abort_on_error=0:detect_stack_use_after_return=1:strict_string_checks=1")
    omgeving.setdefault("LSAN_OPTIONS", f"suppressions={os.path.join(WORTEL, 'tests', 'lsan.supp')}:print_suppressions=0")
    omgeving.setdefault("UBSAN_OPTIONS", "halt_on_error=1:print_stacktrace=1")
    # Half of the programs wait: for a disk, a time-out, a browser. More at once than there are cores.
    tegelijk = str(2 * (os.cpu_count() or 1))
    opdracht = ["meson", "test", "-C", map_, "--no-rebuild", "--print-errorlogs", "--timeout-multiplier", "4",
                "--num-processes", tegelijk]
    print(f"== {naam} ({os.path.relpath(map_, WORTEL)})", flush=True)
    bases = os.path.join(WORTEL, "tests", "met-databases.sh")
    try:
        code = subprocess.run(["bash", bases] + opdracht, cwd=WORTEL, env=omgeving, check=False).returncode
        achter = sorted(os.listdir(tijdelijk))
    finally:
        shutil.rmtree(tijdelijk, ignore_errors=True)

    beschreven = json.loads(subprocess.run(["meson", "introspect", "--tests", map_], cwd=WORTEL, check=True,
                                           stdout=subprocess.PIPE, text=True).stdout)
    protocol = {t["name"]: t["protocol"] for t in beschreven}
    gedraaid = 0
    eigen = Telling()
    if os.path.exists(logboek):
        with open(logboek, encoding="utf-8") as f:
            for regel in f:
                test = json.loads(regel)
                # meson writes "project:suite / name" once there are suites
                kort = test["name"].split(" / ")[-1]
                test["name"] = f"{kort} ({naam})"
                tel_programma(test, protocol.get(kort, "exitcode"), eigen)
                gedraaid += 1
    if gedraaid != len(beschreven):
        eigen.gefaald.append(f"{naam}: {gedraaid} van de {len(beschreven)} testprogramma's gedraaid, meson gaf {code}")
    if gedraaid == 0:
        eigen.gefaald.append(f"{naam}: er is niets getest")
    if achter and not eigen.gefaald:  # what failed may have been stopped half-way
        eigen.gefaald.append(f"{naam}: de tests lieten achter in hun tijdelijke map: {' '.join(achter[:9])}")
    print(f"== {naam}: {eigen.geslaagd} geslaagd, {len(eigen.gefaald)} gefaald, "
          f"{len(eigen.overgeslagen)} overgeslagen\n", flush=True)
    telling.geslaagd += eigen.geslaagd
    telling.gefaald += eigen.gefaald
    telling.overgeslagen += eigen.overgeslagen


def main():
    if len(sys.argv) < 2 or any("=" not in a for a in sys.argv[1:]):
        print("Gebruik: tools/toets.py NAAM=BOUWMAP [NAAM=BOUWMAP …]", file=sys.stderr)
        return 2
    telling = Telling()
    for deel in sys.argv[1:]:
        naam, map_ = deel.split("=", 1)
        draai(naam, os.path.join(WORTEL, map_), telling)
    for regel in telling.overgeslagen:
        print(f"overgeslagen: {regel}")
    for regel in telling.gefaald:
        print(f"gefaald: {regel}")
    print(f"{telling.geslaagd} passed, {len(telling.gefaald)} failed")
    return 1 if telling.gefaald else 0


if __name__ == "__main__":
    sys.exit(main())
