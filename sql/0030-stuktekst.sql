-- SPDX-License-Identifier: EUPL-1.2
-- The words of a document that people handed in, so that it can be searched: read once, when it came in, by a program that is shut in.
-- One whose words could not be read has no row. Those of before are not in it until they are handed in anew.
CREATE TABLE stuk_tekst (
    stuk_id INTEGER PRIMARY KEY REFERENCES stuk (id),
    tekst TEXT NOT NULL
) STRICT;
