-- SPDX-License-Identifier: EUPL-1.2
-- Questionnaires and their versions. A version is never changed: a workbook that says something else is a next version.

CREATE TABLE vragenlijst (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,       -- form_id of the workbook
    titel TEXT NOT NULL              -- of the newest version
) STRICT;

CREATE TABLE vragenlijst_versie (
    id INTEGER PRIMARY KEY,
    vragenlijst_id INTEGER NOT NULL REFERENCES vragenlijst (id),
    nummer INTEGER NOT NULL,         -- 1, 2, …
    naam TEXT NOT NULL,              -- version as the workbook calls it; '' for none
    titel TEXT NOT NULL,
    ontvangen INTEGER NOT NULL,      -- milliseconds UTC
    vragen INTEGER NOT NULL,         -- questions that are put to people
    werkboek TEXT NOT NULL,          -- the sheets as JSON, from which version and workbook come again
    UNIQUE (vragenlijst_id, nummer)
) STRICT;

-- The questions of a version by their stable code (wz::code, else the name): the same code in two versions is the same question.
CREATE TABLE vragenlijst_vraag (
    versie_id INTEGER NOT NULL REFERENCES vragenlijst_versie (id),
    code TEXT NOT NULL,
    volgorde INTEGER NOT NULL,
    soort TEXT NOT NULL,             -- type as in XLSForm, without its list
    label TEXT NOT NULL,
    PRIMARY KEY (versie_id, code)
) STRICT;
