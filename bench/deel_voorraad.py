# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: rules over a made-up country (10 million verblijfsobjecten; WZ_BENCH_WONINGEN or a small run take less). The engine against
reading the same bytes, and against SQLite, PostgreSQL and DuckDB, that get the same rows and the same rules as one CASE, on one core, and
must give the same counts per gemeente and rule. DuckDB is used where WZ_BENCH_DUCKDB names a folder with node_modules/@duckdb/node-api."""

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import time

HIER = os.path.dirname(os.path.abspath(__file__))
KOLOMMEN = ["oppervlakte", "bouwjaar", "meergezins", "verdieping", "lift", "eigenaar", "bereikbaar zonder trap", "gelijkvloers", "clusterwoningen",
            "ontmoetingsruimte", "wlz", "objecten in pand", "bat"]


def sql_naam(k):
    return re.sub(r"[^a-z0-9]", "_", k)


def sql_cel(naam, cel):
    """A cell of bench/voorraad.csv as a condition."""
    delen = []
    for x in (d.strip() for d in cel.split(",")):
        if m := re.fullmatch(r"\[(\d+)\.\.(\d+)\]", x):
            delen.append(f"{naam} BETWEEN {m[1]} AND {m[2]}")
        elif m := re.fullmatch(r"(>=|<)(\w+)", x):
            delen.append(f"{naam} {m[1]} {m[2].replace('minst', '50')}")
        elif x == "onbekend":
            delen.append(f"{naam} IS NULL")
        elif x in ("ja", "nee"):
            delen.append(f"{naam} = {int(x == 'ja')}")
        else:
            delen.append(f"{naam} = {x}" if x.isdigit() else f"{naam} = '{x}'")
    return "(" + " OR ".join(delen) + ")"


def sql_regels(velden="gemeente", waar="woning = 1"):
    with open(f"{HIER}/voorraad.csv", encoding="utf-8") as f:
        rijen = list(csv.reader(f, delimiter=";"))
    kop = next(i for i, r in enumerate(rijen) if r[0] == "regel")
    namen = [sql_naam(k[4:]) for k in rijen[kop] if k.startswith("als ")]
    gevallen = []
    for r in rijen[kop + 1:]:
        if r[0] != "anders":
            eisen = [sql_cel(n, c) for n, c in zip(namen, r[1:]) if c != "-"]
            gevallen.append(f"WHEN {' AND '.join(eisen)} THEN {r[0]}")
    return f"SELECT {velden}, CASE {' '.join(gevallen)} ELSE 0 END AS regel, count(*) FROM v WHERE {waar} GROUP BY 1, 2"


def rijen_maak(bank, wzv):
    """The rows as CSV with numbers: empty is unknown, ja and nee are 1 and 0."""
    ruw, uit = f"{bank.map}/ruw.csv", f"{bank.map}/v.csv"
    bank.uitvoer([bank.programma["woonzorg"], "voorraad", "export", wzv, "--uit", ruw])
    with open(ruw, encoding="utf-8", newline="") as f, open(uit, "w", encoding="utf-8", newline="") as g:
        lezer = csv.reader(f)
        kop = next(lezer)
        kies = [kop.index(k) for k in ["gemeente", "woning", *KOLOMMEN]]
        ja = {"ja": "1", "nee": "0"}
        for r in lezer:
            g.write(",".join(ja.get(r[k], r[k]) for k in kies) + "\n")
    os.remove(ruw)
    return uit


def tabel_sql(soort):
    woorden = {"gemeente", "eigenaar"}
    return "CREATE TABLE v (" + ", ".join(f"{sql_naam(k)} {'TEXT' if k in woorden else soort}" for k in ["gemeente", "woning", *KOLOMMEN]) + ")"


def met_sqlite(bank, rijen, vragen):
    db = sqlite3.connect(":memory:")
    db.execute(tabel_sql("INTEGER"))
    with open(rijen, encoding="utf-8", newline="") as f:
        db.executemany(f"INSERT INTO v VALUES ({','.join('?' * (len(KOLOMMEN) + 2))})", ([c if c != "" else None for c in r] for r in csv.reader(f)))
    uit = []
    for vraag in vragen:
        begin = time.process_time()
        antwoord = db.execute(vraag).fetchall()
        uit.append(((time.process_time() - begin) * 1e3, antwoord))
    return uit


def met_postgres(bank, rijen, vragen):
    pg = os.environ.get("WZ_TEST_PG")
    if not pg or not shutil.which("psql"):
        raise LookupError("PostgreSQL is er niet (tests/met-databases.sh)")
    sql = (f"DROP TABLE IF EXISTS v; {tabel_sql('SMALLINT').replace('CREATE TABLE', 'CREATE UNLOGGED TABLE')}; \\copy v FROM '{rijen}' WITH (FORMAT csv)\n"
           f"VACUUM ANALYZE v; SET max_parallel_workers_per_gather = 0; SET jit = off; SELECT count(*) FROM v;\n\\timing on\n" + "".join(f"{v};\n" for v in vragen) + "\\timing off\nDROP TABLE v;\n")
    r = subprocess.run(["psql", pg, "-qAt", "-F", ",", "-v", "ON_ERROR_STOP=1"], input=sql, capture_output=True, text=True, check=True)
    uit, rijen = [], []
    for x in r.stdout.splitlines()[1:]:
        if m := re.match(r"(?:Time|Tijd): ([\d.,]+)", x):
            uit.append((float(m[1].replace(",", ".")), rijen))
            rijen = []
        else:
            g, k, n = x.split(",")
            rijen.append((g or None, int(k), int(n)))
    return uit


DUCKDB = """
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const [rijen, tabel, vragen] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  const c = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await c.run(tabel);
  await c.run(`COPY v FROM '${rijen}' (FORMAT csv, HEADER false)`);
  const alles = [];
  for (const vraag of vragen) {
    let beste = 1e9, uit;
    for (let i = 0; i < 3; i++) {
      const begin = process.cpuUsage();
      uit = (await c.runAndReadAll(vraag)).getRows();
      const op = process.cpuUsage(begin);
      beste = Math.min(beste, (op.user + op.system) / 1e3);
    }
    alles.push([beste, uit.map((r) => [r[0], Number(r[1]), Number(r[2])])]);
  }
  console.log(JSON.stringify(alles));
})();
"""


def met_duckdb(bank, rijen, vragen):
    map_ = os.environ.get("WZ_BENCH_DUCKDB")
    if not map_ or not shutil.which("node"):
        raise LookupError("WZ_BENCH_DUCKDB noemt geen map met @duckdb/node-api")
    r = subprocess.run(["node", "-e", DUCKDB], input=json.dumps([rijen, tabel_sql("SMALLINT"), vragen]), capture_output=True, text=True, check=True, cwd=map_)
    return [(ms, [tuple(x) for x in uit]) for ms, uit in json.loads(r.stdout)]


def met_ons(bank, wzv):
    """Our counts per gemeente and rule, as SQL gives them."""
    tekst = bank.uitvoer([bank.programma["woonzorg"], "voorraad", "tel", wzv, "--regels", f"{HIER}/voorraad.csv", "--per", "gemeente", "--per-regel"])
    rijen = list(csv.DictReader(tekst.lstrip("\ufeff").splitlines()))
    uit = {}
    for r in rijen:
        for k, n in r.items():
            m = re.match(r"regel (\d+): |geen regel: ", k)
            if m and int(n):
                uit[r["gebied"], int(m[1] or 0)] = int(n)
    return uit


def met_postgis(bank, wzv, tegels):
    """Milliseconds per tile of ST_AsMVT on one connection: the same points, brought to the plane of web maps before, with a spatial index. Each point by
    itself; and those of one class within a cell as one point with its number, as our tiles have them."""
    pg = os.environ.get("WZ_TEST_PG")
    if not pg or not shutil.which("psql"):
        raise LookupError("PostgreSQL is er niet (tests/met-databases.sh)")
    ruw = f"{bank.map}/punten.csv"
    bank.uitvoer([bank.programma["woonzorg"], "voorraad", "export", wzv, "--regels", f"{HIER}/voorraad.csv", "--uit", ruw])
    kop = open(ruw, encoding="utf-8-sig").readline().strip().split(",")
    velden = ", ".join(f'"{k}" TEXT' for k in kop)
    los = [f"SELECT length(ST_AsMVT(q, 'woningen', 4096, 'geom', 'id')) FROM (SELECT id, klasse, ST_AsMVTGeom(geom, ST_TileEnvelope({z}, {x}, {y}), 4096, 0, true) AS geom "
           f"FROM w WHERE geom && ST_TileEnvelope({z}, {x}, {y})) q" for z, x, y in tegels]
    samen = [f"SELECT length(ST_AsMVT(q, 'woningen', 4096, 'geom', 'id')) FROM (SELECT min(id) AS id, klasse, nullif(count(*), 1)::int AS n, ST_MakePoint(x * 256 + klasse % 3 * 85 + 42, y * 256 + klasse / 3 % 3 * 85 + 42) AS geom FROM (SELECT id, klasse, floor(ST_X(geom) / 256) AS x, floor(ST_Y(geom) / 256) AS y FROM (SELECT id, klasse, "
             f"ST_AsMVTGeom(geom, ST_TileEnvelope({z}, {x}, {y}), 4096, 0, true) AS geom FROM w WHERE geom && ST_TileEnvelope({z}, {x}, {y})) p WHERE geom IS NOT NULL) r "
             f"GROUP BY klasse, x, y) q" for z, x, y in tegels]
    sql = (f"SET client_min_messages = error; CREATE EXTENSION IF NOT EXISTS postgis; DROP TABLE IF EXISTS ruw, w; CREATE UNLOGGED TABLE ruw ({velden});\n"
           f"\\copy ruw FROM '{ruw}' WITH (FORMAT csv, HEADER true)\n"
           "CREATE UNLOGGED TABLE w AS SELECT id::bigint AS id, dense_rank() OVER (ORDER BY klasse)::int AS klasse, "
           "ST_Transform(ST_SetSRID(ST_MakePoint(x::float8, y::float8), 28992), 3857) AS geom FROM ruw WHERE woning = 'ja' AND x <> '';\n"
           "CREATE INDEX ON w USING gist (geom); CLUSTER w USING w_geom_idx; VACUUM ANALYZE w; SET max_parallel_workers_per_gather = 0; SET jit = off; SELECT count(*) FROM w;\n"
           "\\timing on\n\\o /dev/null\n" + "".join(f"{v};\n" for v in los + samen) + "\\o\n\\timing off\nDROP TABLE ruw, w;\n")
    r = subprocess.run(["psql", pg, "-qAt", "-v", "ON_ERROR_STOP=1"], input=sql, capture_output=True, text=True, check=False)
    os.remove(ruw)
    if r.returncode:
        raise LookupError(f"PostGIS doet niet mee: {r.stderr.strip()[-150:]}")
    tijden = [float(x.replace(",", ".")) for x in re.findall(r"(?:Time|Tijd): ([\d.,]+)", r.stdout)]
    return sum(tijden[:len(los)]) / len(los), sum(tijden[len(los):]) / len(samen)


def meet_tegels(bank):
    """On a country of a million, so that PostGIS has it in memory too."""
    wzv, lijst = f"{bank.map}/klein.wzv", f"{bank.map}/tegels.txt"
    bank.uitvoer([bank.programma["woonzorg"], "voorraad", "maak", "--woningen", "1000000", "--uit", wzv])
    regels = bank.uitvoer([bank.programma["bench_voorraad"], wzv, f"{HIER}/voorraad.csv", lijst])
    ons = next(float(r.split("\t")[2]) for r in regels.splitlines() if "tegels van zoom 14" in r)
    wat = "voorraad: tegels van zoom 14 naast PostGIS, 1 mln objecten, 1 kern"
    try:
        with open(lijst, encoding="utf-8") as f:
            tegels = [tuple(map(int, r.split())) for r in f]
        los, samen = met_postgis(bank, wzv, tegels)
        bank.tabel.rij(wat, ons, 1e3 / samen, "/s", "ST_AsMVT, dezelfde inhoud: punten van een klasse in een vakje samen, met id, klasse en aantal; ruimtelijke index")
        bank.tabel.rij(f"{wat}, elk punt apart", ons, 1e3 / los, "/s", "ST_AsMVT zonder samen te nemen, elk punt met id en klasse; ruimtelijke index")
    except LookupError as e:
        bank.tabel.overgeslagen(wat, str(e))


def meet_levend(bank, wzv):
    """A moved slider in a real browser."""
    wat = "voorraad: schuif verplaatst tot kaart en tabel volgen, in een browser, mediaan"
    if not shutil.which("node") or not os.path.exists(os.environ.get("WZ_CHROMIUM", "/usr/bin/chromium")):
        bank.tabel.overgeslagen(wat, "node of Chromium is er niet")
        return
    db = f"sqlite:{bank.map}/levend.db"
    bank.uitvoer([bank.programma["woonzorg"], "db", "migreer", "--db", db])
    bank.uitvoer([bank.programma["woonzorg"], "voorraad", "registreer", wzv, "--db", db])
    server = subprocess.Popen([bank.programma["woonzorg"], "serve", "--db", db, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        adres = re.search(r"http://\S+?:\d+", server.stdout.readline())[0]
        r = subprocess.run(["node", f"{HIER}/levend.mjs", f"{adres}/voorraad/werkplaats?gebied=NL01&indeling=gemeente&klasse=geclusterd"], capture_output=True, text=True, check=True)
        tijden = sorted(float(x) for x in r.stdout.split())
        with open(f"/proc/{server.pid}/status", encoding="utf-8") as f:
            kb = int(re.search(r"VmHWM:\s+(\d+)", f.read())[1])
        bank.tabel.rij(wat, tijden[len(tijden) // 2], 0, "ms", "")
        bank.tabel.rij("voorraad: geheugen van de server, hoogste stand met het afgebeelde bestand", kb / 1024, 0, "MB", "")
    except (subprocess.CalledProcessError, TypeError) as e:
        bank.tabel.fout(wat, str(getattr(e, "stderr", "") or e)[-200:])
    finally:
        server.terminate()
        server.wait()


def per_eigenaar(bank, wzv):
    """Our counts per eigenaar and rule, from the rows as they are exported with their rule."""
    uit, pad = {}, f"{bank.map}/eigenaar.csv"
    bank.uitvoer([bank.programma["woonzorg"], "voorraad", "export", wzv, "--regels", f"{HIER}/voorraad.csv", "--uit", pad])
    with open(pad, encoding="utf-8-sig", newline="") as f:
        for r in csv.DictReader(f):
            if r["woning"] == "ja":
                k = r["eigenaar"] or None, int(r["regel"]) if r["regel"].isdigit() else 0
                uit[k] = uit.get(k, 0) + 1
    os.remove(pad)
    return uit


def naast_databases(bank, wzv, n, ons):
    """The same questions to SQLite, PostgreSQL and DuckDB, that must give the same counts."""
    goed = met_ons(bank, wzv)
    een = max(goed, key=lambda x: goed[x])[0]
    vragen = [("nieuwe regelset", ons["nieuw"], sql_regels(), goed),
              (f"nieuwe regelset, alleen {een} (wij tellen ook dan het land)", ons["nieuw"], sql_regels(waar=f"woning = 1 AND gemeente = '{een}'"), {k: n for k, n in goed.items() if k[0] == een}),
              ("kruistabel van nieuwe regels en eigenaar", ons["kruis"], sql_regels("eigenaar"), per_eigenaar(bank, wzv))]
    rijen = rijen_maak(bank, wzv)
    for naam, doe in (("SQLite", met_sqlite), ("PostgreSQL", met_postgres), ("DuckDB", met_duckdb)):
        try:
            antwoorden = doe(bank, rijen, [v[2] for v in vragen])
            for (wat, wij, _, hoort), (ms, uit) in zip(vragen, antwoorden):
                wat = f"voorraad: {n / 1e6:g} mln, {wat} naast {naam}, 1 kern"
                if {(g or None, k): c for g, k, c in uit} != hoort:
                    bank.tabel.fout(wat, f"{naam} telt anders")
                else:
                    bank.tabel.rij(wat, wij, ms, "ms", f"{naam}, dezelfde rijen en regels als één CASE, gelijke uitkomst")
        except LookupError as e:
            bank.tabel.overgeslagen(f"voorraad: naast {naam}", str(e))
        except (subprocess.CalledProcessError, OSError) as e:
            bank.tabel.fout(f"voorraad: naast {naam}", (getattr(e, "stderr", "") or str(e)).strip()[-200:])


def motor(bank, wzv, toon):
    """What the engine does: rows of the table, and what the databases are held beside."""
    ons = {}
    for regel in bank.uitvoer([bank.programma["bench_voorraad"], wzv, f"{HIER}/voorraad.csv"]).splitlines():
        delen = regel.split("\t")
        if delen[0] == "meet":
            if toon:
                bank.tabel.rij(delen[1], float(delen[2]), float(delen[3]), delen[4], delen[5])
            ons.setdefault("nieuw", float(delen[2]))
            if "kruistabel" in delen[1] and "nieuwe regelset" in delen[1]:
                ons["kruis"] = float(delen[2])
    return ons


def meet_voorraad(bank):
    n = int(os.environ.get("WZ_BENCH_WONINGEN", "1000000" if bank.klein else "10000000"))
    wzv = f"{bank.map}/land.wzv"
    s, piek = bank.tijd([bank.programma["woonzorg"], "voorraad", "maak", "--woningen", str(n), "--uit", wzv])
    bank.tabel.rij(f"voorraad: {n / 1e6:g} mln verblijfsobjecten verzinnen en schrijven", s, 0, "s", "")
    bank.tabel.rij("voorraad: geheugen daarbij", piek, 0, "MB", "")
    bank.tabel.rij("voorraad: het bestand", os.path.getsize(wzv) / 1e6, 0, "MB", "")
    ons = motor(bank, wzv, True)
    meet_tegels(bank)
    meet_levend(bank, wzv)
    naast = int(os.environ.get("WZ_BENCH_NAAST", min(n, 3000000)))  # ten million take the databases minutes
    if naast != n:
        wzv = f"{bank.map}/naast.wzv"
        bank.uitvoer([bank.programma["woonzorg"], "voorraad", "maak", "--woningen", str(naast), "--uit", wzv])
        ons = motor(bank, wzv, False)
    naast_databases(bank, wzv, naast, ons)
