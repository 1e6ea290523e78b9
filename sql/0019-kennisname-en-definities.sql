-- SPDX-License-Identifier: EUPL-1.2
-- Regie: what was published to whom and who saw it; definitions as tables of conditions. Only added to. Moments are milliseconds UTC.

CREATE TABLE publicatie (
    id INTEGER PRIMARY KEY,
    soort TEXT NOT NULL CHECK (soort IN ('opgave', 'besluit', 'cijfers', 'definitie', 'document')),
    object_id INTEGER NOT NULL,      -- of an opgave; 0: of nothing in particular
    adres TEXT NOT NULL,             -- the page that shows it; '' when the document is all
    titel TEXT NOT NULL,
    tekst TEXT NOT NULL,
    stuk_id INTEGER REFERENCES stuk (id),
    gebied_id INTEGER NOT NULL REFERENCES gebied (id), -- whom it concerns: those who work there
    partij_id INTEGER REFERENCES partij (id),          -- who published it; NULL: the installation itself
    reactie_voor INTEGER NOT NULL,   -- date; 0: no answer is asked
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX publicatie_object ON publicatie (soort, object_id);

-- The frozen list of partijen that it was published to.
CREATE TABLE publicatie_partij (
    publicatie_id INTEGER NOT NULL REFERENCES publicatie (id),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    PRIMARY KEY (publicatie_id, partij_id)
) STRICT;
CREATE INDEX publicatie_partij_partij ON publicatie_partij (partij_id);

-- That somebody of a partij said to have seen it. An act: opening a page or a message makes no row.
CREATE TABLE kennisname (
    publicatie_id INTEGER NOT NULL,
    partij_id INTEGER NOT NULL,
    mens_id INTEGER NOT NULL REFERENCES mens (id),
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,
    PRIMARY KEY (publicatie_id, partij_id, mens_id),
    FOREIGN KEY (publicatie_id, partij_id) REFERENCES publicatie_partij (publicatie_id, partij_id)
) STRICT;

CREATE TABLE kennisname_herinnering (
    id INTEGER PRIMARY KEY,
    publicatie_id INTEGER NOT NULL,
    partij_id INTEGER NOT NULL,
    hoe TEXT NOT NULL,               -- "gebeld", "gemaild" …
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL,
    FOREIGN KEY (publicatie_id, partij_id) REFERENCES publicatie_partij (publicatie_id, partij_id)
) STRICT;
CREATE INDEX kennisname_herinnering_wat ON kennisname_herinnering (publicatie_id, partij_id);

-- Rules and definitions that this installation wrote itself, as the file that they came in; the newest of a soort and code counts, and
-- where there is none the one that comes with the program.
CREATE TABLE regelbestand (
    id INTEGER PRIMARY KEY,
    soort TEXT NOT NULL CHECK (soort IN ('signalen', 'omzettingen', 'definitie')),
    code TEXT NOT NULL,              -- of a definitieset; '' for the others
    bestand TEXT NOT NULL,
    inhoud TEXT NOT NULL,
    wie TEXT NOT NULL,
    moment INTEGER NOT NULL
) STRICT;
CREATE INDEX regelbestand_soort ON regelbestand (soort, code, id);
