#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Every role at every address, with objects of its own, of a neighbour, of a stranger and that are not there: each answer is what the matrix says.

The matrix is asked of the program (woonzorg rechten), and held beside the one in docs/methoden/toegang.md that people agreed on: take a
permission out of the code, or put one in, and this fails.
"""

import csv
import io
import json
import os
import re
import subprocess

from dienst import WORTEL, draai, vandaag, wacht

ROLLEN = ("publiek", "lezer", "invuller", "coordinator", "beheerder", "toezichthouder", "redacteur")
# Maastricht is the own organisation; Vaals lies in another woondealregio than Venlo, and Limburg reaches over all of them.
EIGEN, BUUR, VREEMD, BUITEN = "Gemeente Maastricht", "Gemeente Meerssen", "Gemeente Venlo", "Gemeente Utrecht"
PARTIJEN = ((EIGEN, "gemeente", "GM0935"), (BUUR, "gemeente", "GM0938"), (VREEMD, "gemeente", "GM0983"), (BUITEN, "gemeente", "GM0344"),
            ("Provincie Limburg", "provincie", "PV31"))
THUIS = {"toezichthouder": "Provincie Limburg", "redacteur": "Provincie Limburg", "beheerder": "Provincie Limburg"}
KOP = "gemeente;woningtype;jaar;aantal;bron;status\r\n"
EIND = ("wacht", "bezig")


def tabel(d, *opties):
    return list(csv.DictReader(io.StringIO(d.opdracht_los("rechten", *opties))))


def maak(d):
    """The organisations, a mens a role, a levering of each organisation, a taak of each."""
    d.opdracht_los = lambda *x: subprocess.run([d.programma, *x], check=True, stdout=subprocess.PIPE, timeout=60).stdout.decode()
    d.partij, d.mens, d.levering, d.taak = {}, {"publiek": d.anders()}, {}, {}
    for naam, soort, cbs in PARTIJEN:
        d.partij[naam] = int(d.opdracht("partij", "maak", naam, "--soort", soort, "--cbs", cbs, "--van", "2024-01-01").split()[1])
    for i, rol in enumerate(ROLLEN[1:]):
        link = d.opdracht("mens", "maak", f"{rol}@proef.example", "--naam", f"Mens {i}", "--partij", THUIS.get(rol, EIGEN), "--rol", rol).split()[-1]
        d.mens[rol] = d.anders()
        d.mens[rol].kies_wachtwoord(link)
        d.mens[rol].meld_aan(f"{rol}@proef.example")
    for i, naam in enumerate(d.partij):
        d.taak[naam] = lever(d, d.ik, naam, i)
        a = d.post(d.taak[naam] + "/invoeren")
        assert a.status == 303, a.tekst[:500]
        d.levering[naam] = wacht("de levering", lambda: (t := d.lees(a.naar + ".json").boom["taak"])["status"] not in EIND and t)["resultaat"]["levering"]
    d.zelf = lever(d, d.ik, None, 90)  # of the installation itself
    d.afspraak = {naam: leg_vast(d, naam) for naam in d.partij}
    d.kennis = {naam: kennis(d, naam) for naam in (*d.partij, None)}
    d.opdracht("vragenlijst", "importeer", os.path.join(WORTEL, "voorbeelden", "vragenlijsten", "gemeenten.md"))
    d.opdracht("ronde", "maak", "--vragenlijst", "woonzorgvisies-gemeenten", "--peildatum", "2025-01-01", "--doelgroep", d.bestand("doel.csv", f"partij\n{EIGEN}\n"), "--code", "proef")
    d.opdracht("ronde", "open", "--ronde", "proef")


def leg_vast(d, naam):
    """An afspraak that an organisation keeps, with a promise of its own; its number."""
    a = d.post("/regie/afspraken/nieuw", {"partij": d.partij[naam], "soort": "overig", "titel": f"Afspraak van {naam}", "gebied": "PV31", "bron": "verzonnen", "boek": ""})
    assert a.status == 303, a.tekst[:1500]
    b = d.post(a.naar.split("?")[0] + "/beloften/nieuw", {"wat": "daad", "toezegging": "Iets doen", "partijen": d.partij[naam], "belofte_gebied": "PV31", "uiterlijk": "2027-01-01"})
    assert b.status == 303, b.tekst[:1500]
    return int(a.naar.split("?")[0].split("/")[-1])


def kennis(d, partij):
    """A concept in the kennisbank of an organisation, or of the installation itself; its number."""
    a = d.post("/kennisbank/nieuw", {"soort": "voorbeeld", "titel": f"Van {partij}", "samenvatting": "Proef", "thema.dementie": "ja", "bron": "Proef",
                                     **({"namens": d.partij[partij]} if partij else {})})
    assert a.status == 303, a.tekst[:1500]
    return int(re.search(r"/kennisbank/(\d+)", a.naar).group(1))


def lever(d, wie, partij, i, **meer):
    """Of an organisation figures of its own gemeente: of others it may not tell."""
    gebied = next((cbs for naam, _, cbs in PARTIJEN if naam == partij), "GM0917")
    velden = {"soort": "opgave", "peildatum": "2025-01-01", "leveraar": f"Leveraar {i}", **meer}
    if partij:
        velden["namens"] = d.partij[partij]
    a = wie.post("/leveringen/nieuw", velden, ("bestand", f"{i}.csv", (KOP + f"{gebied};nultreden;2030;{100 + i};Bron {i};concept\r\n").encode()))
    assert a.status == 303, a.tekst[:1500]
    wacht("het lezen", lambda: d.lees(a.naar + ".json").boom["taak"]["status"] not in EIND)
    return a.naar


def the_matrix_is_the_one_that_was_agreed_on(d):
    maak(d)
    with open(os.path.join(WORTEL, "docs", "methoden", "toegang.md"), encoding="utf-8") as f:
        regels = [[c.strip() for c in r.strip().strip("|").split("|")] for r in f if r.startswith("|")]
    kop = next(r for r in regels if r[0] == "recht")
    afgesproken = {r[0]: dict(zip(kop[1:], r[1:])) for r in regels if len(r) == len(kop) and r[0] not in ("recht",) and not r[0].startswith("-")}
    echt = {r["recht"]: {rol: r[rol] for rol in ROLLEN} for r in tabel(d)}
    assert echt == afgesproken, {k: (echt.get(k), afgesproken.get(k)) for k in {*echt, *afgesproken} if echt.get(k) != afgesproken.get(k)}
    pagina = json.loads(d.lees("/rechten.json").bytes)["tabellen"]["matrix"]["rijen"]
    assert {r["recht"]: {rol: r[rol] for rol in ROLLEN} for r in pagina} == afgesproken


def bereikt(bereik, rol, naam):
    """Does this scope, for this role's organisation, reach the objects of that one?"""
    thuis = THUIS.get(rol, EIGEN)
    if bereik == "alles":
        return True
    if naam is None or bereik in ("–", "gepubliceerd"):
        return False
    if naam == thuis:
        return True
    if bereik == "werkgebied":
        return thuis != EIGEN and naam != BUITEN or (naam == "Provincie Limburg")
    if bereik == "regio":  # the woondealregio of Zuid-Limburg has Maastricht and Meerssen; a province works everywhere in it
        return naam in (EIGEN, BUUR, "Provincie Limburg") or thuis != EIGEN and naam != BUITEN
    return False


