#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What a ronde yields, on the demo's inventory: every figure that the published report prints, tables, reports and exports."""

import csv
import ctypes
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree
from concurrent.futures import ThreadPoolExecutor

from dienst import Bezoek, Overgeslagen, draai

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


def a_pdf_is_made_where_the_service_runs(d):
    """As systemd has it for the service: no new privileges, and no memory that is written and run (MemoryDenyWriteExecute=)."""
    libc = ctypes.CDLL(None)
    if subprocess.run([sys.executable, "-c", "import ctypes, sys; sys.exit(ctypes.CDLL(None).prctl(65, 1, 0, 0, 0) != 0)"]).returncode:
        raise Overgeslagen("deze kernel kent PR_SET_MDWE niet")
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "dienst.pdf")
        subprocess.run([d.programma, "ronde", "rapport", "--ronde", "gemeenten-2023", "--sjabloon", SJABLOON, "--uit", pad, "--db", d.url], check=True, timeout=120,
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=lambda: (libc.prctl(38, 1, 0, 0, 0), libc.prctl(65, 1, 0, 0, 0)))
        with open(pad, "rb") as f:
            assert f.read().startswith(b"%PDF")


def the_same_report_is_the_same_bytes_in_every_form(d):
    d.rapport = {}  # for the tests after this one: a browser makes a PDF in seconds
    with tempfile.TemporaryDirectory() as map_:
        for vorm in ("html", "odt", "pdf"):
            een, uit = maak_rapport(d, map_, "a." + vorm)
            ander, uit2 = maak_rapport(d, map_, "b." + vorm)
            anders = [i for i, (x, y) in enumerate(zip(een, ander)) if x != y][:3]
            assert een == ander, (vorm, len(een), len(ander), anders, [(een[i - 60:i + 40], ander[i - 60:i + 40]) for i in anders[:1]])
            assert uit.split("\n", 1)[1] == uit2.split("\n", 1)[1], vorm
            assert len(een) > 10000, vorm
            d.rapport[vorm] = een
        pdf = d.rapport["pdf"]
        assert pdf.startswith(b"%PDF") and b"/StructTreeRoot" in pdf and b"/Outlines" in pdf and b"/Lang" in pdf
        # The browser counts nodes from another number now and then: what it named after them is numbered from one.
        namen = sorted({int(x) for x in re.findall(rb"\(node(\d{8})\)", pdf)})
        assert namen == list(range(1, len(namen) + 1)) and len(namen) > 20, namen[:5]
        with zipfile.ZipFile(os.path.join(map_, "a.odt")) as z:
            assert z.infolist()[0].filename == "mimetype" and z.infolist()[0].compress_type == zipfile.ZIP_STORED
            assert z.testzip() is None
            for naam in ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"):
                subprocess.run(["xmllint", "--noout", "-"], input=z.read(naam), check=True)
            assert b"10 (32%)" in z.read("content.xml") and b"text:table-of-content" in z.read("content.xml")


