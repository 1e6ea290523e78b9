#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire from workbook to receipt: sent out, filled in by several people at once, submitted, opened again, keyed in and read in."""

import csv
import io
import re
import subprocess

from dienst import draai, spoor, wacht
from smtpd import Post

LIJST = """
| survey |
| | type | name | label | required | relevant | constraint | constraint_message | calculation | choice_filter | default | repeat_count | wz::code |
| | begin group | eerste | Eerste deel | | | | | | | | | |
| | select_one jn | visie | Is er een visie? | yes | | | | | | | | |
| | integer | jaar | In welk jaar is ${visie} vastgesteld? | yes | ${visie} = 'ja' | . >= 2000 and . <= 2100 | Een jaar vanaf 2000. | | | | | visiejaar |
| | select_multiple kleur or_other | kleuren | Welke kleuren? | | | | | | | | | |
| | decimal | bedrag | Welk bedrag? | | | | | | | 10.5 | | |
| | calculate | dubbel | | | | | | ${bedrag} * 2 | | | | |
| | end group | | | | | | | | | | | |
| | begin group | tweede | Tweede deel | | | | | | | | | |
| | select_one streek | streek | Welke streek? | | | | | | | | | |
| | select_one plaats | plaats | Welke plaats? | | | | | | streek = ${streek} | | | |
| | rank kleur | rang | Wat het eerst? | | | | | | | | | |
| | date | dag | Welke dag? | | | | | | | | | |
| | end group | | | | | | | | | | | |
| | begin repeat | plan | Plan | | | | | | | | | |
| | text | naam | Naam van het plan | yes | | | | | | | | |
| | integer | aantal | Hoeveel woningen? | | | . > 0 | Meer dan nul. | | | | | |
| | end repeat | | | | | | | | | | | |
| | text | totaal_tekst | Opmerking | | sum(${aantal}) > 100 | | | | | | | |

| choices |
| | list_name | name | label | streek |
| | jn | ja | Ja | |
| | jn | nee | Nee | |
| | kleur | rood | Rood | |
| | kleur | groen | Groen | |
| | streek | noord | Noord | |
| | streek | zuid | Zuid | |
| | plaats | venlo | Venlo | noord |
| | plaats | vaals | Vaals | zuid |

| settings |
| | form_id | form_title |
| | proeflijst | Proeflijst |
"""


def poging(d, *delen):
    return subprocess.run([d.programma, *delen, "--db", d.url], capture_output=True, text=True, timeout=60)


def link(d, partij, *meer, ronde="proef"):
    return d.opdracht("ronde", "contact", "--ronde", ronde, "--partij", partij, *meer).strip()


def blad(d, pad, wie=None):
    """The fields of a section, by their address."""
    return {i["adres"]: i for i in (wie or d.anders()).lees(pad + ".json").boom["invulblad"]["items"] if i.get("is_vraag")}


def stuur(d, pad, wat, anders=None, kop=None):
    """A section as the browser sends it: every field as the page had it, but for what is in `wat`."""
    velden = {}
    for m in re.finditer(r'<input type="hidden" name="([rs]/[^"]*)" value="([^"]*)"', d.anders().lees(pad).tekst):
        velden[m.group(1)] = m.group(2)
    for m in re.finditer(r'<input class="utrecht-textbox[^"]*" type="(?:text|date)"[^>]* name="([vka]/[^"]*)" id="[^"]*" value="([^"]*)"', d.anders().lees(pad).tekst):
        velden[m.group(1)] = m.group(2)
    for m in re.finditer(r'name="([vk]/[^"]*)" id="[^"]*" value="([^"]*)" checked', d.anders().lees(pad).tekst):
        velden[m.group(1)] = m.group(2)
    velden.update(anders or {})
    velden.update(wat)
    return d.anders().post(pad, {k: v for k, v in velden.items() if v is not None}, kop=kop)


def stand(d, partij, ronde="proef"):
    return {r["naam"]: r for r in csv.DictReader(io.StringIO(d.opdracht("ronde", "stand", "--ronde", ronde)))}[partij]


def a_ronde_is_made_for_a_frozen_doelgroep(d):
    for naam, cbs in (("Gemeente Maastricht", "GM0935"), ("Gemeente Vaals", "GM0981"), ("Gemeente Venlo", "GM0983"), ("Gemeente Meerssen", "GM0938")):
        d.opdracht("partij", "maak", naam, "--soort", "gemeente", "--cbs", cbs, "--van", "2024-01-01")
    uit = poging(d, "vragenlijst", "importeer", d.bestand("proeflijst.md", LIJST))
    assert uit.returncode == 0, uit.stdout + uit.stderr
    doel = d.bestand("doel.csv", "partij;opmerking\r\nGM0935;x\r\nGemeente Vaals;\r\nGM0983;\r\nGM0938;\r\n")
    uit = poging(d, "ronde", "maak", "--vragenlijst", "proeflijst", "--peildatum", "2026-01-01", "--doelgroep", doel, "--code", "proef",
                 "--contact", "Piet (043-1234567)")
    assert uit.returncode == 0 and "4 organisaties" in uit.stdout, uit.stdout + uit.stderr
    uit = poging(d, "ronde", "maak", "--vragenlijst", "proeflijst", "--peildatum", "2026-01-01", "--doelgroep", doel, "--code", "proef")
    assert uit.returncode != 0 and "kies een andere code" in uit.stderr, uit.stderr
    fout = d.bestand("fout.csv", "partij\r\nGM0935\r\nNiemand\r\n")
    uit = poging(d, "ronde", "maak", "--vragenlijst", "proeflijst", "--peildatum", "2026-01-01", "--doelgroep", fout, "--code", "fout")
    assert uit.returncode == 1 and "Niemand" in uit.stderr and "rij 3" in uit.stderr, uit.stderr


def before_it_opens_nothing_is_taken_in_and_it_says_whom_to_ask(d):
    pad = link(d, "GM0935", "--naam", "Anna")
    d.anna = pad
    assert "nog niet open" in d.anders().lees(pad).tekst
    a = d.anders().post(pad + "/deel/1", {"r/visie": "0", "v/visie": "ja"})
    assert a.status == 403 and "Piet (043-1234567)" in a.tekst, a.status
    d.opdracht("ronde", "open", "--ronde", "proef")


def a_link_that_a_scanner_opens_changes_nothing(d):
    voor = stand(d, "Gemeente Maastricht")
    for methode in ("GET", "HEAD"):
        for pad in ("", "/deel/1", "/deel/2", "/indienen", "/deel/1?controle=ja"):
            a = d.anders().vraag(methode, d.anna + pad)
            assert a.status == 200, f"{methode} {pad}: {a.status}"
    assert stand(d, "Gemeente Maastricht") == voor
    assert d.anders().vraag("GET", "/invullen/" + "0" * 64).status == 404
    assert d.anna[-64:] not in d.log() and "…" in d.log()
    # Only the hash of the token is kept.
    assert d.anna[-64:] not in d.opdracht("spoor", "lijst")


def a_page_saves_what_changed_and_routing_follows(d):
    b = blad(d, d.anna + "/deel/1")
    assert b["jaar"]["weg_nu"] and not b["visie"]["weg_nu"] and b["bedrag"]["inhoud"] == "10,5"
    # What must be answered once it is shown is not called free while it is hidden: the browser shows it as it is.
    html = d.anders().lees(d.anna + "/deel/1").tekst
    vrij = {v: "(niet verplicht)" in html.split(f'data-veld="{v}"')[1].split('data-veld="')[0] for v in ("visie", "jaar", "bedrag")}
    assert vrij == {"visie": False, "jaar": False, "bedrag": True}, vrij
    a = stuur(d, d.anna + "/deel/1", {"v/visie": "ja", "k/kleuren/rood": "ja", "k/kleuren/other": "ja", "a/kleuren": "Paars"})
    assert a.status == 303 and a.naar.endswith("/deel/1?gedaan=meer"), a.tekst[:600]  # a question appeared here
    b = blad(d, d.anna + "/deel/1")
    assert b["visie"]["waarde"] == "ja" and b["visie"]["revisie"] == 1 and not b["jaar"]["weg_nu"]
    assert b["kleuren"]["waarde"] == "rood other" and b["kleuren"]["aanvulling"]["tekst_aanvulling"] == "Paars"
    assert b["jaar"]["label"] == "In welk jaar is Ja vastgesteld?"
    assert stand(d, "Gemeente Maastricht")["stand"] == "bezig"


