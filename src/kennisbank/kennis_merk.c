/* SPDX-License-Identifier: EUPL-1.2
 * What is shown of a hit: texts in pieces, of which those that were asked are marked. The template escapes
 * each piece, so a text cannot bring markup of its own. */
#include "kennisbank/kennis.h"

#include "doc/markdown.h"

enum { FRAGMENT_VOOR = 70, FRAGMENT_MAX = 260, BLOK = 8192 };

static void deel_bij(struct arena *a, struct doc *l, struct str tekst, bool raak)
{
    struct doc *d;

    if (!tekst.n)
        return;
    d = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, d, "tekst", tekst);
    DOC_SET_BOOL(a, d, "raak", raak);
}

/* The pieces of [van, tot). */
static void stukken(struct arena *a, struct doc *l, struct str tekst, const struct ft_words *raak, size_t van,
                    size_t tot)
{
    for (size_t i = 0; i < raak->n; i++) {
        if (raak->at[i].from < van || raak->at[i].to > tot)
            continue;
        deel_bij(a, l, str_sub(tekst, van, raak->at[i].from), false);
        deel_bij(a, l, str_sub(tekst, raak->at[i].from, raak->at[i].to), true);
        van = raak->at[i].to;
    }
    deel_bij(a, l, str_sub(tekst, van, tot), false);
}

struct doc *kennis_merk(struct arena *a, const struct ft_query *q, struct str tekst)
{
    struct ft_words raak = ft_hits(a, q, tekst);
    struct doc *l = doc_list(a);

    stukken(a, l, tekst, &raak, 0, tekst.n);
    return l;
}

/* A space at or before `at`, not further than `most` back; else `at` where a letter begins. */
static size_t naar_spatie(struct str s, size_t at, size_t most)
{
    size_t i = at;

    while (i && at - i < most)
        if (s.p[--i] == ' ')
            return i + 1;
    while (at && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Where the first hit stands. A document may have tens of thousands of words, and a page twenty of them: they
 * are looked through a block at a time, until there is one. */
static bool eerste_raak(const struct ft_query *q, struct str tekst, struct ft_word *ret)
{
    struct ft_words raak = {0};
    struct arena blok;

    arena_init(&blok, 0);
    for (size_t van = 0, tot; van < tekst.n && !raak.n; van = tot) {
        tot = van + BLOK < tekst.n ? naar_spatie(tekst, van + BLOK, 200) : tekst.n;
        arena_reset(&blok);
        raak = ft_hits(&blok, q, str_sub(tekst, van, tot));
        if (raak.n)
            *ret = (struct ft_word){.from = van + raak.at[0].from, .to = van + raak.at[0].to};
    }
    arena_done(&blok);
    return raak.n > 0;
}

struct doc *kennis_fragment(struct arena *a, const struct ft_query *q, struct str tekst)
{
    struct ft_words raak;
    struct ft_word eerste;
    size_t van, tot;
    struct doc *l;

    if (!eerste_raak(q, tekst, &eerste))
        return NULL;
    l = doc_list(a);
    van = eerste.from > FRAGMENT_VOOR ? naar_spatie(tekst, eerste.from - FRAGMENT_VOOR, 30) : 0;
    tot = van + FRAGMENT_MAX < tekst.n ? naar_spatie(tekst, van + FRAGMENT_MAX, 30) : tekst.n;
    if (tot < eerste.to)
        tot = eerste.to;
    if (van)
        deel_bij(a, l, STR("… "), false);
    raak = ft_hits(a, q, str_sub(tekst, van, tot));
    stukken(a, l, str_sub(tekst, van, tot), &raak, 0, tot - van);
    if (tot < tekst.n)
        deel_bij(a, l, STR(" …"), false);
    return l;
}

static void kaal_bij(struct buf *b, const struct knoop *k)
{
    for (; k; k = k->volgende) {
        if (k->soort == K_TEKST)
            for (size_t i = 0; i < k->tekst.n; i++)
                buf_char(b, k->tekst.p[i] == '\n' ? ' ' : k->tekst.p[i]);
        kaal_bij(b, k->eerste);
        if (k->soort != K_TEKST && k->soort != K_NADRUK && k->soort != K_STERK && k->soort != K_SCHAKEL &&
            b->n && b->p[b->n - 1] != ' ')
            buf_char(b, ' ');
    }
}

struct str kennis_kaal(struct arena *a, struct str markdown)
{
    struct knoop *boom;
    struct buf b;

    if (markdown_lees(a, markdown, &boom, NULL))
        return markdown;
    buf_init(&b, a, 1 << 20);
    kaal_bij(&b, boom->eerste);
    return str_trim(buf_str(&b));
}
