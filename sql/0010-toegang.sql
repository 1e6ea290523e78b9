-- SPDX-License-Identifier: EUPL-1.2
-- People, their roles at partijen, and how they prove who they are. Of every secret only a hash is kept, but for the shared secret of
-- the second factor, which both sides need. Moments are milliseconds since 1970 in UTC.

CREATE TABLE mens (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,      -- lower case; what one signs in with
    naam TEXT NOT NULL,
    wachtwoord TEXT NOT NULL,        -- argon2id as libsodium writes it; '' none yet
    geheim TEXT NOT NULL,            -- of the second factor, base32; '' none
    stap INTEGER NOT NULL,           -- the last time step of a code that was used, so that none is used twice
    actief INTEGER NOT NULL,         -- 0: may not sign in any more
    gemaakt INTEGER NOT NULL
) STRICT;

CREATE TABLE mens_rol (
    mens_id INTEGER NOT NULL REFERENCES mens (id),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    rol TEXT NOT NULL CHECK (rol IN ('lezer', 'invuller', 'coordinator', 'beheerder', 'toezichthouder', 'redacteur')),
    PRIMARY KEY (mens_id, partij_id)
) STRICT;
CREATE INDEX mens_rol_partij ON mens_rol (partij_id);

CREATE TABLE mens_herstelcode (
    som TEXT PRIMARY KEY,            -- BLAKE2b of the code
    mens_id INTEGER NOT NULL REFERENCES mens (id)
) STRICT;
CREATE INDEX mens_herstelcode_mens ON mens_herstelcode (mens_id);

CREATE TABLE sessie (
    id INTEGER PRIMARY KEY,
    som TEXT NOT NULL UNIQUE,        -- BLAKE2b of what the cookie holds
    mens_id INTEGER NOT NULL REFERENCES mens (id),
    half INTEGER NOT NULL,           -- 1: the password was right, the second factor is still asked
    begin INTEGER NOT NULL,
    gezien INTEGER NOT NULL,         -- up to half a minute behind
    einde INTEGER NOT NULL,          -- whatever happens
    adres TEXT NOT NULL,
    programma TEXT NOT NULL          -- the browser, as it names itself
) STRICT;
CREATE INDEX sessie_mens ON sessie (mens_id);

-- A link that works once: to take an invitation or to set a new password.
CREATE TABLE eenmalig (
    som TEXT PRIMARY KEY,
    mens_id INTEGER NOT NULL REFERENCES mens (id),
    soort TEXT NOT NULL CHECK (soort IN ('uitnodiging', 'wachtwoord')),
    vervalt INTEGER NOT NULL
) STRICT;
CREATE INDEX eenmalig_mens ON eenmalig (mens_id);

-- Keys by which programs of a partij ask and deliver.
CREATE TABLE sleutel (
    id INTEGER PRIMARY KEY,
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    naam TEXT NOT NULL,
    som TEXT NOT NULL UNIQUE,
    rol TEXT NOT NULL CHECK (rol IN ('lezer', 'invuller')),
    vervalt INTEGER NOT NULL,
    ingetrokken INTEGER,
    gemaakt INTEGER NOT NULL,
    mens_id INTEGER REFERENCES mens (id)  -- who made it; empty: the command line
) STRICT;
CREATE INDEX sleutel_partij ON sleutel (partij_id);
