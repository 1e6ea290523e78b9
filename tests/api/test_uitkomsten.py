#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What a ronde yields, on the demo's inventory: every figure that the published report prints, tables, reports and exports."""

import csv
import html
import io
import json
import os
import re
import subprocess
import tempfile
import zipfile

from dienst import draai

WORTEL = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SJABLOON = os.path.join(WORTEL, "voorbeelden", "rapporten", "inventarisatie-limburg-2023.md")
TSV = os.path.join(WORTEL, "tests", "uitkomst", "tabellen-limburg.tsv")

# Question of the table of published figures → our question; option → our options, added up.
VRAGEN = {"stand woonzorgvisie per 2023-11-01": "stand_woonzorgvisie", "verwachting 2024-12-31": "verwachting_2024",
          "inhoud (meerkeuze)": "inhoud", "projectleiderschap": "projectleiderschap",
          "interne betrokkenheid (meerkeuze)": "interne_betrokkenheid",
          "partners fase visievorming (meerkeuze)": "partners_visievorming",
          "partners fase verkennend (meerkeuze)": "partners_verkennend", "voorkeur regio-indeling": "regio_voorkeur",
          "definities BZK/VWS": "definities", "opgavebepaling": "opgave"}
OPTIES = {"gerealiseerd": "gerealiseerd+vastgesteld", "bezig": "bezig", "nog te starten": "te_starten", "nog bezig": "bezig",
          "analyse+visie": "analyse_visie", "opgavebepalingen": "opgave", "hoofdlijnen uitvoeringsprogramma": "uitvoering",
          "instrumentarium": "instrumenten", "kansen/bedreigingen": "kansen", "monitoring": "monitoring", "fair share": "fair_share",
          "duaal": "duaal", "wonen/fysiek": "wonen", "ruimte/leefomgeving": "ruimte", "juridisch": "juridisch",
          "adviesraden Wmo": "adviesraden", "dorpsraden": "dorpsraden", "vijfdeling": "vijfdeling", "optie 2": "corop",
          "optie 3": "zorgkantoor", "optie 4": "anders", "komt overeen": "gelijk", "anders, omzetbaar": "omzetbaar",
          "anders, niet omzetbaar": "niet_omzetbaar", "geen antwoord": "geen_antwoord", "kent niet": "geen_kennis",
          "komt niet overeen": "niet_overeen"}


def loop(d, *woorden, goed=True):
    uit = subprocess.run([d.programma, *woorden, "--db", d.url], capture_output=True, text=True, timeout=300)
    assert not goed or uit.returncode == 0, " ".join(woorden) + ": " + uit.stderr
    return uit


def tabel(d, ronde, vraag, *meer):
    return list(csv.DictReader(io.StringIO(loop(d, "ronde", "tabel", "--ronde", ronde, "--vraag", vraag, *meer).stdout)))