def what_is_no_answer_is_said_beside_its_field_and_the_rest_is_kept(d):
    a = stuur(d, d.anna + "/deel/1", {"v/jaar": "vorig jaar", "v/bedrag": "1.234,5"})
    assert a.status == 400 and "Vul een heel getal in" in a.tekst and 'value="vorig jaar"' in a.tekst and 'href="#v-jaar"' in a.tekst, a.tekst[:500]
    b = blad(d, d.anna + "/deel/1")
    assert b["bedrag"]["waarde"] == "1234.5" and b["jaar"]["revisie"] == 0
    # A decimal that can be two numbers is asked about, with what was typed left there; the two ways out are taken as they read.
    a = stuur(d, d.anna + "/deel/1", {"v/bedrag": "1.234"})
    assert a.status == 400 and "Schrijf 1234 als het duizend of meer is, of 1,234" in a.tekst and 'value="1.234"' in a.tekst, a.tekst[:500]
    assert blad(d, d.anna + "/deel/1")["bedrag"]["waarde"] == "1234.5"
    for getypt, waarde in (("1,234", "1.234"), ("1234", "1234"), ("1234,5", "1234.5")):
        assert stuur(d, d.anna + "/deel/1", {"v/bedrag": getypt}).status == 303
        assert blad(d, d.anna + "/deel/1")["bedrag"]["waarde"] == waarde, getypt
    a = stuur(d, d.anna + "/deel/1", {"v/jaar": "1999"})
    assert a.status == 303 and blad(d, d.anna + "/deel/1")["jaar"]["fout"] == "Een jaar vanaf 2000."
    assert a.naar.endswith("/deel/1#v-jaar"), a.naar  # it is kept, and one is brought to it; who leaves it goes on
    a = stuur(d, d.anna + "/deel/1", {"v/jaar": "1999"})
    assert a.status == 303 and a.naar.endswith("/deel/2"), a.naar
    a = stuur(d, d.anna + "/deel/1", {"v/visie": "misschien"})
    assert a.status == 400 and "geen keuze" in a.tekst


def two_people_on_one_page_lose_nothing_and_a_clash_shows_both(d):
    d.bert = link(d, "GM0935", "--naam", "Bert", "--mag", "invullen")
    pagina = {"r/visie": "1", "v/visie": "ja", "r/jaar": blad(d, d.anna + "/deel/1")["jaar"]["revisie"], "v/jaar": "1999",
              "r/bedrag": blad(d, d.anna + "/deel/1")["bedrag"]["revisie"], "v/bedrag": "1234,5"}
    assert d.anders().post(d.anna + "/deel/1", {**pagina, "v/jaar": "2021", "blijf": "ja"}).status == 303
    a = d.anders().post(d.bert + "/deel/1", {**pagina, "v/bedrag": "99"})  # the same page, another field
    assert a.status == 303, a.tekst[:500]
    b = blad(d, d.anna + "/deel/1")
    assert (b["jaar"]["waarde"], b["bedrag"]["waarde"]) == ("2021", "99")
    a = d.anders().post(d.bert + "/deel/1", {**pagina, "v/jaar": "2022"})  # and now the same one
    assert a.status == 409 and "Anna" in a.tekst and "2.021" in a.tekst and "2.022" in a.tekst, a.tekst[:800]
    assert blad(d, d.anna + "/deel/1")["jaar"]["waarde"] == "2021"
    r = blad(d, d.anna + "/deel/1")["jaar"]["revisie"]
    assert f'name="r/jaar" value="{r}"' in a.tekst
    a = d.anders().post(d.bert + "/deel/1", {"r/jaar": str(r), "v/jaar": "2022", "x/jaar": "ja"})  # without a choice nothing goes over theirs
    assert a.status == 409 and blad(d, d.anna + "/deel/1")["jaar"]["waarde"] == "2021", a.status
    keuze = {"r/jaar": str(r), "v/jaar": "2022", "x/jaar": "ja", "b/jaar": "hun"}
    assert d.anders().post(d.bert + "/deel/1", keuze).status == 303
    assert blad(d, d.anna + "/deel/1")["jaar"]["waarde"] == "2021"
    assert d.anders().post(d.bert + "/deel/1", {**keuze, "b/jaar": "mijn"}).status == 303
    assert blad(d, d.anna + "/deel/1")["jaar"]["waarde"] == "2022"


def one_answer_at_a_time_gives_the_same(d):
    kop = {"Accept": "application/json"}
    b = blad(d, d.anna + "/deel/1")
    a = d.anders().post(d.anna + "/antwoord", {"veld": "jaar", "waarde": "2023", "revisie": b["jaar"]["revisie"]}, kop=kop)
    assert a.status == 200 and a.boom["nu"]["revisie"] == b["jaar"]["revisie"] + 1 and a.boom["velden"]["jaar"]["getoond"], a.tekst
    assert a.boom["stand"] == d.anders().lees(d.anna + "/deel/1.json").boom["antwoord"] and "Gemeente Maastricht beantwoordde hier" in a.boom["stand"], a.tekst
    a = d.anders().post(d.bert + "/antwoord", {"veld": "jaar", "waarde": "2024", "revisie": b["jaar"]["revisie"]}, kop=kop)
    assert a.status == 409 and a.boom["hun"]["waarde"] == "2023" and a.boom["hun"]["wie"] == "Anna" and a.boom["mijn"]["waarde"] == "2024", a.tekst
    a = d.anders().post(d.anna + "/antwoord", {"veld": "jaar", "waarde": "x", "revisie": "4"}, kop=kop)
    assert a.status == 400 and "heel getal" in a.tekst
    a = d.anders().post(d.anna + "/antwoord", {"veld": "visie", "waarde": "nee", "revisie": b["visie"]["revisie"]}, kop=kop)
    assert a.status == 200 and not a.boom["velden"]["jaar"]["getoond"]
    assert d.anders().post(d.anna + "/antwoord", {"veld": "bestaatniet", "waarde": "x", "revisie": "0"}, kop=kop).status == 404


def choices_follow_a_filter_and_a_ranking_its_places(d):
    pad = d.anna + "/deel/2"
    def mag(b):
        return [k["code"] for k in b["plaats"]["keuzes"] if not k["keuze_weg"]]
    assert mag(blad(d, pad)) == []
    assert stuur(d, pad, {"v/streek": "noord", "k/rang/groen": "1", "k/rang/rood": "2", "v/dag": "1-11-2023", "blijf": "ja"}).status == 303
    b = blad(d, pad)
    assert mag(b) == ["venlo"] and b["rang"]["waarde"] == "groen rood" and b["dag"]["waarde"] == "2023-11-01"
    assert stuur(d, pad, {"v/plaats": "venlo"}).status == 303
    assert stuur(d, pad, {"v/streek": "zuid", "v/plaats": None}, {"r/plaats": None}).status == 303
    assert "past niet meer" in blad(d, pad)["plaats"]["fout"]
    a = stuur(d, pad, {"k/rang/groen": "1", "k/rang/rood": "1"})
    assert a.status == 400 and "twee keer" in a.tekst
    assert stuur(d, pad, {"v/plaats": "vaals"}).status == 303


def rows_of_a_repeat_come_and_go(d):
    pad = d.anna + "/deel/3"
    assert blad(d, pad) == {}
    for _ in range(2):
        assert d.anders().post(pad, {"rij_bij": "plan"}).status == 303
    assert stuur(d, pad, {"v/naam@1": "Zuid", "v/aantal@1": "60", "v/naam@2": "Noord", "v/aantal@2": "50"}).status == 303
    assert list(blad(d, pad)) == ["naam@1", "aantal@1", "naam@2", "aantal@2"]
    assert not blad(d, d.anna + "/deel/4")["totaal_tekst"]["weg_nu"]  # 110 > 100
    assert d.anders().post(pad, {"rij_weg": "plan@1"}).status == 303
    assert list(blad(d, pad)) == ["naam@2", "aantal@2"] and blad(d, d.anna + "/deel/4")["totaal_tekst"]["weg_nu"]
    assert d.anders().post(pad, {"rij_bij": "plan"}).status == 303
    assert list(blad(d, pad))[2:] == ["naam@3", "aantal@3"]  # a number is not used again
    assert stuur(d, pad, {"v/aantal@3": "70"}).status == 303
    a = d.anders().post(pad, {"r/naam@1": "1", "v/naam@1": "Te laat"})  # a page that still had the row
    assert a.status == 303 and "naam@1" not in blad(d, pad)


