/* SPDX-License-Identifier: EUPL-1.2
 * Opgaven with a life: a concept, a consultation, what partijen object and what is answered, what moved
 * where, and the decision, after which the numbers are figures of the onderwerp opgave. Nothing is
 * overwritten: the concept stays, and what it is now follows from it and the moves. Sources: Inventarisatie
 * woonzorgvisies (Provincie Limburg, 2023), paragraaf 4.8 and bijlage 2; Kamerbrief Voortgang
 * ouderenhuisvesting 2025. */
#ifndef WZ_OPGAVE_OPGAVE_H
#define WZ_OPGAVE_OPGAVE_H

#include "base/command.h"
#include "gebied/gebied.h"
#include "gebied/omgeving.h"
#include "http/http.h"
#include "partij/partij.h"
#include "spoor/spoor.h"

enum { OPGAVE_TEKST_MAX = 5000, OPGAVE_TYPEN = 3, OPGAVE_AANTAL_MAX = 10000000, OPGAVE_FOUTEN_MAX = 50 };
extern const char *const opgave_typen[OPGAVE_TYPEN]; /* nultreden, geclusterd, zorggeschikt */
int opgave_type_bij(struct str code);                /* -1: unknown */

enum opgave_staat { OPGAVE_CONCEPT, OPGAVE_CONSULTATIE, OPGAVE_VASTGESTELD, OPGAVE_VERVALLEN, OPGAVE_STATEN };
extern const struct opgave_woord {
    const char *code, *naam;
} opgave_staten[OPGAVE_STATEN];

struct opgave {
    int64_t id, partij, moment, levering; /* levering 0: not vastgesteld */
    struct str titel, methode, herkomst, definitieset, wie, partij_naam;
    const struct gebied *gebied;
    int jaar;
    bool verzonnen;
    enum opgave_staat staat;
    date_t van, tot; /* of the consultation, else the day of the last step */
};

/* One gemeente: as the concept had it, and now. */
struct opgave_deel {
    const struct gebied *gebied;
    bool er[OPGAVE_TYPEN];
    int64_t concept[OPGAVE_TYPEN], nu[OPGAVE_TYPEN];
};
struct opgave_doel {
    bool er;
    int64_t aantal;
    struct str bron;
};
struct opgave_verschuiving {
    int64_t id, zienswijze, aantal, moment; /* zienswijze 0: none */
    int type;
    const struct gebied *van, *naar; /* NULL: it comes or goes outside the region's sum */
    struct str reden, wie;
    const int64_t *na; /* of one to be made: the last that who asks had seen, 0: none; NULL: not told */
};
struct opgave_zienswijze {
    int64_t id, partij, stuk, moment, eigen;
    bool heeft_eigen;
    int type;
    const struct gebied *gebied;
    struct str partij_naam, gronden, bewijs, wie;
    struct str besluit, antwoord, antwoord_wie; /* besluit empty: not answered */
    int64_t antwoord_moment;
};
struct opgave_toets {
    int64_t partij, moment;
    date_t datum;
    struct str soort, partij_naam, uitkomst, naam, toelichting;
};
/* What each partij thinks: said by itself, or what follows from its silence. */
struct opgave_oordeel {
    int64_t partij;
    struct str partij_naam, soort;
    struct str oordeel; /* overeen, niet_overeen, geen_kennis, geen_antwoord */
    struct str gronden;
    int64_t moment; /* 0: not said */
};
struct opgave_stap {
    enum opgave_staat stap;
    date_t van, tot;
    int64_t levering, moment;
    struct str toelichting, wie;
};

/* All about one. */
struct opgave_dossier {
    struct opgave o;
    struct opgave_deel *deel;
    size_t n;
    struct opgave_doel doel[OPGAVE_TYPEN];
    int64_t concept[OPGAVE_TYPEN], nu[OPGAVE_TYPEN]; /* sums */
    const struct opgave_verschuiving *verschuiving;
    size_t n_verschuiving;
    const struct opgave_zienswijze *zienswijze;
    size_t n_zienswijze, n_open; /* open: not answered */
    const struct opgave_toets *toets;
    size_t n_toets;
    const struct opgave_stap *stap;
    size_t n_stap;
    int64_t publicatie; /* the last; 0: none */
};

int opgaven_lees(struct conn *c, const struct gebieden *g, struct arena *a, const struct opgave **ret,
                 size_t *ret_n, struct err *e) MUST_CHECK;
