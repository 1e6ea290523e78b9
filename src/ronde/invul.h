/* SPDX-License-Identifier: EUPL-1.2
 * A questionnaire with answers in it: which questions are put, what is computed, which choices there are and
 * what is not right. The one place where that is decided, for page, paper, import and submitting. Knows no
 * database. */
#ifndef WZ_RONDE_INVUL_H
#define WZ_RONDE_INVUL_H

#include "base/map.h"
#include "ronde/respons.h"

/* A question (group, note, calculation …) of the questionnaire in one row; outside repeats there is one. */
struct invul_veld {
    size_t el;                /* element of the questionnaire */
    struct str rij;           /* "" outside repeats; of a row of a repeat its own number */
    size_t ouder;             /* veld of its group or row; SIZE_MAX at the top */
    struct expr_knoop *knoop; /* in the tree that expressions look at */
    struct antwoord antwoord; /* as it is kept; revisie 0 when nothing is */
    struct antwoord anders;   /* of or_other: the text that goes with "other" */
    struct str waarde;        /* what counts now: empty when not shown; a calculation's outcome, a default */
    bool getoond, verplicht, vast; /* vast: readonly */
    bool voorgesteld;              /* waarde is the default, nobody answered yet */
    struct str fout;               /* why the answer is not right; "" when it is */
};

struct invul_deel {               /* a section: a group at the top, or what stands between two groups */
    size_t el, van, tot;          /* el: the group, SIZE_MAX for none; elements [van, tot) */
    struct str naam, label;       /* naam: of the group; "" for none */
    size_t vragen, klaar, fouten; /* shown questions, those with an answer, and what is not right */
    bool getoond;
};

struct invul {
    struct arena *a;
    const struct vragenlijst *v;
    VEC(struct invul_veld) veld; /* in the order of the questionnaire, rows of a repeat after each other */
    struct map op_adres;         /* "naam@rij" → index of veld */
    VEC(struct invul_deel) deel;
    struct expr_knoop *wortel, *data;
    int64_t nu;
    date_t peildatum; /* 0: of no ronde */
};

/* What is put in a questionnaire; all of it must live as long as the invul. */
struct invul_gegeven {
    const struct antwoord *antwoord, *rij; /* answers, and rows of repeats (respons_rijen) */
    size_t n, n_rij;
    int64_t begonnen; /* the moment for `start`; 0: now */
    date_t peildatum; /* of the ronde, for wz::vul; 0: as the workbook computes it */
};
/* Puts it in and works everything out. */
int invul_maak(struct arena *a, const struct vragenlijst *v, const struct invul_gegeven *g,
               struct invul **ret, struct err *e) MUST_CHECK;
/* The veld of an address ("stand", "naam@2"); NULL when there is none. */
struct invul_veld *invul_vind(const struct invul *in, struct str adres);
struct str veld_adres(struct arena *a, const struct vragenlijst *v, const struct invul_veld *x);
const struct vl_element *veld_el(const struct invul *in, const struct invul_veld *x);
bool veld_is_vraag(const struct invul *in, const struct invul_veld *x); /* put to people, and not readonly */
/* Is there an answer that counts (weet niet and n.v.t. are one)? */
bool veld_beantwoord(const struct invul *in, const struct invul_veld *x);

/* Is it kept as an answer at all (no group, repeat or note)? */
bool invul_telt(const struct invul *in, const struct invul_veld *x);
/* What it counts as once it is submitted: also leeg and niet_getoond. */
struct antwoord invul_eind(const struct invul_veld *x);

/* The choices that the filter leaves; *ret points into the list. */
struct keuze_lijst {
    const struct vl_keuze **at;
    size_t n;
};
int veld_keuzes(const struct invul *in, const struct invul_veld *x, struct keuze_lijst *ret,
                struct err *e) MUST_CHECK;
/* "1.234" and "1,234": a thousand and more in one country, one and a bit in another. */
bool getal_dubbelzinnig(struct str s);
/* What was typed as the value that is kept. False with the reason in *ret_fout when it can be none. Empty
 * stays empty. */
bool waarde_net(const struct invul *in, const struct invul_veld *x, struct str getypt, struct str *ret,
                struct str *ret_fout);
/* A value that was kept for this question in another ronde, computed, or given as its default: as it is kept
 * here. False when it can be none. */
bool waarde_weer(const struct invul *in, const struct invul_veld *x, struct str waarde, struct str *ret);
/* The same with the reason when it can be none. */
bool waarde_keur(const struct invul *in, const struct invul_veld *x, struct str waarde, struct str *ret,
                 struct str *ret_fout);
/* A kept value as people read it: labels of choices, 1.234,5, 1 november 2023. */
struct str waarde_leesbaar(struct arena *a, const struct vragenlijst *v, const struct vl_element *el,
                           struct str waarde);
/* The same of an answer to x, its choices with their ${x} filled in. */
struct str veld_leesbaar(const struct invul *in, const struct invul_veld *x, struct str waarde);
/* A text of the questionnaire with its ${x} filled in, seen from x. */
struct str tekst_gevuld(const struct invul *in, const struct invul_veld *x, struct str s);

#endif