def a_section_link_sees_its_section_alone_and_a_viewer_changes_nothing(d):
    deel = link(d, "GM0935", "--naam", "Carla", "--mag", "invullen", "--deel", "tweede")
    kijker = link(d, "GM0935", "--naam", "Dirk", "--mag", "inzien")
    assert d.anders().lees(deel + "/deel/2").status == 200
    for pad in ("/deel/1", "/deel/3", "/indienen"):
        assert d.anders().vraag("GET", deel + pad).status == 403, pad
    assert d.anders().post(deel + "/antwoord", {"veld": "visie", "waarde": "ja", "revisie": "1"}).status == 404
    # Of what an answer here changes elsewhere only this section is told, and saving leads to its own overview.
    a = d.anders().post(deel + "/antwoord", {"veld": "streek", "waarde": "zuid", "revisie": str(blad(d, deel + "/deel/2")["streek"]["revisie"])},
                        kop={"Accept": "application/json"})
    assert a.status == 200 and set(a.boom["velden"]) == {"tweede", "streek", "plaats", "rang", "dag"}, a.tekst
    assert d.anders().vraag("GET", deel + "/definitie.json").status == 403
    a = stuur(d, deel + "/deel/2", {"v/streek": "zuid"})
    assert a.status == 303 and a.naar.endswith(deel), a.naar
    rijen = len(blad(d, d.anna + "/deel/3"))
    assert d.anders().post(deel + "/deel/2", {"rij_bij": "plan"}).status == 400  # a row of another section
    assert len(blad(d, d.anna + "/deel/3")) == rijen
    assert "<input class=\"wz-rondje__knop\"" not in d.anders().lees(kijker + "/deel/1").tekst
    assert d.anders().post(kijker + "/deel/1", {"r/visie": "0", "v/visie": "ja"}).status == 403
    assert d.anders().post(kijker + "/indienen", {}).status == 403
    assert d.anders().post(kijker + "/collega", {"collega_naam": "E"}).status == 403


def a_colleague_gets_a_link_that_allows_no_more(d):
    a = d.anders().post(d.bert + "/collega", {"collega_naam": "Els", "collega_email": "els@proef.example", "collega_deel": "eerste", "collega_mag": "indienen"})
    m = re.search(r"/invullen/[0-9a-f]{64}", a.tekst)
    assert a.status == 200 and m and "Els" in a.tekst, a.tekst[:500]
    assert d.anders().lees(m.group(0) + "/deel/1").status == 200
    assert d.anders().vraag("GET", m.group(0) + "/deel/2").status == 403
    assert d.anders().vraag("GET", m.group(0) + "/indienen").status == 403
    assert d.anders().post(d.bert + "/collega", {"collega_naam": "", "collega_deel": "", "collega_mag": "invullen"}).status == 400


def submitting_checks_everything_and_gives_a_receipt(d):
    # "visie" is "nee": what was given for "jaar" does not count any more. Plan 3 has no name yet.
    a = d.anders().lees(d.anna + "/indienen")
    assert a.tekst.count("Naam van het plan") >= 1 and "Dit telt niet mee" in a.tekst and "2.023" in a.tekst, a.tekst[:300]
    a = d.anders().post(d.anna + "/indienen", {})
    assert a.status == 400 and "Dit moet nog" in a.tekst
    assert stand(d, "Gemeente Maastricht")["stand"] == "bezig"
    assert d.anders().post(d.bert + "/indienen", {}).status == 403
    assert d.anders().post(d.anna + "/deel/3", {"r/naam@3": "0", "t/naam@3": "weet_niet"}).status == 303
    a = d.anders().post(d.anna + "/indienen", {})
    assert a.status == 303 and a.naar.endswith("/bewijs"), a.tekst[:800]
    b = d.anders().lees(a.naar + ".json").boom
    assert re.fullmatch("[0-9a-f]{64}", b["som"]) and b["nummer"] == 1 and "ontvangen op" in b["antwoord"]
    s = stand(d, "Gemeente Maastricht")
    assert s["stand"] == "ingediend" and s["ingediend"]
    # One count: what was computed, and the text beside "other", are no answers of people.
    gegeven = re.search(r">Antwoorden<.*?>(\d+)<", d.anders().lees(a.naar).tekst, re.S).group(1)
    assert int(gegeven) > 5 and s["antwoorden"] == gegeven, (s, gegeven)
    a = d.anders().post(d.anna + "/deel/1", {"r/visie": "1", "v/visie": "ja"})
    assert a.status == 403 and "heropenen" in a.tekst
    assert d.anders().post(d.anna + "/indienen", {}).status == 403


def reopening_is_an_act_with_a_reason_in_the_trail(d):
    uit = poging(d, "ronde", "heropen", "--ronde", "proef", "--partij", "GM0935")
    assert uit.returncode == 1 and "waarom" in uit.stderr
    d.opdracht("ronde", "heropen", "--ronde", "proef", "--partij", "GM0935", "--waarom", "jaartal verbeteren")
    assert "jaartal verbeteren" in d.anders().lees(d.anna).tekst
    assert "jaartal verbeteren" in d.opdracht("spoor", "lijst", "--object", "respons")
    b = blad(d, d.anna + "/deel/1")
    assert stuur(d, d.anna + "/deel/1", {"v/visie": "ja", "v/jaar": "2020"}).status == 303
    assert b["dubbel" if "dubbel" in b else "visie"]
    a = d.anders().post(d.anna + "/indienen", {})
    assert a.status == 303, a.tekst[:800]
    assert d.anders().lees(d.anna + "/bewijs.json").boom["nummer"] == 2


def after_closing_a_late_answer_is_refused_with_the_way_out_and_one_may_be_let_in(d):
    vaals = link(d, "GM0981", "--naam", "Vera")
    d.opdracht("ronde", "sluit", "--ronde", "proef")
    a = d.anders().post(vaals + "/deel/1", {"r/visie": "0", "v/visie": "ja"})
    assert a.status == 403 and "Piet (043-1234567)" in a.tekst and "heropenen" in a.tekst
    a = d.anders().post(vaals + "/antwoord", {"veld": "visie", "waarde": "ja", "revisie": "0"}, kop={"Accept": "application/json"})
    assert a.status == 403 and "gesloten" in a.tekst
    d.opdracht("ronde", "heropen", "--ronde", "proef", "--partij", "GM0981", "--waarom", "was ziek")
    assert d.anders().post(vaals + "/deel/1", {"r/visie": "0", "v/visie": "nee"}).status == 303
    d.opdracht("ronde", "heropen", "--ronde", "proef")


def paper_is_keyed_in_by_who_runs_the_ronde(d):
    nummer = stand(d, "Gemeente Meerssen")["partij"]
    pad = f"/rondes/proef/respons/{nummer}"
    assert d.anders().vraag("GET", pad + ".json").status == 401
    assert d.post(pad + "/deel/1", {"r/visie": "0", "v/visie": "nee"}).status == 303
    assert stand(d, "Gemeente Meerssen")["stand"] == "bezig"


def responses_are_read_in_whole_or_not_at_all(d):
    goed = "partij;visie;visiejaar;kleuren;kleuren_other;streek;plaats;naam@1;aantal@1;naam@2\r\n"
    uit = poging(d, "respons", "importeer", "--ronde", "proef", d.bestand("goed.csv", goed + "GM0983;ja;2019;rood groen;;noord;venlo;A;3;B\r\n"))
    # The nine that the file gives and the amount that stood there by itself, not what is computed from it.
    assert uit.returncode == 0 and "1 respons ingelezen, 9 antwoorden" in uit.stdout, uit.stdout + uit.stderr
    s = stand(d, "Gemeente Venlo")
    assert s["stand"] == "ingediend" and s["antwoorden"] == "9", s
    uit = poging(d, "respons", "importeer", "--ronde", "proef", d.bestand("kop.csv", "partij;visie;onzin\r\nGM0983;ja;1\r\n"))
    assert uit.returncode == 1 and "kolom onzin" in uit.stderr, uit.stderr
    uit = poging(d, "respons", "importeer", "--ronde", "proef", d.bestand("fout.csv", "partij;visie;visiejaar\r\nGM0938;ja;2020\r\nGM0344;nee;\r\nGM0983;misschien;x\r\n"))
    assert uit.returncode == 1 and "rij 3" in uit.stderr and "rij 4" in uit.stderr and "niets ingelezen" in uit.stderr, uit.stderr
    assert stand(d, "Gemeente Meerssen")["stand"] == "bezig"
    for kop, woord in (("naam@1;naam@1", "twee keer"), ("visiejaar;jaar", "twee keer"), ("naam@0", "een nummer van 1"), ("naam@x", "een nummer van 1"),
                       ("naam@1.2", "een nummer van 1"), ("naam", "staat in een herhaling"), ("visie@1", "niet in een herhaling")):
        uit = poging(d, "respons", "importeer", "--ronde", "proef", d.bestand("kop.csv", f"partij;{kop}\r\nGM0983;1;2\r\n"))
        assert uit.returncode == 1 and woord in uit.stderr, (kop, uit.stderr)
    # Again, with an answer that routing hides: it counts as not shown, and is told.
    uit = poging(d, "respons", "importeer", "--ronde", "proef", d.bestand("weer.csv", "partij;visie;visiejaar\r\nGM0983;nee;2020\r\n"))
    assert uit.returncode == 0 and "niet gesteld" in uit.stderr, uit.stdout + uit.stderr


