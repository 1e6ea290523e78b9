/* SPDX-License-Identifier: EUPL-1.2
 * From a ronde of a questionnaire to woonzorgvisies: which question fills which field is data
 * (referentie/visie-overname.csv), what would change is shown before anything does. See README.md. */
#ifndef WZ_OVERNAME_OVERNAME_H
#define WZ_OVERNAME_OVERNAME_H

#include "ronde/ronde.h"
#include "visie/overname.h"

/* One line: this choice of this question says this of that field. */
struct overname_regel {
    struct str lijst, vraag, keuze; /* codes */
    struct str veld;                /* "staat", "verwacht", or a question of visie.c */
    const struct visie_vraag *naar; /* NULL: about the state */
    enum visie_staat staat;
    struct str waarde; /* what is then so; of a state its code */
    struct str anders; /* what is so when the question was answered and this was not chosen; empty: unknown */
    date_t datum;      /* of an expectation: by when */
    int64_t rij;
};
struct overname_regels {
    const struct overname_regel *at;
    size_t n;
};
/* ERR_DATA with file, row and column. */
int overname_regels_lees(struct arena *a, struct str bestand, struct str bytes, struct overname_regels *ret,
                         struct err *e) MUST_CHECK;
/* Those of the program. */
int overname_regels_nu(struct arena *a, struct overname_regels *ret, struct err *e) MUST_CHECK;
bool overname_kan(const struct overname_regels *r,
                  struct str lijst); /* there is one for this questionnaire */

/* All that a ronde tells about woonzorgvisies, by gemeente. */
struct overname {
    struct ronde ronde;
    const struct visie_gezegd *gezegd;
    size_t n;
    size_t responsen, ingediend;       /* of gemeenten */
    VEC(struct str) weggelaten;        /* what is not taken over, and why; in words */
    const struct visie_tegenspraak *t; /* all that was found before */
    size_t n_t;
    struct visies bekend;
};
/* ERR_NOT_FOUND when there is no such ronde; ERR_DATA when no line is about its questionnaire. */
int overname_lees(struct conn *c, const struct gebieden *g, struct arena *a, struct str ronde,
                  struct overname *ret, struct err *e) MUST_CHECK;

extern const struct http_route overname_routes[];
extern const struct command overname_commands[];

#endif