int opgave_dossier_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                        struct opgave_dossier *ret, struct err *e) MUST_CHECK;
/* All of them, newest first, in as many questions as one takes. */
int opgave_dossiers_lees(struct conn *c, const struct gebieden *g, struct arena *a,
                         struct opgave_dossier **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* Of n dossiers (of opgave_dossiers_lees, or some of them in that order): what each partij thinks. */
struct opgave_oordelen {
    struct opgave_oordeel *at;
    size_t n;
};
int opgaven_oordelen_lees(struct conn *c, struct arena *a, struct opgave_dossier *d, size_t n,
                          struct opgave_oordelen **ret, struct err *e) MUST_CHECK;
int opgave_oordelen_lees(struct conn *c, struct arena *a, const struct opgave_dossier *d,
                         const struct opgave_oordeel **ret, size_t *ret_n, struct err *e) MUST_CHECK;
struct str oordeel_naam(struct str code);
/* Is a type in it? Of one that is not, nothing is known: that is not nought. */
bool opgave_heeft_type(const struct opgave_dossier *d, int type);
/* "1.000 nultreden, 400 geclusterd en 300 zorggeschikt", as they are now: one home can be of more than one
 * type, so that types are never added up. */
struct str opgave_per_type(struct arena *a, const struct opgave_dossier *d);
/* How the sums lie to the goals of the region, in words that follow "de som is". */
enum opgave_bij_doel { DOEL_GEEN, DOEL_GELIJK, DOEL_DEELS_GELIJK, DOEL_ANDERS };
enum opgave_bij_doel opgave_bij_doel(const struct opgave_dossier *d);
extern const char *const opgave_doel_woorden[]; /* by enum opgave_bij_doel */
/* Which types lie off their goal and by how much: "5 nultreden te veel, 3 geclusterd te weinig"; "" when none
 * does. ret_meest: the largest of those numbers, for types are never added up. */
struct str opgave_afwijking(struct arena *a, const struct opgave_dossier *d, int64_t *ret_meest);
/* Applies the moves to the concept and adds up. Pure. */
void opgave_reken(struct opgave_dossier *d);

/* ---- acting: within a write transaction, and written in the trail ---- */

struct opgave_nieuw {
    struct opgave o;
    VEC(struct opgave_deel) deel; /* concept */
    struct opgave_doel doel[OPGAVE_TYPEN];
    VEC(struct str) fouten; /* of its file: file, row, column and what was expected; the first */
    size_t n_fouten;        /* all of them */
};
/* A table of gebied, woningtype and aantal; rows of the region itself say what the sum should be. ERR_DATA
 * names every cell that is not right, as far as there is place; n->fouten has them apart. */
int opgave_bestand_lees(const struct gebieden *g, struct arena *a, struct str naam, struct str bytes,
                        struct opgave_nieuw *n, struct err *e) MUST_CHECK;
struct str opgave_fouten_tekst(struct arena *a, const struct opgave_nieuw *n); /* in one line */
/* The highest number that an opgave has now; 0: there is none. */
int opgave_laatste(struct conn *c, int64_t *ret, struct err *e) MUST_CHECK;
/* Was just this concept made after the one that who asks had seen (na)? Then its number, else 0: for a form
 * that is sent twice. */
int opgave_al_gemaakt(struct conn *c, const struct opgave_nieuw *n, int64_t na, int64_t *ret,
                      struct err *e) MUST_CHECK;
/* n->o.van: the day of the concept; 0: today. */
int opgave_maak(struct conn *c, const struct dader *d, const struct opgave_nieuw *n, int64_t *ret,
                struct err *e) MUST_CHECK;
/* Opens the consultation, and publishes it to these partijen. */
int opgave_consulteer(struct conn *c, const struct dader *d, const struct opgave_dossier *x, date_t van,
                      date_t tot, const struct partij *partijen, size_t n, struct str wie,
                      struct err *e) MUST_CHECK;
/* Who objects, judges or checks has seen it: that is noted too. A zienswijze that is there already, word for
 * word and not answered, is not made twice: its number comes back. ERR_DATA when the partij steers it itself.
 */
int zienswijze_maak(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                    const struct opgave_zienswijze *z, const struct http_upload *stuk, int64_t *ret,
                    struct err *e) MUST_CHECK;
/* v->aantal 0: nothing moves. */
int zienswijze_antwoord(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                        int64_t zienswijze, struct str besluit, struct str tekst,
                        const struct opgave_verschuiving *v, struct str wie, struct err *e) MUST_CHECK;
/* Asked again after it was done (a double click: v->na is older than a move that is the same) it does nothing
 * and is OK; ERR_CONFLICT when something else moved meanwhile. */
int opgave_verschuif(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                     const struct opgave_verschuiving *v, struct err *e) MUST_CHECK;
int opgave_toets_zet(struct conn *c, const struct dader *d, const struct opgave_dossier *x,
                     const struct opgave_toets *t, struct str wie, struct err *e) MUST_CHECK;
int oordeel_zet(struct conn *c, const struct dader *d, const struct opgave_dossier *x, int64_t partij,
                struct str oordeel, struct str gronden, struct str wie, struct err *e) MUST_CHECK;
int opgave_verval(struct conn *c, const struct dader *d, const struct opgave_dossier *x, struct str reden,
                  struct str wie, struct err *e) MUST_CHECK;
/* Decides: the numbers become a levering of the onderwerp opgave, and all to whom it was published are told.
 * A transaction of its own. ERR_CONFLICT while a zienswijze is not answered. */
int opgave_stel_vast(struct store *s, const struct gebieden *g, struct arena *a, const struct dader *d,
                     const struct opgave_dossier *x, struct str toelichting, struct str wie,
                     int64_t *ret_levering, struct err *e) MUST_CHECK;

extern const struct http_route opgave_routes[], opgave_nieuw_routes[], opgave_doe_routes[];
extern const struct command opgave_commands[];

#endif
