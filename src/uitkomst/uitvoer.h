/* SPDX-License-Identifier: EUPL-1.2
 * A whole ronde as a file for other programs: a row a partij, a column a question. What is missing keeps its
 * own code and is never a nought. Only what the one who asks may see is in it. */
#ifndef WZ_UITKOMST_UITVOER_H
#define WZ_UITKOMST_UITVOER_H

#include "uitkomst/uitkomst.h"

enum {
    UITVOER_RIJEN_MAX = 50, /* rows of a repeat that become columns */
    UITVOER_NAAM = 64,      /* letters of a name: what SPSS takes */
    ONTBREEKT_KEUZE = 9990, /* + toestand: the code of what is missing in a choice */
};
#define ONTBREEKT_GETAL INT64_C(-999999990) /* - toestand: of a number */

/* One column of the file. */
struct uv_kolom {
    const struct ui_vraag *vraag;
    size_t optie; /* of an UI_MEER that is taken apart: 0 or 1 for this option; SIZE_MAX whole */
    size_t rij;   /* of a repeat: which row of it */
    char naam[UITVOER_NAAM + 1];
};
struct uitvoer {
    struct arena *a;
    const struct ui_set *s;
    enum ui_kijker kijker;
    VEC(struct uv_kolom) kolom; /* UI_MEER whole */
    uint32_t **plek;            /* by laag and partij: where its rows begin in `rijen`; NULL for laag 0 */
    uint32_t **rijen;
    size_t weggelaten; /* questions that the one who asks may not see */
};
/* Takes the pieces of a file as they are made. */
typedef int uitvoer_naar(void *ctx, struct str bytes, struct err *e);

void uitvoer_maak(struct arena *a, const struct ui_set *s, enum ui_kijker kijker, struct uitvoer *ret);
/* The row of the laag of this column that belongs to a partij; SIZE_MAX when there is none. */
size_t uv_rij(const struct uitvoer *u, const struct uv_kolom *k, size_t partij);
enum ui_toestand uv_toestand(const struct uitvoer *u, const struct uv_kolom *k, size_t rij);
struct str uv_label(struct arena *a, const struct uv_kolom *k);
/* A name of letters, digits and "_" that no other column of it has. */
struct map;
void uv_naam(struct map *gezien, struct str naam, char ret[UITVOER_NAAM + 1]);
void xml_tekst(struct buf *b, struct str s); /* escaped, without what XML forbids */

extern const struct uitvoer_vorm {
    const char *code, *naam, *waarvoor, *type, *achter; /* achter: end of the file's name */
    int (*schrijf)(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e);
} uitvoer_vormen[];                                           /* ends with code NULL */
const struct uitvoer_vorm *uitvoer_vorm_bij(struct str code); /* NULL when unknown */

int uitvoer_csv(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e) MUST_CHECK;
int uitvoer_xlsx(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e) MUST_CHECK;
int uitvoer_spss(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e) MUST_CHECK;
int uitvoer_triple_s(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e) MUST_CHECK;
int uitvoer_ddi(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e) MUST_CHECK;

#endif
