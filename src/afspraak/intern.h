/* SPDX-License-Identifier: EUPL-1.2
 * What the pages of afspraken share. */
#ifndef WZ_AFSPRAAK_INTERN_H
#define WZ_AFSPRAAK_INTERN_H

#include "afspraak/afspraak.h"
#include "cijfer/vel.h"

struct akte {
    struct vel v;
    struct afspraak_regels regels;
    struct afspraak_blik blik;
    struct afspraak *x; /* the one that the address names */
    struct belofte *b;  /* the promise, where the address names one */
    bool mag;           /* who looks may change it */
};
/* The page's context and the rules that count. */
int akte_open(struct http_req *q, struct akte *b, struct err *e) MUST_CHECK;
/* Reads and measures the afspraak of {id}, and the promise of {nummer} where the route has one. */
int akte_lees(struct http_req *q, struct akte *b, struct err *e) MUST_CHECK;
/* The page of the afspraak, or of the promise when there is one. */
int akte_toon(struct akte *b, struct http_resp *r, struct err *e) MUST_CHECK;
int belofte_toon(struct akte *b, struct http_resp *r, struct err *e) MUST_CHECK; /* (belofte_http.c) */
void belofte_pad_blok(struct akte *b, const struct belofte *y); /* picture and table of its years */
int akte_spoor(struct akte *b, struct err *e) MUST_CHECK;       /* the history, as a block */
bool akte_geldt(const struct akte *b);                          /* it was not withdrawn */

struct str afspraak_adres(struct arena *a, int64_t id, const char *achter);
struct str belofte_adres(struct arena *a, int64_t id, int64_t nummer, const char *achter);
struct str belofte_meet_naam(struct arena *a, const struct belofte *b); /* "Gebouwd, zorggeschikt" */
struct str belofte_door(struct arena *a, const struct belofte *b);      /* who promises, in words */
size_t belofte_bevestigd(const struct belofte *b);                      /* by how many of its partijen */
/* A table of promises, one a row; with the afspraak before it when several are listed. */
struct doc *belofte_tabel(struct akte *b, const char *id, const struct afspraak *x, size_t n, bool afspraak,
                          bool (*mee)(const struct akte *b, const struct afspraak *x,
                                      const struct belofte *y));
/* Bars: what part of what was promised up to now was reached. False when there is nothing to draw. */
bool belofte_beeld(struct akte *b, struct doc *blok, const char *id, const struct afspraak *x, size_t n,
                   bool (*mee)(const struct akte *b, const struct afspraak *x, const struct belofte *y));

/* Forms (vorm_http.c): a page each, also when something was wrong. */
int afspraak_vorm(struct akte *b, struct http_resp *r, struct err *e) MUST_CHECK;
int belofte_vorm(struct akte *b, bool cijfer, struct http_resp *r, struct err *e) MUST_CHECK;
/* What was sent of a promise (belofte_lees.c), in the request's arena. What is wrong stands beside its field;
 * an error is of the database alone. */
int belofte_lees_vorm(struct akte *x, bool cijfer, struct belofte *b, struct err *e) MUST_CHECK;
void akte_fouten(struct akte *x, const struct afspraak_fout *f); /* all of them beside their fields */

#define AFSPRAAK_ID_PARAM                                                                                    \
    {                                                                                                        \
        "id", "nummer van de afspraak", PARAM_PATH, true, false, NULL, "1"                                   \
    }
#define BELOFTE_NR_PARAM                                                                                     \
    {                                                                                                        \
        "nummer", "nummer van de belofte", PARAM_PATH, true, false, NULL, "1"                                \
    }

#endif
