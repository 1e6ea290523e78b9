#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Signing in, tried as its owner and as an attacker: fixation, forged forms, redirects elsewhere, guessing, what the time tells, codes and links used
twice, sessions and keys that have ended; and that no secret stays behind in the database or the log."""

import hashlib
import html
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

from dienst import BEHEERDER, WACHTWOORD, code, draai, spoor, sql, wacht

EIGEN = "Gemeente Maastricht"
KOP = "gemeente;woningtype;jaar;aantal;bron;status\r\n"
geheimen = []


def mens(d, naam, rol="invuller"):
    """A mens with a password; the browser in which it was chosen, not yet signed in."""
    email = f"{naam}@proef.example"
    link = d.opdracht("mens", "maak", email, "--naam", f"Naam {naam}", "--partij", EIGEN, "--rol", rol).split()[-1]
    b = d.anders()
    b.kies_wachtwoord(link)
    geheimen.append(link.split("=")[1])
    return b, email


def probeer(b, email, wachtwoord, adres, **meer):
    """One attempt, from an address as a proxy on this machine would pass it on."""
    if not b.sleutel:
        b.neem_sleutel("/aanmelden")
    return b.post("/aanmelden", {"email": email, "wachtwoord": wachtwoord, **meer}, kop={"X-Forwarded-For": adres})


def pagina_link(pagina):
    return html.unescape(re.search(r"<li>(otpauth://[^<]*)</li>", pagina).group(1))


def qr_tekst(pagina):
    """What a reader of QR codes makes of the picture; None where there is none (zbar-tools)."""
    if not shutil.which("zbarimg"):
        return None
    pad = re.search(r'<path fill="#000" d="([^"]*)"', pagina).group(1)
    zijde, maat = int(re.search(r'viewBox="0 0 (\d+)', pagina).group(1)), 8
    beeld = [bytearray(b"\xff" * zijde * maat) for _ in range(zijde * maat)]
    for x, y, n in re.findall(r"M(\d+) (\d+)h(\d+)", pad):
        for rij in range(int(y) * maat, (int(y) + 1) * maat):
            beeld[rij][int(x) * maat:(int(x) + int(n)) * maat] = bytes(int(n) * maat)
    with tempfile.NamedTemporaryFile(suffix=".pgm") as f:
        f.write(f"P5 {zijde * maat} {zijde * maat} 255\n".encode() + b"".join(beeld))
        f.flush()
        return subprocess.run(["zbarimg", "--quiet", "--raw", f.name], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60).stdout.decode().strip()


def a_visitor_reads_but_changes_nothing(d):
    d.opdracht("partij", "maak", EIGEN, "--soort", "gemeente", "--cbs", "GM0935")
    v = d.anders()
    for pad in ("/", "/cijfers", "/leveringen", "/v1", "/aanmelden", "/rechten"):
        assert v.vraag("GET", pad).status == 200, pad
    a = v.vraag("GET", "/leveringen/nieuw?soort=opgave")
    assert a.status == 303 and a.naar == "/aanmelden?verder=/leveringen/nieuw%3Fsoort%3Dopgave", (a.status, a.kop)
    assert v.vraag("GET", "/leveringen/nieuw.json").status == 401
    a = v.post("/leveringen/nieuw", {"soort": "opgave", "peildatum": "2025-01-01"}, ("bestand", "x.csv", KOP.encode()))
    assert a.status == 401 and a.kop["www-authenticate"].startswith("Bearer"), a.status
    assert "A. de Vries" not in v.lees("/leveringen.json").tekst


def accounts_of_the_demo_work_only_in_the_demo(d):
    """Their password is known to all."""
    d.opdracht("demo", "--alleen-vullen")
    assert "@demo.example" not in d.opdracht("mens", "lijst")  # nor does a demo put them where others have an account
    link = d.opdracht("mens", "maak", "beheerder@demo.example", "--naam", "Demo", "--partij", EIGEN, "--rol", "lezer").split()[-1]
    b = d.anders()
    b.kies_wachtwoord(link)
    assert probeer(b, "beheerder@demo.example", WACHTWOORD, "192.0.2.201").status == 400
    geheimen.append(link.split("=")[1])
    with tempfile.TemporaryDirectory() as map_:  # in an empty one they are, of every kind of organisation that is asked something
        leeg = ("--db", f"sqlite:{map_}/demo.db")
        subprocess.run([d.programma, "demo", "--alleen-vullen", *leeg], check=True, capture_output=True, timeout=120)
        uit = {x: subprocess.run([d.programma, *x.split(), *leeg], check=True, capture_output=True, text=True, timeout=60).stdout for x in ("mens lijst", "partij lijst")}
    for email, naam, soort in (("thuis", "Parkstad Thuis (verzonnen)", "corporatie"), ("zorg", "Stichting Thuis in Parkstad (verzonnen)", "zorgaanbieder")):
        assert re.search(rf"{email}@demo\.example,invuller,{re.escape(naam)}", uit["mens lijst"]), uit["mens lijst"]
        assert [r for r in uit["partij lijst"].splitlines() if naam in r and soort in r], uit["partij lijst"][:2000]


def a_password_is_chosen_by_a_link_that_works_once(d):
    link = d.opdracht("mens", "maak", "lien@proef.example", "--naam", "Lien de Boer", "--partij", EIGEN, "--rol", "invuller").split()[-1]
    sleutel = link.split("=")[1]
    b = d.anders()
    b.neem_sleutel(f"/nieuw-wachtwoord?sleutel={sleutel}")
    for slecht, woord in (("kort", "minstens 12"), ("a" * 20, "makkelijk te raden"), ("P@ssw0rd2026", "makkelijk te raden"), ("lien-de-boer-2026", "bevat uw naam"), ("Lien de Boer!!", "bevat uw naam"), ("ab", "minstens 12")):
        a = b.post("/nieuw-wachtwoord", {"sleutel": sleutel, "nieuw": slecht, "herhaal": slecht})
        assert a.status == 400 and woord in a.tekst, (slecht, a.status)
        assert f'value="{slecht}"' not in a.tekst
    assert b.post("/nieuw-wachtwoord", {"sleutel": sleutel, "nieuw": WACHTWOORD, "herhaal": "anders dan dat"}).status == 400
    assert b.post("/nieuw-wachtwoord", {"sleutel": sleutel, "nieuw": WACHTWOORD, "herhaal": WACHTWOORD}).status == 303
    assert b.post("/nieuw-wachtwoord", {"sleutel": sleutel, "nieuw": WACHTWOORD, "herhaal": WACHTWOORD}).status == 404
    assert b.vraag("GET", f"/nieuw-wachtwoord?sleutel={sleutel}").status == 404
    b.meld_aan("Lien@Proef.example")  # capitals do not matter
    # A newer link ends the older, a new password ends every session.
    een, twee = (d.opdracht("mens", "link", "lien@proef.example").split()[-1] for _ in "ab")
    ander = d.anders()
    assert ander.vraag("GET", een).status == 404
    assert b.vraag("GET", "/mijn-account").status == 200
    ander.kies_wachtwoord(twee)
    assert b.vraag("GET", "/mijn-account").status == 303
    geheimen.extend([sleutel, een.split("=")[1], twee.split("=")[1]])


def what_was_planted_before_signing_in_is_worth_nothing(d):
    slachtoffer, email = mens(d, "fien")
    aanvaller, aanvaller_email = mens(d, "aart")
    aanvaller.meld_aan(aanvaller_email)
    geplant = aanvaller.kruimels["woonzorg"]
    for waarde in ("0" * 64, geplant):
        b = d.anders()
        b.kruimels.update({k: v for k, v in slachtoffer.kruimels.items() if "voor" in k}, woonzorg=waarde)
        b.sleutel = None
        if waarde == geplant:
            b.neem_sleutel("/mijn-account")
        else:
            b.neem_sleutel("/aanmelden")
        a = b.post("/aanmelden", {"email": email, "wachtwoord": WACHTWOORD})
        assert a.status == 303 and b.kruimels["woonzorg"] != waarde, a.status
        dief = d.anders()
        dief.kruimels["woonzorg"] = waarde
        a = dief.vraag("GET", "/mijn-account")
        assert a.status == 303 and email not in a.tekst, a.status
    b = d.anders()
    b.neem_sleutel("/aanmelden")
    zet = b.post("/aanmelden", {"email": email, "wachtwoord": WACHTWOORD}).zet
    assert all("HttpOnly" in z and "SameSite=Lax" in z and "Path=/" in z for z in zet) and len(zet) == 3, zet
    b = d.anders()
    a = b.vraag("GET", "/aanmelden", kop={"X-Forwarded-Proto": "https"})
    assert a.zet[0].startswith("__Host-woonzorg-voor=") and "; Secure" in a.zet[0], a.zet
    geheimen.append(geplant)


def a_form_of_elsewhere_changes_nothing(d):
    b, email = mens(d, "cees", "coordinator")
    b.meld_aan(email)
    ander, ander_email = mens(d, "cor", "coordinator")
    ander.meld_aan(ander_email)
    pad = f"/organisaties/{d.opdracht('partij', 'lijst').split(',' + 'gemeente,')[0].splitlines()[-1]}"
    voor = d.opdracht("mens", "lijst")
    velden = {"email": "x@proef.example", "naam_mens": "X", "rol_nieuw": "lezer"}
    eigen = b.sleutel
    for sleutel in ("", "0" * 64, ander.sleutel, eigen[:-1], eigen.upper() if eigen.upper() != eigen else "x"):
        a = b.post(pad + "/uitnodigen", {**velden, "formulier_sleutel": sleutel})
        assert a.status == 403 and "niet meer geldig" in a.tekst, (sleutel, a.status)
    for kop in ({"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert b.post(pad + "/uitnodigen", velden, kop=kop).status == 403, kop
    body = f"email=x@proef.example&naam_mens=X&rol_nieuw=lezer&formulier_sleutel={eigen}"
    for soort in ("text/plain", "application/json"):
        assert b.vraag("POST", pad + "/uitnodigen", body, {"Content-Type": soort}).status == 403, soort
    assert b.vraag("GET", pad + "/uitnodigen?" + body).status == 405
    assert d.opdracht("mens", "lijst") == voor
    # Nor is somebody signed in, unseen, to an account of the attacker.
    v = d.anders()
    assert v.post("/aanmelden", {"email": email, "wachtwoord": WACHTWOORD}).status == 403 and not v.kruimels
    # Every form that changes something has the key in it; one that only asks has not, for it would come to stand in an address.
    for p in ("/mijn-account", pad, "/leveringen/nieuw", "/", "/kaart", "/plannen", "/cijfers/inwoners"):
        formulieren = re.findall(r"<form.*?</form>", b.lees(p).tekst, re.S)
        assert formulieren, p
        for form in formulieren:
            assert (f'name="formulier_sleutel" value="{eigen}"' in form) == ('method="post"' in form), (p, form)


def signing_in_leads_nowhere_else(d):
    b, email = mens(d, "ries")
    for verder, naar in (("/cijfers?gebied=PV31", "/cijfers?gebied=PV31"), ("//elders.example/", None), ("https://elders.example/", None), ("/\\elders.example", None),
                         ("/x\r\nSet-Cookie: a=b", None)):  # more of them in tests/toegang/test_geheim.c
        c = d.anders()
        c.neem_sleutel("/aanmelden")
        a = c.post("/aanmelden", {"email": email, "wachtwoord": WACHTWOORD, "verder": verder})
        assert a.status == 303 and a.naar == (naar or "/mijn-account"), (verder, a.kop)
        assert not any("a=b" in z for z in a.zet)
    assert b


def who_guesses_is_slowed_down_and_keeps_nobody_out(d):
    eigenaar, email = mens(d, "guus")
    eigenaar.meld_aan(email)  # this browser is known from now on
    dief = d.anders()
    begin, geprobeerd = time.monotonic(), 0
    for i in range(400):
        a = probeer(dief, email, f"raad-{i}-het-maar", "203.0.113.7")
        assert a.status in (400, 429), a.status
        geprobeerd += a.status == 400
    duur = int(time.monotonic() - begin)  # five are free, then each wait is twice the one before
    assert geprobeerd <= 7 + duur.bit_length(), (geprobeerd, duur)
    assert "te vaak" in a.tekst
    # An attempt that is made to wait tells nothing, even when it is right.
    assert probeer(dief, email, WACHTWOORD, "203.0.113.7").status == 429
    # From many addresses: strangers wait, the owner's browser does not.
    for i in range(22):
        probeer(dief, email, "raad-het-nog-eens", f"198.51.100.{i}")
    assert probeer(d.anders(), email, WACHTWOORD, "192.0.2.99").status == 429
    eigenaar.kruimels.pop("woonzorg")
    eigenaar.sleutel = None
    assert probeer(eigenaar, email, WACHTWOORD, "192.0.2.1").status == 303
    mislukt = wacht("de mislukte pogingen in het spoor", lambda: spoor(d, daad="aanmelden.mislukt"))
    assert all("raad" not in r["na"] for r in mislukt)


def the_time_does_not_tell_which_accounts_there_are(d):
    tijden = {"bekend": [], "onbekend": []}
    for i in range(2):
        _, email = mens(d, f"tijs{i}")
        for soort, wie in (("bekend", email), ("onbekend", f"weg{i}@proef.example")):
            b = d.anders()
            b.neem_sleutel("/aanmelden")
            for _ in range(2):
                t = time.monotonic()
                a = probeer(b, wie, "dit-is-het-niet-hoor", f"192.0.2.{20 + i}")
                tijden[soort].append(time.monotonic() - t)
                assert a.status == 400 and "horen niet bij elkaar" in a.tekst
    een, ander = (statistics.median(t) for t in tijden.values())
    assert 0.4 < een / ander < 2.5, tijden


def a_second_step_asks_a_code_that_counts_once(d):
    b, email = mens(d, "toos")
    b.meld_aan(email)
    pagina = b.lees("/mijn-account").tekst
    geheim = re.search(r'name="geheim" value="([A-Z2-7]{32})"', pagina).group(1)
    assert 'class="wz-qr"' in pagina and "<title>QR-code" in pagina and qr_tekst(pagina) in (None, pagina_link(pagina))
    assert b.post("/mijn-account/tweede-stap", {"geheim": geheim, "code": "000000"}).status == 400
    stap = int(time.time()) // 30
    a = b.post("/mijn-account/tweede-stap", {"geheim": geheim, "code": code(geheim, stap)})
    assert a.status == 200, a.tekst[:1500]
    herstel = [re.sub(r"\s", "", x) for x in re.findall(r"<li>((?:[0-9a-f]{4} ){3}[0-9a-f]{4})</li>", a.tekst)]
    assert len(herstel) == 8, a.tekst
    geheimen.extend(herstel)

    def half():
        c = d.anders()
        c.neem_sleutel("/aanmelden")
        r = c.post("/aanmelden", {"email": email, "wachtwoord": WACHTWOORD})
        assert r.status == 303 and r.naar == "/aanmelden/code", r.kop
        return c

    c = half()
    assert c.vraag("GET", "/mijn-account").status == 303  # half is not in
    halve = c.kruimels["woonzorg"]
    assert c.post("/aanmelden/code", {"code": code(geheim, stap)}).status == 400  # used when it was switched on
    assert c.post("/aanmelden/code", {"code": "12345"}).status == 400
    a = c.post("/aanmelden/code", {"code": code(geheim, stap + 1)})
    assert a.status == 303 and c.kruimels["woonzorg"] != halve, a.tekst[:500]
    assert c.vraag("GET", "/mijn-account").status == 200
    c = half()
    assert c.post("/aanmelden/code", {"code": code(geheim, stap + 1)}).status == 400  # the same code again
    assert c.post("/aanmelden/code", {"code": herstel[0][:8] + "-" + herstel[0][8:]}).status == 303
    c = half()
    assert c.post("/aanmelden/code", {"code": herstel[0]}).status == 400
    assert "nog 7 herstelcodes" in b.lees("/mijn-account").tekst
    for _ in range(8):
        a = c.post("/aanmelden/code", {"code": "111111"})
    assert a.status == 429, a.status  # a code of six digits cannot be guessed either
    assert b.post("/mijn-account/tweede-stap-uit", {"wachtwoord_uit": "dit-is-het-niet"}).status == 400
    assert b.post("/mijn-account/tweede-stap-uit", {"wachtwoord_uit": WACHTWOORD}).status == 303


def sessions_end_when_they_should(d):
    b, email = mens(d, "sjef")
    b.meld_aan(email)
    c = d.anders().meld_aan(email)
    assert "Uw sessies" in b.lees("/mijn-account").tekst
    assert b.post("/mijn-account/sessies", {"sessie": "andere"}).status == 400 and c.vraag("GET", "/mijn-account").status == 200
    assert b.post("/mijn-account/sessies", {"sessie": "andere", "wachtwoord_sessie": "dit-is-het-niet"}).status == 400
    assert c.vraag("GET", "/mijn-account").status == 200  # only who knows the password ends them
    assert b.post("/mijn-account/sessies", {"sessie": "andere", "wachtwoord_sessie": WACHTWOORD}).status == 303
    assert c.vraag("GET", "/mijn-account").status == 303 and b.vraag("GET", "/mijn-account").status == 200
    ander, ander_email = mens(d, "saar")
    ander.meld_aan(ander_email)
    nummer = sql(d, f"SELECT MAX(s.id) FROM sessie s JOIN mens m ON m.id = s.mens_id WHERE m.email = '{email}'")[0][0]
    ander.post("/mijn-account/sessies", {"sessie": nummer, "wachtwoord_sessie": WACHTWOORD})  # not one's own: nothing happens
    assert b.vraag("GET", "/mijn-account").status == 200
    oud = b.kruimels["woonzorg"]
    assert b.post("/afmelden").status == 303 and "woonzorg" not in b.kruimels
    b.kruimels["woonzorg"] = oud
    assert b.vraag("GET", "/mijn-account").status == 303
    for wat, duur in (("gezien", 31 * 60_000), ("einde", 13 * 3600_000)):
        b = d.anders().meld_aan(email)
        sql(d, f"UPDATE sessie SET {wat} = {wat} - {duur} WHERE mens_id = (SELECT id FROM mens WHERE email = '{email}')")
        assert b.vraag("GET", "/mijn-account").status == 303, wat
    b = d.anders().meld_aan(email)
    a = b.post("/mijn-account/wachtwoord", {"huidig": "fout-wachtwoord-x", "nieuw": "heel-ander-woord-77", "herhaal": "heel-ander-woord-77"})
    assert a.status == 400 and "niet uw huidige" in a.tekst
    c = d.anders().meld_aan(email)
    assert b.post("/mijn-account/wachtwoord", {"huidig": WACHTWOORD, "nieuw": "heel-ander-woord-77", "herhaal": "heel-ander-woord-77"}).status == 303
    assert b.vraag("GET", "/mijn-account").status == 200 and c.vraag("GET", "/mijn-account").status == 303
    wie = sql(d, f"SELECT id FROM mens WHERE email = '{email}'")[0][0]
    assert d.post(f"/mensen/{wie}/actief", {"actief": "nee"}).status == 303
    assert b.vraag("GET", "/mijn-account").status == 303
    assert probeer(d.anders(), email, "heel-ander-woord-77", "192.0.2.77").status == 400
    ik = sql(d, f"SELECT id FROM mens WHERE email = '{BEHEERDER}'")[0][0]
    assert d.post(f"/mensen/{ik}/actief", {"actief": "nee"}).status == 409  # the last beheerder stays
    geheimen.extend([oud, "heel-ander-woord-77"])


def a_key_does_for_a_program_what_its_role_does(d):
    def maak(rol):
        s = d.opdracht("sleutel", "maak", EIGEN, "--naam", f"Koppeling {rol}", "--rol", rol).split()
        geheimen.append(s[-1])
        return s[1].strip(";"), {"Authorization": f"Bearer {s[-1]}", "Accept": "application/json"}
    _, lezer = maak("lezer")
    nummer, invuller = maak("invuller")
    v = d.anders()
    bestand = ("bestand", "sleutel.csv", (KOP + "Maastricht;nultreden;2030;31;Sleutelbron;concept\r\n").encode())
    velden = {"soort": "opgave", "peildatum": "2022-01-01", "leveraar": ""}
    assert v.vraag("GET", "/organisaties.json", kop=lezer).status == 200
    assert v.post("/leveringen/nieuw", velden, bestand, lezer).status == 403
    for pad in ("/mijn-account.json", "/mensen.json", "/spoor.json"):
        assert v.vraag("GET", pad, kop=invuller).status == 403, pad
    a = v.post("/leveringen/nieuw", velden, bestand, invuller)
    assert a.status == 303, a.tekst
    wacht("het lezen", lambda: v.vraag("GET", a.naar, kop=invuller).boom["taak"]["status"] == "klaar")
    a = v.post(a.naar.replace(".json", "") + "/invoeren.json", kop=invuller)
    assert a.status == 303, a.tekst
    wacht("het invoeren", lambda: v.vraag("GET", a.naar, kop=invuller).boom["taak"]["status"] == "klaar")
    rij = spoor(d, daad="levering.ingevoerd", wie="sleutel")
    assert rij and rij[-1]["wie_id"] == nummer, rij
    for kop in ("Bearer wz_" + "0" * 64, "Bearer x", "Bearer " + "y" * 4000):
        assert v.vraag("GET", "/organisaties.json", kop={"Authorization": kop}).status == 401, kop
        assert v.vraag("GET", "/cijfers.json", kop={"Authorization": kop}).status == 401
    sql(d, f"UPDATE sleutel SET vervalt = 1 WHERE id = {nummer}")
    assert v.vraag("GET", "/organisaties.json", kop=invuller).status == 401
    sql(d, f"UPDATE sleutel SET vervalt = 9999999999999 WHERE id = {nummer}")
    assert v.vraag("GET", "/organisaties.json", kop=invuller).status == 200
    d.opdracht("sleutel", "intrekken", nummer)
    assert v.vraag("GET", "/organisaties.json", kop=invuller).status == 401


def what_is_not_public_leaves_a_trace_when_it_is_read(d):
    b, email = mens(d, "lotte", "coordinator")
    b.meld_aan(email)
    wie = sql(d, f"SELECT id FROM mens WHERE email = '{email}'")[0][0]
    assert b.vraag("GET", "/spoor.json").status == 200 and d.lees(f"/mensen/{wie}").status == 200 and d.lees("/mensen.csv").status == 200
    assert b.vraag("GET", f"/mensen/{wie}").status == 403  # a refusal is no reading
    wacht("het lezen in het spoor", lambda: [r for r in spoor(d, daad="gelezen", object="mens") if r["object_id"] == str(wie)])
    rijen = spoor(d, daad="gelezen")
    assert any(r["object"] == "spoor" and r["wie_id"] == str(wie) for r in rijen), rijen[-3:]
    assert not any(r["object"] == "mens" and r["wie_id"] == str(wie) for r in rijen)
    assert any(r["object"] == "mens" and r["object_id"] == "0" and "/mensen" in r["na"] for r in rijen)
    voor = len(spoor(d, daad="database.gekopieerd"))
    with tempfile.TemporaryDirectory() as map_:
        d.opdracht("db", "backup", "--uit", os.path.join(map_, "kopie.db"))
    assert len(spoor(d, daad="database.gekopieerd")) == voor + 1


def counters_are_for_the_beheerder_and_for_a_program_with_its_key(d):
    v = d.anders()
    assert v.vraag("GET", "/metrieken").status == 401 and d.lees("/metrieken").tekst.startswith("#")
    with tempfile.TemporaryDirectory() as map_:
        for naam, inhoud in (("meten", "sleutel-van-de-bewaking\n"), ("lijst", "vrolijke-vlinder-77\nA94A8FE5CCB19BA61C4C0873D391E987982FBBD3:9\n24EC1F6F4D8B1E0AAD5D9B9F1A56A2AD4A0A1C7E\n")):
            with open(os.path.join(map_, naam), "w", encoding="utf-8") as f:
                f.write(inhoud)
        som = hashlib.sha1(b"losse woorden die lekten").hexdigest().upper()
        with open(os.path.join(map_, "lijst"), "a", encoding="utf-8") as f:
            f.write(f"{som}:12\n")
        d.stop()
        d.opties = ("--metrieken-sleutel", os.path.join(map_, "meten"), "--wachtwoordenlijst", os.path.join(map_, "lijst"))
        d.start()
    goed = {"Authorization": "Bearer sleutel-van-de-bewaking"}
    assert v.vraag("GET", "/metrieken", kop=goed).status == 200
    for pad in ("/mensen.json", "/spoor.json", "/organisaties.json"):
        assert v.vraag("GET", pad, kop=goed).status == 401, pad
    assert v.vraag("GET", "/metrieken", kop={"Authorization": "Bearer sleutel-van-de-bewakinG"}).status == 401
    assert v.vraag("GET", "/metrieken").status == 401
    geheimen.append("sleutel-van-de-bewaking")
    # And no password that leaked.
    link = d.opdracht("mens", "maak", "lek@proef.example", "--naam", "Lek", "--partij", EIGEN, "--rol", "lezer").split()[-1]
    b = d.anders()
    b.neem_sleutel(link[link.index("/nieuw-wachtwoord"):])
    for woord in ("vrolijke-vlinder-77", "Vrolijke-Vlinder-77", "losse woorden die lekten"):
        a = b.post("/nieuw-wachtwoord", {"sleutel": link.split("=")[1], "nieuw": woord, "herhaal": woord})
        assert a.status == 400 and "uitgelekt" in a.tekst, (woord, a.status)
    b.kies_wachtwoord(link)
    geheimen.append(link.split("=")[1])
    d.opties = ()  # the files are gone


def no_secret_is_left_behind(d):
    geheimen.extend(list(d.ik.kruimels.values()) + [d.ik.sleutel, d.link.split("=")[1], WACHTWOORD])
    assert len(geheimen) > 20
    if d.url.startswith("sqlite:"):
        sql(d, "PRAGMA wal_checkpoint(TRUNCATE)")
        with open(d.url[len("sqlite:"):], "rb") as f:
            alles = f.read()
    else:
        tabellen = [r[0] for r in sql(d, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        assert "sessie" in tabellen
        alles = "\n".join(str(sql(d, f"SELECT t::text FROM {t} t")) for t in tabellen).encode()
    assert b"argon2id" in alles
    log = b""
    for f in d.logboeken:
        f.seek(0)
        log += f.read()
    assert b"/aanmelden" in log
    for g in geheimen:
        assert g.encode() not in alles, f"in de database: {g[:6]}…"
        assert g.encode() not in log, f"in het logboek: {g[:6]}…"


def whoever_reaches_the_database_cannot_rewrite_the_trail_unseen(d):
    uit = d.opdracht("spoor", "controleer")
    som = uit.split()[-1]
    assert "het spoor is heel" in uit and "het spoor is heel" in d.opdracht("spoor", "controleer", "--som", som)

    def stuk(*meer):
        r = subprocess.run([d.programma, "spoor", "controleer", "--db", d.url, *meer], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        assert r.returncode == 1, (r.returncode, r.stdout)
        return r.stderr.decode()

    d.stop()  # the program adds nothing meanwhile
    assert "vervangen of ingekort" in stuk("--som", "0" * 64)
    sql(d, "UPDATE spoor_inhoud SET na = '{}' WHERE spoor_id = 3")
    assert "Rij 3:" in stuk()
    d.start()


draai(
    a_visitor_reads_but_changes_nothing,
    accounts_of_the_demo_work_only_in_the_demo,
    a_password_is_chosen_by_a_link_that_works_once,
    what_was_planted_before_signing_in_is_worth_nothing,
    a_form_of_elsewhere_changes_nothing,
    signing_in_leads_nowhere_else,
    who_guesses_is_slowed_down_and_keeps_nobody_out,
    the_time_does_not_tell_which_accounts_there_are,
    a_second_step_asks_a_code_that_counts_once,
    sessions_end_when_they_should,
    a_key_does_for_a_program_what_its_role_does,
    what_is_not_public_leaves_a_trace_when_it_is_read,
    counters_are_for_the_beheerder_and_for_a_program_with_its_key,
    no_secret_is_left_behind,
    whoever_reaches_the_database_cannot_rewrite_the_trail_unseen,
)
