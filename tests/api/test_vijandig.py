#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Hostile requests at every route of the real program, on the demo and on data whose every text is hostile.

Routes and names of fields are read from the sources, so that a new route is under attack from its first day. Whatever is asked, an
answer is no 5xx, carries the security headers, echoes nothing unescaped, and speaks problem+json to a program that is refused.
Best run on the build with sanitizers: a finding of theirs ends the program, and with it these tests.
"""

import glob
import html.parser
import http.client
import json
import os
import re
import socket
import tempfile
from urllib.parse import quote, urlencode, urljoin, urlsplit

from dienst import GEDULD_S, WORTEL, Antwoord, draai, wacht

MERK = "wzq7"
SCRIPT = f"<script>{MERK}</script>"
SJABLOON = "{{installatie.naam}}" + MERK
WAARDEN = [
    "", " ", "0", "-1", "-9223372036854775808", "9223372036854775807", "99999999999999999999999", "1e308", "NaN", "0x10", "1;2",
    SCRIPT, f'"><img src=x onerror={MERK}>', f"' autofocus onfocus={MERK} x='", f"javascript:{MERK}", f"//{MERK}.example/", SJABLOON,
    "{{{titel}}}" + MERK, "{{> deel/leeg}}", "' OR 1=1 --", "'; DROP TABLE cijfer; --", "%", "_", "\\", "..", "../../../../etc/passwd", "%00",
    "\x01\x02\x1b[31m", "\u202e\u0000x".replace("\u0000", ""), "\ufeff", "é" * 300, "𝕏" * 50, "a" * 9000, f"x\r\nX-{MERK}: 1", "2025-02-31", "0000-00-00", "9999-12-31",
    "31-12-2024", "opgave:GM0935:2025-01-01:::::", ":" * 40, "=1+1", "null", "true", "[]", "{}", "GM0935", "NL01", "-", "+",
]
RAUW = ["%00", "%ff%fe", "%c0%af", "%e2%82", "%", "%zz", "%u0041", "%2e%2e%2f", "%0d%0aX-" + MERK + ":1", "%ed%a0%80"]
KOPPEN = {
    "content-security-policy": "default-src 'none'", "x-content-type-options": "nosniff", "referrer-policy": "", "permissions-policy": "",
    "cross-origin-opener-policy": "same-origin",
}


def bronnen():
    teksten = []
    for pad in sorted(glob.glob(os.path.join(WORTEL, "src", "*", "*.[ch]"))):
        with open(pad, encoding="utf-8") as f:
            teksten.append(f.read())
    return "\n".join(teksten)


BRON = bronnen()
ROUTES = sorted(set(re.findall(r'\{"(GET|POST)",\s*"(/[^"]*)"', BRON)))
VELDEN = {soort: sorted(set(re.findall(r'\{"(\w+)",\s*"[^"]*",\s*PARAM_' + soort, BRON))) for soort in ("QUERY", "FORM", "FILE")}


def verklaard():
    """The query fields that each route declares, by route: these it reads, so they are asked most."""
    uit = {}
    gedeeld = re.findall(r'\{"(\w+)",', re.search(r"#define CONTEXT_PARAMS((?:.*\\\n)*.*)", BRON).group(1))
    for pad in sorted(glob.glob(os.path.join(WORTEL, "src", "*", "*.c"))):
        with open(pad, encoding="utf-8") as f:
            tekst = f.read()
        params = {naam: set(re.findall(r'\{"(\w+)",\s*"[^"]*",\s*PARAM_QUERY', inhoud)) | set(gedeeld if "CONTEXT_PARAMS" in inhoud else ())
                  for naam, inhoud in re.findall(r"struct http_param (\w+)\[\] = \{(.*?)\};", tekst, re.S)}
        for methode, route, rest in re.findall(r'\{"(GET|POST)",\s*"(/[^"]*)"(.*?)\.recht', tekst, re.S):
            uit.setdefault((methode, route), set()).update(*(params[w] for w in re.findall(r"\w+", rest) if w in params))
    return uit


VERKLAARD = verklaard()


class Ongeschonden(html.parser.HTMLParser):
    """Fails on any element or attribute that a hostile text would make."""

    def __init__(self):
        super().__init__()
        self.schakels, self.in_script = [], False

    def handle_starttag(self, tag, attrs):
        assert tag != "script" or dict(attrs).get("src", "").startswith("/static/"), f"een script in de pagina: {attrs}"
        for naam, waarde in attrs:
            assert MERK not in naam and not naam.startswith("on"), f"<{tag}> kreeg het attribuut {naam}"
            assert naam != "style", f"<{tag}> heeft een style, die het beleid verbiedt"
            if naam in ("href", "src", "action", "formaction"):
                doel = (waarde or "").strip().lower()
                assert not re.match(r"[\x00-\x20]*(javascript|data|vbscript):", doel), f"<{tag} {naam}={waarde!r}>"
                assert not doel.startswith("//"), f"<{tag} {naam}={waarde!r}>"
                if naam == "href":
                    self.schakels.append(waarde)
        assert MERK not in tag


# A tag as our own templates write them, every value between double quotes; no hostile text has the form of one unnoticed.
NETTE_TAG = re.compile(r"""<(?:[a-z][a-z0-9]*(?:\s+[A-Za-z][\w:-]*(?:="[^"<>]*")?)*\s*/?>|/[a-z][a-z0-9]*>|!doctype html>)""", re.I)
GEKEURD = {}  # tag: its links; pages have most of their tags in common, and one was good the first time


def ongeschonden(tekst):
    """The links of a page of which no element or attribute was made by a hostile text."""
    tags = dict.fromkeys(NETTE_TAG.findall(tekst)) if "<" not in NETTE_TAG.sub("", tekst) else [tekst]
    uit = []
    for tag in tags:
        if tag not in GEKEURD:
            p = Ongeschonden()
            p.feed(tag)
            p.close()
            if tag is tekst:
                return p.schakels
            GEKEURD[tag] = p.schakels
        uit += GEKEURD[tag]
    return uit


class Sessie:
    """One connection that is kept, made anew when the server closes it."""

    def __init__(self, dienst):
        self.dienst, self.c, self.gezien = dienst, None, 0

    def vraag(self, methode, pad, body=None, kop=None):
        kop = {"Cookie": "; ".join(f"{n}={w}" for n, w in self.dienst.ik.kruimels.items()), **(kop or {})}
        for poging in (1, 2):
            if self.c is None:
                self.c = http.client.HTTPConnection(*self.dienst.adres, timeout=GEDULD_S)
            try:
                self.c.request(methode, pad, body, kop or {})
                a = Antwoord(self.c.getresponse())
                self.gezien += 1
                return a
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError, ConnectionRefusedError):
                self.c.close()
                self.c = None
                if poging == 2:
                    raise AssertionError(f"{methode} {pad[:200]}: geen antwoord; {self.dienst.log()}") from None
        return None

    def keur(self, methode, pad, body=None, kop=None):
        a = self.vraag(methode, pad, body, kop)
        keur(a, f"{methode} {pad[:300]} {kop or ''}", machine=bool(re.search(r"\.(json|csv|xlsx)(\?|$)", pad)) or "json" in (kop or {}).get("Accept", ""))
        return a


