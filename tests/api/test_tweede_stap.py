#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A second factor where it is demanded: a beheerder without one can do nothing that asks that role, at any address; is led to the page on which it is set up;
and can at once afterwards, but not in a session that began without it. Who lost a telephone is helped by a beheerder, and a code that is used twice is told."""

import csv
import io
import os
import re
import subprocess
import tempfile
import time

from dienst import BEHEERDER, WACHTWOORD, code, draai, spoor, sql, wacht

NODIG = "/mijn-account?gedaan=tweede-stap-nodig"
VRIJ = ("publiek", "aanmelden", "invullen", "eigen")  # rights that need no role


def met(d, wie):
    """Serves anew with this demand."""
    d.stop()
    d.opties = ("--tweede-stap", wie)
    d.start()
    d.ik = d.anders()
    d.ik.meld_aan(BEHEERDER)


def zet_aan(b):
    """Switches the second step on, on one's own page: the secret, and the step of the code that was given."""
    b.neem_sleutel("/mijn-account")
    geheim = re.search(r'name="geheim" value="([A-Z2-7]{32})"', b.lees("/mijn-account").tekst).group(1)
    stap = int(time.time()) // 30
    a = b.post("/mijn-account/tweede-stap", {"geheim": geheim, "code": code(geheim, stap)})
    assert a.status == 200 and "herstelcodes" in a.tekst, a.tekst[:1500]
    return geheim, stap


def half(d, email):
    b = d.anders()
    b.neem_sleutel("/aanmelden")
    a = b.post("/aanmelden", {"email": email, "wachtwoord": WACHTWOORD})
    assert a.status == 303 and a.naar == "/aanmelden/code", (a.status, a.kop)
    return b


def mens(d, naam, rol):
    email = f"{naam}@proef.example"
    link = d.opdracht("mens", "maak", email, "--naam", f"Naam {naam}", "--partij", "Proefbeheer", "--rol", rol).split()[-1]
    b = d.anders()
    b.kies_wachtwoord(link)
    return b, email


def the_setting_is_one_of_three_words(d):
    r = subprocess.run([d.programma, "serve", "--db", d.url, "--listen", "127.0.0.1:0", "--tweede-stap", "soms"], stderr=subprocess.PIPE, stdout=subprocess.PIPE, timeout=60)
    assert r.returncode == 2 and "beheerder, iedereen of niemand" in r.stderr.decode(), r


def without_it_a_beheerder_administers_nothing(d):
    met(d, "beheerder")
    a = d.vraag("GET", "/mensen")
    assert a.status == 303 and a.naar == NODIG, (a.status, a.kop)
    pagina = d.lees(NODIG).tekst
    assert "Nog één stap voor uw rol" in pagina and 'action="/mijn-account/tweede-stap"' in pagina
    assert d.vraag("GET", "/mensen.json").status == 403
    geprobeerd = 0
    for r in csv.DictReader(io.StringIO(subprocess.run([d.programma, "rechten", "--adressen", "--formaat", "csv"], check=True, stdout=subprocess.PIPE, timeout=60).stdout.decode())):
        if r["recht"] in VRIJ:
            continue
        pad = re.sub(r"\{\w+\}", "1", r["pad"])
        a = d.post(pad, {}) if r["methode"] == "POST" else d.vraag(r["methode"], pad)
        assert a.status == 403 or (a.status == 303 and a.naar == NODIG), (r["methode"], pad, a.status, a.kop)
        geprobeerd += 1
    assert geprobeerd > 60, geprobeerd
    wacht("de weigering in het spoor", lambda: [r for r in spoor(d, daad="toegang.geweigerd") if "/mensen" in r["na"]])


def once_it_is_on_the_role_works_at_once_and_only_where_it_was_given(d):
    eerder = d.anders().meld_aan(BEHEERDER)  # without it, and it stays so
    d.geheim, stap = zet_aan(d.ik)
    assert d.vraag("GET", "/mensen").status == 200
    assert eerder.vraag("GET", "/mensen").naar == NODIG
    assert "Meld u af en weer aan" in eerder.lees("/mijn-account").tekst
    b = half(d, BEHEERDER)
    assert b.vraag("GET", "/mensen").status == 303
    assert b.post("/aanmelden/code", {"code": code(d.geheim, stap + 1)}).status == 303
    assert b.vraag("GET", "/mensen").status == 200
    d.stap = stap + 1
    d.sterk = b


