-- SPDX-License-Identifier: EUPL-1.2
-- Rondes: a questionnaire that is sent out, to whom, and what they answered. Moments are milliseconds since 1970 in UTC; a vraag is the
-- code of a question (vragenlijst_vraag.code) or of a calculation (its wz::code, else its name).
--
-- How to read it in bulk: antwoord_nu holds the one answer that counts now per ronde × vraag × respons × rij, in that order, so that all
-- answers to one question of a ronde are one range of its key: WHERE ronde_id = ?1 AND vraag = ?2. What counts for a table is joined
-- from respons: stand = 'ingediend'. Of a respons that is submitted every question has a row in antwoord_nu (leeg and niet_getoond
-- too), in a repeat one for each row that is there.

CREATE TABLE ronde (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,       -- as in addresses: letters, digits, - and _
    titel TEXT NOT NULL,
    versie_id INTEGER NOT NULL REFERENCES vragenlijst_versie (id),
    peildatum INTEGER NOT NULL,      -- date
    opent INTEGER NOT NULL,          -- moment from which answers are taken in
    sluit INTEGER NOT NULL,          -- last moment: of a day 23:59:59.999 on the Dutch clock
    stand TEXT NOT NULL CHECK (stand IN ('concept', 'open', 'gesloten')), -- open and past sluit is closed too
    vorige_id INTEGER REFERENCES ronde (id), -- whose answers are shown for confirmation
    contact TEXT NOT NULL,           -- who helps, and reopens: name, mail or telephone
    verzonnen INTEGER NOT NULL,      -- 1: the answers are made up, and every page says so
    gemaakt INTEGER NOT NULL
) STRICT;

-- The frozen doelgroep: the denominators. What a partij was called and what it was, as of the peildatum.
CREATE TABLE ronde_doel (
    ronde_id INTEGER NOT NULL REFERENCES ronde (id),
    partij_id INTEGER NOT NULL REFERENCES partij (id),
    naam TEXT NOT NULL,
    soort TEXT NOT NULL,             -- as partij.soort
    cbs TEXT NOT NULL,               -- code of the gebied that it governs; '' none
    PRIMARY KEY (ronde_id, partij_id)
) STRICT;

-- In which gebieden it works on the peildatum: of every indeling the regions, and the gemeenten under 'gemeente'. A partij that works in
-- two regions has a row for each, and counts in both.
CREATE TABLE ronde_doel_gebied (
    ronde_id INTEGER NOT NULL,
    indeling TEXT NOT NULL,          -- 'gemeente', 'vijfdeling', 'corop', …
    gebied TEXT NOT NULL,            -- code
    partij_id INTEGER NOT NULL,
    naam TEXT NOT NULL,              -- of the gebied then
    PRIMARY KEY (ronde_id, indeling, gebied, partij_id),
    FOREIGN KEY (ronde_id, partij_id) REFERENCES ronde_doel (ronde_id, partij_id)
) STRICT;

-- Who fills it in for a partij. Whoever has a link may do what `mag` says, for the whole or for one section.
CREATE TABLE ronde_contact (
    id INTEGER PRIMARY KEY,
    ronde_id INTEGER NOT NULL,
    partij_id INTEGER NOT NULL,
    naam TEXT NOT NULL,
    email TEXT NOT NULL,             -- '' when links are handed over otherwise
    mag TEXT NOT NULL CHECK (mag IN ('inzien', 'invullen', 'indienen')), -- each can do what the one before it can
    deel TEXT NOT NULL,              -- name of a group at the top of the questionnaire; '' the whole
    door_id INTEGER REFERENCES ronde_contact (id), -- the colleague who asked this one; empty: who runs the ronde
    gemaakt INTEGER NOT NULL,
    ingetrokken INTEGER,
    FOREIGN KEY (ronde_id, partij_id) REFERENCES ronde_doel (ronde_id, partij_id)
) STRICT;
CREATE INDEX ronde_contact_partij ON ronde_contact (ronde_id, partij_id);

-- Links: of the random token only SHA-256 is kept, so an older mail cannot be sent again; a reminder gets a link of its own.
CREATE TABLE ronde_link (
    som TEXT PRIMARY KEY,            -- SHA-256 of the token, hex
    contact_id INTEGER NOT NULL REFERENCES ronde_contact (id),
    gemaakt INTEGER NOT NULL
) STRICT;
CREATE INDEX ronde_link_contact ON ronde_link (contact_id);

-- Each mail that was made for a contact, also when it was shown in place of sent.
CREATE TABLE ronde_bericht (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES ronde_contact (id),
    soort TEXT NOT NULL CHECK (soort IN ('uitnodiging', 'herinnering', 'collega', 'ontvangst')),
    moment INTEGER NOT NULL,
    aan TEXT NOT NULL,
    onderwerp TEXT NOT NULL,
    hoe TEXT NOT NULL CHECK (hoe IN ('getoond', 'verstuurd')) -- shown for copying, or handed to the post
) STRICT;
CREATE INDEX ronde_bericht_contact ON ronde_bericht (contact_id);

