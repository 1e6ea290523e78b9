-- SPDX-License-Identifier: EUPL-1.2
-- What people make of the answers of a ronde: themes of open answers, and reports that are frozen. Moments are milliseconds UTC.

-- The themes in which the answers to an open question are put.
CREATE TABLE thema (
    id INTEGER PRIMARY KEY,
    ronde_id INTEGER NOT NULL REFERENCES ronde (id),
    vraag TEXT NOT NULL,             -- code of the question
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    volgorde INTEGER NOT NULL,
    UNIQUE (ronde_id, vraag, code)
) STRICT;

-- An open answer that was read, and which revision of it: when it was answered anew it has to be read again.
CREATE TABLE antwoord_gelezen (
    ronde_id INTEGER NOT NULL REFERENCES ronde (id),
    vraag TEXT NOT NULL,
    respons_id INTEGER NOT NULL REFERENCES respons (id),
    rij TEXT NOT NULL,
    revisie INTEGER NOT NULL,
    moment INTEGER NOT NULL,
    wie TEXT NOT NULL,               -- who read it
    PRIMARY KEY (ronde_id, vraag, respons_id, rij)
) STRICT;
CREATE TABLE antwoord_thema (
    ronde_id INTEGER NOT NULL,
    vraag TEXT NOT NULL,
    respons_id INTEGER NOT NULL,
    rij TEXT NOT NULL,
    thema_id INTEGER NOT NULL REFERENCES thema (id),
    PRIMARY KEY (ronde_id, vraag, respons_id, rij, thema_id),
    FOREIGN KEY (ronde_id, vraag, respons_id, rij) REFERENCES antwoord_gelezen (ronde_id, vraag, respons_id, rij)
) STRICT;
CREATE INDEX antwoord_thema_thema ON antwoord_thema (thema_id);

-- Reports as they were made: template, figures and text together, never changed. gegevens_som tells whether the answers are still those.
CREATE TABLE rapport (
    id INTEGER PRIMARY KEY,
    ronde_id INTEGER NOT NULL REFERENCES ronde (id),
    nummer INTEGER NOT NULL,         -- 1, 2, … of this ronde
    titel TEXT NOT NULL,
    sjabloon TEXT NOT NULL,          -- Markdown as it was delivered
    sjabloon_som TEXT NOT NULL,      -- SHA-256, hex
    gegevens_som TEXT NOT NULL,      -- SHA-256 over all answers that the report uses, hex
    cijfers TEXT NOT NULL,           -- JSON: each reference of the template and what it became
    html TEXT NOT NULL,              -- as it was made
    gemaakt INTEGER NOT NULL,
    wie TEXT NOT NULL,
    UNIQUE (ronde_id, nummer)
) STRICT;
