# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: rows a second of the importers, through the command line as a user does it, beside what the database's own
tool does with the same file and a plain table. The peer only stores text; ours checks every cell, finds each gebied, refuses
doubles, keeps file, row and column of each figure, and compares with what was delivered before."""

import os

TYPEN = ("nultreden", "geclusterd", "zorggeschikt")
JAREN = range(2026, 2076)


def gemeenten(bank):
    """Codes of the gemeenten of today."""
    with open(os.path.join(bank.wortel, "referentie", "gemeenten.csv"), encoding="utf-8") as f:
        rijen = [r.rstrip("\n").split(";") for r in f][1:]
    return [r[0] for r in rijen if not r[4]]


def opgave_csv(bank, rijen):
    """gemeente × woningtype × jaar × bron, no two alike; returns the path and how many rows were written."""
    pad, codes = bank.pad(f"opgave-{rijen}.csv"), gemeenten(bank)
    bronnen = -(-rijen // (len(codes) * len(TYPEN) * len(JAREN)))
    n = 0
    with open(pad, "w", encoding="utf-8") as f:
        f.write("gebied;woningtype;jaar;aantal;bron;status\n")
        for bron in range(bronnen):
            for code in codes:
                for jaar in JAREN:
                    for t in TYPEN:
                        if n < rijen:
                            f.write(f"{code};{t};{jaar};{n * 7919 % 10007};Woondeal {bron + 1};vastgesteld\n")
                            n += 1
    return pad, n


def voorraad_csv(bank, jaren):
    """Stock and changes as CBS delivers them: one row a gemeente and year, eight figures a row."""
    pad, n = bank.pad("voorraad.csv"), 0
    with open(pad, "w", encoding="utf-8") as f:
        f.write("ID;Gebruiksfunctie;RegioS;Perioden;BeginstandVoorraad_1;Nieuwbouw_2;OverigeToevoeging_3;Sloop_4;"
                "OverigeOnttrekking_5;Correctie_6;SaldoVoorraad_7;EindstandVoorraad_8\n")
        for code in gemeenten(bank):
            stand = 10000 + n % 977
            for jaar in range(2021 - jaren, 2021):
                n += 1
                f.write(f"{n};A045364;{code};{jaar}JJ00;{stand};120;13;20;7;1;107;{stand + 107}\n")
                stand += 107
    return pad, n


def maat(bank, db, pad, kolommen):
    """Seconds (and MB) of the database's own tool on the same file; None when it is not there."""
    velden = ", ".join(f"k{i} TEXT" for i in range(kolommen))
    if db == "SQLite":
        if not bank.heeft("sqlite3"):
            return None
        doel = bank.pad("maat.db")
        for eind in ("", "-wal", "-shm"):
            if os.path.exists(doel + eind):
                os.remove(doel + eind)
        return bank.tijd(["sqlite3", "-batch", doel, "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", f"CREATE TABLE t ({velden})",
                          ".mode csv", ".separator ;", f".import --skip 1 '{pad}' t"])
    url = bank.lege_db(db)
    bank.uitvoer(["psql", "-qX", url, "-c", f"CREATE TABLE t ({velden})"])
    return bank.tijd(["psql", "-qX", url, "-c", f"\\copy t FROM '{pad}' WITH (FORMAT csv, DELIMITER ';', HEADER true)"])


def een(bank, db, soort, pad, rijen, kolommen, peildatum):
    naam = f"import {soort}, {rijen // 1000}k rijen, {db}"
    beste = maatbest = None
    for _ in range(1 if bank.klein or rijen > 500000 else 3):
        url = bank.nieuwe_db(db)
        t = bank.tijd([bank.programma["woonzorg"], "cijfer", "importeer", soort, pad, "--db", url, "--peildatum", peildatum])
        m = maat(bank, db, pad, kolommen)
        beste = t if not beste or t < beste else beste
        maatbest = m if m and (not maatbest or m < maatbest) else maatbest
    gereedschap = "sqlite3 .import" if db == "SQLite" else "psql \\copy"
    bank.tabel.rij(naam, rijen / beste[0], rijen / maatbest[0] if maatbest else 0, "rijen/s", gereedschap if maatbest else "overgeslagen: sqlite3 ontbreekt")
    if rijen > 500000 or bank.klein:
        bank.tabel.rij(naam + ": geheugen", beste[1], maatbest[1] if maatbest else 0, "MB", gereedschap)


def meet_import(bank):
    opgaven = [opgave_csv(bank, n) for n in ((50000,) if bank.klein else (200000, 1000000))]
    voorraad = voorraad_csv(bank, 30)
    for db in bank.databases():
        for pad, n in opgaven:
            een(bank, db, "opgave", pad, n, 6, "2025-01-01")
        een(bank, db, "woningvoorraad", *voorraad, 12, "2020-12-31")
    for pad, _ in [*opgaven, voorraad]:
        os.remove(pad)
