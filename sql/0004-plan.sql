-- SPDX-License-Identifier: EUPL-1.2
-- Plans kept as plans, beside the cijfers that their levering gives, and the words by which a planologische status is delivered.

INSERT INTO teller (naam, waarde) VALUES ('plan', 0);

-- The official list of planologische statussen, one row a code, and 'onbekend' for what says none.
CREATE TABLE planstatus (
    code TEXT PRIMARY KEY,           -- 1A … 5B, onbekend
    naam TEXT NOT NULL,
    hardheid TEXT NOT NULL CHECK (hardheid IN ('hard', 'zacht', 'onbekend')),
    volgorde INTEGER NOT NULL,
    versie TEXT NOT NULL,            -- of the list
    bron TEXT NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id)
) STRICT;

-- What people write for a status: a vocabulary (lijst) in a version. A mapping that somebody delivers belongs to its levering, counts
-- while that is active, and goes before the built-in ones.
CREATE TABLE planstatus_woord (
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    woord TEXT NOT NULL,             -- as delivered
    status TEXT NOT NULL REFERENCES planstatus (code),
    lijst TEXT NOT NULL,
    versie TEXT NOT NULL,
    toelichting TEXT NOT NULL,
    PRIMARY KEY (levering_id, woord)
) STRICT;

-- One plan as one levering tells it. The levering says whether it counts (status, einde), as it does for cijfers.
CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    blad INTEGER NOT NULL,           -- sheet or layer, 0-based
    rij INTEGER NOT NULL,            -- row, line or shape, 1-based
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    naam TEXT NOT NULL,              -- '' not delivered; so for all texts
    plancode TEXT NOT NULL,
    plantype TEXT NOT NULL,
    fase TEXT NOT NULL,              -- how far the building is
    status_geleverd TEXT NOT NULL,
    status TEXT NOT NULL REFERENCES planstatus (code),
    hardheid TEXT NOT NULL CHECK (hardheid IN ('hard', 'zacht', 'onbekend')),
    openbaar INTEGER NOT NULL CHECK (openbaar BETWEEN 0 AND 3), -- enum plan_openbaar: 0 open
    verzonnen INTEGER NOT NULL,      -- 1: made up, and says so
    bevinding INTEGER NOT NULL,      -- enum plan_bevinding, bits
    maat TEXT NOT NULL CHECK (maat IN ('bruto', 'rest')), -- what woningen counts: all homes, or those still to be built
    woningen INTEGER,
    ontbreekt INTEGER NOT NULL,      -- why woningen is empty, enum cijfer_ontbreekt
    vorm TEXT NOT NULL CHECK (vorm IN ('geen', 'punt', 'vlak')),
    x_min INTEGER,                   -- whole RD metres round the shape, empty without one
    y_min INTEGER,
    x_max INTEGER,
    y_max INTEGER,
    CHECK ((woningen IS NULL) = (ontbreekt <> 0)),
    CHECK ((vorm = 'geen') = (x_min IS NULL))
) STRICT;
CREATE INDEX plan_levering ON plan (levering_id, gebied_id);
CREATE INDEX plan_kader ON plan (levering_id, x_min, x_max, y_min, y_max);

-- The shape in RD metres (EPSG:28992): little-endian doubles. A punt is x y …; a vlak is x y … with every ring closed and ended by NaN
-- NaN, polygon by polygon, the outer ring first and counterclockwise, its holes clockwise.
CREATE TABLE plan_vorm (
    plan_id INTEGER PRIMARY KEY REFERENCES plan (id),
    punten BLOB NOT NULL
) STRICT;

-- The numbers of a plan as delivered, a cell a row. van and tot: the years that it speaks of, 0 when it states none.
CREATE TABLE plan_getal (
    plan_id INTEGER NOT NULL,        -- held by the import that writes both
    soort TEXT NOT NULL,             -- totaal, jaar, woningtype, ouderen, prijs, eigendom, controle
    code TEXT NOT NULL,
    van INTEGER NOT NULL,
    tot INTEGER NOT NULL,
    waarde INTEGER,
    ontbreekt INTEGER NOT NULL,
    rij INTEGER NOT NULL,            -- the row of this cell; 0: the plan's own
    kolom INTEGER NOT NULL,          -- column, 0-based
    PRIMARY KEY (plan_id, soort, code, van, tot),
    CHECK ((waarde IS NULL) = (ontbreekt <> 0))
) STRICT;