def a_number_that_can_be_two_is_refused_until_the_file_says_how_it_writes(d):
    def lees(getal, *meer, kop="bedrag", naam="g.csv"):
        return poging(d, "respons", "importeer", "--ronde", "proef", d.bestand(naam, f"partij;visie;{kop}\r\nGM0983;nee;{getal}\r\n"), *meer)

    def nu(code="bedrag"):
        return blad(d, f"/rondes/proef/respons/{stand(d, 'Gemeente Venlo')['partij']}/deel/1", d)[code]["waarde"]

    for getal in ("1.234", "-12,345", "999.000"):
        uit = lees(getal)
        assert uit.returncode == 1 and "rij 2, kolom bedrag" in uit.stderr and "--decimaal komma" in uit.stderr and getal in uit.stderr, uit.stderr
    for getal, decimaal, waarde in (("1.234", "komma", "1234"), ("1.234", "punt", "1.234"), ("1,234", "komma", "1.234"), ("1,234", "punt", "1234"),
                                    ("1234,5", None, "1234.5"), ("1.234,5", None, "1234.5"), ("1,234.5", None, "1234.5"), ("0.125", None, "0.125"),
                                    ("12.5", None, "12.5"), ("1.234.567", None, "1234567"), ("1.2345", None, "1.2345")):
        uit = lees(getal, *(("--decimaal", decimaal) if decimaal else ()))
        assert uit.returncode == 0, (getal, uit.stderr)
        assert nu() == waarde, (getal, decimaal, nu())
    for getal, decimaal in (("12.5", "komma"), ("12,5", "punt"), ("1.23", "komma")):
        uit = lees(getal, "--decimaal", decimaal)
        assert uit.returncode == 1 and f"geen getal zoals --decimaal {decimaal} zegt" in uit.stderr, uit.stderr
    assert lees("1", "--decimaal", "kommapunt").returncode == 2
    assert lees("#REF!").returncode == 1
    # "weet_niet" and "nvt" are no text of an open question either.
    uit = poging(d, "respons", "importeer", "--ronde", "proef", d.bestand("w.csv", "partij;visie;naam@1;aantal@1\r\nGM0983;nee;weet_niet;nvt\r\n"))
    assert uit.returncode == 0, uit.stderr
    b = blad(d, f"/rondes/proef/respons/{stand(d, 'Gemeente Venlo')['partij']}/deel/3", d)
    assert (b["naam@1"]["toestand"], b["aantal@1"]["toestand"]) == ("weet_niet", "nvt"), b


def the_next_ronde_shows_what_was_answered_and_counts_it_once_confirmed(d):
    doel = d.bestand("doel.csv", "partij\r\nGM0935\r\n")
    uit = poging(d, "ronde", "maak", "--vragenlijst", "proeflijst", "--peildatum", "2027-01-01", "--doelgroep", doel, "--code", "proef2", "--vorige", "proef")
    assert uit.returncode == 0, uit.stderr
    d.opdracht("ronde", "open", "--ronde", "proef2")
    pad = link(d, "GM0935", "--naam", "Anna", ronde="proef2") + "/deel/1"
    b = blad(d, pad)
    assert b["visie"]["vorige_ronde"]["toen"] == "Ja" and b["visie"]["revisie"] == 0 and b["visie"]["waarde"] == ""
    a = d.anders().post(pad, {"r/visie": "0", "o/visie": "ja"})
    assert a.status == 303 and a.naar.endswith("#v-visie"), a.tekst[:300]
    b = blad(d, pad)
    assert b["visie"]["waarde"] == "ja" and "vorige_ronde" not in b["visie"] and b["jaar"]["vorige_ronde"]["toen"] == "2.020"


def vorige_rijen(d, pad):
    """Rows of the ronde before that the section offers: address → what stood in them."""
    items = d.anders().lees(pad + ".json").boom["invulblad"]["items"]
    return {i["adres"]: [(x["toen_vraag"], x["toen"]) for x in i["toen_regels"]] for i in items if i.get("is_vorige_rij")}


def rows_of_the_ronde_before_are_offered_and_keep_their_number(d):
    pad = link(d, "GM0935", "--naam", "Anna", ronde="proef2") + "/deel/3"
    plan = ("Naam van het plan", "Noord"), ("Hoeveel woningen?", "50")
    assert vorige_rijen(d, pad) == {"plan@2": list(plan), "plan@3": [("Hoeveel woningen?", "70")]}, vorige_rijen(d, pad)
    assert blad(d, pad) == {}  # nothing counts yet
    assert "Het telt pas als u het overneemt" in d.anders().lees(pad).tekst
    begin = pad.removesuffix("/deel/3")
    assert "2 van de vorige ronde" in d.anders().lees(begin).tekst and "2 rijen" in d.anders().lees(begin + "/indienen").tekst  # a section without rows is not done
    a = d.anders().post(pad, {"rij_over": "plan@2"})
    assert a.status == 303 and a.naar.endswith("#rij-plan@2"), a.naar
    b = blad(d, pad)
    assert list(b) == ["naam@2", "aantal@2"] and b["naam@2"]["waarde"] == "Noord" and b["aantal@2"]["waarde"] == "50" and b["naam@2"]["revisie"] == 1, b
    assert list(vorige_rijen(d, pad)) == ["plan@3"]
    assert d.anders().post(pad, {"rij_over": "plan@2"}).naar.endswith("/deel/3")  # twice, by a colleague: it is there
    assert d.anders().post(pad, {"rij_over": "plan@9"}).status == 303 and list(blad(d, pad)) == ["naam@2", "aantal@2"]
    # A new row takes no number of a row of the ronde before.
    assert d.anders().post(pad, {"rij_bij": "plan"}).naar.endswith("#rij-plan@4")
    assert stuur(d, pad, {"v/aantal@2": "55", "v/naam@4": "Nieuw"}).status == 303
    # Taken away it is offered again, and comes back as it was in the ronde before; then one can go on with it.
    assert d.anders().post(pad, {"rij_weg": "plan@2"}).status == 303
    assert list(vorige_rijen(d, pad)) == ["plan@2", "plan@3"] and list(blad(d, pad)) == ["naam@4", "aantal@4"]
    assert d.anders().post(pad, {"rij_over": "plan@2"}).status == 303
    b = blad(d, pad)
    assert b["aantal@2"]["waarde"] == "50" and b["aantal@2"]["revisie"] == 4 and b["naam@4"]["waarde"] == "Nieuw", b
    assert stuur(d, pad, {"v/aantal@2": "56"}).status == 303 and blad(d, pad)["aantal@2"]["waarde"] == "56"
    # Before submitting all is seen together: a row by its place, each question as a link to where it is answered.
    alle = d.anders().lees(begin + "/indienen.json").boom["tabellen"]["alle-antwoorden"]["rijen"]
    assert [r["vraag"] for r in alle if "Naam van" in r["vraag"]] == ["9. Naam van het plan, rij 1", "9. Naam van het plan, rij 2"], alle
    assert f'href="{begin}/deel/3#v-naam@4"' in d.anders().lees(begin + "/indienen").tekst