def keur(a, wat, machine=False):
    """What every answer must be; the links of a page."""
    assert a.status < 500, f"{wat}: {a.status} {a.bytes[:600]!r}"
    for naam, begin in KOPPEN.items():
        assert a.kop.get(naam, "").startswith(begin) and naam in a.kop, f"{wat}: {a.status} zonder {naam}: {a.kop}"
    assert "unsafe" not in a.kop["content-security-policy"], wat
    assert not any(MERK in naam for naam in a.kop), f"{wat}: een kopregel van buiten: {a.kop}"
    soort = a.kop.get("content-type", "").split(";")[0]
    if a.status >= 400 and machine:
        assert soort == "application/problem+json", f"{wat}: {a.status} {soort}"
    if soort.endswith("json"):
        boom = json.loads(a.bytes)
        if soort == "application/problem+json":
            assert boom["status"] == a.status and boom["title"], f"{wat}: {boom}"
    if soort in ("text/html", "image/svg+xml"):
        tekst = a.bytes.decode()
        assert "Woonzorg" + MERK not in tekst, f"{wat}: een tekst werd als sjabloon gelezen"
        try:
            return ongeschonden(tekst)
        except AssertionError as fout:
            raise AssertionError(f"{wat}: {fout}") from None
    return []


def vorm_van(pad):
    return re.sub(r"[A-Z]{2}\d+|\d+", "#", pad)


# Addresses that send a file as it was delivered or made, or need an open answer; tests of their own deliver or make one.
BESTANDEN = ("sjabloon", "werkboek", "intrekken", "/bewijs/", "{nummer}/bewijs", "/document/", "/bestand", "/vorm/", "/meenemen/", "/themas")


