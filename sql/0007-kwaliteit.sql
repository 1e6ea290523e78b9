-- SPDX-License-Identifier: EUPL-1.2
-- Data quality: the rules, what they found, what people answered, and the marks that figures carry because of it.

-- What is known of a figure as delivered: one line a figure and finding. Written by who finds it (groep: its own number there), never
-- changed but for the end of its life.
CREATE TABLE cijfer_merk (
    id INTEGER PRIMARY KEY,
    groep INTEGER NOT NULL,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    reeks_id INTEGER NOT NULL REFERENCES reeks (id),
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    periode_van INTEGER NOT NULL,
    periode_tot INTEGER NOT NULL,
    twijfel INTEGER NOT NULL CHECK (twijfel IN (0, 1)), -- 1: the figure carries a mark wherever it is shown; 0: only its herkomst tells
    tekst TEXT NOT NULL,             -- in words; holds no figure that may not be seen
    adres TEXT NOT NULL,             -- the page that tells more
    van INTEGER NOT NULL,            -- moments: it holds on van ≤ m < tot
    tot INTEGER                      -- NULL: until further notice
) STRICT;
CREATE INDEX cijfer_merk_plek ON cijfer_merk (reeks_id, periode_tot, levering_id, gebied_id);
CREATE INDEX cijfer_merk_groep ON cijfer_merk (groep);
CREATE INDEX cijfer_merk_levering ON cijfer_merk (levering_id);

-- How many marks with doubt a line of the catalogue ever got: a question that reads no marked line need not look for marks.
ALTER TABLE levering_inhoud ADD COLUMN merken INTEGER NOT NULL DEFAULT 0;

-- The rules of one version of referentie/kwaliteit-regels.csv; those of the active levering count.
CREATE TABLE kwaliteit_regel (
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    code TEXT NOT NULL,
    versie TEXT NOT NULL,
    soort TEXT NOT NULL CHECK (soort IN ('verband', 'plan', 'uitschieter', 'volledig')),
    naam TEXT NOT NULL,              -- what is the matter when it does not hold, in words
    links TEXT NOT NULL,
    teken TEXT NOT NULL,
    rechts TEXT NOT NULL,
    marge TEXT NOT NULL,
    drempel TEXT NOT NULL,
    minimum TEXT NOT NULL,
    gelijken TEXT NOT NULL,
    ernst TEXT NOT NULL CHECK (ernst IN ('info', 'let op', 'fout')),
    binnen TEXT NOT NULL,
    waarom TEXT NOT NULL,
    bron TEXT NOT NULL,
    PRIMARY KEY (levering_id, code)
) STRICT;

-- How often a kind of levering is expected, and how long after its peildatum.
CREATE TABLE kwaliteit_ritme (
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    soort TEXT NOT NULL,
    maanden INTEGER NOT NULL CHECK (maanden > 0),
    termijn INTEGER NOT NULL CHECK (termijn >= 0), -- days
    waarom TEXT NOT NULL,
    bron TEXT NOT NULL,
    PRIMARY KEY (levering_id, soort)
) STRICT;

-- That a levering was checked, with which rules; and per rule how often it could be put to the test.
CREATE TABLE kwaliteit_controle (
    id INTEGER PRIMARY KEY,
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    regels_id INTEGER NOT NULL REFERENCES levering (id), -- the version of the rules
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX kwaliteit_controle_levering ON kwaliteit_controle (levering_id, id);
CREATE TABLE kwaliteit_toets (
    controle_id INTEGER NOT NULL REFERENCES kwaliteit_controle (id),
    regel TEXT NOT NULL,
    getoetst INTEGER NOT NULL,
    bevonden INTEGER NOT NULL,       -- how many of those are not right
    overgeslagen INTEGER NOT NULL,   -- could not be tested: a figure is missing or withheld
    PRIMARY KEY (controle_id, regel)
) STRICT;

-- What a rule found. Its figures are the marks with this number as groep.
CREATE TABLE bevinding (
    id INTEGER PRIMARY KEY,
    sleutel TEXT NOT NULL,           -- the same for the same thing in a later levering
    levering_id INTEGER NOT NULL REFERENCES levering (id), -- of who may look at it
    regel TEXT NOT NULL,
    versie TEXT NOT NULL,            -- of the rule
    dimensie TEXT NOT NULL CHECK (dimensie IN ('volledigheid', 'samenhang', 'aannemelijkheid')),
    ernst INTEGER NOT NULL CHECK (ernst BETWEEN 1 AND 3), -- info, let op, fout
    onderwerp_id INTEGER REFERENCES onderwerp (id),
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    periode_van INTEGER NOT NULL,
    periode_tot INTEGER NOT NULL,
    links INTEGER,                   -- the two numbers at the schaal of the onderwerp; NULL: they may not be seen
    rechts INTEGER,
    tekst TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'verklaard', 'geaccepteerd', 'hersteld', 'vervallen')),
    gemaakt INTEGER NOT NULL,        -- moment
    einde INTEGER,                   -- moment at which a later check no longer found it
    CHECK ((einde IS NULL) = (status IN ('open', 'verklaard', 'geaccepteerd')))
) STRICT;
CREATE INDEX bevinding_levering ON bevinding (levering_id, status, ernst);
CREATE INDEX bevinding_sleutel ON bevinding (sleutel);

-- Every answer, in order; nothing is overwritten.
CREATE TABLE bevinding_antwoord (
    id INTEGER PRIMARY KEY,
    bevinding_id INTEGER NOT NULL REFERENCES bevinding (id),
    antwoord TEXT NOT NULL CHECK (antwoord IN ('verklaard', 'geaccepteerd', 'heropend', 'hersteld', 'vervallen')),
    reden TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,
    levering_id INTEGER REFERENCES levering (id), -- the one that mended it
    van_id INTEGER REFERENCES bevinding_antwoord (id) -- taken over from the same finding in an older levering
) STRICT;
CREATE INDEX bevinding_antwoord_bevinding ON bevinding_antwoord (bevinding_id, id);
