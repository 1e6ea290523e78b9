/* SPDX-License-Identifier: EUPL-1.2
 * A questionnaire: from the sheets of an XLSForm workbook (survey, choices, settings) to one definition that
 * is never changed again. What is not right is told with sheet, row, column and what to do; what we leave out
 * is refused by name. Source: xlsform.org; where it leaves room, the reference compiler pyxform. */
#ifndef WZ_VRAGENLIJST_VRAGENLIJST_H
#define WZ_VRAGENLIJST_VRAGENLIJST_H

#include "base/date.h"
#include "doc/doc.h"
#include "expressie/expressie.h"

enum {
    VL_BYTES_MAX = 16 << 20,
    VL_RIJEN_MAX = 20000, /* of one sheet */
    VL_KOLOMMEN_MAX = 200,
    VL_MELDINGEN_MAX = 200,
    VL_DIEPTE_MAX = 20, /* groups in each other */
};

/* ---- werkboek.c: sheets of text ---- */

struct vl_rij {
    int64_t nummer; /* as the spreadsheet numbers it */
    struct str *cel;
    size_t n;
};

struct vl_blad {
    struct str naam;
    VEC(struct vl_rij) rij; /* the first one is the head */
};

struct vl_werkboek {
    VEC(struct vl_blad) blad;
};

/* From an .xlsx, or from Markdown tables ("| survey | | |" and then rows whose first cell is empty). */
int werkboek_lees(struct arena *a, struct str bestandsnaam, struct str bytes, struct vl_werkboek *ret,
                  struct err *e) MUST_CHECK;
/* The sheets as a tree that is stored, and back. */
struct doc *werkboek_doc(struct arena *a, const struct vl_werkboek *w);
int werkboek_van_doc(struct arena *a, const struct doc *d, struct vl_werkboek *ret, struct err *e) MUST_CHECK;
/* As an .xlsx. */
int werkboek_xlsx(struct arena *a, const struct vl_werkboek *w, struct str *ret, struct err *e) MUST_CHECK;

/* ---- lees.c: the definition ---- */

enum vl_soort {
    VL_TEXT,
    VL_INTEGER,
    VL_DECIMAL,
    VL_DATE,
    VL_TIME,
    VL_DATETIME,
    VL_SELECT_ONE,
    VL_SELECT_MULTIPLE,
    VL_RANK,
    VL_RANGE,
    VL_NOTE,
    VL_CALCULATE,
    VL_ACKNOWLEDGE,
    VL_HIDDEN,
    VL_FILE,
    VL_TODAY,
    VL_START,
    VL_END,
    VL_GROUP,
    VL_REPEAT,
};

enum vl_openbaarheid { VL_OPENBAAR, VL_GEAGGREGEERD, VL_BEHEERDER };

/* What the ronde gives a calculation in place of its own outcome (wz::vul): a day. */
enum vl_vul { VL_VUL_NIET, VL_VUL_PEILDATUM, VL_VUL_VOORUIT /* 31 December of the year after */ };

/* A text in the languages of the questionnaire, by index of `talen`; empty where not given. */
struct vl_tekst {
    struct str *in;
};

struct vl_uitdrukking {
    struct str bron;
    const struct expr *x; /* NULL for none */
};

struct vl_keuze {
    struct str naam;
    struct vl_tekst label;
    int64_t rij;
};

struct vl_lijst {
    struct str naam;
    VEC(struct vl_keuze) keuze;
    struct expr_knoop *instantie; /* root/item/…, for choice_filter and instance() */
};

struct vl_element {
    enum vl_soort soort;
    struct str naam, code; /* code: stable over versions (wz::code), else the name */
    struct vl_tekst label, hint, required_message, constraint_message;
    struct vl_uitdrukking required, relevant, constraint, calculation, choice_filter, standaard, readonly,
        repeat_count, basis_filter;
    bool altijd_verplicht, of_anders; /* required = yes; or_other */
    const struct vl_lijst *lijst;     /* of a select or rank */
    struct str appearance, basis, thema;
    double van, tot, stap; /* of a range */
    enum vl_openbaarheid openbaarheid;
    enum vl_vul vul;
    size_t ouder;    /* index of its group; SIZE_MAX at the top */
    size_t eind;     /* of a group or repeat: index behind its last child */
    int64_t rij;     /* in the survey sheet */
    uint32_t nummer; /* of a question that is put to people: 1, 2, …; else 0 */
};

struct vl_melding {
    bool waarschuwing; /* it can be used all the same */
    bool weggelaten;   /* right in XLSForm, left out by us */
    struct str tekst;  /* "blad survey, rij 4, kolom relevant (D): …" */
};

struct vragenlijst {
    struct str code, titel, versie;
    VEC(struct str) talen;     /* the first is shown by default; "" when the columns name none */
    VEC(struct vl_element) el; /* in order; a group stands before its children */
    VEC(struct vl_lijst *) lijst;
    VEC(struct vl_melding) melding;
    size_t n_fouten, n_weggelaten, n_vragen; /* of melding: not warnings; questions put to people */
    uint32_t *volgorde;                      /* of el: an answer after what it is computed from */
};

extern const char *const vl_soort_namen[]; /* as in the type column */
bool vl_is_vraag(enum vl_soort s);         /* an answer is asked of people */

/* Always gives a questionnaire with its remarks; it may be used when n_fouten is 0. Errors only for what
 * hinders reading at all (no sheet survey). */
int vragenlijst_lees(struct arena *a, const struct vl_werkboek *w, struct str naam, struct vragenlijst **ret,
                     struct err *e) MUST_CHECK;
/* The text in the first language that has it. */
struct str vl_tekst_nl(const struct vragenlijst *v, struct vl_tekst t);
/* The element of a name (SIZE_MAX for none). */
size_t vl_vind(const struct vragenlijst *v, struct str naam);
/* The day that a ronde of this peildatum gives the element; 0 when it gives none. */
date_t vl_vul_dag(const struct vl_element *el, date_t peildatum);
/* A text as it is shown where there are no answers: ${x} as the day that the ronde gives, else as […].
 * peildatum 0: of no ronde. */
struct str vl_tekst_leesbaar(struct arena *a, const struct vragenlijst *v, struct str s, date_t peildatum);
/* The condition under which an element is put, in words; empty when it always is. */
struct str vl_routing(struct arena *a, const struct vragenlijst *v, size_t i);
/* What the field of a question looks like, one of the words that templates ask for; NULL: it has no field. */
const char *vl_veld(const struct vl_element *el);
/* Any condition of it in words; empty for none. */
struct str vl_zin(struct arena *a, const struct vragenlijst *v, const struct expr *x);
/* The whole as a tree, for the page and the API, as a ronde of this peildatum shows it (0: of no ronde). */
struct doc *vragenlijst_doc(struct arena *a, const struct vragenlijst *v, date_t peildatum);

#endif
