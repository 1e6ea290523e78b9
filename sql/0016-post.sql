-- SPDX-License-Identifier: EUPL-1.2
-- Mail that is to be sent, and the log of what was. Moments are milliseconds since 1970 in UTC.

CREATE TABLE bericht (
    id INTEGER PRIMARY KEY,
    aan TEXT NOT NULL,               -- one address
    sjabloon TEXT NOT NULL,          -- of web/sjablonen/post
    waarden TEXT NOT NULL,           -- JSON for the template; '{}' once it has ended
    onderwerp TEXT NOT NULL,
    object TEXT NOT NULL,            -- what it is about: 'mens', 'ronde' …
    object_id INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('wacht', 'verstuurd', 'getoond', 'mislukt')),
    pogingen INTEGER NOT NULL,
    volgende INTEGER NOT NULL,       -- not before this moment
    gemaakt INTEGER NOT NULL,
    geeindigd INTEGER NOT NULL,      -- 0: it waits
    fout TEXT NOT NULL,              -- why the last attempt did not succeed
    tekst TEXT NOT NULL,             -- what would have been sent, where the installation shows instead of sends
    html TEXT NOT NULL
) STRICT;
CREATE INDEX bericht_wacht ON bericht (status, volgende);
CREATE INDEX bericht_object ON bericht (object, object_id);
CREATE INDEX bericht_aan ON bericht (aan);