def rows_that_a_number_makes_are_offered_question_by_question(d):
    """repeat_count: the rows are there; what stood in the row of the same number is offered in it, also in a repeat in a repeat."""
    lijst = """
| survey |
| | type | name | label | repeat_count | constraint |
| | integer | hoeveel | Hoeveel gebouwen? | | |
| | begin repeat | gebouw | Gebouw | ${hoeveel} | |
| | text | adres | Adres | | |
| | select_one soort or_other | soort | Soort | | |
| | begin repeat | verdieping | Verdieping | | |
| | integer | plekken | Hoeveel plekken? | | |
| | end repeat | | | | |
| | end repeat | | | | |

| choices |
| | list_name | name | label |
| | soort | hof | Hofje |

| settings |
| | form_id | form_title |
| | gebouwen | Gebouwen |
"""
    assert poging(d, "vragenlijst", "importeer", d.bestand("gebouwen.md", lijst)).returncode == 0
    doel = d.bestand("doel.csv", "partij\r\nGM0935\r\n")
    d.opdracht("ronde", "maak", "--vragenlijst", "gebouwen", "--peildatum", "2026-01-01", "--doelgroep", doel, "--code", "geb1")
    d.opdracht("ronde", "open", "--ronde", "geb1")
    uit = poging(d, "respons", "importeer", "--ronde", "geb1",
                 d.bestand("r.csv", "partij;hoeveel;adres@1;soort@1;soort_other@1;plekken@1.1;plekken@1.2;adres@2\r\nGM0935;2;Plein 1;other;Boot;12;8;Plein 2\r\n"))
    assert uit.returncode == 0, uit.stderr
    d.opdracht("ronde", "sluit", "--ronde", "geb1")
    d.opdracht("ronde", "maak", "--vragenlijst", "gebouwen", "--peildatum", "2027-01-01", "--doelgroep", doel, "--code", "geb2", "--vorige", "geb1")
    d.opdracht("ronde", "open", "--ronde", "geb2")
    pad = link(d, "GM0935", "--naam", "Anna", ronde="geb2")
    assert stuur(d, pad + "/deel/1", {"v/hoeveel": "1"}).status == 303
    b = blad(d, pad + "/deel/2")
    assert list(b) == ["adres@1", "soort@1"] and b["adres@1"]["vorige_ronde"]["toen"] == "Plein 1", b
    assert stuur(d, pad + "/deel/2", {"o/soort@1": "ja"}).status == 303
    b = blad(d, pad + "/deel/2")
    assert b["soort@1"]["waarde"] == "other" and b["soort@1"]["aanvulling"]["tekst_aanvulling"] == "Boot" and b["adres@1"]["waarde"] == "", b
    assert list(vorige_rijen(d, pad + "/deel/2")) == ["verdieping@1.1", "verdieping@1.2"]
    assert d.anders().post(pad + "/deel/2", {"rij_over": "verdieping@1.2"}).naar.endswith("#rij-verdieping@1.2")
    assert blad(d, pad + "/deel/2")["plekken@1.2"]["waarde"] == "8"


def files_and_what_was_named_then_come_along_from_the_ronde_before(d):
    """A file is offered by its name and taken over with its bytes; a text that names an answer names that of then."""
    lijst = """
| survey |
| | type | name | label |
| | begin group | een | Een |
| | text | plaats | Welke plaats? |
| | select_one waar | waar | Waar staat het? |
| | file | kaart | Een kaart? |
| | end group | | |
| | begin repeat | plan | Plan |
| | text | naam | Naam |
| | text | wie | Wie bouwt ${naam} in ${plaats}? |
| | file | foto | Een foto? |
| | end repeat | | |

| choices |
| | list_name | name | label |
| | waar | in | In ${plaats} |
| | waar | uit | Ergens anders |

| settings |
| | form_id | form_title |
| | stukken | Stukken |
"""
    assert poging(d, "vragenlijst", "importeer", d.bestand("stukken.md", lijst)).returncode == 0
    doel = d.bestand("doel.csv", "partij\r\nGM0935\r\n")
    d.opdracht("ronde", "maak", "--vragenlijst", "stukken", "--peildatum", "2026-01-01", "--doelgroep", doel, "--code", "st1")
    d.opdracht("ronde", "open", "--ronde", "st1")
    pad, wie = link(d, "GM0935", "--naam", "Anna", ronde="st1"), d.anders()
    assert wie.post(pad + "/deel/1", {"r/plaats": "0", "v/plaats": "Gulpen", "r/waar": "0", "v/waar": "in", "r/kaart": "0"}, ("v/kaart", "kaart 1.pdf", b"%PDF toen")).status == 303
    assert "kaart 1.pdf" in wie.lees(pad + "/deel/1").tekst and "kaart 1.pdf" in wie.lees(pad + "/indienen").tekst
    assert wie.post(pad + "/deel/2", {"rij_bij": "plan"}).status == 303
    assert wie.post(pad + "/deel/2", {"r/naam@1": "0", "v/naam@1": "Hof", "r/wie@1": "0", "v/wie@1": "Wij", "r/foto@1": "0"}, ("v/foto@1", "foto.jpg", b"JPEG toen")).status == 303
    assert wie.post(pad + "/indienen", {}).status == 303
    d.opdracht("ronde", "sluit", "--ronde", "st1")
    d.opdracht("ronde", "maak", "--vragenlijst", "stukken", "--peildatum", "2027-01-01", "--doelgroep", doel, "--code", "st2", "--vorige", "st1")
    d.opdracht("ronde", "open", "--ronde", "st2")
    pad = link(d, "GM0935", "--naam", "Anna", ronde="st2")
    deel = link(d, "GM0935", "--naam", "Bob", "--deel", "plan", ronde="st2")
    assert stuur(d, pad + "/deel/1", {"v/plaats": "Vaals"}).status == 303
    b = blad(d, pad + "/deel/1")
    assert b["waar"]["vorige_ronde"]["toen"] == "In Gulpen" and [k["tekst"] for k in b["waar"]["keuzes"]] == ["In Vaals", "Ergens anders"], b["waar"]
    assert b["kaart"]["vorige_ronde"]["toen"] == "kaart 1.pdf" and b["kaart"]["revisie"] == 0, b["kaart"]
    kaart = b["kaart"]["vorige_ronde"]["toen_adres"]
    assert wie.vraag("GET", kaart).bytes == b"%PDF toen"  # to look at before saying that it still holds
    assert wie.vraag("GET", deel + kaart[kaart.index("/bestand/"):]).status == 403  # of another section
    assert vorige_rijen(d, pad + "/deel/2") == {"plan@1": [("Naam", "Hof"), ("Wie bouwt Hof in Gulpen?", "Wij"), ("Een foto?", "foto.jpg")]}, vorige_rijen(d, pad + "/deel/2")
    a = wie.post(pad + "/deel/1", {"r/kaart": "0", "o/kaart": "ja"}, ("v/kaart", "", b""))
    assert a.status == 303 and a.naar.endswith("#v-kaart"), a.tekst[:300]
    b = blad(d, pad + "/deel/1")["kaart"]
    assert b["revisie"] == 1 and b["bestand_naam"] == "kaart 1.pdf" and "vorige_ronde" not in b, b
    assert wie.vraag("GET", b["bestand_adres"]).bytes == b"%PDF toen"
    assert wie.post(deel + "/deel/2", {"rij_over": "plan@1"}).naar.endswith("#rij-plan@1")
    b = blad(d, deel + "/deel/2")["foto@1"]
    assert wie.vraag("GET", b["bestand_adres"]).bytes == b"JPEG toen" and b["bestand_naam"] == "foto.jpg", b
    assert wie.post(pad + "/indienen", {}).status == 303
    # The next ronde finds them again, though st2 never saw them uploaded.
    d.opdracht("ronde", "sluit", "--ronde", "st2")
    d.opdracht("ronde", "maak", "--vragenlijst", "stukken", "--peildatum", "2028-01-01", "--doelgroep", doel, "--code", "st3", "--vorige", "st2")
    d.opdracht("ronde", "open", "--ronde", "st3")
    pad = link(d, "GM0935", "--naam", "Anna", ronde="st3")
    assert wie.vraag("GET", blad(d, pad + "/deel/1")["kaart"]["vorige_ronde"]["toen_adres"]).bytes == b"%PDF toen"


