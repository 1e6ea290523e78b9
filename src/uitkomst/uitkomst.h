/* SPDX-License-Identifier: EUPL-1.2
 * What a ronde yields: the answers of one ronde in memory as columns, and the tables that are counted from
 * them. The engine (set.c … tabel.c) knows no database and no pages; uitkomst_sql.c fills a set from one.
 *
 * Basis of a question: everyone who was invited, everyone who took part (submitted), or everyone who answered
 * it, if need be only those for whom an expression holds. Its size N is always told, per column. Percentages
 * are whole, half up, in integers, and never made to add up. See docs/methoden/uitkomsten.md. */
#ifndef WZ_UITKOMST_UITKOMST_H
#define WZ_UITKOMST_UITKOMST_H

#include "doc/doc.h"
#include "vragenlijst/vragenlijst.h"

enum {
    UI_DREMPEL = 3,       /* answers behind a cell of a question that is "alleen geaggregeerd" */
    UI_OPTIES_MAX = 2000, /* of one question */
    UI_KLASSEN_MAX = 12,  /* of a question that asks for a number */
};

enum ui_soort {
    UI_EEN,   /* one of the options */
    UI_MEER,  /* any of the options */
    UI_GETAL, /* an exact number */
    UI_TEKST, /* counted only; its themes are an UI_MEER of their own */
};
enum ui_toestand {
    UI_BEANTWOORD,
    UI_LEEG,
    UI_WEET_NIET,
    UI_NVT,
    UI_NIET_GETOOND,
    UI_NIET_DEELGENOMEN,
    UI_TOESTANDEN
};
extern const char
    *const ui_toestand_namen[UI_TOESTANDEN]; /* as in the database; the last "niet_deelgenomen" */
extern const char *const ui_toestand_woorden[UI_TOESTANDEN];

enum ui_basis { UI_UITGENODIGD, UI_DEELNEMEND, UI_OP_BEANTWOORD, UI_FILTER };
extern const char *const ui_basis_namen[]; /* "uitgenodigd", "deelnemend", "beantwoord", "filter" */
bool ui_basis_bij(struct str s, enum ui_basis *ret);

struct ui_optie {
    struct str code, label;
};

/* A question as columns: a value for each row of its laag. */
struct ui_vraag {
    struct str code, label, groep, groep_label; /* groep: of the questionnaire that it stands in directly */
    struct str lijst;                           /* name of its list of choices; "" none */
    uint32_t nummer;
    enum ui_soort soort;
    enum vl_openbaarheid openbaarheid;
    enum ui_basis basis; /* by default */
    struct str filter;   /* in words, of UI_FILTER */
    bool is_schaal;      /* options in an order that means something: a picture of stacked bars */
    bool is_thema;       /* made of an open question by people who coded its answers */
    int64_t ongelezen;   /* of a thema: open answers that nobody has read yet */
    bool uit_antwoorden; /* its options are what was answered: classes of a number, years of a date */
    bool is_afgeleid;    /* classes of a number: not a question that was put */
    struct str eenheid;
    const struct ui_optie *optie;
    size_t n_optie, n_woord; /* n_woord: 64-bit words a row in `keuzes` */
    size_t laag;
    uint8_t *toestand;
    int16_t *keus;    /* UI_EEN: index of the option; only where beantwoord */
    uint64_t *keuzes; /* UI_MEER */
    int64_t *getal;   /* UI_GETAL, in units of 10^-schaal */
    int schaal;
    struct str *tekst;  /* UI_TEKST; NULL: not kept */
    uint8_t *in_filter; /* UI_FILTER: the condition holds for this row */
};

/* Rows that belong together: laag 0 has one for each partij that was invited, each repeat has its own. */
struct ui_laag {
    struct str naam, label;
    size_t n;
    uint32_t *partij; /* row → row of laag 0; NULL for laag 0 itself */
    struct str *rij;  /* number of the row within its respons; NULL for laag 0 */
};

/* A division of the partijen, as of the peildatum. One that works in two regions counts in both. */
struct ui_indeling {
    struct str code, naam;
    struct ui_optie *regio;
    size_t n_regio;
    uint32_t *van; /* partij p lies in regios in[van[p]] … in[van[p + 1] - 1] */
    uint32_t *in;
};

struct ui_partij {
    int64_t id;
    struct str code, naam; /* code: of the gebied that it governs, else its number */
    bool deelnemend;
};

