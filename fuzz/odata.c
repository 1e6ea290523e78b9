/* SPDX-License-Identifier: EUPL-1.2
 * $filter: what is read has a value for every row, the value with some cells unknown agrees with the value
 * when they are known, and "not" turns it round. */
#include "api/odata_filter.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct odata_kolom kolommen[] = {{"Id", true}, {"RegioS", false}, {"Value", true}, {0}};

#define MUST(so)                                                                                             \
    do {                                                                                                     \
        if (!(so)) {                                                                                         \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #so);                                         \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct odata_cel rij[] = {
        {.bekend = true, .d = 3}, {.bekend = true, .s = STR("GM0935")}, {.bekend = true, .leeg = true}};
    const struct odata_knoop *k = NULL, *niet = NULL;
    struct str tekst = {(const char *)data, n};
    struct arena a;
    struct err e = {0};

    arena_init(&a, 0);
    if (odata_filter_lees(&a, tekst, kolommen, &k, &e)) {
        MUST(e.code == ERR_DATA && e.text[0]);
    } else {
        enum odata_uitslag heel = odata_filter_geldt(k, rij);

        MUST(heel != ODATA_ONBEKEND);
        for (size_t i = 0; i < 3; i++) {
            enum odata_uitslag deels;

            rij[i].bekend = false;
            deels = odata_filter_geldt(k, rij);
            MUST(deels == ODATA_ONBEKEND || deels == heel);
            rij[i].bekend = true;
        }
        if (k && !odata_filter_lees(&a, str_fmt(&a, "not (%.*s)", STR_ARG(tekst)), kolommen, &niet, &e))
            MUST((odata_filter_geldt(niet, rij) == ODATA_JA) == (heel == ODATA_NEE));
    }
    arena_done(&a);
    return 0;
}
