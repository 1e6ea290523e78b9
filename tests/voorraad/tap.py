# SPDX-License-Identifier: EUPL-1.2
"""What the programs of this folder tell of what they tried, as TAP."""

nummer = fout = 0


def ok(goed, wat, waarom=""):
    global nummer, fout
    nummer += 1
    fout += not goed
    print(f"{'ok' if goed else 'not ok'} {nummer} - {wat}")
    for regel in str(waarom).splitlines()[:40] if not goed else []:
        print(f"# {regel}")


def klaar():
    """Ends the list; what a program then exits with."""
    print(f"1..{nummer}")
    return 1 if fout else 0
