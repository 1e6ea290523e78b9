/* SPDX-License-Identifier: EUPL-1.2
 * What the files of this room share while a workbook becomes a questionnaire. Private to src/vragenlijst. */
#ifndef WZ_VRAGENLIJST_INTERN_H
#define WZ_VRAGENLIJST_INTERN_H

#include "base/map.h"
#include "vragenlijst/vragenlijst.h"

/* A column of a sheet by what it means. */
enum vl_kolom {
    K_GEEN, /* kept, and not used */
    K_TYPE,
    K_NAME,
    K_LABEL,
    K_HINT,
    K_REQUIRED,
    K_REQUIRED_MESSAGE,
    K_RELEVANT,
    K_CONSTRAINT,
    K_CONSTRAINT_MESSAGE,
    K_CALCULATION,
    K_CHOICE_FILTER,
    K_DEFAULT,
    K_READONLY,
    K_APPEARANCE,
    K_PARAMETERS,
    K_REPEAT_COUNT,
    K_DISABLED,
    K_TRIGGER, /* a calculation that waits for another question: left out */
    K_LIST_NAME,
    K_WZ_CODE,
    K_WZ_BASIS,
    K_WZ_THEMA,
    K_WZ_OPENBAARHEID,
    K_WZ_VUL,
    K_MEDIA, /* image, audio, video beside a label: left out */
    K_N,
};

struct vl_kop {
    enum vl_kolom kolom;
    size_t taal;     /* index of talen */
    struct str naam; /* as written */
};

/* A seed that refers to a question: looked up when all names are known. */
struct vl_zaad {
    int64_t rij;
    struct str tekst;
};

struct lezing {
    struct arena *a;
    struct vragenlijst *v;
    const struct vl_werkboek *w;
    const struct vl_blad *survey, *choices, *settings;
    struct vl_kop kop[VL_KOLOMMEN_MAX]; /* of the sheet in hand */
    size_t n_kop;
    const struct vl_blad *blad;
    struct map namen, op_naam,
        lijsten;       /* element by group and name, by name; list by name: index of the first */
    struct map dubbel; /* names that more than one element bears */
    VEC(struct vl_zaad) zaad;
};

/* Tables of names (namen.c). */
enum vl_kolom vl_kolom_vind(struct str naam, bool choices);
const char *vl_kolom_naam(enum vl_kolom k);
/* The type without the list behind it: VL_*; -1 unknown, -2 left out. *ret_lijst and *ret_anders for selects;
 * *ret_eind for "end group", *ret_begin for "begin group". */
enum { SOORT_ONBEKEND = -1, SOORT_WEGGELATEN = -2 };
struct vl_type {
    int soort;
    struct str lijst;
    bool of_anders, begin, eind;
};
struct vl_type vl_type_lees(struct arena *a, struct str s);
bool vl_naam_goed(struct str s);
bool vl_is_ja(struct str s);
bool vl_is_nee(struct str s);

/* A remark at a cell; kolom K_GEEN: the row as a whole. soort: 'f' wrong, 'w' warning, 'x' left out. */
void vl_meld(struct lezing *l, char soort, int64_t rij, enum vl_kolom kolom, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* Reads the head of a sheet: kop and its duplicates. */
void vl_kop_lees(struct lezing *l, const struct vl_blad *b, bool choices);
struct str vl_cel(const struct lezing *l, const struct vl_rij *r, enum vl_kolom k);
struct vl_tekst vl_cel_talen(struct lezing *l, const struct vl_rij *r, enum vl_kolom k);

void vl_keuzes_lees(struct lezing *l); /* keuzes.c */
void vl_controleer(struct lezing *l);  /* controle.c: names, expressions, parameters, circles */
void vl_parameters_lees(struct lezing *l, struct vl_element *el, struct str s);

#endif
