/* SPDX-License-Identifier: EUPL-1.2
 * Plans kept as plans: what a levering tells of each, apart from the cijfers that it gives. Written in the
 * transaction of its levering; what counts on a date is chosen when they are read, as for cijfers. Nothing
 * here tells of a confidential plan but in a sum. */
#ifndef WZ_PLAN_PLAN_H
#define WZ_PLAN_PLAN_H

#include "cijfer/levering.h"
#include "plan/planstatus.h"
#include "tabel/geobestand.h"

/* Whether a plan may be shown. Of a confidential one no number leaves this room: its cijfers count where
 * cijfer/cel_geheim.h allows it, and a second sum of the same homes would tell what those leave out. */
enum plan_openbaar { PLAN_OPEN = 0, PLAN_VERTROUWELIJK = 2 };

/* What checking it found; nothing is mended. */
enum plan_bevinding {
    BEVINDING_C1 = 1,        /* the years do not add up to the total */
    BEVINDING_C2 = 2,        /* eengezins, meergezins and onbekend do not */
    BEVINDING_C4 = 4,        /* the price classes do not */
    BEVINDING_C_ANDERS = 8,  /* a check as delivered is not what it comes to */
    BEVINDING_NEGATIEF = 16, /* a number below nought */
    BEVINDING_NAAM = 32,     /* another plan of the gemeente in this levering has the same name */
    BEVINDING_CODE = 64,     /* … the same plancode */
    BEVINDING_OUDEREN = 128, /* the types for older people count more homes than the plan: some count twice */
    BEVINDING_TYPE = 256,    /* one type counts more homes than the plan */
    BEVINDING_STATUS = 512,  /* the status bears the code of another than it is read as */
    BEVINDING_MIST_STATUS = 1024, /* no status was delivered */
    BEVINDING_AANTAL = 11,
};
struct str plan_bevinding_code(enum plan_bevinding b);  /* "c1", "negatief" …, for addresses */
struct str plan_bevinding_tekst(enum plan_bevinding b); /* Dutch, a sentence */
unsigned plan_bevinding_bij_code(struct str code);      /* 0 when there is none */

/* The woningtypen by which a plan can be asked: "nultreden" … */
enum { PLAN_TYPEN = 4 };
extern const char *const plan_typen[PLAN_TYPEN];

struct str plan_vorm_naam(enum vorm_soort v); /* "geen", "punt", "vlak" */

/* One number as delivered. */
struct plan_getal {
    struct str soort; /* totaal, jaar, woningtype, ouderen, prijs, eigendom, controle */
    struct str code;  /* within the soort: bruto, nultreden, huur-sociaal, c1 …; "" for a year's homes */
    int van, tot;     /* years; 0: none stated. 2035 and 2039 for the years between */
    int64_t waarde;
    uint8_t ontbreekt; /* enum cijfer_ontbreekt */
    int64_t rij;       /* of the cell; 0: the plan's own row */
    int kolom;         /* of the cell, 0-based; -1: a row of the layer with years */
};

/* ---- writing: what an importer hands over ---- */

struct plan_nieuw {
    const struct gebied *gebied;
    int64_t blad, rij;
    struct str naam, plancode, plantype, fase, status_geleverd;
    const struct planstatus *status;
    bool vertrouwelijk, verzonnen;
    unsigned bevinding;
    bool rest; /* the total counts what is still to be built, not all homes */
    int64_t woningen;
    uint8_t ontbreekt;
    enum vorm_soort vorm;
    const double *xy; /* RD metres, as plan_vorm.punten holds them */
    size_t n_xy;      /* doubles */
    const struct plan_getal *getal;
    size_t n_getal;
};

struct plannen_nieuw {
    struct arena *a;
    VEC(struct plan_nieuw) plan;
    int64_t namen_dubbel;    /* names that more plans of one gemeente bear */
    struct map namen, codes; /* private: who bore a name or code before */
};

/* Adds a plan; notes that its name or code was there before, with both. Returns what is new to it: the bits
 * BEVINDING_NAAM and BEVINDING_CODE. All that p points to must live as long as the plannen. */
unsigned plan_bij(struct plannen_nieuw *l, const struct plan_nieuw *p);
/* Stores them (levering_nieuw.schrijf, with the plannen as ctx). */
int plannen_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e) MUST_CHECK;

/* ---- reading ---- */

