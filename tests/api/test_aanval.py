#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Tried as an attacker, what test_toegang.py, test_rechten.py and test_vijandig.py do not try: names that are scripts on every page that shows them, lines and
headers that are not one's own, links in mail that lead elsewhere, formulas in exports, ten thousand guesses, and requests that are too large or never end."""

import csv
import html.parser
import http.client
import io
import json
import re
import socket
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin, urlsplit

from dienst import WACHTWOORD, draai, sql, wacht

SITE = "https://woonzorg.voorbeeld.example"
EIGEN = "Gemeente Maastricht"
MERK = "q7x"
XSS = f'<script>{MERK}()</script>"\'><img src=x onerror={MERK}()>{{{{7*7}}}}${{{{7*7}}}}</title></textarea><svg/onload={MERK}()>'
FORMULES = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "\t=1+1", "=HYPERLINK(\"http://kwaad.example\")")


class Schoon(html.parser.HTMLParser):
    """A page in which no text of somebody became an element, an attribute or an address that runs; and its links."""

    def __init__(self):
        super().__init__()
        self.schakels = []

    def handle_starttag(self, tag, attrs):
        namen = dict(attrs)
        assert tag != "script" or (namen.get("src") or "").startswith("/static/"), attrs
        assert tag != "img" and not any(n.startswith("on") or n == "style" for n in namen), (tag, attrs)
        for n in ("href", "src", "action"):
            assert not re.match(r"\s*(javascript|data|vbscript):|//", (namen.get(n) or "").lower()), (tag, attrs)
        if tag == "a":
            self.schakels.append(namen.get("href") or "")


def keur(a, pad):
    assert a.status < 500, (pad, a.status, a.tekst[:500])
    if a.kop.get("content-type", "").startswith("text/html"):
        p = Schoon()
        try:
            p.feed(a.tekst)
        except AssertionError as e:
            raise AssertionError(f"{pad}: {e}") from None
        return p.schakels
    return []


def names_that_are_scripts_are_text_on_every_page(d):
    """Every text that a person may give of itself, its organisation or its key; then every page that one can reach from there."""
    d.stop()
    d.opties = ("--post", "toon", "--adres", SITE, "--naam", XSS, "--contact-mail", "x@y.example")
    d.start()
    d.opdracht("partij", "maak", EIGEN, "--soort", "gemeente", "--cbs", "GM0935")
    a = d.post("/organisaties", {"soort": "zorgaanbieder", "naam": XSS[:190], "kvk": "", "cbs": "", "bron": XSS[:190]})
    assert a.status == 303, a.tekst[:1500]
    org = re.search(r"/organisaties/(\d+)", a.naar).group(1)
    a = d.post(f"/organisaties/{org}/contact", {"contact": XSS[:190], "functie": XSS[:190], "contact_email": "a@b.example", "telefoon": "06-<b>"})
    assert a.status == 303, a.tekst[:1500]
    a = d.post(f"/organisaties/{org}/uitnodigen", {"email": "script@proef.example", "naam_mens": XSS[:190], "rol_nieuw": "coordinator"})
    assert a.status == 303, a.tekst[:800]
    keur(d.post(f"/organisaties/{org}/sleutels", {"sleutel_naam": XSS[:190], "sleutel_rol": "lezer"}), "de nieuwe sleutel")
    nummer = wacht("de mail", lambda: sql(d, "SELECT id FROM bericht WHERE status = 'getoond'"))[0][0]
    tekst = d.lees(f"/post/{nummer}").tekst
    b = d.anders()
    b.kies_wachtwoord(re.search(r"/nieuw-wachtwoord\?sleutel=[0-9a-f]{64}", tekst).group(0))
    b.meld_aan("script@proef.example")
    b.vraag("GET", "/mijn-account", kop={"User-Agent": XSS})
    a = b.post("/leveringen/nieuw", {"soort": "opgave", "peildatum": "2025-01-01", "leveraar": XSS[:100]}, ("bestand", XSS[:100] + ".csv", XSS.encode()))
    assert a.status < 500
    gezien = set()
    for wie, begin in ((d.ik, ["/mijn-account", "/mensen", "/spoor", "/post", "/organisaties", f"/organisaties/{org}", "/leveringen", "/rechten", "/privacy", "/"]),
                       (b, ["/mijn-account", "/spoor", f"/organisaties/{org}", "/leveringen/nieuw", a.naar if a.status == 303 else "/"]), (d.anders(), ["/aanmelden", "/leveringen", "/"])):
        rij, zelf = list(begin), set()
        while rij and len(zelf) < 150:
            pad = rij.pop(0)
            if pad in zelf:
                continue
            zelf.add(pad)
            for doel in keur(wie.vraag("GET", pad), pad):
                u = urlsplit(urljoin(pad, doel))
                vorm = re.sub(r"\d+", "#", u.path)
                if not u.netloc and sum(1 for z in zelf if re.sub(r"\d+", "#", urlsplit(z).path) == vorm) < 3:
                    rij.append(u.path + ("?" + u.query if u.query else ""))
        gezien |= zelf
    assert len(gezien) > 40, sorted(gezien)
    assert MERK in d.lees("/mensen").tekst and MERK in d.lees(f"/organisaties/{org}").tekst and MERK in d.lees("/spoor").tekst  # they were there to be seen


