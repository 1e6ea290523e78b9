/* SPDX-License-Identifier: EUPL-1.2
 * The stock out of an LVBAG 2.0 extract: a zip of zips of XML with the whole history. What counts as a
 * dwelling, as existing and as current stands in docs/methoden/voorraad.md. Files of mutations may come with
 * it, and bring it on to the day up to which they go. */
#ifndef WZ_VOORRAAD_LVBAG_H
#define WZ_VOORRAAD_LVBAG_H

#include "voorraad/stand.h"

struct lvbag_keuze {
    date_t peildatum;         /* 0: the day of the extract, or up to which the mutations go */
    bool verbouwing_telt_mee; /* is a home under rebuilding (status Verbouwing) a dwelling? CBS: no */
    int draden;
    const char *half; /* what was read so far is kept here, and taken up again. To be removed when the stock
                         is written. The files must then be mapped from disk, privately. NULL: not */
};

struct lvbag_bestand {
    struct str naam, bytes; /* a zip, or an XML file out of one */
};

struct lvbag_uitslag {
    uint64_t hervat;                                   /* files that an earlier import had read */
    uint64_t delen, vbo, pand, nummer, openbareruimte; /* files; voorkomens read */
    uint64_t actueel, dubbel, beeindigd; /* verblijfsobjecten: current; twice current; no longer there */
    uint64_t zonder_pand, zonder_gemeente, zonder_adres;
    uint64_t merk[MERKEN];
    uint64_t toegevoegd, gewijzigd; /* voorkomens, by mutations */
    uint64_t al_toegevoegd;         /* that the extract had already */
    uint64_t buiten;                /* mutations of objects outside the extract */
};

/* Adds rows to s and lines to its herkomst; sets its peildatum. ERR_DATA in words, with the file within the
 * zip, for what is damaged, cut off or no extract. */
int lvbag_lees(struct stand *s, const struct lvbag_bestand *at, size_t n, struct lvbag_keuze keuze,
               struct lvbag_uitslag *ret, struct err *e) MUST_CHECK;

#endif