def paden(d, pad, naam):
    """The address with the object of an organisation (None: of the installation itself; False: one that is not there)."""
    if "{sleutel}" in pad:
        adres = "/taken/" + "0" * 32 if naam is False else d.zelf if naam is None else d.taak[naam]
        return pad.replace("/taken/{sleutel}", adres)
    if pad.startswith("/leveringen/{id}"):
        return pad.replace("{id}", str(99999999 if naam is False else 1 if naam is None else d.levering[naam]))
    if pad.startswith("/kennisbank/{id}"):
        return pad.replace("{id}", str(99999999 if naam is False else d.kennis[naam]))
    if pad.startswith("/organisaties/{id}"):
        return None if naam is None else pad.replace("{id}", str(99999999 if naam is False else d.partij[naam]))
    if pad.startswith("/rondes/{code}"):  # a ronde is the installation's own
        partij = d.partij[EIGEN] if naam is None else 99999999
        return pad.replace("{code}", "proef" if naam is None else "bestaatniet").replace("{partij}", str(partij)).replace("{deel}", "1").replace("{som}", "0") \
            if naam is False or naam is None and not pad.endswith(("/bewijs", "/bestand/{som}")) else None
    if pad.startswith("/post/{id}"):  # of the installation itself
        return pad.replace("{id}", "99999999") if naam is False else None
    if pad.startswith("/regie/afspraken/{id}"):  # who confirms is another matter: only the promising organisation itself (below)
        return None if naam is None or pad.endswith("/bevestig") else pad.replace("{id}", str(99999999 if naam is False else d.afspraak[naam])).replace("{nummer}", "1")
    if pad.startswith("/mensen/{id}"):
        return pad.replace("{id}", "99999999" if naam is False else "1")
    return None


