-- SPDX-License-Identifier: EUPL-1.2
-- The trail of every change. Rows are only ever added; each holds a hash over itself and the one before (src/spoor/README.md).

INSERT INTO teller (naam, waarde) VALUES ('spoor', 0);

CREATE TABLE spoor (
    id INTEGER PRIMARY KEY,          -- 1, 2, 3 … without a gap
    moment INTEGER NOT NULL,         -- milliseconds UTC
    daad TEXT NOT NULL,              -- "levering.ingevoerd"
    object TEXT NOT NULL,            -- what it was done to: levering, partij, mens …
    object_id INTEGER NOT NULL,      -- 0: nothing in particular
    wie TEXT NOT NULL,               -- mens, sleutel, opdrachtregel, bezoeker or programma
    wie_id INTEGER NOT NULL,         -- of the mens or sleutel, else 0
    namens INTEGER NOT NULL,         -- the partij on whose behalf, 0: none
    inhoud TEXT NOT NULL,            -- BLAKE2b over the row of spoor_inhoud
    som TEXT NOT NULL                -- BLAKE2b over all above and the som before
) STRICT;
CREATE INDEX spoor_object ON spoor (object, object_id);
CREATE INDEX spoor_wie ON spoor (wie, wie_id);
CREATE INDEX spoor_namens ON spoor (namens);

-- What may name a person, apart, so that it can be erased without breaking the chain. The salt keeps what was erased from being guessed.
CREATE TABLE spoor_inhoud (
    spoor_id INTEGER PRIMARY KEY REFERENCES spoor (id),
    zout TEXT NOT NULL,
    waar TEXT NOT NULL,              -- the address of the client, or the user of the machine
    voor TEXT NOT NULL,              -- JSON, '' when there was nothing
    na TEXT NOT NULL
) STRICT;
