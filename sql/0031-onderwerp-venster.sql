-- SPDX-License-Identifier: EUPL-1.2
-- What onderwerpen.csv says of how questions are answered; loaded with it by `db migreer`.
-- venster: 1 when a stand speaks of years in which homes come about, as plans do, so that a window of years chooses among its
-- figures. A stroom always does; what was counted on a day never.
ALTER TABLE onderwerp ADD COLUMN venster INTEGER NOT NULL DEFAULT 0 CHECK (venster IN (0, 1));
-- The code of the bron that answers when a question names none, and the only one: what another bron counted by another definition does
-- not take its place. Empty: every bron may.
ALTER TABLE onderwerp ADD COLUMN standaardbron TEXT NOT NULL DEFAULT '';
