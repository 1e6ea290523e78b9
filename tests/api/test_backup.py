#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A backup made while the server works, put back into each kind of database: the same tables, the same herkomst, and it goes on."""

import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import time

from dienst import Dienst, draai, nieuwe_database

PAGINAS = ("/overzicht.json", "/cijfers/inwoners.json?indeling=vijfdeling", "/leveringen.json", "/plannen.json", "/v1/gebieden?paginaGrootte=50",
           "/herkomst/dekkingsgraad:PV31:2025-01-01:nultreden.json", "/v1/onderwerpen",
           "/kennisbank.json?gebied=NL01&zoek=woningen", "/v1/kennisbank?zoek=verhuizing")


def antwoorden(d):
    """What a reader sees, without the moment of looking."""
    return {p: re.sub(r'"gemaakt":"[^"]*"', "", d.lees(p).tekst) for p in PAGINAS}


def probeer(d, *delen):
    """A command that may be refused: its code and all it said."""
    p = subprocess.run([d.programma, *delen], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return p.returncode, p.stdout.decode()


def a_backup_restored_into_either_kind_gives_the_same(d):
    d.opdracht("demo", "--alleen-vullen")
    d.stop()
    d.start()
    verwacht = antwoorden(d)
    with tempfile.TemporaryDirectory() as map_:
        kopie = os.path.join(map_, "kopie.db")
        uit = d.opdracht("db", "backup", "--uit", kopie)  # while the server runs
        assert "gelijk aan de database" in uit, uit
        assert os.stat(kopie).st_mode & 0o077 == 0, "anderen kunnen de reservekopie lezen"
        assert os.listdir(map_) == ["kopie.db"], os.listdir(map_)
        with sqlite3.connect(kopie) as c:
            assert c.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert c.execute("PRAGMA foreign_key_check").fetchall() == []
        for url, weg in nieuwe_database(map_):
            try:
                nieuw = Dienst(d.programma, url, leeg=True)
                uit = nieuw.opdracht("db", "herstel", kopie)
                assert "gelijk aan de reservekopie" in uit, uit
                nieuw.start()
                nieuw.ik.kruimels.update(d.ik.kruimels)  # who was signed in still is
                assert antwoorden(nieuw) == verwacht, url
                pad = os.path.join(map_, "opgave.csv")
                with open(pad, "w", encoding="utf-8") as f:
                    f.write("gemeente;woningtype;jaar;aantal;bron;status\nHeerlen;nultreden;2030;10;x;concept\n")
                nieuw.opdracht("cijfer", "importeer", "opgave", pad, "--peildatum", "2026-02-01")  # numbers go on
                code, uit = probeer(d, "db", "herstel", kopie, "--db", url)
                assert code == 1 and "niet leeg" in uit, (code, uit)
                nieuw.stop()
            finally:
                weg()


def what_is_no_backup_or_would_be_overwritten_is_refused(d):
    with tempfile.TemporaryDirectory() as map_:
        kopie, kapot = os.path.join(map_, "kopie.db"), os.path.join(map_, "kapot.db")
        d.opdracht("db", "backup", "--uit", kopie)
        code, uit = probeer(d, "db", "backup", "--db", d.url, "--uit", kopie)
        assert code == 1 and "is er al" in uit, (code, uit)
        heel = open(kopie, "rb").read()
        for naam, inhoud in (("half", heel[:len(heel) // 2]), ("leeg", b""), ("tekst", b"geen database" * 1000), ("gat", heel[:9000] + b"\0" * 20000 + heel[29000:])):
            with open(kapot, "wb") as f:
                f.write(inhoud)
            doel = "sqlite:" + os.path.join(map_, naam + ".db")
            code, uit = probeer(d, "db", "herstel", kapot, "--db", doel)
            assert code in (1, 3) and "woonzorg:" in uit and "Sanitizer" not in uit, (naam, code, uit)
            code, uit = probeer(d, "levering", "lijst", "--db", doel)
            assert code or not re.search(r"\d+ cijfers", uit), (naam, uit)
        code, uit = probeer(d, "db", "herstel", os.path.join(map_, "is-er-niet.db"), "--db", "sqlite:" + os.path.join(map_, "x.db"))
        assert code == 1 and "niet te lezen" in uit, (code, uit)


def a_backup_that_is_killed_leaves_nothing_with_its_name(d):
    with tempfile.TemporaryDirectory() as map_:
        kopie = os.path.join(map_, "kopie.db")
        for ms in (0, 5, 15, 30, 60):
            p = subprocess.Popen([d.programma, "db", "backup", "--db", d.url, "--uit", kopie], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(ms / 1000)
            p.send_signal(signal.SIGKILL)
            p.wait()
            if os.path.exists(kopie):  # it was done before the signal came: then it is whole
                with sqlite3.connect(kopie) as c:
                    assert c.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                os.remove(kopie)
        assert "gelijk aan de database" in d.opdracht("db", "backup", "--uit", kopie)  # what was left half is in nobody's way


if __name__ == "__main__":
    draai(a_backup_restored_into_either_kind_gives_the_same, what_is_no_backup_or_would_be_overwritten_is_refused,
          a_backup_that_is_killed_leaves_nothing_with_its_name)