def rijen_tsv():
    with open(TSV, encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t"))


def the_demo_fills_four_rondes(d):
    loop(d, "demo", "--alleen-vullen")
    codes = [r.split(",")[0] for r in loop(d, "ronde", "lijst").stdout.splitlines()[1:]]
    assert {"gemeenten-2023", "corporaties-2023", "zorgaanbieders-2023", "gemeenten-2024"} <= set(codes), codes


def every_published_figure_comes_out_with_its_n_N_and_percentage(d):
    tafels = {}
    for r in rijen_tsv():
        vraag = VRAGEN[r["question"]]
        if vraag not in tafels:
            tafels[vraag] = {x["optie"]: x for x in tabel(d, "gemeenten-2023", vraag) if x["kolom"] == "totaal"}
        optie = OPTIES[r["option"]]
        if vraag == "verwachting_2024" and r["option"] == "gerealiseerd":
            optie = "gerealiseerd"
        delen = [tafels[vraag][o] for o in optie.split("+")]
        n, N = sum(int(x["aantal"]) for x in delen), int(delen[0]["N"])
        assert (n, N) == (int(r["count"]), int(r["N"])), (r["question"], r["option"], n, N)
        assert (200 * n + N) // (2 * N) == int(r["pct_printed"]), (r["question"], r["option"])
        if len(delen) == 1:
            assert delen[0]["procent"] == r["pct_printed"] and delen[0]["afgedrukt"] == r["pct_printed"] + "%", delen


def maak_rapport(d, map_, naam):
    pad = os.path.join(map_, naam)
    uit = loop(d, "ronde", "rapport", "--ronde", "gemeenten-2023", "--sjabloon", SJABLOON, "--uit", pad)
    with open(pad, "rb") as f:
        return f.read(), uit.stdout


def tekst_van(bron):
    bron = re.sub(r"<svg.*?</svg>", " ", bron, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", bron)))


def the_report_prints_every_published_figure(d):
    with tempfile.TemporaryDirectory() as map_:
        bron = maak_rapport(d, map_, "r.html")[0].decode()
    tekst = tekst_van(bron)
    for r in rijen_tsv():
        cel = f"{r['count']} ({r['pct_printed']}%)"
        assert cel in tekst, cel
    for zin in ("In 10 (32%) van de 31 gemeenten", "in 6 daarvan heeft de raad", "16 (52%) gemeenten zijn ermee bezig",
                "58% tegen 46%", "46% tegen 17%", "12 van 31 is 39%: een vergissing in de bron",
                # chapter 5
                "10 (48%) van de 21 corporaties", "88% zorgaanbieders, 75% gemeenten en 63% andere", "75%, maatschappelijke opvang",
                "88% van de 17 corporaties", "Van 7 (41%) is vooraf", "bij 11 (65%) staat", "6 (35%) doen mee",
                "10 van de 22 corporaties kiezen de vijfdeling, 9 de COROP", "Bij 6 (50%) van de 12", "bij 4 (33%) om te zetten",
                "11 (69%) van de 16", "Bij twee kwam zij overeen, bij drie niet",
                # chapter 6
                "Alle 9 aanbieders", "bij vijf als deel", "bij twee gekoppeld", "één maakt een aparte", "Bij zes van de acht",
                "8 visies geven inzicht in de extramurale behoefte, 7 in samenwerking", "1 aanbieder gebruikte",
                "4 van de 6 aanbieders", "Bij drie van de zes", "voor 2 (33%) zijn ze een probleem", "Bij twee komt zij overeen, bij één niet"):
        assert zin in tekst, zin
    assert "verzonnen" in tekst and "Figuur 1." in tekst and "N = 31" in tekst and "{{" not in bron


def the_same_report_is_the_same_bytes_in_every_form(d):
    with tempfile.TemporaryDirectory() as map_:
        for vorm in ("html", "odt", "pdf"):
            een, uit = maak_rapport(d, map_, "a." + vorm)
            ander, uit2 = maak_rapport(d, map_, "b." + vorm)
            assert een == ander and uit.split("\n", 1)[1] == uit2.split("\n", 1)[1], vorm
            assert len(een) > 10000, vorm
        with open(os.path.join(map_, "a.pdf"), "rb") as f:
            pdf = f.read()
        assert pdf.startswith(b"%PDF") and b"/StructTreeRoot" in pdf and b"/Outlines" in pdf and b"/Lang" in pdf
        with zipfile.ZipFile(os.path.join(map_, "a.odt")) as z:
            assert z.infolist()[0].filename == "mimetype" and z.infolist()[0].compress_type == zipfile.ZIP_STORED
            assert z.testzip() is None
            for naam in ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"):
                subprocess.run(["xmllint", "--noout", "-"], input=z.read(naam), check=True)
            assert b"10 (32%)" in z.read("content.xml") and b"text:table-of-content" in z.read("content.xml")


def a_template_that_is_not_right_says_where(d):
    for tekst, fout in (("# x\n\n{{aantal bestaatniet=x}}\n", "regel 3"), ("{{aantal stand_woonzorgvisie=x}}\n", "deze keuze heeft de vraag niet"),
                        ("{{aantal stand_woonzorgvisie=bezig\n", "{{ zonder }}"), ("{{bla x}}\n", "dit kan geen verwijzing zijn"),
                        ("{{aantal opmerkingen=x}}\n", "alleen voor de beheerder"), ("---\nbla\n", "verwacht"),
                        ("{{aantal inhoud=opgave+monitoring}}\n", "telt dan dubbel"), ("{{tabel weg:inhoud}}\n", "deze ronde staat niet")):
        with tempfile.TemporaryDirectory() as map_:
            pad = os.path.join(map_, "s.md")
            with open(pad, "w", encoding="utf-8") as f:
                f.write(tekst)
            uit = loop(d, "ronde", "rapport", "--ronde", "gemeenten-2023", "--sjabloon", pad, "--uit", os.path.join(map_, "r.html"), goed=False)
            assert uit.returncode == 1 and fout in uit.stderr, (tekst, uit.stderr)


def html_in_a_template_is_text(d):
    with tempfile.TemporaryDirectory() as map_:
        pad, naar = os.path.join(map_, "s.md"), os.path.join(map_, "r.html")
        with open(pad, "w", encoding="utf-8") as f:
            f.write("# <script>alert(1)</script>\n\n<b>x</b> [a](javascript:alert(1)) \\{{niet}} \n\n| a | b |\n|---|---|\n| 1 | {{N inhoud}} |\n")
        loop(d, "ronde", "rapport", "--ronde", "gemeenten-2023", "--sjabloon", pad, "--uit", naar)
        with open(naar, encoding="utf-8") as f:
            bron = f.read()
    assert "<script" not in bron and "javascript:" not in bron and "<b>" not in bron and "{{niet}}" in bron and "<td>25</td>" in bron


def a_matrix_has_its_own_N_in_each_column(d):
    t = tabel(d, "gemeenten-2023", "samenwerking")
    assert {x["kolom"]: x["N"] for x in t} == {"partners_verkennend": "24", "partners_visievorming": "24", "partners_uitvoering": "21"}


def by_region_the_division_is_that_of_the_peildatum(d):
    t = [x for x in tabel(d, "gemeenten-2023", "aanpak_regio", "--per", "vijfdeling") if x["optie"] == "regionaal" and x["kolom"] != "totaal"]
    assert {x["kolom"]: (x["aantal"], x["N"]) for x in t} == {"VD01": ("0", "8"), "VD02": ("7", "7"), "VD03": ("0", "3"), "VD04": ("7", "7"),
                                                             "VD05": ("0", "6")}, t


def rondes_and_transitions_have_their_own_N(d):
    t = tabel(d, "gemeenten-2024", "stand_woonzorgvisie", "--per", "ronde")
    assert {x["kolom"]: x["N"] for x in t} == {"gemeenten-2023": "31", "gemeenten-2024": "31", "gemeenten-2023:beide": "29",
                                              "gemeenten-2024:beide": "29"}
    o = tabel(d, "gemeenten-2024", "stand_woonzorgvisie", "--per", "overgang")
    assert sum(int(x["aantal"]) for x in o) == 29 and {x["kolom"] for x in o} == {"te_starten", "bezig", "gerealiseerd", "vastgesteld", "geen_antwoord"}


def a_protected_question_shows_no_cell_under_three(d):
    for per in ((), ("--per", "vijfdeling"), ("--per", "gemeente"), ("--per", "stand_woonzorgvisie"), ("--per", "inhoud"), ("--per", "opgave")):
        for basis in ((), ("--basis", "beantwoord"), ("--basis", "deelnemend")):
            for x in tabel(d, "gemeenten-2023", "definities", *per, *basis):
                assert x["optie"] == "geen_antwoord" or x["aantal"] == "" or int(x["aantal"]) >= 3, x
                assert x["aantal"] or (x["procent"] == "" and x["afgedrukt"] == "–"), x
    uit = loop(d, "ronde", "tabel", "--ronde", "gemeenten-2023", "--vraag", "opmerkingen", goed=False)
    assert uit.returncode == 1 and "alleen voor de beheerder" in uit.stderr
    uit = loop(d, "ronde", "tabel", "--ronde", "gemeenten-2023", "--vraag", "inhoud", "--basis", "iets", goed=False)
    assert uit.returncode == 2
    boom = json.loads(loop(d, "ronde", "tabel", "--ronde", "gemeenten-2023", "--vraag", "definities", "--per", "gemeente", "--formaat", "json").stdout)
    assert all(r["aantal"] is None for r in boom["rijen"] if r["kolom"].startswith("GM") and r["optie"] != "geen_antwoord")


draai(the_demo_fills_four_rondes, every_published_figure_comes_out_with_its_n_N_and_percentage,
      the_report_prints_every_published_figure, the_same_report_is_the_same_bytes_in_every_form,
      a_template_that_is_not_right_says_where, html_in_a_template_is_text, a_matrix_has_its_own_N_in_each_column,
      by_region_the_division_is_that_of_the_peildatum, rondes_and_transitions_have_their_own_N,
      a_protected_question_shows_no_cell_under_three)