def the_contents_of_a_pdf_name_the_page_on_which_each_part_begins(d):
    if not shutil.which("pdfinfo") or not shutil.which("pdftotext"):
        raise Overgeslagen("poppler-utils is er niet")
    bron, pad = d.rapport["html"].decode(), d.bestand("r.pdf", d.rapport["pdf"])
    bladen = subprocess.run(["pdftotext", "-layout", pad, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    info = subprocess.run(["pdfinfo", pad], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged: +yes", info), info
    plat = [re.sub(r"\s+", " ", x) for x in bladen]
    koppen = [re.sub(r"\s+", " ", html.unescape(x)).strip() for x in re.findall(r'<li class="n\d"><a href="#[^"]*">(.*?)<span class="blz"></span></a>', bron)]
    assert len(koppen) == 18, koppen
    inhoud = " ".join(plat[:2])
    for k in koppen:
        m = re.search(re.escape(k) + r" (\d+)(?!\d)", inhoud)
        assert m, (k, inhoud[:1500])
        assert k in plat[int(m.group(1)) - 1], (k, m.group(1), plat[int(m.group(1)) - 1][:300])
    assert "</span></a></li>" in bron and '"blz"></span>' in bron  # on a screen there are no pages


def odf_taal():
    """What OpenDocument allows, as Debian's python3-odf has it from the schema of OASIS. It lies with the system's Python, whichever runs this."""
    try:
        from odf import grammar
    except ImportError:
        sys.path.append("/usr/lib/python3/dist-packages")
        try:
            from odf import grammar
        except ImportError as fout:
            raise Overgeslagen("python3-odf is er niet") from fout
        finally:
            sys.path.pop()
    return grammar


def odf_fouten(taal, bron):
    """Elements, attributes and text that stand where OpenDocument does not have them, or lack what it asks for."""
    def naam(x):
        return tuple(x[1:].split("}")) if x[0] == "{" else ("", x)

    fouten = []
    for el in ElementTree.fromstring(bron).iter():
        wat, kinderen = naam(el.tag), taal.allowed_children.get(naam(el.tag), ())
        mag = taal.allowed_attributes.get(wat)
        if wat not in taal.allowed_children:
            fouten.append(f"{wat[1]} bestaat niet")
        fouten += [f"{wat[1]} in {naam(k.tag)[1]}" for k in el if kinderen is not None and naam(k.tag) not in kinderen]
        fouten += [f"{wat[1]}/@{naam(a)[1]}" for a in el.attrib if mag is not None and naam(a) not in mag]
        fouten += [f"{wat[1]} zonder {a}" for ns, a in taal.required_attributes.get(wat, ()) if f"{{{ns}}}{a}" not in el.attrib]
        if wat not in taal.allows_text and any((x or "").strip() for x in [el.text, *(k.tail for k in el)]):
            fouten.append(f"tekst in {wat[1]}")
    return fouten


def an_open_document_is_what_its_standard_allows(d):
    taal = odf_taal()
    with tempfile.TemporaryDirectory() as map_:
        maak_rapport(d, map_, "a.odt")
        with zipfile.ZipFile(os.path.join(map_, "a.odt")) as z:
            delen = {naam: z.read(naam) for naam in ("content.xml", "styles.xml", "meta.xml")}
    for naam, bron in delen.items():
        assert not odf_fouten(taal, bron), (naam, odf_fouten(taal, bron)[:10])
    fout = delen["content.xml"].replace(b"<office:text>", b"<office:text text:onzin=\"1\"><text:list-item/>", 1)
    assert len(odf_fouten(taal, fout)) == 2, odf_fouten(taal, fout)  # it would see it


def a_template_that_is_not_right_says_where(d):
    for tekst, fout in (("# x\n\n{{aantal bestaatniet=x}}\n", "regel 3"), ("{{aantal stand_woonzorgvisie=x}}\n", "deze keuze heeft de vraag niet"),
                        ("{{aantal stand_woonzorgvisie=bezig\n", "{{ zonder }}"), ("{{bla x}}\n", "dit kan geen verwijzing zijn"),
                        ("{{aantal opmerkingen=x}}\n", "alleen voor de beheerder"), ("---\nbla\n", "verwacht"),
                        ("{{aantal inhoud=opgave+monitoring}}\n", "telt dan dubbel"), ("{{tabel weg:inhoud}}\n", "deze ronde staat niet"), (" \n", "het sjabloon is leeg")):
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
    uit = loop(d, "ronde", "tabel", "--ronde", "gemeenten-2024", "--vraag", "stand_woonzorgvisie", "--met", "gemeenten-2023", goed=False)
    assert uit.returncode == 2 and "--met hoort bij --per ronde" in uit.stderr, uit.stderr
    uit = loop(d, "ronde", "tabel", "--ronde", "gemeenten-2024", "--vraag", "stand_woonzorgvisie", "--per", "ronde", "--met", "proef-gemeenten", goed=False)
    assert uit.returncode == 1 and "is open; haar uitkomsten zijn te zien zodra zij gesloten is" in uit.stderr, uit.stderr
    o = tabel(d, "gemeenten-2024", "stand_woonzorgvisie", "--per", "overgang")
    gelijk = sum(int(x["aantal"]) for x in o if x["optie"] == x["kolom"])
    zin = lambda pad: Bezoek(d).vraag("GET", "/uitkomsten/" + pad).boom["antwoord"]
    assert f"gaven {gelijk} hetzelfde antwoord" in zin("gemeenten-2024/vragen/stand_woonzorgvisie.json?per=overgang") and f"en {29 - gelijk} een ander" in zin(
        "gemeenten-2024/vragen/stand_woonzorgvisie.json?per=overgang")
    # What was chosen as often is named as well; of a protected question no sentence tells how many changed their mind.
    assert "meest genoemd zijn “De aantallen komen op hoofdlijnen overeen" in zin("gemeenten-2023/vragen/opgave.json") and ": elk 7 (23%) van de 31" in zin("gemeenten-2023/vragen/opgave.json")
    assert "hetzelfde antwoord" not in zin("gemeenten-2024/vragen/opgave.json?per=overgang")
    assert sum(int(x["aantal"]) for x in o) == 29 and {x["kolom"] for x in o} == {"te_starten", "bezig", "gerealiseerd", "vastgesteld", "geen_antwoord"}


def any_two_rondes_lie_beside_each_other_but_protected_questions_only_neighbours(d):
    doel = d.bestand("doel.csv", "partij\n" + "\n".join(f"GM{n}" for n in ("0935", "0983", "0882", "0988", "0957")) + "\n")
    loop(d, "ronde", "maak", "--vragenlijst", "woonzorgvisies-gemeenten", "--peildatum", "2026-01-01", "--doelgroep", doel, "--code", "los", "--titel", "Losse ronde", "--verzonnen")
    loop(d, "ronde", "open", "--ronde", "los")
    loop(d, "respons", "importeer", "--ronde", "los", d.bestand(
        "respons.csv", "partij;stand_woonzorgvisie;definities\n" + "\n".join(f"GM{n};vastgesteld;gelijk" for n in ("0935", "0983", "0882", "0988")) + "\n"))
    pad = "/uitkomsten/gemeenten-2023/vragen/"
    publiek = Bezoek(d)
    assert publiek.vraag("GET", pad + "stand_woonzorgvisie?per=overgang&met=los").status == 404  # still open
    loop(d, "ronde", "sluit", "--ronde", "los")
    toen = {r["partij"]: r["stand_woonzorgvisie"] for r in csv.DictReader(io.StringIO(publiek.vraag("GET", "/uitkomsten/gemeenten-2023/meenemen/csv").tekst))}
    # The older one gives the columns, whichever page it is asked on.
    for ronde, met in (("gemeenten-2023", "los"), ("los", "gemeenten-2023")):
        o = tabel(d, ronde, "stand_woonzorgvisie", "--per", "overgang", "--met", met)
        assert sum(int(x["aantal"]) for x in o) == 4 and sum(int(x["aantal"]) for x in o if x["optie"] == "vastgesteld") == 4, o
        for k in {x["kolom"] for x in o}:
            N = sum(toen["GM" + n] == k for n in ("0935", "0983", "0882", "0988"))
            assert all(x["N"] == str(N) for x in o if x["kolom"] == k), (k, N, o)
        a = publiek.vraag("GET", f"/uitkomsten/{ronde}/vragen/stand_woonzorgvisie?per=overgang&met={met}")
        assert a.status == 200 and "Van de 4 partijen die aan beide rondes meededen" in tekst_van(a.tekst), tekst_van(a.tekst)[:1500]
    t = tabel(d, "los", "stand_woonzorgvisie", "--per", "ronde", "--met", "gemeenten-2024")
    assert {x["kolom"]: x["N"] for x in t} == {"gemeenten-2024": "31", "los": "5", "gemeenten-2024:beide": "4", "los:beide": "4"}, t
    assert publiek.vraag("GET", pad + "definities?per=overgang&met=los").status == 403
    assert publiek.vraag("GET", pad + "definities?per=ronde&met=los").status == 403
    assert publiek.vraag("GET", pad + "stand_woonzorgvisie?per=ronde&met=gemeenten-2023").status == 400
    assert publiek.vraag("GET", pad + "stand_woonzorgvisie?per=ronde&met=bestaatniet").status == 404
    assert d.vraag("GET", pad + "definities?per=overgang&met=los").status == 200  # who runs the ronde
    assert 'name="met"' in publiek.vraag("GET", pad + "stand_woonzorgvisie").tekst


def a_report_lays_another_ronde_beside_its_own_and_its_sum_knows_both(d):
    """Rondes as the test before made them: los, of 2026, is no neighbour of gemeenten-2023."""
    kop = "---\ntitel: Naast elkaar\nronde toen: gemeenten-2023\n---\n"
    with tempfile.TemporaryDirectory() as map_:
        def maak(tekst, ronde="los", goed=True, vorm="html"):
            sjabloon, uit = os.path.join(map_, "s.md"), os.path.join(map_, "r." + vorm)
            with open(sjabloon, "w", encoding="utf-8") as f:
                f.write(tekst)
            k = loop(d, "ronde", "rapport", "--ronde", ronde, "--sjabloon", sjabloon, "--uit", uit, goed=goed)
            if not goed:
                assert k.returncode == 1, k.stdout
                return k.stderr
            with open(uit, "rb") as f:
                return f.read(), re.search("gegevens ([0-9a-f]{64})", k.stdout).group(1)

        vraag = "stand_woonzorgvisie"
        bron, som = maak(kop + "# Twee\n\nNu {{aantal-procent %s=vastgesteld}} van {{N %s}}, toen {{aantal-procent toen:%s=vastgesteld}}; toen ook "
                         "{{aantal-procent %s=vastgesteld per=ronde met=toen kolom=toen}}, van wie in beide {{N %s per=ronde met=toen kolom=toen:beide}}.\n\n"
                         "{{tabel %s per=ronde met=toen}}\n\n{{beeld %s per=ronde met=toen}}\n\n{{tabel %s per=overgang met=toen}}\n" % ((vraag,) * 8))
        tekst, t = tekst_van(bron.decode()), tabel(d, "los", vraag, "--per", "ronde", "--met", "gemeenten-2023")
        cel = {(x["kolom"], x["optie"]): x for x in t}
        nu, toen = cel["los", "vastgesteld"], cel["gemeenten-2023", "vastgesteld"]
        zin = f"Nu {nu['aantal']} ({nu['procent']}%) van {nu['N']}, toen {toen['aantal']} ({toen['procent']}%); toen ook {toen['aantal']} ({toen['procent']}%), van wie in beide {cel['los:beide', 'vastgesteld']['N']}."
        assert zin in tekst, (zin, tekst[:1500])
        assert "Losse ronde, dezelfde partijen" in tekst and bron.count(b"<figure") == 1, tekst[:3000]
        assert maak(kop + "{{tabel %s per=ronde met=gemeenten-2023}}" % vraag)[1] == som  # by its code: the same data
        assert maak("{{tabel %s}}" % vraag)[1] != som  # of one ronde alone
        # The ronde before is in the sum once it is used, though no head names it.
        een, ander = maak("{{tabel %s}}" % vraag, "gemeenten-2024")[1], maak("{{tabel %s per=ronde}}" % vraag, "gemeenten-2024")[1]
        assert een != ander and maak(kop + "{{tabel %s per=ronde met=toen}}" % vraag, "gemeenten-2024")[1] == maak(kop + "x", "gemeenten-2024")[1] == ander
        een, ander = maak(kop + "{{tabel %s per=ronde met=toen}}" % vraag, vorm="odt"), maak(kop + "{{tabel %s per=ronde met=toen}}" % vraag, vorm="odt")
        assert een == ander
        for tekst, ronde, woord in (
                ("{{tabel %s per=ronde met=toen}}" % vraag, "los", "staat niet in de kop"), (kop + "{{tabel %s met=toen}}" % vraag, "los", "met= hoort bij"),
                (kop + "{{tabel %s per=ronde met=los}}" % vraag, "los", "een andere ronde"), (kop + "{{tabel definities per=ronde met=toen}}", "los", "alleen geaggregeerd"),
                (kop + "{{aantal %s=vastgesteld per=ronde met=toen}}" % vraag, "los", "kolom="), (kop + "{{tabel %s per=ronde met=}}" % vraag, "los", "achter met="),
                (kop + "{{tabel %s per=ronde}}" % vraag, "los", "geen vorige ronde")):
            fout = maak(tekst, ronde, goed=False)
            assert woord in fout and "regel" in fout, (woord, fout)
    # On the site a report is for everyone: every ronde in it must be closed.
    loop(d, "ronde", "maak", "--vragenlijst", "woonzorgvisies-gemeenten", "--peildatum", "2026-01-01", "--doelgroep", d.bestand("doel.csv", "partij\nGM0935\n"),
         "--code", "loopt", "--verzonnen")
    loop(d, "ronde", "open", "--ronde", "loopt")
    a = d.ik.post("/uitkomsten/los/rapporten", None, ("sjabloon", "r.md", b"---\nronde nu: loopt\n---\n{{N nu:stand_woonzorgvisie}}"))
    assert a.status == 400 and "nog niet gesloten" in a.tekst, tekst_van(a.tekst)[:600]
    a = d.ik.post("/uitkomsten/los/rapporten", None, ("sjabloon", "r.md", (kop + "{{tabel %s per=ronde met=toen}}" % vraag).encode()))
    assert a.status == 303 and "dezelfde partijen" in Bezoek(d).vraag("GET", gemaakt(a)).tekst, tekst_van(a.tekst)[:600]


def gemaakt(a):
    """The address of the report that was just made."""
    return a.naar.replace("?gemaakt=", "/")


def a_template_to_begin_with_becomes_a_report_as_it_is(d):
    pad = "/uitkomsten/corporaties-2023/rapporten"
    assert Bezoek(d).vraag("GET", pad + "/sjabloon").status in (303, 401, 403)
    assert pad + "/sjabloon" in d.lees(pad).tekst and pad + "/sjabloon" not in Bezoek(d).vraag("GET", pad).tekst
    sjabloon = d.vraag("GET", pad + "/sjabloon").tekst
    codes = [x["code"] for s in Bezoek(d).vraag("GET", "/vragenlijsten/woonzorgvisies-woningcorporaties.json").boom["secties"] for x in s["vragen"]
             if x.get("type", "").startswith("select") and x["openbaarheid"] != "alleen beheerder"]
    assert codes and all("{{beeld %s}}" % c in sjabloon for c in codes), (codes, sjabloon[:2000])
    assert "## Vraag" not in sjabloon  # the contents name the questions
    for code in codes:  # the sentence is of what most chose
        m = re.search(r"“([^”]*)”: {{aantal-procent %s=(\S+)}}" % code, sjabloon)
        t = [x for x in tabel(d, "corporaties-2023", code) if x["kolom"] == "totaal" and x["optie"] not in ("geen_antwoord", "som")]
        vaakst = max(int(x["aantal"] or 0) for x in t)
        assert m and [x for x in t if x["optie"] == m.group(2)][0]["aantal"] == str(vaakst), (code, m and m.group(0), t)
    a = d.ik.post(pad, None, ("sjabloon", "begin.md", sjabloon.encode()))
    assert a.status == 303, tekst_van(a.tekst)[:800]
    b = d.lees(a.naar)  # one lands on the list, which says so and leads to each form
    assert "is gemaakt" in b.tekst and f'href="{gemaakt(a)}"' in b.tekst and f'href="{gemaakt(a)}/vorm/pdf"' in b.tekst
    assert "is gemaakt" not in d.lees(pad + "?gemaakt=99").tekst
    h = Bezoek(d).vraag("GET", gemaakt(a))
    assert h.tekst.count("<figure>") == len(codes) and "{{" not in h.tekst
    assert d.vraag("GET", gemaakt(a) + "/vorm/md").tekst == sjabloon


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


def meenemen(d, map_, vorm, *meer):
    pad = os.path.join(map_, "ronde." + vorm)
    loop(d, "ronde", "meenemen", "--ronde", "gemeenten-2023", "--vorm", vorm, "--uit", pad, *meer)
    with open(pad, "rb") as f:
        return f.read()


def the_whole_ronde_comes_along_without_what_is_not_open(d):
    with tempfile.TemporaryDirectory() as map_:
        rijen = list(csv.DictReader(io.StringIO(meenemen(d, map_, "csv").decode())))
        alles = list(csv.DictReader(io.StringIO(meenemen(d, map_, "csv", "--beheerder").decode())))
        assert len(rijen) == 31 and "definities" not in rijen[0] and "opmerkingen" not in rijen[0]
        assert "definities" in alles[0] and sum(r["definities"] == "gelijk" for r in alles) == 11
        assert sum("fair_share" in r["inhoud"].split() for r in rijen) == 6
        nul = [r["eigen_zorg"] for r in alles]
        assert "0" in nul and "" in nul  # nought is an answer, missing is not
        with zipfile.ZipFile(io.BytesIO(meenemen(d, map_, "xlsx"))) as z:
            assert z.testzip() is None and b'name="Codes"' in z.read("xl/workbook.xml")
            assert b"Twee projectleiders" in z.read("xl/worksheets/sheet3.xml")
        ddi = meenemen(d, map_, "ddi")
        subprocess.run(["xmllint", "--noout", "-"], input=ddi, check=True)
        assert b'xmlns="ddi:codebook:2_5"' in ddi and b'<catgry missing="Y">' in ddi
        with zipfile.ZipFile(io.BytesIO(meenemen(d, map_, "triple-s"))) as z:
            sss = z.read("gemeenten-2023.sss")
            subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=sss, check=True)
            namen = re.findall(rb"<variable ident=\"\d+\" type=\"(\w+)\">\n<name>(\w+)</name>", sss)
            data = list(csv.reader(io.StringIO(z.read("gemeenten-2023.csv").decode())))
            assert [n.decode() for _, n in namen] == data[0] and len(data) == 32
            i = [n for _, n in namen].index(b"inhoud")
            assert sum(r[i][6:7] == "1" for r in data[1:]) == 6 and sum(r[i] == "" and r[i + 1] == "9991" for r in data[1:]) == 6


def triple_s_lees(sss, data):
    """The data by the description alone, after Triple-S 2.0: variables by ident, values by the metadata; records as {name: value}."""
    wortel = ElementTree.fromstring(sss)
    record = wortel.find("./survey/record")
    assert wortel.tag == "sss" and wortel.get("version") == "2.0" and record.get("format") == "csv", wortel.attrib
    over = int(record.get("skip") or 0)
    rijen = list(csv.reader(io.StringIO(data)))[over:]
    uit = [{} for _ in rijen]
    idents, namen = set(), set()
    for v in record.findall("variable"):
        naam, soort, van = v.find("name").text, v.get("type"), int(v.find("position").get("start"))
        assert v.get("ident") not in idents and naam not in namen and v.find("label").text, naam
        idents.add(v.get("ident"))
        namen.add(naam)
        assert int(v.find("position").get("finish") or van) == van
        codes = {x.get("code"): x.text for x in v.findall("./values/value")}
        grens = v.find("./values/range")
        for rij, u in zip(rijen, uit):
            w = rij[van - 1]
            if w == "":
                u[naam] = None
            elif soort == "single":
                assert w in codes, (naam, w, codes)
                u[naam] = codes[w]
            elif soort == "multiple":
                assert set(w) <= {"0", "1"} and len(w) == len(codes), (naam, w)
                u[naam] = {codes[str(i + 1)] for i, x in enumerate(w) if x == "1"}
            elif soort == "quantity":
                assert float(grens.get("from")) <= float(w) <= float(grens.get("to")) or w in codes, (naam, w)
                u[naam] = codes.get(w, float(w))
            elif soort == "logical":
                assert w in ("0", "1")
                u[naam] = w == "1"
            else:
                assert soort == "character" and len(w.encode()) <= int(v.find("size").text), (naam, soort, w)
                u[naam] = w
    return uit


# From codebook.xsd of DDI Codebook 2.5 (DDI Alliance, 17 January 2012), of the elements that we write: their children in order, with "?" at most
# one, "1" exactly one, "+" one or more, else any number; what their attributes may be, "!" required. Elements that are not in it hold text alone.
DDI = {"codeBook": "docDscr stdyDscr+ fileDscr dataDscr otherMat", "stdyDscr": "citation+ studyAuthorization stdyInfo studyDevelopment method dataAccs othrStdyMat notes",
       "citation": "titlStmt1 rspStmt? prodStmt? distStmt? serStmt verStmt biblCit? holdings notes", "titlStmt": "titl1 subTitl altTitl parTitl IDNo",
       "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement? notes exPostEvaluation",
       "sumDscr": "timePrd collDate nation geogCover geogUnit geoBndBox? boundPoly anlyUnit universe dataKind",
       "method": "dataColl notes anlyInfo stdyClas dataProcessing codingInstructions", "fileDscr": "fileTxt locMap notes",
       "fileTxt": "fileName? fileCitation? dataFingerprint fileCont? fileStrc? dimensns? fileType? format? filePlac? dataChck ProcStat? dataMsng? software verStmt?",
       "dimensns": "caseQnty varQnty logRecL recPrCas recNumTot", "dataDscr": "varGrp nCubeGrp var nCube notes",
       "var": "location labl imputation? security? embargo? respUnit? anlysUnit? qstn valrng invalrng undocCod universe TotlResp? sumStat txt stdCatgry catgryGrp "
              "catgry codInstr verStmt concept derivation? varFormat? geoMap catLevel notes",
       "catgry": "catValu? labl txt catStat mrow?", "qstn": "preQTxt qstnLit postQTxt forward backward ivuInstr", "dataColl": "timeMeth dataCollector frequenc "
       "sampProc sampleFrame targetSampleSize deviat collMode", "anlyInfo": "respRate EstSmpErr dataAppr"}
DDI_KENMERK = {"codeBook": {"version": "2\\.5"}, "var": {"name": "!.+", "intrvl": "contin|discrete", "ID": "[A-Za-z_][-\\w.]*", "files": ".+"},
               "fileDscr": {"ID": "[A-Za-z_][-\\w.]*"}, "collDate": {"event": "start|end|single", "date": r"\d{4}-\d\d-\d\d"}, "nation": {"abbr": ".+"}, "qstn": {"seqNo": ".+"},
               "sumStat": {"type": "mean|medn|mode|vald|invd|min|max|stdev|other"}, "catgry": {"missing": "Y|N"}, "catStat": {"type": "freq|percent|crosstab|other"},
               "varFormat": {"type": "character|numeric"}}


def ddi_naar_schema(boom):
    """Every element in its place, as often as it may and must, with the attributes that it may have; references lead somewhere."""
    wortel = "{ddi:codebook:2_5}"
    assert boom.tag == wortel + "codeBook", boom.tag
    for x in boom.iter():
        naam, kinderen = x.tag.removeprefix(wortel), [k.tag.removeprefix(wortel) for k in x]
        regels = [re.fullmatch(r"(\w+?)([?1+]?)", w).groups() for w in DDI.get(naam, "").split()]
        orde = [r[0] for r in regels]
        assert not set(kinderen) - set(orde) and [orde.index(k) for k in kinderen] == sorted(orde.index(k) for k in kinderen), (naam, kinderen)
        for kind, hoe in regels:
            n = kinderen.count(kind)
            assert not (hoe in ("?", "1") and n > 1) and not (hoe in ("1", "+") and n == 0), (naam, kind, n)
        mag = DDI_KENMERK.get(naam, {})
        for k, w in x.attrib.items():
            if not k.startswith("{http://www.w3.org/XML/1998/namespace}"):
                assert k in mag and re.fullmatch(mag[k].removeprefix("!"), w), (naam, k, w)
        assert all(k in x.attrib for k, w in mag.items() if w.startswith("!")), (naam, x.attrib)
        assert naam not in DDI or not (x.text or "").strip(), (naam, x.text)
    ids = [x.get("ID") for x in boom.iter() if x.get("ID")]
    assert len(ids) == len(set(ids)) and all(f in ids for x in boom.iter() for f in (x.get("files") or "").split())


def other_readers_find_in_triple_s_and_ddi_what_the_csv_has(d):
    with tempfile.TemporaryDirectory() as map_:
        plat = list(csv.DictReader(io.StringIO(meenemen(d, map_, "csv", "--beheerder").decode())))
        with zipfile.ZipFile(io.BytesIO(meenemen(d, map_, "triple-s", "--beheerder"))) as z:
            sss, data = z.read("gemeenten-2023.sss"), z.read("gemeenten-2023.csv").decode()
        ddi = ElementTree.fromstring(meenemen(d, map_, "ddi", "--beheerder"))
    uit = triple_s_lees(sss, data)
    labels = {k["code"]: {o["code"]: o["label"] for o in k.get("keuzes", [])}
              for s in Bezoek(d).vraag("GET", "/vragenlijsten/woonzorgvisies-gemeenten.json").boom["secties"] for k in s["vragen"] if k.get("type", "").startswith("select")}
    assert len(uit) == len(plat) == 31 and len(labels) > 12
    for vraag, keuzes in labels.items():
        for r, u in zip(plat, uit):
            if u[vraag] is None:
                assert r[vraag] == "", (vraag, r[vraag])
            elif isinstance(u[vraag], set):
                assert u[vraag] == {keuzes[c] for c in r[vraag].split()} or (r[vraag] == "" and not u[vraag]), (vraag, r[vraag], u[vraag])
            elif r[vraag]:
                assert u[vraag] == keuzes[r[vraag]], (vraag, r[vraag], u[vraag])
    for r, u in zip(plat, uit):
        assert (u["eigen_nultreden"] or 0) == float(r["eigen_nultreden"] or 0) or isinstance(u["eigen_nultreden"], str)
    # DDI Codebook 2.5: as its schema has it; every variable once, with the counts of the CSV; what is missing is marked.
    ddi_naar_schema(ddi)
    ns = {"d": "ddi:codebook:2_5"}
    variabelen = {v.get("name"): v for v in ddi.findall("./d:dataDscr/d:var", ns)}
    assert len({v.get("ID") for v in ddi.findall("./d:dataDscr/d:var", ns)}) == len(variabelen) >= len(labels)
    for vraag, keuzes in labels.items():
        tel = {c.findtext("d:catValu", None, ns): (c.findtext("d:labl", None, ns), int(c.findtext("d:catStat", None, ns)))
               for c in variabelen[vraag].findall("d:catgry", ns) if c.get("missing") != "Y"}
        assert {k: v[0] for k, v in tel.items()} == keuzes, (vraag, tel)
        for code, (_, n) in tel.items():
            assert n == sum(code in r[vraag].split() for r in plat), (vraag, code, n)
    assert ddi.findtext(".//d:caseQnty", None, ns) == "31" and len(variabelen) == int(ddi.findtext(".//d:varQnty", None, ns))


def pspp_reads_the_syntax_and_counts_the_same(d):
    if not shutil.which("pspp"):
        raise Overgeslagen("pspp is er niet")
    with tempfile.TemporaryDirectory() as map_:
        meenemen(d, map_, "spss", "--beheerder")
        with open(os.path.join(map_, "t.sps"), "w", encoding="utf-8") as f:
            f.write(f"INSERT FILE='{map_}/ronde.spss'.\nFREQUENCIES /VARIABLES=projectleiderschap inhoud_fair_share definities.\n"
                    "DESCRIPTIVES /VARIABLES=eigen_nultreden /STATISTICS=SUM MINIMUM.\n")
        uit = subprocess.run(["pspp", "-O", "format=csv", os.path.join(map_, "t.sps")], capture_output=True, text=True, timeout=60)
    assert uit.returncode == 0 and "error" not in uit.stdout, uit.stdout[-2000:]
    assert re.search(r"Twee projectleiders: fysiek en sociaal domein,12,38.7%,42.9%", uit.stdout), uit.stdout[-3000:]
    assert re.search(r"gekozen,6,19.4%,24.0%", uit.stdout) and "leeg gelaten,10" in uit.stdout
    som = next(x for x in csv.DictReader(io.StringIO(loop(d, "ronde", "tabel", "--ronde", "gemeenten-2023", "--vraag", "eigen_nultreden").stdout))
               if x["optie"] == "som")
    assert f",19,0,{som['waarde']}" in uit.stdout or som["waarde"] in uit.stdout, (som, uit.stdout[-800:])


def staven_van(svg):
    """(percentage as printed, percentage of its track that the bar fills) of each bar of a picture."""
    uit = []
    for groep in re.findall(r"<g><title>.*?</g>", svg, re.S):
        wijd = [float(re.search(r' width="([\d.]+)"', r).group(1)) for r in re.findall(r"<rect[^>]*>", groep)]
        p = re.search(r"(\d+)%", groep)
        if p and len(wijd) == 2:
            uit.append((int(p.group(1)), 100 * wijd[1] / wijd[0]))
    return uit


def every_page_opens_with_the_answer_and_hides_what_it_must(d):
    publiek = Bezoek(d)
    a = publiek.vraag("GET", "/uitkomsten")
    assert a.status == 200 and "gemeenten-2023" in a.tekst and "}}" not in a.tekst
    # Who comes in by the menu finds what was published, and from there the rest; who runs rondes finds those too.
    assert 'href="/uitkomsten"' in publiek.vraag("GET", "/").tekst
    assert all(f'href="{x}"' in a.tekst for x in ("/vragenlijsten", "/invullen", "/uitkomsten/gemeenten-2023/rapporten")) and 'href="/rondes"' not in a.tekst
    assert 'href="/rondes"' in d.lees("/uitkomsten").tekst
    a = publiek.vraag("GET", "/uitkomsten/gemeenten-2023")
    assert a.status == 200 and "31 uitgenodigde partijen deden er 31 mee" in a.tekst and "opmerkingen" not in a.tekst
    a = publiek.vraag("GET", "/uitkomsten/gemeenten-2023/vragen/stand_woonzorgvisie")
    assert a.status == 200 and "16 (52%) van de 31" in a.tekst and "<svg" in a.tekst and "N = 31" in a.tekst
    for per in ("vijfdeling", "inhoud", "gemeente"):
        a = publiek.vraag("GET", f"/uitkomsten/gemeenten-2023/vragen/definities.json?per={per}")
        for r in a.boom["tabellen"]["cellen"]["rijen"]:
            assert r["optie"] == "geen_antwoord" or r["aantal"] is None or r["aantal"] >= 3, r
    a = publiek.vraag("GET", "/uitkomsten/gemeenten-2024/vragen/stand_woonzorgvisie?per=ronde")
    assert a.status == 200 and "ging van 21% naar 55%" in a.tekst
    assert "luidde de vraag: Hoe ver is uw gemeente met de woonzorgvisie op 1 november 2023?" in a.tekst  # it follows the peildatum, and both are said
    assert publiek.vraag("GET", "/uitkomsten/gemeenten-2023/vragen/opmerkingen").status == 403
    assert publiek.vraag("GET", "/uitkomsten/bestaatniet").status == 404
    assert publiek.vraag("GET", "/uitkomsten/gemeenten-2023/vragen/inhoud?basis=x").status == 400
    svg = publiek.vraag("GET", "/uitkomsten/gemeenten-2023/vragen/inhoud.svg").tekst
    assert svg.startswith("<svg")
    hoogste = []
    for vraag in ("inhoud", "interne_betrokkenheid", "partners_visievorming", "inhoud.svg?per=vijfdeling"):  # a share is drawn on 0–100%
        staven = staven_van(publiek.vraag("GET", f"/uitkomsten/gemeenten-2023/vragen/{vraag}" + ("" if "?" in vraag else ".svg")).tekst)
        assert len(staven) > 3 and all(abs(p - deel) < 1.1 for p, deel in staven), staven
        hoogste.append(max(p for p, _ in staven))
    assert min(hoogste) < 100, hoogste
    for vorm in ("csv", "xlsx", "spss", "triple-s", "ddi"):
        a = publiek.vraag("GET", f"/uitkomsten/gemeenten-2023/meenemen/{vorm}")
        assert a.status == 200 and len(a.bytes) > 2000 and b"Waarin verschillen" not in a.bytes, vorm
    assert b"niet_omzetbaar" in d.vraag("GET", "/uitkomsten/gemeenten-2023/meenemen/csv").bytes  # the beheerder has everything


def a_ronde_that_was_opened_again_is_not_told_by_the_next(d):
    publiek, pad = Bezoek(d), "/uitkomsten/gemeenten-2024/vragen/stand_woonzorgvisie"
    assert 'value="gemeenten-2023"' in publiek.lees(pad).tekst
    assert d.post("/rondes/gemeenten-2023/openen", {"sluit": "2099-12-31"}).status == 303
    try:
        assert publiek.vraag("GET", "/uitkomsten/gemeenten-2023/vragen/stand_woonzorgvisie").status == 403
        for per in ("ronde", "overgang"):
            for vorm in ("", ".json", ".csv", ".svg"):
                assert publiek.vraag("GET", f"{pad}{vorm}?per={per}").status == 403, (per, vorm)
            assert d.vraag("GET", f"{pad}?per={per}").status == 200  # who runs it sees everything
        assert 'value="gemeenten-2023"' not in publiek.lees(pad).tekst
    finally:
        assert d.post("/rondes/gemeenten-2023/sluiten").status == 303


def upload(d, naam, tekst):
    return d.ik.post("/uitkomsten/gemeenten-2023/rapporten", None, ("sjabloon", naam, tekst.encode()))


def a_report_is_frozen_made_again_and_laid_beside_the_next(d):
    with open(SJABLOON, encoding="utf-8") as f:
        sjabloon = f.read()
    publiek = Bezoek(d)
    assert "1 rapport." in publiek.vraag("GET", "/uitkomsten/gemeenten-2023/rapporten").tekst  # the demo's
    assert "Nog geen rapport" in publiek.vraag("GET", "/uitkomsten/corporaties-2023/rapporten").tekst
    assert upload(d, "rapport.md", sjabloon).status in (400, 409)  # nothing new
    assert upload(d, "rapport.md", "{{aantal x=y}}").status == 400
    a = publiek.vraag("GET", "/uitkomsten/gemeenten-2023/rapporten/1")
    assert a.status == 200 and "In 10 (32%) van de 31 gemeenten" in tekst_van(a.tekst)
    assert a.bytes == d.rapport["html"]  # exactly
    for vorm in ("odt", "pdf"):
        assert publiek.vraag("GET", f"/uitkomsten/gemeenten-2023/rapporten/1/vorm/{vorm}").bytes == d.rapport[vorm], vorm
    with ThreadPoolExecutor(4) as tegelijk:  # whoever reads may ask for one, but not for every core
        staten = sorted(tegelijk.map(lambda _: Bezoek(d).vraag("GET", "/uitkomsten/gemeenten-2023/rapporten/1/vorm/pdf").status, range(4)))
    assert staten[0] == 200 and staten[-1] == 409 and set(staten) == {200, 409}, staten
    assert upload(d, "rapport.md", sjabloon.replace("{{N inhoud}}", "x").replace("Wie werkt eraan?", "Wie werkt mee?") + "\n\nErbij: {{N inhoud}}\n").naar.endswith("/rapporten?gemaakt=2")
    v = publiek.vraag("GET", "/uitkomsten/gemeenten-2023/rapporten/2/verschil")
    assert v.status == 200 and "Wie werkt mee?" in v.tekst and "N inhoud" in v.tekst
    a = publiek.vraag("GET", "/uitkomsten/gemeenten-2023/rapporten")
    assert "2 rapporten" in a.tekst and "Maak het rapport" not in a.tekst and "Maak het rapport" in d.lees("/uitkomsten/gemeenten-2023/rapporten").tekst
    assert publiek.vraag("GET", "/uitkomsten/gemeenten-2023/rapporten/9").status == 404


def open_answers_are_read_and_put_in_themes(d):
    pad = "/uitkomsten/gemeenten-2023/vragen/ervaring_aandacht"
    a = d.lees(pad + "/themas")
    assert "0 van de 12 antwoorden zijn gelezen" in a.tekst and "capaciteit" in a.tekst
    assert Bezoek(d).vraag("GET", pad + "/themas").status in (303, 401, 403)
    for naam in ("Te weinig capaciteit", "Gegevens ontbreken"):
        assert d.ik.post(pad + "/themas", {"label": naam}).status == 303
    assert d.ik.post(pad + "/themas", {"label": ""}).status == 400
    velden = re.findall(r'name="respons" value="(\d+)">\s*<input type="hidden" name="rij" value="">\s*<input type="hidden" name="revisie" value="(\d+)"', d.lees(pad + "/themas").tekst)
    themas = re.findall(r'name="(thema-\d+)"', d.lees(pad + "/themas").tekst)
    assert len(velden) == 12 and len(set(themas)) == 2, (len(velden), themas[:3])
    for i, (respons, revisie) in enumerate(velden):
        keus = {themas[0]: "ja"} if i < 5 else {themas[1]: "ja"} if i < 9 else {}
        assert d.ik.post(pad + "/themas/antwoord", {"respons": respons, "rij": "", "revisie": revisie, **keus}).status == 303
    assert d.ik.post(pad + "/themas/antwoord", {"respons": velden[0][0], "rij": "", "revisie": "99"}).status == 409
    t = {x["optie"]: x for x in tabel(d, "gemeenten-2023", "ervaring_aandacht.themas")}
    assert t["te_weinig_capaciteit"]["aantal"] == "5" and t["te_weinig_capaciteit"]["N"] == "12" and t["gegevens_ontbreken"]["afgedrukt"] == "33%", t
    assert "12 van de 12 antwoorden zijn gelezen" in d.lees(pad + "/themas").tekst
    assert "te weinig capaciteit" in d.lees(pad + ":themas").tekst.lower()


PROEF = """
| survey |
| | type | name | label | relevant | wz::basis | wz::openbaarheid |
| | select_one ja_nee | visie | Is er een visie? | | uitgenodigd | |
| | select_multiple delen or_other | delen | Wat staat erin? | ${visie} = 'ja' | ${visie} = 'ja' and ${jaar} > 2020 | |
| | integer | jaar | Van welk jaar? | | | |
| | decimal | bedrag | Hoeveel geld? | | | |
| | date | dag | Wanneer? | | | |
| | rank delen | orde | Wat eerst? | | | |
| | begin repeat | project | Projecten | | | |
| | select_one soort | soort | Welke soort? | | | |
| | integer | woningen | Hoeveel woningen? | | | alleen geaggregeerd |
| | end repeat | | | | | |

| choices |
| | list_name | name | label |
| | ja_nee | ja | Ja |
| | ja_nee | nee | Nee |
| | delen | a | Deel A |
| | delen | b | Deel B |
| | soort | nieuw | Nieuwbouw |
| | soort | oud | Verbouw |

| settings |
| | form_id | form_title |
| | proeflijst | Proeflijst |
"""
ANTWOORDEN = """partij;visie;delen;delen_other;jaar;bedrag;dag;orde;soort@1;woningen@1;soort@2;woningen@2
GM0917;ja;a b;;2022;1.25;2023-05-01;b a;nieuw;10;oud;4
GM0928;ja;a other;iets;2019;2.5;2024-01-01;a b;nieuw;6;;
GM0882;ja;b;;2024;0;2023-12-31;b a;oud;0;nieuw;8
GM0935;nee;;;weet_niet;nvt;;a b;;;;
"""


def repeats_filters_ranks_dates_and_states_are_counted(d):
    loop(d, "vragenlijst", "importeer", d.bestand("proeflijst.md", PROEF))
    loop(d, "ronde", "maak", "--vragenlijst", "proeflijst", "--peildatum", "2024-06-01", "--opent", "2020-01-01", "--sluit", "2020-02-01",
         "--doelgroep", d.bestand("doel.csv", "partij\nGM0917\nGM0928\nGM0882\nGM0935\nGM0983\n"), "--code", "proef")
    loop(d, "ronde", "open", "--ronde", "proef")
    loop(d, "respons", "importeer", d.bestand("a.csv", ANTWOORDEN), "--ronde", "proef")

    def cel(vraag, kolom="totaal", *meer):
        return {x["optie"]: (x["aantal"], x["N"]) for x in tabel(d, "proef", vraag, *meer) if x["kolom"] == kolom}
    assert cel("visie") == {"ja": ("3", "5"), "nee": ("1", "5"), "geen_antwoord": ("1", "5")}
    assert cel("visie", "totaal", "--basis", "deelnemend")["geen_antwoord"] == ("0", "4")
    assert cel("delen") == {"a": ("1", "2"), "b": ("2", "2"), "other": ("0", "2")}  # of who answered and has a visie of after 2020
    assert cel("delen", "totaal", "--basis", "beantwoord") == {"a": ("2", "3"), "b": ("2", "3"), "other": ("1", "3")}
    assert cel("orde") == {"a": ("2", "4"), "b": ("2", "4")}  # what was put first
    assert cel("dag") == {"2023": ("2", "3"), "2024": ("1", "3")}
    bedrag = {x["optie"]: x for x in tabel(d, "proef", "bedrag")}
    assert (bedrag["som"]["waarde"], bedrag["som"]["N"], bedrag["gemiddelde"]["waarde"], bedrag["mediaan"]["waarde"]) == ("3.75", "3", "1.250", "1.250"), bedrag
    jaar = json.loads(loop(d, "ronde", "tabel", "--ronde", "proef", "--vraag", "jaar", "--formaat", "json").stdout)
    assert any("1 weet niet" in v and "1 niet meegedaan" in v for v in jaar["voet"]), jaar["voet"]
    # Rows of a repeat are what is counted, by the region of their partij; an answer outside goes along with each row.
    assert cel("soort") == {"nieuw": ("3", "5"), "oud": ("2", "5")}
    assert cel("soort", "GM0917", "--per", "gemeente") == {"nieuw": ("1", "2"), "oud": ("1", "2")}
    assert cel("soort", "ja", "--per", "visie") == {"nieuw": ("3", "5"), "oud": ("2", "5")}
    woningen = {(x["kolom"], x["optie"]): x for x in tabel(d, "proef", "woningen", "--per", "soort")}
    assert woningen["totaal", "som"]["waarde"] == "28" and woningen["totaal", "som"]["N"] == "5", woningen
    assert woningen["nieuw", "som"]["waarde"] == "" and woningen["oud", "som"]["waarde"] == ""  # two left would give the third away
    uit = loop(d, "ronde", "tabel", "--ronde", "proef", "--vraag", "visie", "--per", "soort", goed=False)
    assert uit.returncode == 1 and "herhaling" in uit.stderr


DAGLIJST = """
| survey |
| | type | name | label | wz::openbaarheid |
| | date | dag | Wanneer? | alleen geaggregeerd |
| | select_one ja_nee | visie | Is er een visie? | |
| | integer | aantal | Hoeveel? | |
| | begin_group | samen | Samen | |
| | select_one ja_nee | een | Een? | |
| | select_one ja_nee | twee | Twee? | |
| | end_group | | | |

| choices |
| | list_name | name | label |
| | ja_nee | ja | Ja |
| | ja_nee | nee | Nee |

| settings |
| | form_id | form_title |
| | daglijst | Daglijst |
"""
DAGEN = {"GM0917": "2023-05-01", "GM0928": "2023-06-01", "GM0882": "2023-12-31", "GM0935": "2020-01-01", "GM0983": "2021-02-03", "GM0938": "2024-04-05"}


def a_year_of_a_protected_date_that_is_not_told_is_not_named(d):
    """Years are made of answers: one that stands there without a number says that somebody gave it. Three answered 2023; the others alone."""
    loop(d, "vragenlijst", "importeer", d.bestand("daglijst.md", DAGLIJST))
    loop(d, "ronde", "maak", "--vragenlijst", "daglijst", "--peildatum", "2024-06-01", "--opent", "2020-01-01", "--sluit", "2020-02-01",
         "--doelgroep", d.bestand("doel.csv", "partij\n" + "".join(p + "\n" for p in DAGEN)), "--code", "dagen")
    loop(d, "ronde", "open", "--ronde", "dagen")
    loop(d, "respons", "importeer", d.bestand("a.csv", "partij;dag;visie;aantal;een;twee\n" + "".join(f"{p};{dag};ja;5;ja;nee\n" for p, dag in DAGEN.items())), "--ronde", "dagen")
    rijen = {x["optie"]: x for x in tabel(d, "dagen", "dag") if x["kolom"] == "totaal"}
    assert rijen["2023"]["aantal"] == "3" and rijen["niet_getoond"]["aantal"] == "" and len(rijen) == 2, rijen
    heel = {x["optie"]: x["aantal"] for x in tabel(d, "dagen", "dag", "--beheerder") if x["kolom"] == "totaal"}
    assert heel == {"2020": "1", "2021": "1", "2023": "3", "2024": "1"}, heel
    # Split by gemeente a year that somebody alone answered is still not named, in no form.
    for vorm in ("csv", "json"):
        uit = loop(d, "ronde", "tabel", "--ronde", "dagen", "--vraag", "dag", "--per", "gemeente", "--formaat", vorm).stdout
        assert "niet_getoond" in uit and not re.search(r"\b(2020|2021)\b", uit), uit
    uit = loop(d, "ronde", "tabel", "--ronde", "dagen", "--vraag", "visie", "--per", "dag", goed=False)
    assert uit.returncode == 1 and "heeft geen keuzes" in uit.stderr and not re.search("202[0134]", uit.stderr), uit.stderr
    # Nor beside the ronde before, whose years would be the columns; also when the question is open to all by now.
    for code, openbaarheid in (("dagen2", "alleen geaggregeerd"), ("dagen3", "openbaar")):
        loop(d, "vragenlijst", "importeer", d.bestand("daglijst.md", DAGLIJST.replace("alleen geaggregeerd", openbaarheid)))
        loop(d, "ronde", "maak", "--vragenlijst", "daglijst", "--peildatum", f"202{4 + int(code[-1])}-06-01", "--opent", "2020-01-01", "--sluit", "2020-02-01",
             "--doelgroep", d.bestand("doel.csv", "partij\n" + "".join(p + "\n" for p in DAGEN)), "--code", code, "--vorige", "dagen")
        loop(d, "ronde", "open", "--ronde", code)
        loop(d, "respons", "importeer", d.bestand("a.csv", "partij;dag;visie;aantal;een;twee\n" + "".join(f"{p};2023-07-0{i + 1};ja;{i};ja;nee\n" for i, p in enumerate(DAGEN))), "--ronde", code)
        uit = loop(d, "ronde", "tabel", "--ronde", code, "--vraag", "dag", "--per", "ronde").stdout
        assert "2023" in uit and not re.search(r"\b(2020|2021)\b", uit), (code, uit)
    uit = loop(d, "ronde", "tabel", "--ronde", "dagen2", "--vraag", "dag", "--per", "overgang", goed=False)
    assert uit.returncode == 1 and "overgang" in uit.stderr and "2020" not in uit.stdout + uit.stderr, uit.stdout + uit.stderr
    uit = loop(d, "ronde", "tabel", "--ronde", "dagen2", "--vraag", "dag", "--per", "overgang", "--beheerder").stdout
    assert "2020" in uit, uit
    # What would be refused is not offered; so is no other ronde beside a number or a matrix.
    def gekruist(vraag):
        velden = d.anders().lees(f"/uitkomsten/dagen2/vragen/{vraag}.json").boom["keuze"]["velden"]
        return {k["inhoud"] for v in velden if v["naam"] == "per" for k in v["keuzes"]}
    assert {"ronde", "overgang"} & gekruist("dag") == {"ronde"}
    assert {"ronde", "overgang", "dag", "een"} & gekruist("visie") == {"ronde", "overgang", "een"}
    assert not {"ronde", "overgang"} & (gekruist("aantal") | gekruist("samen")), (gekruist("aantal"), gekruist("samen"))


draai(the_demo_fills_four_rondes, every_published_figure_comes_out_with_its_n_N_and_percentage,
      the_report_prints_every_published_figure, a_pdf_is_made_where_the_service_runs, the_same_report_is_the_same_bytes_in_every_form,
      the_contents_of_a_pdf_name_the_page_on_which_each_part_begins, an_open_document_is_what_its_standard_allows,
      a_template_that_is_not_right_says_where, html_in_a_template_is_text, a_matrix_has_its_own_N_in_each_column,
      by_region_the_division_is_that_of_the_peildatum, rondes_and_transitions_have_their_own_N,
      a_protected_question_shows_no_cell_under_three, the_whole_ronde_comes_along_without_what_is_not_open,
      pspp_reads_the_syntax_and_counts_the_same, other_readers_find_in_triple_s_and_ddi_what_the_csv_has,
      every_page_opens_with_the_answer_and_hides_what_it_must, a_ronde_that_was_opened_again_is_not_told_by_the_next,
      a_report_is_frozen_made_again_and_laid_beside_the_next, any_two_rondes_lie_beside_each_other_but_protected_questions_only_neighbours,
      a_report_lays_another_ronde_beside_its_own_and_its_sum_knows_both,
      a_template_to_begin_with_becomes_a_report_as_it_is, open_answers_are_read_and_put_in_themes,
      repeats_filters_ranks_dates_and_states_are_counted, a_year_of_a_protected_date_that_is_not_told_is_not_named)
