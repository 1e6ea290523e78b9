#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A table of nobody's layout over the web: the guess, correcting it, the rehearsal, and the leeswijzer that is kept and used again."""

import html
import json
import os
import re
import subprocess
import tempfile

from dienst import draai, wacht

KOP = "Woningbehoefte ouderen t/m 2030;;;;;\r\nBron: regiovisie;;;;;\r\n;;;;;\r\n"
BREED = (KOP + "Gem.code;Gemeente;Nul-treden;Geclusterde woningen;Zorggeschikt;Totaal\r\n"
         "0935;Maastricht;1.200;300;150;1.650\r\n0917;Heerlen;900;250;120;1.270\r\n0882;Landgraaf;400;x;60;\r\n"
         "1954;Beekdalen;300;80;40;420\r\nTotaal;;2.800;630;370;3.800\r\n")


def velden(**anders):
    return {"soort": "tabel", "peildatum": "2025-01-01", "leveraar": "Regio Zuid", **anders}


def lever(d, inhoud, naam="behoefte.csv", **anders):
    a = d.post("/leveringen/nieuw", velden(**anders), ("bestand", naam, inhoud if isinstance(inhoud, bytes) else inhoud.encode()))
    assert a.status == 303, f"{a.status} {a.tekst[:800]}"
    adres = a.naar
    wacht(adres, lambda: d.lees(adres + ".json").boom["taak"]["status"] not in ("wacht", "bezig"))
    return adres


def einde(d, adres):
    return wacht(adres, lambda: (t := d.lees(adres + ".json").boom["taak"])["status"] not in ("wacht", "bezig") and t)


