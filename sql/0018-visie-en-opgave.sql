-- SPDX-License-Identifier: EUPL-1.2
-- Regie: documents, woonzorgvisies, and opgaven with their way from concept to vastgesteld. What was said is never overwritten: the newest
-- row counts, and the earlier ones tell how it came about. Dates are numbers yyyymmdd, 0 is not known; moments are milliseconds UTC.

-- A document that someone handed in: a vision, or what shows an objection to be right.
CREATE TABLE stuk (
    id INTEGER PRIMARY KEY,
    naam TEXT NOT NULL,              -- of the file, without folders
    soort TEXT NOT NULL,             -- media type, of a short list
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    inhoud BLOB NOT NULL,
    partij_id INTEGER REFERENCES partij (id), -- NULL: of the installation itself
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;

-- The woonzorgvisie of one gebied: a gemeente, or a region that makes one together.
CREATE TABLE visie (
    id INTEGER PRIMARY KEY,
    gebied_id INTEGER NOT NULL UNIQUE REFERENCES gebied (id)
) STRICT;

-- What was said about its state, or about what is expected.
CREATE TABLE visie_stand (
    id INTEGER PRIMARY KEY,
    visie_id INTEGER NOT NULL REFERENCES visie (id),
    verwacht INTEGER NOT NULL CHECK (verwacht IN (0, 1)),
    staat TEXT NOT NULL CHECK (staat IN ('te_starten', 'bezig', 'gerealiseerd', 'vastgesteld')),
    datum INTEGER NOT NULL,          -- since when it is so, or by when that is expected
    gezegd_op INTEGER NOT NULL,      -- the day on which it was said
    route TEXT NOT NULL CHECK (route IN ('hand', 'bestand', 'ronde')), -- how it came here: typed in, a file, a questionnaire
    herkomst TEXT NOT NULL,
    partij_id INTEGER REFERENCES partij (id), -- who said it
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    toelichting TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX visie_stand_visie ON visie_stand (visie_id, gezegd_op, id);

-- What it covers: one answer to one question of a fixed list (visie.c).
CREATE TABLE visie_antwoord (
    id INTEGER PRIMARY KEY,
    visie_id INTEGER NOT NULL REFERENCES visie (id),
    vraag TEXT NOT NULL,
    antwoord TEXT NOT NULL,
    gezegd_op INTEGER NOT NULL,
    route TEXT NOT NULL CHECK (route IN ('hand', 'bestand', 'ronde')),
    herkomst TEXT NOT NULL,
    partij_id INTEGER REFERENCES partij (id),
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX visie_antwoord_visie ON visie_antwoord (visie_id, vraag, gezegd_op, id);

CREATE TABLE visie_document (
    visie_id INTEGER NOT NULL REFERENCES visie (id),
    nummer INTEGER NOT NULL,         -- version: 1, 2, …
    stuk_id INTEGER NOT NULL REFERENCES stuk (id),
    toelichting TEXT NOT NULL,
    PRIMARY KEY (visie_id, nummer)
) STRICT;

-- A total as a source prints it, to hold our count against.
CREATE TABLE visie_telling (
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    verwacht INTEGER NOT NULL CHECK (verwacht IN (0, 1)),
    staat TEXT NOT NULL CHECK (staat IN ('te_starten', 'bezig', 'gerealiseerd', 'vastgesteld')),
    datum INTEGER NOT NULL,          -- the day that it speaks of
    gezegd_op INTEGER NOT NULL,
    aantal INTEGER NOT NULL,         -- gerealiseerd counts the vastgestelde too
    bron TEXT NOT NULL,
    PRIMARY KEY (gebied_id, verwacht, staat, datum, gezegd_op)
) STRICT;

-- An opgave on its way: how many homes of a type a region needs by a year, divided over its gemeenten.
CREATE TABLE opgave (
    id INTEGER PRIMARY KEY,
    titel TEXT NOT NULL,
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    jaar INTEGER NOT NULL,
    methode TEXT NOT NULL,           -- how it was computed and divided
    herkomst TEXT NOT NULL,
    definitieset TEXT NOT NULL,      -- code
    partij_id INTEGER REFERENCES partij (id), -- who steers it; NULL: the installation itself
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;

-- What the sum over its gemeenten should be.
CREATE TABLE opgave_doel (
    opgave_id INTEGER NOT NULL REFERENCES opgave (id),
    woningtype TEXT NOT NULL,
    aantal INTEGER NOT NULL CHECK (aantal >= 0),
    bron TEXT NOT NULL,
    PRIMARY KEY (opgave_id, woningtype)
) STRICT;

-- The concept, which stays as it was; what it is now follows from it and what was moved.
CREATE TABLE opgave_deel (
    opgave_id INTEGER NOT NULL REFERENCES opgave (id),
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    woningtype TEXT NOT NULL,
    aantal INTEGER NOT NULL CHECK (aantal >= 0),
    PRIMARY KEY (opgave_id, gebied_id, woningtype)
) STRICT;

CREATE TABLE opgave_stap (
    id INTEGER PRIMARY KEY,
    opgave_id INTEGER NOT NULL REFERENCES opgave (id),
    stap TEXT NOT NULL CHECK (stap IN ('concept', 'consultatie', 'vastgesteld', 'vervallen')),
    van INTEGER NOT NULL,            -- of a consultation: its first and last day; of another step: the day
    tot INTEGER NOT NULL,
    levering_id INTEGER REFERENCES levering (id), -- of vastgesteld: the figures that it became
    toelichting TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX opgave_stap_opgave ON opgave_stap (opgave_id, id);

CREATE TABLE zienswijze (
    id INTEGER PRIMARY KEY,
    opgave_id INTEGER NOT NULL REFERENCES opgave (id),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    woningtype TEXT NOT NULL,
    eigen_aantal INTEGER,            -- the figure that this partij holds to be right; NULL: none named
    gronden TEXT NOT NULL,
    bewijs TEXT NOT NULL,            -- what shows it, in words
    stuk_id INTEGER REFERENCES stuk (id),
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX zienswijze_opgave ON zienswijze (opgave_id, id);

CREATE TABLE zienswijze_antwoord (
    id INTEGER PRIMARY KEY,
    zienswijze_id INTEGER NOT NULL REFERENCES zienswijze (id),
    besluit TEXT NOT NULL CHECK (besluit IN ('overgenomen', 'deels', 'niet')),
    tekst TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX zienswijze_antwoord_zienswijze ON zienswijze_antwoord (zienswijze_id, id);

-- What moved where. Without van or naar the sum of the region changes, and the reason says why.
CREATE TABLE opgave_verschuiving (
    id INTEGER PRIMARY KEY,
    opgave_id INTEGER NOT NULL REFERENCES opgave (id),
    zienswijze_id INTEGER REFERENCES zienswijze (id),
    woningtype TEXT NOT NULL,
    van_id INTEGER REFERENCES gebied (id),
    naar_id INTEGER REFERENCES gebied (id),
    aantal INTEGER NOT NULL CHECK (aantal > 0),
    reden TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,
    CHECK (van_id IS NOT NULL OR naar_id IS NOT NULL)
) STRICT;
CREATE INDEX opgave_verschuiving_opgave ON opgave_verschuiving (opgave_id, id);

-- Can the care be delivered (zorgkantoor), can it be built and let (corporatie).
CREATE TABLE opgave_toets (
    id INTEGER PRIMARY KEY,
    opgave_id INTEGER NOT NULL REFERENCES opgave (id),
    soort TEXT NOT NULL CHECK (soort IN ('zorgkantoor', 'corporatie')),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    uitkomst TEXT NOT NULL CHECK (uitkomst IN ('ja', 'voorwaarden', 'nee')),
    naam TEXT NOT NULL,              -- who stands for it
    datum INTEGER NOT NULL,
    toelichting TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX opgave_toets_opgave ON opgave_toets (opgave_id, id);

CREATE TABLE oordeel (
    id INTEGER PRIMARY KEY,
    opgave_id INTEGER NOT NULL REFERENCES opgave (id),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    oordeel TEXT NOT NULL CHECK (oordeel IN ('overeen', 'niet_overeen')),
    gronden TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX oordeel_opgave ON oordeel (opgave_id, partij_id, id);