-- One for each partij of the doelgroep, made with it.
CREATE TABLE respons (
    id INTEGER PRIMARY KEY,
    ronde_id INTEGER NOT NULL,
    partij_id INTEGER NOT NULL,
    stand TEXT NOT NULL CHECK (stand IN ('open', 'bezig', 'ingediend', 'heropend')), -- open: nothing was answered yet
    begonnen INTEGER,                -- moment of the first answer
    laatst INTEGER,                  -- of the last
    ingediend INTEGER,               -- of the last time that it was submitted
    UNIQUE (ronde_id, partij_id),
    FOREIGN KEY (ronde_id, partij_id) REFERENCES ronde_doel (ronde_id, partij_id)
) STRICT;

-- Every answer that was ever given; rows are only added. Who: a contact with a link, a mens that signed in, or neither (an import).
CREATE TABLE antwoord (
    respons_id INTEGER NOT NULL REFERENCES respons (id),
    vraag TEXT NOT NULL,
    rij TEXT NOT NULL,               -- '' outside repeats; else the number of its row, of a repeat in a repeat '2.1'
    revisie INTEGER NOT NULL,        -- 1, 2, 3 … of this answer
    toestand TEXT NOT NULL CHECK (toestand IN ('beantwoord', 'leeg', 'weet_niet', 'nvt', 'niet_getoond')),
    waarde TEXT NOT NULL,            -- only of beantwoord; see antwoord_nu
    moment INTEGER NOT NULL,
    bron TEXT NOT NULL CHECK (bron IN ('web', 'papier', 'import', 'overname', 'berekend')), -- berekend: by a calculation or by routing
    contact_id INTEGER REFERENCES ronde_contact (id),
    mens_id INTEGER REFERENCES mens (id),
    PRIMARY KEY (respons_id, vraag, rij, revisie)
) STRICT;

-- The answer that counts now: the last revision of each, for reading in bulk. Written with antwoord, in one transaction.
CREATE TABLE antwoord_nu (
    ronde_id INTEGER NOT NULL REFERENCES ronde (id),
    vraag TEXT NOT NULL,
    respons_id INTEGER NOT NULL REFERENCES respons (id),
    rij TEXT NOT NULL,
    revisie INTEGER NOT NULL,
    toestand TEXT NOT NULL,
    -- Text as given; integer and decimal with a point and no exponent; date 2023-11-01, time 13:30:00, dateTime both with T; select_one
    -- the name of the choice; select_multiple and rank names parted by a space, rank in order; or_other: the choice "other", its text
    -- under the vraag "<code>_other"; acknowledge OK; file the SHA-256 of respons_bestand.
    waarde TEXT NOT NULL,
    PRIMARY KEY (ronde_id, vraag, respons_id, rij)
) STRICT, WITHOUT ROWID;
CREATE INDEX antwoord_nu_respons ON antwoord_nu (respons_id);

-- The rows of repeats, by number; the number of one that was taken away is not used again.
CREATE TABLE respons_rij (
    respons_id INTEGER NOT NULL REFERENCES respons (id),
    herhaling TEXT NOT NULL,         -- name of the repeat
    rij TEXT NOT NULL,               -- as antwoord.rij of what stands directly in it
    weg INTEGER NOT NULL,            -- 1: taken away
    moment INTEGER NOT NULL,
    PRIMARY KEY (respons_id, herhaling, rij)
) STRICT;

CREATE TABLE respons_bestand (
    respons_id INTEGER NOT NULL REFERENCES respons (id),
    som TEXT NOT NULL,               -- SHA-256, hex
    naam TEXT NOT NULL,
    inhoud BLOB NOT NULL,
    PRIMARY KEY (respons_id, som)
) STRICT;

-- Each time that a respons was submitted: the receipt.
CREATE TABLE respons_bewijs (
    respons_id INTEGER NOT NULL REFERENCES respons (id),
    nummer INTEGER NOT NULL,         -- 1, 2, … of this respons
    moment INTEGER NOT NULL,
    antwoorden INTEGER NOT NULL,     -- how many questions were answered
    som TEXT NOT NULL,               -- SHA-256 over all answers that count, in order; see src/ronde/README.md
    contact_id INTEGER REFERENCES ronde_contact (id),
    mens_id INTEGER REFERENCES mens (id),
    heropend INTEGER,                -- moment at which it was opened again
    waarom TEXT NOT NULL,            -- '' until then
    PRIMARY KEY (respons_id, nummer)
) STRICT;