def formulier(pagina, actie):
    """What a browser would send of the form with this action, as it stands on the page."""
    blok = re.search(rf'<form class="wz-leeswijzer" action="{re.escape(actie)}".*?</form>', pagina, re.S).group(0)
    uit = {}
    for m in re.finditer(r"<input ([^>]*)>", blok):
        a = dict(re.findall(r'(\w+)="([^"]*)"', m.group(1)))
        if a.get("type") != "checkbox" or re.search(r"\bchecked\b", m.group(1)):
            uit[a["name"]] = html.unescape(a.get("value", ""))
    for m in re.finditer(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', blok, re.S):
        gekozen = re.search(r'<option value="([^"]*)" selected', m.group(2)) or re.search(r'<option value="([^"]*)"', m.group(2))
        uit[m.group(1)] = html.unescape(gekozen.group(1))
    return uit


def cijfers(d, gebied, woningtype):
    t = d.lees(f"/cijfers/opgave.json?gebied={gebied}&woningtype={woningtype}").boom
    return json.dumps(t)


def an_unknown_table_leads_to_the_page_of_its_columns(d):
    adres = lever(d, BREED)
    a = d.vraag("GET", adres)
    assert a.status == 303 and a.naar == adres + "/kolommen", a.kop
    pagina = d.lees(adres + "/kolommen").tekst
    for woorden in ("Stap 2: de kolommen nakijken", "Dit lijkt een tabel van de soort “Opgave”", "Nul-treden", "1.200", "Voorgesteld omdat",
                    "waarschijnlijk een totaal van de andere kolommen", "Beekdalen", "Kolom C"):
        assert woorden in pagina, woorden
    boom = d.lees(adres + "/kolommen.json").boom
    doel = {k["naam"]: k["doel"] for k in boom["leeswijzer"]["kolommen"]}
    assert doel == {"Gem.code": "gemeente", "Gemeente": "", "Nul-treden": "aantal", "Geclusterde woningen": "aantal",
                    "Zorggeschikt": "aantal", "Totaal": ""} or doel["Nul-treden"] == "aantal", doel
    assert boom["leeswijzer"]["vast"]["jaar"] == "2030"
    assert d.post(adres + "/invoeren").status == 409  # nobody said yet what the columns are


def what_is_missing_is_asked_beside_its_field_and_nothing_is_lost(d):
    adres = lever(d, BREED)
    f = formulier(d.lees(adres + "/kolommen").tekst, adres + "/kolommen")
    jaar = next(k for k, v in f.items() if v == "2030" and k.startswith("v"))
    a = d.post(adres + "/kolommen", {**f, jaar: "", "k2v1": "zorggeschikt", "k4v1": "nultreden"})
    assert a.status == 400, a.status
    assert "Zeg welke kolom “jaar” is" in a.tekst and f'href="#{jaar}"' in a.tekst and "Fout: " in a.tekst
    f = formulier(a.tekst, adres + "/kolommen")
    assert f["k2v1"] == "zorggeschikt" and f["k4v1"] == "nultreden", f  # what was changed stays
    a = d.post(adres + "/kolommen", {**f, "k5": "gemeente"})
    assert a.status == 400 and "allebei “gemeente”" in a.tekst
    a = d.post(adres + "/kolommen.json", {**f, "k5": "gemeente"})
    assert a.status == 400 and a.kop["content-type"] == "application/problem+json" and "k5:" in a.boom["detail"], a.tekst


def figures_of_nowhere_are_not_passed_over_unasked_and_words_for_no_figure_get_a_meaning(d):
    tabel = BREED.replace("0882;Landgraaf;400;x;60;", "0882;Landgraaf;400;n.n.b.;60;") + ";;5;6;7;18\r\n;;8;9;10;27\r\n"
    adres = lever(d, tabel, "gaten.csv", leveraar="Regio Gaten")
    pagina = d.lees(adres + "/kolommen").tekst
    assert "in 2 van deze rijen wel een getal (rij 10, 11)" in pagina, pagina
    f = formulier(pagina, adres + "/kolommen")
    leeg = next(k[:-1] for k, v in f.items() if re.fullmatch(r"w\d+t", k) and v == "")
    nnb = next(k[:-1] for k, v in f.items() if re.fullmatch(r"w\d+t", k) and v == "n.n.b.")
    assert leeg + "o" not in f and f[nnb] == "", f
    a = d.post(adres + "/kolommen", f)
    assert a.status == 400 and "Kies wat “” betekent" not in a.tekst and f'href="#{leeg}"' in a.tekst, a.tekst[:3000]
    a = d.post(adres + "/kolommen", {**f, leeg + "o": "ja", nnb: "onbekend"})
    assert a.status == 303, a.tekst[:3000]
    proef = einde(d, a.naar)
    assert proef["status"] == "klaar" and proef["resultaat"]["cijfers"] == 12, proef
    assert proef["resultaat"]["verslag"]["overgeslagen"] == 3, proef


def confirmed_it_is_an_ordinary_levering_down_to_the_cell(d):
    adres = lever(d, BREED)
    f = formulier(d.lees(adres + "/kolommen").tekst, adres + "/kolommen")
    a = d.post(adres + "/kolommen", f)
    assert a.status == 303, re.findall(r"(?s)<main.*?<h2", a.tekst)
    proef = einde(d, a.naar)
    assert proef["status"] == "klaar" and proef["resultaat"]["cijfers"] == 12, proef
    pagina = d.lees(a.naar).tekst
    assert "er komen 12 cijfers bij" in pagina and f'href="{a.naar}/kolommen"' in pagina
    assert d.lees("/leeswijzers.json").boom["tabellen"]["leeswijzers"]["rijen"] == []  # a rehearsal keeps nothing
    t = einde(d, d.post(a.naar + "/invoeren").naar)
    assert t["status"] == "klaar", t
    er = d.lees(f"/leveringen/{t['resultaat']['levering']}.json").boom
    assert er["levering"]["soort"] == "opgave" and er["levering"]["cijfers"] == 12
    assert er["verslag"]["leeswijzer"]["soort"] == "opgave" and er["verslag"]["overgeslagen"] == 1
    rijen = d.lees("/cijfers/opgave.json?gebied=PV31&woningtype=geclusterd").boom["tabellen"]
    alle = json.dumps(rijen, ensure_ascii=False)
    assert "Beekdaelen" in alle
    rij = next(r for t in rijen.values() for r in t["rijen"] if r.get("naam") == "Heerlen" or r.get("gebied") == "Heerlen")
    assert 250 in rij.values(), rij
    herkomst = next(c["adres"] for c in rij["cellen"] if "/herkomst/" in c.get("adres", ""))
    bron = json.dumps(d.lees(herkomst.split("?")[0] + ".json").boom, ensure_ascii=False)
    assert '"rij": 6' in bron and "Geclusterde woningen" in bron, bron[:3000]


def the_next_file_with_the_same_header_is_read_the_same_way(d):
    lijst = d.lees("/leeswijzers.json").boom["tabellen"]["leeswijzers"]["rijen"]
    assert [(r["leveraar"], r["versie"], r["wie"]) for r in lijst] == [("Regio Zuid", 1, "A. de Vries")], lijst
    adres = lever(d, BREED.replace(";250;", ";255;"), "behoefte-nieuw.csv")
    t = einde(d, adres)
    assert t["status"] == "klaar" and (t["resultaat"]["gewijzigd"], t["resultaat"]["gelijk"]) == (1, 11), t
    assert "1 cijfer verandert" in d.lees(adres).tekst
    t = einde(d, d.post(adres + "/invoeren").naar)
    assert t["status"] == "klaar" and t["resultaat"]["vervangt"], t
    assert len(d.lees("/leeswijzers.json").boom["tabellen"]["leeswijzers"]["rijen"]) == 1  # the same one: no new version
    # of another leveraar it is not used
    assert d.vraag("GET", lever(d, BREED, "van-een-ander.csv", leveraar="Regio Noord")).status == 303


def the_same_file_again_is_refused(d):
    t = einde(d, lever(d, BREED.replace(";250;", ";255;"), "nog-eens.csv"))
    assert t["status"] == "mislukt" and "al geleverd" in t["bericht"], t


def a_kept_one_is_shown_changed_and_taken_out_of_use(d):
    lijst = d.lees("/leeswijzers").tekst
    adres = re.search(r'href="(/leeswijzers/\d+)"', lijst).group(1)
    pagina = d.lees(adres).tekst
    assert "Versie 1, gemaakt door A. de Vries" in pagina and "Nul-treden" in pagina
    f = formulier(pagina, adres)
    assert "formulier_sleutel" in f  # of every form that changes something
    a = d.post(adres, {**f, "k4": ""})
    assert a.status == 303 and a.naar != adres, a.tekst[:1000]
    assert d.post(a.naar, {"kvk": "x"}).status == 400  # of no column anything is said
    nieuw = d.lees(a.naar).tekst
    assert "Versie 2, gemaakt door A. de Vries" in nieuw
    assert "niet meer in gebruik" in d.lees(adres).tekst  # the older one stays readable
    t = einde(d, lever(d, BREED.replace("1.200", "1.300"), "derde.csv"))
    assert t["resultaat"]["cijfers"] == 8, t  # zorggeschikt is no longer read
    assert d.post(a.naar + "/verwijderen").status == 303
    assert d.lees("/leeswijzers.json").boom["tabellen"]["leeswijzers"]["rijen"] == []
    assert len(d.lees("/leeswijzers.json?alles=ja").boom["tabellen"]["leeswijzers"]["rijen"]) == 2
    assert d.post(a.naar + "/verwijderen").status == 409
    assert d.vraag("GET", lever(d, BREED, "vierde.csv")).naar.endswith("/kolommen")


def of_another_organisation_none_is_shown_or_changed(d):
    d.opdracht("partij", "maak", "Gemeente Vaals", "--soort", "gemeente", "--cbs", "GM0981", "--werkgebied", "PV31")
    link = d.opdracht("mens", "maak", "vaals@proef.example", "--naam", "V. Aals", "--partij", "Gemeente Vaals", "--rol", "invuller").split()[-1]
    vaals = d.anders()
    vaals.kies_wachtwoord(link)
    vaals.meld_aan("vaals@proef.example")
    lijst = d.lees("/leeswijzers.json?alles=ja").boom["tabellen"]["leeswijzers"]["rijen"]
    assert lijst and vaals.lees("/leeswijzers.json?alles=ja").boom["tabellen"]["leeswijzers"]["rijen"] == []
    assert vaals.vraag("GET", "/leeswijzers/1").status == 403 and vaals.post("/leeswijzers/1", {"k0": "gemeente"}).status == 403
    assert vaals.post("/leeswijzers/1/verwijderen").status == 403
    adres = lever(d, BREED, "van-de-beheerder.csv")
    assert vaals.vraag("GET", adres + "/kolommen").status == 403 and vaals.post(adres + "/kolommen", {"k0": "gemeente"}).status == 403
    # Under the same name and header it makes one of its own.
    adres = lever(vaals, BREED, "van-vaals.csv", peildatum="2023-01-01")
    f = formulier(vaals.lees(adres + "/kolommen").tekst, adres + "/kolommen")
    assert 'value="partijen"' not in vaals.lees(adres + "/kolommen").tekst
    a = vaals.post(adres + "/kolommen", {**f, "soort": "partijen", "k1": "naam"})
    assert a.status in (400, 403), a.status
    proef = vaals.post(adres + "/kolommen", f)
    assert proef.status == 303, proef.tekst[:1000]
    assert einde(vaals, proef.naar)["status"] == "klaar"
    t = einde(vaals, vaals.post(proef.naar + "/invoeren").naar)
    assert t["status"] == "klaar", t
    rij, = vaals.lees("/leeswijzers.json").boom["tabellen"]["leeswijzers"]["rijen"]
    assert (rij["leveraar"], rij["versie"], rij["wie"]) == ("Regio Zuid", 1, "V. Aals"), rij
    spoor = json.dumps(d.lees("/spoor.json?object=leeswijzer").boom, ensure_ascii=False)
    assert "leeswijzer bewaard" in spoor and "leeswijzer uit gebruik" in spoor, spoor[:2000]


def another_sheet_or_header_can_be_chosen(d):
    adres = lever(d, "a;b\r\n1;2\r\n" + BREED.split("\r\n", 3)[3], "twee-koppen.csv")
    boom = d.lees(adres + "/kolommen.json?koprij=3").boom["leeswijzer"]
    assert boom["koprij"] == 3 and boom["soort"] == "opgave", boom
    boom = d.lees(adres + "/kolommen.json?koprij=3&soort=kerncijfers").boom["leeswijzer"]
    assert boom["soort"] == "kerncijfers"
    for fout in ("koprij=0", "koprij=x", "blad=9", "koprijen=7", "koprij=999999"):
        assert d.vraag("GET", adres + "/kolommen?" + fout).status == 400, fout


def a_file_of_another_soort_is_recognised_and_the_form_keeps_what_was_filled_in(d):
    adres = lever(d, "gemeente;woningtype;jaar;aantal\r\nVaals;nultreden;2030;5\r\n", "echt-een-opgave.csv", soort="bevolking")
    t = einde(d, adres)
    assert t["status"] == "mislukt" and "Dit lijkt een bestand van de soort “Opgave”; bedoelt u die?" in t["bericht"], t
    pagina = d.lees(adres).tekst
    terug = html.unescape(re.search(r'href="(/leveringen/nieuw\?soort=opgave[^"]*)"', pagina).group(1))
    pagina = d.lees(terug).tekst
    assert 'value="opgave" selected' in pagina and 'value="2025-01-01"' in pagina and 'value="Regio Zuid"' in pagina
    assert '<datalist id="leveraars">' in pagina and '<option value="Regio Zuid">' in pagina
    assert d.vraag("GET", adres + "/kolommen").status == 200


def the_command_line_guesses_and_imports_likewise(d):
    with tempfile.TemporaryDirectory() as map_:
        bestand, json_ = os.path.join(map_, "opdrachtregel.csv"), os.path.join(map_, "kolommen.json")
        with open(bestand, "w", encoding="utf-8") as f:
            f.write(BREED.replace("1.200", "1.250"))
        gok = d.opdracht("cijfer", "herken", bestand, "--peildatum", "2025-01-01")
        assert json.loads(gok)["soort"] == "opgave"
        with open(json_, "w", encoding="utf-8") as f:
            f.write(gok)
        vaste = ("cijfer", "importeer", "tabel", bestand, "--peildatum", "2024-01-01", "--leveraar", "Regel")
        try:
            d.opdracht(*vaste)
            raise AssertionError("zonder leeswijzer hoort dit te weigeren")
        except subprocess.CalledProcessError as e:
            assert e.returncode == 2 and "woonzorg cijfer herken" in e.stderr.decode(), e.stderr
        assert "12 cijfers" in d.opdracht(*vaste, "--kolommen", json_, "--proef")
        assert "12 cijfers ingevoerd" in d.opdracht(*vaste, "--kolommen", json_)
        with open(bestand, "w", encoding="utf-8") as f:
            f.write(BREED.replace("1.200", "1.251").replace("2030", "2035"))
        assert "vervangt levering" in d.opdracht(*vaste)  # the kept one


def what_is_no_leeswijzer_is_refused_in_words(d):
    with tempfile.TemporaryDirectory() as map_:
        bestand, json_ = os.path.join(map_, "x.csv"), os.path.join(map_, "kolommen.json")
        with open(bestand, "w", encoding="utf-8") as f:
            f.write(BREED)
        diep = "[" * 500 + "]" * 500
        for inhoud, woorden in (("", "leeswijzer"), ("{", "leeswijzer"), ("[]", "leeswijzer"), ('{"soort":"opgave"}', "kolommen"),
                                ('{"soort":"opgave","kolommen":{}}', "kolommen"), ('{"soort":"opgave","kolommen":[1]}', "kolommen"),
                                ('{"soort":"niets","kolommen":[{"naam":"a"}]}', "is er niet"),
                                ('{"soort":"woz-bezit","kolommen":[{"naam":"a"}]}', "kan niet gelezen worden"),
                                ('{"soort":"opgave","kolommen":[{"naam":"Gemeente","doel":"onzin"}]}', "kent geen kolom"),
                                ('{"soort":"opgave","kolommen":[{"naam":"Gemeente","doel":"gemeente"}]}', "nog niet gezegd"),
                                ('{"soort":"opgave","kolommen":[{"kolom":"AAAA","doel":""}]}', "geen letter"),
                                ('{"soort":"opgave","kolommen":%s}' % diep, "leeswijzer"),
                                (json.dumps({"soort": "opgave", "kolommen": [{"naam": "x" * 5000}]}), "te lang"),
                                (json.dumps({"soort": "opgave", "kolommen": [{"naam": str(i)} for i in range(300)]}), "hoogstens"),
                                (json.dumps({"soort": "opgave", "kolommen": [{"naam": "a"}], "woorden": {"a": {str(i): "x" for i in range(2000)}}}), "te veel")):
            with open(json_, "w", encoding="utf-8") as f:
                f.write(inhoud)
            try:
                d.opdracht("cijfer", "importeer", "tabel", bestand, "--peildatum", "2024-01-01", "--kolommen", json_)
                raise AssertionError(inhoud[:80])
            except subprocess.CalledProcessError as e:
                assert e.returncode == 1 and woorden in e.stderr.decode(), (inhoud[:80], e.returncode, e.stderr)


def a_hostile_form_is_refused_in_words(d):
    adres = lever(d, BREED, "vijandig.csv", leveraar="Vijandig")
    f = formulier(d.lees(adres + "/kolommen").tekst, adres + "/kolommen")
    for meer in ({"k2": "x" * 100_000}, {"k2": "<script>"}, {"k0": "\x00"}, {"w0t": "y" * 9000}, {"k2v1": "z\r\nq"}, {"v2": "a" * 300},
                 {"k999999999999": "gemeente"}, {"w0k": "-5"}, {"w0k": "9" * 40}, {"koprij": "-1"}, {"blad": "1e9"}, {"soort": "' OR 1=1"}):
        a = d.post(adres + "/kolommen", {**f, **meer})
        assert a.status in (303, 400), (meer, a.status, a.tekst[:500])
        assert "<script>" not in a.tekst.split("<main")[-1], meer
    assert d.post(adres + "/kolommen", {f"k{i}": "aantal" for i in range(990)}).status == 400
    assert d.vraag("GET", "/taken/bestaatniet/kolommen").status == 404
    assert d.vraag("GET", "/leeswijzers/0").status == 404 and d.vraag("GET", "/leeswijzers/9223372036854775807").status == 404


if __name__ == "__main__":
    draai(
        an_unknown_table_leads_to_the_page_of_its_columns,
        figures_of_nowhere_are_not_passed_over_unasked_and_words_for_no_figure_get_a_meaning,
        what_is_missing_is_asked_beside_its_field_and_nothing_is_lost,
        confirmed_it_is_an_ordinary_levering_down_to_the_cell,
        the_next_file_with_the_same_header_is_read_the_same_way,
        the_same_file_again_is_refused,
        a_kept_one_is_shown_changed_and_taken_out_of_use,
        of_another_organisation_none_is_shown_or_changed,
        another_sheet_or_header_can_be_chosen,
        a_file_of_another_soort_is_recognised_and_the_form_keeps_what_was_filled_in,
        the_command_line_guesses_and_imports_likewise,
        what_is_no_leeswijzer_is_refused_in_words,
        a_hostile_form_is_refused_in_words,
    )
