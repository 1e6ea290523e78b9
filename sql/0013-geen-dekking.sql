-- SPDX-License-Identifier: EUPL-1.2
-- An open plan no longer covers a confidential one: it can be read by itself, and taken off any sum. plan.openbaar is 0 (open) or 2
-- (confidential) from now on; the mark of a cover (128) goes from cijfer.vlag.
UPDATE plan SET openbaar = 0 WHERE openbaar = 1;
UPDATE plan SET openbaar = 2 WHERE openbaar = 3;
UPDATE cijfer SET vlag = vlag - 128 WHERE vlag >= 128;
