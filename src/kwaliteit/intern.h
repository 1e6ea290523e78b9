/* SPDX-License-Identifier: EUPL-1.2
 * Between the steps of a check: the observations that the rules speak of → what the rules find in them → the
 * store. */
#ifndef WZ_KWALITEIT_INTERN_H
#define WZ_KWALITEIT_INTERN_H

#include "base/map.h"
#include "cijfer/merk.h"
#include "cijfer/waarneming.h"
#include "kwaliteit/kwaliteit.h"
#include "kwaliteit/regel.h"

/* One observation, as /v1/waarnemingen tells it. */
struct waarde {
    const struct waarneming_blok *blok;
    const struct gebied *gebied;
    int onderwerp, woningtype, rest, bron; /* numbers of words; rest: segment, kenmerk and horizon together */
    int64_t waarde;
    date_t geleverd; /* peildatum of its levering */
    bool heeft, nvt;
    bool geheim; /* confidential rows are in it: its value stands in no finding */
};

/* All observations that a set of rules speaks of, and ways to find them. Grows only. */
struct waarden {
    struct arena *a;
    const struct gebieden *g;
    VEC(struct waarde) w;
    struct map woord;              /* text → number */
    VEC(struct str) naam;          /* of a number */
    struct map binnen, alle;       /* key → 1 + index in w; `alle`: of the newest levering */
    bool met_alle;                 /* a rule goes over leveringen: `alle` is kept as well */
    const struct waarde *nieuwste; /* by index of a gebied: the newest figure of the noemer of an uitschieter
                                      that is not split; blok NULL: there is none. NULL: no noemer */
};

void waarden_open(struct waarden *x, struct arena *a, const struct gebieden *g);
int woord_nummer(struct waarden *x, struct str s); /* the same for the same text */
/* Adds one; kept once per levering, reeks, gebied and period. */
void waarden_bij(struct waarden *x, const struct waarde *w);
/* The observation of an onderwerp in a period for the gebied of `bij`; NULL when there is none. A stock is
 * found on the last or the first day of the period. alle: of whichever levering is newest; else of that of
 * `bij`, from its bron. */
const struct waarde *waarden_zoek(const struct waarden *x, const struct waarde *bij, int onderwerp,
                                  int woningtype, date_t van, date_t tot, bool alle);

/* ---- lezing.c: what a check reads, a part at a time ---- */

struct lezing {
    struct conn *c;
    const struct gebieden *g;
    struct arena *a; /* of the whole check */
    int64_t levering;
    const struct waarneming_blok *blok; /* all that is active, in order of reeks and period */
    size_t n;
    struct map peildatum; /* number of a levering → its peildatum */
    struct map nieuwste;  /* code of an onderwerp → waarden by index of a gebied, see struct waarden */
};

/* Blocks that are looked at together: what a rule compares never lies in two parts. */
struct lezing_deel {
    struct str sleutel;
    date_t tot; /* later periods are not compared; DATE_OPEN: all are */
    VEC(struct waarneming_blok) blok;
};

/* Reads what there is to read. Sees what this very transaction stored. */
int lezing_open(struct lezing *z, struct conn *c, const struct gebieden *g, struct arena *a, int64_t levering,
                struct err *e) MUST_CHECK;
/* The parts of a rule; on a. None when an uitschieter has nothing of this levering to look at. */
void lezing_delen(const struct lezing *z, struct arena *a, const struct regel *r,
                  const struct lezing_deel **ret, size_t *ret_n);
/* The observations of a part; on a. */
int lezing_lees(struct lezing *z, struct arena *a, const struct regel *r, const struct lezing_deel *deel,
                struct waarden *ret, struct err *e) MUST_CHECK;
/* Does a rule speak of an onderwerp? A check of plans speaks of the figures that plans give. */
bool regel_noemt(const struct regel *r, struct str onderwerp);

/* What a rule found. */
struct vondst {
    const struct regel *regel;
    struct str sleutel, tekst;
    enum ernst ernst;
    int64_t levering;     /* of who may look at it */
    struct str onderwerp; /* code; empty: of no single one */
    const struct gebied *gebied;
    date_t van, tot;
    bool geheim; /* its numbers may not be seen */
    int64_t links, rechts;
    const struct waarde **cijfer; /* what it speaks of: these figures bear its mark */
    size_t n;
};

struct toets {
    const struct regel *regel;
    int64_t getoetst, bevonden, overgeslagen;
};

