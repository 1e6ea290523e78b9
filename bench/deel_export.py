# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: a million cijfers as CSV, as a workbook and as a data package, through the command line, which makes the very pieces that
the web sends. The peer is the database's own tool with the same columns of the same join: it adds nothing up per gebied, hides
nothing, and knows of no herkomst. Also how much memory each took: ours should not grow with the number of rows."""

import os

KWARTALEN = 4  # × 246.240
SELECT = ("SELECT o.code, g.code, g.naam, c.periode_van, c.periode_tot, r.woningtype, r.segment, r.kenmerk, r.horizon_van, r.horizon_tot, c.waarde, "
          "c.ontbreekt, c.status, o.eenheid, b.code, d.code, c.vlag, c.levering_id, c.id FROM cijfer c JOIN reeks r ON r.id = c.reeks_id "
          "JOIN onderwerp o ON o.id = r.onderwerp_id JOIN bron b ON b.id = r.bron_id JOIN definitieset d ON d.id = r.definitieset_id "
          "JOIN gebied g ON g.id = c.gebied_id ORDER BY c.reeks_id, c.periode_tot, c.levering_id, c.periode_van, c.gebied_id")


def maat(bank, db, url):
    """Seconds and MB of the database's own tool; None when it is not there."""
    uit = bank.pad("maat.csv")
    if db == "PostgreSQL":
        return bank.tijd(["psql", "-qX", url, "-c", f"\\copy ({SELECT}) TO '{uit}' WITH (FORMAT csv, HEADER true)"])
    if not bank.heeft("sqlite3"):
        return None
    return bank.tijd(["sqlite3", "-batch", url.removeprefix("sqlite:"), "-cmd", ".mode csv", "-cmd", ".headers on", "-cmd", f".output {uit}", SELECT])


def naar(bank, naam, *args):
    """A command whose output goes to a file of its own; seconds, MB of memory, MB of file."""
    pad = bank.pad(naam)
    t = bank.tijd(["sh", "-c", 'exec "$@" > "$0"', pad, bank.programma["woonzorg"], *args])
    return *t, os.path.getsize(pad) / 1e6


def meet_export(bank):
    for db in bank.databases():
        url = bank.nieuwe_db(db)
        bank.uitvoer([bank.programma["bench_cijfer"], "vul", url, "1" if bank.klein else str(KWARTALEN), "0"])
        if db == "PostgreSQL":
            bank.uitvoer(["psql", "-qX", url, "-c", "VACUUM ANALYZE"])
        csv = naar(bank, "uit.csv", "waarneming", "export", "--db", url)
        with open(bank.pad("uit.csv"), "rb") as f:
            rijen = sum(stuk.count(b"\n") for stuk in iter(lambda: f.read(1 << 20), b"")) - 1
        peer = maat(bank, db, url)
        gereedschap = "psql \\copy, zelfde kolommen" if db == "PostgreSQL" else "sqlite3 -csv, zelfde kolommen"
        vormen = {"CSV": csv, "Excel": naar(bank, "uit.xlsx", "waarneming", "export", "--formaat", "xlsx", "--db", url)}
        zip_ = bank.pad("uit.zip")
        t = bank.tijd([bank.programma["woonzorg"], "pakket", "maak", "--db", url, "--uit", zip_])
        vormen["datapakket"] = (*t, os.path.getsize(zip_) / 1e6)
        for vorm, (seconden, mb, groot) in vormen.items():
            naam = f"export {vorm}, {rijen // 1000}k cijfers, {db}"
            bank.tabel.rij(naam, rijen / seconden, rijen / peer[0] if peer else 0, "cijfers/s", gereedschap if peer else "overgeslagen: sqlite3 ontbreekt")
            bank.tabel.rij(naam + ": geheugen", mb, peer[1] if peer else 0, "MB", gereedschap if peer else "")
            bank.tabel.rij(naam + ": bestand", groot, 0, "MB", "")
        leeg = bank.nieuwe_db(db)
        t = bank.tijd([bank.programma["woonzorg"], "pakket", "importeer", zip_, "--db", leeg])
        bank.tabel.rij(f"datapakket invoeren, {rijen // 1000}k cijfers, {db}", rijen / t[0], 0, "cijfers/s", "")
        bank.tabel.rij(f"datapakket invoeren, {rijen // 1000}k cijfers, {db}: geheugen", t[1], 0, "MB", "")
