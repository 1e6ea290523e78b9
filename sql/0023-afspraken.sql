-- SPDX-License-Identifier: EUPL-1.2
-- Afspraken: who promises what, where, by when, and by which figure that is measured. The two tables of 0020 could hold one number
-- without a path, a version or a confirmation, and nothing ever wrote in them: these take their place. Rows are only added: a
-- change is a new version, and what is withdrawn keeps its reason.

DROP TABLE afspraak_partij;
DROP TABLE afspraak;

CREATE TABLE afspraak (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,              -- by which a file knows it; '' for what was typed in
    partij_id INTEGER REFERENCES partij (id), -- who keeps it; NULL: the installation itself
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX afspraak_code ON afspraak (code) WHERE code <> '';

CREATE TABLE afspraak_versie (
    id INTEGER PRIMARY KEY,
    afspraak_id INTEGER NOT NULL REFERENCES afspraak (id),
    nummer INTEGER NOT NULL CHECK (nummer > 0),
    soort TEXT NOT NULL,             -- code of the table of soorten, which is data
    titel TEXT NOT NULL,
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    gesloten INTEGER NOT NULL,       -- date; 0: not known
    boek TEXT NOT NULL,              -- code of the rulebook by which it is judged; '' is the first
    bron TEXT NOT NULL,              -- where it stands
    toelichting TEXT NOT NULL,
    verzonnen INTEGER NOT NULL CHECK (verzonnen IN (0, 1)),
    reden TEXT NOT NULL,             -- why it changed; '' of the first
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,
    UNIQUE (afspraak_id, nummer)
) STRICT;

CREATE TABLE afspraak_einde (
    afspraak_id INTEGER PRIMARY KEY REFERENCES afspraak (id),
    reden TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;

CREATE TABLE afspraak_document (
    afspraak_id INTEGER NOT NULL REFERENCES afspraak (id),
    nummer INTEGER NOT NULL CHECK (nummer > 0),
    stuk_id INTEGER NOT NULL REFERENCES stuk (id),
    toelichting TEXT NOT NULL,
    PRIMARY KEY (afspraak_id, nummer)
) STRICT;

-- A promise within it.
CREATE TABLE belofte (
    id INTEGER PRIMARY KEY,
    afspraak_id INTEGER NOT NULL REFERENCES afspraak (id),
    nummer INTEGER NOT NULL CHECK (nummer > 0),
    UNIQUE (afspraak_id, nummer)
) STRICT;
CREATE TABLE belofte_versie (
    id INTEGER PRIMARY KEY,
    belofte_id INTEGER NOT NULL REFERENCES belofte (id),
    nummer INTEGER NOT NULL CHECK (nummer > 0),
    soort TEXT NOT NULL CHECK (soort IN ('cijfer', 'daad')),
    toezegging TEXT NOT NULL,
    door TEXT NOT NULL,              -- who promises, in words; '' when they are all partijen
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    -- Of a cijfer: which figure measures it, '' is not split and any bron or definitieset.
    onderwerp TEXT NOT NULL,
    woningtype TEXT NOT NULL,
    segment TEXT NOT NULL,
    kenmerk TEXT NOT NULL,
    cijferbron TEXT NOT NULL,
    definitieset TEXT NOT NULL,
    venster_van INTEGER NOT NULL,    -- of a stand: only what lies in these years; 0: all
    venster_tot INTEGER NOT NULL,
    aantal INTEGER NOT NULL,         -- units of the onderwerp, over all years
    van INTEGER NOT NULL,            -- first and last year
    tot INTEGER NOT NULL,
    eigen_pad INTEGER NOT NULL CHECK (eigen_pad IN (0, 1)), -- 0: divided evenly by the program
    nul INTEGER,                     -- of a stand: the level before the first year; NULL: the figure of then
    nul_bron TEXT NOT NULL,
    uiterlijk INTEGER NOT NULL,      -- of a daad: date by which it is done
    reden TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,
    UNIQUE (belofte_id, nummer),
    CHECK (soort = 'daad' OR (onderwerp <> '' AND aantal > 0 AND van > 0 AND van <= tot)),
    CHECK (soort = 'cijfer' OR uiterlijk > 0)
) STRICT;
CREATE TABLE belofte_partij (
    versie_id INTEGER NOT NULL REFERENCES belofte_versie (id),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    PRIMARY KEY (versie_id, partij_id)
) STRICT;
-- The path: what is promised for each year.
CREATE TABLE belofte_jaar (
    versie_id INTEGER NOT NULL REFERENCES belofte_versie (id),
    jaar INTEGER NOT NULL,
    aantal INTEGER NOT NULL CHECK (aantal >= 0),
    PRIMARY KEY (versie_id, jaar)
) STRICT;
CREATE TABLE belofte_einde (
    belofte_id INTEGER PRIMARY KEY REFERENCES belofte (id),
    reden TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;

-- What a partij says of its own promise, in this version. A later version asks anew.
CREATE TABLE belofte_oordeel (
    id INTEGER PRIMARY KEY,
    versie_id INTEGER NOT NULL REFERENCES belofte_versie (id),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    oordeel TEXT NOT NULL CHECK (oordeel IN ('bevestigd', 'betwist')),
    toelichting TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX belofte_oordeel_versie ON belofte_oordeel (versie_id, id);

-- Of a daad: whether it is done, and what shows that.
CREATE TABLE belofte_stand (
    id INTEGER PRIMARY KEY,
    belofte_id INTEGER NOT NULL REFERENCES belofte (id),
    gedaan INTEGER NOT NULL CHECK (gedaan IN (0, 1)),
    datum INTEGER NOT NULL,
    bewijs TEXT NOT NULL,
    stuk_id INTEGER REFERENCES stuk (id),
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX belofte_stand_belofte ON belofte_stand (belofte_id, id);

-- The installation's own rulebooks and kinds; the last of each counts, and all are kept.
CREATE TABLE afspraak_bestand (
    id INTEGER PRIMARY KEY,
    soort TEXT NOT NULL CHECK (soort IN ('regels', 'soorten')),
    bestand TEXT NOT NULL,
    inhoud TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX afspraak_bestand_soort ON afspraak_bestand (soort, id);
