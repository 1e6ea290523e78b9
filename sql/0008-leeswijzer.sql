-- SPDX-License-Identifier: EUPL-1.2
-- How the columns of a table that somebody delivers are read, kept per organisation, leveraar and header in versions. Nothing is overwritten: a newer
-- version ends the older one, and one that is removed stays readable.

CREATE TABLE leeswijzer (
    id INTEGER PRIMARY KEY,
    partij_id INTEGER NOT NULL,      -- whose it is, of partij (a table of a later migration); 0: of the installation itself
    leveraar TEXT NOT NULL,          -- as of the leveringen that it reads
    kop TEXT NOT NULL,               -- SHA-256 of the headers, folded and without years
    versie INTEGER NOT NULL,         -- 1, 2 … for one partij, leveraar and kop
    soort TEXT NOT NULL,             -- what the tables are read as
    inhoud TEXT NOT NULL,            -- JSON: see src/leeswijzer/leeswijzer.h
    wie TEXT NOT NULL,
    gemaakt INTEGER NOT NULL,        -- moment
    einde INTEGER,                   -- moment at which it went out of use, empty while it is used
    einde_wie TEXT NOT NULL,         -- who ended it, '' while it is used
    UNIQUE (partij_id, leveraar, kop, versie),
    CHECK ((einde IS NULL) = (einde_wie = ''))
) STRICT;

-- Which leveringen were read with which one.
CREATE TABLE levering_leeswijzer (
    levering_id INTEGER PRIMARY KEY REFERENCES levering (id),
    leeswijzer_id INTEGER NOT NULL REFERENCES leeswijzer (id)
) STRICT;
CREATE INDEX levering_leeswijzer_op ON levering_leeswijzer (leeswijzer_id);
