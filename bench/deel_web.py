# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: pages and JSON over HTTP. The peer is nginx that serves a fixed file of the very bytes that we answered with,
in the same run. wrk asks with kept connections and waits for each answer, so p99 is of answers that were asked one after
another on each connection; it runs on the same machine and takes its share of it."""

import os
import re
import socket
import time
import urllib.request

PADEN = (("/overzicht.json", "overzicht.json"), ("/", "overzicht.html"), ("/cijfers/inwoners.json", "inwoners.json"),
         ("/gebieden/GM0935", "gebied.html"), ("/static/stijl.css", "stijl.css"))
VERBINDINGEN = (2, 32)
KWARTALEN = 41  # × 246.240 is ten million
PEIL_GROOT = "?peildatum=2024-12-31"

NGINX = """
daemon off; worker_processes auto; pid {map}/nginx.pid; error_log {map}/nginx-fout.log; {gebruiker}
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types; access_log {map}/nginx-toegang.log; sendfile on; tcp_nopush on; keepalive_requests 100000000;
    open_file_cache max=100; gzip {gzip}; gzip_comp_level 4; gzip_min_length 1000; gzip_types application/json text/css;
    client_body_temp_path {map}/t1; proxy_temp_path {map}/t2; fastcgi_temp_path {map}/t3; uwsgi_temp_path {map}/t4; scgi_temp_path {map}/t5;
    server {{ listen 127.0.0.1:{poort}; root {map}/vast; }}
}}
"""


def vrije_poort():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wacht_op(poort, proces):
    for _ in range(300):
        if proces.p.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", poort), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    with open(proces.log, encoding="utf-8", errors="replace") as f:
        raise SystemExit(f"meet.py: de server kwam niet op:\n{f.read()[-2000:]}")


def haal(poort, pad):
    with urllib.request.urlopen(f"http://127.0.0.1:{poort}{pad}", timeout=60) as r:
        return r.read()


def wrk(bank, poort, pad, verbindingen, seconden, gzip=False):
    """Requests a second, p50 and p99 in ms; stops when an answer was not what it should be."""
    args = ["wrk", "-t", "1" if verbindingen < 8 else "2", "-c", str(verbindingen), "-d", f"{seconden}s", "--timeout", "30s", "--latency"]
    if gzip:
        args += ["-H", "Accept-Encoding: gzip"]
    uit = bank.uitvoer([*args, f"http://127.0.0.1:{poort}{pad}"])
    if "Non-2xx" in uit or "Socket errors" in uit:
        raise SystemExit(f"meet.py: wrk op {pad}:\n{uit}")
    eenheid = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60000.0}
    p = {m[1]: float(m[2]) * eenheid[m[3]] for m in re.finditer(r"^\s+(50|99)%\s+([0-9.]+)(us|ms|s|m)\s*$", uit, re.M)}
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", uit)[1]), p["50"], p["99"]


def nginx_start(bank, gzip):
    poort = vrije_poort()
    os.makedirs(bank.pad("vast"), exist_ok=True)
    os.chmod(bank.map, 0o755)
    naam = bank.pad(f"nginx-{gzip}.conf")
    with open(naam, "w", encoding="utf-8") as f:
        f.write(NGINX.format(map=bank.map, poort=poort, gzip=gzip, gebruiker="user root;" if os.geteuid() == 0 else ""))
    p = bank.start([bank.heeft("nginx"), "-p", bank.map, "-c", naam, "-e", bank.pad("nginx-fout.log")], f"nginx-{gzip}.log")
    wacht_op(poort, p)
    return p, poort


def serve_start(bank, url):
    poort = vrije_poort()
    p = bank.start([bank.programma["woonzorg"], "serve", "--db", url, "--listen", f"127.0.0.1:{poort}", "--gebied", "PV31", "--tweede-stap", "niemand"], f"serve-{poort}.log")
    wacht_op(poort, p)
    return p, poort


def vast_maak(bank, poort):
    """The answers as files, byte for byte, so that both send the same."""
    for pad, bestand in PADEN:
        with open(bank.pad("vast", bestand), "wb") as f:
            f.write(haal(poort, pad))


def paar(bank, naam, onze, hunne, pad, bestand, verbindingen, seconden, gzip=False):
    """Ours, the peer's, and ours again; the better of our two, for the machine may be doing other things."""
    wij = [wrk(bank, onze, pad, verbindingen, seconden, gzip), None]
    zij = wrk(bank, hunne, "/" + bestand, verbindingen, seconden, gzip)
    wij[1] = wrk(bank, onze, pad, verbindingen, seconden, gzip)
    beste = max(wij)
    maat = "nginx, zelfde bytes" + (", gzip 4" if gzip else "")
    bank.tabel.rij(naam, beste[0], zij[0], "per s", maat)
    bank.tabel.rij(naam + ": p99", beste[2], zij[2], "ms", maat)


