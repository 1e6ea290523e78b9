#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Regie: woonzorgvisies as they were said to be, and an opgave from concept to figures, with who saw it, who objected and what moved.

Made-up organisations and numbers; the totals of the woonzorgvisies of 2023 are those that the inventory prints.
"""

import csv
import datetime
import os
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

from dienst import draai, vandaag, wacht

WORTEL = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VISIES = os.path.join(WORTEL, "voorbeelden", "demo", "woonzorgvisies-limburg.csv")
# Maastricht-Heuvelland; the three that matter have somebody, Eijsden-Margraten has not.
GEMEENTEN = (("Gemeente Maastricht", "GM0935"), ("Gemeente Meerssen", "GM0938"), ("Gemeente Vaals", "GM0981"), ("Gemeente Eijsden-Margraten", "GM1903"))
CONCEPT = ("gebied;woningtype;aantal;bron\nVD05;zorggeschikt;300;verzonnen doel\nVD05;geclusterd;400;verzonnen doel\nVD05;nultreden;1000;verzonnen doel\n"
           "Maastricht;zorggeschikt;170;\nMeerssen;zorggeschikt;60;\nVaals;zorggeschikt;40;\nGM1903;zorggeschikt;30;\n"
           "Maastricht;geclusterd;400;\nMaastricht;nultreden;1000;\n")


def maak(d):
    d.partij, d.mens = {}, {}
    for naam, cbs in (*GEMEENTEN, ("Provincie Limburg", "PV31")):
        soort = "provincie" if cbs == "PV31" else "gemeente"
        d.partij[cbs] = int(d.opdracht("partij", "maak", naam, "--soort", soort, "--cbs", cbs, "--van", "2024-01-01").split()[1])
    d.partij["corporatie"] = int(d.opdracht("partij", "maak", "Woonproef", "--soort", "corporatie", "--van", "2024-01-01").split()[1])
    d.opdracht("partij", "werkgebied", "Woonproef", "GM0935,GM0981", "--van", "2024-01-01")
    for wie, partij, rol in (("redacteur", "Provincie Limburg", "redacteur"), ("maastricht", "Gemeente Maastricht", "coordinator"),
                             ("meerssen", "Gemeente Meerssen", "invuller"), ("vaals", "Gemeente Vaals", "invuller"),
                             ("woonproef", "Woonproef", "invuller"), ("lezer", "Gemeente Maastricht", "lezer")):
        link = d.opdracht("mens", "maak", f"{wie}@proef.example", "--naam", f"Mens {wie}", "--partij", partij, "--rol", rol).split()[-1]
        d.mens[wie] = d.anders()
        d.mens[wie].kies_wachtwoord(link)
        d.mens[wie].meld_aan(f"{wie}@proef.example")


def importeer(d, tekst):
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "visies.csv")
        with open(pad, "w", encoding="utf-8") as f:
            f.write(tekst)
        return subprocess.run([d.programma, "visie", "importeer", pad, "--db", d.url], capture_output=True, text=True, timeout=60)


def the_state_of_2023_is_as_the_inventory_prints_it(d):
    maak(d)
    leeg = d.lees("/regie/woonzorgvisies?gebied=PV31").tekst
    assert "Van geen enkele gemeente" in leeg and "}}" not in leeg
    with open(VISIES, encoding="utf-8") as f:
        bron = f.read()
    uit = importeer(d, bron)
    assert uit.returncode == 0 and " 6 tellingen" in uit.stdout, uit.stdout + uit.stderr
    assert importeer(d, bron).stdout.startswith("0 standen, 0 antwoorden en 0 tellingen")
    b = d.lees("/regie/woonzorgvisies.json?gebied=PV31&peildatum=2023-11-01").boom
    assert "10 van de 31" in b["antwoord"] and "waarvan 6 vastgesteld" in b["antwoord"], b["antwoord"]
    assert "16 waren bezig en 5 moesten nog starten" in b["antwoord"], b["antwoord"]
    assert all(r["bron"] == r["hier"] for r in b["tabellen"]["tellingen"]["rijen"]) and len(b["tabellen"]["tellingen"]["rijen"]) == 6
    aanpak = {r["regio"]: r["aanpak"] for r in b["tabellen"]["regios"]["rijen"]}
    assert aanpak == {"Noord-Limburg": "individueel", "Midden-Limburg": "gezamenlijk in de regio", "Westelijke Mijnstreek": "individueel, met afstemming",
                      "Parkstad": "gezamenlijk in de regio", "Maastricht-Heuvelland": "individueel"}
    staten = {r["gemeente"]: r["staat"] for r in b["tabellen"]["gemeenten"]["rijen"]}
    assert staten["Weert"] == "vastgesteld door de raad"
    verzonnen = {c[0]["tekst"] for r in b["tabellen"]["gemeenten"]["rijen"] for c in [r["cellen"]] if c[2].get("status") == "verzonnen"}
    assert len(verzonnen) == 30 and "Weert" not in verzonnen


def a_file_with_a_mistake_is_refused_with_its_place(d):
    kop = "wat;gebied;staat;datum;gezegd_op;herkomst\n"
    for rij, plaats in (("feit;GM0935;klaar;;2025-01-01;x", "rij 2, kolom staat"), ("feit;GM9999;bezig;;2025-01-01;x", "rij 2, kolom gebied"),
                        ("feit;GM0935;bezig;31-31-2025;2025-01-01;x", "rij 2, kolom datum"), ("feit;GM0935;bezig;;;x", "rij 2, kolom gezegd_op")):
        uit = importeer(d, kop + rij + "\n")
        assert uit.returncode == 1 and plaats in uit.stderr, uit.stderr


def a_gemeente_tells_its_own_state_and_no_other(d):
    pad = "/regie/woonzorgvisies/GM0935"
    velden = {"soort": "feit", "staat": "bezig", "datum": "2026-03-01", "gezegd_op": "2026-03-02", "herkomst": "Raadsbrief", "toelichting": "Herzien"}
    assert d.mens["vaals"].post(pad, velden).status == 403
    assert d.mens["lezer"].post(pad, velden).status == 403
    assert d.mens["maastricht"].post(pad, {**velden, "staat": ""}).status == 400
    a = d.mens["maastricht"].post(pad, {**velden, "soort": "verwacht", "datum": "2026-03-01"})
    assert a.status == 400 and "moet komen" in a.tekst  # an expectation of a day before it was said
    a = d.mens["maastricht"].post(pad, velden)
    assert a.status == 303, a.tekst[:800]
    b = d.lees(pad + ".json").boom
    assert "in de maak" in b["antwoord"] and b["tabellen"]["geschiedenis"]["rijen"][0]["herkomst"] == "Raadsbrief"
    assert "vastgesteld" in d.lees(pad + ".json?peildatum=2025-01-01").boom["antwoord"]  # what was so then, still was
    assert "Mens maastricht" not in d.verzoek("GET", pad).tekst and "Mens maastricht" in d.mens["vaals"].lees(pad).tekst
    a = d.mens["maastricht"].post(pad + "/invullen", {"deel": "groepen", "groep.statushouders": "elders", "groep.ouderen": "ja", "herkomst": "Woonzorgvisie, blz. 9"})
    assert a.status == 303, a.tekst[:800]
    assert "bewust elders belegd" in d.lees(pad).tekst
    assert d.mens["maastricht"].post(pad + "/invullen", {"deel": "groepen", "groep.ouderen": "misschien", "herkomst": "x"}).status == 400
    assert d.mens["redacteur"].post("/regie/woonzorgvisies/VD05", {**velden, "herkomst": "Regio-overleg"}).status == 303  # of a region: the provincie
    assert d.mens["maastricht"].post("/regie/woonzorgvisies/VD05", velden).status == 403


def the_document_is_kept_with_its_versions(d):
    pad = "/regie/woonzorgvisies/GM0935"
    assert d.mens["maastricht"].post(pad + "/document", {}, ("document", "visie.exe", b"MZ")).status == 400
    assert d.mens["maastricht"].post(pad + "/document", {"document_bij": "concept"}, ("document", "visie.pdf", b"%PDF-1.7 een")).status == 303
    assert d.mens["maastricht"].post(pad + "/document", {"document_bij": "besluit"}, ("document", "visie.pdf", b"%PDF-1.7 twee")).status == 303
    een, twee = d.verzoek("GET", pad + "/document/1"), d.verzoek("GET", pad + "/document/2")
    assert een.bytes == b"%PDF-1.7 een" and twee.bytes == b"%PDF-1.7 twee" and "attachment" in een.kop["content-disposition"], een.kop
    assert d.verzoek("GET", pad + "/document/3").status == 404


def concept(d, tekst=CONCEPT, **meer):
    velden = {"titel": "Opgave Heuvelland (verzonnen)", "gebied": "VD05", "jaar": "2030", "methode": "naar rato", "herkomst": "verzonnen model",
              "definitieset": "bzk-2023", **meer}
    return d.mens["redacteur"].post("/regie/opgaven/nieuw", velden, ("bestand", "concept.csv", tekst.encode()))


def signalen(d, wie="redacteur", tabel="signalen"):
    return {r["signaal"]: r for r in d.mens[wie].lees("/regie/signalen.json?wie=alle").boom["tabellen"][tabel]["rijen"]}


def met(d, tekst, **meer):
    return next((r for s, r in signalen(d, **meer).items() if tekst in s), None)


def every_rule_names_a_source_that_is_there(d):
    """A page of ours, or a heading of one of the two sources; those are looked up where they lie beside the project."""
    bronnen = {"Inventarisatie woonzorgvisies (2023)": "inventarisatie-woonzorgvisies-limburg-2023.txt",
               "Kamerbrief Voortgang ouderenhuisvesting (2025)": "voortgangsbrief-ouderenhuisvesting-2025.txt"}
    with open(os.path.join(WORTEL, "referentie", "signaal-regels.csv"), encoding="utf-8") as f:
        regels = list(csv.DictReader(f, delimiter=";"))
    assert len(regels) >= 18
    for r in regels:
        if r["bron"].startswith("docs/"):
            assert os.path.exists(os.path.join(WORTEL, r["bron"])), r["bron"]
            continue
        bron, plek = r["bron"].split(", ", 1)
        pad = os.path.join(WORTEL, "..", "shared", "bronnen", bronnen[bron])  # another source than these is a mistake
        if not os.path.exists(pad):
            continue
        with open(pad, encoding="utf-8") as f:
            koppen = {x.strip().lower() for x in f}
        for soort, nummer in re.findall(r"(paragraaf|hoofdstuk|bijlage) ([0-9.]+)", plek):
            kop = re.compile(rf"bijlage {nummer} – " if soort == "bijlage" else rf"{re.escape(nummer)}\.? ")
            assert any(kop.match(k) for k in koppen), (r["code"], plek)
        if bron.startswith("Kamerbrief"):
            assert plek.lower() in koppen, (r["code"], plek)


def a_rule_with_a_mistake_is_refused_with_its_place(d):
    with open(os.path.join(WORTEL, "referentie", "signaal-regels.csv"), encoding="utf-8") as f:
        regels = f.read()

    def probeer(tekst, *opties):
        with tempfile.TemporaryDirectory() as map_:
            pad = os.path.join(map_, "regels.csv")
            with open(pad, "w", encoding="utf-8") as f:
                f.write(tekst)
            return subprocess.run([d.programma, "signaal", "regels", pad, *opties], capture_output=True, text=True, timeout=60)

    for oud, nieuw, plaats in (("${staat_nummer} < 4 and ${maanden_tot_vastgesteld} >= 0", "${staat_nummer} < )", "rij 2, kolom voorwaarde"),
                               ("${staat_nummer} = 0", "${bestaat_niet} = 0", "“bestaat_niet” is geen gegeven van de woonzorgvisie"),
                               ("Van ${naam} heeft", "Van ${nam} heeft", "kolom tekst"), ("visie;Hoe ver", "visies;Hoe ver", "kolom over"),
                               ("${verschil} != 0", "wortel(${verschil}) != 0", "kolom voorwaarde"), (";regie;dringend;Bel", ";regie;heel erg;Bel", "kolom ernst"),
                               ("code;over", "code;waarover", "kennen wij hier niet"),
                               # What a comparison would silently answer with no.
                               ("${staat} = 'consultatie' and ${zienswijzen_open}", "${staat} = 'consultati' and ${zienswijzen_open}",
                                "kolom voorwaarde: ${staat} is nooit “consultati”; het is een van concept|consultatie|vastgesteld|vervallen"),
                               ("${soort} = 'opgave' and ${gemeenten_gezien}", "'opgaaf' = ${soort} and ${gemeenten_gezien}", "kolom voorwaarde: ${soort} is nooit “opgaaf”"),
                               ("${staat_nummer} = 0", "${staat_nummer} = 'nul'", "kolom voorwaarde: ${staat_nummer} is een getal en is nooit “nul”"),
                               ("${staat_nummer} = 0", "${staat} = 0", "kolom voorwaarde: ${staat} is een tekst, geen getal"),
                               ("${staat_nummer} = 0", "if(${naam} > 3, 1, 0) = 1", "kolom voorwaarde: ${naam} is een tekst, geen getal"),
                               ("${corporaties_gezien} * 2 <", "${titel} * 2 <", "kolom voorwaarde: ${titel} is een tekst, geen getal"),
                               ("${dekkingsgraad.zorggeschikt} < 50", "${dekkingsgraad.zorggeschikt} < 'vijftig'", "is een getal en is nooit"),
                               ("${dekkingsgraad.zorggeschikt} < 50", "${dekkingsgraat.zorggeschikt} < 50", "kolom voorwaarde: “dekkingsgraat.zorggeschikt” is geen onderwerp"),
                               ("${dekkingsgraad.zorggeschikt} < 50", "${dekkingsgraad.zorggeschickt} < 50", "“dekkingsgraad.zorggeschickt” is geen onderwerp")):
        assert oud in regels, oud
        uit = probeer(regels.replace(oud, nieuw), "--db", d.url)
        assert uit.returncode == 1 and plaats in uit.stderr, (plaats, uit.stdout, uit.stderr)
    assert "alleen als" in probeer(regels).stdout
    # Whether one knows nothing of something may be asked of a number too.
    assert probeer(regels.replace("${staat_nummer} = 0", "${maanden_tot_klaar} = '' and ${staat_nummer} = 0")).returncode == 0
    kop = regels.split("\n")[0]
    # Ten years, every gemeente of the country: within seconds, and each hit explained.
    rij = "eigen;cijfer;Titel;${inwoners} >= 0 or not(${inwoners} >= 0);In ${naam} in ${jaar}: ${inwoners};gemeente;let op;Doe iets.;Daarom.;Eigen;2015-2024"
    assert probeer(f"{kop}\n{rij}\n", "--db", d.url).returncode == 0
    uit = subprocess.run([d.programma, "signaal", "controleer", "--db", d.url], capture_output=True, text=True, timeout=60)
    getoetst, ms = (int(x) for x in re.match(r"(\d+) keer getoetst in (\d+) ms", uit.stdout).groups())
    assert getoetst >= 3400 and ms < 10000, uit.stdout
    print(f"# {getoetst} keer getoetst in {ms} ms ({d.url.split(':')[0]})")
    assert "In Maastricht in 2019: (niet bekend)" in uit.stdout + d.opdracht("signaal", "lijst")
    assert probeer(regels, "--db", d.url).returncode == 0
    d.opdracht("signaal", "controleer")
    assert "Hoe ver de woonzorgvisie is, is niet bekend" not in str(signalen(d))


def a_concept_is_read_with_the_place_of_a_mistake_and_seen_by_none(d):
    assert d.lees("/v1/opgaven.json").boom["opgaven"] == []
    a = concept(d, CONCEPT + "Heerlen;zorggeschikt;5;\n")
    assert a.status == 400 and "Heerlen ligt niet in" in a.tekst
    a = concept(d, CONCEPT.replace("40;", "veertig;"))
    assert a.status == 400 and "rij 7, kolom aantal" in a.tekst, re.findall(r"rij \d+, kolom \w+", a.tekst)
    # All that is wrong at once, each with its place: a gemeente elsewhere, no woningtype, less than nought and no number.
    fout = "gebied;woningtype;aantal;bron\nHeerlen;nultreden;5;\nVaals;villa;-5;\nMeerssen;nultreden;veel;\nMaastricht;nultreden;10;\n"
    a = concept(d, fout)
    plaatsen = re.findall(r"<li>concept.csv, (rij \d+, kolom \w+): ", a.tekst)
    assert a.status == 400 and plaatsen == ["rij 2, kolom gebied", "rij 3, kolom woningtype", "rij 3, kolom aantal", "rij 4, kolom aantal"], plaatsen
    assert "kloppen 4 cellen niet" in a.tekst and "niet “villa”" in a.tekst and "niet “-5”" in a.tekst and "niet “veel”" in a.tekst
    assert d.mens["maastricht"].post("/regie/opgaven/nieuw", {"titel": "x"}).status == 403
    t = d.mens["meerssen"].vraag("GET", "/regie/opgaven/nieuw")
    assert t.status == 403 and "Met uw rol mag u dit niet: “Maak een concept-opgave”." in t.tekst, t.tekst[:1500]
    a = concept(d)
    assert a.status == 303, a.tekst[:1500]
    d.opgave = a.naar.split("?")[0]
    assert d.mens["redacteur"].lees(d.opgave).status == 200 and d.mens["maastricht"].vraag("GET", d.opgave).status == 403
    assert d.mens["maastricht"].lees("/regie/opgaven.json").boom["tabellen"]["opgaven"]["rijen"] == []
    rij = d.mens["redacteur"].lees(d.opgave + ".json").boom["tabellen"]["som"]["rijen"]
    assert [(r["nu"], r["doel"], r["verschil"]) for r in rij] == [(1000, 1000, 0), (400, 400, 0), (300, 300, 0)]


def a_type_that_is_not_in_it_is_not_nought_and_types_are_not_added_up(d):
    a = concept(d, "gebied;woningtype;aantal;bron\nVD05;zorggeschikt;60;verzonnen\nMeerssen;zorggeschikt;60;\nMeerssen;nultreden;80;\n", titel="Twee typen (verzonnen)")
    pad = a.naar.split("?")[0]
    b, t = d.mens["redacteur"].lees(pad + ".json").boom, d.mens["redacteur"].lees(pad).tekst
    assert b["antwoord"].startswith("80 nultreden en 60 zorggeschikt tot en met 2030"), b["antwoord"]
    som = {r["type"]: r for r in b["tabellen"]["som"]["rijen"]}
    assert (som["geclusterd"]["nu"], som["geclusterd"]["concept"], som["nultreden"]["verschil"], som["zorggeschikt"]["verschil"]) == (None, None, None, 0), som
    assert all(r["geclusterd"] is None for r in b["tabellen"]["gemeenten"]["rijen"]), b["tabellen"]["gemeenten"]["rijen"]
    feiten = {f["wat"]: f for blok in b["blokken"] for f in blok.get("feiten", [])}
    assert feiten["Som nultreden"]["tekst"] == "80" and "Som geclusterd" not in feiten and "Deel van de landelijke opgave" not in feiten, feiten
    assert "De som is gelijk aan het doel, waar een doel genoemd is" in t and "140 woningen" not in t
    assert d.mens["redacteur"].post(pad + "/vervallen", {"verval_reden": "proef"}).status == 303


def a_type_too_much_does_not_make_up_for_one_too_little(d):
    """Ten nultreden too many and ten geclusterd too few: the goal is not met, and the signal says of which type."""
    tekst = "gebied;woningtype;aantal;bron\nVD05;nultreden;50;verzonnen\nVD05;geclusterd;30;verzonnen\nMeerssen;nultreden;60;\nMeerssen;geclusterd;20;\n"
    pad = concept(d, tekst, titel="Scheve typen (verzonnen)").naar.split("?")[0]
    d.opdracht("signaal", "controleer")
    assert "Bij Scheve typen (verzonnen) is de som niet het doel van de regio: 10 nultreden te veel, 10 geclusterd te weinig." in d.opdracht("signaal", "lijst")
    # A concept is nobody else's to see, and neither is a signal about it.
    (rij,) = [r for s, r in signalen(d).items() if "Scheve typen" in s]
    signaal = rij["cellen"][0]["adres"]
    assert d.mens["redacteur"].lees(signaal).status == 200
    for wie in ("maastricht", "lezer", "woonproef"):
        assert not [s for s in signalen(d, wie) if "Scheve typen" in s] and "Scheve typen" not in d.mens[wie].lees("/regie").tekst, wie
        assert d.mens[wie].vraag("GET", signaal).status == 403, wie
    assert d.mens["redacteur"].post(pad + "/vervallen", {"verval_reden": "proef"}).status == 303


def who_presses_twice_makes_one(d):
    """A concept and a publication: the same form sent again is the same one; of a form that was opened later, or with other content, another."""
    def na(pad):
        return re.search(r'name="na" value="(\d+)"', d.mens["redacteur"].lees(pad).tekst).group(1)

    eerder = na("/regie/opgaven/nieuw")
    naar = {concept(d, titel="Dubbel (verzonnen)", na=eerder).naar for _ in range(2)}
    assert len(naar) == 1, naar
    for anders in ({"tekst": CONCEPT.replace("Vaals;zorggeschikt;40;", "Vaals;zorggeschikt;41;")}, {"methode": "anders"}, {"na": na("/regie/opgaven/nieuw")}):
        naar.add(concept(d, **{"titel": "Dubbel (verzonnen)", "na": eerder, **anders}).naar)
    assert len(naar) == 4 and all(x for x in naar), naar
    assert [r["titel"] for r in d.mens["redacteur"].lees("/regie/opgaven.json").boom["tabellen"]["opgaven"]["rijen"]].count("Dubbel (verzonnen)") == 4
    with ThreadPoolExecutor(4) as samen:  # at the same moment too
        naar |= set(samen.map(lambda _: concept(d, titel="Samen (verzonnen)", na=eerder).naar, range(4)))
    assert len(naar) == 5, naar
    for x in naar:
        assert d.mens["redacteur"].post(x.split("?")[0] + "/vervallen", {"verval_reden": "proef"}).status == 303

    eerder = na("/regie/kennisname/nieuw")
    velden = {"soort": "document", "titel": "Dubbel stuk", "tekst": "proef", "gebied": "GM1711", "soorten": "gemeente, provincie", "na": eerder}

    def maak_bekend(inhoud=b"een", **meer):
        a = d.mens["redacteur"].post("/regie/kennisname/nieuw", {**velden, **meer}, ("document", "stuk.txt", inhoud))
        assert a.status == 303, a.tekst[:1500]
        return a.naar

    naar = {maak_bekend() for _ in range(2)}
    assert len(naar) == 1, naar
    for anders in ({"inhoud": b"twee"}, {"tekst": "anders"}, {"reactie_voor": "2099-01-01"}, {"na": na("/regie/kennisname/nieuw")}):
        naar.add(maak_bekend(**anders))
    assert len(naar) == 5, naar
    assert d.opdracht("spoor", "lijst", "--object", "publicatie").count("Dubbel stuk") == 5


def nobody_steers_outside_the_own_werkgebied(d):
    """Neither an opgave nor what is made known: not of a gemeente elsewhere, nor of what reaches further than the own province."""
    een = "gebied;woningtype;aantal;bron\nGM0363;zorggeschikt;5;verzonnen\n"
    for gebied in ("GM0363", "PV27", "NL01"):
        a = concept(d, een, gebied=gebied)
        assert a.status == 403 and "werkgebied" in a.tekst, (gebied, a.status, a.tekst[:500])
        a = d.mens["redacteur"].post("/regie/kennisname/nieuw", {"soort": "cijfers", "titel": "Elders", "tekst": "proef", "adres": "/cijfers", "gebied": gebied, "soorten": "gemeente"})
        assert a.status == 403, (gebied, a.status)
    assert "Elders" not in d.lees("/regie/kennisname").tekst


def the_consultation_is_published_and_seen_by_an_act_alone(d):
    nu = vandaag()
    velden = {"van": nu.isoformat(), "tot": (nu + datetime.timedelta(900)).isoformat(), "soorten": "gemeente, corporatie, provincie"}
    assert d.mens["maastricht"].post(d.opgave + "/consultatie", velden).status == 403
    a = d.mens["redacteur"].post(d.opgave + "/consultatie", {**velden, "van": "2026-01-01"})
    assert a.status == 400 and "niet eerder dan de stap ervoor" in a.tekst  # a step before the concept
    a = d.mens["redacteur"].post(d.opgave + "/consultatie", velden)
    assert a.status == 303, a.tekst[:800]
    lijst = d.mens["maastricht"].lees("/regie/kennisname.json").boom
    assert "1 stuk voor uw organisatie" in lijst["antwoord"], lijst["antwoord"]
    d.publicatie = lijst["tabellen"]["open"]["rijen"][0]["cellen"][0]["adres"]
    for _ in range(2):
        d.mens["maastricht"].lees(d.publicatie)
        d.mens["maastricht"].lees(d.opgave)
    rijen = d.mens["redacteur"].lees(d.publicatie + ".json").boom["tabellen"]["organisaties"]["rijen"]
    assert len(rijen) == 6 and all(r.get("gezien") is None for r in rijen)  # opening is not seeing
    # The gemeente finds it where it starts: until when a reaction is asked, and that nobody saw it.
    tot = vandaag() + datetime.timedelta(900)

    def gevraagd(wie, pad="/regie"):
        return {p["doe"]["adres"]: p for p in d.mens[wie].lees(pad + ".json").boom.get("aandacht", {}).get("punten", []) if "signalen/" not in p["doe"]["adres"]}

    thuis = d.mens["meerssen"].lees("/?gebied=PV31").tekst
    assert "Aan uw organisatie is 1 ding gevraagd" in thuis and 'href="/regie"' in thuis
    assert "Aan uw organisatie" not in d.anders().lees("/?gebied=PV31").tekst
    for pad in ("/regie", "/regie/signalen"):
        p = gevraagd("meerssen", pad)
        assert list(p) == [d.opgave] and f" {tot.year}. Gemeente Meerssen gaf nog geen oordeel, en bevestigde niet" in p[d.opgave]["tekst"], p
        assert f'href="{d.opgave}">Bekijk de opgave' in d.mens["meerssen"].lees(pad).tekst
        assert not gevraagd("redacteur", pad) and not gevraagd("lezer", pad)
    for wie, cbs in (("maastricht", "GM0935"), ("meerssen", "GM0938"), ("vaals", "GM0981")):
        assert d.mens[wie].post(d.publicatie + "/gezien", {"namens": d.partij["GM1903"]}).status == 403
        assert d.mens[wie].post(d.publicatie + "/gezien", {"namens": d.partij[cbs]}).status == 303
        r = d.mens[wie].post(d.publicatie + "/gezien", {"namens": d.partij[cbs]})
        assert r.status == 303 and r.kop["location"].endswith("?gedaan=al-gezien"), r.kop  # a second press harms nothing
        assert "had dit al bevestigd op" in d.mens[wie].lees(r.kop["location"]).tekst
    p = gevraagd("meerssen")
    assert list(p) == [d.opgave] and p[d.opgave]["tekst"].endswith("gaf nog geen oordeel."), p  # seen, and still asked
    assert d.mens["redacteur"].post(d.publicatie + "/gezien", {"namens": d.partij["GM1903"]}).status == 403  # not even who steers
    assert d.mens["lezer"].post(d.publicatie + "/gezien", {"namens": d.partij["GM0935"]}).status == 403
    b = d.mens["redacteur"].lees(d.publicatie + ".json").boom
    assert b["antwoord"].startswith("3 van de 6"), b["antwoord"]
    heuvelland = [r for r in b["tabellen"]["niet-gezien"]["rijen"] if r["regio"] == "Maastricht-Heuvelland"][0]
    assert heuvelland["gemeente"] == "1 van 4" and heuvelland["corporatie"] == "1 van 1", heuvelland
    for _ in range(2):  # a double click notes it once
        assert d.mens["redacteur"].post(d.publicatie + "/herinner", {"partij": d.partij["GM1903"], "hoe": "gebeld", "na": "0"}).status == 303
    t = d.mens["redacteur"].lees(d.publicatie).tekst
    assert 'name="na" value="1"' in t
    herinnerd = {r["naam"]: r["herinnerd"] for r in d.mens["redacteur"].lees(d.publicatie + ".json").boom["tabellen"]["organisaties"]["rijen"]}
    assert herinnerd["Gemeente Eijsden-Margraten"] == 1 and herinnerd["Gemeente Vaals"] == 0, herinnerd
    assert d.mens["maastricht"].post(d.publicatie + "/herinner", {"partij": d.partij["GM1903"], "hoe": "gebeld"}).status == 403


def who_published_it_is_not_asked_whether_it_saw_it(d):
    b = d.mens["redacteur"].lees("/regie/kennisname.json").boom
    assert "open" not in b["tabellen"] and "bekendgemaakt." in b["antwoord"], b["antwoord"]
    t = d.mens["redacteur"].lees(d.publicatie).tekst
    assert "Heeft uw organisatie dit gezien?" not in t and "Noteer een herinnering" in t
    assert f'<option value="{d.partij["PV31"]}"' not in t and f'<option value="{d.partij["GM1903"]}"' in t
    rijen = {r["naam"]: r["cellen"][2].get("ontbreekt") for r in d.mens["redacteur"].lees(d.publicatie + ".json").boom["tabellen"]["organisaties"]["rijen"]}
    assert rijen["Provincie Limburg"] == "maakte het zelf bekend" and rijen["Gemeente Eijsden-Margraten"] == "nog niet", rijen


def no_heading_says_what_the_one_above_it_says(d):
    for wie, pad in (("vaals", d.opgave), ("redacteur", d.opgave), ("redacteur", d.publicatie), ("redacteur", "/rondes"), ("redacteur", "/regie/signalen"),
                     ("redacteur", f"/organisaties/{d.partij['PV31']}")):
        koppen = re.findall(r"<h[12][^>]*>([^<]+)</h[12]>", d.mens[wie].lees(pad).tekst)
        assert koppen and not [k for k, volgende in zip(koppen, koppen[1:]) if k == volgende], (pad, koppen)


def signals_name_whom_they_ask_and_stay_closed(d):
    wacht("het signaal over corporaties", lambda: met(d, "0 van de 1 corporaties"))
    d.opdracht("signaal", "controleer")
    rij = wacht("het signaal over gemeenten", lambda: met(d, "3 van de 4 gemeenten"))
    assert rij["partij"] == "Provincie Limburg" and rij["stand"] == "nieuw"
    pad = rij["cellen"][0]["adres"]
    b = d.mens["redacteur"].lees(pad + ".json").boom
    feiten = {f["wat"]: f["tekst"] for blok in b["blokken"] for f in blok.get("feiten", [])}
    assert "gemeenten in de regio die het zagen: 3" in feiten["Gegevens"] and feiten["Doen"].startswith("Bel wie"), feiten
    assert d.mens["vaals"].post(pad, {"daad": "gesloten", "reden": "x"}).status == 403
    assert d.mens["redacteur"].post(pad, {"daad": "gesloten"}).status == 400
    assert d.mens["redacteur"].post(pad, {"daad": "gesloten", "reden": "Eijsden-Margraten doet niet mee"}).status == 303
    d.opdracht("signaal", "controleer")
    zelfde = [r for r in signalen(d).values() if "van de 4 gemeenten" in r["signaal"]]
    assert len(zelfde) == 1 and zelfde[0]["stand"] == "gesloten"  # not raised again


def who_is_asked_nothing_is_not_shown_what_others_must_do(d):
    """Somebody of the corporatie sees what it may see of others behind one click; of the provincie its own stands there."""
    b = d.mens["woonproef"].lees("/regie.json?gebied=PV31").boom["aandacht"]
    assert [x["doe"]["adres"] for x in b["punten"]] == [d.opgave], b  # only what it was asked itself
    b = d.mens["lezer"].lees("/regie.json?gebied=PV31").boom["aandacht"]  # of Maastricht, of which no signal asks anything
    assert re.fullmatch(r"Geen signaal vraagt nu iets van Gemeente Maastricht\. \d+ signa(al is|len zijn) van anderen\.", b["toelichting"]), b
    assert b["rustig"] is True and "punten" not in b and b["alles"]["adres"] == "/regie/signalen?wie=anderen", b
    t = d.mens["lezer"].lees("/regie?gebied=PV31").tekst
    assert "Geen signaal vraagt nu iets van" in t and "wz-aandacht__lijst" not in t and "}}" not in t
    b = d.mens["redacteur"].lees("/regie.json?gebied=PV31").boom["aandacht"]
    assert b["punten"] and all("Vraagt: Provincie Limburg" in x["tekst"] for x in b["punten"]), b


def signals_of_others_stand_behind_a_filter(d):
    def partijen(wie, vraag=""):
        b = d.mens[wie].lees("/regie/signalen.json" + vraag).boom
        return {r["partij"] for r in b["tabellen"]["signalen"]["rijen"]}, b

    assert 'class="wz-blok wz-keuze" aria-labelledby="keuze-blok-kop"' in d.mens["redacteur"].lees("/regie/signalen").tekst  # its fields beside each other
    eigen, b = partijen("redacteur")
    assert eigen == {"Provincie Limburg"} and "van Provincie Limburg;" in b["antwoord"], b["antwoord"]
    assert "Provincie Limburg" not in partijen("redacteur", "?wie=anderen")[0] and partijen("redacteur", "?wie=alle")[0] > eigen
    for wie, naam in (("woonproef", "Woonproef"), ("maastricht", "Gemeente Maastricht")):
        assert partijen(wie)[0] <= {naam}, wie
        for p in partijen(wie)[1].get("aandacht", {}).get("punten", []):  # nor among what asks for attention
            assert "Vraagt: " not in p["tekst"] or f"Vraagt: {naam}" in p["tekst"], p
    dringend = d.mens["redacteur"].lees("/regie/signalen.json?wie=alle&ernst=3").boom["tabellen"]["signalen"]["rijen"]
    assert {r["ernst"] for r in dringend} <= {"dringend"}, dringend
    for slecht in ("wie=ieder", "ernst=4", "ernst=x", "wie=%00"):
        assert d.mens["redacteur"].vraag("GET", "/regie/signalen?" + slecht).status == 400, slecht


def before_deciding_it_says_what_that_does_to_the_province(d):
    vooraf = concept(d, CONCEPT.replace("Maastricht;zorggeschikt;170;", "Maastricht;zorggeschikt;270;"), titel="Vooraf (verzonnen)").naar.split("?")[0]
    b = d.mens["redacteur"].lees(vooraf + ".json").boom
    assert "Vaststellen brengt de gemeenten van Limburg samen van 2.000 naar 2.090 zorggeschikt" in str(b["blokken"]), b["blokken"]
    rij = {r["wat"]: r for r in b["tabellen"]["gevolg"]["rijen"]}["Limburg, zorggeschikt"]
    assert (rij["besloten"], rij["afstand"]) == (400, 1690), rij  # in its place, not beside what was decided before
    assert d.mens["redacteur"].post(vooraf + "/vervallen", {"verval_reden": "proef"}).status == 303
    assert "gevolg" not in d.mens["redacteur"].lees(vooraf + ".json").boom["tabellen"]


def a_form_tells_all_that_is_wrong_and_keeps_what_was_typed(d):
    red = d.mens["redacteur"]
    t = red.lees("/regie/opgaven/nieuw?gebied=VD05").tekst
    assert '<option value="VD05" selected>Maastricht-Heuvelland (Vijfdeling van Limburg)</option>' in t, t[:3000]
    assert '<option value="bzk-2023" selected>' in t and '<option value="GM0935">Maastricht</option>' in t
    a = red.post("/regie/opgaven/nieuw", {"titel": "", "gebied": "Nergens", "jaar": "straks", "methode": "zo <b>", "herkomst": "", "definitieset": "bestaatniet"})
    fouten = re.search(r'id="fouten".*?</ul>', a.tekst, re.S).group(0)
    assert a.status == 400 and re.findall(r'href="#(\w+)"', fouten) == ["titel", "gebied", "jaar", "bestand", "herkomst", "definitieset"], fouten
    assert "zo &lt;b&gt;</textarea>" in a.tekst and 'value="straks"' in a.tekst and ">Nergens</option>" in a.tekst and 'name="titel" value=""' in a.tekst
    a = red.post("/regie/opgaven/nieuw.json", {"titel": "", "jaar": "straks"})
    assert a.status == 400 and "titel: " in a.boom["detail"] and "jaar: " in a.boom["detail"], a.boom
    stuk = {"soort": "cijfers", "titel": "Met vinkjes", "tekst": "proef", "adres": "/cijfers", "gebied": "GM0935", "soorten_gevraagd": "ja"}
    a = red.post("/regie/kennisname/nieuw", stuk)
    assert a.status == 400 and "Kies minstens één soort organisatie" in a.tekst and ' checked' not in a.tekst.split('id="soorten"')[1].split("</fieldset>")[0]
    a = red.post("/regie/kennisname/nieuw", {**stuk, "soort.corporatie": "ja", "titel": ""})
    assert a.status == 400 and 'name="soort.corporatie" value="ja" checked' in a.tekst and 'name="soort.gemeente" value="ja">' in a.tekst, a.tekst
    a = red.post("/regie/kennisname/nieuw", {**stuk, "soort.corporatie": "ja"})
    assert a.status == 303 and [r["naam"] for r in red.lees(a.naar.split("?")[0] + ".json").boom["tabellen"]["organisaties"]["rijen"]] == ["Woonproef"]


def one_objects_with_evidence_and_the_sum_is_kept(d):
    velden = {"namens": d.partij["GM0981"], "gemeente": "GM0981", "type": "zorggeschikt", "eigen": "25", "gronden": "Eigen analyse geeft 25.", "bewijs": "tabel 4"}
    assert d.mens["vaals"].post(d.opgave + "/zienswijze", {**velden, "namens": d.partij["GM0938"]}).status == 403
    assert d.mens["vaals"].post(d.opgave + "/zienswijze", {**velden, "gronden": ""}).status == 400
    # Who steers it does not object to it: it is not offered, and refused.
    assert 'id="gronden"' not in d.mens["redacteur"].lees(d.opgave).tekst
    a = d.mens["redacteur"].post(d.opgave + "/zienswijze", {**velden, "namens": d.partij["PV31"]})
    assert a.status == 400 and "geen bezwaar tegen" in a.tekst, re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", a.tekst))[:1500]
    # The own gemeente is chosen; what one finds is not: that is said by who says it.
    t = d.mens["vaals"].lees(d.opgave).tekst
    keuzes = {k: re.findall(r"<option[^>]* selected>([^<]*)", v) for k, v in re.findall(r'<select[^>]* id="(\w+)"[^>]*>(.*?)</select>', t, re.S)}
    assert keuzes["gemeente"] == ["Vaals"] and [keuzes[k] for k in ("type", "oordeel")] == [["Kies"], ["Kies"]], keuzes
    assert re.search(r'id="gemeente"[^>]*>\s*<option value="" selected>Kies<', d.mens["woonproef"].lees(d.opgave).tekst)
    a = d.mens["vaals"].post(d.opgave + "/oordeel", {"namens": d.partij["GM0981"], "oordeel": ""})
    assert a.status == 400 and "Kies een oordeel." in a.tekst
    a = d.mens["vaals"].post(d.opgave + "/zienswijze", velden, ("stuk", "analyse.pdf", b"%PDF-1.7 bewijs"))
    assert a.status == 303, a.tekst[:1500]
    a = d.mens["vaals"].post(d.opgave + "/zienswijze", velden, ("stuk", "analyse.pdf", b"%PDF-1.7 bewijs"))  # pressed twice
    assert a.status == 303, a.tekst[:1500]
    assert len(d.mens["maastricht"].lees(d.opgave + ".json").boom["tabellen"]["zienswijzen"]["rijen"]) == 1
    # The next step stands at the top, for each who can take it.
    stap = {wie: [p["titel"] for p in d.mens[wie].lees(d.opgave + ".json").boom.get("aandacht", {}).get("punten", [])] for wie in ("redacteur", "vaals", "lezer")}
    assert stap["redacteur"][0] == "Beantwoord 1 zienswijze" and "Zeg of dit overeenkomt met wat u zelf ziet" in stap["vaals"] and not stap["lezer"], stap
    z = d.mens["maastricht"].lees(d.opgave + ".json").boom["tabellen"]["zienswijzen"]["rijen"][0]
    assert z["eigen"] == 25 and z["besluit"] == "nog niet beantwoord"
    assert d.mens["maastricht"].lees(z["cellen"][5]["adres"]).bytes == b"%PDF-1.7 bewijs"
    assert wacht("het signaal over de zienswijze", lambda: met(d, "nog geen antwoord hebben: 1 van 1"))["partij"] == "Provincie Limburg"
    # Not decided while it is open; and no more can go than there is.
    assert d.mens["redacteur"].post(d.opgave + "/vaststellen", {"besluit_bij": "overleg"}).status == 400
    assert z["nummer"] == "1", z  # of this opgave, whatever was sent to another
    (nummer,) = re.findall(r'<option value="(\d+)">1: Gemeente Vaals, zorggeschikt</option>', d.mens["redacteur"].lees(d.opgave).tekst)
    antwoord = {"zienswijze": nummer, "besluit": "deels", "antwoord": "Tien minder.", "van_gemeente": "GM0981", "naar_gemeente": "GM0935"}
    a = d.mens["redacteur"].post(d.opgave + "/antwoord", {**antwoord, "aantal": "41"})
    assert a.status == 400 and "kunnen er niet af" in a.tekst
    assert d.mens["vaals"].post(d.opgave + "/antwoord", {**antwoord, "aantal": "10"}).status == 403
    assert d.mens["redacteur"].post(d.opgave + "/antwoord", {**antwoord, "aantal": "10"}).status == 303
    b = d.mens["vaals"].lees(d.opgave + ".json").boom
    zorg = b["tabellen"]["som"]["rijen"][2]
    assert (zorg["concept"], zorg["nu"], zorg["verschil"]) == (300, 300, 0)
    nu = {r["gemeente"]: r["zorggeschikt"] for r in b["tabellen"]["gemeenten"]["rijen"]}
    assert (nu["Vaals"], nu["Maastricht"]) == (30, 180)
    voorbij = wacht("het einde van het signaal", lambda: met(d, "nog geen antwoord hebben: 1 van 1", tabel="voorbij"))
    assert "zonder antwoord: 0" in voorbij["stand"], voorbij["stand"]  # says why
    v = b["tabellen"]["verschoven"]["rijen"][0]
    assert (v["van"], v["naar"], v["aantal"]) == ("Vaals", "Maastricht", 10) and "Tien minder" in v["reden"]


def who_presses_twice_moves_once(d):
    def na():
        return re.search(r'name="na" value="(\d+)"', d.mens["redacteur"].lees(d.opgave).tekst).group(1)

    def verschoven():
        return [(r["van"], r["naar"], r["aantal"]) for r in d.mens["redacteur"].lees(d.opgave + ".json").boom["tabellen"]["verschoven"]["rijen"]][1:]

    heen = {"verschuif_type": "zorggeschikt", "verschuif_van": "GM0935", "verschuif_naar": "GM0981", "verschuif_aantal": "1", "reden": "overleg", "na": na()}
    for _ in range(2):
        a = d.mens["redacteur"].post(d.opgave + "/verschuif", heen)
        assert a.status == 303, a.tekst[:1500]
    assert verschoven() == [("Maastricht", "Vaals", 1)], verschoven()
    terug = {**heen, "verschuif_van": "GM0981", "verschuif_naar": "GM0935"}
    a = d.mens["redacteur"].post(d.opgave + "/verschuif", terug)  # of a page from before: something else moved
    assert a.status == 400 and "intussen is er iets anders verschoven" in a.tekst, a.tekst[:1500]
    assert d.mens["redacteur"].post(d.opgave + "/verschuif", {**terug, "na": na()}).status == 303
    assert verschoven() == [("Maastricht", "Vaals", 1), ("Vaals", "Maastricht", 1)]


def every_partij_has_an_oordeel_and_toetsen_have_a_name(d):
    assert d.mens["vaals"].post(d.opgave + "/oordeel", {"namens": d.partij["GM0981"], "oordeel": "niet_overeen"}).status == 400  # no grounds
    assert d.mens["vaals"].post(d.opgave + "/oordeel", {"namens": d.partij["GM0981"], "oordeel": "niet_overeen", "oordeel_gronden": "zie zienswijze"}).status == 303
    assert d.mens["maastricht"].post(d.opgave + "/oordeel", {"namens": d.partij["GM0935"], "oordeel": "overeen"}).status == 303
    assert d.mens["maastricht"].post(d.opgave + "/toets", {"namens": d.partij["GM0935"], "uitkomst": "ja", "toets_naam": "x", "toets_datum": "2026-05-01"}).status == 400
    a = d.mens["woonproef"].post(d.opgave + "/toets", {"namens": d.partij["corporatie"], "uitkomst": "voorwaarden", "toets_naam": "W. Proef, directeur",
                                                      "toets_datum": "2026-05-01", "toets_bij": "als er grond is"})
    assert a.status == 303, a.tekst[:800]
    b = d.mens["redacteur"].lees(d.opgave + ".json").boom["tabellen"]
    assert {r["partij"]: r["oordeel"] for r in b["oordelen"]["rijen"]} == {
        "Gemeente Maastricht": "komt overeen", "Gemeente Vaals": "komt niet overeen", "Gemeente Meerssen": "geen antwoord",
        "Gemeente Eijsden-Margraten": "nog geen kennis genomen", "Woonproef": "geen antwoord", "Provincie Limburg": "nog geen kennis genomen"}
    # Who judges or checks has seen it.
    gezien = {r["naam"]: r["gezien"] for r in d.mens["redacteur"].lees(d.publicatie + ".json").boom["tabellen"]["organisaties"]["rijen"]}
    assert gezien["Woonproef"] and not gezien["Gemeente Eijsden-Margraten"], gezien
    assert b["toetsen"]["rijen"][0]["uitkomst"] == "ja, onder voorwaarden" and b["toetsen"]["rijen"][0]["naam"] == "W. Proef, directeur"


def the_decision_becomes_figures_and_everyone_is_told(d):
    # While the consultation runs it says what is open, and asks to say that one decides nonetheless.
    dagen = 900
    t = d.mens["redacteur"].lees(d.opgave).tekst
    assert f"Nog open: De consultatie loopt nog {dagen} dagen, tot en met" in t and "4 van de 6 organisaties bevestigden dat zij dit zagen." in t and 'id="toch_vaststellen"' in t
    a = d.mens["redacteur"].post(d.opgave + "/vaststellen", {"besluit_bij": "Bestuurlijk overleg (verzonnen)"})
    assert a.status == 400 and "Zet een vinkje als u nu toch vaststelt" in a.tekst, a.tekst[:1500]
    rijen = {r["titel"]: r for r in d.mens["meerssen"].lees("/regie/kennisname.json").boom["tabellen"]["alle"]["rijen"]}
    assert any(r["reactie"] for r in rijen.values()), rijen
    a = d.mens["redacteur"].post(d.opgave + "/vaststellen", {"besluit_bij": "Bestuurlijk overleg (verzonnen)", "toch_vaststellen": "ja"})
    assert a.status == 303, a.tekst[:1500]
    b = d.mens["meerssen"].lees(d.opgave + ".json").boom
    assert "is vastgesteld" in b["antwoord"], b["antwoord"]
    c = d.lees("/v1/cijfers.json?onderwerp=opgave&woningtype=zorggeschikt&gebied=VD05").boom
    rijen = {r["gebied"]: r for r in c["cijfers"]}
    assert rijen["GM0981"]["waarde"] == 30 and rijen["GM0935"]["waarde"] == 180, rijen["GM0981"]
    assert rijen["GM0981"]["status"] == "vastgesteld"
    c = d.lees("/v1/opgaven.json").boom["opgaven"]
    assert [(o["gebied"], o["zorggeschikt"], o["geclusterd"], o["verzonnen"]) for o in c] == [("VD05", 300, 400, True)], c
    assert c[0]["levering"] > 0 and "wie" not in c[0] and c[0]["nultreden"] == 1000
    assert list(c[0]) == list(d.lees("/v1/openapi.json").boom["components"]["schemas"]["Opgave"]["properties"]), list(c[0])
    # A figure of the region itself is another source, and stays: the page says how far it lies from the sum.
    assert "eigen cijfer van" not in d.mens["redacteur"].lees(d.opgave).tekst
    eigen = ("onderwerp;gebied;woningtype;segment;periode_van;periode_tot;horizon_van;horizon_tot;waarde;eenheid;bron;vindplaats;definitieset;status;toelichting\n"
             "opgave;VD05;zorggeschikt;;2026-01-01;2026-01-01;;2030;310;woningen;verzonnen;x;bzk-2023;definitief;verzonnen\n"
             "opgave;PV31;zorggeschikt;;2026-01-01;2026-01-01;;2030;2000;woningen;verzonnen;x;bzk-2023;definitief;verzonnen\n")
    assert "geen cijfer bekend dat volgens dezelfde definities is" in d.mens["redacteur"].lees(d.opgave).tekst
    with tempfile.TemporaryDirectory() as map_:
        with open(os.path.join(map_, "eigen.csv"), "w", encoding="utf-8") as f:
            f.write(eigen)
        d.opdracht("cijfer", "importeer", "kerncijfers", os.path.join(map_, "eigen.csv"), "--peildatum", "2026-01-01", "--leveraar", "proef")
    feiten = [f for blok in d.mens["redacteur"].lees(d.opgave + ".json").boom["blokken"] if "eigen cijfer" in blok["kopje"] for f in blok["feiten"]]
    assert [(f["wat"], f["tekst"]) for f in feiten] == [("Zorggeschikt", "310")] and "10 meer dan de som" in str(feiten), feiten
    # What it did to the total of the province: 2.000 - 310 + 300; of another type nothing is known.
    b = d.mens["meerssen"].lees(d.opgave + ".json").boom
    rij = {r["wat"]: r for r in b["tabellen"]["gevolg"]["rijen"]}["Limburg, zorggeschikt"]
    assert [rij[k] for k in ("cijfer", "besluit", "verschil", "besloten", "afstand")] == [2000, 1990, -10, 300, 1690], rij
    assert "Dit besluit bracht de gemeenten van Limburg samen van 2.000 naar 1.990 zorggeschikt" in str(b["blokken"]), b["blokken"]
    rij = {r["wat"]: r for r in b["tabellen"]["gevolg"]["rijen"]}["Limburg, nultreden"]
    assert (rij["cijfer"], rij["besluit"], rij["afstand"], rij["besloten"]) == (None, None, None, 1000), rij  # not known is not nought
    assert d.lees("/v1/opgaven.json?gebied=VD04").boom["opgaven"] == [] and "Regie" in str(d.lees("/v1/openapi.json").boom["paths"]["/opgaven"])
    rijen = d.mens["meerssen"].lees("/regie/kennisname.json").boom["tabellen"]["alle"]["rijen"]
    assert not any(r["reactie"] for r in rijen if r["soort"] == "Opgave"), rijen  # nothing is asked any more
    assert "Reactie voor" not in d.mens["meerssen"].lees(d.publicatie).tekst
    besluit = [r for r in d.mens["meerssen"].lees("/regie/kennisname.json").boom["tabellen"]["alle"]["rijen"] if r["soort"] == "Besluit over een opgave"]
    assert len(besluit) == 1 and besluit[0]["van"] == 6 and besluit[0]["gezien"] == 0
    punten = [p["doe"]["adres"] for p in d.mens["meerssen"].lees("/regie.json").boom["aandacht"]["punten"] if "signalen/" not in p["doe"]["adres"]]
    assert punten == [besluit[0]["cellen"][0]["adres"]], punten  # the decision is to be confirmed; no reaction is asked any more
    for pad, velden in (("/vaststellen", {"besluit_bij": "nog eens"}), ("/vervallen", {"verval_reden": "x"}),
                        ("/verschuif", {"verschuif_type": "zorggeschikt", "verschuif_van": "GM0981", "verschuif_naar": "GM0935", "verschuif_aantal": "1", "reden": "x"})):
        assert d.mens["redacteur"].post(d.opgave + pad, velden).status == 400, pad
    assert d.mens["vaals"].post(d.opgave + "/zienswijze", {"namens": d.partij["GM0981"], "gemeente": "GM0981", "type": "nultreden", "gronden": "x"}).status == 400


def a_default_woningtype_without_figures_gives_way_to_one_that_has_them(d):
    """Of the province only types are delivered, of the country also all homes together: nobody chose that one here."""
    with tempfile.TemporaryDirectory() as map_:
        with open(os.path.join(map_, "land.csv"), "w", encoding="utf-8") as f:
            f.write("onderwerp;gebied;woningtype;segment;periode_van;periode_tot;horizon_van;horizon_tot;waarde;eenheid;bron;vindplaats;definitieset;status;toelichting\n"
                    "opgave;NL01;;;2026-01-01;2026-01-01;;2030;290000;woningen;verzonnen;x;bzk-2023;definitief;verzonnen\n")
        d.opdracht("cijfer", "importeer", "kerncijfers", os.path.join(map_, "land.csv"), "--peildatum", "2026-01-01", "--leveraar", "proef")
    assert "290.000 woningen" in d.lees("/cijfers/opgave.json?gebied=NL01&indeling=land").boom["antwoord"]
    b = d.lees("/cijfers/opgave.json?gebied=PV31").boom
    assert "niet geleverd" not in b["antwoord"] and "nultreden" in b["antwoord"], b["antwoord"]
    assert {r["naam"]: r["waarde"] for r in b["tabel"]["rijen"]}["Maastricht"] == 1000, b["tabel"]["rijen"]
    # Who does choose it is told which types there are, and gets there with one press.
    t = d.lees("/cijfers/opgave?gebied=PV31&woningtype=totaal").tekst
    assert "is geleverd voor nultreden, geclusterd en zorggeschikt. Voor alle woningen samen is er geen cijfer." in t, re.findall(r"lead\">([^<]*)", t)
    for type_ in ("nultreden", "geclusterd", "zorggeschikt"):
        (adres,) = re.findall(rf'<a class="nl-link" href="([^"]*)">Bekijk {type_}</a>', t)
        assert "er geen cijfer" not in d.lees(adres.replace("&amp;", "&")).tekst, adres


def after_the_decision_the_signals_are_over_and_say_why(d):
    wacht("het einde van de signalen", lambda: not [s for s in signalen(d) if "Heuvelland" in s])
    voorbij = [r for r in signalen(d, tabel="voorbij").values() if "Heuvelland" in r["signaal"]]
    assert len(voorbij) >= 3 and all(r["stand"] for r in voorbij)
    b = d.verzoek("GET", "/regie?gebied=PV31")
    assert b.status == 200 and "Per regio" in b.tekst and "}}" not in b.tekst


def of_a_concept_that_was_dropped_nobody_need_confirm_anything(d):
    """Not on the page of who was asked, not in its list of what waits, and not as a thing to do."""
    nu = vandaag()
    pad = concept(d, titel="Vervalt straks (verzonnen)").naar.split("?")[0]
    a = d.mens["redacteur"].post(pad + "/consultatie", {"van": nu.isoformat(), "tot": (nu + datetime.timedelta(30)).isoformat(), "soorten": "corporatie"})
    assert a.status == 303, a.tekst[:800]

    def wacht_op(wie):
        lijst = d.mens[wie].lees("/regie/kennisname.json").boom["tabellen"].get("open", {"rijen": []})["rijen"]
        punten = d.mens[wie].lees("/regie.json").boom.get("aandacht", {}).get("punten", [])
        return any("Vervalt straks" in str(r) for r in lijst), any("Vervalt straks" in p["titel"] for p in punten)

    assert wacht_op("woonproef") == (True, True)
    assert d.mens["redacteur"].post(pad + "/vervallen", {"verval_reden": "proef"}).status == 303
    assert wacht_op("woonproef") == (False, False)


def everything_stands_on_one_page_with_what_changed(d):
    b = d.mens["redacteur"].lees("/regie/stand.json?gebied=PV31&peildatum=2026-11-01&sinds=2023-11-01").boom
    kort = {r["wat"]: r for r in b["tabellen"]["kort"]["rijen"]}
    # As it was known then, which is as the inventory prints it.
    assert kort["Woonzorgvisie klaar"]["toen"] == 10 and kort["Woonzorgvisie vastgesteld"]["toen"] == 6, kort
    assert kort["Woonzorgvisie klaar"]["verschil"] == kort["Woonzorgvisie klaar"]["nu"] - 10 > 0
    assert kort["Signalen"]["nu"] >= 0 and kort["Signalen"]["toen"] is None and kort["Signalen"]["verschil"] is None  # nobody looked yet: no nought
    assert kort["Woonzorgvisie te starten"]["toen"] == 5 and kort["Woonzorgvisie in de maak"]["toen"] == 16, kort
    assert kort["Opgaven vastgesteld"]["nu"] == 1 and kort["Opgaven vastgesteld"]["toen"] == 0
    assert kort["Oordeel: komt overeen"]["nu"] == 1 and kort["Oordeel: komt niet overeen"]["nu"] == 1
    assert kort["Gezien bevestigd"]["nu"] == 4 and kort["Gezien bevestigd"]["eenheid"] == "van 12 te bevestigen", kort["Gezien bevestigd"]
    regios = {r["regio"]: r for r in b["tabellen"]["regios"]["rijen"]}
    assert sum(r["klaar"] for n, r in regios.items() if n != "Limburg") == regios["Limburg"]["klaar"] == kort["Woonzorgvisie klaar"]["nu"]
    binnen = {r["regio"]: r for r in b["tabellen"]["regios-binnen"]["rijen"]}
    assert binnen["Maastricht-Heuvelland"]["gezien"] == 4 and binnen["Parkstad"]["gezien"] == 0
    o = b["tabellen"]["opgaven"]["rijen"][0]
    assert (o["staat"], o["som"], o["afstand"], o["overeen"], o["niet"]) == ("vastgesteld", "1.000 nultreden, 400 geclusterd en 300 zorggeschikt", "gelijk aan het doel", 1, 1) and o.get("toen") is None, o
    # The same day on both sides: nothing changed.
    nu = vandaag().isoformat()
    b = d.mens["redacteur"].lees(f"/regie/stand.json?gebied=PV31&sinds={nu}").boom
    assert all(r["verschil"] == 0 for r in b["tabellen"]["kort"]["rijen"] if r["wat"] != "Mijlpalen te laat"), b["tabellen"]["kort"]["rijen"]
    for fout in ("2999-01-01", "gisteren"):
        assert d.vraag("GET", f"/regie/stand?sinds={fout}").status == 400
    # A visitor sees what is public, and is told what is not.
    b = d.anders().lees("/regie/stand.json?gebied=PV31").boom
    assert "opgaven" not in b["tabellen"] and "Signalen" not in [r["wat"] for r in b["tabellen"]["kort"]["rijen"]]


def the_planning_is_read_told_and_taken_along(d):
    assert "Nog geen planning" in d.lees("/regie/planning").tekst
    d.opdracht("planning", "landelijk")
    b = d.lees("/regie/planning.json").boom
    rijen = {r["titel"]: r for r in b["tabellen"]["mijlpalen"]["rijen"]}
    assert len(rijen) == 14 and "van de 14 mijlpalen zijn te laat" in b["antwoord"], b["antwoord"]
    assert "andere op die zelf nog niet te laat zijn" in b["antwoord"] and "telt bij elk daarvan mee" in d.lees("/regie/planning").tekst
    plan = rijen["Plan van aanpak voor de woonzorgopgave van alle aandachtsgroepen"]
    assert plan["staat"] == "open" and plan["houdtop"] >= 3
    pad = plan["cellen"][0]["adres"]
    assert d.mens["maastricht"].post(pad, {"staat": "klaar", "datum": "2026-01-01", "bewijs": "x"}).status == 403
    assert d.mens["redacteur"].post(pad, {"staat": "klaar", "datum": "2026-01-01"}).status == 400  # without evidence
    assert d.mens["redacteur"].post(pad, {"staat": "klaar", "datum": "2026-01-01", "bewijs": "Verslag (verzonnen)"}).status == 303
    na = {r["titel"]: r for r in d.lees("/regie/planning.json").boom["tabellen"]["mijlpalen"]["rijen"]}
    assert na[plan["titel"]]["staat"] == "klaar" and na[plan["titel"]]["houdtop"] == 0
    agenda = d.verzoek("GET", "/regie/planning/agenda")
    assert agenda.kop["content-type"].startswith("text/calendar") and agenda.tekst.count("BEGIN:VEVENT") == 14
    kop = "code;plan;lijn;titel;van;tot;wie_doet;na;bron\n"
    for rij, plaats in (("x;eigen;l;t;2026-01-01;2026-02-01;w;;b", "rij 2, kolom plan"), ("x;provincie;l;t;2026-02-01;2026-01-01;w;;b", "rij 2, kolom tot"),
                        ("x;provincie;l;t;2026-01-01;2026-02-01;w;bestaatniet;b", "wacht op bestaatniet"), ("x;provincie;l;t;2026-01-01;2026-02-01;w;x;b", "wacht op zichzelf")):
        with tempfile.TemporaryDirectory() as map_:
            with open(os.path.join(map_, "plan.csv"), "w", encoding="utf-8") as f:
                f.write(kop + rij + "\n")
            uit = subprocess.run([d.programma, "planning", "importeer", os.path.join(map_, "plan.csv"), "--db", d.url], capture_output=True, text=True, timeout=60)
        assert uit.returncode == 1 and plaats in uit.stderr, (plaats, uit.stderr)
    assert len(d.lees("/regie/planning.json").boom["tabellen"]["mijlpalen"]["rijen"]) == 14


def definitions_are_shown_side_by_side(d):
    b = d.lees("/regie/definities.json").boom
    assert {r["soort"] for r in b["tabellen"]["omzettingen"]["rijen"]} == {"gelijk", "omzetbaar met een regel", "niet omzetbaar"}
    p = d.lees("/regie/definities/vergelijk?eerste=bzk-2023&tweede=sbr-wonen-2.9&woningtype=zorggeschikt").tekst
    assert "Telt alleen bij de eerste" in p and "tegenvoorbeeld" in p and "verschilt" in p
    assert d.vraag("GET", "/regie/definities/vergelijk?eerste=bzk-2023&tweede=bzk-2023&woningtype=x").status == 404


def the_trail_shows_all_of_it(d):
    assert "signaal.daad" in d.opdracht("spoor", "lijst", "--object", "signaal")
    daden = d.opdracht("spoor", "lijst", "--object", "opgave")
    for wat in ("opgave.concept", "opgave.consultatie", "opgave.zienswijze", "opgave.antwoord", "opgave.verschoven", "opgave.oordeel", "opgave.toets",
                "opgave.vastgesteld"):
        assert wat in daden, wat
    assert "publicatie.gezien" in d.opdracht("spoor", "lijst", "--object", "publicatie")
    assert "visie.stand" in d.opdracht("spoor", "lijst", "--object", "visie")
    assert "het spoor is heel" in d.opdracht("spoor", "controleer")


draai(
    the_state_of_2023_is_as_the_inventory_prints_it,
    a_file_with_a_mistake_is_refused_with_its_place,
    a_gemeente_tells_its_own_state_and_no_other,
    the_document_is_kept_with_its_versions,
    every_rule_names_a_source_that_is_there, a_rule_with_a_mistake_is_refused_with_its_place,
    a_concept_is_read_with_the_place_of_a_mistake_and_seen_by_none, nobody_steers_outside_the_own_werkgebied,
    the_consultation_is_published_and_seen_by_an_act_alone, who_published_it_is_not_asked_whether_it_saw_it,
    no_heading_says_what_the_one_above_it_says,
    signals_name_whom_they_ask_and_stay_closed, who_is_asked_nothing_is_not_shown_what_others_must_do,
    signals_of_others_stand_behind_a_filter,
    one_objects_with_evidence_and_the_sum_is_kept, who_presses_twice_moves_once,
    every_partij_has_an_oordeel_and_toetsen_have_a_name,
    the_decision_becomes_figures_and_everyone_is_told,
    after_the_decision_the_signals_are_over_and_say_why,
    everything_stands_on_one_page_with_what_changed,
    the_planning_is_read_told_and_taken_along,
    definitions_are_shown_side_by_side,
    the_trail_shows_all_of_it, who_presses_twice_makes_one, a_type_that_is_not_in_it_is_not_nought_and_types_are_not_added_up,
    of_a_concept_that_was_dropped_nobody_need_confirm_anything, a_type_too_much_does_not_make_up_for_one_too_little,
    before_deciding_it_says_what_that_does_to_the_province, a_form_tells_all_that_is_wrong_and_keeps_what_was_typed,
    a_default_woningtype_without_figures_gives_way_to_one_that_has_them,
)