def a_code_that_was_used_is_refused_and_told(d):
    voor = len(spoor(d, daad="aanmelden.code_hergebruikt"))
    b = half(d, BEHEERDER)
    assert b.post("/aanmelden/code", {"code": code(d.geheim, d.stap)}).status == 400
    assert len(spoor(d, daad="aanmelden.code_hergebruikt")) == voor + 1
    assert b.post("/aanmelden/code", {"code": "000000"}).status == 400  # what is merely wrong is not told so
    assert len(spoor(d, daad="aanmelden.code_hergebruikt")) == voor + 1


def switched_off_the_role_stops_in_every_session(d):
    d.sterk.neem_sleutel("/mijn-account")
    assert d.sterk.post("/mijn-account/tweede-stap-uit", {"wachtwoord_uit": WACHTWOORD}).status == 303
    assert d.sterk.vraag("GET", "/mensen").naar == NODIG and d.vraag("GET", "/mensen").naar == NODIG
    zet_aan(d.ik)
    assert d.vraag("GET", "/mensen").status == 200


def who_lost_the_telephone_is_helped(d):
    b, email = mens(d, "tilly", "invuller")
    b.meld_aan(email)
    zet_aan(b)
    wie = sql(d, f"SELECT id FROM mens WHERE email = '{email}'")[0][0]
    d.ik.neem_sleutel(f"/mensen/{wie}")
    ander, ander_email = mens(d, "ties", "coordinator")
    ander.meld_aan(ander_email)
    assert ander.post(f"/mensen/{wie}/tweede-stap-uit").status == 403
    assert b.vraag("GET", "/mijn-account").status == 200
    assert "Telefoon kwijt" in d.lees(f"/mensen/{wie}").tekst
    assert d.post(f"/mensen/{wie}/tweede-stap-uit").status == 303
    assert b.vraag("GET", "/mijn-account").status == 303  # signed out everywhere
    assert d.post(f"/mensen/{wie}/tweede-stap-uit").status == 409
    assert d.post("/mensen/999999/tweede-stap-uit").status == 404
    b = d.anders().meld_aan(email)
    zet_aan(b)
    d.opdracht("mens", "tweede-stap-uit", email)
    assert b.vraag("GET", "/mijn-account").status == 303
    assert len(spoor(d, daad="mens.tweede_stap_uit", object_id=str(wie))) == 2
    assert sql(d, f"SELECT COUNT(*) FROM mens_herstelcode WHERE mens_id = {wie}")[0][0] in (0, "0")


def it_can_be_asked_of_everyone(d):
    met_half = d.anders()
    d.stop()
    d.opties = ("--tweede-stap", "iedereen")
    d.start()
    b, email = mens(d, "teun", "invuller")
    b.meld_aan(email)
    assert b.vraag("GET", "/leveringen/nieuw").naar == NODIG
    zet_aan(b)
    assert b.vraag("GET", "/leveringen/nieuw").status == 200
    assert met_half.vraag("GET", "/").status == 200  # who only reads is asked nothing


