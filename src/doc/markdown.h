/* SPDX-License-Identifier: EUPL-1.2
 * Markdown (CommonMark with tables) as a tree, for reports and for what people write in the kennisbank; md4c
 * stays behind it. HTML in it is text, and a link leads only to http, https, mail or this site: what was
 * written brings no markup or script of its own. */
#ifndef WZ_DOC_MARKDOWN_H
#define WZ_DOC_MARKDOWN_H

#include "base/err.h"
#include "base/str.h"

/* Markdown as a tree: blocks and spans in order. */
enum knoop_soort {
    K_DOC,
    K_KOP,
    K_ALINEA,
    K_CITAAT,
    K_LIJST,
    K_NUMMERS,
    K_PUNT,
    K_LIJN,
    K_CODE,
    K_TABEL,
    K_RIJ,
    K_CEL,
    K_TEKST,
    K_NADRUK,
    K_STERK,
    K_SCHAKEL,
    K_REGELEIND,
    K_STUK, /* a table or picture */
};
struct knoop {
    enum knoop_soort soort;
    int niveau;       /* of a heading */
    bool is_kop;      /* of a cell */
    struct str tekst; /* text, href, id of a heading */
    size_t stuk;
    struct knoop *eerste, *laatste, *volgende, *ouder;
};

int markdown_lees(struct arena *a, struct str tekst, struct knoop **ret, struct err *e) MUST_CHECK;
/* A paragraph that is only this mark is a K_STUK: U+E000, the number, U+E001. */
#define STUK_BEGIN "\xEE\x80\x80"
#define STUK_EIND  "\xEE\x80\x81"
struct str knoop_tekst(struct arena *a, const struct knoop *k); /* all text in it */

/* A tree as HTML. */
struct markdown_html {
    struct buf *b;
    int kop_bij;       /* added to the level of a heading, which is at most 6 */
    const char *kop;   /* before the names of headings, which are unique within the tree */
    const char *breed; /* class of what is round a table and may scroll */
    int laatste;       /* the level of the last heading, so that none is skipped; 0: they stay as written */
    size_t tabel;      /* tables so far; goes on counting */
    void (*stuk)(void *ctx, size_t nummer); /* writes a piece; NULL: there are none */
    void *ctx;
};
void markdown_html(struct markdown_html *w, const struct knoop *k); /* k and what follows it */

#endif