def every_role_at_every_address_gets_what_the_matrix_says(d):
    """First without an object, as far as the guard goes. A form without its key is refused (403) after the guard, so nothing happens."""
    tel = 0
    for r in tabel(d, "--adressen"):
        pad = re.sub(r"\{[^}]*\}", "x", r["pad"])
        for rol in ROLLEN:
            a = d.mens[rol].vraag(r["methode"], pad + ".json" if pad != "/" else "/overzicht.json", b"" if r["methode"] == "POST" else None)
            tel += 1
            mag = r[rol] != "–"
            if mag and "{sleutel}" in r["pad"] and r["recht"] == "invullen":
                assert a.status == 404, f"{rol} {r['methode']} {pad}: {a.status} {a.tekst[:200]}"  # no such link
            elif mag and r["methode"] == "POST":
                assert a.status == 403 and "formulier" in a.tekst, f"{rol} POST {pad}: {a.status} {a.tekst[:200]}"
            elif mag:
                assert a.status not in (401, 403), f"{rol} {pad}: {a.status} {a.tekst[:200]}"
            else:
                assert a.status == (401 if rol == "publiek" else 403), f"{rol} {r['methode']} {pad}: {a.status} {a.tekst[:200]}"
    print(f"# {tel} vragen")
    assert tel > 400, tel


def objects_of_others_are_out_of_reach_and_absent_ones_are_absent(d):
    tel, gezien = 0, set()
    for r in tabel(d, "--adressen"):
        open_ = r["recht"] in ("publiek", "aanmelden", "eigen", "invullen")
        # What a form does is tried below; here it is sent well, but with fields that no one could mean.
        for naam in (EIGEN, BUUR, VREEMD, BUITEN, None, False):
            pad = paden(d, r["pad"], naam)
            if pad is None or open_ or pad.endswith(("/invoeren", "/stop", "/mensen/1/link", "/mensen/1/actief")):
                continue
            for rol in ROLLEN:
                if r[rol] == "–":
                    continue
                wie = d.mens[rol]
                a = wie.vraag("GET", pad + ".json") if r["methode"] == "GET" else wie.post(pad + ".json", {"naam": "", "soort": "?", "reden": "x"})
                tel += 1
                verwacht = bereikt(r[rol], rol, naam) or pad.startswith("/mensen/")
                gezien.add((r["pad"], rol, verwacht))
                if naam is False:
                    assert a.status == 404, f"{rol} {r['methode']} {pad}: {a.status} {a.tekst[:200]}"
                elif not verwacht:
                    assert a.status == 403, f"{rol} {r['methode']} {pad} van {naam}: {a.status} {a.tekst[:200]}"
                else:
                    assert a.status in (200, 303, 400, 404, 409), f"{rol} {r['methode']} {pad} van {naam}: {a.status} {a.tekst[:200]}"
                    assert a.status != 404 or r["methode"] == "POST", f"{rol} {pad}: {a.tekst[:200]}"
    print(f"# {tel} vragen")
    assert tel > 150 and ("/leveringen/{id}/intrekken", "coordinator", False) in gezien and ("/organisaties/{id}", "lezer", True) in gezien
    assert ("/kennisbank/{id}/wijzigen", "invuller", False) in gezien and ("/kennisbank/{id}/stand", "redacteur", True) in gezien


