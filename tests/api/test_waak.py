#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What is unusual is told: to each beheerder by mail, in the trail and in the log, once a day for the same, and not before it is unusual."""

from dienst import BEHEERDER, draai, spoor, sql, wacht


def verder(d):
    """A quarter of an hour later."""
    voor = len(sql(d, "SELECT id FROM taak WHERE soort = 'waken' AND status = 'klaar'"))
    sql(d, "UPDATE taak SET gemaakt = gemaakt - 3600000 WHERE soort = 'waken'")
    wacht("het waken", lambda: len(sql(d, "SELECT id FROM taak WHERE soort = 'waken' AND status = 'klaar'")) > voor)


def gezegd(d):
    return [int(r["object_id"]) for r in spoor(d, daad="waak.ongewoon")]


def keren(d, daad):
    return sum(int(r["na"].split('"aantal":')[1].split("}")[0].split(",")[0]) for r in spoor(d, daad=daad))


def what_is_usual_is_told_to_nobody(d):
    d.stop()
    d.opties = ("--post", "toon", "--adres", "https://woonzorg.voorbeeld.example")
    d.start()
    d.ik = d.anders()
    d.ik.meld_aan(BEHEERDER)
    wacht("de eerste keer", lambda: sql(d, "SELECT 1 FROM taak WHERE soort = 'waken' AND status = 'klaar'"))
    for _ in range(60):
        assert d.anders().vraag("GET", "/mensen.json").status == 401
    wacht("de weigeringen in het spoor", lambda: keren(d, "toegang.geweigerd") >= 60)
    verder(d)
    assert gezegd(d) == []


def what_is_unusual_is_told_once(d):
    for _ in range(60):
        assert d.anders().vraag("GET", "/mensen.json").status == 401
    wacht("de weigeringen in het spoor", lambda: keren(d, "toegang.geweigerd") >= 120)
    verder(d)
    assert gezegd(d) == [3], spoor(d, daad="waak.ongewoon")
    assert "120 weigeringen" in spoor(d, daad="waak.ongewoon")[0]["na"]
    rijen = sql(d, "SELECT aan FROM bericht WHERE sjabloon = 'waak'")
    assert [r[0] for r in rijen] == [BEHEERDER], rijen
    wacht("de mail", lambda: "er gebeurt iets ongewoons" in d.lees("/post").tekst)
    assert '"ongewoon"' in d.log()
    verder(d)
    assert gezegd(d) == [3]
    sql(d, "UPDATE spoor SET moment = moment - 90000000 WHERE daad = 'waak.ongewoon'")  # a day and an hour ago
    verder(d)
    assert gezegd(d) == [3, 3]


def one_person_who_reads_very_much_is_told(d):
    for _ in range(310):
        assert d.vraag("GET", "/mensen.json").status == 200
    wacht("het lezen in het spoor", lambda: keren(d, "gelezen") >= 310)
    verder(d)
    assert sorted(gezegd(d)) == [3, 3, 4]


draai(what_is_usual_is_told_to_nobody, what_is_unusual_is_told_once, one_person_who_reads_very_much_is_told)
