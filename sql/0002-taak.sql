-- SPDX-License-Identifier: EUPL-1.2
-- Background work: one queue. A taak that was 'bezig' when the program died is put back to 'wacht' at the next start.
CREATE TABLE taak (
    id INTEGER PRIMARY KEY,
    soort TEXT NOT NULL,
    sleutel TEXT NOT NULL UNIQUE,    -- unguessable, for the address of its page
    opdracht TEXT NOT NULL,          -- JSON: what to do
    bijlage BLOB,                    -- bytes that belong to it (an uploaded file)
    status TEXT NOT NULL CHECK (status IN ('wacht', 'bezig', 'klaar', 'mislukt', 'gestopt')),
    stoppen INTEGER NOT NULL,        -- 1: asked to stop
    gedaan INTEGER NOT NULL,         -- progress: gedaan of totaal, 0 of 0 when unknown
    totaal INTEGER NOT NULL,
    bericht TEXT NOT NULL,           -- what it is doing, or why it failed
    resultaat TEXT NOT NULL,         -- JSON, once klaar
    pogingen INTEGER NOT NULL,
    wie TEXT NOT NULL,
    gemaakt INTEGER NOT NULL,
    begonnen INTEGER,
    geeindigd INTEGER
) STRICT;
CREATE INDEX taak_status ON taak (status, id);
