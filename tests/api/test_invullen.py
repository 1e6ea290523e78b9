#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Filling in a form whose rows come and go with its answers: what was wrong stays beside its own question, and rows that are no rows stay out."""

import subprocess

from dienst import draai

LIJST = """
| survey |
| | type | name | label | repeat_count |
| | begin group | uitleg | Uitleg | |
| | note | lees | Lees dit eerst. | |
| | end group | | | |
| | begin group | eerste | Eerste deel | |
| | integer | hoeveel | Hoeveel gebouwen? | |
| | begin repeat | gebouw | Gebouw | ${hoeveel} |
| | text | adres | Adres | |
| | end repeat | | | |
| | integer | jaar | In welk jaar? | |
| | begin repeat | zaal | Zaal | ${zalen} |
| | text | zaalnaam | Hoe heet de zaal? | |
| | end repeat | | | |
| | end group | | | |
| | begin group | tweede | Tweede deel | |
| | integer | zalen | Hoeveel zalen? | |
| | text | slot | Nog iets? | |
| | end group | | | |
| | begin repeat | plan | Plan | |
| | text | naam | Naam | |
| | end repeat | | | |
| | begin repeat | hof | Hof | |
| | text | hofnaam | Naam van het hof | |
| | begin repeat | huis | Huis | |
| | text | nummer | Nummer | |
| | end repeat | | | |
| | end repeat | | | |

| settings |
| | form_id | form_title |
| | rijen | Rijen |
"""
JSON = {"Accept": "application/json"}


def items(d, pad):
    return d.anders().lees(pad + ".json").boom["invulblad"]["items"]


def blad(d, pad):
    return {i["adres"]: i for i in items(d, pad) if i.get("is_vraag")}


def maak(d, code, *meer):
    d.opdracht("ronde", "maak", "--vragenlijst", "rijen", "--peildatum", "2026-01-01", "--doelgroep", d.bestand("doel.csv", "partij\r\nGM0935\r\n"), "--code", code, *meer)
    d.opdracht("ronde", "open", "--ronde", code)
    return d.opdracht("ronde", "contact", "--ronde", code, "--partij", "GM0935", "--naam", "Anna").strip()


def a_ronde_with_rows_is_out(d):
    d.opdracht("partij", "maak", "Gemeente Maastricht", "--soort", "gemeente", "--cbs", "GM0935", "--van", "2024-01-01")
    uit = subprocess.run([d.programma, "vragenlijst", "importeer", d.bestand("rijen.md", LIJST), "--db", d.url], capture_output=True, text=True)
    assert uit.returncode == 0, uit.stdout + uit.stderr
    d.link = maak(d, "rijen")


def what_is_no_answer_stays_beside_its_question_when_rows_came_before_it(d):
    """The number of buildings makes their rows, between it and the year that is no year."""
    a = d.anders().post(d.link + "/deel/2", {"r/hoeveel": "0", "v/hoeveel": "3", "r/jaar": "0", "v/jaar": "vorig jaar"})
    assert a.status == 400 and 'href="#v-jaar"' in a.tekst and 'href="#v-adres' not in a.tekst and 'value="vorig jaar"' in a.tekst, a.tekst[-3000:]
    assert blad(d, d.link + "/deel/2")["adres@3"]["waarde"] == ""


def a_clash_stays_beside_its_question_when_rows_came_before_it(d):
    assert d.anders().post(d.link + "/deel/2", {"r/jaar": "0", "v/jaar": "2020"}).status == 303
    a = d.anders().post(d.link + "/deel/2", {"r/hoeveel": "1", "v/hoeveel": "5", "r/jaar": "0", "v/jaar": "2021"})
    assert a.status == 409 and 'href="#v-jaar"' in a.tekst and "2.020" in a.tekst and 'href="#v-adres' not in a.tekst, a.tekst[-3000:]


