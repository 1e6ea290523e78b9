-- SPDX-License-Identifier: EUPL-1.2
-- Background work: one queue, worked on by every process that serves. See src/taak/README.md.

-- Bytes that belong to a taak (an uploaded file), apart from it, so that writing progress never rewrites them.
CREATE TABLE taak_bijlage (
    id INTEGER PRIMARY KEY,
    bytes INTEGER NOT NULL,
    inhoud BLOB NOT NULL
) STRICT;

CREATE TABLE taak (
    id INTEGER PRIMARY KEY,
    soort TEXT NOT NULL,
    sleutel TEXT NOT NULL UNIQUE,    -- unguessable, for the address of its page
    wie TEXT NOT NULL,
    opdracht TEXT NOT NULL,          -- JSON: what to do
    bijlage_id INTEGER REFERENCES taak_bijlage (id),
    na INTEGER REFERENCES taak (id), -- the taak that this one continues, with the same bijlage
    status TEXT NOT NULL CHECK (status IN ('wacht', 'bezig', 'klaar', 'mislukt', 'gestopt')),
    stoppen INTEGER NOT NULL,        -- 1: asked to stop
    gedaan INTEGER NOT NULL,         -- progress: gedaan of totaal, 0 of 0 when unknown
    totaal INTEGER NOT NULL,
    bericht TEXT NOT NULL,           -- what it is doing, or why it failed
    resultaat TEXT NOT NULL,         -- JSON, once it has ended; '' when there is none
    pogingen INTEGER NOT NULL,       -- how often it was begun
    loper TEXT NOT NULL,             -- the process that works on it, '' when none does
    hartslag INTEGER NOT NULL,       -- moment at which that process last said so
    gemaakt INTEGER NOT NULL,
    begonnen INTEGER,
    geeindigd INTEGER
) STRICT;
CREATE INDEX taak_status ON taak (status, id);
CREATE INDEX taak_na ON taak (na);

-- Written in the same transaction as the work itself, so that work that is on disk is never done again. No reference to taak:
-- the check would tie that transaction to the row that tells progress.
CREATE TABLE taak_gedaan (
    taak_id INTEGER PRIMARY KEY,
    resultaat TEXT NOT NULL          -- JSON
) STRICT;
