-- SPDX-License-Identifier: EUPL-1.2
-- A boundary belongs to its levering, so that a newer one supersedes and a withdrawn one stops counting as figures do; nothing could
-- write the older table.

DROP TABLE grens;

-- Boundaries in RD metres (EPSG:28992): little-endian doubles x y x y …, every ring closed and ended by NaN NaN. Which levering counts
-- on a date is chosen when they are read.
CREATE TABLE grens (
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    gebied_id INTEGER NOT NULL REFERENCES gebied (id),
    peildatum INTEGER NOT NULL,
    ringen BLOB NOT NULL,
    PRIMARY KEY (levering_id, gebied_id)
) STRICT;
CREATE INDEX grens_gebied ON grens (gebied_id, peildatum);