def one_answer_that_makes_rows_before_it_tells_how_far_its_own_section_is(d):
    a = d.anders().post(d.link + "/antwoord", {"veld": "zalen", "waarde": "2", "revisie": "0"}, kop=JSON)
    assert a.status == 200 and a.boom["velden"]["zaalnaam@2"]["getoond"], a.tekst
    assert a.boom["stand"] == d.anders().lees(d.link + "/deel/3.json").boom["antwoord"] and "1 van de 2 vragen" in a.boom["stand"], a.boom["stand"]


def a_section_to_read_is_not_told_to_be_empty(d):
    b = d.anders().lees(d.link + "/deel/1.json").boom
    assert [i["label"] for i in b["invulblad"]["items"]] == ["Lees dit eerst."] and b["antwoord"] == "Hier valt niets in te vullen.", b["antwoord"]
    assert d.anders().lees(d.link + "/deel/4.json").boom["antwoord"] == "Hier staat nog niets."


def a_row_is_added_to_a_repeat_and_not_to_a_row(d):
    pad = d.link + "/deel/4"
    assert d.anders().post(pad, {"rij_bij": "plan"}).naar.endswith("#rij-plan@1")
    a = d.anders().post(pad, {"rij_bij": "plan@1"})
    assert a.status == 400 and "hier kan geen rij bij" in a.tekst, (a.status, a.tekst[:300])
    assert [i["adres"] for i in items(d, pad) if i.get("is_rij_begin")] == ["plan@1"]


def an_empty_row_is_not_offered_because_another_repeat_has_a_row_in_its_row(d):
    """Plan 1 is empty; Hof 1, another repeat, has a Huis 1.1."""
    for veld in ("hof", "huis@1"):
        assert d.anders().post(d.link + "/deel/5", {"rij_bij": veld}).status == 303
    assert d.anders().post(d.link + "/deel/5", {"r/nummer@1.1": "0", "v/nummer@1.1": "12"}).status == 303
    a = d.anders().post(d.link + "/indienen", {})
    assert a.status == 303, a.tekst[:500]
    nieuw = maak(d, "rijen2", "--vorige", "rijen")
    assert [i["adres"] for i in items(d, nieuw + "/deel/5") if i.get("is_vorige_rij")] == ["hof@1"]
    assert [i["adres"] for i in items(d, nieuw + "/deel/4") if i.get("is_vorige_rij")] == []


def a_repeat_has_no_more_rows_by_taking_over_than_by_adding(d):
    kop = ";".join(f"naam@{i}" for i in range(2, 201))
    d.opdracht("respons", "importeer", "--ronde", "rijen2", d.bestand("toen.csv", "partij;naam@1\r\nGM0935;Toen\r\n"))
    link = maak(d, "rijen3", "--vorige", "rijen2")
    d.opdracht("respons", "importeer", "--concept", "--ronde", "rijen3", d.bestand("nu.csv", f"partij;{kop}\r\nGM0935{';x' * 199}\r\n"))
    pad = link + "/deel/4"
    assert [i["adres"] for i in items(d, pad) if i.get("is_vorige_rij")] == ["plan@1"]
    assert d.anders().post(pad, {"rij_bij": "plan"}).naar.endswith("#rij-plan@201")  # the 200th
    bij, over = (d.anders().post(pad, {knop: adres}) for knop, adres in (("rij_bij", "plan"), ("rij_over", "plan@1")))
    assert bij.status == over.status == 413 and "niet meer dan 200 rijen zijn; haal er eerst een weg" in over.tekst, (bij.status, over.status)
    assert len([i for i in items(d, pad) if i.get("is_rij_begin")]) == 200


draai(a_ronde_with_rows_is_out, what_is_no_answer_stays_beside_its_question_when_rows_came_before_it,
      a_clash_stays_beside_its_question_when_rows_came_before_it, one_answer_that_makes_rows_before_it_tells_how_far_its_own_section_is,
      a_section_to_read_is_not_told_to_be_empty, a_row_is_added_to_a_repeat_and_not_to_a_row,
      an_empty_row_is_not_offered_because_another_repeat_has_a_row_in_its_row,
      a_repeat_has_no_more_rows_by_taking_over_than_by_adding)