def secrets_are_sealed_with_a_key_that_is_not_in_the_database(d):
    def bewaard():
        return [r[0] for r in sql(d, "SELECT geheim FROM mens WHERE geheim <> '' ORDER BY id")]

    def geweigerd(*opties):
        r = subprocess.run([d.programma, "serve", "--db", d.url, "--listen", "127.0.0.1:0", *opties], stderr=subprocess.PIPE, stdout=subprocess.PIPE, timeout=60)
        return r.returncode, r.stderr.decode()

    def werkt(na):
        """The code is right, in a step that was not used yet."""
        sql(d, "UPDATE mens SET stap = 0 WHERE email = 'kees@proef.example'")
        b = half(d, "kees@proef.example")
        assert b.post("/aanmelden/code", {"code": code(geheim, int(time.time()) // 30)}).status == na
        return b.vraag("GET", "/mensen").status == 200

    assert bewaard() and all(re.fullmatch("[A-Z2-7]{32}", g) for g in bewaard())
    link = d.opdracht("mens", "maak", "kees@proef.example", "--naam", "Kees Kluis", "--partij", "Proefbeheer", "--rol", "beheerder").split()[-1]
    b = d.anders()
    b.kies_wachtwoord(link)
    b.meld_aan("kees@proef.example")
    geheim, _ = zet_aan(b)
    oud = d.opties
    d.stop()
    with tempfile.TemporaryDirectory() as map_:
        eerste, tweede, beide, kort = (os.path.join(map_, n) for n in ("eerste", "tweede", "beide", "kort"))
        for pad, tekst in ((eerste, "a1" * 32), (tweede, "b2" * 32), (beide, "b2" * 32 + "\n" + "a1" * 32 + "\n"), (kort, "kort")):
            with open(pad, "w", encoding="utf-8") as f:
                f.write(tekst)
        status, woorden = geweigerd("--geheim-sleutel", kort)
        assert status == 2 and "minstens 32" in woorden, (status, woorden)
        assert all(not g.startswith("k1:") for g in bewaard())
        d.opties = ("--tweede-stap", "beheerder", "--geheim-sleutel", eerste)
        d.start()
        voor = bewaard()
        assert voor and all(g.startswith("k1:") for g in voor), voor
        assert werkt(303)
        zet_aan(d.anders().meld_aan(mens(d, "karin", "lezer")[1]))
        assert len(bewaard()) == len(voor) + 1 and bewaard()[-1].startswith("k1:")
        # Of another mens it opens for nobody: the second step stays on, and no code fits.
        ander, eigen = (sql(d, f"SELECT geheim FROM mens WHERE email = '{n}@proef.example'")[0][0] for n in ("karin", "kees"))
        sql(d, f"UPDATE mens SET geheim = '{ander}' WHERE email = 'kees@proef.example'")
        assert not werkt(400)
        sql(d, f"UPDATE mens SET geheim = '{eigen}' WHERE email = 'kees@proef.example'")
        d.stop()
        # With another key or none nobody would get in: that is said, and nothing is served.
        for opties in (("--geheim-sleutel", tweede), ()):
            status, woorden = geweigerd(*opties)
            assert status != 0 and "met een andere sleutel versleuteld" in woorden and "tweede-stap-uit" in woorden, (status, woorden)
        # A new key before the old one; then the old one can go.
        for pad in (beide, tweede):
            d.opties = ("--tweede-stap", "beheerder", "--geheim-sleutel", pad)
            d.start()
            assert werkt(303)
            d.stop()
        assert geweigerd("--geheim-sleutel", eerste)[0] != 0
        # Who lost the key helps each by hand, and can go on.
        for r in csv.DictReader(io.StringIO(d.opdracht("mens", "lijst"))):
            if r["tweedeStap"] == "aan":
                d.opdracht("mens", "tweede-stap-uit", r["email"])
        assert not bewaard()
        d.opties = oud
        d.start()


def a_page_that_is_not_there_knows_who_asks(d):
    """Also without a route there is somebody who signed in."""
    b = d.anders().meld_aan(mens(d, "thea", "lezer")[1])
    for methode, pad, status in (("GET", "/bestaat/niet", 404), ("GET", "/static/weg.css", 404), ("PUT", "/mijn-account", 405), ("GET", "/cijfers/bestaat-niet", 404),
                                 ("GET", "/mensen", 403)):
        a = b.vraag(methode, pad, kop={"Accept": "text/html"})
        assert a.status == status, (pad, a.status)
        assert "Naam thea" in a.tekst and ">Meld u aan<" not in a.tekst, pad
        if status != 403:
            assert ">Meld u aan<" in d.anders().vraag(methode, pad, kop={"Accept": "text/html"}).tekst, pad


draai(
    the_setting_is_one_of_three_words,
    without_it_a_beheerder_administers_nothing,
    once_it_is_on_the_role_works_at_once_and_only_where_it_was_given,
    a_code_that_was_used_is_refused_and_told,
    switched_off_the_role_stops_in_every_session,
    who_lost_the_telephone_is_helped,
    it_can_be_asked_of_everyone,
    secrets_are_sealed_with_a_key_that_is_not_in_the_database,
    a_page_that_is_not_there_knows_who_asks,
)