def a_levering_is_withdrawn_by_its_own_coordinator_alone(d):
    def stand(naam):
        return d.lees(f"/leveringen/{d.levering[naam]}.json").boom["levering"]["status"]
    for naam in (BUUR, VREEMD, BUITEN):
        d.levering[naam] = nieuw(d, naam)
    d.levering[EIGEN] = nieuw(d, EIGEN)
    for rol, naam, mag in (("lezer", EIGEN, False), ("invuller", EIGEN, False), ("coordinator", BUUR, False), ("toezichthouder", EIGEN, False),
                           ("coordinator", EIGEN, True), ("redacteur", BUITEN, False), ("redacteur", VREEMD, True), ("beheerder", BUITEN, True)):
        a = d.mens[rol].post(f"/leveringen/{d.levering[naam]}/intrekken", {"reden": "proef"})
        assert a.status == (303 if mag else 403), f"{rol} {naam}: {a.status}"
        assert stand(naam) == ("ingetrokken" if mag else "actief"), f"{rol} {naam}"


def nieuw(d, naam):
    nieuw.teller = getattr(nieuw, "teller", 200) + 1
    adres = d.post(lever(d, d.ik, naam, nieuw.teller) + "/invoeren").naar
    return wacht("de levering", lambda: (t := d.lees(adres + ".json").boom["taak"])["status"] not in EIND and t)["resultaat"]["levering"]


def nobody_supersedes_a_neighbour_by_using_its_name(d):
    """Two organisations with the same words for who delivered: the second is refused, and the first still counts."""
    mijn = nieuw(d, BUUR)
    naam = d.lees(f"/leveringen/{mijn}.json").boom["levering"]["leveraar"]
    ine = d.mens["invuller"]
    a = ine.post("/leveringen/nieuw", {"soort": "opgave", "peildatum": "2025-01-01", "leveraar": naam},
                 ("bestand", "x.csv", (KOP + "Maastricht;nultreden;2030;7777;Bron;concept\r\n").encode()))
    assert a.status == 303, a.tekst[:500]
    adres = a.naar
    t = wacht("het lezen", lambda: (t := ine.lees(adres + ".json").boom["taak"])["status"] not in EIND and t)
    assert t["status"] == "mislukt" and "van een andere organisatie" in t["bericht"], t
    assert d.lees(f"/leveringen/{mijn}.json").boom["levering"]["status"] == "actief"


def a_form_that_names_another_organisation_is_refused(d):
    bestand = ("bestand", "y.csv", (KOP + "Maastricht;nultreden;2030;5;Bron;concept\r\n").encode())
    for namens in (d.partij[BUUR], 99999999, "x", -1):
        a = d.mens["invuller"].post("/leveringen/nieuw", {"soort": "opgave", "peildatum": "2025-01-01", "leveraar": "", "namens": namens}, bestand)
        assert a.status == 400 and "Kies voor welke organisatie" in a.tekst, f"{namens}: {a.status}"
    a = d.mens["invuller"].post("/leveringen/nieuw", {"soort": "partijen", "peildatum": "2025-01-01", "leveraar": ""},
                                ("bestand", "p.csv", b"soort;naam\r\nrijk;Nieuw Rijk\r\n"))
    assert a.status == 400 and "met uw rol niet" in a.tekst, a.status
    assert "Nieuw Rijk" not in d.opdracht("partij", "lijst")


