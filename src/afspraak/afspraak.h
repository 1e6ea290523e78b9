/* SPDX-License-Identifier: EUPL-1.2
 * Afspraken (woondeal, woonzorgafspraak, prestatieafspraak): who promises what, where and by when. A promise
 * of a number is measured by a figure, against a path per year, and judged by rulebooks that are data; a
 * promise of a deed by a date and evidence. Only added to: see README.md and docs/methoden/afspraken.md. */
#ifndef WZ_AFSPRAAK_AFSPRAAK_H
#define WZ_AFSPRAAK_AFSPRAAK_H

#include "base/command.h"
#include "cijfer/cijfer.h"
#include "gebied/gebied.h"
#include "http/http.h"
#include "partij/partij.h"
#include "spoor/spoor.h"

enum {
    AFSPRAAK_TITEL_MAX = 200,
    AFSPRAAK_TEKST_MAX = 2000,
    AFSPRAAK_BELOFTEN_MAX = 60, /* of one afspraak */
    BELOFTE_JAREN_MAX = 30,
    BELOFTE_PARTIJEN_MAX = 60,
    BELOFTE_AANTAL_MAX = 10000000
};

/* ---- kinds and rulebooks: data (regels.c) ---- */

struct afspraak_soort {
    struct str code, naam, uitleg;
    struct str regie; /* kinds of partij that may keep one, parted by spaces */
};
/* A step of a rulebook: from this percentage on. */
struct afspraak_trede {
    int64_t vanaf; /* whole percentages, half up */
    struct str oordeel, gevolg;
    int ernst; /* 0 good … 3 worst */
};
struct afspraak_boek {
    struct str code, naam, bron;
    int jaren;                 /* the last so many years together; 0: all since the first */
    bool verzonnen;            /* made up as an example */
    struct afspraak_trede *tr; /* descending; the last begins at 0 */
    size_t n;
};
struct afspraak_regels {
    struct afspraak_soort *soort;
    size_t n_soort;
    struct afspraak_boek *boek; /* the first counts where an afspraak names none */
    size_t n_boek;
    struct str bestand; /* of the rulebooks */
};
/* Whatever is wrong is ERR_DATA with file, row and column. */
int afspraak_boeken_lees(struct arena *a, struct str bestand, struct str bytes, struct afspraak_regels *ret,
                         struct err *e) MUST_CHECK;
int afspraak_soorten_lees(struct arena *a, struct str bestand, struct str bytes, struct afspraak_regels *ret,
                          struct err *e) MUST_CHECK;
/* Those that count: the installation's own, else those of the program. */
int afspraak_regels_nu(struct conn *c, struct arena *a, struct afspraak_regels *ret,
                       struct err *e) MUST_CHECK;
/* Checks and keeps a file. soort: "regels" or "soorten". */
int afspraak_bestand_bewaar(struct store *s, struct arena *a, const struct dader *d, const char *soort,
                            struct str bestand, struct str bytes, struct err *e) MUST_CHECK;
const struct afspraak_soort *afspraak_soort_bij(const struct afspraak_regels *r,
                                                struct str code); /* or NULL */
/* The first when the code is empty or not there any more. */
const struct afspraak_boek *afspraak_boek_bij(const struct afspraak_regels *r, struct str code);
bool afspraak_soort_mag(const struct afspraak_soort *s,
                        struct str partij_soort); /* may such a partij keep it? */

/* ---- progress (afspraak.c): pure ---- */

/* What is known of a number: exactly when max_er and both are equal, else that it lies between them; without
 * max_er that it is at least min. */
struct meting {
    bool er, max_er;
    int64_t min, max;
};
enum meting_reden {
    METING_ER,
    METING_GEEN,  /* no figure of this year */
    METING_LOOPT, /* the year is not over */
    METING_NIET_OPENBAAR,
    METING_ZEGT_NIETS, /* "at least 0" */
    METING_ANDERE_BRON /* of another bron or definitieset than the years before it */
};
struct voortgang_jaar {
    int jaar;
    int64_t pad;           /* promised for this year */
    struct meting gemeten; /* of a flow: in the year; of a stand: at its end */
    enum meting_reden reden;
    const struct cijfer_uitkomst *cijfer; /* NULL: not asked */
    struct str adres;                     /* of its herkomst, without "/herkomst/"; empty: none */
    /* By voortgang_reken(): */
    int64_t pad_som;         /* promised up to and with this year */
    struct meting deel, som; /* reached in this year; up to and with it */
};
struct voortgang {
    bool stand;                               /* measured by a level, not by what came about in a year */
    struct meting nul;                        /* of a stand: the level before the first year */
    const struct cijfer_uitkomst *nul_cijfer; /* NULL: said, not measured */
    struct str nul_adres, eenheid, onderwerp_naam;
    struct voortgang_jaar *jaar;
    size_t n;
};
void voortgang_reken(struct voortgang *v);
/* Reached, and promised, over the years [van, tot] by index. Missing years make it "at least". */
struct meting voortgang_over(const struct voortgang *v, size_t van, size_t tot, int64_t *ret_pad,
                             size_t *ret_mist);
