/* SPDX-License-Identifier: EUPL-1.2
 * XML read fast and in place, for registers of gigabytes whose files are made by one program: elements and
 * the text of those without children, no attributes, nothing copied. Tags must nest and close, and there is
 * no document type, but what a full parser would check beyond that (names, encodings, entities) is left
 * alone: for anything small or hand-made use boom.h. */
#ifndef WZ_TABEL_XMLVLUG_H
#define WZ_TABEL_XMLVLUG_H

#include "base/err.h"
#include "base/str.h"

enum { XMLVLUG_DIEPTE = 64 };

enum xmlvlug_wat { XV_EINDE, XV_BEGIN, XV_SLUIT };

struct xmlvlug {
    const char *p, *eind, *begin;    /* private */
    struct str open[XMLVLUG_DIEPTE]; /* names as they stand, with prefix */
    int diepte;
    const char *inhoud; /* where the text of the element that opened last begins */
    bool leeg;          /* <a/>: its end is still to be told */
    struct str naam;    /* without prefix */
    struct str tekst;   /* at XV_SLUIT of an element without children: its text as it stands, trimmed */
    bool blad;          /* at XV_SLUIT: it had no children */
};

void xmlvlug_init(struct xmlvlug *x, struct str bytes);
/* The next begin or end of an element: XV_EINDE at the end of the document. Negative: ERR_DATA. */
int xmlvlug_volgende(struct xmlvlug *x, struct err *e) MUST_CHECK;

#endif
