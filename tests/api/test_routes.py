#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The five routes beside the opgave and the subsidy schemes: empty, in part, and whole, over HTTP."""

import os
import re

from dienst import WORTEL, draai

DEMO = os.path.join(WORTEL, "voorbeelden", "demo")


def lever(d, soort, naam, leveraar, peildatum):
    d.opdracht("cijfer", "importeer", soort, os.path.join(DEMO, naam), "--leveraar", leveraar, "--peildatum", peildatum, "--wie", "proef")


def tabel(d, pad, naam):
    return d.lees(pad).boom["tabellen"][naam]["rijen"]


def routes(d, gebied):
    return tabel(d, f"/gebieden/{gebied}.json", "vijf-routes")


def without_deliveries_every_route_says_niet_geleverd(d):
    rijen = routes(d, "GM0917")
    assert [r["route"][:1] for r in rijen] == ["O", "1", "2", "3", "4", "5"], rijen
    assert all(r["waarde"] is None and r["cellen"][2]["ontbreekt"] == "niet geleverd" for r in rijen), rijen
    pagina = d.lees("/regelingen")
    assert "Er zijn nog geen aanvragen of budgetten geleverd." in pagina.tekst and "soort=subsidie" in pagina.tekst
    assert tabel(d, "/regelingen.json", "aanvragen") == []


def a_region_s_figure_is_shown_on_a_gemeente_as_the_region_s(d):
    lever(d, "regiomonitor", "regiomonitor-limburg-verzonnen.csv", "zorgkantoor", "2025-01-01")
    rijen = [r for r in routes(d, "GM0917") if r["route"].startswith("5")]
    assert len(rijen) == 8, rijen
    assert all("cijfer van de regio Zuid-Limburg" in r["wat"] for r in rijen), rijen
    verblijf = next(r for r in rijen if r["wat"].startswith("Cliënten met verblijf"))
    assert verblijf["waarde"] == 5045 and "verzonnen" in verblijf["zekerheid"] and "voorlopig" in verblijf["zekerheid"], verblijf
    eigen = [r for r in routes(d, "ZK31") if r["route"].startswith("5")]
    assert [r["waarde"] for r in eigen] == [r["waarde"] for r in rijen]
    assert not any("cijfer van de regio" in r["wat"] for r in eigen)
    limburg = [r for r in routes(d, "PV31") if r["route"].startswith("5")]
    assert len(limburg) == 24, len(limburg)  # three regions touch the province
    land = [r for r in routes(d, "NL01") if r["route"].startswith("5")]
    assert len(land) == 1 and "kies een regio" in land[0]["wat"], land


def corporations_stand_in_route_three_with_their_definition(d):
    lever(d, "dpi", "dpi-limburg-verzonnen.csv", "A", "2025-01-01")
    lever(d, "dpi", "dpi-heuvelland-verzonnen.xbrl", "B", "2025-01-01")
    lever(d, "woz-bezit", "woz-bezit-verzonnen.csv", "B", "2024-12-31")
    rijen = {r["wat"]: r for r in routes(d, "PV31") if r["route"].startswith("3")}
    assert rijen["Corporaties gaan toevoegen (dPi), zorggeschikt"]["waarde"] == 242 + 18 + 30, rijen
    assert "2.9" in rijen["Corporaties gaan toevoegen (dPi), zorggeschikt"]["definitie"]
    assert rijen["Woningen van corporaties"]["waarde"] == 115
    geteld = next(r for r in d.lees("/v1/waarnemingen?onderwerp=corporatie-woningen").boom["waarnemingen"] if r["waarde"])
    pagina = d.lees("/herkomst/" + geteld["herkomst"].split("/")[3]).tekst  # of homes with an address no row is told
    assert "Geteld over de rijen van het bestand" in pagina and "zo geleverd" not in pagina
    for pad in ("/gebieden/GM0935.json", "/cijfers/corporatie-woningen.json", "/leveringen.json"):
        assert "9999ZZ" not in d.lees(pad).tekst


