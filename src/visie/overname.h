/* SPDX-License-Identifier: EUPL-1.2
 * What a ronde of a questionnaire told about woonzorgvisies, on its way in: what is new is added with the
 * ronde as its herkomst; what is otherwise than was known stays beside it until a person chooses, with a
 * reason. The rondes themselves are of a higher room (src/overname), which passes their answers down here. */
#ifndef WZ_VISIE_OVERNAME_H
#define WZ_VISIE_OVERNAME_H

#include "visie/visie.h"

/* One thing that one gemeente answered. */
struct visie_gezegd {
    const struct gebied *gebied;
    const struct visie_vraag *vraag; /* NULL: about the state */
    enum visie_staat staat;          /* of the state */
    bool verwacht, verzonnen;
    date_t datum;        /* of an expectation: by when; else 0 */
    date_t gezegd_op;    /* the day as of which it was told */
    struct str antwoord; /* of vraag */
    struct str herkomst;
    int64_t partij, ronde, respons;
};

/* Two that say something else, and what somebody chose. */
struct visie_tegenspraak {
    int64_t id, visie, ronde, partij, moment;
    const struct gebied *gebied;
    const struct visie_vraag *vraag; /* NULL: about the state */
    struct str veld, zegt, herkomst; /* what the ronde told; zegt as its code */
    date_t datum, gezegd_op;
    bool verzonnen;
    struct str bekend, bekend_herkomst, bekend_wie; /* what was known */
    date_t bekend_datum, bekend_op;
    bool bekend_verzonnen;
    struct str keuze, reden, wie; /* keuze empty: nobody chose yet */
    int64_t gekozen;              /* moment */
};
/* Of one gebied, or of all (NULL); those that wait first. */
int visie_tegenspraken_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                            const struct gebied *gebied, const struct visie_tegenspraak **ret, size_t *ret_n,
                            struct err *e) MUST_CHECK;
struct str visie_zegt_naam(const struct visie_tegenspraak *t, struct str code); /* in words */

enum visie_overname {
    OVERNAME_NIEUW,   /* nothing else was known: is added */
    OVERNAME_GELIJK,  /* says what is known already */
    OVERNAME_LATER,   /* a later ronde told it anew */
    OVERNAME_STRIJDT, /* something else is known: a person chooses */
    OVERNAME_WACHT,   /* so it was found before, and nobody chose yet */
    OVERNAME_BESLIST, /* somebody chose */
    OVERNAME_N
};
extern const char *const visie_overname_woorden[OVERNAME_N];

struct visie_vergeleken {
    enum visie_overname wat;
    const struct visie_stand *stand;       /* what is known; NULL: no state */
    const struct visie_antwoord *antwoord; /* idem, of a question */
    const struct visie_tegenspraak *eerder;
};
/* v: all that is known; t: all that was found before. Pure. */
void visie_vergelijk(const struct visies *v, const struct visie_tegenspraak *t, size_t n,
                     const struct visie_gezegd *x, struct visie_vergeleken *ret);

struct visie_overgenomen {
    int64_t tel[OVERNAME_N];
};
/* Takes over, within a write transaction: adds what is new, keeps what disagrees for a person. */
int visie_overneem(struct conn *c, const struct gebieden *g, const struct dader *d,
                   const struct visie_gezegd *x, size_t n, struct str wie, struct visie_overgenomen *ret,
                   struct err *e) MUST_CHECK;
/* Settles one of this gebied. ERR_CONFLICT when somebody chose already. partij: for whom is spoken. */
int visie_kies(struct conn *c, const struct gebieden *g, const struct dader *d, const struct gebied *gebied,
               int64_t tegenspraak, bool ronde, struct str reden, int64_t partij, struct str wie,
               struct err *e) MUST_CHECK;

#endif