struct ui_set {
    struct str code, titel, lijst, lijst_titel;
    int64_t versie;
    date_t peildatum;
    bool verzonnen, gesloten;
    struct ui_partij *partij;
    size_t n;
    VEC(struct ui_laag) laag;
    VEC(struct ui_vraag *) vraag;
    VEC(struct ui_indeling) indeling;
    /* The rondes before and after, for "the same partijen in both"; NULL when there is none. */
    struct ui_set *vorige, *volgende;
    struct ui_set *naast; /* the one that was chosen to compare with, in place of vorige; may be NULL */
    void *scherm;         /* what bescherm.c worked out, by question */
};

/* ---- set.c ---- */

void ui_set_init(struct ui_set *s, struct arena *a, size_t n); /* n partijen, nobody takes part yet */
/* A question with its columns made: everything "leeg" (laag 0: of who takes part, else niet_deelgenomen). */
struct ui_vraag *ui_vraag_nieuw(struct ui_set *s, struct arena *a, enum ui_soort soort, struct str code,
                                struct str label, const struct ui_optie *optie, size_t n_optie, size_t laag);
struct ui_vraag *ui_vraag_vind(const struct ui_set *s, struct str code); /* NULL when it is not there */
const struct ui_indeling *ui_indeling_vind(const struct ui_set *s, struct str code);
size_t ui_rijen(const struct ui_set *s, const struct ui_vraag *v);
static inline size_t ui_partij_van(const struct ui_laag *l, size_t rij)
{
    return l->partij ? l->partij[rij] : rij;
}
static inline bool ui_heeft(const struct ui_vraag *v, size_t rij, size_t optie)
{
    return v->soort == UI_EEN ? v->keus[rij] == (int16_t)optie
                              : (v->keuzes[rij * v->n_woord + optie / 64] >> optie % 64) & 1;
}
static inline void ui_zet(struct ui_vraag *v, size_t rij, size_t optie)
{
    v->keuzes[rij * v->n_woord + optie / 64] |= (uint64_t)1 << optie % 64;
}
/* Counts this row for the question on this basis? */
bool ui_telt(const struct ui_set *s, const struct ui_vraag *v, enum ui_basis b, size_t rij);
/* The number question as a question with classes for options, with round limits; the same for everyone. NULL
 * when nobody answered. */
const struct ui_vraag *ui_klassen(struct arena *a, const struct ui_set *s, const struct ui_vraag *v);

/* ---- groepen.c: the columns of a table ---- */

struct ui_groepen {
    struct str code, naam; /* of what they come from */
    struct str sleutel;    /* code with its kind: "indeling:corop", "vraag:stand", "ronde:2023", "" */
    struct ui_optie *groep;
    size_t n, laag;
    uint32_t *van, *in; /* as in ui_indeling, by row of the laag */
    size_t deling;      /* every row lies in exactly one of the first so many; 0: it does not */
};
void ui_groepen_alles(struct arena *a, const struct ui_set *s, size_t laag, struct ui_groepen *ret);
/* With a last group "geen regio" when one lies in none. */
void ui_groepen_indeling(struct arena *a, const struct ui_set *s, const struct ui_indeling *i, size_t laag,
                         struct ui_groepen *ret);
/* By the options of v (UI_EEN or UI_MEER), with last groups "geen antwoord" and, when asked, "beantwoord". v
 * lies in the same laag or in laag 0. */
void ui_groepen_vraag(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, size_t laag,
                      bool beantwoord, struct ui_groepen *ret);
/* The same of who counts on the basis of v, an expression. */
void ui_groepen_filter(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, size_t laag,
                       struct ui_groepen *ret);
/* By whether a partij took part in the other ronde too: "beide", "alleen hier". */
void ui_groepen_ronde(struct arena *a, const struct ui_set *s, const struct ui_set *ander,
                      struct ui_groepen *ret);
/* By what the same partij answered to the question of this code in the other ronde. False when it has none.
 */
bool ui_groepen_overgang(struct arena *a, const struct ui_set *s, const struct ui_set *ander, struct str code,
                         struct ui_groepen *ret);

/* ---- bescherm.c: what may be shown of a question that is "alleen geaggregeerd" ---- */

/* One verdict for all tables of a question together: see docs/methoden/uitkomsten.md. */
struct ui_scherm;
/* NULL when the question is open to all. Kept in the set. */
const struct ui_scherm *ui_scherm(struct ui_set *s, struct arena *a, const struct ui_vraag *v);
/* What group `g` of these groups may show of an option. Of a number option 0 is its statistics, and its
 * classes follow. */
bool ui_scherm_mag(const struct ui_scherm *x, struct str sleutel, size_t g, size_t optie);

