-- SPDX-License-Identifier: EUPL-1.2
-- The kennisbank: good examples, factsheets and documents, with what they are about, where, and whose they are.

-- Words to choose from: kinds of item, themes, woningtypen. Reference table (kennis-woorden.csv).
CREATE TABLE kennis_woord (
    id INTEGER PRIMARY KEY,
    lijst TEXT NOT NULL CHECK (lijst IN ('soort', 'thema', 'woningtype')),
    code TEXT NOT NULL,
    naam TEXT NOT NULL,
    volgorde INTEGER NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    UNIQUE (lijst, code)
) STRICT;

-- One item. Which version is the newest, and which one everybody sees, follows from its versions and is kept here.
CREATE TABLE kennis (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,            -- for a file that brings it again; of one made by hand: hand-N
    partij_id INTEGER REFERENCES partij (id), -- on whose behalf; NULL: of the installation itself
    nieuwste_id INTEGER,                  -- kennis_versie
    publiek_id INTEGER                    -- kennis_versie; NULL: nothing is published
) STRICT;
CREATE INDEX kennis_partij ON kennis (partij_id);

-- Only added to: every change is a version.
CREATE TABLE kennis_versie (
    id INTEGER PRIMARY KEY,
    kennis_id INTEGER NOT NULL REFERENCES kennis (id),
    nummer INTEGER NOT NULL,              -- from 1
    staat TEXT NOT NULL CHECK (staat IN ('concept', 'gepubliceerd', 'ingetrokken')),
    soort TEXT NOT NULL,                  -- kennis_woord.code
    titel TEXT NOT NULL,
    samenvatting TEXT NOT NULL,
    tekst TEXT NOT NULL,                  -- Markdown
    gebied_id INTEGER REFERENCES gebied (id), -- what it is about; NULL: no place in particular
    plek TEXT NOT NULL,                   -- in words: "Genooyerhof, Blerick"
    lengte INTEGER,                       -- degrees x 1,000,000 (WGS84); NULL: no point
    breedte INTEGER,
    bron TEXT NOT NULL,                   -- the organisation that it comes from
    bron_adres TEXT NOT NULL,             -- http(s), or empty
    bron_datum INTEGER NOT NULL,          -- yyyymmdd; 0: not known
    peildatum INTEGER NOT NULL,           -- yyyymmdd: up to when it holds; 0: not told
    stuk_id INTEGER REFERENCES stuk (id), -- the document
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    reden TEXT NOT NULL,                  -- why it was changed or withdrawn; may be empty
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,              -- UTC, ms
    UNIQUE (kennis_id, nummer),
    CHECK ((lengte IS NULL) = (breedte IS NULL))
) STRICT;
CREATE INDEX kennis_versie_stuk ON kennis_versie (stuk_id);

-- Its themes and woningtypen.
CREATE TABLE kennis_label (
    versie_id INTEGER NOT NULL REFERENCES kennis_versie (id),
    lijst TEXT NOT NULL CHECK (lijst IN ('thema', 'woningtype')),
    code TEXT NOT NULL,                   -- kennis_woord.code
    PRIMARY KEY (versie_id, lijst, code)
) STRICT, WITHOUT ROWID;

-- The words of the versions that are looked in: the newest and the public one of each item.
CREATE TABLE kennis_zoek (
    versie_id INTEGER PRIMARY KEY REFERENCES kennis_versie (id),
    titel TEXT NOT NULL,
    samenvatting TEXT NOT NULL,
    trefwoorden TEXT NOT NULL,            -- kind, themes, woningtypen, gebied, place, source
    tekst TEXT NOT NULL
) STRICT;
-- FULLTEXT kennis_zoek (versie_id: titel, samenvatting, trefwoorden, tekst)