def what_nobody_agreed_to_is_not_ticked(d):
    lijst = """
| survey |
| | type | name | label |
| | acknowledge | akkoord | Het college is akkoord |
| | text | naam | Uw naam? |

| settings |
| | form_id | form_title |
| | akkoordlijst | Akkoord |
"""
    assert poging(d, "vragenlijst", "importeer", d.bestand("akkoordlijst.md", lijst)).returncode == 0
    d.opdracht("ronde", "maak", "--vragenlijst", "akkoordlijst", "--peildatum", "2026-01-01", "--doelgroep", d.bestand("doel.csv", "partij\r\nGM0935\r\n"), "--code", "akkoord")
    d.opdracht("ronde", "open", "--ronde", "akkoord")
    pad = link(d, "GM0935", "--naam", "Anna", ronde="akkoord") + "/deel/1"
    vinkje = lambda: re.search(r'<input[^>]* name="v/akkoord"[^>]*>', d.anders().lees(pad).tekst).group(0)
    assert " checked" not in vinkje(), vinkje()
    assert stuur(d, pad, {"v/naam": "Anna"}).status == 303 and blad(d, pad)["akkoord"]["waarde"] == ""
    assert stuur(d, pad, {"v/akkoord": "OK"}).status == 303 and " checked" in vinkje() and blad(d, pad)["akkoord"]["waarde"] == "OK"
    assert stuur(d, pad, {"v/akkoord": None}).status == 303 and " checked" not in vinkje() and blad(d, pad)["akkoord"]["waarde"] == ""


def the_monitor_says_how_far_all_are_and_whom_to_write(d):
    b = d.lees("/rondes/proef.json").boom
    assert b["doelgroep"] == 4 and b["ingediend"] == 2 and "2 van de 4 organisaties hebben ingediend" in b["antwoord"], b["antwoord"]
    rijen = {r["naam"]: r["stand"] for r in b["tabellen"]["organisaties-lijst"]["rijen"]}
    assert rijen["Gemeente Venlo"] == "ingediend" and rijen["Gemeente Meerssen"] == "bezig", rijen
    regios = b["tabellen"]["regios-lijst"]["rijen"]
    assert sum(r["doelgroep"] for r in regios) == 4, regios
    # Submitted counts as done in every section; else only who answered something in that very section is busy with it.
    delen = b["tabellen"]["delen-lijst"]["rijen"]
    assert [(x["doelgroep"], x["ingediend"], x["bezig"], x["niet_begonnen"]) for x in delen] == [(4, 2, 2, 0), (4, 2, 0, 2), (4, 2, 0, 2), (4, 2, 0, 2)], delen
    # Nobody stands with these organisations: then nobody was taken over, and it says so.
    a = d.post("/rondes/proef/contacten/overnemen", {})
    assert a.status == 303 and a.naar.endswith("gedaan=niemand") and "was niemand om over te nemen" in d.lees(a.naar).tekst, a.naar
    assert "Gelukt" not in d.lees(a.naar).tekst


def texts_that_name_an_answer_follow_it_at_once(d):
    venlo = link(d, "GM0938", "--naam", "Vic")
    b = blad(d, venlo + "/deel/1")
    assert b["jaar"]["label"] == "In welk jaar is Nee vastgesteld?", b["jaar"]
    a = d.anders().post(venlo + "/antwoord", {"veld": "visie", "waarde": "ja", "revisie": str(b["visie"]["revisie"])}, kop={"Accept": "application/json"})
    assert a.boom["velden"]["jaar"] == {"getoond": True, "label": "In welk jaar is Ja vastgesteld?"}, a.tekst
    assert "label" not in a.boom["velden"]["visie"]
    a = d.anders().post(venlo + "/antwoord", {"veld": "visie", "waarde": "nee", "revisie": str(a.boom["nu"]["revisie"])}, kop={"Accept": "application/json"})
    assert a.boom["velden"]["jaar"] == {"getoond": False}, a.tekst


def choices_and_rows_that_name_an_answer_follow_it_too(d):
    lijst = """
| survey |
| | type | name | label |
| | text | plaats | Welke plaats? |
| | select_one waar | waar | Waar staat het? |
| | begin repeat | plan | Plan in ${plaats}, nummer |
| | text | naam | Naam |
| | end repeat | | |

| choices |
| | list_name | name | label |
| | waar | in | In ${plaats} |
| | waar | uit | Ergens anders |

| settings |
| | form_id | form_title |
| | plaatslijst | Plaatslijst |
"""
    assert poging(d, "vragenlijst", "importeer", d.bestand("plaatslijst.md", lijst)).returncode == 0
    d.opdracht("ronde", "maak", "--vragenlijst", "plaatslijst", "--peildatum", "2026-01-01", "--doelgroep", d.bestand("doel.csv", "partij\r\nGM0935\r\n"), "--code", "plaats")
    d.opdracht("ronde", "open", "--ronde", "plaats")
    pad = link(d, "GM0935", "--naam", "Anna", ronde="plaats")
    assert d.anders().post(pad + "/deel/2", {"rij_bij": "plan"}).status == 303
    a = d.anders().post(pad + "/antwoord", {"veld": "plaats", "waarde": "Gulpen", "revisie": "0"}, kop={"Accept": "application/json"})
    assert a.boom["velden"]["waar"] == {"getoond": True, "keuzes": {"in": "In Gulpen"}}, a.tekst
    assert stuur(d, pad + "/deel/1", {"v/waar": "in"}).status == 303 and "In Gulpen" in d.anders().lees(pad + "/indienen").tekst
    assert "${" not in d.anders().lees(pad + "/indienen").tekst
    assert a.boom["velden"]["plan@1"]["label"] == "Plan in Gulpen, nummer 1" and a.boom["velden"]["plan"]["label"] == "Plan in Gulpen, nummer", a.tekst


DATUMS = """
| survey |
| | type | name | label | calculation | wz::vul |
| | calculate | peildatum | | date('2023-11-01') | peildatum |
| | calculate | vooruit | | date('2024-12-31') | eind volgend jaar |
| | text | stand | Hoe staat het op ${peildatum}, en op ${vooruit}? | | |

| settings |
| | form_id | form_title |
| | datums | Datums |
"""


def dates_in_questions_follow_the_peildatum_of_the_ronde(d):
    assert poging(d, "vragenlijst", "importeer", d.bestand("datums.md", DATUMS)).returncode == 0
    doel = d.bestand("doel.csv", "partij\r\nGM0935\r\n")
    for jaar, toen in (("2023-11-01", "1 november 2023, en op 31 december 2024"), ("2026-03-01", "1 maart 2026, en op 31 december 2027")):
        code = "datums-" + jaar[:4]
        d.opdracht("ronde", "maak", "--vragenlijst", "datums", "--peildatum", jaar, "--doelgroep", doel, "--code", code)
        d.opdracht("ronde", "open", "--ronde", code)
        pad = link(d, "GM0935", "--naam", "Anna", ronde=code)
        assert blad(d, pad + "/deel/1")["stand"]["label"] == f"Hoe staat het op {toen}?"
        papier = re.search(r'href="(/vragenlijsten/datums/papier[^"]*)"', d.lees("/rondes/" + code).tekst).group(1).replace("&amp;", "&")
        assert toen in d.anders().lees(papier).tekst, papier
        assert poging(d, "respons", "importeer", "--ronde", code, d.bestand("r.csv", "partij;stand\r\nGM0935;goed\r\n")).returncode == 0
        d.opdracht("ronde", "sluit", "--ronde", code)
        assert toen in d.anders().lees("/uitkomsten/" + code).tekst
    assert "op [de peildatum], en op [het eind van het jaar daarna]" in d.anders().lees("/vragenlijsten/datums").tekst
    assert d.anders().vraag("GET", "/vragenlijsten/datums/papier?peildatum=gisteren").status == 400
    uit = poging(d, "vragenlijst", "importeer", d.bestand("fout.md", DATUMS.replace("eind volgend jaar", "ooit")))
    assert uit.returncode == 1 and "kolom wz::vul" in uit.stdout + uit.stderr and "peildatum of eind volgend jaar" in uit.stdout + uit.stderr, uit.stdout + uit.stderr