/* ---- tabel.c ---- */

struct ui_cel {
    int64_t n;
    bool weg; /* must not be shown; the same holds for what is empty in such a question */
};
struct ui_getallen {
    int64_t n, som, gemiddelde, mediaan, laagste,
        hoogste; /* som …: 10^-schaal; gemiddelde, mediaan: one more */
    bool weg;
};
struct ui_kolom {
    struct str code, naam;
    bool is_totaal, weg; /* weg: N too (a column of an other protected question) */
    int64_t uitgenodigd, deelnemend, beantwoord, N;
    int64_t toestand[UI_TOESTANDEN];
    struct ui_getallen getal; /* of UI_GETAL */
};
struct ui_regel {
    struct str code, label;
    bool geen_antwoord;
    const struct ui_vraag *vraag; /* of a matrix: the question of its columns differs */
};
struct ui_tabel {
    const struct ui_set *set;
    const struct ui_vraag *vraag;
    enum ui_basis basis;
    struct str per_code, per_naam, titel;
    struct ui_kolom *kolom;
    size_t n_kolom;
    struct ui_regel *regel;
    size_t n_regel;
    struct ui_cel *cel; /* [regel * n_kolom + kolom] */
    bool beschermd, is_matrix, is_overgang;
    const struct ui_set *oud; /* of two rondes: the older one, and its question where it read otherwise */
    const struct ui_vraag *oude_vraag;
    size_t n_weg;
    size_t optel; /* of a matrix: how many questions are its columns */
};
static inline const struct ui_cel *ui_cel(const struct ui_tabel *t, size_t regel, size_t kolom)
{
    return &t->cel[regel * t->n_kolom + kolom];
}
enum ui_kijker { UI_PUBLIEK, UI_BEHEER }; /* UI_BEHEER sees everything as it is */

struct ui_vraagstelling {
    struct str vraag; /* code of a question, or of a group whose questions share a list: a matrix */
    struct str per;   /* "": no; "ronde", the code of an indeling or of a question */
    bool heeft_basis;
    enum ui_basis basis;
    enum ui_kijker kijker;
};
/* Would the options of v as columns tell the public what somebody answered, by being there? */
bool ui_opties_verraden(const struct ui_vraag *v, enum ui_kijker kijker);
/* ERR_NOT_FOUND for a question or division that there is not, ERR_DENIED for what only the beheerder sees,
 * ERR_DATA for what cannot be crossed. */
int ui_tabel_maak(struct arena *a, struct ui_set *s, const struct ui_vraagstelling *w, struct ui_tabel *ret,
                  struct err *e) MUST_CHECK;
/* Percentage as printed: "32%", or "–" for N = 0 and for what must not be shown. */
struct str ui_procent(struct arena *a, const struct ui_tabel *t, size_t regel, size_t kolom);
bool ui_procent_getal(const struct ui_tabel *t, size_t regel, size_t kolom, int64_t *ret);

/* ---- ronde.c: two rondes beside each other ---- */

/* Columns: each of the two rondes whole, and each for the partijen that took part in both. */
int ui_rondes_tabel(struct arena *a, struct ui_set *oud, struct ui_set *nieuw,
                    const struct ui_vraagstelling *w, struct ui_tabel *ret, struct err *e) MUST_CHECK;
/* Columns: the answer in `oud`; rows: in `nieuw`; of the partijen that took part in both. */
int ui_overgang_tabel(struct arena *a, struct ui_set *oud, struct ui_set *nieuw,
                      const struct ui_vraagstelling *w, struct ui_tabel *ret, struct err *e) MUST_CHECK;

/* ---- afdruk.c: a table for people and machines, beeld.c: its picture ---- */

/* One row a cell: kolom, optie, aantal, N, procent (null: not shown, or N = 0) and afgedrukt. As doc.h. */
struct doc *ui_tabel_doc(struct arena *a, const struct ui_tabel *t);
/* What stands under it: N, basis, what was left out, that shares need not add up. */
struct doc *ui_noten(struct arena *a, const struct ui_tabel *t);
/* One sentence that answers the question; computed, and says what is not known. */
struct str ui_zin(struct arena *a, const struct ui_tabel *t);
struct str ui_beeld(struct arena *a, const struct ui_tabel *t, int breedte);
/* So many groups that the picture is of all together, and the table tells them apart. */
bool ui_beeld_totaal(const struct ui_tabel *t);
struct str ui_basis_tekst(struct arena *a, const struct ui_tabel *t);

#endif
