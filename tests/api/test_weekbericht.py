#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The weekly mail and the reminders, with a mail server of our own: who is told what, once; and nothing when there is nothing new."""

import re
import sqlite3
import subprocess
import time

from dienst import draai, wacht
from smtpd import Post

SITE = "https://woonzorg.voorbeeld.example"


def sql(d, opdracht):
    """One statement on the database, past the program."""
    if d.url.startswith("sqlite:"):
        with sqlite3.connect(d.url[len("sqlite:"):], timeout=60) as c:
            rijen = c.execute(opdracht).fetchall()
        c.close()
        return rijen
    uit = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", d.url, "-c", opdracht], check=True, stdout=subprocess.PIPE, timeout=60)
    return [tuple(r.split("|")) for r in uit.stdout.decode().splitlines()]


def bericht(d, *meer):
    """The command: how many mails, how many reminders, how many people who want none."""
    uit = d.opdracht("regie", "weekbericht", *meer)
    m = re.match(r"(\d+) weekberichten en (\d+) herinneringen staan klaar om te versturen; (\d+) mensen", uit)
    return tuple(int(x) for x in m.groups()) if m else uit


def nieuwe(d, n):
    """What came in since the last time, by address, when all is sent."""
    wacht("de post", lambda: not sql(d, "SELECT 1 FROM bericht WHERE status = 'wacht'") and len(d.smtp.brieven) >= d.gelezen + n)
    time.sleep(0.3)
    uit, d.gelezen = d.smtp.brieven[d.gelezen:], len(d.smtp.brieven)
    assert len(uit) == n, [(b.aan, b.onderwerp) for b in uit]
    return {b.aan[0]: b for b in uit}


def maak(d):
    d.partij, d.mens, d.gelezen = {}, {}, 0
    for naam, cbs in (("Gemeente Maastricht", "GM0935"), ("Gemeente Vaals", "GM0981"), ("Provincie Limburg", "PV31")):
        d.partij[cbs] = int(d.opdracht("partij", "maak", naam, "--soort", "provincie" if cbs == "PV31" else "gemeente", "--cbs", cbs, "--van", "2020-01-01").split()[1])
    for wie, partij, rol in (("redacteur", "Provincie Limburg", "redacteur"), ("maastricht", "Gemeente Maastricht", "coordinator"),
                             ("lezer", "Gemeente Maastricht", "lezer"), ("vaals", "Gemeente Vaals", "invuller")):
        d.mens[wie] = d.anders()
        d.mens[wie].kies_wachtwoord(d.opdracht("mens", "maak", f"{wie}@proef.example", "--naam", f"Mens {wie}", "--partij", partij, "--rol", rol).split()[-1])
        d.mens[wie].meld_aan(f"{wie}@proef.example")
    # One who never chose a password, and one who may not come in any more: they get nothing.
    d.opdracht("mens", "maak", "genodigd@proef.example", "--naam", "Genodigd", "--partij", "Gemeente Vaals", "--rol", "invuller")
    d.smtp = Post()
    d.stop()
    d.opties = ("--post", d.smtp.adres, "--post-van", "Woonzorg <woonzorg@voorbeeld.example>", "--adres", SITE)
    d.start()
    d.opdracht("signaal", "controleer")


def an_installation_that_begins_mails_nobody_by_itself(d):
    maak(d)
    wacht("de eerste week", lambda: sql(d, "SELECT week FROM weekbericht_ronde"))
    assert [int(x) for x in sql(d, "SELECT brieven, herinneringen FROM weekbericht_ronde")[0]] == [0, 0]
    nieuwe(d, 0)


def each_is_told_what_asks_the_own_organisation_and_once(d):
    p = bericht(d, "--proef")
    assert "maastricht@proef.example" in p and "genodigd" not in p and "a.devries" not in p, p
    assert bericht(d, "--proef") == p  # a rehearsal changes nothing
    assert bericht(d) == (3, 0, 0)  # of the provincie nothing is asked
    post = nieuwe(d, 3)
    assert set(post) == {"maastricht@proef.example", "lezer@proef.example", "vaals@proef.example"}
    b = post["maastricht@proef.example"]
    assert b.onderwerp == "Wat vraagt nu aandacht: 1 signaal", b.onderwerp
    for deel in (b.tekst, b.html):
        assert "Hoe ver de woonzorgvisie is, is niet bekend" in deel and "Maastricht" in deel and "Vaals" not in deel, deel
        assert "U leest mee" not in deel and "Mens maastricht" in deel and SITE + "/mijn-account" in deel and "{{" not in deel
    for deel in (post["lezer@proef.example"].tekst, post["lezer@proef.example"].html):  # is told the same, and that it is not asked to act
        assert "Hoe ver de woonzorgvisie is, is niet bekend" in deel and "U leest mee" in deel, deel
    link = re.search(re.escape(SITE) + r"(/regie/signalen/\d+)", b.tekst).group(1)
    assert d.mens["maastricht"].lees(link).status == 200
    assert bericht(d) == (0, 0, 0) and nieuwe(d, 0) == {}  # nothing new, nothing sent
    # It ends and comes back: that is new, and says so of one alone.
    velden = {"soort": "feit", "staat": "te_starten", "gezegd_op": "2026-01-05", "herkomst": "gesprek"}
    assert d.mens["vaals"].post("/regie/woonzorgvisies/GM0981", velden).status == 303
    d.opdracht("signaal", "controleer")
    assert bericht(d) == (0, 0, 0)
    assert "weekbericht.gemaakt" in d.opdracht("spoor", "lijst", "--object", "weekbericht")


