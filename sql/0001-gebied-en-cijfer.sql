-- SPDX-License-Identifier: EUPL-1.2
-- Gebieden with their validity and indelingen, leveringen with their cijfers. Dates are numbers yyyymmdd, periods of validity are
-- [van, tot) with tot = 99991231 for "until further notice"; moments are milliseconds since 1970 in UTC.

-- A named counter: reserves runs of ids, so that the cijfers of one levering stand together, and tells caches that they are stale.
CREATE TABLE teller (
    naam TEXT PRIMARY KEY,
    waarde INTEGER NOT NULL
) STRICT;
INSERT INTO teller (naam, waarde) VALUES ('cijfer', 0), ('gebied-versie', 0);

CREATE TABLE levering (
    id INTEGER PRIMARY KEY,
    soort TEXT NOT NULL,             -- the importer that read it
    leveraar TEXT NOT NULL,          -- who delivered, '' when there is only one
    peildatum INTEGER NOT NULL,
    bestand TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    wie TEXT NOT NULL,
    ontvangen INTEGER NOT NULL,      -- moment
    status TEXT NOT NULL CHECK (status IN ('actief', 'vervangen', 'ingetrokken')),
    einde INTEGER,                   -- moment at which it stopped being actief
    vervangen_door INTEGER REFERENCES levering (id),
    reden TEXT NOT NULL,             -- why withdrawn
    eerste_cijfer INTEGER NOT NULL,  -- its cijfers are eerste_cijfer … eerste_cijfer + cijfers - 1
    cijfers INTEGER NOT NULL,
    verslag TEXT NOT NULL,           -- JSON: what the import reported
    CHECK ((status = 'actief') = (einde IS NULL))
) STRICT;
CREATE INDEX levering_soort ON levering (soort, leveraar, peildatum);
CREATE INDEX levering_sha256 ON levering (sha256);

-- The delivered bytes (zlib), so that a figure can be shown in the row that it came from.
CREATE TABLE levering_bestand (
    levering_id INTEGER PRIMARY KEY REFERENCES levering (id),
    inhoud BLOB NOT NULL
) STRICT;

CREATE TABLE gebied (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    soort TEXT NOT NULL,             -- gemeente, or the code of the indeling it is a region of
    naam TEXT NOT NULL,
    van INTEGER NOT NULL,
    tot INTEGER NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id)
) STRICT;

-- Other spellings under which a gebied is delivered.
CREATE TABLE gebied_naam (
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    naam TEXT NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    PRIMARY KEY (gebied_id, naam)
) STRICT;

CREATE TABLE indeling (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    naam TEXT NOT NULL,
    bron TEXT NOT NULL,
    geldig_van INTEGER NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id)
) STRICT;

CREATE TABLE indeling_lid (
    indeling_id INTEGER NOT NULL REFERENCES indeling (id),
    regio_id INTEGER NOT NULL REFERENCES gebied (id),
    gemeente_id INTEGER NOT NULL REFERENCES gebied (id),
    van INTEGER NOT NULL,
    tot INTEGER NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    PRIMARY KEY (indeling_id, gemeente_id, van)
) STRICT;

CREATE TABLE herindeling (
    id INTEGER PRIMARY KEY,
    datum INTEGER NOT NULL,
    van_id INTEGER NOT NULL REFERENCES gebied (id),
    naar_id INTEGER NOT NULL REFERENCES gebied (id),
    gewicht INTEGER NOT NULL CHECK (gewicht BETWEEN 0 AND 1000000), -- parts per million; sum to 1000000 over van_id
    grondslag TEXT NOT NULL,
    bron TEXT NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    UNIQUE (datum, van_id, naar_id)
) STRICT;

CREATE TABLE tegel (
    kaart TEXT NOT NULL,
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    kort TEXT NOT NULL,
    kolom INTEGER NOT NULL,
    rij INTEGER NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    PRIMARY KEY (kaart, gebied_id)
) STRICT;

