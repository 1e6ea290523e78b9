#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Measures Woonzorg beside what others do with the same work in the same run, and prints one table.

    make bench                      everything; about ten minutes
    WZ_BENCH_KLEIN=1 make bench     less of everything, without the ten million cijfers: about three minutes
    bench/meet.py PROGRAMS … [-k WORD]   only the parts whose name holds WORD (json, tabel, store, import, optellen, uitkomst, voorraad, bag, export, kaart, web, toegang, groot)

PROGRAMS are the built woonzorg and bench_json, bench_tabel, bench_store, bench_cijfer, bench_voorraad, bench_uitkomst, bench_ogr, bench_baglicht. WZ_TEST_PG holds the address of a
PostgreSQL in which databases may be made (tests/met-databases.sh); nginx, wrk, sqlite3 and psql are the peers. What is absent
is skipped, and the table says so. docs/metingen.md tells what each line means.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from deel_export import meet_export  # noqa: E402
from deel_import import meet_import  # noqa: E402
from deel_kaart import meet_kaart  # noqa: E402
from deel_responsen import meet_responsen  # noqa: E402
from deel_ronde import meet_ronde  # noqa: E402
from deel_toegang import meet_toegang  # noqa: E402
from deel_voorraad import meet_voorraad  # noqa: E402
from deel_bag import meet_bag  # noqa: E402
from deel_web import meet_groot, meet_web  # noqa: E402
from hulp import Bank, Tabel  # noqa: E402


def programma(bank, naam, *args):
    """A bench program in C: its lines that begin with "meet" are rows, the rest is shown."""
    for regel in bank.uitvoer([bank.programma[naam], *args]).splitlines():
        delen = regel.split("\t")
        if delen[0] == "meet":
            bank.tabel.rij(delen[1], float(delen[2]), float(delen[3]), delen[4], delen[5])


def meet_json(bank):
    programma(bank, "bench_json")


def meet_tabel(bank):
    programma(bank, "bench_tabel", "32" if bank.klein else "256")


def meet_store(bank):
    programma(bank, "bench_store", "100000" if bank.klein else "1000000")


def meet_uitkomst(bank):
    programma(bank, "bench_uitkomst", bank.map, "20000" if bank.klein else "100000")


def meet_optellen(bank):
    for db in bank.databases():
        programma(bank, "bench_cijfer", "optellen", bank.nieuwe_db(db))


DELEN = {"json": meet_json, "tabel": meet_tabel, "store": meet_store, "import": meet_import, "optellen": meet_optellen, "uitkomst": meet_uitkomst,
         "voorraad": meet_voorraad, "bag": meet_bag, "export": meet_export, "kaart": meet_kaart, "web": meet_web, "toegang": meet_toegang, "ronde": meet_ronde, "responsen": meet_responsen,
         "groot": meet_groot}


def machine():
    """What the figures were measured on, and how busy it was with other work."""
    model = "onbekend"
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as f:
            model = next((r.split(":")[1].strip() for r in f if r.startswith("model name")), model)
    except OSError:
        pass
    return f"{os.cpu_count()} kernen ({model}); belasting door al wat er draait nu {os.getloadavg()[0]:.1f}"


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("programmas", nargs="+")
    ap.add_argument("-k", "--keuze", default=os.environ.get("WZ_BENCH_KEUZE", ""))
    opties = ap.parse_args()
    klein = os.environ.get("WZ_BENCH_KLEIN", "") not in ("", "0")
    tabel = Tabel()
    map_ = tempfile.mkdtemp(prefix="woonzorg-bench.")
    begin = time.monotonic()
    voor = machine()
    bank = Bank({os.path.basename(p): os.path.abspath(p) for p in opties.programmas}, map_, tabel, klein)
    try:
        for naam, deel in DELEN.items():
            if opties.keuze not in naam:
                continue
            if klein and naam == "groot":
                tabel.overgeslagen("tien miljoen cijfers", "WZ_BENCH_KLEIN is gezet")
                continue
            print(f"… {naam} ({time.monotonic() - begin:.0f} s)", flush=True)
            deel(bank)
    finally:
        bank.sluit()
        shutil.rmtree(map_, ignore_errors=True)
    tabel.druk()
    print(f"\nMachine: {voor}.")
    print(f"Na {time.monotonic() - begin:.0f} s was de belasting {os.getloadavg()[0]:.1f}. Verhouding: 1 is even goed als de maatstaf, meer is beter.")
    return 1 if tabel.fouten else 0


if __name__ == "__main__":
    sys.exit(main())
