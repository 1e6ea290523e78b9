-- SPDX-License-Identifier: EUPL-1.2
-- Signing in through a provider (OpenID Connect), how often signing in failed, and what a person who left is called. Moments are
-- milliseconds since 1970 in UTC.

-- Whom a provider means: by its issuer and subject, never by an e-mail address.
CREATE TABLE mens_koppeling (
    uitgever TEXT NOT NULL,
    onderwerp TEXT NOT NULL,         -- the provider's "sub"
    mens_id INTEGER NOT NULL REFERENCES mens (id),
    gemaakt INTEGER NOT NULL,
    gebruikt INTEGER NOT NULL,       -- last signed in with it
    PRIMARY KEY (uitgever, onderwerp)
) STRICT;
CREATE INDEX mens_koppeling_mens ON mens_koppeling (mens_id);

-- A "state" with which a browser came back from the provider: none is used twice. Forgotten once it would be too old anyway.
CREATE TABLE aanmeldpoging (
    som TEXT PRIMARY KEY,            -- BLAKE2b of it
    vervalt INTEGER NOT NULL
) STRICT;

-- How often signing in failed, of what is a keyed hash of account and network. Forgotten after an hour.
CREATE TABLE rem (
    sleutel INTEGER NOT NULL,
    aantal INTEGER NOT NULL,
    laatst INTEGER NOT NULL,
    PRIMARY KEY (sleutel)
) STRICT;

-- Keys of this installation that all its processes share: of those hashes, and of the cookie by which a browser is known.
CREATE TABLE installatie_sleutel (
    naam TEXT PRIMARY KEY,
    sleutel TEXT NOT NULL            -- hex
) STRICT;

-- A person who was removed: the row stays, for the trail points at it, and says nothing about who it was.
ALTER TABLE mens ADD COLUMN verwijderd INTEGER;
