/* SPDX-License-Identifier: EUPL-1.2
 * Kennisname: what was published, to which partijen, and which of them said to have seen it. Nothing counts
 * as seen but an act of somebody of that partij. Source: Inventarisatie woonzorgvisies (Provincie Limburg,
 * 2023), paragraaf 7.4: cruciale informatie bereikt de relevante betrokkenen niet. */
#ifndef WZ_KENNISNAME_KENNISNAME_H
#define WZ_KENNISNAME_KENNISNAME_H

#include "base/command.h"
#include "gebied/gebied.h"
#include "http/http.h"
#include "partij/partij.h"
#include "spoor/spoor.h"

enum { PUBLICATIE_TITEL_MAX = 200, PUBLICATIE_TEKST_MAX = 5000 };

struct publicatie {
    int64_t id, object, stuk, partij, moment; /* stuk 0: none; partij 0: the installation itself */
    struct str soort;                         /* opgave, besluit, cijfers, definitie, document */
    struct str adres, titel, tekst, wie, partij_naam;
    const struct gebied *gebied;
    date_t reactie_voor; /* 0: none asked, or not any more */
    bool voorbij;        /* its opgave was decided or dropped: nobody need have seen the concept any more */
    int64_t n, gezien;   /* partijen: all, and those that saw it */
};
extern const struct publicatie_soort {
    const char *code, *naam;
} publicatie_soorten[]; /* ends with code NULL */

/* One partij of the list. */
struct publicatie_partij {
    int64_t partij, gezien, herinnerd; /* moments: first seen, last reminded; 0: not */
    int64_t herinneringen;
    struct str soort, naam, wie; /* wie: who said so first */
};

/* ---- asking ---- */

/* Is this partij of its list still asked to say that it saw it? Who makes something known is not. */
bool publicatie_vraagt(const struct publicatie *x, const struct publicatie_partij *k);

/* Newest first. partij not 0: only those published to it. */
int publicaties_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t partij,
                     const struct publicatie **ret, size_t *ret_n, struct err *e) MUST_CHECK;
int publicatie_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                    struct publicatie *ret, struct err *e) MUST_CHECK;
int publicatie_partijen_lees(struct conn *c, struct arena *a, int64_t id,
                             const struct publicatie_partij **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* The lists of n publications at once, in their order; `wie` is left empty. */
struct publicatie_lijst {
    const struct publicatie_partij *partij;
    size_t n;
};
int publicaties_partijen_lees(struct conn *c, struct arena *a, const int64_t *id, size_t n,
                              struct publicatie_lijst **ret, struct err *e) MUST_CHECK;
int publicaties_lijsten_lees(struct conn *c, struct arena *a, const struct publicatie *p, size_t n,
                             struct publicatie_lijst **ret,
                             struct err *e) MUST_CHECK; /* the same, of these */
/* The newest publication of each of n objects, in their order; 0: there is none. */
int publicaties_van(struct conn *c, struct arena *a, const char *soort, const int64_t *object, size_t n,
                    int64_t **ret, struct err *e) MUST_CHECK;
/* All partijen and where they work now: read once, for who asks of many areas (partijen_hier). */
struct werkgebieden {
    const struct partij *partij; /* by soort and name */
    size_t n;
    const struct partij_werkt {
        int64_t partij; /* as it acts now */
        const struct gebied *gebied;
    } * werkt; /* by partij */
    size_t n_werkt;
    date_t dag;
};
int werkgebieden_lees(struct conn *c, const struct gebieden *g, struct arena *a, struct werkgebieden *ret,
                      struct err *e) MUST_CHECK;
/* As partijen_in, of what was read. */
void partijen_hier(const struct werkgebieden *w, const struct gebieden *g, struct arena *a,
                   const struct gebied *gebied, const struct str *soorten, size_t n_soorten,
                   const struct partij **ret, size_t *ret_n);
/* The partijen that work in (a part of) an area now, of these soorten (NULL: all), by soort and name. */
int partijen_in(struct conn *c, const struct gebieden *g, struct arena *a, const struct gebied *gebied,
                const struct str *soorten, size_t n_soorten, const struct partij **ret, size_t *ret_n,
                struct err *e) MUST_CHECK;

/* ---- acting: within a write transaction, and written in the trail ---- */

/* The highest number that a publication has now; 0: there is none. */
int publicatie_laatste(struct conn *c, int64_t *ret, struct err *e) MUST_CHECK;
/* Was just this made after the one that who asks had seen (na), to as many partijen and with a document of
 * these bytes (NULL: none)? Then its number, else 0: for a form that is sent twice. */
int publicatie_al_gemaakt(struct conn *c, const struct publicatie *p, const struct str *document, size_t n,
                          int64_t na, int64_t *ret, struct err *e) MUST_CHECK;
int publicatie_maak(struct conn *c, const struct dader *d, const struct publicatie *p,
                    const struct partij *partijen, size_t n, int64_t *ret, struct err *e) MUST_CHECK;
/* ret_al: this mens said so before, and nothing was written. ERR_CONFLICT when it was not published to that
 * partij. */
int kennisname_bevestig(struct conn *c, const struct dader *d, int64_t publicatie, int64_t partij,
                        int64_t mens, struct str wie, bool *ret_al, struct err *e) MUST_CHECK;
/* gezien: how many reminders of this publication who asks had seen; when the same was noted since (a double
 * click) it is not noted twice. -1: not told. */
int kennisname_herinner(struct conn *c, const struct dader *d, int64_t publicatie, int64_t partij,
                        struct str hoe, struct str wie, int64_t gezien, struct err *e) MUST_CHECK;

/* ---- by mail (herinnering.c) ---- */

struct kennisname_gemaild {
    int64_t organisaties, brieven, al,
        niemand; /* al: reminded this week already; niemand: nobody to write to */
};
/* Writes to whoever may answer for the partijen that did not say they saw it, notes that as a reminder, and
 * adds to *ret. Passes over who was reminded this week, in whatever way, or `meest` times (0: no limit).
 * Within a write transaction. */
int kennisname_mail(struct conn *c, struct arena *a, const struct dader *d, const struct publicatie *p,
                    int64_t meest, struct str wie, struct kennisname_gemaild *ret, struct err *e) MUST_CHECK;
struct mens_rol;
bool mens_krijgt_post(const struct mens_rol *m);      /* an account that is in use */
struct str post_regel(struct arena *a, struct str s); /* one line, for a value in a mail */
date_t week_van(date_t dag);                          /* its Monday */

/* Has somebody a role at this partij itself? Only those can say that it saw something. */
struct wie;
bool wie_hoort_bij(const struct wie *w, int64_t partij);

extern const struct http_route kennisname_routes[], kennisname_doe_routes[], kennisname_nieuw_routes[];
extern const struct command kennisname_commands[];

#endif
