#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes sql/NNNN-name.sql as C, so that the program carries its own migrations.

    tools/migraties.py SQL_FOLDER OUT.c OUT.d

The bytes go in as they are: their SHA-256 is what a database remembers. OUT.d makes a new file in the folder
enough for ninja to run this again.
"""

import os
import re
import sys

NAAM = re.compile(r"^(\d{4})-[a-z0-9-]+\.sql$")


def main():
    map_, uit, depfile = sys.argv[1:]
    namen = sorted(os.listdir(map_))
    fout = [n for n in namen if not NAAM.match(n)]
    if fout:
        sys.exit(f"sql/{fout[0]}: een migratie heet NNNN-naam.sql")
    nummers = [int(NAAM.match(n).group(1)) for n in namen]
    if len(set(nummers)) < len(nummers):  # a number that is not there belongs to a branch that has not landed
        sys.exit("sql/: twee migraties hebben hetzelfde nummer")

    regels = ["/* Made by tools/migraties.py from sql/. */", '#include "store/store.h"', ""]
    for naam, nummer in zip(namen, nummers):
        with open(os.path.join(map_, naam), "rb") as f:
            inhoud = f.read()
        regels.append(f"static const char m{nummer}[] = {{")
        for i in range(0, len(inhoud), 24):
            regels.append("".join(f"{b if b < 128 else b - 256}," for b in inhoud[i : i + 24]))
        regels += ["0};", ""]  # the zero is not counted
    regels.append("const struct store_migration store_migrations[] = {")
    for naam, nummer in zip(namen, nummers):
        regels.append(f'    {{{nummer}, "{naam}", m{nummer}, sizeof m{nummer} - 1}},')
    regels += ["    {0},", "};", f"const size_t store_migrations_n = {len(namen)};", ""]

    with open(uit, "w", encoding="ascii") as f:
        f.write("\n".join(regels))
    with open(depfile, "w", encoding="utf-8") as f:
        paden = [map_] + [os.path.join(map_, n) for n in namen]
        f.write(f"{uit}: {' '.join(p.replace(' ', chr(92) + ' ') for p in paden)}\n")


if __name__ == "__main__":
    main()