-- Boundaries in RD metres (EPSG:28992): little-endian doubles x y x y …, rings ended by NaN NaN.
CREATE TABLE grens (
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    peildatum INTEGER NOT NULL,
    ringen BLOB NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    PRIMARY KEY (gebied_id, peildatum)
) STRICT;

CREATE TABLE definitieset (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    naam TEXT NOT NULL,
    organisatie TEXT NOT NULL,
    geldig_van INTEGER NOT NULL,
    bron TEXT NOT NULL
) STRICT;

CREATE TABLE bron (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    naam TEXT NOT NULL,
    route INTEGER,                   -- 1 … 5, NULL outside the monitoring routes
    houder TEXT NOT NULL,
    licentie TEXT NOT NULL,
    toelichting TEXT NOT NULL
) STRICT;

CREATE TABLE onderwerp (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    naam TEXT NOT NULL,
    eenheid TEXT NOT NULL,
    schaal INTEGER NOT NULL CHECK (schaal BETWEEN 0 AND 9), -- a waarde counts units of 10^-schaal
    aard TEXT NOT NULL CHECK (aard IN ('stand', 'stroom', 'verhouding')), -- a verhouding is never summed
    route INTEGER,
    definitieset_id INTEGER NOT NULL REFERENCES definitieset (id),
    omschrijving TEXT NOT NULL
) STRICT;

-- What a set of cijfers has in common. woningtype, segment and kenmerk '' mean: not split by it.
-- horizon: the years that a plan or opgave speaks of; 0–0 none stated, 0–2030 "to 2030" (cumulative), 2027–2029 those years.
CREATE TABLE reeks (
    id INTEGER PRIMARY KEY,
    onderwerp_id INTEGER NOT NULL REFERENCES onderwerp (id),
    bron_id INTEGER NOT NULL REFERENCES bron (id),
    definitieset_id INTEGER NOT NULL REFERENCES definitieset (id),
    woningtype TEXT NOT NULL,
    segment TEXT NOT NULL,
    kenmerk TEXT NOT NULL,
    horizon_van INTEGER NOT NULL,
    horizon_tot INTEGER NOT NULL,
    UNIQUE (onderwerp_id, bron_id, definitieset_id, woningtype, segment, kenmerk, horizon_van, horizon_tot)
) STRICT;

-- Which periods of which reeks a levering holds: the catalogue from which a question chooses before it reads a cijfer.
CREATE TABLE levering_inhoud (
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    reeks_id INTEGER NOT NULL REFERENCES reeks (id),
    periode_van INTEGER NOT NULL,
    periode_tot INTEGER NOT NULL,
    cijfers INTEGER NOT NULL,
    PRIMARY KEY (reeks_id, periode_tot, periode_van, levering_id)
) STRICT;

-- One figure. Several in one levering may share reeks, gebied and period (plans of one gemeente): then they add up.
CREATE TABLE cijfer (
    id INTEGER PRIMARY KEY,
    levering_id INTEGER NOT NULL,    -- held by the import that writes both; no key check a row, for speed
    reeks_id INTEGER NOT NULL,
    gebied_id INTEGER NOT NULL,
    periode_van INTEGER NOT NULL,
    periode_tot INTEGER NOT NULL,
    waarde INTEGER,
    ontbreekt INTEGER NOT NULL,      -- 0 there is a value; 1 niet geleverd, 2 niet van toepassing, 3 onderdrukt
    status INTEGER NOT NULL,         -- enum cijfer_status
    vlag INTEGER NOT NULL,           -- enum cijfer_vlag, bits
    blad INTEGER NOT NULL,           -- sheet, 0-based
    rij INTEGER NOT NULL,            -- row or line, 1-based; 0: follows from the file as a whole
    kolom INTEGER NOT NULL,          -- column, 0-based; -1: the whole row
    CHECK ((waarde IS NULL) = (ontbreekt <> 0))
) STRICT;
CREATE INDEX cijfer_reeks ON cijfer (reeks_id, periode_tot, levering_id, gebied_id);