/* The amount divided evenly over n years: up to and with year k it is amount × k / n, half up. */
void belofte_pad_gelijk(int64_t aantal, size_t n, int64_t *ret);

enum belofte_stand_soort {
    STAND_OORDEEL,     /* judged: trede */
    STAND_ONZEKER,     /* at least this trede: the figure is "at least" */
    STAND_GEEN_CIJFER, /* years are over, and none has a figure */
    STAND_NOG_NIET,    /* nothing is due */
    STAND_GEDAAN,
    STAND_OPEN,
    STAND_TE_LAAT,
    STAND_INGETROKKEN
};
struct afspraak_oordeel {
    const struct afspraak_boek *boek;
    enum belofte_stand_soort stand;
    const struct afspraak_trede *trede; /* of STAND_OORDEEL, and the least of STAND_ONZEKER; else NULL */
    int van, tot;                       /* the years that were counted; 0: none */
    int64_t pad, percent;               /* percent: of what was reached at least, half up */
    struct meting uit;
    size_t mist;    /* years among them without a figure */
    size_t wacht;   /* years after them that are over, without a figure */
    int laatste_om; /* the last year of the path that is over; 0: none */
};
/* Judges by one rulebook, as of a day: only years that are over count. */
void voortgang_oordeel(const struct voortgang *v, const struct afspraak_boek *b, date_t dag,
                       struct afspraak_oordeel *ret);
/* In one sentence, with the numbers, the percentage and the limit. */
struct str oordeel_zin(struct arena *a, const struct voortgang *v, const struct afspraak_oordeel *o);

/* One class over all that a promise can be, for filters, sums and signals; worse is higher. */
enum afspraak_klasse {
    KLASSE_INGETROKKEN,
    KLASSE_NOG_NIET,
    KLASSE_GOED,
    KLASSE_GEEN_CIJFER,
    KLASSE_ONZEKER,
    KLASSE_LET_OP,
    KLASSE_ACHTER,
    KLASSE_N
};
extern const struct afspraak_woord {
    const char *code, *naam;
} afspraak_klassen[KLASSE_N];
bool afspraak_klasse_lees(struct str code, enum afspraak_klasse *ret);

/* ---- what there is (afspraak_sql.c) ---- */

struct belofte_partij {
    int64_t partij; /* as it acts now */
    struct str naam;
    struct str oordeel, toelichting, wie; /* its last word on this version: "", bevestigd, betwist */
    int64_t moment;
};
struct belofte {
    int64_t id, nummer, versie_id, versie, moment;
    bool cijfer; /* else a daad */
    struct str toezegging, door, reden, wie;
    const struct gebied *gebied;
    struct str onderwerp, woningtype, segment, kenmerk, cijferbron, definitieset, nul_bron;
    int venster_van, venster_tot, van, tot;
    int64_t aantal, nul;
    bool heeft_nul, eigen_pad;
    date_t uiterlijk;
    struct belofte_partij *partij;
    size_t n_partij;
    const int64_t *pad; /* for each year from van on */
    /* Of a daad: what was said last. */
    bool gedaan;
    date_t gedaan_op;
    struct str bewijs, bewijs_wie;
    int64_t bewijs_stuk; /* 0: none */
    bool ingetrokken;
    struct str einde_reden;
    /* By afspraken_meet(): */
    struct voortgang voortgang;
    struct afspraak_oordeel oordeel;
    enum afspraak_klasse klasse;
};
struct afspraak {
    int64_t id, partij, moment, versie; /* partij 0: the installation itself */
    struct str code, soort, titel, boek, bron, toelichting, reden, wie;
    const struct gebied *gebied;
    date_t gesloten; /* 0: not known */
    bool verzonnen, ingetrokken;
    struct str einde_reden;
    int64_t einde_moment;
    struct belofte *belofte; /* by number */
    size_t n;
    enum afspraak_klasse klasse; /* of the worst promise that was not withdrawn */
};
/* What was known at a moment (0: now), by title; id 0: all. */
int afspraken_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t stand, int64_t id,
                   struct afspraak **ret, size_t *ret_n, struct err *e) MUST_CHECK;
/* One, or ERR_NOT_FOUND. */
int afspraak_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t stand, int64_t id,
                  struct afspraak **ret, struct err *e) MUST_CHECK;
struct belofte *belofte_bij(const struct afspraak *x, int64_t nummer); /* or NULL */

struct afspraak_document {
    int64_t nummer, stuk, bytes, moment;
    struct str naam, sha256, toelichting, wie;
};
int afspraak_documenten_lees(struct conn *c, struct arena *a, int64_t id,
                             const struct afspraak_document **ret, size_t *ret_n, struct err *e) MUST_CHECK;

/* ---- measuring (meten.c) ---- */

