# SPDX-License-Identifier: EUPL-1.2
"""What API tests share: the real program on a new database of each kind, requests over HTTP, and TAP.

Everything is asked as a beheerder who signed in (Dienst.meld_aan), the one place where tests do so.

A test file has functions with sentences for names that take a Dienst; draai() runs them in order on SQLite and, when WZ_TEST_PG is
set, on PostgreSQL. They share one database, so a later one may build on an earlier one.
"""

import argparse
import base64
import csv
import datetime
import hashlib
import hmac
import http.client
import io
import json
import os
import re
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import traceback
import uuid
import zoneinfo
from concurrent.futures import ThreadPoolExecutor

WORTEL = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GEDULD_S = 120  # past this something hangs
WACHTWOORD = "vlier-emmer-proef-42"  # of every account that a test makes
BEHEERDER = "a.devries@proef.example"


class Overgeslagen(Exception):
    """Raised by a test that cannot run here, with the reason."""


class Antwoord:
    def __init__(self, r):
        self.status, self.bytes = r.status, r.read()
        self.kop = {k.lower(): v for k, v in r.getheaders()}
        self.zet = [v for k, v in r.getheaders() if k.lower() == "set-cookie"]

    @property
    def tekst(self):
        return self.bytes.decode()

    @property
    def boom(self):
        return json.loads(self.bytes)

    @property
    def naar(self):
        return self.kop["location"]