def only_the_organisation_itself_confirms_what_it_promises(d):
    for naam in d.partij:
        nummer = leg_vast(d, naam)
        pad = f"/regie/afspraken/{nummer}/beloften/1"
        for rol in ROLLEN:
            tekst = d.mens[rol].lees(pad).tekst
            m = re.search(r'name="versie" value="(\d+)"', tekst)
            mag = rol in ("invuller", "coordinator") and naam == EIGEN or rol in ("beheerder", "redacteur") and naam == "Provincie Limburg"
            assert bool(m) == mag, (rol, naam)  # the form stands there for no one else
            a = d.mens[rol].post(pad + "/bevestig", {"namens": d.partij[naam], "oordeel": "bevestigd", "versie": m.group(1) if m else "1"})
            assert a.status == (303 if mag else 401 if rol == "publiek" else 403), f"{rol} {naam}: {a.status} {a.tekst[:300]}"


def a_coordinator_cannot_reach_beyond_the_own_people(d):
    co, eigen = d.mens["coordinator"], d.partij[EIGEN]
    rijen = {r["email"]: int(r["mens"]) for r in csv.DictReader(io.StringIO(d.opdracht("mens", "lijst")))}
    a = co.post(f"/organisaties/{eigen}/uitnodigen", {"email": "kees@proef.example", "naam_mens": "Kees", "rol_nieuw": "beheerder"})
    assert a.status == 403, a.status
    a = co.post(f"/organisaties/{eigen}/uitnodigen", {"email": "kees@proef.example", "naam_mens": "Kees <b>", "rol_nieuw": "invuller"})
    assert a.status == 200 and "nieuw-wachtwoord?sleutel=" in a.tekst and "Kees &lt;b&gt;" in a.tekst, a.status
    kees = d.anders()
    kees.kies_wachtwoord(re.search(r"/nieuw-wachtwoord\?sleutel=[0-9a-f]{64}", a.tekst).group(0))
    kees.meld_aan("kees@proef.example")
    assert kees.vraag("GET", "/leveringen/nieuw").status == 200
    # Somebody of elsewhere may be given a role here, but no link that would take the account over.
    a = co.post(f"/organisaties/{eigen}/uitnodigen", {"email": "beheerder@proef.example", "naam_mens": "x", "rol_nieuw": "lezer"})
    assert a.status == 303 and "sleutel" not in a.tekst, a.status
    a = co.post(f"/organisaties/{eigen}/link", {"mens_link": rijen["beheerder@proef.example"]})
    assert a.status == 403, a.status
    a = co.post(f"/organisaties/{eigen}/link", {"mens_link": rijen["redacteur@proef.example"]})
    assert a.status == 404, a.status
    a = co.post(f"/organisaties/{eigen}/rol", {"mens": rijen["lezer@proef.example"], "rol": "beheerder"})
    assert a.status == 403, a.status
    a = co.post(f"/organisaties/{d.partij[BUUR]}/uitnodigen", {"email": "z@proef.example", "naam_mens": "Z", "rol_nieuw": "lezer"})
    assert a.status == 403, a.status
    # A key of another organisation is not this one's to withdraw.
    sleutel = d.post(f"/organisaties/{d.partij[BUUR]}/sleutels", {"sleutel_naam": "p", "sleutel_rol": "lezer"})
    assert sleutel.status == 200
    nummer = max(int(r["object_id"]) for r in csv.DictReader(io.StringIO(d.opdracht("spoor", "lijst", "--object", "sleutel"))))
    assert co.post(f"/organisaties/{eigen}/sleutels/intrekken", {"sleutel": nummer}).status == 404


