-- SPDX-License-Identifier: EUPL-1.2
-- Regie: what a ronde of a questionnaire told about a woonzorgvisie where something else was known already, and which of the two somebody
-- chose, with the reason. Only added to. And the mail that keeps people up to date: who wants none, and what each was told.

CREATE TABLE visie_tegenspraak (
    id INTEGER PRIMARY KEY,
    visie_id INTEGER NOT NULL REFERENCES visie (id),
    veld TEXT NOT NULL,              -- 'staat', 'verwacht', or a question of visie.c
    ronde_id INTEGER NOT NULL REFERENCES ronde (id),
    respons_id INTEGER NOT NULL REFERENCES respons (id),
    zegt TEXT NOT NULL,              -- what the ronde told: a state, or an answer
    datum INTEGER NOT NULL,          -- of an expectation: by when; else 0
    gezegd_op INTEGER NOT NULL,      -- the day as of which it was told
    herkomst TEXT NOT NULL,
    partij_id INTEGER REFERENCES partij (id), -- who filled it in
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    stand_id INTEGER REFERENCES visie_stand (id),       -- what was known: one of these two
    antwoord_id INTEGER REFERENCES visie_antwoord (id),
    wie TEXT NOT NULL,               -- who took the ronde over
    moment INTEGER NOT NULL,
    CHECK ((stand_id IS NULL) != (antwoord_id IS NULL)),
    UNIQUE (visie_id, veld, ronde_id, zegt, datum)
) STRICT;

-- How it was settled, by a person.
CREATE TABLE visie_keuze (
    tegenspraak_id INTEGER PRIMARY KEY REFERENCES visie_tegenspraak (id),
    keuze TEXT NOT NULL CHECK (keuze IN ('ronde', 'bekend')),
    reden TEXT NOT NULL,
    stand_id INTEGER REFERENCES visie_stand (id), -- of ronde: the state that was added by it
    partij_id INTEGER REFERENCES partij (id), -- for whom that person spoke
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX visie_keuze_stand ON visie_keuze (stand_id);

-- Who does not want the weekly mail. A row is there only for who said so.
CREATE TABLE weekbericht_uit (
    mens_id INTEGER PRIMARY KEY REFERENCES mens (id),
    moment INTEGER NOT NULL
) STRICT;

-- What a mens was told by mail: each signal and each publication once, so that nothing is silently repeated.
CREATE TABLE weekbericht (
    mens_id INTEGER NOT NULL REFERENCES mens (id),
    soort TEXT NOT NULL CHECK (soort IN ('signaal', 'publicatie')),
    object_id INTEGER NOT NULL,
    week INTEGER NOT NULL,           -- the Monday of that week, yyyymmdd
    moment INTEGER NOT NULL,
    PRIMARY KEY (mens_id, soort, object_id)
) STRICT;
CREATE INDEX weekbericht_week ON weekbericht (mens_id, week);

-- A week for which the mail was made.
CREATE TABLE weekbericht_ronde (
    week INTEGER PRIMARY KEY,        -- its Monday, yyyymmdd
    moment INTEGER NOT NULL,
    brieven INTEGER NOT NULL,
    herinneringen INTEGER NOT NULL
) STRICT;