def who_does_not_want_it_gets_none(d):
    assert "Stuur mij geen weekbericht" in d.mens["lezer"].lees("/mijn-account").tekst
    assert d.mens["lezer"].post("/mijn-account/weekbericht", {"wil": "misschien"}).status == 400
    assert d.mens["lezer"].post("/mijn-account/weekbericht", {"wil": "nee"}).status == 303
    assert "U krijgt geen weekbericht" in d.mens["lezer"].lees("/mijn-account").tekst
    velden = {"soort": "document", "titel": "Handreiking (verzonnen)", "tekst": "x", "adres": "/regie", "gebied": "PV31", "soorten": "gemeente", "reactie_voor": "2030-01-01"}
    a = d.mens["redacteur"].post("/regie/kennisname/nieuw", velden)
    assert a.status == 303, a.tekst[:1500]
    d.stuk = a.naar.split("?")[0]
    assert bericht(d) == (2, 0, 1)
    post = nieuwe(d, 2)
    b = post["vaals@proef.example"]
    assert set(post) == {"maastricht@proef.example", "vaals@proef.example"} and b.onderwerp == "Wat vraagt nu aandacht: 1 stuk om te bevestigen"
    assert "Handreiking (verzonnen) (reactie tot en met 1 januari 2030)" in b.tekst
    assert "Van eerder staat er nog 1 open" in post["maastricht@proef.example"].tekst and "Van eerder" not in b.tekst
    assert d.mens["lezer"].post("/mijn-account/weekbericht", {"wil": "ja"}).status == 303
    assert bericht(d)[0] == 1 and nieuwe(d, 1)["lezer@proef.example"]


def what_the_lists_hide_the_mail_hides(d):
    """A signal about a concept asks the steering partij, where a lezer has a role too, who may not see a concept."""
    d.mens["meelezer"] = d.anders()
    d.mens["meelezer"].kies_wachtwoord(d.opdracht("mens", "maak", "meelezer@proef.example", "--naam", "Mens meelezer", "--partij", "Provincie Limburg", "--rol", "lezer").split()[-1])
    d.mens["meelezer"].meld_aan("meelezer@proef.example")
    nieuwe(d, 1)  # that the password was chosen
    velden = {"titel": "Geheime opgave (verzonnen)", "gebied": "VD05", "jaar": "2030", "methode": "naar rato", "herkomst": "verzonnen model", "definitieset": "bzk-2023"}
    rijen = "gebied;woningtype;aantal;bron\nVD05;zorggeschikt;300;verzonnen doel\nMaastricht;zorggeschikt;170;\n"
    a = d.mens["redacteur"].post("/regie/opgaven/nieuw", velden, ("bestand", "concept.csv", rijen.encode()))
    assert a.status == 303, a.tekst[:1500]
    d.opdracht("signaal", "controleer")
    gezien = {wie: "Geheime opgave" in d.mens[wie].lees("/regie/signalen?wie=alle").tekst for wie in ("redacteur", "meelezer")}
    assert gezien == {"redacteur": True, "meelezer": False}, gezien
    # The same of the open API, by its list and by its number.
    open_ = {wie: d.mens[wie].lees("/v1/signalen?paginaGrootte=1000").boom["signalen"] for wie in ("redacteur", "meelezer")}
    nummer = next(s["id"] for s in open_["redacteur"] if "Geheime opgave" in s["tekst"])
    assert "Geheime opgave" not in str(open_["meelezer"]) and "Geheime" not in d.mens["meelezer"].lees("/v1/publicaties").tekst
    assert [d.mens[wie].vraag("GET", f"/v1/signalen/{nummer}").status for wie in ("redacteur", "meelezer")] == [200, 404]
    assert d.verzoek("GET", f"/v1/signalen/{nummer}").status == 401
    assert "meelezer" not in bericht(d, "--proef")
    assert bericht(d) == (1, 0, 0)
    post = nieuwe(d, 1)
    assert set(post) == {"redacteur@proef.example"} and "Geheime opgave" in post["redacteur@proef.example"].tekst
    # Who may see it later is told then: a role that changes is enough.
    d.opdracht("mens", "rol", "meelezer@proef.example", "--partij", "Provincie Limburg", "--rol", "redacteur")
    assert bericht(d) == (1, 0, 0) and "Geheime opgave" in nieuwe(d, 1)["meelezer@proef.example"].tekst


