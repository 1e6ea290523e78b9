/* SPDX-License-Identifier: EUPL-1.2
 * Woonzorgvisies: per gemeente, and per region that makes one together, in which state it is, what is
 * expected, by whom that was said and when, and what it covers. Only added to: see README.md. Source:
 * Inventarisatie woonzorgvisies (Provincie Limburg, 2023), chapters 4 and 7, bijlage 1. */
#ifndef WZ_VISIE_VISIE_H
#define WZ_VISIE_VISIE_H

#include "base/command.h"
#include "gebied/gebied.h"
#include "http/http.h"
#include "spoor/spoor.h"

/* In order: a later one holds the earlier ones. */
enum visie_staat {
    VISIE_ONBEKEND,
    VISIE_TE_STARTEN,
    VISIE_BEZIG,
    VISIE_GEREALISEERD,
    VISIE_VASTGESTELD,
    VISIE_STATEN
};
extern const struct visie_woord {
    const char *code, *naam;
} visie_staten[VISIE_STATEN];
bool visie_staat_lees(struct str code, enum visie_staat *ret);

/* What was said once: a fact, or what is expected. */
struct visie_stand {
    int64_t id, visie, partij, moment; /* partij 0: not said by one of them */
    const struct gebied *gebied;
    enum visie_staat staat;
    bool verwacht, verzonnen;
    date_t datum;     /* since when, or by when; 0: not known */
    date_t gezegd_op; /* the day on which it was said */
    struct str route, herkomst, toelichting, wie;
    bool gekozen; /* of a ronde: a person chose it over what was known */
};

/* A question about what a vision covers. */
struct visie_vraag {
    const char *code;       /* "bouwsteen.1a" */
    const char *deel;       /* part of the form: "bouwstenen" … */
    const char *naam;       /* as people read it */
    const char *antwoorden; /* codes, parted by "|"; words in visie_antwoord_naam() */
    const char *groep;      /* of bijlage 1: the class; else NULL */
};
extern const struct visie_vraag visie_vragen[]; /* ends with code NULL */
extern const struct visie_woord visie_delen[];  /* the parts, in order; ends with code NULL */
const struct visie_vraag *visie_vraag_bij(struct str code);
bool visie_antwoord_mag(const struct visie_vraag *v, struct str antwoord);
struct str visie_antwoord_naam(struct str code);

struct visie_antwoord {
    int64_t visie, partij;
    const struct gebied *gebied;
    const struct visie_vraag *vraag;
    struct str antwoord, route, herkomst, wie;
    date_t gezegd_op;
    bool verzonnen;
};

/* One vision as it was on a day, as far as was said by another day. */
struct visie_beeld {
    const struct gebied *gebied;
    enum visie_staat staat;
    const struct visie_stand *nu;                     /* what says so; NULL: nothing was said */
    date_t sinds;                                     /* nu's date, else the day on which it was said */
    const struct visie_stand *verwacht[VISIE_STATEN]; /* the latest word about when; NULL: none */
    const struct visie_stand *anders; /* a round of a questionnaire that says otherwise; NULL: none does */
};
/* s: all that was said about one vision, in order of gezegd_op and id. Pure. */
void visie_op(const struct visie_stand *s, size_t n, date_t dag, date_t bekend, struct visie_beeld *ret);
/* From when on a state, or one that holds it, is a fact; 0: not yet. Pure. */
date_t visie_bereikt(const struct visie_stand *s, size_t n, enum visie_staat staat, date_t bekend);

/* ---- asking ---- */

struct visies {
    const struct visie_stand *stand; /* by gebied, gezegd_op, id */
    size_t n;
    const struct visie_antwoord *antwoord; /* the latest to each question, by gebied */
    size_t n_antwoord;
};
int visies_lees(struct conn *c, const struct gebieden *g, struct arena *a, date_t bekend, struct visies *ret,
                struct err *e) MUST_CHECK;
/* Is any of what is told made up? A page of all of them says so at its head. */
bool visies_verzonnen(const struct visies *v);
/* The part that is of one gebied. */
void visie_standen_van(const struct visies *v, const struct gebied *g, const struct visie_stand **ret,
                       size_t *ret_n);
/* "" when it was not asked or not answered. */
const struct visie_antwoord *visie_antwoord_van(const struct visies *v, const struct gebied *g,
                                                const struct visie_vraag *vraag);
struct visie_telling {
    int64_t aantal;
    enum visie_staat staat;
    bool verwacht;
    date_t datum, gezegd_op;
    struct str bron;
};
int visie_tellingen_lees(struct conn *c, struct arena *a, const struct gebied *g,
                         const struct visie_telling **ret, size_t *ret_n, struct err *e) MUST_CHECK;
struct visie_document {
    int64_t nummer, stuk, bytes, moment;
    struct str naam, sha256, toelichting, wie;
};
int visie_documenten_lees(struct conn *c, struct arena *a, const struct gebied *g,
                          const struct visie_document **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* The partij that speaks for a gebied: its own, for a region the province that it lies in; 0: none. */
int visie_partij(struct conn *c, const struct gebieden *g, struct arena *a, const struct gebied *gebied,
                 int64_t *ret, struct err *e) MUST_CHECK;

/* ---- adding: within a write transaction, and written in the trail ---- */

enum { VISIE_TEKST_MAX = 1000 };
/* ERR_DATA for a date that cannot be; ERR_CONFLICT when the same was said last. *ret_id (may be NULL): its
 * row. */
int visie_stand_zet(struct conn *c, const struct dader *d, const struct visie_stand *s, int64_t *ret_id,
                    struct err *e) MUST_CHECK;
/* Skips an answer that is as it was; *ret_n (may be NULL) counts the others. */
int visie_antwoorden_zet(struct conn *c, const struct dader *d, const struct visie_antwoord *v, size_t n,
                         size_t *ret_n, struct err *e) MUST_CHECK;
int visie_document_zet(struct conn *c, const struct dader *d, const struct gebied *g,
                       const struct http_upload *u, struct str toelichting, int64_t partij, struct str wie,
                       struct err *e) MUST_CHECK;

/* A file of states, answers and printed totals; what is there already is left alone. */
struct visie_uitslag {
    int64_t standen, antwoorden, tellingen;
};
int visie_bestand_neem(struct store *s, const struct gebieden *g, struct arena *a, const struct dader *d,
                       struct str naam, struct str bytes, struct visie_uitslag *ret,
                       struct err *e) MUST_CHECK;

extern const struct http_route visie_routes[], visie_een_routes[], visie_invul_routes[], tegenspraak_routes[];
extern const struct command visie_commands[];

#endif