def voorbeelden(d, *eerst, hoeveel=650):
    """Walks the site from its front doors: every page good, every link within it leading somewhere."""
    s, gezien, rij = Sessie(d), {}, [*eerst, "/kwaliteit", "/", "/v1.html", "/overzicht", "/landelijk", "/kaart", "/kies", "/cijfers", "/leveringen", "/leveringen/nieuw", "/leeswijzers", "/leeswijzers/1", "/zoek?q=heer",
                                     "/plannen", "/kwaliteit/bevindingen/1", "/ogc/v1/collections.html", "/ogc/v1/collections/gemeente.html", "/ogc/v1/collections/gemeente/items.html",
                                     "/ogc/v1/collections/gemeente/items/GM0935.html", "/tegels/gemeente", "/tegels/gemeente/7/66/42.mvt", "/mijn-account", "/organisaties", "/organisaties/1", "/mensen",
                                     "/v1/signalen/1", "/v1/publicaties/1", "/v1/mijlpalen/l-2026-programma", "/v1/omzettingen", "/regie/woonzorgvisies", "/regie/opgaven", "/regie/opgaven/1", "/regie/planning", "/regie/afspraken", "/regie/afspraken/nieuw", "/rondes", "/uitkomsten", "/vragenlijsten", "/voorraad/woningen?gebied=GM0935", "/mensen/1", "/mensen/1/gegevens", "/post", "/post/1", "/privacy", "/spoor", "/rechten", "/kennisbank", "/kennisbank/1", "/kennisbank/1/wijzigen", "/kennisbank/nieuw", "/kennisbank/zoals?gebied=GM0888", "/regie/woonzorgvisies/GM0935/tegenspraak", "/regie/overname/gemeenten-2023",
                                     "/uitkomsten", "/uitkomsten/gemeenten-2023", "/uitkomsten/gemeenten-2023/vragen/inhoud", "/uitkomsten/gemeenten-2023/vragen/ervaring_aandacht/themas",
                                     "/uitkomsten/gemeenten-2023/meenemen/csv", "/uitkomsten/gemeenten-2023/rapporten", "/uitkomsten/gemeenten-2023/rapporten/1",
                                     "/uitkomsten/gemeenten-2023/rapporten/1/vorm/odt", "/uitkomsten/gemeenten-2023/rapporten/1/verschil?met=1", "/uitkomsten/gemeenten-2023/rapporten/sjabloon"]
    nieuw, later, vormen = [], [], set()  # after the front doors, what is like nothing seen before
    while (rij or nieuw or later) and len(gezien) < hoeveel:
        pad = (rij or nieuw or later).pop(0)
        vorm = vorm_van(pad)
        if pad in gezien or sum(1 for g in gezien.values() if g == vorm) >= 3:
            continue
        a = s.vraag("GET", pad)
        schakels = keur(a, f"GET {pad}")
        assert a.status in (200, 303), f"een schakel naar {pad} geeft {a.status}: {a.bytes[:300]!r}"
        gezien[pad] = vorm
        for doel in schakels:
            u = urlsplit(urljoin(pad, doel))
            assert u.netloc or u.scheme or "127.0" not in u.path, (pad, doel)
            if not u.netloc and not u.scheme and u.path:
                (later if vorm_van(u.path) in vormen else nieuw).append(u.path + ("?" + u.query if u.query else ""))
                vormen.add(vorm_van(u.path))
    return list(gezien)


def past(route, pad):
    patroon = "^" + re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(route)) + "$"
    return re.match(patroon, re.sub(r"\.(json|csv|xlsx|svg|html|mvt)$", "", urlsplit(pad).path))


def vijandige_levering(d):
    """A levering whose every text is hostile, through the same form as any other."""
    kop = "gemeente;woningtype;jaar;aantal;bron;status\r\n"
    rijen = "".join(f"{g};nultreden;2030;{100 + i};{b};concept\r\n" for i, (g, b) in enumerate(
        [("Heerlen", SCRIPT), ("Maastricht", SJABLOON), ("Venlo", "=HYPERLINK(CHAR(104))"), ("Roermond", "@SUM(1)" + MERK)]))
    a = d.post("/leveringen/nieuw", {"soort": "opgave", "peildatum": "2026-01-01", "leveraar": "=1+1" + SCRIPT},
               ("bestand", "x%22%3E" + SJABLOON + "'.csv", (kop + rijen).encode()))
    assert a.status == 303, a.tekst[:500]
    keur(d.vraag("GET", a.naar), "de pagina van de taak")
    a = d.post(a.naar + "/invoeren")
    assert a.status == 303, a.tekst[:500]
    for _ in range(200):
        t = d.lees(a.naar + ".json").boom["taak"]
        if t["status"] not in ("wacht", "bezig"):
            break
    assert t["status"] == "klaar", t
    return f"/leveringen/{t['resultaat']['levering']}"


