-- SPDX-License-Identifier: EUPL-1.2
-- Stocks of dwellings that are served, each a column file beside the database, and the rule sets that people saved. Nothing is overwritten.

CREATE TABLE voorraad (
    id INTEGER PRIMARY KEY,
    naam TEXT NOT NULL,
    bron TEXT NOT NULL,              -- what it was made of, in words
    peildatum INTEGER NOT NULL,
    bestand TEXT NOT NULL,           -- whole path of the .wzv
    sha256 TEXT NOT NULL,            -- of its content, as the file's head states it
    rijen INTEGER NOT NULL,          -- verblijfsobjecten
    verzonnen INTEGER NOT NULL,      -- 1: made up
    wie TEXT NOT NULL,
    gemaakt INTEGER NOT NULL,        -- moment at which it was registered
    einde INTEGER                    -- moment at which it went out of use, empty while it is used
) STRICT;
CREATE INDEX voorraad_sha256 ON voorraad (sha256);

-- Decision tables beside those that come with the program (referentie/regels).
CREATE TABLE regelset (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,              -- made of its name; the versions of a set share it
    versie INTEGER NOT NULL,         -- 1, 2 …
    naam TEXT NOT NULL,
    sha256 TEXT NOT NULL,            -- of inhoud: by this a figure names the rules it was counted by
    inhoud TEXT NOT NULL,            -- the table as CSV
    uit TEXT NOT NULL,               -- sha256 of the set that it was made from
    reden TEXT NOT NULL,             -- why it is otherwise
    partij_id INTEGER NOT NULL,      -- whose it is; 0: of the installation itself
    wie TEXT NOT NULL,
    gemaakt INTEGER NOT NULL,        -- moment
    einde INTEGER,                   -- moment at which it was withdrawn, empty while it is used
    einde_wie TEXT NOT NULL,         -- who withdrew it, '' while it is used
    UNIQUE (code, versie),
    CHECK ((einde IS NULL) = (einde_wie = ''))
) STRICT;
CREATE INDEX regelset_sha256 ON regelset (sha256);