class Bezoek:
    """A browser: what it is told to keep, and the key that its forms send along. Signed in once meld_aan was called."""

    def __init__(self, dienst):
        self.dienst, self.kruimels, self.sleutel = dienst, {}, None

    def vraag(self, methode, pad, body=None, kop=None):
        kop = dict(kop or {})
        if self.kruimels and "Cookie" not in kop and "Authorization" not in kop:
            kop["Cookie"] = "; ".join(f"{n}={w}" for n, w in self.kruimels.items())
        a = self.dienst.verzoek(methode, pad, body, kop)
        for regel in a.zet:
            naam, waarde = regel.split(";")[0].split("=", 1)
            if waarde:
                self.kruimels[naam] = waarde
            else:
                self.kruimels.pop(naam, None)
        return a

    def lees(self, pad):
        """A page; it must be there."""
        a = self.vraag("GET", pad)
        assert a.status == 200, f"GET {pad}: {a.status} {a.tekst[:500]}"
        return a

    def post(self, pad, velden=None, bestand=None, kop=None):
        """A form as a browser sends it; bestand is (name of the field, name of the file, bytes)."""
        grens = uuid.uuid4().hex
        velden = {**({"formulier_sleutel": self.sleutel} if self.sleutel else {}), **(velden or {})}
        delen = [f'--{grens}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in velden.items()]
        if bestand:
            delen += [f'--{grens}\r\nContent-Disposition: form-data; name="{bestand[0]}"; filename="{bestand[1]}"\r\n'
                      f"Content-Type: application/octet-stream\r\n\r\n".encode(), bestand[2], b"\r\n"]
        delen.append(f"--{grens}--\r\n".encode())
        return self.vraag("POST", pad, b"".join(delen), {"Content-Type": f"multipart/form-data; boundary={grens}", **(kop or {})})

    def neem_sleutel(self, pad):
        """The key of the forms on a page."""
        m = re.search(r'name="formulier_sleutel" value="([0-9a-f]{64})"', self.lees(pad).tekst)
        assert m, f"geen formulier met een sleutel op {pad}"
        self.sleutel = m.group(1)

    def kies_wachtwoord(self, link, wachtwoord=WACHTWOORD):
        """Follows a link that an invitation or a reset gave."""
        pad = link[link.index("/nieuw-wachtwoord"):]
        self.neem_sleutel(pad)
        a = self.post("/nieuw-wachtwoord", {"sleutel": pad.split("=")[1], "nieuw": wachtwoord, "herhaal": wachtwoord})
        assert a.status == 303, a.tekst[:2000]

    def meld_aan(self, email, wachtwoord=WACHTWOORD):
        self.neem_sleutel("/aanmelden")
        a = self.post("/aanmelden", {"email": email, "wachtwoord": wachtwoord})
        assert a.status == 303, a.tekst[:2000]
        if a.naar == "/mijn-account":
            self.neem_sleutel("/mijn-account")
        return self


class Dienst:
    """woonzorg serve on a database of its own; start and stop as often as a test wants. What it asks, it asks as the beheerder
    A. de Vries; anders() is somebody else's browser."""

    def __init__(self, programma, url, leeg=False):
        self.programma, self.url, self.proces, self.adres, self.opties = programma, url, None, None, ()
        self.ik = Bezoek(self)
        self.logboeken = []  # of each time it was started
        self.map_ = None  # for the files of bestand()
        if leeg:  # a copy is put into it, with the people that are in there
            return
        self.opdracht("db", "migreer")
        self.opdracht("partij", "maak", "Proefbeheer", "--soort", "overig")
        self.link = self.opdracht("mens", "maak", BEHEERDER, "--naam", "A. de Vries", "--partij", "Proefbeheer", "--rol", "beheerder").split()[-1]

    def anders(self):
        return Bezoek(self)

    def meld_aan(self):
        """The beheerder chooses a password and signs in, as people do."""
        self.ik.kies_wachtwoord(self.link)
        self.ik.meld_aan(BEHEERDER)

    def opdracht(self, *delen):
        """A command of the program on this database; its output."""
        return subprocess.run([self.programma, *delen, "--db", self.url], check=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=GEDULD_S).stdout.decode()

    def bestand(self, naam, inhoud):
        """A file with this text, or these bytes, in a folder that goes when the test ends: its path."""
        self.map_ = self.map_ or tempfile.TemporaryDirectory(prefix="wz-api-")
        pad = os.path.join(self.map_.name, naam)
        with open(pad, "wb") as f:
            f.write(inhoud.encode() if isinstance(inhoud, str) else inhoud)
        return pad

    def start(self):
        self.logboek = tempfile.TemporaryFile()
        self.logboeken.append(self.logboek)
        self.proces = subprocess.Popen([self.programma, "serve", "--db", self.url, "--listen", "127.0.0.1:0",
                                        *(() if "--tweede-stap" in self.opties else ("--tweede-stap", "niemand")), *self.opties],
                                       stdout=subprocess.PIPE, stderr=self.logboek)
        regel = self.proces.stdout.readline().decode()
        m = re.search(r"http://([\d.]+):(\d+)/", regel)
        assert m, f"geen adres in de eerste regel: {regel!r}; {self.log()}"
        self.adres = (m.group(1), int(m.group(2)))

    def log(self):
        self.logboek.seek(0)
        return self.logboek.read().decode(errors="replace")[-3000:]

    def stop(self, hoe=signal.SIGTERM):
        """Ends the program; after SIGTERM it must have ended well."""
        if not self.proces:
            return
        self.proces.send_signal(hoe)
        code = self.proces.wait(GEDULD_S)
        self.proces.stdout.close()
        self.proces = None
        assert hoe != signal.SIGTERM or code == 0, f"gestopt met code {code}: {self.log()}"

    def verzoek(self, methode, pad, body=None, kop=None):
        """A request with nothing but what is given."""
        c = http.client.HTTPConnection(*self.adres, timeout=GEDULD_S)
        try:
            c.request(methode, pad, body, kop or {})
            return Antwoord(c.getresponse())
        finally:
            c.close()

    def vraag(self, methode, pad, body=None, kop=None):
        return self.ik.vraag(methode, pad, body, kop)

    def lees(self, pad):
        return self.ik.lees(pad)

    def post(self, pad, velden=None, bestand=None, kop=None):
        return self.ik.post(pad, velden, bestand, kop)


def sql(d, opdracht):
    """One statement on the database, past the program: what somebody who can reach it could do, or what time would."""
    if d.url.startswith("sqlite:"):
        with sqlite3.connect(d.url[len("sqlite:"):], timeout=60) as c:
            rijen = c.execute(opdracht).fetchall()
        c.close()
        return rijen
    uit = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", d.url, "-c", opdracht], check=True, stdout=subprocess.PIPE, timeout=60)
    return [tuple(r.split("|")) for r in uit.stdout.decode().splitlines()]


def spoor(d, **waar):
    rijen = csv.DictReader(io.StringIO(d.opdracht("spoor", "lijst")))
    return [r for r in rijen if all(r[k] == v for k, v in waar.items())]


def code(geheim, stap):
    """What an app shows for the secret of a second step."""
    sleutel = base64.b32decode(geheim)
    h = hmac.new(sleutel, struct.pack(">Q", stap), hashlib.sha1).digest()
    o = h[-1] & 15
    return f"{(struct.unpack('>I', h[o:o + 4])[0] & 0x7fffffff) % 1000000:06d}"


def vandaag():
    """The day as the program has it, wherever the tests run: late in the evening in Greenwich it is tomorrow here."""
    return datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Amsterdam")).date()


def wacht(wat, tot):
    """Waits until tot() is true, and gives what it gave."""
    eind = time.monotonic() + GEDULD_S
    while not (uit := tot()):
        assert time.monotonic() < eind, f"na {GEDULD_S} s nog niet: {wat}"
        time.sleep(0.05)
    return uit


def _postgres(server):
    """A new database on the server: its address, and how to be rid of it."""
    delen = re.match(r"^(postgres(?:ql)?://[^/?]*)(?:/[^?]*)?(\?.*)?$", server)
    assert delen, f"WZ_TEST_PG is geen postgresql-adres: {server}"
    naam = f"api_{os.getpid()}_{uuid.uuid4().hex[:6]}"

    def psql(sql):
        subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", server, "-c", sql], check=True, timeout=GEDULD_S)

    psql(f"CREATE DATABASE {naam}")
    return f"{delen.group(1)}/{naam}{delen.group(2) or ''}", lambda: psql(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")


def nieuwe_database(map_):
    """An empty database of each kind there is, by turns: its address, and how to be rid of it."""
    yield f"sqlite:{os.path.join(map_, 'nieuw.db')}", lambda: None
    if os.environ.get("WZ_TEST_PG"):
        yield _postgres(os.environ["WZ_TEST_PG"])


def _op(soort, url, programma, proeven, nummer):
    """Runs the tests on one database; the lines of TAP, and how many failed."""
    mis, regels = 0, []
    dienst = Dienst(programma, url)
    try:
        dienst.start()
        dienst.meld_aan()
        for i, proef in enumerate(proeven):
            zin, begin = f"{proef.__name__} ({soort})", time.monotonic()
            try:
                proef(dienst)
                regels.append(f"ok {nummer + i} - {zin}\n# {time.monotonic() - begin:.1f} s")
            except Overgeslagen as waarom:
                regels.append(f"ok {nummer + i} - {zin} # SKIP {waarom}")
            except Exception:  # pylint: disable=broad-except
                mis += 1
                regels.append(f"not ok {nummer + i} - {zin}\n# " + traceback.format_exc().rstrip().replace("\n", "\n# "))
                if dienst.proces is None or dienst.proces.poll() is not None:
                    dienst.proces = None
                    dienst.start()
        dienst.stop()
    finally:
        if dienst.proces:
            dienst.proces.kill()
            dienst.proces.wait()
    return regels, mis


def draai(*proeven):
    """Both databases at once: much of a test is waiting. With --alleen-sqlite one of them, for a build that asks after memory."""
    p = argparse.ArgumentParser()
    p.add_argument("--programma", default=os.path.join(WORTEL, "build", "woonzorg"))
    p.add_argument("--alleen-sqlite", action="store_true")
    keuze = p.parse_args()
    sys.setswitchinterval(0.0005)  # two threads that mostly wait: the one need not wait for the other as well
    programma, pg = keuze.programma, None if keuze.alleen_sqlite else os.environ.get("WZ_TEST_PG")
    url, weg = _postgres(pg) if pg else (None, lambda: None)
    print(f"1..{len(proeven) * (1 if keuze.alleen_sqlite else 2)}", flush=True)
    try:
        with tempfile.TemporaryDirectory(prefix="wz-api-") as map_, ThreadPoolExecutor() as tegelijk:
            bezig = [tegelijk.submit(_op, "SQLite", f"sqlite:{map_}/proef.db", programma, proeven, 1)]
            if url:
                bezig.append(tegelijk.submit(_op, "PostgreSQL", url, programma, proeven, len(proeven) + 1))
            uitslagen = [b.result() for b in bezig]
    finally:
        weg()
    print("\n".join(regel for regels, _ in uitslagen for regel in regels))
    for i, proef in enumerate(() if url or keuze.alleen_sqlite else proeven):
        print(f"ok {len(proeven) + 1 + i} - {proef.__name__} (PostgreSQL) # SKIP WZ_TEST_PG is niet gezet")
    sys.exit(1 if any(mis for _, mis in uitslagen) else 0)
