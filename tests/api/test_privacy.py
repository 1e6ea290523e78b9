#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a person can be taken along by that person alone; a person can be forgotten, after which no table has the name or the address, the trail
is whole, and what was changed is there under a number; and what was kept long enough is let go of."""

import glob
import json
import os
import re
import sqlite3
import subprocess
import time

from dienst import BEHEERDER, WORTEL, draai, wacht

EIGEN = "Gemeente Maastricht"
KOP = "gemeente;woningtype;jaar;aantal;bron;status\r\n"
NAAM, EMAIL = "Wilhelmina Vergeetmijniet", "w.vergeetmijniet@proef.example"


def sql(d, opdracht):
    """One statement on the database, past the program."""
    if d.url.startswith("sqlite:"):
        with sqlite3.connect(d.url[len("sqlite:"):], timeout=60) as c:
            rijen = c.execute(opdracht).fetchall()
        c.close()
        return rijen
    uit = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", d.url, "-c", opdracht], check=True, stdout=subprocess.PIPE, timeout=60)
    return [tuple(r.split("|")) for r in uit.stdout.decode().splitlines()]


def waar_staat(d, *woorden):
    """The tables that hold one of these texts."""
    if d.url.startswith("sqlite:"):
        tabellen = [r[0] for r in sql(d, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")]
        rijen = {t: "\n".join(str(r) for r in sql(d, f'SELECT * FROM "{t}"')) for t in tabellen}
    else:
        tabellen = [r[0] for r in sql(d, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        rijen = {t: "\n".join(str(r) for r in sql(d, f"SELECT t::text FROM {t} t")) for t in tabellen}
    assert len(tabellen) > 30
    return sorted(t for t, tekst in rijen.items() if any(w in tekst for w in woorden))


def everyone_may_read_what_is_kept_and_how_long(d):
    d.opdracht("partij", "maak", EIGEN, "--soort", "gemeente", "--cbs", "GM0935", "--van", "2024-01-01")
    a = d.anders().lees("/privacy.json").boom["tabellen"]["bewaard"]["rijen"]
    assert len(a) > 8 and all(r["wat"] and r["waarom"] and r["tot"] for r in a), a
    with open(os.path.join(WORTEL, "docs", "privacy.md"), encoding="utf-8") as f:
        doc = [tuple(c.strip() for c in r.strip().strip("|").split("|")) for r in f if r.startswith("| ")][1:]
    assert [(r["wat"], r["waarom"], r["tot"]) for r in a] == doc, "docs/privacy.md zegt iets anders dan de pagina"
    assert 'href="/privacy"' in d.anders().lees("/").tekst


def one_takes_along_all_that_is_kept_of_oneself_and_no_secret(d):
    link = d.opdracht("mens", "maak", EMAIL, "--naam", NAAM, "--partij", EIGEN, "--rol", "coordinator").split()[-1]
    d.wil = d.anders()
    d.wil.kies_wachtwoord(link)
    d.wil.meld_aan(EMAIL)
    a = d.wil.post("/leveringen/nieuw", {"soort": "opgave", "peildatum": "2025-01-01", "leveraar": ""},
                   ("bestand", "v.csv", (KOP + "Maastricht;nultreden;2030;11;Bron;concept\r\n").encode()))
    assert a.status == 303, a.tekst[:500]
    wacht("het lezen", lambda: d.lees(a.naar + ".json").boom["taak"]["status"] == "klaar")
    b = d.wil.post(a.naar + "/invoeren")
    t = wacht("het invoeren", lambda: (t := d.lees(b.naar + ".json").boom["taak"])["status"] == "klaar" and t)
    d.levering = t["resultaat"]["levering"]
    d.nummer = int(sql(d, f"SELECT id FROM mens WHERE email = '{EMAIL}'")[0][0])
    visie = "/regie/woonzorgvisies/GM0935"
    a = d.wil.post(visie, {"soort": "feit", "staat": "bezig", "datum": "2026-03-01", "gezegd_op": "2026-03-02", "herkomst": "Raadsbrief"})
    assert a.status == 303, a.tekst[:500]
    assert d.wil.post(visie + "/invullen", {"deel": "groepen", "groep.ouderen": "ja", "herkomst": "Raadsbrief"}).status == 303
    a = d.wil.lees("/mijn-account/gegevens")
    assert "attachment" in a.kop["content-disposition"], a.kop
    g = json.loads(a.tekst)
    assert g["naam"] == NAAM and g["email"] == EMAIL and g["rollen"] == [{"organisatie": EIGEN, "rol": "coordinator"}], g
    assert g["sessies"] and any(r["daad"] == "levering.ingevoerd" and r["nummer"] == d.levering for r in g["gedaan"]) and any(r["daad"] == "mens.gemaakt" for r in g["over"])
    assert "argon2" not in a.tekst and not any(k in a.tekst for k in d.wil.kruimels.values())
    assert json.loads(d.opdracht("mens", "gegevens", EMAIL))["naam"] == NAAM
    assert d.wil.vraag("GET", f"/mensen/{d.nummer}/gegevens").status == 403 and d.anders().vraag("GET", "/mijn-account/gegevens").status == 401
    assert d.lees(f"/mensen/{d.nummer}/gegevens").tekst.count(EMAIL) == 1


def who_is_forgotten_is_a_number_everywhere_and_the_trail_is_whole(d):
    assert {"levering", "visie_stand", "visie_antwoord"} <= set(waar_staat(d, NAAM, EMAIL))  # or this test looks at nothing
    assert d.post(f"/mensen/{d.nummer}/verwijderen", {"zeker": "iemand@anders.example"}).status == 400
    assert d.wil.post(f"/mensen/{d.nummer}/verwijderen", {"zeker": EMAIL}).status == 403
    a = d.post(f"/mensen/{d.nummer}/verwijderen", {"zeker": EMAIL})
    assert a.status == 303, a.tekst[:800]
    assert waar_staat(d, NAAM, EMAIL) == [], waar_staat(d, NAAM, EMAIL)
    assert "het spoor is heel" in d.opdracht("spoor", "controleer")
    assert d.wil.vraag("GET", "/mijn-account").status == 303  # signed out
    levering = d.lees(f"/leveringen/{d.levering}.json").tekst
    assert f"Verwijderde gebruiker {d.nummer}" in levering
    rijen = d.lees(f"/spoor.json?mens={d.nummer}").tekst
    assert f"Verwijderde gebruiker {d.nummer}" in rijen and "levering ingevoerd" in rijen
    assert not sql(d, f"SELECT 1 FROM sessie WHERE mens_id = {d.nummer}") and not sql(d, f"SELECT 1 FROM mens_rol WHERE mens_id = {d.nummer}")
    assert d.post(f"/mensen/{d.nummer}/verwijderen", {"zeker": f"{d.nummer}@verwijderd.invalid"}).status == 409
    # The address is free again, for somebody who is somebody else.
    link = d.opdracht("mens", "maak", EMAIL, "--naam", "Een Ander", "--partij", EIGEN, "--rol", "lezer").split()[-1]
    d.anders().kies_wachtwoord(link)
    d.opdracht("mens", "verwijder", EMAIL)
    assert waar_staat(d, EMAIL) == []
    ik = int(sql(d, f"SELECT id FROM mens WHERE email = '{BEHEERDER}'")[0][0])
    assert d.post(f"/mensen/{ik}/verwijderen", {"zeker": BEHEERDER}).status == 409  # the last beheerder stays


def no_column_with_who_is_forgotten(d):
    with open(os.path.join(WORTEL, "src", "beheer", "privacy.c"), encoding="utf-8") as f:
        bekend = set(re.findall(r"UPDATE (\w+) SET (\w+) = \?2", f.read()))
    er = set()
    for pad in glob.glob(os.path.join(WORTEL, "sql", "*.sql")):
        with open(pad, encoding="utf-8") as f:
            for tabel, inhoud in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", f.read(), re.S):
                er |= {(tabel, kolom) for kolom in re.findall(r"^\s+(\w*wie)\s", inhoud, re.M)}
    assert er - {("spoor", "wie")} <= bekend, er - bekend  # the trail has a way of its own


def a_namesake_keeps_the_name(d):
    for i in (1, 2):
        d.opdracht("mens", "maak", f"jan{i}@proef.example", "--naam", "Jan Jansen", "--partij", EIGEN, "--rol", "lezer")
    d.opdracht("mens", "verwijder", "jan1@proef.example")
    assert sql(d, "SELECT naam FROM mens WHERE email = 'jan2@proef.example'") == [("Jan Jansen",)]


def what_was_kept_long_enough_is_let_go_of(d):
    nu = int(time.time() * 1000)
    wie = sql(d, f"SELECT id FROM mens WHERE email = '{BEHEERDER}'")[0][0]
    sql(d, f"INSERT INTO eenmalig (som, mens_id, soort, vervalt) VALUES ('oud', {wie}, 'wachtwoord', {nu - 1000})")
    sql(d, f"INSERT INTO sessie (som, mens_id, half, begin, gezien, einde, adres, programma) VALUES ('oud', {wie}, 0, 1, 1, 2, '192.0.2.1', 'x')")
    for i, geeindigd in enumerate((nu - 91 * 86_400_000, nu - 89 * 86_400_000)):
        sql(d, "INSERT INTO bericht (aan, sjabloon, waarden, onderwerp, object, object_id, status, pogingen, volgende, gemaakt, geeindigd, fout, tekst, html)"
               f" VALUES ('oud{i}@proef.example', 'rol', '{{}}', 'x', 'mens', 1, 'verstuurd', 1, 0, 0, {geeindigd}, '', '', '')")
    wacht("de eerste keer", lambda: sql(d, "SELECT 1 FROM taak WHERE soort = 'bewaartermijn' AND status = 'klaar'"))
    sql(d, "UPDATE taak SET gemaakt = gemaakt - 86400000 WHERE soort = 'bewaartermijn'")
    wacht("de tweede keer", lambda: not sql(d, "SELECT 1 FROM bericht WHERE aan = 'oud0@proef.example'"))
    assert sql(d, "SELECT 1 FROM bericht WHERE aan = 'oud1@proef.example'")
    assert not sql(d, "SELECT 1 FROM eenmalig WHERE som = 'oud'") and not sql(d, "SELECT 1 FROM sessie WHERE som = 'oud'")
    time.sleep(5)
    assert len(sql(d, "SELECT 1 FROM taak WHERE soort = 'bewaartermijn'")) == 2


draai(
    everyone_may_read_what_is_kept_and_how_long,
    one_takes_along_all_that_is_kept_of_oneself_and_no_secret,
    who_is_forgotten_is_a_number_everywhere_and_the_trail_is_whole,
    no_column_with_who_is_forgotten,
    a_namesake_keeps_the_name,
    what_was_kept_long_enough_is_let_go_of,
)