def vijandige_tabel(d):
    """A table of nobody's layout whose headers, words and sheet are hostile: the page of its columns, and the leeswijzer that is kept."""
    csv = (f"{SCRIPT};Gemeente;Nul-treden {SJABLOON};\"\"\"><img src=x onerror={MERK}>\"\r\n{SJABLOON};Heerlen;7;x\r\n"
           f"=1+1;{SCRIPT};8;y\r\n' OR 1=1 --;Vaals;9;javascript:{MERK}\r\n")
    a = d.post("/leveringen/nieuw", {"soort": "tabel", "peildatum": "2026-01-01", "leveraar": SCRIPT},
               ("bestand", "x" + SCRIPT + ".csv", csv.encode()))
    assert a.status == 303, a.tekst[:500]
    wacht("de herkenning", lambda: d.lees(a.naar + ".json").boom["taak"]["status"] not in ("wacht", "bezig"))
    pad = a.naar + "/kolommen"
    pagina = d.vraag("GET", pad)
    assert pagina.status == 200, pagina.tekst[:500]
    keur(pagina, "de pagina van de kolommen")
    boom = d.lees(pad + ".json?soort=opgave").boom
    woorden = {f"w{w['nummer']}k": w["plaats"] for w in boom["woorden"]} | {f"w{w['nummer']}t": w["tekst"] for w in boom["woorden"]}
    woorden |= {f"w{w['nummer']}o": "ja" for w in boom["woorden"]} | {f"w{w['nummer']}": "" for w in boom["woorden"]}
    keuze = {v["naam"]: v.get("inhoud", "") for v in boom["vast"] if "inhoud" in v}
    keuze |= {v["naam"]: "nultreden" if v["label"] == "woningtype" else "2030" for v in boom["vast"] if v["label"] in ("woningtype", "jaar")}
    for waarde in WAARDEN[:40]:
        keur(d.post(pad, {"k0": waarde, "k2v1": waarde, "v0": waarde, "w0": waarde, "w0t": waarde, "soort": waarde}), f"de kolommen met {waarde[:40]!r}")
    b = d.post(pad, {"soort": "opgave", "k0": "", "k1": "gemeente", "k2": "aantal", "k3": "", **woorden, **keuze})
    assert b.status == 303, b.tekst[:3000]
    wacht("de proef", lambda: d.lees(b.naar + ".json").boom["taak"]["status"] not in ("wacht", "bezig"))
    keur(d.vraag("GET", b.naar), "de proef van een vijandige tabel")
    c = d.post(b.naar + "/invoeren")
    assert c.status == 303, (c.tekst[:500], d.lees(b.naar + ".json").boom["taak"]["bericht"])
    t = wacht("de invoer", lambda: (x := d.lees(c.naar + ".json").boom["taak"])["status"] not in ("wacht", "bezig") and x)
    assert t["status"] == "klaar", t


def grenzen(d):
    """Outlines of two gemeenten, of which the demo has none: without them no gebied is a feature and every tile is empty."""
    kenmerken = [{"type": "Feature", "properties": {"code": code, "naam": SCRIPT},
                  "geometry": {"type": "Polygon", "coordinates": [[[x, 50.8], [x + 0.1, 50.8], [x + 0.1, 50.9], [x, 50.9], [x, 50.8]]]}}
                 for code, x in (("GM0935", 5.6), ("GM0917", 5.9))]
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "grenzen.geojson")
        with open(pad, "w", encoding="utf-8") as f:
            json.dump({"type": "FeatureCollection", "features": kenmerken}, f)
        d.opdracht("cijfer", "importeer", "grenzen", pad, "--peildatum", "2023-01-01")


def vijandige_afspraak(d):
    """A promise of which every text is hostile; numbers are refused elsewhere."""
    kop = "code;soort;titel;gebied;partij;bron;toelichting;toezegging;partijen;door;onderwerp;woningtype;segment;aantal;van;tot;uiterlijk\n"
    cel = '"' + SCRIPT.replace('"', '""') + '"'
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "afspraken.csv")
        with open(pad, "w", encoding="utf-8") as f:
            f.write(kop + f"x;woondeal;{cel};PV31;PV31;{cel};{SJABLOON};{cel};PV31;{cel};realisatie;nultreden;{SJABLOON};10;2024;2026;\n")
            f.write(f"x;woondeal;{cel};PV31;PV31;{cel};{SJABLOON};{SJABLOON};PV31;=1+1;;;;;;;2026-01-01\n")
        d.opdracht("afspraak", "importeer", pad)