/* A rectangle in whole RD metres, edges included. */
struct plan_kader {
    int64_t x_min, y_min, x_max, y_max;
};

/* Which plans. All zero: those that count now, everywhere. */
struct plan_keuze {
    const struct gebied
        *gebied; /* NULL: everywhere. A plan of a vanished gemeente goes where most of that gemeente went */
    date_t gebiedsdatum;            /* the division of gemeenten; 0: today */
    date_t peildatum;               /* the latest leveringen of or before it; 0: the newest */
    int64_t stand;                  /* as known at this moment; 0: now */
    int64_t levering;               /* not 0: of this levering, whether it counts or not */
    const struct plan_kader *kader; /* not NULL: shapes of which the box touches it */
    struct str soort;               /* of the levering: "basisset"; empty: all */
    struct str status;              /* "1A" …, or "hard", "zacht", "onbekend"; empty: all */
    struct str woningtype;          /* plans with homes of this type: "nultreden" …; empty: all */
    unsigned bevinding;             /* plans with any of these; 0: all */
    int64_t na;                     /* only with a higher number: the last one of the page before */
    int64_t hoogstens;              /* 0: all */
};

struct plan {
    int64_t id, levering, blad, rij;
    const struct gebied *gebied; /* as delivered */
    struct str naam, plancode, plantype, fase, status_geleverd, status, hardheid;
    struct str levering_soort, leveraar;
    date_t peildatum; /* of the levering */
    enum plan_openbaar openbaar;
    bool verzonnen, rest;
    unsigned bevinding;
    int64_t woningen;  /* 0 when it is not there */
    uint8_t ontbreekt; /* why it is not */
    bool heeft_type;   /* a woningtype was asked: van_type homes are of it */
    int64_t van_type;
    enum vorm_soort vorm;
    struct plan_kader kader; /* when there is a shape */
    const double *xy;        /* the shape, when it was asked; NULL */
    size_t n_xy;
};

/* Called for each plan in order of its number, which never changes; what *p points to lives until it returns.
 * Non-zero stops and is passed on. It must not use the connection. */
typedef int plan_fn(void *ctx, const struct plan *p, struct err *e);
/* Reads what may be public: never a confidential plan. One query, whatever the
 * number. */
int plannen_openbaar(struct conn *c, const struct gebieden *g, const struct plan_keuze *k, bool met_vorm,
                     plan_fn *fn, void *ctx, struct err *e) MUST_CHECK;
/* Called for each number of homes by plan_typen that is delivered and may be seen, in order of the plans. */
typedef void plan_type_fn(void *ctx, int64_t plan, size_t type, int64_t woningen);
/* Of the keuze only peildatum, stand, levering and soort count. */
int plannen_typen(struct conn *c, const struct plan_keuze *k, plan_type_fn *fn, void *ctx,
                  struct err *e) MUST_CHECK;
/* A number that is another one as soon as other leveringen of plans count: what was made of all plans is good
 * as long as it stays the same. Of the keuze only peildatum, stand, levering and soort count. */
int plannen_versie(struct conn *c, const struct plan_keuze *k, uint64_t *ret, struct err *e) MUST_CHECK;
/* The gemeente in which a plan lies on d: that of its levering, or to where most of it went. */
const struct gebied *plan_gemeente(const struct gebieden *g, struct arena *scratch,
                                   const struct gebied *geleverd, date_t d);
/* One public plan with its numbers, also of a levering that no longer
 * counts. ERR_NOT_FOUND for one that may not be seen as for one that is not there. */
int plan_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id, struct plan *ret,
              const struct plan_getal **ret_getal, size_t *ret_n, struct err *e) MUST_CHECK;

/* What there is, of one kind of levering: kinds overlap, and are never added. */
struct plan_som {
    struct str soort;
    int64_t leveringen;
    int64_t open, open_met; /* plans that are shown; of those, with a number */
    int64_t woningen[3];    /* of open_met: hard, zacht, onbekend */
    bool vertrouwelijk;     /* there are confidential plans; they are not counted here */
    int64_t vormen;         /* open plans with a shape */
    bool rest;              /* its totals count what is still to be built */
};
/* Per kind, in order of its name. Of the keuze only gebied, gebiedsdatum, peildatum, stand, levering and
 * soort count. */
int plannen_som(struct conn *c, const struct gebieden *g, struct arena *a, const struct plan_keuze *k,
                struct plan_som **ret, size_t *ret_n, struct err *e) MUST_CHECK;

#endif