def what_is_sent_comes_back_as_text(d):
    """Reflected: every form of signing in and of the account, with a script in every field, also where it is refused."""
    v = d.anders()
    v.neem_sleutel("/aanmelden")
    for pad, velden in (("/aanmelden", ("email", "wachtwoord", "verder")), ("/aanmelden/code", ("code", "verder")), ("/nieuw-wachtwoord", ("sleutel", "nieuw", "herhaal")),
                        ("/wachtwoord-vergeten", ("email",)), ("/nieuw-wachtwoord/organisatie", ("sleutel",))):
        a = v.post(pad, {n: XSS for n in velden})
        keur(a, pad)
        assert a.status < 500
    for pad in ("/aanmelden?verder=", "/aanmelden?gedaan=", "/nieuw-wachtwoord?sleutel=", "/wachtwoord-vergeten?gedaan=", "/aanmelden/terug?error=", "/aanmelden/organisatie?verder=", "/"):
        keur(v.vraag("GET", pad + "%3Cscript%3E" + MERK + "()%3C/script%3E"), pad)
    for pad, velden in (("/mijn-account/wachtwoord", ("huidig", "nieuw", "herhaal")), ("/mijn-account/tweede-stap", ("geheim", "code")), ("/mijn-account/sessies", ("sessie", "wachtwoord_sessie")),
                        ("/mensen/1/verwijderen", ("zeker",)), ("/mensen/1/actief", ("actief",)), ("/organisaties", ("naam", "soort", "kvk", "cbs", "bron"))):
        keur(d.post(pad, {n: XSS for n in velden}), pad)


def no_line_of_the_log_and_no_header_is_somebody_elses(d):
    regels_voor = len(regels(d))
    kwaad = "x\r\n{\"niveau\":\"error\",\"wat\":\"" + MERK + "\"}\r\nSet-Cookie: a=b"
    gecodeerd = "x%0d%0a%7b%22niveau%22%3a%22error%22%2c%22wat%22%3a%22" + MERK + "%22%7d%0d%0aSet-Cookie:%20a=b"
    v = d.anders()
    v.neem_sleutel("/aanmelden")
    for pad in ("/" + gecodeerd, "/cijfers/" + gecodeerd, "/?gebied=" + gecodeerd, "/aanmelden?verder=/" + gecodeerd, "/leveringen/nieuw?soort=" + gecodeerd,
                "/leveringen/sjabloon/" + gecodeerd + ".xlsx", "/static/" + gecodeerd):
        a = v.vraag("GET", pad, kop={"User-Agent": "a\tb\"}" + MERK, "Referer": "\"}" + MERK, "X-Forwarded-For": "1.2.3.4\"}" + MERK})
        assert a.status < 500 and not any("a=b" in z for z in a.zet) and MERK not in "".join(a.kop), (pad, a.kop)
    for veld in ("email", "verder"):
        a = v.post("/aanmelden", {"email": "x@y.example", "wachtwoord": "x", veld: kwaad})
        assert a.status < 500 and not any("a=b" in z for z in a.zet)
    # Over the wire as it is: a header that goes on, one with a bare CR, one that is folded.
    for ruw in (b"User-Agent: a\r\n {\"wat\":\"" + MERK.encode() + b"\"}", b"X-Forwarded-For: 1\r{\"wat\":\"" + MERK.encode() + b"\"}", b"Host: x\r\n\ty"):
        with socket.create_connection(d.adres, timeout=5) as s:
            s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + ruw + b"\r\n\r\n")
            try:
                while s.recv(65536):
                    pass
            except OSError:
                pass
    wacht("de regels", lambda: len(regels(d)) > regels_voor + 5)
    for r in regels(d):
        x = json.loads(r)  # each line is one object, and none of them is of our making
        assert x["wat"] != MERK and "tijd" in x and "niveau" in x, r


def regels(d):
    d.logboek.seek(0)
    return [r for r in d.logboek.read().decode().splitlines() if r]


