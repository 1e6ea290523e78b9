/* SPDX-License-Identifier: EUPL-1.2
 * Fuzz target for full text: any text becomes words of small letters and digits that stand in it, in order;
 * and any question becomes a question of each database in which nothing stands but such words and our own
 * signs, its brackets paired. */
#include "store/fulltext.h"

#include <string.h>

static const struct ft_index kolommen = {
    STR_INIT("kennis"), STR_INIT("id"), {STR_INIT("titel"), STR_INIT("samenvatting"), STR_INIT("tekst")}, 3};

static void moet(bool goed)
{
    if (!goed)
        __builtin_trap();
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static void woorden(struct arena *a, struct str tekst, const struct ft_words *w)
{
    size_t vorig = 0;

    for (size_t i = 0; i < w->n; i++) {
        moet(w->at[i].text.n > 0 && w->at[i].text.n <= FT_WORD_MAX);
        for (size_t k = 0; k < w->at[i].text.n; k++)
            moet(letter(w->at[i].text.p[k]));
        moet(w->at[i].from >= vorig && w->at[i].from < w->at[i].to && w->at[i].to <= tekst.n);
        vorig = w->at[i].to;
    }
    (void)a;
}

static void taal(struct str s, const char *tekens, const char *open_dicht)
{
    long diep = 0;

    for (size_t i = 0; i < s.n; i++) {
        moet(letter(s.p[i]) || strchr(tekens, s.p[i]));
        diep += s.p[i] == open_dicht[0] ? 1 : s.p[i] == open_dicht[1] ? -1 : 0;
        moet(diep >= 0);
    }
    moet(!diep);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct str tekst = {(const char *)bytes, n};
    struct ft_query q;
    struct ft_words w;
    struct arena a;

    arena_init(&a, 0);
    w = ft_words(&a, tekst);
    woorden(&a, tekst, &w);
    moet(str_eq(ft_plain(&a, ft_plain(&a, tekst)), ft_plain(&a, tekst)));
    ft_query_read(&a, tekst, &q);
    w = ft_hits(&a, &q, tekst);
    woorden(&a, tekst, &w);
    for (int lead = 0; q.n && lead <= 3; lead++) {
        taal(ft_query_match(&a, STORE_POSTGRES, &q, &kolommen, lead), " '():*&|!<->ABCD", "()");
        taal(ft_query_match(&a, STORE_SQLITE, &q, &kolommen, lead), " \"(){}:*ANDORT", "()");
    }
    arena_done(&a);
    return 0;
}
