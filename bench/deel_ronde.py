# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: filling in a questionnaire of 20 questions over HTTP. Answers that are on disk when they are acknowledged, submissions with
their receipt, and the page itself; with the CPU time that the server took for each. The peer is a figure, not a run: one page of 20
questions of LimeSurvey 6.4 was measured at 0.6 to 0.9 seconds of CPU."""

import http.client
import os
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from deel_web import serve_start

VRAGEN, TEGELIJK = 20, 8
LIMESURVEY_MS = 600.0  # the better end

LIJST = """| survey |
| | type | name | label | required | relevant |
| | begin group | deel | Vragen | | |
{vragen}
| | end group | | | | |

| choices |
| | list_name | name | label |
| | jn | ja | Ja |
| | jn | nee | Nee |

| settings |
| | form_id | form_title |
| | meetlijst | Meetlijst |
"""


def lijst():
    soorten = ("select_one jn", "text", "integer", "select_multiple jn")
    return LIJST.format(vragen="\n".join(f"| | {soorten[i % 4]} | v{i} | Vraag {i} | yes | {'${v0} != ' + chr(39) * 2 if i % 5 == 4 else ''} |" for i in range(VRAGEN)))


def antwoorden():
    uit = {}
    for i in range(VRAGEN):
        uit[f"r/v{i}"] = "0"
        uit.update({f"k/v{i}/ja": "ja"} if i % 4 == 3 else {f"v/v{i}": ("ja", "een antwoord van een paar woorden", "1234")[i % 4]})
    return urlencode(uit)


def cpu_s(proces):
    with open(f"/proc/{proces.p.pid}/stat", encoding="utf-8") as f:
        d = f.read().rsplit(")", 1)[1].split()
    return (int(d[11]) + int(d[12])) / os.sysconf("SC_CLK_TCK")


def klaar(bank, url, n):
    """n links, each of a partij of its own."""
    w = bank.programma["woonzorg"]
    with open(bank.pad("meetlijst.md"), "w", encoding="utf-8") as f:
        f.write(lijst())
    bank.uitvoer([w, "vragenlijst", "importeer", bank.pad("meetlijst.md"), "--db", url])
    for i in range(n):
        bank.uitvoer([w, "partij", "maak", f"Organisatie {i}", "--soort", "overig", "--db", url])
    with open(bank.pad("doel.csv"), "w", encoding="utf-8") as f:
        f.write("partij\n" + "".join(f"Organisatie {i}\n" for i in range(n)))
    bank.uitvoer([w, "ronde", "maak", "--vragenlijst", "meetlijst", "--peildatum", "2026-01-01", "--doelgroep", bank.pad("doel.csv"), "--code", "meet", "--db", url])
    bank.uitvoer([w, "ronde", "open", "--ronde", "meet", "--db", url])
    return [bank.uitvoer([w, "ronde", "contact", "--ronde", "meet", "--partij", f"Organisatie {i}", "--naam", "M", "--db", url]).strip() for i in range(n)]


def vraag(poort, methode, pad, body, verwacht):
    c = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
    c.request(methode, pad, body, {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {})
    r = c.getresponse()
    r.read()
    c.close()
    if r.status != verwacht:
        raise SystemExit(f"meet.py: {methode} {pad[:20]} gaf {r.status}")


def gang(bank, serve, db, naam, taken, doe):
    """All of it, TEGELIJK at a time: how many a second, and the server's CPU for each."""
    begin, cpu = time.monotonic(), cpu_s(serve)
    with ThreadPoolExecutor(TEGELIJK) as ploeg:
        list(ploeg.map(doe, taken))
    duur, cpu = time.monotonic() - begin, cpu_s(serve) - cpu
    bank.tabel.rij(f"{naam}, {TEGELIJK} tegelijk, {db}", len(taken) / duur, 0, "per s", "")
    bank.tabel.rij(f"{naam}: CPU van de server, {db}", 1000 * cpu / len(taken), LIMESURVEY_MS, "ms", "LimeSurvey 6.4, een pagina van 20 vragen (eerder gemeten)")


def meet_ronde(bank):
    n = 40 if bank.klein else 300
    for db in bank.databases():
        url = bank.lege_db(db)
        bank.uitvoer([bank.programma["woonzorg"], "db", "migreer", "--db", url])
        links = klaar(bank, url, n)
        serve, poort = serve_start(bank, url)
        body = antwoorden()
        gang(bank, serve, db, "pagina van 20 vragen", links * 5, lambda x: vraag(poort, "GET", x + "/deel/1", None, 200))
        gang(bank, serve, db, "20 antwoorden bewaard, op schijf", links, lambda x: vraag(poort, "POST", x + "/deel/1", body, 303))
        gang(bank, serve, db, "ingediend met ontvangstbewijs, op schijf", links, lambda x: vraag(poort, "POST", x + "/indienen", "", 303))
        serve.sluit()