def a_link_in_a_mail_leads_here_whatever_the_host_says(d):
    b = d.anders()
    b.neem_sleutel("/wachtwoord-vergeten")
    n = len(sql(d, "SELECT 1 FROM bericht WHERE sjabloon = 'wachtwoord'"))
    a = b.post("/wachtwoord-vergeten", {"email": "script@proef.example"}, kop={"Host": "kwaad.example", "X-Forwarded-Host": "kwaad.example", "X-Forwarded-Proto": "https"})
    assert a.status in (303, 403), a.status
    if a.status == 303:
        assert a.naar.startswith("/"), a.naar
    b.post("/wachtwoord-vergeten", {"email": "script@proef.example"}, kop={"X-Forwarded-Host": "kwaad.example"})
    wacht("de mail", lambda: len(sql(d, "SELECT 1 FROM bericht WHERE sjabloon = 'wachtwoord' AND status = 'getoond'")) > n)
    for (tekst,) in sql(d, "SELECT replace(tekst, '\n', ' ') || replace(html, '\n', ' ') FROM bericht WHERE sjabloon = 'wachtwoord' AND status = 'getoond'"):
        assert "kwaad.example" not in tekst and SITE + "/nieuw-wachtwoord?sleutel=" in tekst, tekst


def what_a_spreadsheet_would_run_is_text_in_every_export(d):
    for i, f in enumerate(FORMULES):
        d.opdracht("partij", "maak", f"{f} {i}", "--soort", "overig")
        d.opdracht("mens", "maak", f"formule{i}@proef.example", "--naam", f"{f} {i}", "--partij", EIGEN, "--rol", "lezer")
    tel = 0
    # Without vorm=excel a CSV is for programs, and gives each text as it is (doc/csv.h).
    for pad in ("/mensen.csv?vorm=excel", "/organisaties.csv?vorm=excel", "/spoor.csv?vorm=excel", "/post.csv?vorm=excel"):
        tekst = d.lees(pad).bytes.decode("utf-8-sig")
        for rij in csv.reader(io.StringIO(tekst), delimiter=";"):
            for cel in rij:
                assert not re.match(r"[=+@\t\r]|-(?!\d+([.,]\d+)?$)", cel), (pad, cel)
                tel += any(f.strip() in cel for f in FORMULES)
    assert tel >= len(FORMULES), tel
    with zipfile.ZipFile(io.BytesIO(d.lees("/mensen.xlsx").bytes)) as z:
        bladen = "".join(z.read(n).decode() for n in z.namelist() if n.startswith("xl/worksheets/"))
        assert "<f>" not in bladen and "SUM(1)" in "".join(z.read(n).decode() for n in z.namelist() if n.endswith(".xml"))


def cookies_and_pages_of_who_signed_in_stay_in_that_browser(d):
    b = d.anders()
    a = b.vraag("GET", "/aanmelden", kop={"X-Forwarded-Proto": "https", "Host": "woonzorg.voorbeeld.example"})
    assert all("HttpOnly" in z and "SameSite=Lax" in z and "Path=/" in z and "Secure" in z and z.startswith("__Host-") and "Domain" not in z for z in a.zet) and a.zet, a.zet
    for pad in ("/mijn-account", "/mensen", "/mensen/1", "/spoor", "/post", "/organisaties/1", "/mijn-account/gegevens", "/aanmelden"):
        a = d.vraag("GET", pad)
        assert "no-store" in a.kop["cache-control"] or a.status == 303, (pad, a.kop.get("cache-control"))
    a = d.lees("/mijn-account")
    csp = a.kop["content-security-policy"]
    assert "frame-ancestors 'none'" in csp and "object-src" in csp or "default-src 'none'" in csp, csp
    assert a.kop["x-content-type-options"] == "nosniff" and a.kop["referrer-policy"] in ("no-referrer", "same-origin"), a.kop
    assert "access-control-allow-origin" not in d.vraag("GET", "/mijn-account", kop={"Origin": "https://kwaad.example"}).kop


