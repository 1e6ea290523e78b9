#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires: read in as versions that do not change, shown as people will see them, and taken along as a workbook."""

import os
import re
import subprocess
import tempfile

from dienst import draai

WORTEL = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GEMEENTEN = os.path.join(WORTEL, "voorbeelden", "vragenlijsten", "gemeenten.md")
PAD = "/vragenlijsten/woonzorgvisies-gemeenten"


def importeer(d, tekst):
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "lijst.md")
        with open(pad, "w", encoding="utf-8") as f:
            f.write(tekst)
        return subprocess.run([d.programma, "vragenlijst", "importeer", pad, "--db", d.url], capture_output=True, text=True, timeout=60)


def bron():
    with open(GEMEENTEN, encoding="utf-8") as f:
        return f.read()


def without_questionnaires_the_page_says_how(d):
    a = d.lees("/vragenlijsten")
    assert "Er is nog geen vragenlijst" in a.tekst and "vragenlijst importeer" in a.tekst and "}}" not in a.tekst


def a_workbook_becomes_a_version_and_the_same_again_none(d):
    uit = importeer(d, bron())
    assert uit.returncode == 0 and "versie 1, 30 vragen" in uit.stdout, uit.stdout + uit.stderr
    uit = importeer(d, bron())
    assert uit.returncode == 0 and "niets gewijzigd" in uit.stdout, uit.stdout + uit.stderr
    rijen = d.lees("/vragenlijsten.json").boom["tabellen"]["vragenlijsten"]["rijen"]
    assert [(r["versie"], r["vragen"]) for r in rijen] == [(1, 30)]


def a_workbook_that_comes_back_unchanged_is_no_version(d):
    """Taken along from the site, and as the workbook that lies beside the table in voorbeelden."""
    mee = d.vraag("GET", PAD + "/werkboek?versie=1").bytes
    with tempfile.TemporaryDirectory() as map_:
        terug = os.path.join(map_, "terug.xlsx")
        with open(terug, "wb") as f:
            f.write(mee)
        for pad in (terug, GEMEENTEN.replace(".md", ".xlsx")):
            uit = subprocess.run([d.programma, "vragenlijst", "importeer", pad, "--db", d.url], capture_output=True, text=True, timeout=60)
            assert uit.returncode == 0 and "versie 1 is al zo; er is niets gewijzigd" in uit.stdout, (pad, uit.stdout + uit.stderr)


def read_in_from_the_page_it_says_so_and_offers_the_next_step(d):
    met = ("werkboek", "netjes.md", bron().replace("woonzorgvisies-gemeenten", "netjes").encode())
    a = d.ik.post("/vragenlijsten", None, met)
    assert a.status == 303 and a.naar.endswith("?gedaan=ingelezen"), a.tekst[:600]
    b = d.lees(a.naar).tekst
    assert "Gelukt: het werkboek is ingelezen als versie 1, met 30 vragen" in b and 'href="/rondes?vragenlijst=netjes#nieuw"' in b
    assert re.search(r'<option value="netjes" selected', d.lees("/rondes?vragenlijst=netjes").tekst)
    a = d.ik.post("/vragenlijsten", None, met)
    assert "gelijk aan versie 1" in d.lees(a.naar).tekst
    b = d.anders().lees(a.naar).tekst
    assert "Gelukt" not in b and "Zet uit als ronde" not in b


def the_preview_shows_every_question_with_its_choices_and_routing(d):
    b = d.lees(PAD + ".json").boom
    vragen = [v for s in b["secties"] for v in s["vragen"] if v["isVraag"]]
    assert [v["nummer"] for v in vragen] == list(range(1, 31))
    assert [k["code"] for k in vragen[0]["keuzes"]] == ["te_starten", "bezig", "gerealiseerd", "vastgesteld"]
    assert vragen[1]["alleenAls"] == "het antwoord op vraag 1 is ingevuld"
    pagina = d.lees(PAD).tekst
    assert "}}" not in pagina and pagina.count('type="radio"') >= 4 and "<legend" in pagina
    for v in vragen:
        assert v["label"] in pagina, v["label"]


def another_text_is_a_next_version_and_the_former_stays(d):
    anders = bron().replace("Wilt u nog iets kwijt?", "Wat wilt u nog kwijt?")
    uit = importeer(d, anders)
    assert uit.returncode == 0 and "versie 2" in uit.stdout and "andere tekst: opmerkingen" in uit.stdout, uit.stdout + uit.stderr
    assert "Wat wilt u nog kwijt?" in d.lees(PAD).tekst
    assert "Wilt u nog iets kwijt?" in d.lees(PAD + "?versie=1").tekst
    assert d.vraag("GET", PAD + "?versie=3").status == 404
    assert d.vraag("GET", "/vragenlijsten/bestaatniet").status == 404


def a_code_that_becomes_another_kind_of_question_is_refused(d):
    uit = importeer(d, bron().replace("| integer | eigen_zorg |", "| text | eigen_zorg |"))
    assert uit.returncode == 1 and "geef de vraag een nieuwe wz::code" in uit.stderr, uit.stdout + uit.stderr
    assert d.lees("/vragenlijsten.json").boom["tabellen"]["vragenlijsten"]["rijen"][0]["versie"] == 2


def the_workbook_comes_back(d):
    assert d.lees(PAD + "/werkboek").bytes[:2] == b"PK"
    assert d.lees(PAD + "/werkboek?versie=1").bytes[:2] == b"PK"


def the_workbooks_of_voorbeelden_are_what_their_tables_say(d):
    for naam in ("woningcorporaties", "zorgaanbieders"):
        eerst, weer = (subprocess.run([d.programma, "vragenlijst", "importeer", os.path.join(os.path.dirname(GEMEENTEN), naam + eind), "--db", d.url],
                                      capture_output=True, text=True, timeout=60).stdout for eind in (".md", ".xlsx"))
        assert "versie 1, " in eerst and "versie 1 is al zo" in weer, (naam, eerst, weer)


def the_example_of_the_manual_reads_in_as_it_stands(d):
    """The lines of its code block, as somebody copies them."""
    with open(os.path.join(WORTEL, "docs", "handleiding", "vragenlijsten.md"), encoding="utf-8") as f:
        deel = f.read().split("## Een kleine vragenlijst in Markdown")[1].split("\n## ")[0]
    tekst = "\n".join(r[4:] for r in deel.split("\n") if r.startswith("    |") or not r) + "\n"
    uit = importeer(d, tekst)
    assert uit.returncode == 0 and "versie 1, 3 vragen" in uit.stdout and "weggelaten" not in uit.stdout + uit.stderr, uit.stdout + uit.stderr
    vragen = [v for s in d.lees("/vragenlijsten/proef-woonzorgvisie.json").boom["secties"] for v in s["vragen"] if v["isVraag"]]
    assert [k["code"] for k in vragen[0]["keuzes"]] == ["te_starten", "bezig", "vastgesteld"] and vragen[1]["alleenAls"] == "het antwoord op vraag 1 'Bezig' is", vragen


draai(without_questionnaires_the_page_says_how, a_workbook_becomes_a_version_and_the_same_again_none, a_workbook_that_comes_back_unchanged_is_no_version,
      the_preview_shows_every_question_with_its_choices_and_routing, another_text_is_a_next_version_and_the_former_stays,
      a_code_that_becomes_another_kind_of_question_is_refused, the_workbook_comes_back,
      read_in_from_the_page_it_says_so_and_offers_the_next_step, the_workbooks_of_voorbeelden_are_what_their_tables_say, the_example_of_the_manual_reads_in_as_it_stands)
