#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Afspraken: who promises what, measured by figures of several years of which some lack, judged by rulebooks, confirmed by the partij itself.

Made-up organisations and numbers.
"""

import csv
import io
import json
import os
import re
import subprocess
import zipfile

from dienst import WORTEL, draai, wacht

CIJFERS = "onderwerp;gebied;woningtype;segment;periode_van;periode_tot;horizon_van;horizon_tot;waarde;eenheid;bron;vindplaats;definitieset;status;toelichting\n"
# Maastricht has three years; of Meerssen 2024 lacks; of Vaals there is nothing at all.
GEBOUWD = (("GM0935", 2022, 40), ("GM0935", 2023, 41), ("GM0935", 2024, 60), ("GM0938", 2022, 10), ("GM0938", 2023, 20))
KOP = ("code;soort;titel;gebied;partij;boek;bron;verzonnen;toezegging;partijen;door;belofte_gebied;onderwerp;woningtype;definitieset;aantal;van;tot;jaren;uiterlijk;"
       "gedaan_op;bewijs")
ZUID = "zuid;woondeal;Woondeal Heuvelland;VD05;PV31;drie-jaar;verzonnen;ja"
RIJEN = (
    f"{ZUID};Maastricht bouwt 300;GM0935;;GM0935;realisatie;zorggeschikt;bzk-2023;300;2022;2027;;;;",
    f"{ZUID};De regio bouwt 240;GM0935|GM0938|GM0981;;VD05;realisatie;zorggeschikt;bzk-2023;240;2022;2025;2022=60 2023=60 2024=60 2025=60;;;",
    f"{ZUID};Vaals bouwt 12;GM0981;;GM0981;realisatie;zorggeschikt;bzk-2023;12;2022;2025;;;;",
    f"{ZUID};Eén planlijst;PV31;alle gemeenten;VD05;;;;;;;;2025-07-01;;",
    f"{ZUID};Een vaste tafel;PV31;;VD05;;;;;;;;2025-07-01;2025-06-01;verslag",
)
LINK = "/regie/afspraken"


def opdracht(d, *delen):
    return subprocess.run([d.programma, *delen, "--db", d.url], capture_output=True, text=True, timeout=60)


def bestand(d, tekst, *delen, naam="x.csv"):
    """A command on a file with this text."""
    return opdracht(d, *delen[:-1], d.bestand(naam, tekst), *delen[-1])


def importeer(d, *rijen, opties=()):
    return bestand(d, KOP + "\n" + "\n".join(rijen) + "\n", "afspraak", "importeer", opties)


def maak(d):
    d.partij, d.mens = {}, {}
    for naam, cbs in (("Gemeente Maastricht", "GM0935"), ("Gemeente Meerssen", "GM0938"), ("Gemeente Vaals", "GM0981"), ("Provincie Limburg", "PV31"),
                      ("Gemeente Utrecht", "GM0344")):
        soort = "provincie" if cbs == "PV31" else "gemeente"
        d.partij[cbs] = int(d.opdracht("partij", "maak", naam, "--soort", soort, "--cbs", cbs, "--van", "2024-01-01").split()[1])
    d.partij["corporatie"] = int(d.opdracht("partij", "maak", "Woonproef", "--soort", "corporatie", "--van", "2024-01-01").split()[1])
    d.opdracht("partij", "werkgebied", "Woonproef", "GM0935", "--van", "2024-01-01")
    for wie, partij, rol in (("redacteur", "Provincie Limburg", "redacteur"), ("maastricht", "Gemeente Maastricht", "coordinator"), ("meerssen", "Gemeente Meerssen", "invuller"),
                             ("utrecht", "Gemeente Utrecht", "coordinator"), ("woonproef", "Woonproef", "invuller"), ("lezer", "Gemeente Maastricht", "lezer")):
        link = d.opdracht("mens", "maak", f"{wie}@proef.example", "--naam", f"Mens {wie}", "--partij", partij, "--rol", rol).split()[-1]
        d.mens[wie] = d.anders()
        d.mens[wie].kies_wachtwoord(link)
        d.mens[wie].meld_aan(f"{wie}@proef.example")
    d.mens["beheerder"] = d.ik
    tekst = CIJFERS + "".join(f"realisatie;{g};zorggeschikt;;{j}-01-01;{j}-12-31;{j};{j};{n};woningen;verzonnen;x;bzk-2023;definitief;verzonnen\n" for g, j, n in GEBOUWD)
    for jaar in (2022, 2023, 2024):  # a levering a year, as they come in
        deel = CIJFERS + "".join(r + "\n" for r in tekst.splitlines()[1:] if f";{jaar}-01-01;" in r)
        uit = bestand(d, deel, "cijfer", "importeer", "kerncijfers", ("--peildatum", f"{jaar}-12-31", "--leveraar", "proef"))
        assert uit.returncode == 0, uit.stdout + uit.stderr


def lijst(d, vraag="", wie=None):
    boom = (wie or d).lees(f"{LINK}.json?gebied=PV31{vraag}").boom
    return {r["toezegging"]: r for r in boom["tabellen"]["beloften"]["rijen"]}


def een(d, nummer, vraag="", pad=None):
    return d.lees(f"{pad or d.zuid}/beloften/{nummer}.json{vraag}").boom


def without_any_the_page_says_what_to_do(d):
    maak(d)
    leeg = d.verzoek("GET", f"{LINK}?gebied=PV31")
    assert leeg.status == 200 and "nog geen afspraken" in leeg.tekst and "Meld u aan" in leeg.tekst and "}}" not in leeg.tekst
    regels = d.verzoek("GET", LINK + "/regels").tekst
    assert "Driejaarstoets" in regels and "Housing Delivery Test" in regels and "Verzonnen" in regels


def a_file_with_a_mistake_is_refused_with_its_place_and_a_trial_changes_nothing(d):
    goed = RIJEN[0]
    for fout, plaats in ((goed.replace("woondeal;", "handdruk;"), "rij 2, kolom soort"), (goed.replace(";realisatie;", ";bestaatniet;"), "rij 2, kolom onderwerp"),
                         (goed.replace(";realisatie;", ";inwoners-65plus;"), "rij 2, kolom onderwerp"), (goed.replace(";zorggeschikt;", ";paleis;"), "rij 2, kolom woningtype"),
                         (goed.replace(";bzk-2023;", ";eigen;"), "rij 2, kolom definitieset"), (goed.replace(";300;", ";0;"), "rij 2, kolom aantal"),
                         (goed.replace(";2027;;", ";2021;;"), "rij 2, kolom tot"), (goed.replace(";2027;;", ";2027;2022=300;"), "rij 2, kolom jaren"),
                         (RIJEN[1].replace("2025=60", "2025=61"), "rij 2, kolom jaren"), (goed.replace(";GM0935;;GM0935;", ";Niemand;;GM0935;"), "rij 2, kolom partijen"),
                         (goed.replace(";GM0935;;GM0935;", ";;;GM0935;"), "rij 2, kolom partijen"), (goed.replace(";GM0935;;GM0935;", ";GM0935;;GM9999;"), "rij 2, kolom belofte_gebied"),
                         (goed.replace("drie-jaar", "geen-boek"), "rij 2, kolom boek"), (goed.replace(";PV31;", ";Woonproef;"), "rij 2, kolom partij"),
                         (RIJEN[3].replace("2025-07-01", "31-31-2025"), "rij 2, kolom uiterlijk"), (RIJEN[4].replace(";verslag", ";"), "rij 2, kolom gedaan_op")):
        uit = importeer(d, fout)
        assert uit.returncode == 1 and plaats in uit.stderr, (plaats, uit.stdout, uit.stderr)
    uit = importeer(d, *RIJEN, opties=("--proef",))
    assert uit.returncode == 0 and "proef: er is niets gewijzigd" in uit.stdout and "1 afspraken met 5 beloften" in uit.stdout, uit.stdout + uit.stderr
    assert lijst(d) == {}
    uit = importeer(d, *RIJEN)
    assert uit.returncode == 0 and "5 beloften zijn erbij gekomen" in uit.stdout, uit.stdout + uit.stderr
    assert "0 afspraken" in importeer(d, *RIJEN).stdout and len(lijst(d)) == 5
    d.zuid = lijst(d)["Maastricht bouwt 300"]["cellen"][0]["adres"].split("?")[0]
    d.nr = d.zuid.split("/")[-1]


def progress_is_computed_from_the_figures_and_explained(d):
    p = een(d, 1, vraag="?peildatum=2025-06-01")
    # 300 over six years: 50 a year. Three years are over: 40 + 41 + 60 = 141 of 150.
    assert p["antwoord"] == "In 2022 tot en met 2024 zijn 141 van de 150 beloofde woningen gehaald: 94%, onder 95%: ‘aandacht nodig’.", p["antwoord"]
    jaren = p["tabellen"]["jaren-1"]["rijen"]
    assert [(r["beloofd"], r["gehaald"], r["gehaaldSom"]) for r in jaren[:4]] == [(50, 40, 40), (50, 41, 81), (50, 60, 141), (50, None, None)]
    assert jaren[0]["cellen"][2]["adres"].startswith("/herkomst/")  # each year leads to where it comes from
    assert "proef" in d.lees(jaren[0]["cellen"][2]["adres"]).tekst
    oordelen = {r["boek"]: r for r in p["tabellen"]["oordelen"]["rijen"]}
    assert oordelen["Elk jaar apart"]["stand"] == "gehaald" and "60 van de 50" in oordelen["Elk jaar apart"]["waarom"]
    assert oordelen["Vanaf het begin opgeteld"]["stand"] == "iets achter"
    # as of earlier days, and with another book
    assert "In 2022 zijn 40 van de 50" in een(d, 1, vraag="?peildatum=2023-06-01")["antwoord"]
    assert "60 van de 50 beloofde" in een(d, 1, vraag="?peildatum=2025-06-01&boek=elk-jaar")["antwoord"]
    assert d.vraag("GET", f"{d.zuid}/beloften/1?boek=weg").status == 400
    # a later levering changes it, and what was known before stays
    tekst = CIJFERS + "realisatie;GM0935;zorggeschikt;;2025-01-01;2025-12-31;2025;2025;49;woningen;verzonnen;x;bzk-2023;definitief;verzonnen\n"
    assert bestand(d, tekst, "cijfer", "importeer", "kerncijfers", ("--peildatum", "2025-12-31", "--leveraar", "proef")).returncode == 0
    assert "In 2023 tot en met 2025 zijn 150 van de 150" in een(d, 1)["antwoord"]


def a_missing_figure_is_no_nought(d):
    r = lijst(d, "&peildatum=2025-06-01")
    assert r["Vaals bouwt 12"]["stand"] == "nog geen cijfer" and r["Vaals bouwt 12"]["gehaald"] is None
    assert "ook niet dat het nul is" in een(d, 3)["antwoord"]
    # of the region a part lacks: at least 40+10, 41+20, 60 of 60 each
    regio = r["De regio bouwt 240"]
    assert regio["gehaald"] == 171 and regio["beloofd"] == 180 and regio["percentage"] == 95 and regio["stand"] == "op schema"  # at least the best is certain
    assert [c["tekst"] for c in regio["cellen"] if c["tekst"].startswith("≥")] == ["≥ 171", "≥ 95%"]
    elk = een(d, 2, vraag="?peildatum=2023-06-01")
    assert "minstens 50 van de 60" in elk["antwoord"] and "‘achter’ of beter" in elk["antwoord"], elk["antwoord"]
    assert lijst(d, "&peildatum=2023-06-01")["De regio bouwt 240"]["stand"] == "achter of beter"
    assert set(lijst(d, "&toon=onzeker&peildatum=2023-06-01")) == {"De regio bouwt 240"}
    # the picture counts as less only what is certainly less
    t = d.lees(LINK + "?gebied=PV31&peildatum=2023-06-01").tekst
    assert "Bij 1 van de 3 beloften is minder gehaald dan tot nu toe beloofd; bij 2 is dat niet te zeggen" in t, re.findall(r"Bij [^<]* beloofd[^<]*", t)
    # the page of the whole counts the same, and its rows are all promises together
    stand = {r["wat"]: r for r in d.lees("/regie/stand.json?gebied=PV31&peildatum=2023-06-01").boom["tabellen"]["kort"]["rijen"] if r["wat"].startswith("Beloften")}
    assert stand["Beloften waarvan het niet te zeggen is"]["nu"] == 2 and "Van 2 is het niet te zeggen" in t, stand
    assert {r["eenheid"] for r in stand.values()} == {f"van {sum(r['nu'] for r in stand.values())} beloften"}, stand
    assert set(lijst(d, "&toon=geen-cijfer&peildatum=2023-06-01")) == {"Vaals bouwt 12"}


def a_figure_of_another_definition_is_not_added(d):
    tekst = CIJFERS + "realisatie;GM0981;zorggeschikt;;2024-01-01;2024-12-31;2024;2024;9;woningen;verzonnen;x;sbr-wonen-2.9;definitief;verzonnen\n"
    assert bestand(d, tekst, "cijfer", "importeer", "kerncijfers", ("--peildatum", "2025-01-01", "--leveraar", "anders")).returncode == 0
    rijen = {r["jaar"]: r for r in een(d, 3)["tabellen"]["jaren-3"]["rijen"]}
    assert rijen["2024"]["gehaald"] is None and "andere bron of definitie" in json.dumps(rijen["2024"], ensure_ascii=False)


def a_level_counts_from_where_it_began(d):
    rij = f"stand;woondeal;Plannen;GM0935;PV31;vanaf-begin;verzonnen;ja;100 harde plannen erbij;GM0935;;GM0935;plannen-hard;;;100;2024;2025;2024=40 2025=60;;;"
    assert importeer(d, rij).returncode == 0
    for jaar, n in ((2023, 200), (2024, 250), (2025, 280)):
        tekst = CIJFERS + f"plannen-hard;GM0935;;;{jaar}-10-01;{jaar}-10-01;;;{n};woningen;verzonnen;x;basisset-2.0;definitief;verzonnen\n"
        uit = bestand(d, tekst, "cijfer", "importeer", "kerncijfers", ("--peildatum", f"{jaar}-10-01", "--leveraar", "plannen"))
        assert uit.returncode == 0, uit.stderr
    pad = lijst(d)["100 harde plannen erbij"]["cellen"][0]["adres"].split("?")[0]
    p = een(d, 1, "?peildatum=2024-12-31", pad)
    assert "In 2024 zijn 50 van de 40 beloofde" in p["antwoord"], p["antwoord"]
    p = een(d, 1, "?peildatum=2026-01-01", pad)
    assert "In 2024 tot en met 2025 zijn 80 van de 100" in p["antwoord"] and "‘iets achter’" in p["antwoord"], p["antwoord"]
    assert [(r["gehaald"], r["stand"], r["gehaaldSom"]) for r in p["tabellen"]["jaren-1"]["rijen"]] == [(50, 250, 50), (30, 280, 80)]


def a_ratio_counts_from_where_it_began(d):
    rij = "graad;woondeal;Dekking;GM0938;PV31;vanaf-begin;verzonnen;ja;40 procentpunten meer dekking;GM0938;;GM0938;dekkingsgraad-hard;zorggeschikt;;40;2024;2025;2024=20 2025=20;;;"
    assert importeer(d, rij).returncode == 0
    assert "niet per woningtype" in importeer(d, rij.replace("graad;", "bezet;").replace("dekkingsgraad-hard", "woningbezetting")).stderr
    for jaar, n in ((2023, 40), (2024, 55), (2025, 71)):
        tekst = CIJFERS + "".join(f"{o};GM0938;zorggeschikt;;{jaar}-10-01;{jaar}-10-01;2024;2030;{w};woningen;verzonnen;x;basisset-2.0;definitief;verzonnen\n"
                                  for o, w in (("plannen-hard", n), ("opgave", 100)))
        uit = bestand(d, tekst, "cijfer", "importeer", "kerncijfers", ("--peildatum", f"{jaar}-10-01", "--leveraar", "dekking"))
        assert uit.returncode == 0, uit.stderr
    pad = lijst(d)["40 procentpunten meer dekking"]["cellen"][0]["adres"].split("?")[0]
    p = een(d, 1, "?peildatum=2026-01-01", pad)
    assert "31 van de 40 beloofde procentpunten" in p["antwoord"], p["antwoord"]
    rijen = p["tabellen"]["jaren-1"]["rijen"]
    assert [(r["gehaald"], r["stand"], r["gehaaldSom"]) for r in rijen] == [(15, 55, 15), (16, 71, 31)], rijen
    herkomst = [c["adres"] for c in rijen[1]["cellen"] if "/herkomst/" in c.get("adres", "")]
    assert herkomst and "71" in d.lees(herkomst[0]).tekst, rijen[1]  # each year leads to what it was made of


NIEUW = {"soort": "prestatieafspraak", "titel": "Prestatieafspraken proef", "gebied": "GM0935", "bron": "verzonnen", "boek": "elk-jaar", "toelichting": "", "gesloten": ""}
BELOFTE = {"wat": "cijfer", "toezegging": "Woonproef bouwt 100", "partijen": "Woonproef\nGM0935", "door": "", "belofte_gebied": "Maastricht", "onderwerp": "realisatie",
           "woningtype": "zorggeschikt", "segment": "", "kenmerk": "", "cijferbron": "", "definitieset": "", "aantal": "100", "van": "2024", "tot": "2025",
           "jaren": "", "nul": "", "nul_bron": "", "venster_van": "", "venster_tot": ""}


def who_keeps_it_may_change_it_and_no_other(d):
    velden = {**NIEUW, "partij": d.partij["GM0935"]}
    assert d.anders().post(LINK + "/nieuw", velden).status in (401, 403)
    for wie in ("lezer", "meerssen", "utrecht", "woonproef"):
        assert d.mens[wie].post(LINK + "/nieuw", velden).status == 403, wie
    assert d.mens["maastricht"].post(LINK + "/nieuw", {**velden, "partij": d.partij["GM0344"]}).status == 403
    a = d.mens["maastricht"].post(LINK + "/nieuw", {**velden, "soort": "woondeal"})  # that is for provincie and Rijk: data says so
    assert a.status == 400 and "houdt zulke afspraken niet bij" in a.tekst
    for veld, fout in (("titel", ""), ("titel", "x" * 201), ("gebied", "Atlantis"), ("bron", ""), ("boek", "weg"), ("gesloten", "gisteren"), ("partij", ""), ("soort", "x")):
        assert d.mens["maastricht"].post(LINK + "/nieuw", {**velden, veld: fout}).status == 400, veld
    a = d.mens["maastricht"].post(LINK + "/nieuw", velden)
    assert a.status == 303, a.tekst[:900]
    d.pad = a.naar.split("?")[0]
    for wie, status in (("meerssen", 403), ("utrecht", 403), ("lezer", 403), ("redacteur", 200), ("beheerder", 200), ("maastricht", 200)):
        assert d.mens[wie].vraag("GET", d.pad + "/wijzig").status == status, wie
        assert d.mens[wie].vraag("GET", d.pad + "/beloften/nieuw").status == status, wie
    assert "Trek de afspraak in" not in d.mens["meerssen"].lees(d.pad).tekst and "Trek de afspraak in" in d.mens["maastricht"].lees(d.pad).tekst
    wijzig = {**NIEUW, "titel": "Prestatieafspraken 2024", "versie": "1", "reden": "naam"}
    assert d.mens["meerssen"].post(d.pad + "/wijzig", wijzig).status == 403
    assert d.mens["maastricht"].post(d.pad + "/wijzig", {**wijzig, "reden": ""}).status == 400
    assert d.mens["maastricht"].post(d.pad + "/wijzig", wijzig).status == 303
    a = d.mens["maastricht"].post(d.pad + "/wijzig", wijzig)  # of a version that is not the last any more
    assert a.status == 400 and "iemand anders" in a.tekst
    assert d.lees(d.pad + ".json").boom["titel"] == "Prestatieafspraken 2024"
    assert d.mens["maastricht"].post(d.pad + "/document", {}, ("document", "deal.exe", b"MZ")).status == 400
    assert d.mens["maastricht"].post(d.pad + "/document", {"document_bij": "getekend"}, ("document", "deal.pdf", b"%PDF-1.7 x")).status == 303
    assert d.mens["meerssen"].post(d.pad + "/document", {}, ("document", "deal.pdf", b"%PDF-1.7 y")).status == 403
    a = d.verzoek("GET", d.pad + "/document/1")
    assert a.bytes == b"%PDF-1.7 x" and "attachment" in a.kop["content-disposition"]
    assert d.verzoek("GET", d.pad + "/document/2").status == 404


def a_promise_is_checked_beside_its_fields(d):
    pad = d.pad + "/beloften/nieuw"
    for veld, fout in (("toezegging", ""), ("toezegging", "x" * 2001), ("partijen", ""), ("partijen", "Niemand"), ("belofte_gebied", "Atlantis"), ("onderwerp", "inwoners-65plus"),
                       ("onderwerp", "'; DROP TABLE belofte --"), ("woningtype", "paleis"), ("aantal", "-5"), ("aantal", "1e99"), ("aantal", "99999999999999999999"), ("van", "0"),
                       ("van", "jaar"), ("tot", "2023"), ("tot", "99999"), ("jaren", "2024=100"), ("jaren", "2024=50 2025=51"), ("jaren", "<script>"), ("nul", "5"),
                       ("venster_van", "2024"), ("cijferbron", "x"), ("definitieset", "x"), ("segment", "x" * 300)):
        a = d.mens["maastricht"].post(pad, {**BELOFTE, veld: fout})
        assert a.status == 400 and "De belofte" in a.tekst, (veld, fout, a.status)
        assert "<script>" not in a.tekst.split("<main")[1].replace("<script src", ""), veld
    assert d.mens["meerssen"].post(pad, BELOFTE).status == 403
    # Who promises is chosen: a box for each that works there, by kind; others by name. What was chosen is not lost.
    t = d.mens["maastricht"].lees(pad).tekst
    assert 'name="partij.%d"' % d.partij["GM0935"] in t and 'name="partij.%d"' % d.partij["GM0344"] not in t and t.count("<fieldset") >= 2
    gekozen = {"partijen": "", f"partij.{d.partij['GM0935']}": "ja", f"partij.{d.partij['corporatie']}": "ja"}
    a = d.mens["maastricht"].post(pad, {**BELOFTE, **gekozen, "toezegging": ""})
    assert a.status == 400 and re.search(r'name="partij\.%d" value="ja" checked' % d.partij["corporatie"], a.tekst), a.tekst[:1500]
    a = d.mens["maastricht"].post(pad, {**BELOFTE, **gekozen, "toezegging": "Samen gekozen"})
    assert a.status == 303, a.tekst[:1500]
    assert "Woonproef" in d.lees(a.naar.split("?")[0]).tekst
    t = d.mens["maastricht"].lees(a.naar.split("?")[0] + "/wijzig").tekst
    assert re.search(r'name="partij\.%d" value="ja" checked' % d.partij["GM0935"], t)
    a = d.mens["maastricht"].post(pad, {**BELOFTE, "toezegging": "<b>Woonproef</b> bouwt {{100}}"})
    assert a.status == 303, a.tekst[:1500]
    d.belofte = a.naar.split("?")[0]
    tekst = d.verzoek("GET", d.belofte).tekst
    assert "&lt;b&gt;Woonproef&lt;/b&gt;" in tekst and "<b>Woonproef" not in tekst and "{{100}}" in tekst
    assert d.mens["maastricht"].post(pad, {"wat": "daad", "toezegging": "Een wachtlijst", "partijen": "Woonproef", "belofte_gebied": "GM0935", "uiterlijk": "x"}).status == 400
    a = d.mens["maastricht"].post(pad, {"wat": "daad", "toezegging": "Een wachtlijst", "partijen": "Woonproef", "belofte_gebied": "GM0935", "uiterlijk": "2025-01-01"})
    assert a.status == 303, a.tekst[:900]
    d.daad = a.naar.split("?")[0]


def versie(d, pad, wie="woonproef"):
    tekst = d.mens[wie].lees(pad).tekst
    return tekst.split('name="versie" value="')[1].split('"')[0]


def a_partij_confirms_its_own_promise_and_nobody_does_so_for_it(d):
    zeg = {"namens": d.partij["corporatie"], "oordeel": "bevestigd", "versie": versie(d, d.belofte)}
    for wie in ("redacteur", "maastricht", "meerssen", "beheerder", "lezer", "utrecht"):
        assert d.mens[wie].post(d.belofte + "/bevestig", zeg).status == 403, wie
    assert d.anders().post(d.belofte + "/bevestig", zeg).status in (401, 403)
    assert "Belooft uw organisatie dit?" not in d.mens["redacteur"].lees(d.belofte).tekst
    assert d.mens["woonproef"].post(d.belofte + "/bevestig", {**zeg, "oordeel": "misschien"}).status == 400
    assert d.mens["woonproef"].post(d.belofte + "/bevestig", {**zeg, "oordeel": "betwist"}).status == 400  # without saying what
    assert d.mens["woonproef"].post(d.belofte + "/bevestig", {**zeg, "versie": "999999"}).status == 400
    assert d.mens["meerssen"].post(d.belofte + "/bevestig", {**zeg, "namens": d.partij["GM0938"]}).status == 400  # promises nothing here
    def gevraagd(wie):
        return {r["toezegging"] for r in d.mens[wie].lees(LINK + ".json?gebied=PV31").boom["tabellen"].get("voor-u", {"rijen": []})["rijen"]}
    def te_doen(wie, kop):
        """What the page of signals says that the own organisation has to do about a promise."""
        return set(re.findall(rf"{kop}: ([^<]*)", d.mens[wie].lees("/regie/signalen").tekst))
    nog = "Belofte nog te bevestigen"
    assert any("Woonproef" in t for t in te_doen("woonproef", nog)) and te_doen("redacteur", nog) == {"Eén planlijst", "Een vaste tafel"}
    assert te_doen("utrecht", nog) == te_doen("lezer", nog) == set()  # promises nothing; may not answer for it
    # What lies behind is told who promises it; who keeps it is asked by a signal, and not twice.
    achter = "Uw belofte ligt achter"
    assert {r for r, x in lijst(d).items() if x["stand"] == "te laat"} >= {"Een wachtlijst", "Eén planlijst"}
    assert "Een wachtlijst" in te_doen("woonproef", achter) and "Eén planlijst" not in te_doen("redacteur", achter), te_doen("woonproef", achter)
    assert te_doen("lezer", achter) == te_doen("utrecht", achter) == set()
    assert any("Woonproef" in t for t in gevraagd("woonproef")) and gevraagd("redacteur") == {"Eén planlijst", "Een vaste tafel"} and gevraagd("utrecht") == set()
    assert d.mens["woonproef"].post(d.belofte + "/bevestig", zeg).status == 303
    assert not any("Woonproef" in t for t in gevraagd("woonproef") | te_doen("woonproef", nog))
    rij = {r["wie"]: r for r in d.lees(d.belofte + ".json").boom["tabellen"]["bevestigingen"]["rijen"]}
    assert rij["Woonproef"]["oordeel"] == "bevestigd" and rij["Gemeente Maastricht"]["oordeel"] == "nog niets"
    # a change asks anew
    w = d.mens["maastricht"]
    w.lees(d.belofte + "/wijzig")
    assert w.post(d.belofte + "/wijzig", {**BELOFTE, "aantal": "120", "versie": "1", "reden": "meer"}).status == 303
    rij = {r["wie"]: r for r in d.lees(d.belofte + ".json").boom["tabellen"]["bevestigingen"]["rijen"]}
    assert rij["Woonproef"]["oordeel"] == "nog niets"
    assert d.mens["woonproef"].post(d.belofte + "/bevestig", zeg).status == 400  # it read the one before
    zeg = {**zeg, "versie": versie(d, d.belofte), "oordeel": "betwist", "toelichting": "Wij beloofden 100."}
    assert d.mens["woonproef"].post(d.belofte + "/bevestig", zeg).status == 303
    assert "Wij beloofden 100." in d.lees(d.belofte).tekst
    assert w.post(d.belofte + "/wijzig", {**BELOFTE, "versie": "1", "reden": "oud"}).status == 400


def a_deed_is_done_with_evidence(d):
    assert lijst(d)["Een wachtlijst"]["stand"] == "te laat"
    zeg = {"gedaan": "ja", "datum": "2025-02-01", "bewijs": "Besluit 12"}
    for wie in ("meerssen", "utrecht", "lezer"):
        assert d.mens[wie].post(d.daad + "/stand", zeg).status == 403, wie
    for fout in ({"bewijs": ""}, {"datum": "2999-01-01"}, {"datum": "x"}, {"gedaan": "x"}):
        assert d.mens["woonproef"].post(d.daad + "/stand", {**zeg, **fout}).status == 400, fout
    assert d.mens["woonproef"].post(d.daad + "/stand", zeg, ("stuk", "x.exe", b"MZ")).status == 400
    assert d.mens["woonproef"].post(d.daad + "/stand", zeg, ("stuk", "besluit.pdf", b"%PDF-1.7 b")).status == 303
    assert lijst(d)["Een wachtlijst"]["stand"] == "gedaan, later dan beloofd"
    assert d.verzoek("GET", d.daad + "/bewijs").bytes == b"%PDF-1.7 b"
    assert d.mens["maastricht"].post(d.daad + "/stand", {**zeg, "gedaan": "nee", "bewijs": "toch niet"}).status == 303
    assert lijst(d)["Een wachtlijst"]["stand"] == "te laat"
    assert d.mens["woonproef"].post(d.belofte + "/stand", zeg).status == 400  # a number is measured, not said
    assert lijst(d)["Een vaste tafel"]["stand"] == "gedaan"


def signalen(d, tabel="signalen"):
    return [r["signaal"] for r in d.mens["redacteur"].lees("/regie/signalen.json?wie=alle").boom["tabellen"][tabel]["rijen"]]


def a_rule_finds_what_lies_behind_until_it_is_withdrawn(d):
    d.opdracht("signaal", "controleer")
    wacht("het signaal over de planlijst", lambda: [s for s in signalen(d) if "Eén planlijst" in s])
    assert not [s for s in signalen(d) if "Een vaste tafel" in s]
    assert d.mens["redacteur"].post(f"{d.zuid}/beloften/4/intrekken", {"reden": ""}).status == 400
    assert d.mens["maastricht"].post(f"{d.zuid}/beloften/4/intrekken", {"reden": "x"}).status == 403
    assert d.mens["redacteur"].post(f"{d.zuid}/beloften/4/intrekken", {"reden": "opgegaan in de monitor"}).status == 303
    wacht("het einde van het signaal", lambda: not [s for s in signalen(d) if "Eén planlijst" in s])
    assert [s for s in signalen(d, "voorbij") if "Eén planlijst" in s]


def what_is_withdrawn_is_kept_and_counts_no_more(d):
    assert "Eén planlijst" not in lijst(d) and set(lijst(d, "&toon=ingetrokken")) == {"Eén planlijst"}
    assert "opgegaan in de monitor" in een(d, 4)["antwoord"]
    a = d.mens["redacteur"].post(f"{d.zuid}/beloften/4/intrekken", {"reden": "nog eens"})
    assert a.status == 400 and "ingetrokken" in a.tekst
    pad = d.pad
    assert d.mens["meerssen"].post(pad + "/intrekken", {"reden": "x"}).status == 403
    assert d.mens["maastricht"].post(pad + "/intrekken", {"reden": "vervangen"}).status == 303
    b = d.lees(pad + ".json").boom
    assert "vervangen" in b["antwoord"] and all(r["stand"] == "ingetrokken" for r in b["tabellen"]["beloften"]["rijen"])
    for achter, velden in (("/wijzig", {**NIEUW, "versie": "2", "reden": "x"}), ("/beloften/nieuw", BELOFTE), ("/intrekken", {"reden": "x"})):
        assert d.mens["maastricht"].post(pad + achter, velden).status == 400, achter
    assert d.mens["woonproef"].post(d.belofte + "/bevestig", {"namens": d.partij["corporatie"], "oordeel": "bevestigd", "versie": "1"}).status == 400
    assert "Een wachtlijst" not in lijst(d)
    geschiedenis = [r["daad"] for r in b["tabellen"]["geschiedenis"]["rijen"]]
    for wat in ("vastgelegd", "afspraak gewijzigd", "belofte toegevoegd", "belofte bevestigd", "belofte betwist", "gedaan, met bewijs", "document bewaard", "afspraak ingetrokken"):
        assert wat in geschiedenis, wat
    assert "Mens woonproef" not in d.verzoek("GET", d.belofte).tekst  # who, is not for a visitor


def filters_hold_and_hostile_ones_are_refused(d):
    assert set(lijst(d, "&soort=woondeal")) >= {"Maastricht bouwt 300"} and lijst(d, "&soort=overig") == {}
    assert set(lijst(d, f"&partij={d.partij['GM0981']}")) == {"Vaals bouwt 12", "De regio bouwt 240"}
    assert d.lees(LINK + ".json?gebied=GM0344").boom["tabellen"]["beloften"]["rijen"] == []  # touches nothing
    assert 'class="wz-blok wz-keuze" aria-labelledby="keuze-blok-kop"' in d.lees(LINK).tekst  # its fields beside each other
    assert len(d.lees(LINK + ".json?gebied=NL01").boom["tabellen"]["beloften"]["rijen"]) >= 5
    for vraag in ("soort=x", "toon=x", "partij=x", "partij=-1", "boek=x", "partij=99999999999999999999", "toon='--"):
        assert d.vraag("GET", f"{LINK}?{vraag}").status == 400, vraag
    for pad in ("/0", "/x", "/99999", "/-1", "/9223372036854775808", f"/{d.nr}/beloften/99", f"/{d.nr}/beloften/x", f"/{d.nr}/document/1", f"/{d.nr}/beloften/1/bewijs"):
        assert d.vraag("GET", LINK + pad).status == 404, pad
    assert d.mens["redacteur"].post(f"{LINK}/99999/intrekken", {"reden": "x"}).status == 404


def it_is_taken_along_and_open_to_programs(d):
    rijen = list(csv.DictReader(io.StringIO(d.lees(LINK + ".csv?gebied=PV31&tabel=beloften").bytes.decode("utf-8-sig")), delimiter=";"))
    assert any("Maastricht bouwt 300" in json.dumps(r, ensure_ascii=False) for r in rijen), rijen[:2]
    assert zipfile.is_zipfile(io.BytesIO(d.lees(LINK + ".xlsx?gebied=PV31").bytes))
    a = d.verzoek("GET", "/v1/afspraken?soort=woondeal&datum=2025-06-01&sorteer=id")
    assert a.status == 200, a.tekst
    x = {r["id"]: r for r in a.boom["afspraken"]}
    een_ = x[f"{d.nr}-1"]
    assert (een_["aantal"], een_["beloofd"], een_["gehaald"], een_["percentage"], een_["klasse"]) == (300, 150, 141, 94, "let-op")
    assert een_["jaren"][0] == {"jaar": 2022, "beloofd": 50, "gehaald": 40, "minstens": False, "beloofdSom": 50, "gehaaldSom": 40, "herkomst": een_["jaren"][0]["herkomst"]}
    assert d.verzoek("GET", f"/v1/cijfers/{een_['jaren'][0]['herkomst']}/herkomst").boom["waarde"] == 40
    assert x[f"{d.nr}-2"]["minstens"] is True and x[f"{d.nr}-3"]["gehaald"] is None and x[f"{d.nr}-5"]["daad"] is True and x[f"{d.nr}-5"]["aantal"] is None
    assert x[f"{d.nr}-4"]["klasse"] == "ingetrokken" and "Mens" not in a.tekst
    assert {r["id"] for r in d.verzoek("GET", "/v1/afspraken?klasse=ingetrokken").boom["afspraken"]} >= {f"{d.nr}-4"}
    assert d.verzoek("GET", "/v1/afspraken?klasse=x").status == 400 and d.verzoek("GET", f"/v1/afspraken/{d.nr}-99").status == 404
    assert d.verzoek("GET", f"/v1/afspraken/{d.nr}-1?datum=2025-06-01").boom["percentage"] == 94
    assert f"{d.nr}-1" in d.verzoek("GET", "/v1/afspraken.csv").tekst
    api = d.verzoek("GET", "/v1/openapi.json").boom
    assert "/afspraken" in json.dumps(list(api["paths"])) and api["components"]["schemas"]["Afspraak"]["properties"]["jaren"]["type"] == "array"


def own_rulebooks_count_from_when_they_are_kept(d):
    kop = "boek;naam;jaren;vanaf;oordeel;ernst;gevolg;bron;verzonnen\n"
    uit = bestand(d, kop + "eigen;Eigen boek;3;95;goed;0;g;b;ja\n", "afspraak", "regels", ())
    assert uit.returncode == 1 and "begint niet bij 0" in uit.stderr, uit.stderr
    uit = bestand(d, kop + "eigen;Eigen boek;0;50;ruim;0;g;b;ja\neigen;Eigen boek;0;0;krap;2;g;b;ja\n", "afspraak", "regels", ())
    assert uit.returncode == 0 and "bewaard" in uit.stdout, uit.stderr
    p = een(d, 1, vraag="?peildatum=2025-06-01")
    assert "‘ruim’" in p["antwoord"] and "Eigen boek" in d.lees(d.zuid).tekst and "er niet meer" in d.lees(d.zuid).tekst
    with open(os.path.join(WORTEL, "referentie", "afspraak-regels.csv"), encoding="utf-8") as f:
        assert bestand(d, f.read(), "afspraak", "regels", ()).returncode == 0
    uit = bestand(d, "code;naam;uitleg;regie\npact;Pact;Een pact.;gemeente\n", "afspraak", "soorten", ())
    assert uit.returncode == 0, uit.stderr
    assert d.mens["maastricht"].post(LINK + "/nieuw", {**NIEUW, "soort": "pact", "partij": d.partij["GM0935"]}).status == 303
    assert d.mens["maastricht"].post(LINK + "/nieuw", {**NIEUW, "partij": d.partij["GM0935"]}).status == 400  # a kind that is not there any more
    uit = opdracht(d, "afspraak", "lijst", "--formaat", "json", "--dag", "2025-06-01")
    assert "Maastricht bouwt 300" in uit.stdout and "94" in uit.stdout, uit.stdout[:500] + uit.stderr
    assert opdracht(d, "afspraak", "lijst", "--boek", "x").returncode != 0


def the_trail_is_whole(d):
    daden = d.opdracht("spoor", "lijst", "--object", "afspraak")
    for wat in ("afspraak.gemaakt", "afspraak.gewijzigd", "afspraak.ingetrokken", "afspraak.document", "belofte.gemaakt", "belofte.gewijzigd", "belofte.bevestigd", "belofte.betwist",
                "belofte.gedaan", "belofte.heropend", "belofte.ingetrokken"):
        assert wat in daden, wat
    assert "het spoor is heel" in d.opdracht("spoor", "controleer")


draai(
    without_any_the_page_says_what_to_do,
    a_file_with_a_mistake_is_refused_with_its_place_and_a_trial_changes_nothing,
    progress_is_computed_from_the_figures_and_explained,
    a_missing_figure_is_no_nought,
    a_figure_of_another_definition_is_not_added,
    a_level_counts_from_where_it_began, a_ratio_counts_from_where_it_began,
    who_keeps_it_may_change_it_and_no_other,
    a_promise_is_checked_beside_its_fields,
    a_partij_confirms_its_own_promise_and_nobody_does_so_for_it,
    a_deed_is_done_with_evidence,
    a_rule_finds_what_lies_behind_until_it_is_withdrawn,
    what_is_withdrawn_is_kept_and_counts_no_more,
    filters_hold_and_hostile_ones_are_refused,
    it_is_taken_along_and_open_to_programs,
    own_rulebooks_count_from_when_they_are_kept,
    the_trail_is_whole,
)
