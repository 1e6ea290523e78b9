#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Woonzorgvisies filled from a ronde of a questionnaire: what would change is shown first, what is new is added with the respons as its herkomst, and what
disagrees with what was known waits until a person chooses, with a reason. Made-up answers."""

import csv
import io
import os
import re
import subprocess

from dienst import draai, wacht

WORTEL = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GEMEENTEN = (("Gemeente Maastricht", "GM0935"), ("Gemeente Meerssen", "GM0938"), ("Gemeente Vaals", "GM0981"))
# Of Vaals nothing was known; Meerssen says what was known; Maastricht says something else of two things.
ANTWOORDEN = ("partij;stand_woonzorgvisie;verwachting_2024;aandachtsgroepen;projectleiderschap;partners_verkennend;opgave\n"
              "GM0935;gerealiseerd;;ouderen jeugdzorg;sociaal;ouderenzorg corporaties beschermd_wonen;overeen\n"
              "GM0938;bezig;gerealiseerd;ouderen;duaal;;overeen\n"
              "GM0981;te_starten;bezig;;;corporaties;geen_kennis\n")
BEKEND = ("wat;gebied;staat;datum;gezegd_op;vraag;antwoord;herkomst\n"
          "feit;GM0935;bezig;;2023-10-01;;;Raadsbrief\n"
          "feit;GM0935;vastgesteld;2025-06-01;2025-06-02;;;Raadsbesluit\n"
          "feit;GM0938;bezig;;2023-10-01;;;Gesprek\n"
          "antwoord;GM0935;;;2023-10-01;leiding;fysiek;Plan van aanpak\n"
          "antwoord;GM0935;;;2023-10-01;groep.ouderen;ja;Plan van aanpak\n")


def maak(d):
    d.partij, d.mens = {}, {}
    for naam, cbs in (*GEMEENTEN, ("Provincie Limburg", "PV31")):
        d.partij[cbs] = int(d.opdracht("partij", "maak", naam, "--soort", "provincie" if cbs == "PV31" else "gemeente", "--cbs", cbs, "--van", "2020-01-01").split()[1])
    for wie, partij, rol in (("redacteur", "Provincie Limburg", "redacteur"), ("maastricht", "Gemeente Maastricht", "coordinator"), ("vaals", "Gemeente Vaals", "invuller")):
        d.mens[wie] = d.anders()
        d.mens[wie].kies_wachtwoord(d.opdracht("mens", "maak", f"{wie}@proef.example", "--naam", f"Mens {wie}", "--partij", partij, "--rol", rol).split()[-1])
        d.mens[wie].meld_aan(f"{wie}@proef.example")
    d.opdracht("vragenlijst", "importeer", os.path.join(WORTEL, "voorbeelden", "vragenlijsten", "gemeenten.md"))
    doel = d.bestand("doel.csv", "partij\n" + "".join(f"{n}\n" for n, _ in GEMEENTEN))
    d.opdracht("ronde", "maak", "--vragenlijst", "woonzorgvisies-gemeenten", "--peildatum", "2023-11-01", "--doelgroep", doel, "--code", "proef")
    d.opdracht("ronde", "open", "--ronde", "proef")
    d.opdracht("visie", "importeer", d.bestand("bekend.csv", BEKEND))


def proef(d):
    return {(r["gebied"], r["veld"]): r for r in csv.DictReader(io.StringIO(d.opdracht("visie", "overnemen", "proef", "--proef")))}


def before_anything_is_submitted_there_is_nothing(d):
    maak(d)
    assert proef(d) == {}
    b = d.mens["redacteur"].lees("/regie/overname/proef")
    assert "Nog geen gemeente heeft deze vragenlijst ingediend" in b.tekst and "Neem over</button>" not in b.tekst
    d.opdracht("respons", "importeer", d.bestand("antwoorden.csv", ANTWOORDEN), "--ronde", "proef")


def what_would_change_is_shown_and_nothing_changes(d):
    p = proef(d)
    assert p["GM0981", "staat"]["wat"] == "nieuw" and p["GM0981", "staat"]["ronde"] == "te_starten"
    assert p["GM0981", "verwacht"]["wat"] == "nieuw" and p["GM0938", "verwacht"]["ronde"] == "gerealiseerd"
    assert p["GM0938", "staat"]["wat"] == "gelijk"
    # On the day that the ronde asks about; what came later is no answer to that.
    assert p["GM0935", "staat"]["wat"] == "spreekt tegen" and p["GM0935", "staat"]["bekend"] == "bezig"
    assert p["GM0935", "leiding"]["wat"] == "spreekt tegen" and p["GM0935", "groep.ouderen"]["wat"] == "gelijk"
    # A partner who was not ticked was not there; a group may be bewust elders, so nothing is said of it.
    assert p["GM0935", "partner.verkennend.opvang"]["ronde"] == "ja" and p["GM0935", "partner.verkennend.huurders"]["ronde"] == "nee"
    assert ("GM0935", "groep.mantelzorg") not in p and ("GM0938", "partner.verkennend.corporaties") not in p
    assert "respons" in p["GM0981", "staat"]["herkomst"] and "vraag stand_woonzorgvisie" in p["GM0981", "staat"]["herkomst"]
    b = d.mens["redacteur"].lees("/regie/overname/proef")
    assert "3 van de 3 gemeenten dienden in" in b.tekst and "over 2 moet iemand kiezen" in b.tekst, re.findall("<p class=.nl-paragraph.*?</p>", b.tekst)[:3]
    assert "Plan van aanpak" in b.tekst and "1 oktober 2023" in b.tekst  # who said what is known, and when
    assert proef(d) == p and d.lees("/regie/woonzorgvisies/GM0981").tekst.count("ronde proef") == 0


def only_who_runs_rondes_takes_over(d):
    assert d.anders().vraag("GET", "/regie/overname/proef").status in (303, 401)
    assert d.mens["maastricht"].vraag("GET", "/regie/overname/proef").status == 403
    assert d.mens["maastricht"].post("/regie/overname/proef", {}).status == 403
    assert d.mens["redacteur"].vraag("GET", "/regie/overname/bestaatniet").status == 404
    assert "/regie/overname/proef" in d.mens["redacteur"].lees("/regie/overname").tekst


def what_is_new_is_added_and_what_disagrees_waits(d):
    a = d.mens["redacteur"].post("/regie/overname/proef", {})
    assert a.status == 303, a.tekst[:1500]
    vaals = d.lees("/regie/woonzorgvisies/GM0981.json").boom
    rij = [r for r in vaals["tabellen"]["geschiedenis"]["rijen"] if r["wat"] == "te starten"][0]
    assert "ronde proef, vraag stand_woonzorgvisie, respons" in rij["herkomst"] and "van Gemeente Vaals" in rij["herkomst"], rij
    m = d.lees("/regie/woonzorgvisies/GM0935.json").boom
    assert "vastgesteld" in m["antwoord"] and not [r for r in m["tabellen"]["geschiedenis"]["rijen"] if "ronde" in r["herkomst"]]
    antwoord = {r["wat"]: r["antwoord"] for r in m["tabellen"]["onderdelen"]["rijen"]}
    assert antwoord["Wie leidt het project?"] == "het fysieke domein" and antwoord["jeugd"] == "ja", antwoord
    # Once more: nothing is there twice, and nothing is asked again.
    p = proef(d)
    assert p["GM0935", "staat"]["wat"] == "wacht op een keuze" and not [r for r in p.values() if r["wat"] in ("nieuw", "spreekt tegen")], p
    assert "0 antwoorden zijn erbij gekomen" in d.opdracht("visie", "overnemen", "proef")
    assert len(d.lees("/regie/woonzorgvisies/GM0935/tegenspraak.json").boom["tabellen"]["open"]["rijen"]) == 2
    wacht("het signaal", lambda: "Een vragenlijst zegt iets anders over Maastricht" in d.mens["maastricht"].lees("/regie/signalen").tekst)


def a_person_chooses_with_a_reason_and_once(d):
    pad = "/regie/woonzorgvisies/GM0935/tegenspraak"
    b = d.lees(pad + ".json").boom
    rijen = {r["wat"]: r for r in b["tabellen"]["open"]["rijen"]}
    stand = rijen["Hoe ver de woonzorgvisie is"]
    assert (stand["bekend"], stand["bekend-op"], stand["bekend-bron"], stand["ronde"], stand["ronde-op"]) == \
        ("bezig", "2023-10-01", "Raadsbrief", "gerealiseerd", "2023-11-01"), stand
    velden = {m[1]: m[0] for m in re.findall(r'<label class="utrecht-form-label wz-veld__label" for="(keuze\d+)">(.*?) <span', d.mens["maastricht"].lees(pad).tekst)}
    staat, leiding = velden["Hoe ver de woonzorgvisie is"], velden["Wie leidt het project?"]
    assert "Bewaar de keuze" not in d.anders().lees(pad).tekst  # a visitor sees both, and chooses nothing
    assert d.mens["vaals"].post(pad, {staat: "ronde", "reden": "x"}).status == 403
    assert d.mens["maastricht"].post(pad, {staat: "ronde"}).status == 400 and d.mens["maastricht"].post(pad, {"reden": "x"}).status == 400
    assert d.mens["maastricht"].post(pad, {staat: "geen van beide", "reden": "x"}).status == 400
    assert d.mens["maastricht"].post(pad, {staat: "ronde", "reden": "Nagevraagd: het college stelde haar in oktober vast."}).status == 303
    assert d.mens["redacteur"].post(pad, {leiding: "bekend", "reden": "De ronde vergist zich."}).status == 303
    assert d.mens["maastricht"].post(pad, {leiding: "ronde", "reden": "toch"}).status == 400  # somebody chose
    toen = d.lees("/regie/woonzorgvisies/GM0935.json?peildatum=2023-12-01").boom
    assert "gerealiseerd" in toen["antwoord"] and "Spreekt dit tegen" not in str(toen["blokken"])
    assert "vastgesteld" in d.lees("/regie/woonzorgvisies/GM0935.json").boom["antwoord"]  # what came later still counts now
    antwoord = {r["wat"]: r["antwoord"] for r in d.lees("/regie/woonzorgvisies/GM0935.json").boom["tabellen"]["onderdelen"]["rijen"]}
    assert antwoord["Wie leidt het project?"] == "het fysieke domein"
    gekozen = {r["wat"]: r for r in d.mens["vaals"].lees(pad + ".json").boom["tabellen"]["gekozen"]["rijen"]}
    assert gekozen["Wie leidt het project?"]["keuze"] == "wat bekend was blijft" and gekozen["Wie leidt het project?"]["wie"] == "Mens redacteur"
    assert "Mens redacteur" not in d.verzoek("GET", pad).tekst
    wacht("het einde van het signaal", lambda: "Een vragenlijst zegt iets anders over Maastricht" not in d.mens["maastricht"].lees("/regie/signalen").tekst.split("Wat voorbij is")[0])
    p = proef(d)
    assert p["GM0935", "staat"]["wat"] == p["GM0935", "leiding"]["wat"] == "al gekozen"
    spoor = d.opdracht("spoor", "lijst", "--object", "visie")
    assert "visie.tegenspraak" in spoor and "visie.keuze" in spoor and "het spoor is heel" in d.opdracht("spoor", "controleer")


def an_answer_that_is_chosen_counts_from_now_on(d):
    """The other way round: the ronde was right about an answer."""
    d.opdracht("visie", "importeer", d.bestand("later.csv", "wat;gebied;staat;datum;gezegd_op;vraag;antwoord;herkomst\nantwoord;GM0938;;;2024-01-01;leiding;fysiek;Gesprek\n"))
    assert proef(d)["GM0938", "leiding"]["wat"] == "spreekt tegen"
    d.opdracht("visie", "overnemen", "proef")
    pad = "/regie/woonzorgvisies/GM0938/tegenspraak"
    veld = re.search(r'id="(keuze\d+)"', d.mens["redacteur"].lees(pad).tekst).group(1)
    assert d.mens["redacteur"].post(pad, {veld: "ronde", "reden": "De vragenlijst is van hen zelf."}).status == 303
    rij = [r for r in d.lees("/regie/woonzorgvisies/GM0938.json").boom["tabellen"]["onderdelen"]["rijen"] if r["wat"] == "Wie leidt het project?"][0]
    assert rij["antwoord"] == "fysiek en sociaal samen" and "ronde proef" in rij["herkomst"], rij


draai(
    before_anything_is_submitted_there_is_nothing,
    what_would_change_is_shown_and_nothing_changes,
    only_who_runs_rondes_takes_over,
    what_is_new_is_added_and_what_disagrees_waits,
    a_person_chooses_with_a_reason_and_once,
    an_answer_that_is_chosen_counts_from_now_on,
)