def applications_are_counted_beside_the_budget_and_the_letter(d):
    lever(d, "subsidie", "subsidie-limburg-verzonnen.csv", "RVO", "2025-01-01")
    lever(d, "kerncijfers", "kerncijfers-voortgangsbrief.csv", "brief", "2025-04-25")
    rij = next(r for r in tabel(d, "/regelingen.json?gebied=PV31", "aanvragen") if r["tranche"] == "SZGW, ronde 1")
    assert (rij["aanvragen"], rij["woningen"], rij["wlz"], rij["gevraagd"], rij["toegekend"]) == (9, 256, 182, 3840000, 2214000), rij
    budget = {r["tranche"]: r for r in tabel(d, "/regelingen.json?gebied=PV31", "budget")}
    assert budget["SZGW, ronde 1"]["budget"] == 75000000
    assert budget["SZGW, ronde 1"]["aandeel-gevraagd"] == 5  # 5.12%
    assert budget["SZGW, ronde 1"]["aandeel-toegekend"] == 3  # 2.952%
    assert budget["SOO, tranche 3"]["aandeel-gevraagd"] == 2  # 2.17%
    controle = {r["wat"]: r for r in tabel(d, "/regelingen.json", "controle")}
    x = controle["SZGW, ronde 1: woningen"]
    assert (x["brief"], x["binnen"], x["verschil"], x["uitkomst"]) == (6482, 256, 256 - 6482, "wijkt af"), x
    x = controle["SOO, tranche 1 en 2: woningen"]
    assert (x["brief"], x["binnen"]) == (19000, 164 + 116), x
    pagina = d.lees("/regelingen?gebied=PV31").tekst
    assert "niet gelijk aan de totalen van de voortgangsbrief" in pagina and "verzonnen" in pagina
    assert "71% voor mensen met een Wlz-indicatie (N = 256)" in pagina


def what_was_known_before_is_shown_as_it_was(d):
    assert "nog geen aanvragen" in d.lees("/regelingen?stand=2020-01-01").tekst
    assert all(r["waarde"] is None for r in tabel(d, "/gebieden/GM0917.json?stand=2020-01-01", "vijf-routes"))


def a_region_that_is_cut_names_the_gemeenten_that_count(d):
    lever(d, "bevolking", "inwoners-limburg-2022.csv", "", "2022-01-01")
    rijen = tabel(d, "/cijfers/inwoners.json?gebied=PV31&indeling=zorgkantoorregio&peildatum=2022-01-01", "cijfers")
    assert [r["waarde"] for r in rijen if "2 van 14 gemeenten: Gennep en Mook en Middelaar" in r["naam"]] == [25226], rijen
    assert sum(r["waarde"] for r in rijen if not r.get("totaal")) == 1118302, rijen


def a_template_can_be_had_of_each_new_kind(d):
    for soort, kop in (("dpi", "uitvraag;corporatie"), ("woz-bezit", "Onderdeel;Eenheidscode;Bag-postcode NL"),
                       ("subsidie", "regeling;tranche"), ("regiomonitor", "zorgkantoorregio;leveringsvorm")):
        a = d.lees(f"/leveringen/sjabloon/{soort}.csv")
        assert a.bytes.decode("utf-8-sig").startswith(kop), soort
    assert d.lees("/leveringen/sjabloon/woz-bezit.csv").tekst.count(";") == 28