def what_regie_keeps_is_of_who_steers_it_or_speaks_for_it(d):
    """Each act on an opgave, a publication, a signal and a woonzorgvisie: as every role, at an object of its own, of others, and that is not there."""
    ver = int(d.opdracht("partij", "maak", "Provincie Utrecht", "--soort", "provincie", "--cbs", "PV26", "--van", "2024-01-01").split()[1])
    d.mens["ver"] = d.anders()
    d.mens["ver"].kies_wachtwoord(d.opdracht("mens", "maak", "ver@proef.example", "--naam", "Ver", "--partij", "Provincie Utrecht", "--rol", "redacteur").split()[-1])
    d.mens["ver"].meld_aan("ver@proef.example")
    rollen, tel = (*ROLLEN, "ver"), 0

    def concept():
        a = d.mens["redacteur"].post("/regie/opgaven/nieuw", {"titel": "Proef", "gebied": "VD05", "jaar": "2030", "methode": "x", "herkomst": "verzonnen", "definitieset": "bzk-2023"},
                                     ("bestand", "o.csv", b"gebied;woningtype;aantal\r\nMaastricht;nultreden;10\r\nMeerssen;nultreden;10\r\n"))
        assert a.status == 303, a.tekst[:1500]
        return a.naar.split("?")[0]

    def held(pad, mag, velden=None):
        """GET without fields, else POST: who may is not refused for who he is, who may not is, and what is not there is not there."""
        nonlocal tel
        for rol in rollen:
            a = d.mens[rol].vraag("GET", pad + ".json") if velden is None else d.mens[rol].post(pad + ".json", velden)
            if rol == "publiek":
                assert a.status in ((200,) if "publiek" in mag else (401, 403)), f"publiek {pad}: {a.status}"
            elif rol in mag:
                assert a.status not in (401, 403, 404), f"{rol} {pad} {velden}: {a.status} {a.tekst[:200]}"
            else:
                assert a.status == 403, f"{rol} {pad} {velden}: {a.status} {a.tekst[:200]}"
            tel += 1

    stuurt = ("beheerder", "redacteur")
    ziet = ("lezer", "invuller", "coordinator", "beheerder", "toezichthouder", "redacteur", "ver")
    opgave = concept()
    held(opgave, stuurt)  # a concept is of who steers it
    daden = (("/consultatie", {"van": "x"}), ("/antwoord", {"zienswijze": "0"}), ("/verschuif", {"reden": ""}), ("/vaststellen", {"besluit_bij": ""}), ("/vervallen", {"verval_reden": ""}))
    for daad, velden in daden:
        held(opgave + daad, stuurt, velden)
        for rol in ("beheerder", "redacteur", "ver"):
            assert d.mens[rol].post("/regie/opgaven/99999999" + daad + ".json", velden).status == 404, daad
    a = d.mens["redacteur"].post(opgave + "/consultatie", {"van": vandaag().isoformat(), "tot": "2090-01-01", "soorten": "gemeente"})
    assert a.status == 303, a.tekst[:1500]
    held(opgave, ziet)
    assert d.mens["lezer"].vraag("GET", "/regie/opgaven/99999999.json").status == 404
    for daad in ("/oordeel", "/zienswijze", "/toets"):  # who may deliver for a partij to which it was published; the beheerder was given a role there
        held(opgave + daad, ("invuller", "coordinator", "beheerder"), {"namens": d.partij[EIGEN]})
        held(opgave + daad, (), {"namens": d.partij[BUUR]})  # even who may deliver for it does not belong to it
        held(opgave + daad, (), {"namens": ver})
        assert d.mens["invuller"].post("/regie/opgaven/99999999" + daad + ".json", {"namens": d.partij[EIGEN]}).status == 404
    stuk = next(c["adres"] for r in d.mens["redacteur"].lees("/regie/kennisname.json").boom["tabellen"]["alle"]["rijen"] for c in r["cellen"][:1])
    held(stuk, ziet)
    held(stuk + "/gezien", (), {"namens": d.partij[BUUR]})
    held(stuk + "/gezien", ("invuller", "coordinator", "beheerder"), {"namens": d.partij[EIGEN]})
    held(stuk + "/herinner", stuurt, {"partij": "0"})
    held(stuk + "/mail", stuurt, {"x": ""})
    for daad in ("/gezien", "/herinner", "/mail"):
        assert d.mens["redacteur"].post(f"/regie/kennisname/99999999{daad}.json", {"namens": d.partij[EIGEN]}).status == 404, daad
    d.opdracht("signaal", "controleer")
    uit = {r["partij"]: r["id"] for r in csv.DictReader(io.StringIO(d.opdracht("signaal", "lijst"))) if r["regel"] == "visie-onbekend"}
    for naam, lezers, doeners in ((EIGEN, [r for r in ziet if r != "ver"], ("invuller", "coordinator", "beheerder", "redacteur")),
                                  (BUITEN, ["beheerder", "ver"], ("beheerder", "ver"))):
        held(f"/regie/signalen/{uit[naam]}", lezers)
        held(f"/regie/signalen/{uit[naam]}", doeners, {"daad": "?"})
    for rol in ("lezer", "beheerder"):
        assert d.mens[rol].vraag("GET", "/regie/signalen/99999999.json").status == 404
    for gebied, doeners in (("GM0935", ("invuller", "coordinator", "beheerder", "redacteur")), ("GM0938", ("beheerder", "redacteur")), ("GM0344", ("beheerder", "ver"))):
        for daad in ("", "/invullen", "/document", "/tegenspraak"):
            held(f"/regie/woonzorgvisies/{gebied}{daad}", doeners, {"deel": "groepen"})
        held(f"/regie/woonzorgvisies/{gebied}/tegenspraak", ("publiek", *rollen))
    assert d.mens["invuller"].post("/regie/woonzorgvisies/GM9999/tegenspraak.json", {"reden": "x"}).status == 404
    held("/regie/overname", ("beheerder", "redacteur", "ver"))
    held("/regie/overname/proef", ("beheerder", "redacteur", "ver"))
    assert d.mens["redacteur"].vraag("GET", "/regie/overname/bestaatniet.json").status == 404
    print(f"# {tel} vragen")