def a_ronde_is_made_and_run_from_the_pages(d):
    velden = {"vragenlijst": "proeflijst", "titel": "Webronde", "ronde_code": "web", "peildatum": "2026-01-01", "opent": "2026-01-01", "sluit": "2099-03-28",
              "doelgroep": "lijst", "lijst": "GM0935\nGM0981\n", "contact": "Piet", "vorige": ""}
    d.opdracht("partij", "maak", "Gemeente Utrecht", "--soort", "gemeente")
    d.opdracht("partij", "maak", "Provincie Utrecht", "--soort", "provincie")
    a = d.post("/rondes", {**velden, "lijst": "Maastricht\nUtrecht"})  # a name alone will do when one is called so
    assert a.status == 400 and "meer dan één organisatie heet “Utrecht”" in a.tekst and "“Maastricht”" not in a.tekst, a.tekst[:300]
    # To tick: the soort by a link, the questionnaire stays chosen.
    b = d.lees("/rondes?vragenlijst=proeflijst&kies=gemeente").tekst
    vaals = re.search(r'name="(partij-\d+)"[^>]*>\s*<label[^>]*>Gemeente Vaals<', b).group(1)
    assert re.search(r'<option value="lijst" selected', b) and re.search(r'<option value="proeflijst" selected', b) and "kies=zorgaanbieder&amp;vragenlijst=proeflijst#nieuw" in b
    assert d.post("/rondes", {**velden, "ronde_code": "vink", "lijst": "Maastricht", vaals: "ja", "kies": "gemeente"}).status == 303
    assert {r["naam"] for r in csv.DictReader(io.StringIO(d.opdracht("ronde", "stand", "--ronde", "vink")))} == {"Gemeente Maastricht", "Gemeente Vaals"}
    # Who ticked some and then says all of a soort is asked which of the two it is: the doelgroep lies fast.
    a = d.post("/rondes", {**velden, "ronde_code": "beide", "doelgroep": "gemeente", "lijst": "", vaals: "ja", "kies": "gemeente"})
    assert a.status == 400 and 'href="#doelgroep"' in a.tekst and "noemde of vinkte ook organisaties aan" in a.tekst, (a.status, a.tekst[:300])
    a = d.post("/rondes", {**velden, "lijst": "GM0935\nNiemand"})
    assert a.status == 400 and "Niemand" in a.tekst and 'href="#lijst"' in a.tekst and "1 organisatie van de doelgroep" in a.tekst, a.tekst[:300]
    a = d.post("/rondes", {x: "" for x in velden} | {"doelgroep": "lijst"})  # all that lacks at once
    assert a.status == 400 and all(f'href="#{x}"' in a.tekst for x in ("vragenlijst", "titel", "peildatum", "opent", "sluit", "lijst")), a.tekst[:800]
    a = d.post("/rondes", {**velden, "peildatum": "morgen"})
    assert a.status == 400 and 'href="#peildatum"' in a.tekst
    assert d.post("/rondes", velden).status == 303
    assert "kies een andere code" in d.post("/rondes", velden).tekst
    assert d.post("/rondes/web/uitnodigen", {}).status == 409  # not open
    for partij, naam in ((stand(d, "Gemeente Maastricht", "web")["partij"], "Anna"), (stand(d, "Gemeente Vaals", "web")["partij"], "Vera")):
        assert d.post("/rondes/web/contacten", {"contact_partij": partij, "contact_naam": naam, "contact_email": f"{naam}@proef.example", "contact_mag": "indienen"}).status == 303
    assert d.post("/rondes/web/openen", {"sluit": "2099-03-28"}).status == 303
    assert "28 maart 2099 23:59" in d.lees("/rondes/web").tekst
    a = d.post("/rondes/web/herinneren", {})
    assert "niemand om te schrijven" in a.tekst  # nobody was invited yet
    a = d.post("/rondes/web/uitnodigen", {})
    links = re.findall(r"/invullen/[0-9a-f]{64}", a.tekst)
    assert a.status == 200 and len(links) == 2, a.tekst[:500]
    assert "Er was niemand om te schrijven" in d.post("/rondes/web/uitnodigen", {}).tekst  # not twice
    # The last section leads to looking all over.
    a = d.anders().lees(links[0] + "/deel/4")
    assert "Bewaar en kijk na" in a.tekst and "Vorig deel" in a.tekst
    assert d.anders().post(links[0] + "/deel/4", {}).naar == links[0] + "/indienen"
    for pad, velden in ((links[0] + "/deel/1", {"r/visie": "0", "v/visie": "nee"}),):
        assert d.anders().post(pad, velden).status == 303
    assert d.anders().post(links[0] + "/indienen", {}).status == 303
    a = d.post("/rondes/web/herinneren", {})
    assert len(re.findall(r"/invullen/[0-9a-f]{64}", a.tekst)) == 1 and "Beste Vera" in a.tekst and "Anna" not in a.tekst  # who submitted gets none
    assert d.lees("/rondes/web").tekst.count("getoond om te kopi") == 3
    a = d.post("/rondes/web/herinneren", {})  # the page loaded again: nobody gets two on a day
    assert "Er ging niets uit" in a.tekst and "1 contactpersoon is vandaag al herinnerd" in a.tekst and "/invullen/" not in a.tekst, a.tekst[:800]
    assert d.lees("/rondes/web").tekst.count("getoond om te kopi") == 3
    m = re.search(r'<option value="(\d+)">Vera', d.lees("/rondes/web").tekst)
    assert d.post("/rondes/web/contacten/intrekken", {"contact_weg": m.group(1)}).status == 303
    assert d.anders().vraag("GET", links[1]).status == 404
    nummer = stand(d, "Gemeente Maastricht", "web")["partij"]
    assert d.post(f"/rondes/web/respons/{nummer}/heropenen", {"waarom": ""}).status == 400
    assert d.post(f"/rondes/web/respons/{nummer}/heropenen", {"waarom": "vergissing"}).status == 303
    assert "vergissing" in d.anders().lees(links[0]).tekst
    b = d.lees("/rondes/web").tekst
    assert re.search(r"\d+ organisaties? he[^.]*nog niet ingediend: \d+ (is|zijn) bezig", b) and "weer heropenen" in b  # what closing does, first
    assert d.post("/rondes/web/sluiten", {}).status == 303
    b = d.lees("/rondes/web").tekst
    assert "gesloten vóór de laatste dag" in b and "contactpersoon" not in b.split('id="organisaties-kop"')[0].split('id="aandacht-kop"')[1] and "Herinner wie" not in b


def who_signed_in_finds_the_rondes_of_the_own_organisation(d):
    link_ = d.opdracht("mens", "maak", "inge@proef.example", "--naam", "Inge", "--partij", "Gemeente Vaals", "--rol", "invuller").split()[-1]
    wie = d.anders()
    assert "rondes van uw organisatie" not in wie.lees("/invullen").tekst
    wie.kies_wachtwoord(link_)
    wie.meld_aan("inge@proef.example")
    rijen = wie.lees("/invullen.json").boom["tabellen"]["eigen-rondes"]["rijen"]
    assert rijen and all(r["organisatie"] == "Gemeente Vaals" for r in rijen), rijen
    web = [r for r in rijen if r["ronde"] == "Webronde"][0]
    assert web["sluit"] == "gesloten" and not any(r["ronde"] == "vink" for r in rijen), rijen  # vink was never opened
    dicht = [r["sluit"] == "gesloten" for r in rijen]
    assert dicht == sorted(dicht) and not dicht[0], rijen  # open ones first
    assert any("uitnodiging aan" in r["weg"] or "vraag een link aan" in r["weg"] for r in rijen), rijen
    assert not any(r["sluit"] == "gesloten" and "vraag een link" in r["weg"] for r in rijen), rijen  # a link would not help
    d.opdracht("partij", "maak", "Gemeente Nergens", "--soort", "gemeente")
    link_ = d.opdracht("mens", "maak", "niemand@proef.example", "--naam", "Niels", "--partij", "Gemeente Nergens", "--rol", "lezer").split()[-1]
    leeg = d.anders()
    leeg.kies_wachtwoord(link_)
    leeg.meld_aan("niemand@proef.example")
    assert "nog voor geen ronde uitgenodigd" in leeg.lees("/invullen").tekst
    # Who runs rondes gets in at once.
    d.opdracht("mens", "rol", "a.devries@proef.example", "--partij", "Gemeente Vaals", "--rol", "beheerder")
    assert re.search(r'href="/rondes/[^"]*/respons/\d+">Vul in<', d.lees("/invullen").tekst)


