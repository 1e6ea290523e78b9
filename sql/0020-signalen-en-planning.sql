-- SPDX-License-Identifier: EUPL-1.2
-- Regie: what asks for attention and by which rule, milestones of a plan, and agreements that are measured by figures.

-- What a rule found. Its texts are brought up to date while it holds; that it ended, and why, stays.
CREATE TABLE signaal (
    id INTEGER PRIMARY KEY,
    sleutel TEXT NOT NULL,           -- rule and what it is about: the same for the same thing
    regel TEXT NOT NULL,
    titel TEXT NOT NULL,
    tekst TEXT NOT NULL,
    ernst INTEGER NOT NULL CHECK (ernst BETWEEN 1 AND 3), -- goed om te weten, let op, dringend
    gebied_id INTEGER REFERENCES gebied (id),
    partij_id INTEGER REFERENCES partij (id), -- whom it asks; NULL: the installation itself
    doen TEXT NOT NULL,
    adres TEXT NOT NULL,
    feiten TEXT NOT NULL,            -- the values that the rule looked at, in words
    voorwaarde TEXT NOT NULL,        -- in words
    waarom TEXT NOT NULL,
    bron TEXT NOT NULL,
    vorige_id INTEGER REFERENCES signaal (id), -- an earlier time that the same was found
    moment INTEGER NOT NULL,
    einde INTEGER,                   -- moment at which it no longer held
    einde_tekst TEXT NOT NULL,       -- why; '' while it holds
    CHECK ((einde IS NULL) = (einde_tekst = ''))
) STRICT;
CREATE INDEX signaal_sleutel ON signaal (sleutel, id);
CREATE INDEX signaal_open ON signaal (einde, partij_id);

-- What people did with it, in order.
CREATE TABLE signaal_daad (
    id INTEGER PRIMARY KEY,
    signaal_id INTEGER NOT NULL REFERENCES signaal (id),
    daad TEXT NOT NULL CHECK (daad IN ('opgepakt', 'beantwoord', 'gesloten', 'heropend')),
    reden TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX signaal_daad_signaal ON signaal_daad (signaal_id, id);

-- A time at which the rules were put to all, and how long that took.
CREATE TABLE signaal_ronde (
    id INTEGER PRIMARY KEY,
    moment INTEGER NOT NULL,
    milliseconden INTEGER NOT NULL,
    getoetst INTEGER NOT NULL,
    gevonden INTEGER NOT NULL
) STRICT;

-- A milestone of the national time line or of a provincial plan.
CREATE TABLE mijlpaal (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    plan TEXT NOT NULL CHECK (plan IN ('landelijk', 'provincie')),
    lijn TEXT NOT NULL,              -- line of action
    titel TEXT NOT NULL,
    van INTEGER NOT NULL,            -- dates; of a moment both equal
    tot INTEGER NOT NULL,
    wie_doet TEXT NOT NULL,          -- the responsible, in words
    partij_id INTEGER REFERENCES partij (id),
    bron TEXT NOT NULL,
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,
    CHECK (van <= tot)
) STRICT;
CREATE TABLE mijlpaal_na (
    mijlpaal_id INTEGER NOT NULL REFERENCES mijlpaal (id),
    na_id INTEGER NOT NULL REFERENCES mijlpaal (id), -- cannot end before this one has
    PRIMARY KEY (mijlpaal_id, na_id)
) STRICT;
CREATE TABLE mijlpaal_stand (
    id INTEGER PRIMARY KEY,
    mijlpaal_id INTEGER NOT NULL REFERENCES mijlpaal (id),
    staat TEXT NOT NULL CHECK (staat IN ('open', 'bezig', 'klaar', 'vervallen')),
    datum INTEGER NOT NULL,          -- since when
    bewijs TEXT NOT NULL,            -- what shows it
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX mijlpaal_stand_mijlpaal ON mijlpaal_stand (mijlpaal_id, id);

-- Who promises what, where, by when, and by which figure that is measured.
CREATE TABLE afspraak (
    id INTEGER PRIMARY KEY,
    soort TEXT NOT NULL CHECK (soort IN ('woondeal', 'woonzorgafspraak', 'prestatieafspraak')),
    titel TEXT NOT NULL,
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    onderwerp TEXT NOT NULL,         -- code: the figure that measures it
    woningtype TEXT NOT NULL,
    doel INTEGER NOT NULL CHECK (doel > 0),
    jaar_van INTEGER NOT NULL,
    jaar_tot INTEGER NOT NULL,
    drempels TEXT NOT NULL,          -- "95;85;75": percent of what is due after each year
    bron TEXT NOT NULL,
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,
    CHECK (jaar_van <= jaar_tot)
) STRICT;
CREATE TABLE afspraak_partij (
    afspraak_id INTEGER NOT NULL REFERENCES afspraak (id),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    PRIMARY KEY (afspraak_id, partij_id)
) STRICT;