def the_trail_is_read_within_its_scope(d):
    def namens(wie, vraag=""):
        return {r["object"] for r in wie.lees("/spoor.json" + vraag).boom["tabellen"]["spoor"]["rijen"]}
    co = d.mens["coordinator"]
    assert namens(co)
    assert co.vraag("GET", f"/spoor.json?organisatie={d.partij[BUUR]}").status == 403
    assert d.mens["toezichthouder"].vraag("GET", f"/spoor.json?organisatie={d.partij[BUUR]}").status == 200
    assert d.mens["toezichthouder"].vraag("GET", f"/spoor.json?organisatie={d.partij[BUITEN]}").status == 403
    assert d.mens["lezer"].vraag("GET", "/spoor.json").status == 403
    wat = wacht("de weigering in het spoor", lambda: [r for r in csv.DictReader(io.StringIO(d.opdracht("spoor", "lijst", "--object", "adres")))
                                                      if r["daad"] == "toegang.geweigerd" and "/spoor" in r["na"]])
    assert wat and all(r["wie"] == "mens" or r["wie"] == "bezoeker" for r in wat)


def what_two_merged_organisations_did_stays_and_acts_as_one(d):
    oud = d.levering[BUUR] = nieuw(d, BUUR)
    co = d.mens["coordinator"]
    assert co.vraag("GET", f"/leveringen/{oud}/intrekken.json").status == 403
    d.opdracht("partij", "samenvoegen", BUUR, EIGEN)
    er = d.lees(f"/leveringen/{oud}.json").boom["levering"]
    assert er["partij"] == d.partij[BUUR] and er["status"] == "actief"  # its own history stays its own
    assert co.vraag("GET", f"/leveringen/{oud}/intrekken.json").status == 200  # and is now theirs to mend
    assert "het spoor is heel" in d.opdracht("spoor", "controleer")


draai(
    the_matrix_is_the_one_that_was_agreed_on,
    every_role_at_every_address_gets_what_the_matrix_says,
    objects_of_others_are_out_of_reach_and_absent_ones_are_absent,
    a_levering_is_withdrawn_by_its_own_coordinator_alone,
    nobody_supersedes_a_neighbour_by_using_its_name,
    a_form_that_names_another_organisation_is_refused,
    only_the_organisation_itself_confirms_what_it_promises,
    a_coordinator_cannot_reach_beyond_the_own_people,
    what_regie_keeps_is_of_who_steers_it_or_speaks_for_it,
    the_trail_is_read_within_its_scope,
    what_two_merged_organisations_did_stays_and_acts_as_one,
)