def ten_thousand_guesses_let_nobody_in_and_keep_nobody_out(d):
    email = "doelwit@proef.example"
    link = d.opdracht("mens", "maak", email, "--naam", "Doel Wit", "--partij", EIGEN, "--rol", "beheerder").split()[-1]
    eigenaar = d.anders()
    eigenaar.kies_wachtwoord(link)
    eigenaar.meld_aan(email)  # this browser is known from now on
    uit, begin = {}, time.monotonic()

    def raad(deel):
        b, tel = d.anders(), {}
        b.neem_sleutel("/aanmelden")
        c = http.client.HTTPConnection(*d.adres, timeout=120)
        kop = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": "; ".join(f"{n}={w}" for n, w in b.kruimels.items())}
        for i in range(2500):
            c.request("POST", "/aanmelden", f"email={email}&wachtwoord=raad-{deel}-{i}-het-maar&formulier_sleutel={b.sleutel}", {**kop, "X-Forwarded-For": f"10.{deel}.{i // 250}.{i % 250}"})
            r = c.getresponse()
            r.read()
            tel[r.status] = tel.get(r.status, 0) + 1
        c.close()
        return tel
    with ThreadPoolExecutor(4) as tegelijk:
        for tel in tegelijk.map(raad, range(4)):
            for k, n in tel.items():
                uit[k] = uit.get(k, 0) + n
    duur = time.monotonic() - begin
    print(f"# 10.000 pogingen in {duur:.1f} s: {uit}")
    assert set(uit) <= {400, 429, 503} and sum(uit.values()) == 10000, uit
    # Twenty are free, then an attempt waits 1, 2, 4 … seconds, a minute at most; what was under way at that moment goes on.
    assert uit.get(400, 0) <= 20 + 5 * 8 + 5 * int(duur / 60 + 1) + 8, uit
    eigenaar.kruimels.pop("woonzorg")
    eigenaar.sleutel = None
    eigenaar.neem_sleutel("/aanmelden")
    a = eigenaar.post("/aanmelden", {"email": email, "wachtwoord": WACHTWOORD}, kop={"X-Forwarded-For": "10.9.9.9"})
    assert a.status == 303, a.status
    ander = d.opdracht("mens", "maak", "buurman@proef.example", "--naam", "Buur Man", "--partij", EIGEN, "--rol", "lezer").split()[-1]
    b = d.anders()
    b.kies_wachtwoord(ander)
    b.neem_sleutel("/aanmelden")
    assert b.post("/aanmelden", {"email": "buurman@proef.example", "wachtwoord": WACHTWOORD}, kop={"X-Forwarded-For": "10.8.8.8"}).status == 303
    mislukt = wacht("de pogingen in het spoor", lambda: [json.loads(r["na"])["aantal"] for r in csv.DictReader(io.StringIO(d.opdracht("spoor", "lijst", "--object", "mens")))
                                                         if r["daad"] == "aanmelden.mislukt"])
    assert mislukt


def requests_that_are_too_large_are_refused_and_slow_ones_keep_nobody_waiting(d):
    v = d.anders()
    v.neem_sleutel("/aanmelden")
    a = v.post("/aanmelden", {"email": "a@b.example", "wachtwoord": "x" * 2_000_000})
    assert a.status in (400, 413), a.status  # half a minute of argon2 it is not
    a = v.post("/aanmelden", {"email": "a" * 1_000_000 + "@b.example", "wachtwoord": "x"})
    assert a.status in (400, 413, 429), a.status
    assert v.post("/aanmelden", {f"veld{i}": "x" for i in range(3000)}).status in (400, 413)
    with socket.create_connection(d.adres, timeout=20) as s:  # says more than it may
        s.sendall(b"POST /aanmelden HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n")
        assert re.match(rb"HTTP/1.1 (413|403|400)", s.recv(65536))
    traag = []
    for i in range(60):
        s = socket.create_connection(d.adres, timeout=60)
        if i % 2:
            s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Traag: ")
        else:
            s.sendall(b"POST /aanmelden HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nemail=")
        traag.append(s)
    begin, dood = time.monotonic(), 0
    while dood < 60 and time.monotonic() - begin < 75:
        t = time.monotonic()
        assert d.anders().vraag("GET", "/gezond").status == 200 and time.monotonic() - t < 2, "anderen wachten"
        for s in list(traag):
            try:
                s.sendall(b"a")
                s.setblocking(False)
                if s.recv(65536) == b"":
                    raise OSError
            except BlockingIOError:
                s.setblocking(True)
            except OSError:
                traag.remove(s)
                dood += 1
        time.sleep(2)
    # Who goes on dripping is cut off when the body is whole or the limit is reached; who stops is cut off after thirty seconds of silence.
    print(f"# {dood} van 60 trage verbindingen waren na {time.monotonic() - begin:.0f} s dicht")
    for s in traag:
        s.close()
    stil = socket.create_connection(d.adres, timeout=60)
    stil.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
    begin = time.monotonic()
    stil.recv(65536)
    assert 20 < time.monotonic() - begin < 45, time.monotonic() - begin
    stil.close()


draai(
    names_that_are_scripts_are_text_on_every_page,
    what_is_sent_comes_back_as_text,
    no_line_of_the_log_and_no_header_is_somebody_elses,
    a_link_in_a_mail_leads_here_whatever_the_host_says,
    what_a_spreadsheet_would_run_is_text_in_every_export,
    cookies_and_pages_of_who_signed_in_stay_in_that_browser,
    ten_thousand_guesses_let_nobody_in_and_keep_nobody_out,
    requests_that_are_too_large_are_refused_and_slow_ones_keep_nobody_waiting,
)
