# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: reading a table of 100,000 responses to 60 questions in, each submitted with its receipt. The peer is the same bytes
written to a file and flushed to the disk: what no database can beat."""

import os
import random
import sqlite3
import subprocess
import time

VRAGEN = 60

LIJST = """| survey |
| | type | name | label | relevant |
{vragen}

| choices |
| | list_name | name | label |
{keuzes}

| settings |
| | form_id | form_title |
| | massalijst | Massalijst |
"""


def lijst():
    soorten = ("select_one zes", "select_multiple zes", "integer", "text", "select_one zes", "decimal")
    return LIJST.format(vragen="\n".join(f"| | {soorten[i % 6]} | v{i} | Vraag {i} | {'${v0} != ' + chr(39) + 'k5' + chr(39) if i % 20 == 19 else ''} |" for i in range(VRAGEN)),
                        keuzes="\n".join(f"| | zes | k{i} | Keuze {i} |" for i in range(6)))


def tabel(pad, n):
    r = random.Random(6)
    antwoord = (lambda: f"k{r.randrange(6)}", lambda: " ".join(f"k{k}" for k in range(6) if r.random() < .4), lambda: str(r.randrange(5000)),
                lambda: "een antwoord van een paar woorden", lambda: f"k{r.randrange(6)}", lambda: f"{r.randrange(9999)}.5")
    with open(pad, "w", encoding="utf-8") as f:
        f.write("partij," + ",".join(f"v{i}" for i in range(VRAGEN)) + "\n")
        for p in range(n):
            f.write(f"Organisatie {p}," + ",".join(antwoord[i % 6]() if r.random() < .9 else "" for i in range(VRAGEN)) + "\n")


def partijen(url, n):
    """All at once: making them one by one is not what is measured."""
    sql = ("INSERT INTO partij (soort, naam, kvk, cbs, verzonnen, bron) WITH RECURSIVE t(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM t "
           f"WHERE i + 1 < {n}) SELECT 'overig', 'Organisatie ' || i, '', '', 1, 'meting' FROM t")
    if url.startswith("sqlite:"):
        with sqlite3.connect(url.removeprefix("sqlite:")) as c:
            c.execute(sql)
        c.close()
    else:
        subprocess.run(["psql", "-q", "-d", url, "-c", sql], check=True)


def meet_responsen(bank):
    n = 2000 if bank.klein else 100000
    w = bank.programma["woonzorg"]
    with open(bank.pad("massalijst.md"), "w", encoding="utf-8") as f:
        f.write(lijst())
    with open(bank.pad("massadoel.csv"), "w", encoding="utf-8") as f:
        f.write("partij\n" + "".join(f"Organisatie {i}\n" for i in range(n)))
    tabel(bank.pad("massa.csv"), n)
    with open(bank.pad("massa.csv"), "rb") as f:
        bytes_ = f.read()
    for db in bank.databases():
        url = bank.lege_db(db)
        bank.uitvoer([w, "db", "migreer", "--db", url])
        partijen(url, n)
        bank.uitvoer([w, "vragenlijst", "importeer", bank.pad("massalijst.md"), "--db", url])
        duur, _ = bank.tijd([w, "ronde", "maak", "--vragenlijst", "massalijst", "--peildatum", "2026-01-01", "--doelgroep", bank.pad("massadoel.csv"), "--code", "massa", "--db", url])
        bank.tabel.rij(f"ronde met een doelgroep van {bank.tabel.getal(n, 0)} gemaakt, {db}", duur, 0, "s", "")
        bank.uitvoer([w, "ronde", "open", "--ronde", "massa", "--db", url])
        begin = time.monotonic()
        with open(bank.pad("kopie"), "wb") as f:
            f.write(bytes_)
            f.flush()
            os.fsync(f.fileno())
        kopie = time.monotonic() - begin
        duur, piek = bank.tijd([w, "respons", "importeer", bank.pad("massa.csv"), "--ronde", "massa", "--db", url])
        wat = f"{bank.tabel.getal(n, 0)} responsen × {VRAGEN} vragen ingelezen, {db}"
        bank.tabel.rij(wat, duur, kopie, "s", "dezelfde bytes naar schijf")
        bank.tabel.rij(f"{wat}: antwoorden", n * VRAGEN / duur, 0, "per s", "")
        bank.tabel.rij(f"{wat}: geheugen", piek, len(bytes_) / 1e6, "MB", "het bestand zelf")
        duur, piek = bank.tijd([w, "ronde", "tabel", "--ronde", "massa", "--vraag", "v0", "--db", url])
        bank.tabel.rij(f"één vraag daarvan geteld, {db}", duur, 0, "s", "")