def the_demo_with_hostile_texts_is_whole_on_every_page(d):
    d.opdracht("demo", "--alleen-vullen")
    grenzen(d)
    vijandige_afspraak(d)
    d.stop()
    d.opties = ("--post", "toon", "--adres", "https://woonzorg.voorbeeld.example")
    d.start()
    levering = vijandige_levering(d)
    a = d.post("/organisaties/1/uitnodigen", {"email": "vijand@proef.example", "naam_mens": SCRIPT + SJABLOON, "rol_nieuw": "lezer"})
    assert a.status == 303, a.tekst[:500]
    wacht("de mail", lambda: "getoond" in d.lees("/post").tekst)
    vijandige_tabel(d)
    a = d.post("/regie/kennisname/nieuw", {"soort": "document", "titel": SCRIPT, "tekst": SJABLOON, "gebied": "PV31", "soorten": "gemeente"},
               ("document", "x%22%3E" + SJABLOON + ".pdf", b"%PDF-1.4\n%%EOF\n"))
    assert a.status == 303, a.tekst[:3000]
    b = d.post("/kennisbank/nieuw", {"soort": "voorbeeld", "titel": SCRIPT, "samenvatting": SJABLOON, "tekst": f"# {SCRIPT}\n\n[x](javascript:{MERK})", "thema.dementie": "ja", "bron": SCRIPT})
    assert b.status == 303, b.tekst[:3000]
    d.paden = voorbeelden(d, levering, a.naar.split("?")[0], b.naar.split("?")[0])
    assert len(d.paden) > 60, d.paden
    zonder = [route for methode, route in ROUTES if methode == "GET" and "{" in route and not route.startswith("/taken")
              and not any(w in route for w in BESTANDEN) and not any(past(route, p) for p in d.paden)]
    assert not zonder, f"geen voorbeeld van {zonder}"
    print(f"# {len(d.paden)} pagina's, {len(ROUTES)} routes, velden {VELDEN}")


def beurt(d):
    """What breaks before the database is asked breaks on either: the two databases share the values between them."""
    return d.url.startswith("postgresql")


def streng(route):
    """The open data refuses what it does not declare before anything is done with it; test_v1 asks at random of what it does."""
    return route.startswith(("/v1", "/odata", "/ogc", "/tegels"))