def without_mail_every_link_is_shown_however_many(d):
    velden = {"vragenlijst": "proeflijst", "titel": "Veel", "ronde_code": "veel", "peildatum": "2026-01-01", "opent": "2026-01-01", "sluit": "2099-03-28",
              "doelgroep": "lijst", "lijst": "GM0935\n", "contact": "Piet", "vorige": ""}
    assert d.post("/rondes", velden).status == 303
    partij = stand(d, "Gemeente Maastricht", "veel")["partij"]
    for i in range(203):
        assert d.post("/rondes/veel/contacten", {"contact_partij": partij, "contact_naam": f"Mens {i}", "contact_email": "", "contact_mag": "invullen"}).status == 303
    assert d.post("/rondes/veel/openen", {"sluit": "2099-03-28"}).status == 303
    a = d.post("/rondes/veel/uitnodigen", {})
    assert "203 berichten gemaakt" in a.tekst and len(set(re.findall(r"/invullen/[0-9a-f]{64}", a.tekst))) == 203
    assert d.post("/rondes/veel/sluiten", {}).status == 303


def who_reads_what_others_answered_is_in_the_trail(d):
    """Not who reads what is his own by his link: its address holds a secret."""
    nummer = stand(d, "Gemeente Maastricht")["partij"]
    for pad in ("/rondes/proef", f"/rondes/proef/respons/{nummer}", f"/rondes/proef/respons/{nummer}/deel/1", "/uitkomsten/proef"):
        assert d.vraag("GET", pad).status == 200, pad
    d.anders().vraag("GET", d.anna)

    def gelezen():
        return [r["na"] for r in spoor(d, daad="gelezen", object="ronde")]

    for pad in (f"/rondes/proef/respons/{nummer}/deel/1", f'/rondes/proef/respons/{nummer}"', '/rondes/proef"', "/uitkomsten/proef"):
        wacht(f"het lezen van {pad}", lambda: any(pad in na for na in gelezen()))
    assert "invullen" not in " ".join(gelezen())


def closing_is_at_the_last_minute_of_the_dutch_day_also_when_the_clock_changes(d):
    """29 March 2026 has 23 hours, 25 October 25: the last moment is 23:59:59.999 on the Dutch clock all the same."""
    doel = d.bestand("doel.csv", "partij\r\nGM0935\r\n")
    for i, (dag, utc) in enumerate((("2026-03-28", "2026-03-28T22:59:59.999Z"), ("2026-03-29", "2026-03-29T21:59:59.999Z"),
                                    ("2026-10-24", "2026-10-24T21:59:59.999Z"), ("2026-10-25", "2026-10-25T22:59:59.999Z"))):
        uit = poging(d, "ronde", "maak", "--vragenlijst", "proeflijst", "--peildatum", "2026-01-01", "--doelgroep", doel, "--code", f"klok{i}",
                     "--opent", "2026-01-01", "--sluit", dag)
        assert uit.returncode == 0, uit.stderr
    sluit = {r["code"]: r["sluit"] for r in csv.DictReader(io.StringIO(d.opdracht("ronde", "lijst")))}
    assert [sluit[f"klok{i}"] for i in range(4)] == ["2026-03-28T22:59:59.999Z", "2026-03-29T21:59:59.999Z", "2026-10-24T21:59:59.999Z", "2026-10-25T22:59:59.999Z"]


def with_a_mail_server_invitations_go_out_and_each_is_logged(d):
    doel = d.bestand("doel.csv", "partij\r\nGM0935\r\nGM0981\r\n")
    d.opdracht("ronde", "maak", "--vragenlijst", "proeflijst", "--peildatum", "2026-01-01", "--doelgroep", doel, "--code", "mail")
    d.opdracht("ronde", "open", "--ronde", "mail")
    smtp = Post()
    d.stop()
    d.opties = ("--post", smtp.adres, "--post-van", "Woonzorg <woonzorg@voorbeeld.example>", "--adres", "https://woonzorg.voorbeeld.example")
    d.start()
    for naam in ("Gemeente Maastricht", "Gemeente Vaals"):
        assert d.post("/rondes/mail/contacten", {"contact_partij": stand(d, naam, "mail")["partij"], "contact_naam": "Wie " + naam[9:],
                                                 "contact_email": naam[9:].lower() + "@proef.example", "contact_mag": "indienen"}).status == 303
    a = d.post("/rondes/mail/uitnodigen", {})
    assert a.status == 200 and "2 berichten gemaakt, 2 verstuurd" in a.tekst and "/invullen/" not in a.tekst, a.tekst[:800]
    wacht("twee mails", lambda: len(smtp.brieven) == 2)
    links = {b.aan[0]: re.search(r"https://woonzorg.voorbeeld.example(/invullen/[0-9a-f]{64})", b.tekst).group(1) for b in smtp.brieven}
    assert d.anders().post(links["maastricht@proef.example"] + "/deel/1", {"r/visie": "0", "v/visie": "nee"}).status == 303
    assert d.anders().post(links["maastricht@proef.example"] + "/indienen", {}).status == 303
    assert "1 bericht gemaakt" in d.post("/rondes/mail/herinneren", {}).tekst
    wacht("een herinnering", lambda: len(smtp.brieven) == 3)
    assert smtp.brieven[2].aan == ["vaals@proef.example"] and "Herinnering" in smtp.brieven[2].mail["Subject"]
    assert d.lees("/rondes/mail").tekst.count(">verstuurd<") == 3
    # The receipt goes by mail to who submits and asks for it, at the address of the invitation; to nobody else.
    vaals = links["vaals@proef.example"]
    assert d.anders().post(vaals + "/deel/1", {"r/visie": "0", "v/visie": "nee"}).status == 303
    assert "Mail het ontvangstbewijs ook naar vaals@proef.example" in d.anders().lees(vaals + "/indienen").tekst
    a = d.anders().post(vaals + "/indienen", {"ontvangst": "ja"})
    assert a.status == 303 and a.naar.endswith("/bewijs?gedaan=mail"), a.naar
    assert "per mail naar vaals@proef.example" in d.anders().lees(a.naar).tekst
    wacht("het ontvangstbewijs", lambda: len(smtp.brieven) == 4)
    brief, som = smtp.brieven[3], d.anders().lees(vaals + "/bewijs.json").boom["som"]
    assert brief.aan == ["vaals@proef.example"] and "Ontvangstbewijs" in brief.mail["Subject"] and "/invullen/" not in brief.tekst
    assert som in re.sub(r"\s", "", brief.tekst), brief.tekst
    b = d.lees("/rondes/mail.json").boom["tabellen"]["berichten-lijst"]["rijen"]
    assert len(b) == 4 and "Ontvangstbewijs" in b[0]["onderwerp"], b


def the_trail_is_whole(d):
    assert "het spoor is heel" in d.opdracht("spoor", "controleer")


draai(a_ronde_is_made_for_a_frozen_doelgroep, before_it_opens_nothing_is_taken_in_and_it_says_whom_to_ask,
      a_link_that_a_scanner_opens_changes_nothing, a_page_saves_what_changed_and_routing_follows,
      what_is_no_answer_is_said_beside_its_field_and_the_rest_is_kept, two_people_on_one_page_lose_nothing_and_a_clash_shows_both,
      one_answer_at_a_time_gives_the_same, choices_follow_a_filter_and_a_ranking_its_places, rows_of_a_repeat_come_and_go,
      a_section_link_sees_its_section_alone_and_a_viewer_changes_nothing, a_colleague_gets_a_link_that_allows_no_more,
      submitting_checks_everything_and_gives_a_receipt, reopening_is_an_act_with_a_reason_in_the_trail,
      after_closing_a_late_answer_is_refused_with_the_way_out_and_one_may_be_let_in, paper_is_keyed_in_by_who_runs_the_ronde,
      responses_are_read_in_whole_or_not_at_all, a_number_that_can_be_two_is_refused_until_the_file_says_how_it_writes,
      the_next_ronde_shows_what_was_answered_and_counts_it_once_confirmed,
      rows_of_the_ronde_before_are_offered_and_keep_their_number, rows_that_a_number_makes_are_offered_question_by_question,
      choices_and_rows_that_name_an_answer_follow_it_too, files_and_what_was_named_then_come_along_from_the_ronde_before, what_nobody_agreed_to_is_not_ticked,
      the_monitor_says_how_far_all_are_and_whom_to_write, texts_that_name_an_answer_follow_it_at_once, dates_in_questions_follow_the_peildatum_of_the_ronde,
      a_ronde_is_made_and_run_from_the_pages, who_signed_in_finds_the_rondes_of_the_own_organisation, who_reads_what_others_answered_is_in_the_trail, without_mail_every_link_is_shown_however_many,
      closing_is_at_the_last_minute_of_the_dutch_day_also_when_the_clock_changes, with_a_mail_server_invitations_go_out_and_each_is_logged, the_trail_is_whole)
