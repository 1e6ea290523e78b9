-- SPDX-License-Identifier: EUPL-1.2
-- Partijen: the organisations that deliver, look and decide, with where they work and whom to call.

CREATE TABLE partij (
    id INTEGER PRIMARY KEY,
    soort TEXT NOT NULL CHECK (soort IN ('gemeente', 'provincie', 'rijk', 'corporatie', 'zorgaanbieder', 'zorgkantoor', 'overig')),
    naam TEXT NOT NULL,
    kvk TEXT NOT NULL,               -- number in the Handelsregister, eight digits; '' unknown
    cbs TEXT NOT NULL,               -- code of the gebied that it governs, as GM0935 or PV31; '' none
    verzonnen INTEGER NOT NULL,      -- 1: made up, and says so
    bron TEXT NOT NULL,              -- where what stands here comes from
    -- A partij that went into another keeps its own rows. This always names the last one of the chain, so that one step tells as
    -- whom it acts now.
    opgegaan_in INTEGER REFERENCES partij (id),
    opgegaan_op INTEGER,             -- date
    CHECK ((opgegaan_in IS NULL) = (opgegaan_op IS NULL))
) STRICT;
CREATE UNIQUE INDEX partij_kvk ON partij (kvk) WHERE kvk <> '' AND opgegaan_in IS NULL;
CREATE UNIQUE INDEX partij_cbs ON partij (cbs) WHERE cbs <> '' AND opgegaan_in IS NULL;
CREATE UNIQUE INDEX partij_naam ON partij (soort, naam) WHERE opgegaan_in IS NULL;
CREATE INDEX partij_opgegaan ON partij (opgegaan_in);

-- In which gemeenten a partij works, valid on van <= day < tot (99991231: until further notice).
CREATE TABLE partij_werkgebied (
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    van INTEGER NOT NULL,
    tot INTEGER NOT NULL,
    PRIMARY KEY (partij_id, gebied_id, van),
    CHECK (van < tot)
) STRICT;
CREATE INDEX partij_werkgebied_gebied ON partij_werkgebied (gebied_id);

CREATE TABLE partij_contact (
    id INTEGER PRIMARY KEY,
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    naam TEXT NOT NULL,              -- of a person or a desk
    functie TEXT NOT NULL,
    email TEXT NOT NULL,
    telefoon TEXT NOT NULL
) STRICT;
CREATE INDEX partij_contact_partij ON partij_contact (partij_id);

-- Whose levering it is. Empty: of the installation itself (the demo, the command line, what was there before partijen).
ALTER TABLE levering ADD COLUMN partij_id INTEGER REFERENCES partij (id);
