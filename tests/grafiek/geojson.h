/* SPDX-License-Identifier: EUPL-1.2
 * Just enough of GeoJSON to draw the gemeenten in a test or sample: the numbers of each "coordinates" and the
 * statnaam. Not a parser: the product reads geo files elsewhere. */
#ifndef WZ_TESTS_GRAFIEK_GEOJSON_H
#define WZ_TESTS_GRAFIEK_GEOJSON_H

#include "grafiek/grafiek.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *bestand_lees(const char *pad)
{
    FILE *f = fopen(pad, "rb");
    char *p;
    long n;

    if (!f)
        return NULL;
    fseek(f, 0, SEEK_END);
    n = ftell(f);
    rewind(f);
    p = calloc(1, (size_t)n + 1);
    if (!p || fread(p, 1, (size_t)n, f) != (size_t)n) {
        fclose(f);
        free(p);
        return NULL;
    }
    fclose(f);
    return p;
}

/* Reads one nested array of pairs; degrees become units of equal size at 52° north. */
static void ringen_lees(struct arena *a, const char *van, const char *tot, struct grafiek_vlak *v)
{
    VEC(double) uit = {0};
    bool paar = false;

    for (const char *p = van; p < tot; p++) {
        if ((*p >= '0' && *p <= '9') || *p == '-') {
            char *eind;
            double d = strtod(p, &eind);

            VEC_PUSH(a, &uit, paar ? d : d * 0.61566);
            paar = !paar;
            p = eind - 1;
        } else if (p[0] == ']' && p + 1 < tot && p[1] == ']') {
            VEC_PUSH(a, &uit, (double)NAN);
            VEC_PUSH(a, &uit, (double)NAN);
            p++;
        }
    }
    v->ringen = uit.at;
    v->n_ringen = uit.n;
}

static struct grafiek_vlak *gemeenten_lees(struct arena *a, const char *pad, size_t *ret_n)
{
    VEC(struct grafiek_vlak) uit = {0};
    char *tekst = bestand_lees(pad);
    const char *p = tekst;

    *ret_n = 0;
    if (!tekst)
        return NULL;
    while ((p = strstr(p, "\"coordinates\":"))) {
        const char *eind = strstr(p, "\"properties\""), *naam = eind ? strstr(eind, "\"statnaam\":\"") : NULL;
        struct grafiek_vlak v = {0};

        if (!naam)
            break;
        ringen_lees(a, p, eind, &v);
        naam += strlen("\"statnaam\":\"");
        v.naam = str_dup(a, (struct str){naam, strcspn(naam, "\"")});
        VEC_PUSH(a, &uit, v);
        p = naam;
    }
    free(tekst);
    *ret_n = uit.n;
    return uit.at;
}

#endif