def what_lacks_is_counted_alike_on_every_page(d):
    """Two gemeenten deliver no plans at all, of others some are withheld: sentence, attention and map say the same, and "≥ 0%" is no colour and no lowest one."""
    lever(d, "opgave", "opgave-limburg-verzonnen.csv", "", "2025-01-01")
    lever(d, "basisset", "basisset-limburg-verzonnen.csv", "", "2025-01-01")
    overzicht = {i: d.lees(f"/overzicht.json?gebied=PV31&indeling={i}").boom for i in ("vijfdeling", "gemeente")}
    zinnen = {b["antwoord"] for b in overzicht.values()}
    assert len(zinnen) == 1, zinnen
    zin = zinnen.pop()
    geen, dicht = map(int, re.search(r"(\d+) van de 31 gemeenten leverden geen plannen aan en van (\d+) andere zijn ze niet helemaal openbaar", zin).groups())
    assert len(re.findall(r"[.;] ", zin)) == 2, zin
    tekst = f"{geen} niet geleverd, {dicht} niet helemaal openbaar"
    for b in overzicht.values():
        assert b["aandacht"]["punten"][0]["titel"] == "Simpelveld en Voerendaal: geen plannen geleverd" and tekst in b["aandacht"]["punten"][0]["tekst"], b["aandacht"]
    kaart = d.lees("/kaart.json?gebied=PV31&woningtype=nultreden").boom
    assert f"Van {geen + dicht} van de 31 gemeenten" in kaart["antwoord"] and tekst in kaart["antwoord"], kaart["antwoord"]
    # Those of which the page itself says that a part is withheld, and no others.
    rijen = d.lees("/cijfers/dekkingsgraad.json?woningtype=nultreden&gebied=PV31").boom["tabellen"]["cijfers"]["rijen"][1:]
    assert sum("niet openbaar" in r.get("opmerking", "") for r in rijen) == dicht > 4, (dicht, [r.get("opmerking") for r in rijen])
    # Of what the picture is made: each source with how many gemeenten have a figure, as where it leads to has it.
    bronnen = {f["wat"]: f for f in overzicht["gemeente"]["verantwoording"]["feiten"] if f.get("adres")}
    assert list(bronnen) == ["Opgave", "Harde plannen", "Zachte plannen"], list(bronnen)
    for f in bronnen.values():
        h = d.lees(f["adres"] + ".json").boom
        assert f"Van nultreden hebben {h['aanwezig']} van de {h['verwacht']} gebieden een cijfer." in f["uitleg"], (f, h["aanwezig"])
    # The plannen of the overview are the sum that the herkomst of the dekkingsgraad shows.
    b = d.lees("/herkomst/dekkingsgraad:GM0935:2025-01-01:nultreden::::2024-2030:").tekst
    hard, zacht, samen = (int(x.replace(".", "")) for x in re.search(r"100 × \(≥\u00a0([\d.]+) \+ ≥\u00a0([\d.]+) = ≥\u00a0([\d.]+)\) ÷ ", b).groups())
    assert hard + zacht == samen > 0 and f"≥\u00a0{samen}<" in d.lees("/?gebied=PV31").tekst, (hard, zacht, samen)
    for gebied in ("GM0965", "GM0986"):  # Simpelveld and Voerendaal, that delivered none: no nought either, and nothing to be at least
        b = d.lees(f"/herkomst/dekkingsgraad:{gebied}:2025-01-01:nultreden::::2024-2030:").tekst
        assert re.search(r"100 × \(– \+ – = –\) ÷ \d+ = –\s*<", b) and "ondergrens" not in b and b.count("Er is geen uitkomst: niet alle cijfers die ervoor nodig zijn, zijn er.") == 2, gebied
    for r in rijen:  # "at least" is said wherever it is so, also in a file, with why on the page of where it comes from
        minstens = r["cellen"][1]["tekst"].startswith("≥")
        assert minstens == ("Dekkingsgraad: minstens" in r.get("opmerking", "")), r
        if r["waarde"] is None:
            continue
        b = re.search(r"Dit cijfer is een verhouding: [^<]*", d.lees(r["cellen"][1]["adres"]).tekst).group(0)
        assert minstens == ("Het is een ondergrens: " in b) and ("niet van elk gebied" in b) == (minstens and "hebben een cijfer" in r["opmerking"]), (b, r)
        assert ("over de gevraagde jaren heen" in b) == ("buiten het venster" in r.get("opmerking", "")), (b, r)
    niets = {r["gebied"] for r in kaart["tabel"]["rijen"] if r["cellen"][1].get("tekst") == "≥\u00a00%"}
    assert niets and "van ≥\u00a00%" not in kaart["antwoord"], niets
    svg = d.lees("/kaart.svg?gebied=PV31&woningtype=nultreden&weergave=tegels").tekst
    assert svg


def what_was_delivered_later_is_told_as_such(d):
    """The stand beside a day of before the plans came in: what is now known of that day, with a mark and a note; of a day before their peildatum nothing."""
    def toen(sinds):
        t = d.lees(f"/regie/stand.json?gebied=PV31&indeling=vijfdeling&sinds={sinds}").boom["tabellen"]["regios"]
        plek = [k["code"] for k in t["kolommen"]].index("dekking-toen")
        return [(r.get("dekking"), r.get("dekking-toen"), r["cellen"][plek].get("status")) for r in t["rijen"]], str(t.get("voet"))

    rijen, voet = toen("2025-06-01")
    assert len(rijen) == 6 and all(nu is not None and nu == eerder and status == "later geleverd" for nu, eerder, status in rijen), rijen
    assert "Later geleverd" in voet and "1 juni 2025" in voet, voet
    rijen, voet = toen("2024-06-01")
    assert len(rijen) == 6 and all(nu is not None and eerder is None and status is None for nu, eerder, status in rijen), rijen
    assert "Later geleverd" not in voet, voet


draai(
    without_deliveries_every_route_says_niet_geleverd,
    a_region_s_figure_is_shown_on_a_gemeente_as_the_region_s,
    corporations_stand_in_route_three_with_their_definition,
    applications_are_counted_beside_the_budget_and_the_letter,
    what_was_known_before_is_shown_as_it_was,
    a_region_that_is_cut_names_the_gemeenten_that_count,
    a_template_can_be_had_of_each_new_kind,
    what_lacks_is_counted_alike_on_every_page, what_was_delivered_later_is_told_as_such,
)
