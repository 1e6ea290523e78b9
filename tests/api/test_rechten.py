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

from dienst import WORTEL, draai, wacht

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
    d.kennis = {naam: kennis(d, naam) for naam in (*d.partij, None)}
    doel = os.path.join(os.path.dirname(d.url.removeprefix("sqlite:")) if d.url.startswith("sqlite:") else "/tmp", f"doel-{os.getpid()}.csv")
    with open(doel, "w", encoding="utf-8") as f:
        f.write(f"partij\n{EIGEN}\n")
    d.opdracht("vragenlijst", "importeer", os.path.join(WORTEL, "voorbeelden", "vragenlijsten", "gemeenten.md"))
    d.opdracht("ronde", "maak", "--vragenlijst", "woonzorgvisies-gemeenten", "--peildatum", "2025-01-01", "--doelgroep", doel, "--code", "proef")
    d.opdracht("ronde", "open", "--ronde", "proef")
    os.remove(doel)


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
    a_coordinator_cannot_reach_beyond_the_own_people,
    the_trail_is_read_within_its_scope,
    what_two_merged_organisations_did_stays_and_acts_as_one,
)