struct afspraak_blik {
    date_t dag;          /* years that end on or before it are over */
    date_t gebiedsdatum; /* the division of gemeenten */
    int64_t stand;       /* figures as known at this moment; 0: now */
    struct str boek;     /* judge all by this rulebook; empty: each by its own */
};
/* Fills voortgang, oordeel and klasse of all, with one question a figure and year, however many promises
 * there are. An onderwerp that is not there any more is "no figure". */
int afspraken_meet(struct conn *c, const struct gebieden *g, struct arena *a, const struct afspraak_regels *r,
                   const struct afspraak_blik *b, struct afspraak *x, size_t n, struct err *e) MUST_CHECK;
/* In one sentence, of a number and of a deed. */
struct str belofte_zin(struct arena *a, const struct belofte *b, date_t dag);
/* "op schema", "nog geen cijfer", "te laat": what stands in a table. */
struct str belofte_stand_tekst(struct arena *a, const struct belofte *b);

/* ---- acting: within a write transaction, and written in the trail (afspraak_doe_sql.c) ---- */

/* What is wrong with a promise (keur.c): the field and why, in Dutch; fout empty when nothing is. A file is
 * told the first, a form all of them. */
enum { AFSPRAAK_OOK_MAX = 15 };
struct afspraak_fout {
    const char *veld; /* as in the form and the file: "onderwerp", "jaren" … */
    struct str fout;
    struct afspraak_ook {
        const char *veld;
        struct str fout;
    } ook[AFSPRAAK_OOK_MAX];
    size_t n_ook;
};
int belofte_keur(struct conn *c, struct arena *a, const struct belofte *b, struct afspraak_fout *ret,
                 struct err *e) MUST_CHECK;
/* The path of "2026=100 2027=150" (also with ":" and on lines), or evenly when the text is empty; its years
 * are b->van … b->tot, which it fills in when they are 0. Sets pad and eigen_pad. */
void belofte_pad_lees(struct arena *a, struct str tekst, struct belofte *b, struct afspraak_fout *ret);
struct str belofte_pad_tekst(struct arena *a, const struct belofte *b); /* and back */
/* Partijen by number, code or name, parted by `sep`; *ret_fout names the one that is not there. */
int belofte_partijen_lees(struct conn *c, struct arena *a, struct str tekst, char sep, struct belofte *b,
                          struct afspraak_fout *ret, struct err *e) MUST_CHECK;
/* What is wrong with the afspraak itself; g: whether its soort may be kept by this kind of partij. */
void afspraak_keur(const struct afspraak_regels *r, const struct afspraak *x, struct str partij_soort,
                   struct afspraak_fout *ret);
/* x->id 0: a new one, whose number comes back; else a new version of it. ERR_CONFLICT when it was withdrawn.
 */
int afspraak_zet(struct conn *c, const struct dader *d, const struct afspraak *x, int64_t *ret_id,
                 struct err *e) MUST_CHECK;
int afspraak_trek_in(struct conn *c, const struct dader *d, int64_t id, struct str reden, struct str wie,
                     struct err *e) MUST_CHECK;
/* b->id 0: a new promise of this afspraak; else a new version, which asks every partij anew. b->partij needs
 * only its numbers. */
int belofte_zet(struct conn *c, const struct dader *d, int64_t afspraak, const struct belofte *b,
                int64_t *ret_nummer, struct err *e) MUST_CHECK;
int belofte_trek_in(struct conn *c, const struct dader *d, int64_t afspraak, const struct belofte *b,
                    struct str reden, struct str wie, struct err *e) MUST_CHECK;
/* A partij on its own promise. ERR_CONFLICT when it promises nothing here, or the promise changed meanwhile.
 */
int belofte_oordeel_zet(struct conn *c, const struct dader *d, int64_t afspraak, const struct belofte *b,
                        int64_t partij, struct str oordeel, struct str toelichting, struct str wie,
                        struct err *e) MUST_CHECK;
int belofte_stand_zet(struct conn *c, const struct dader *d, int64_t afspraak, const struct belofte *b,
                      bool gedaan, date_t datum, struct str bewijs, const struct http_upload *stuk,
                      int64_t partij, struct str wie, struct err *e) MUST_CHECK;
int afspraak_document_zet(struct conn *c, const struct dader *d, int64_t id, const struct http_upload *u,
                          struct str toelichting, int64_t partij, struct str wie, struct err *e) MUST_CHECK;

/* ---- a file (bestand_sql.c) ---- */

struct afspraak_uitslag {
    int64_t afspraken, beloften, er; /* er: those that were there already */
};
/* One line a promise; what is there already is left alone. proef: rolls back. */
int afspraak_bestand_neem(struct store *s, const struct gebieden *g, struct arena *a, const struct dader *d,
                          struct str naam, struct str bytes, bool proef, struct afspraak_uitslag *ret,
                          struct err *e) MUST_CHECK;

extern const struct http_route afspraak_routes[], afspraak_boek_routes[], afspraak_een_routes[],
    afspraak_doe_routes[];
extern const struct command afspraak_commands[];

#endif
