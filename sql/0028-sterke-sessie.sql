-- SPDX-License-Identifier: EUPL-1.2
-- Whether a second factor was given for a session: by a code, a recovery code, or a provider that answers for the level that the
-- configuration demands. Sessions of before have to be begun anew by who needs it.
ALTER TABLE sessie ADD COLUMN sterk INTEGER NOT NULL DEFAULT 0;

-- How often something was done lately (spoor_keren).
CREATE INDEX spoor_daad ON spoor (daad, moment);