def who_did_not_confirm_is_reminded_by_hand_and_not_twice_in_a_week(d):
    assert d.mens["maastricht"].post(d.stuk + "/mail", {}).status == 403
    assert d.mens["vaals"].post(d.stuk + "/gezien", {"namens": d.partij["GM0981"]}).status == 303
    a = d.mens["redacteur"].post(d.stuk + "/mail", {})
    assert a.status == 303 and a.naar.endswith("gemaild"), a.naar
    post = nieuwe(d, 1)  # who confirmed is left alone, and so is who may not confirm
    b = post["maastricht@proef.example"]
    assert b.onderwerp == "Heeft u dit gezien: Handreiking (verzonnen)" and SITE + d.stuk in b.tekst and "1 januari 2030" in b.html
    rijen = {r["naam"]: r["herinnerd"] for r in d.mens["redacteur"].lees(d.stuk + ".json").boom["tabellen"]["organisaties"]["rijen"]}
    assert rijen == {"Gemeente Maastricht": 1, "Gemeente Vaals": 0}
    a = d.mens["redacteur"].post(d.stuk + "/mail", {})
    assert a.naar.endswith("niemand") and nieuwe(d, 0) == {}
    assert "publicatie.herinnerd" in d.opdracht("spoor", "lijst", "--object", "publicatie")


def the_rule_reminds_after_a_week_and_gives_up_after_three(d):
    dag = 24 * 3600 * 1000
    nummer = d.stuk.rsplit("/", 1)[1]
    for keer in (2, 3):  # the one by hand was the first
        assert bericht(d)[1] == 0  # not twice in a week
        sql(d, f"UPDATE kennisname_herinnering SET moment = moment - {8 * dag}")
        if keer == 2:
            assert bericht(d)[1] == 0  # and not within a week of its being published
            sql(d, f"UPDATE publicatie SET moment = moment - {8 * dag} WHERE id = {nummer}")
        assert bericht(d)[1] == 1, keer
        assert "Heeft u dit gezien" in nieuwe(d, 1)["maastricht@proef.example"].onderwerp
    sql(d, f"UPDATE kennisname_herinnering SET moment = moment - {8 * dag}")
    assert bericht(d)[1] == 0 and nieuwe(d, 0) == {}
    # By hand it still can.
    assert d.mens["redacteur"].post(d.stuk + "/mail", {}).naar.endswith("gemaild")
    nieuwe(d, 1)


def the_clock_does_it_once_a_week(d):
    """As if the last week for which mail was made were long ago: the server does it by itself, and not again."""
    sql(d, "UPDATE weekbericht_ronde SET week = 20200106")
    sql(d, "DELETE FROM weekbericht WHERE mens_id = (SELECT id FROM mens WHERE email = 'vaals@proef.example')")
    velden = {"soort": "document", "titel": "Tweede stuk (verzonnen)", "tekst": "x", "adres": "/regie", "gebied": "PV31", "soorten": "gemeente"}
    assert d.mens["redacteur"].post("/regie/kennisname/nieuw", velden).status == 303
    if time.strftime("%a %H") in ("Mon 00", "Mon 01", "Mon 02", "Mon 03", "Mon 04", "Mon 05"):
        return  # before seven on a Monday the clock rightly waits
    wacht("de week", lambda: len(sql(d, "SELECT week FROM weekbericht_ronde")) == 2)
    post = nieuwe(d, 3)
    assert "Tweede stuk (verzonnen)" in post["vaals@proef.example"].tekst
    time.sleep(3)
    nieuwe(d, 0)
    assert "het spoor is heel" in d.opdracht("spoor", "controleer")


draai(
    an_installation_that_begins_mails_nobody_by_itself,
    each_is_told_what_asks_the_own_organisation_and_once,
    who_does_not_want_it_gets_none,
    what_the_lists_hide_the_mail_hides,
    who_did_not_confirm_is_reminded_by_hand_and_not_twice_in_a_week,
    the_rule_reminds_after_a_week_and_gives_up_after_three,
    the_clock_does_it_once_a_week,
)
