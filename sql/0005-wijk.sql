-- SPDX-License-Identifier: EUPL-1.2
-- Wijken with their boundaries. They are no gebieden of the model: no figure is kept by wijk yet, and a new division of a gemeente comes
-- as a whole. Of each gemeente the wijken of one levering count; which one is chosen when they are read, as for boundaries.
CREATE TABLE wijk (
    levering_id INTEGER NOT NULL REFERENCES levering (id),
    code TEXT NOT NULL,              -- WK093500: WK, the gemeente, two digits
    naam TEXT NOT NULL,              -- '' not delivered
    gemeente_id INTEGER NOT NULL REFERENCES gebied (id),
    peildatum INTEGER NOT NULL,
    ringen BLOB NOT NULL,            -- as grens.ringen
    PRIMARY KEY (levering_id, code)
) STRICT;
CREATE INDEX wijk_gemeente ON wijk (gemeente_id, peildatum);