struct vondsten {
    struct arena *a;
    VEC(struct vondst) v;
    VEC(struct toets) toets; /* one a rule */
};
/* Adds how a part of a rule went to what there is of that rule, the last; nothing looked at leaves no trace.
 */
void toets_bij(struct vondsten *uit, const struct toets *t);

/* Each looks at what the levering has a part in (0: at everything), and adds what it finds. Pure. */
void verband_toets(struct waarden *x, const struct regel *r, const struct onderwerp *o, size_t n,
                   int64_t levering, struct vondsten *uit);
void uitschieter_toets(struct waarden *x, const struct regel *r, const struct onderwerp *o, size_t n,
                       int64_t levering, struct vondsten *uit);
void volledig_toets(struct waarden *x, const struct regel *r, const struct onderwerp *o, size_t n,
                    int64_t levering, struct vondsten *uit);
/* What the plans themselves show: c1, c2, c4 and numbers below nought, as a count a gemeente of the plans
 * that may be seen. Reads the plans of the levering. */
int plan_toets(struct conn *c, struct waarden *x, const struct regel *r, int64_t levering,
               struct vondsten *uit, struct err *e) MUST_CHECK;

/* ---- bevinding_sql.c: within a write transaction ---- */

/* A finding that still holds, as it is kept. */
struct bewaard {
    int64_t id, levering, links, rechts;
    struct str sleutel, versie, status;
    int ernst;
    bool geheim, blijft;
};
/* What now touches a levering or the one that it supersedes (0: none), and all of some rules; each once, in
 * order of sleutel. */
int bewaard_lees(struct conn *c, struct arena *a, int64_t levering, int64_t oud, const struct str *regels,
                 size_t n_regels, struct bewaard **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* Adds a finding with the marks on its figures; status is that of the same finding before (van, NULL: open).
 */
int bevinding_maak(struct conn *c, struct arena *a, const struct vondst *v, const struct bewaard *van,
                   const struct onderwerp *o, int64_t nu, struct err *e) MUST_CHECK;
/* Ends one: hersteld or vervallen, with the levering by which that shows. */
int bevinding_eindig(struct conn *c, const struct bewaard *b, const char *status, struct str reden,
                     const struct levering *door, int64_t nu, struct err *e) MUST_CHECK;
int controle_noteer(struct conn *c, int64_t levering, int64_t regels, const struct vondsten *v, int64_t nu,
                    struct err *e) MUST_CHECK;
/* Codes of the onderwerpen in a levering or the one that it supersedes. */
int levering_onderwerpen(struct conn *c, struct arena *a, int64_t levering, int64_t oud,
                         const struct str **ret, size_t *ret_n, struct err *e) MUST_CHECK;
int levering_vervangen(struct conn *c, int64_t levering, int64_t *ret,
                       struct err *e) MUST_CHECK; /* 0: none */
/* Active leveringen not yet checked with these rules; alles: every active one that can be. */
int wachtend_lees(struct conn *c, struct arena *a, int64_t regels, bool alles, const int64_t **ret,
                  size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- for the pages ---- */

struct leveraar_stand {
    struct str naam, code;
    int64_t open[4], beantwoord; /* by ernst */
};
int leveraars_lees(struct conn *c, struct arena *a, struct leveraar_stand **ret, size_t *ret_n,
                   struct err *e) MUST_CHECK;
/* Of every soort and leveraar the active levering with the newest peildatum. */
int nieuwste_leveringen_lees(struct conn *c, struct arena *a, const struct levering **ret, size_t *ret_n,
                             struct err *e) MUST_CHECK;
struct toets_stand {
    struct str regel;
    int64_t getoetst, bevonden, overgeslagen;
};
/* The newest check of a levering; 0: summed over the newest of every active one. *ret_moment 0: never
 * checked. */
int toetsen_lees(struct conn *c, struct arena *a, int64_t levering, const struct toets_stand **ret,
                 size_t *ret_n, int64_t *ret_moment, struct err *e) MUST_CHECK;

/* A table of findings with a way to answer each; at most `hoogstens` rows (0: all). */
struct pagina;
struct doc *bevindingen_pagina_tabel(struct pagina *p, const char *id, struct str titel,
                                     const struct bevinding *v, size_t n, size_t hoogstens, const char *pad);

const struct onderwerp *onderwerp_van(const struct onderwerp *o, size_t n,
                                      struct str code); /* NULL: unknown */
/* The key of a finding on w: the same for the same figure in a later levering of the same soort and leveraar.
 */
struct str vondst_sleutel(struct arena *a, const struct waarden *x, const struct regel *r,
                          const struct waarde *w);

#endif
