#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks and forms of public test suites: accepted or refused as the reference compiler (pyxform) does, within what
we support; what we leave out is refused by name. Prints TAP and how many of how many; where we differ stands below, with
the reason. Skipped where the cases do not lie beside the project."""

import collections
import json
import os
import subprocess
import sys
import tempfile

WORTEL = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GEVALLEN = os.path.join(WORTEL, "..", "shared", "cases", "vragenlijsten")

# Accepted by the reference, refused by us as wrong.
ANDERS = {
    "pyxform__bug_example_xls__xl_date_ambiguous": "its choice_filter is no XPath; the reference does not read it",
}


def oordeel(programma, bestand):
    """'goed', 'weg' (only what we leave out) or 'fout', and the first remark."""
    uit = subprocess.run([programma, "vragenlijst", "controleer", bestand], capture_output=True, text=True, timeout=60)
    regels = uit.stderr.splitlines()
    if uit.returncode == 0:
        return "goed", ""
    if uit.returncode != 1 or not regels:
        return "stuk", uit.stderr
    fout = [r for r in regels if r.startswith("fout: ")]
    weg = [r for r in regels if r.startswith("kan hier niet: ")]
    if not fout and not weg:
        return "fout", regels[0]
    return ("fout", fout[0]) if fout else ("weg", weg[0])


def vergelijk(namen, verwacht, oordelen):
    """Prints the table of what agrees; returns what does not."""
    telling = collections.Counter()
    mis = []
    for naam in namen:
        wij, reden = oordelen[naam]
        zelfde = wij != "stuk" and (verwacht[naam] == (wij == "goed") or (verwacht[naam] and wij == "weg"))
        telling["goed" if zelfde and wij != "weg" else "weggelaten" if zelfde else "anders"] += 1
        if not zelfde:
            mis.append((naam, wij, reden))
    print(f"# {telling['goed']} van {len(namen)} als de referentie, {telling['weggelaten']} met naam weggelaten, "
          f"{telling['anders']} anders")
    for naam, wij, reden in mis:
        print(f"#   anders: {naam}: {wij} {reden} ({ANDERS.get(naam, 'ONVERKLAARD')})")
    return [m for m in mis if m[0] not in ANDERS]


def formulieren(programma):
    namen, verwacht, oordelen = [], {}, {}
    with open(os.path.join(GEVALLEN, "formulieren.jsonl"), encoding="utf-8") as f, tempfile.TemporaryDirectory() as map_:
        for nummer, regel in enumerate(f):
            geval = json.loads(regel)
            if not geval["md"]:
                continue
            naam = f"{nummer} {geval['test'].split('.')[-1]}"
            pad = os.path.join(map_, "formulier.md")
            with open(pad, "w", encoding="utf-8") as uit:
                uit.write(geval["md"])
            namen.append(naam)
            verwacht[naam] = not geval["errored"]
            oordelen[naam] = oordeel(programma, pad)
    return vergelijk(namen, verwacht, oordelen), len(namen)


def werkboeken(programma):
    with open(os.path.join(GEVALLEN, "status.json"), encoding="utf-8") as f:
        status = json.load(f)
    verwacht = {naam: uitslag[0] == "OK" for naam, uitslag in status.items()}
    oordelen = {naam: oordeel(programma, os.path.join(GEVALLEN, "werkboeken", naam + ".xlsx")) for naam in status}
    return vergelijk(list(status), verwacht, oordelen), len(status)


def main():
    programma = sys.argv[1]
    if not os.path.isdir(GEVALLEN):
        print("1..1\nok 1 # SKIP ../shared/cases/vragenlijsten is er niet")
        return 0
    print("1..2")
    fout = 0
    for nummer, (naam, doe, minstens) in enumerate([("forms as Markdown tables", formulieren, 200),
                                                    ("workbooks", werkboeken, 10)], 1):
        mis, n = doe(programma)
        goed = not mis and n >= minstens
        fout += not goed
        print(f"{'ok' if goed else 'not ok'} {nummer} - {naam} are accepted or refused as by the reference")
    return 1 if fout else 0


if __name__ == "__main__":
    sys.exit(main())