def nodig(bank, wat):
    for naam in ("wrk", "nginx"):
        if not bank.heeft(naam):
            bank.tabel.overgeslagen(wat, f"{naam} ontbreekt (make installeer)")
            return False
    return True


def demo_db(bank, db):
    url = bank.lege_db(db)
    bank.uitvoer([bank.programma["woonzorg"], "demo", "--db", url, "--alleen-vullen"])
    return url


def meet_web(bank):
    if not nodig(bank, "pagina's en JSON over HTTP"):
        return
    seconden = 1 if bank.klein else 5
    nginx, vast = nginx_start(bank, "off")
    nginx_gzip, vast_gzip = nginx_start(bank, "on")
    for db in bank.databases():
        serve, poort = serve_start(bank, demo_db(bank, db))
        vast_maak(bank, poort)
        for pad, bestand in PADEN:
            if db != "SQLite" and pad.startswith("/static"):
                continue
            kb = os.path.getsize(bank.pad("vast", bestand)) / 1024
            for n in VERBINDINGEN:
                paar(bank, f"GET {pad} ({kb:.0f} kB), {n} verb., {db}", poort, vast, pad, bestand, n, seconden)
            if pad == "/" and db == "SQLite":
                paar(bank, f"GET {pad} (gzip), {VERBINDINGEN[-1]} verb., {db}", poort, vast_gzip, pad, bestand, VERBINDINGEN[-1], seconden, True)
        bank.tabel.rij(f"serve: geheugen na dit alles, {db}", serve.piek_mb(), nginx.piek_mb(), "MB", "nginx, alle processen")
        serve.sluit()
    nginx.sluit()
    nginx_gzip.sluit()


def grootte_mb(bank, url):
    if url.startswith("sqlite:"):
        pad = url[len("sqlite:"):]
        return sum(os.path.getsize(pad + e) for e in ("", "-wal") if os.path.exists(pad + e)) / 1e6
    return float(bank.uitvoer(["psql", "-qXAt", url, "-c", "SELECT pg_database_size(current_database())"])) / 1e6


def meet_groot(bank):
    """The same questions with ten million cijfers in store as with the demo and one of the same leveringen (246.240 cijfers): what the
    rest of the store costs a question that does not need it."""
    if not nodig(bank, "tien miljoen cijfers"):
        return
    seconden = 5
    for db in bank.databases():
        url = demo_db(bank, db)
        paden = ("/overzicht.json", "/", "/cijfers/inwoners.json", "/overzicht.json" + PEIL_GROOT, "/cijfers/inwoners" + PEIL_GROOT)
        bank.uitvoer([bank.programma["bench_cijfer"], "vul", url, "1", "0"])
        serve, poort = serve_start(bank, url)
        klein = {pad: wrk(bank, poort, pad, 2, seconden) for pad in paden}
        serve.sluit()
        for regel in bank.uitvoer([bank.programma["bench_cijfer"], "vul", url, str(KWARTALEN - 1), "1"]).splitlines():
            delen = regel.split("\t")
            bank.tabel.rij(delen[1], float(delen[2]), 0, delen[4], "")
        if db == "PostgreSQL":
            bank.uitvoer(["psql", "-qX", url, "-c", "VACUUM ANALYZE"])
        bank.tabel.rij(f"omvang met tien miljoen cijfers, {db}", grootte_mb(bank, url), 0, "MB", "")
        serve, poort = serve_start(bank, url)
        for pad in paden:
            groot = wrk(bank, poort, pad, 2, seconden)
            bank.tabel.rij(f"10 mln: GET {pad}: p50, {db}", groot[1], klein[pad][1], "ms", "dezelfde vraag, één levering")
            bank.tabel.rij(f"10 mln: GET {pad}: p99, {db}", groot[2], klein[pad][2], "ms", "dezelfde vraag, één levering")
        bank.tabel.rij(f"10 mln: serve: geheugen, {db}", serve.piek_mb(), 0, "MB", "")
        serve.sluit()