def no_value_in_any_field_breaks_a_route(d):
    """Not every value in every field of every route, but every pair of the three somewhere: field i of route r gets value r + i, so that a route gets every
    value in some field and a field every value at some route. What a route declares it reads, and gets more of them. Half of it on each database."""
    s, velden = Sessie(d), VELDEN["QUERY"] + ["sorteer", "tabel", "vorm", "onbekend", "a[]", "__proto__"]
    routes = [route for methode, route in ROUTES if methode == "GET"]
    n = len(WAARDEN)
    assert len(velden) >= n and len(routes) >= n and sum(bool(VERKLAARD[("GET", r)]) for r in routes) > 30, (len(velden), len(routes), n)
    for r, route in enumerate(routes):
        echt = next((p for p in d.paden if past(route, p)), route)
        basis = urlsplit(echt).path.removesuffix(".html")
        if "{" in basis:
            basis = re.sub(r"\{\w+\}", "opgave", basis)
        for i, veld in enumerate(velden):
            keren = 4 if veld in VERKLAARD[("GET", route)] and not streng(route) else 1
            if keren == 1 and ((r + i) % 2 != beurt(d) or (streng(route) and veld not in VERKLAARD[("GET", route)] and (r + i) % 8 > 1)):
                continue
            for keer in range(keren):
                if keren > 1 and (keer + i) % 2 != beurt(d):
                    continue
                waarde = WAARDEN[(r + i + keer * (n // 4)) % n]
                achter = (".json", "", ".csv", "", ".svg", ".xlsx")[(r + 5 * i + keer) % 6] if basis != "/" else ""
                s.keur("GET", f"{basis}{achter}?{urlencode({veld: waarde})}")
    print(f"# {s.gezien} vragen")


def no_value_in_a_path_breaks_a_route(d):
    """Every value in every address that has a place for one, a quarter of them on each database, as page and for a program in turn; and as a whole query."""
    s = Sessie(d)
    for r, (methode, route) in enumerate(ROUTES):
        for k, waarde in enumerate([quote(w, safe="") for w in WAARDEN if w] + RAUW):
            if (r + k) % (8 if streng(route) else 4) != beurt(d):
                continue
            achter = ("", ".json")[(r + k) // 4 % 2]
            pad = re.sub(r"\{\w+\}", lambda _: waarde, route) if "{" in route else route + "/" + waarde
            s.keur(methode, pad + achter if route != "/" else pad, b"" if methode == "POST" else None)
            if methode == "GET" and k % 3 == r % 3:
                s.keur("GET", f"{route.split('{')[0]}?{waarde}={waarde}&{waarde}")
    print(f"# {s.gezien} vragen")


def fields_that_are_given_twice_or_by_the_hundred_are_refused_not_obeyed(d):
    s = Sessie(d)
    for r, (methode, route) in enumerate(ROUTES):
        if methode != "GET" or "{" in route:
            continue
        for i, veld in enumerate(VELDEN["QUERY"]):
            if (r + i) % 2 == beurt(d) if veld in VERKLAARD[("GET", route)] else (r + i) % 16 == beurt(d):
                s.keur("GET", f"{route}?{veld}=GM0935&{veld}=GM0917")
        s.keur("GET", route + "?" + "&".join(f"v{i}=1" for i in range(200)))
        s.keur("GET", route + "?" + "&" * 200)
        s.keur("GET", route + ".json?" + "=" * 900)
    print(f"# {s.gezien} vragen")


def a_method_that_a_route_has_not_is_refused_with_what_it_has(d):
    s = Sessie(d)
    for pad in sorted({r for _, r in ROUTES}):
        echt = re.sub(r"\{\w+\}", "1", pad)
        heeft = {m for m, r in ROUTES if r == pad}
        for methode in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GETT", "get"):
            if methode in heeft:
                continue
            a = s.vraag(methode, echt + ".json", b"")
            keur(a, f"{methode} {echt}", machine=methode not in ("OPTIONS", "CONNECT", "TRACE"))
            assert 400 <= a.status < 500 or methode == "OPTIONS", f"{methode} {echt}: {a.status}"
            if a.status == 405:
                assert "GET" in a.kop["allow"] or heeft == {"POST"}, a.kop
            s.c.close()
            s.c = None
        a = s.vraag("HEAD", echt)
        assert a.status < 500 and not a.bytes
        if "GET" in heeft:
            assert a.status == s.vraag("GET", echt).status, f"HEAD en GET {echt} verschillen"


def forms_with_hostile_fields_are_refused_in_words(d):
    s = Sessie(d)
    for r, (methode, route) in enumerate(ROUTES):
        if methode != "POST":
            continue
        pad = re.sub(r"\{\w+\}", "9" if route.endswith("/verwijderen") else "1", route)  # who may, removes what is there
        if route in ("/afmelden", "/mensen/{id}/link", "/aanmelden/code", "/mijn-account/ontkoppelen", "/regie/kennisname/{id}/mail"):  # these need no field, or somebody half signed in
            continue
        for k, waarde in enumerate(WAARDEN):  # half of them on each database, as page and for a program in turn
            if (r + k) % 2 != beurt(d) and SCRIPT not in waarde:
                continue
            velden = {**{v: waarde for v in VELDEN["FORM"]}, "formulier_sleutel": d.ik.sleutel}
            for achter in (("", ".json")[(r + k) // 2 % 2],):
                a = s.keur("POST", pad + achter, urlencode(velden).encode(), {"Content-Type": "application/x-www-form-urlencoded"})
                # no contact is a contact too: then there is none
                # and the columns of a leeswijzer are fields of its own: without them it stays as it is
                assert a.status >= 400 or pad == "/leeswijzers/1" or (pad.endswith("/contact") and not waarde.strip()), f"POST {pad} met {waarde!r}: {a.status}"
            if SCRIPT in waarde and pad.endswith("/nieuw"):
                assert "&lt;script&gt;" in s.vraag("POST", pad, urlencode(velden).encode(), {"Content-Type": "application/x-www-form-urlencoded"}).tekst
        for soort, body in (("application/json", b"{"), ("application/json", b"[" * 5000), ("text/plain", b"\0" * 100), ("multipart/form-data", b"x"),
                            ("multipart/form-data; boundary=x", b"--x\r\n"), ("multipart/form-data; boundary=x", b"--x--"),
                            ("multipart/form-data; boundary=" + "x" * 500, b"--x\r\n\r\n"), ("application/x-www-form-urlencoded", b"%zz=%00&&&=\xff"),
                            ("application/x-www-form-urlencoded", b"a=1&" * 20000), ("x" * 2000, b"x"), ("", b"x")):
            s.keur("POST", pad + ".json", body, {"Content-Type": soort})
    print(f"# {s.gezien} vragen")


def hostile_files_of_every_kind_are_refused_in_words(d):
    s = Sessie(d)
    keuze = s.vraag("GET", "/leveringen/nieuw").tekst.split('name="soort"')[1].split("</select>")[0]
    soorten = re.findall(r'<option value="([\w-]+)"', keuze)
    assert "opgave" in soorten and "grenzen" in soorten, soorten
    gelezen = 0
    voor = len(d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"])
    for soort in soorten:
        for naam, inhoud in (("a.csv", b"\0" * 2000), ("../../a.xlsx", b"PK\x03\x04" + b"\xff" * 500), ("a.json", b"[" * 100000), ("a.csv", b'"' * 5001),
                             (SCRIPT + ".csv", f"{SCRIPT};{SJABLOON}\r\n{SCRIPT};1\r\n".encode()), ("a.csv", b"\xff\xfe" + b"\xd8\x00" * 300),
                             ("a.geojson", b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"' + SCRIPT.encode() + b'"}}]}')):
            a = d.post("/leveringen/nieuw", {"soort": soort, "peildatum": "2025-01-01", "leveraar": "x"}, ("bestand", naam, inhoud))
            keur(a, f"{soort} {naam}")
            if a.status != 303:
                continue
            gelezen += 1
            for _ in range(500):
                if d.lees(a.naar + ".json").boom["taak"]["status"] not in ("wacht", "bezig"):
                    break
            t = d.lees(a.naar + ".json").boom["taak"]
            if soort == "tabel" and t["status"] == "klaar":  # it may look like a table; then a person is asked first
                assert t["resultaat"] == {"kolommen": True}, t
                keur(s.vraag("GET", a.naar + "/kolommen"), f"de kolommen van {naam}")
                continue
            assert t["status"] == "mislukt", f"{soort} {naam}: {t}"
            keur(d.vraag("GET", a.naar), f"{soort} {naam}")
            assert d.post(a.naar + "/invoeren.json").status == 409
    assert gelezen >= 5 * len(soorten), gelezen
    assert len(d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"]) == voor


def cells_that_a_spreadsheet_would_run_are_text(d):
    s, gezien, bewaakt = Sessie(d), 0, 0
    for pad in d.paden:
        u = urlsplit(pad)
        if u.path == "/" or "." in u.path.rsplit("/", 1)[-1]:
            continue
        for tabel in ("", "&tabel=rijen"):
            a = s.keur("GET", f"{u.path}.csv?{u.query}{'&' if u.query else ''}vorm=excel{tabel}")
            if a.status != 200 or not a.kop["content-type"].startswith("text/csv"):
                continue
            gezien += 1
            for cel in re.findall(r'(?:^|[;\n])"?([^;"\r\n]*)', a.bytes.decode("utf-8-sig")):
                bewaakt += cel.startswith(("'=", "'@"))
                if cel[:1] in "=+-@\t":
                    assert re.fullmatch(r"-?[\d.,]*|", cel), f"{pad}: een cel begint als formule: {cel[:80]!r}"
    assert gezien > 20 and bewaakt, (gezien, bewaakt)


def formats_that_a_page_has_not_are_refused(d):
    s = Sessie(d)
    for pad in ("/", "/kaart", "/leveringen", "/gebieden/GM0935", "/zoek"):
        for accept in ("application/json", "text/csv", "image/svg+xml", "*/*;q=0", "x", "a/b;q=" + "9" * 300, ",".join(["text/html;q=0.1"] * 200), "\x7f",
                       "application/problem+json"):
            s.keur("GET", pad, None, {"Accept": accept})
        for achter in (".exe", ".html", ".JSON", ".json.json", ".", "..", ".php?x", ".json/", "//"):
            a = s.vraag("GET", pad + achter)
            assert a.status < 500


def rauw(d, bytes_, lees=True):
    """What comes back on bytes; the server may keep the connection open, so reading ends when nothing has come for a while."""
    uit = b""
    with socket.create_connection(d.adres, timeout=1) as c:
        try:
            c.sendall(bytes_)
            c.shutdown(socket.SHUT_WR)
            while lees and (deel := c.recv(65536)):
                uit += deel
        except OSError: # closed before all was sent, or silent
            pass
    return uit


def bytes_that_are_no_request_end_well(d):
    groot = b"GET / HTTP/1.1\r\nHost: x\r\n"
    for b in (b"", b"\r\n" * 500, b"\0" * 500, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET  /  HTTP/1.1\r\nHost: x\r\n\r\n",
              b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc" + b"\x03" * 200, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET http://elders.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
              b"GET * HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
              groot + b"X: " + b"a" * 200000 + b"\r\n\r\n", groot + b"".join(b"X%d: y\r\n" % i for i in range(5000)) + b"\r\n", groot + b"X\r\n y\r\n\r\n",
              groot + b"Cookie: " + b"a=b; " * 4000 + b"\r\n\r\n", groot + b"Cookie: " + b"a=b; " * 1000 + b"\r\n\r\n", groot + b"Content-Length: -1\r\n\r\n", groot + b"Content-Length: 99999999999999999999\r\n\r\n",
              b"POST /leveringen/nieuw HTTP/1.1\r\nHost: x\r\nContent-Length: 9223372036854775807\r\n\r\nx",
              b"POST /leveringen/nieuw HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
              b"POST /leveringen/nieuw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"POST /leveringen/nieuw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              b"ffffffffffffffff\r\nx", groot + b"Range: bytes=0-,1-,2-" + b",3-" * 3000 + b"\r\n\r\n", groot + b"If-None-Match: " + b'"' * 3000 + b"\r\n\r\n",
              groot + b"Accept-Encoding: " + b"gzip;q=x," * 900 + b"\r\n\r\n", b"GET /gezond HTTP/1.1\r\nHost: x\r\n\r\n" * 300):
        uit = rauw(d, b)
        assert not uit or uit.startswith(b"HTTP/1."), f"{b[:80]!r}: {uit[:200]!r}"
        eerste = re.match(rb"HTTP/1\.\d (\d+)", uit)
        assert not eerste or int(eerste.group(1)) < 500 or int(eerste.group(1)) in (501, 505), f"{b[:80]!r}: {uit[:200]!r}"
        assert MERK.encode() not in uit
    assert d.lees("/gezond").status == 200
    rauw(d, b"GET /kaart HTTP/1.1\r\nHost: x\r\n\r\n" * 50, lees=False)  # and gone without reading


def files_outside_what_is_served_cannot_be_had(d):
    for pad in ("/static/../app", "/static/%2e%2e/%2e%2e/etc/passwd", "/static//etc/passwd", "/static/..%2f..%2fetc%2fpasswd", "/static/stijl.css/", "/static/",
                "/static/stijl.css%00.html", "/../../etc/passwd", "/.git/config", "/demo.db", "/leveringen/sjabloon/..%2f..%2fx.csv"):
        a = d.vraag("GET", pad)
        keur(a, pad)
        assert a.status in (400, 404), f"{pad}: {a.status}"
        assert b"root:" not in a.bytes


def after_all_that_the_server_stops_well_and_its_log_has_no_fault(d):
    wacht("het einde van elk verzoek, ook dat half bleef", lambda: "woonzorg_verzoeken_bezig 1\n" in d.lees("/metrieken").tekst)
    d.stop()
    d.logboek.seek(0)
    log = d.logboek.read().decode(errors="replace")
    assert "Sanitizer" not in log and "runtime error" not in log, log[-3000:]
    regels = log.splitlines()
    assert not [r for r in regels if '"status":5' in r or "status=5" in r][:3]
    d.start()


if __name__ == "__main__":
    # The bytes come early: a request that stays half is given up after a time that the others fill.
    draai(the_demo_with_hostile_texts_is_whole_on_every_page, bytes_that_are_no_request_end_well, no_value_in_any_field_breaks_a_route, no_value_in_a_path_breaks_a_route,
          fields_that_are_given_twice_or_by_the_hundred_are_refused_not_obeyed, a_method_that_a_route_has_not_is_refused_with_what_it_has,
          forms_with_hostile_fields_are_refused_in_words, hostile_files_of_every_kind_are_refused_in_words, cells_that_a_spreadsheet_would_run_are_text,
          formats_that_a_page_has_not_are_refused, files_outside_what_is_served_cannot_be_had,
          after_all_that_the_server_stops_well_and_its_log_has_no_fault)
