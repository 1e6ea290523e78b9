/* SPDX-License-Identifier: EUPL-1.2
 * A leeswijzer as JSON and back. Read from people's files and from forms, so every size is bounded and every
 * refusal says which part is wrong. */
#include "leeswijzer/leeswijzer.h"
#include "base/som.h"
#include "leeswijzer/rooster.h"

#include "tabel/tabel.h"

#include <string.h>

static int tekst_neem(const struct doc *d, const char *wat, struct str *ret, struct err *e)
{
    *ret = STR("");
    if (!d || d->type == DOC_NULL)
        return OK;
    if (d->type != DOC_STR)
        return err_set(e, ERR_DATA, "leeswijzer: verwacht bij “%s” een tekst", wat);
    *ret = str_trim(d->s);
    if (ret->n && memchr(ret->p, 0, ret->n))
        return err_set(e, ERR_DATA, "leeswijzer: bij “%s” staat een teken dat geen tekst is", wat);
    if (ret->n > LEESWIJZER_TEKST_MAX)
        return err_set(e, ERR_DATA, "leeswijzer: de tekst bij “%s” is te lang", wat);
    return OK;
}

static int getal_neem(const struct doc *d, const char *wat, int min, int max, int *ret, struct err *e)
{
    if (!d || d->type == DOC_NULL)
        return OK;
    if (d->type != DOC_INT || d->i < min || d->i > max)
        return err_set(e, ERR_DATA, "leeswijzer: verwacht bij “%s” een getal van %d tot en met %d", wat, min,
                       max);
    *ret = (int)d->i;
    return OK;
}

/* "A" … "IV": the column of a letter; -1 when it is none. */
static int letter_lees(struct str s)
{
    int n = 0;

    if (!s.n || s.n > 3)
        return -1;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c >= 'a' && c <= 'z')
            c = (char)(c - 32);
        if (c < 'A' || c > 'Z')
            return -1;
        n = n * 26 + (c - 'A' + 1);
    }
    return n <= LEESWIJZER_KOLOMMEN_MAX ? n - 1 : -1;
}

static int vast_lees(struct arena *a, const struct doc *d, struct leeswijzer_vasten *ret, struct err *e)
{
    int rc = OK;

    if (d && d->type != DOC_MAP)
        return err_set(e, ERR_DATA, "leeswijzer: verwacht bij “vast” namen met een tekst");
    for (size_t i = 0; !rc && d && i < d->map.n; i++) {
        struct leeswijzer_vast x = {.doel = d->map.at[i].key};

        if (x.doel.n > LEESWIJZER_TEKST_MAX || ret->n >= LEESWIJZER_VAST_MAX)
            return err_set(e, ERR_DATA, "leeswijzer: te veel of te lange namen bij “vast”");
        rc = tekst_neem(d->map.at[i].value, "vast", &x.tekst, e);
        if (!rc && x.tekst.n)
            VEC_PUSH(a, ret, x);
    }
    return rc;
}

static int kolom_lees(struct arena *a, const struct doc *d, struct leeswijzer_kolom *k, struct err *e)
{
    const struct doc *vast, *vul;
    struct str letter;
    int rc;

    if (!d || d->type != DOC_MAP)
        return err_set(e, ERR_DATA, "leeswijzer: verwacht bij “kolommen” een lijst van kolommen");
    vast = doc_get(d, STR("vast"));
    vul = doc_get(d, STR("doorvullen"));
    *k = (struct leeswijzer_kolom){.plaats = -1};
    rc = tekst_neem(doc_get(d, STR("naam")), "naam", &k->naam, e);
    if (!rc)
        rc = tekst_neem(doc_get(d, STR("doel")), "doel", &k->doel, e);
    if (!rc)
        rc = tekst_neem(doc_get(d, STR("kolom")), "kolom", &letter, e);
    if (!rc && letter.n && (k->plaats = letter_lees(letter)) < 0)
        rc = err_set(e, ERR_DATA, "leeswijzer: “%.*s” is geen letter van een kolom",
                     STR_ARG(utf8_clip(letter, 20)));
    if (!rc && !letter.n && !k->naam.n)
        rc = err_set(e, ERR_DATA, "leeswijzer: een kolom heeft een naam of een letter nodig");
    if (!rc)
        rc = getal_neem(doc_get(d, STR("van")), "van", 1990, 2100, &k->van, e);
    k->tot = k->van;
    if (!rc)
        rc = getal_neem(doc_get(d, STR("tot")), "tot", 1990, KOLOM_JAAR_OPEN, &k->tot, e);
    if (!rc && k->tot < k->van)
        rc = err_set(e, ERR_DATA, "leeswijzer: het laatste jaar ligt voor het eerste");
    if (!rc && vul && vul->type != DOC_BOOL)
        rc = err_set(e, ERR_DATA, "leeswijzer: verwacht bij “doorvullen” waar of onwaar");
    k->doorvullen = !rc && vul && vul->b;
    return rc ? rc : vast_lees(a, vast, &k->vast, e);
}

static int woorden_lees(struct arena *a, const struct doc *d, struct leeswijzer *w, struct err *e)
{
    int rc = OK;

    if (d && d->type != DOC_MAP)
        return err_set(e, ERR_DATA, "leeswijzer: verwacht bij “woorden” per kolom de woorden");
    for (size_t i = 0; !rc && d && i < d->map.n; i++) {
        const struct doc *m = d->map.at[i].value;

        if (m->type != DOC_MAP || d->map.at[i].key.n > LEESWIJZER_TEKST_MAX)
            return err_set(e, ERR_DATA, "leeswijzer: verwacht bij “woorden” per kolom de woorden");
        for (size_t k = 0; !rc && k < m->map.n; k++) {
            struct leeswijzer_woord x = {.doel = d->map.at[i].key, .van = m->map.at[k].key};

            if (x.van.n > LEESWIJZER_TEKST_MAX || w->woord.n >= LEESWIJZER_WOORDEN_MAX)
                return err_set(e, ERR_DATA, "leeswijzer: te veel of te lange woorden");
            x.overslaan = m->map.at[k].value->type == DOC_NULL;
            rc = tekst_neem(m->map.at[k].value, "woorden", &x.naar, e);
            if (!rc)
                VEC_PUSH(a, &w->woord, x);
        }
    }
    return rc;
}

int leeswijzer_uit_doc(struct arena *a, const struct doc *d, struct leeswijzer *ret, struct err *e)
{
    const struct doc *kolommen = doc_get(d, STR("kolommen")), *vast = doc_get(d, STR("vast"));
    struct leeswijzer w = {.koprijen = 1};
    int rc;

    if (!d || d->type != DOC_MAP)
        return err_set(e, ERR_DATA, "leeswijzer: verwacht een object met “soort” en “kolommen”");
    if (!kolommen || kolommen->type != DOC_LIST || !kolommen->list.n)
        return err_set(e, ERR_DATA, "leeswijzer: verwacht bij “kolommen” een lijst van kolommen");
    if (kolommen->list.n > LEESWIJZER_KOLOMMEN_MAX)
        return err_set(e, ERR_DATA, "leeswijzer: hoogstens %d kolommen", LEESWIJZER_KOLOMMEN_MAX);
    rc = tekst_neem(doc_get(d, STR("soort")), "soort", &w.soort, e);
    if (!rc)
        rc = tekst_neem(doc_get(d, STR("blad")), "blad", &w.blad, e);
    if (!rc)
        rc = getal_neem(doc_get(d, STR("koprij")), "koprij", 0, INT32_MAX, &w.koprij, e);
    if (!rc)
        rc = getal_neem(doc_get(d, STR("koprijen")), "koprijen", 1, LEESWIJZER_KOPRIJEN_MAX, &w.koprijen, e);
    for (size_t i = 0; !rc && i < kolommen->list.n; i++) {
        struct leeswijzer_kolom k;

        rc = kolom_lees(a, kolommen->list.at[i], &k, e);
        if (!rc)
            VEC_PUSH(a, &w.kolom, k);
    }
    if (!rc)
        rc = vast_lees(a, vast, &w.vast, e);
    if (!rc)
        rc = woorden_lees(a, doc_get(d, STR("woorden")), &w, e);
    if (!rc)
        *ret = w;
    return rc;
}

static struct doc *vast_doc(struct arena *a, const struct leeswijzer_vasten *v)
{
    struct doc *d = doc_map(a);

    for (size_t i = 0; i < v->n; i++)
        doc_set(a, d, v->at[i].doel, doc_str(a, v->at[i].tekst));
    return d;
}

struct doc *leeswijzer_doc(struct arena *a, const struct leeswijzer *w)
{
    struct doc *d = doc_map(a), *lijst, *woorden;

    DOC_SET_STR(a, d, "soort", w->soort);
    if (w->blad.n)
        DOC_SET_STR(a, d, "blad", w->blad);
    if (w->koprij)
        DOC_SET_INT(a, d, "koprij", w->koprij);
    DOC_SET_INT(a, d, "koprijen", w->koprijen);
    lijst = DOC_SET(a, d, "kolommen", doc_list(a));
    for (size_t i = 0; i < w->kolom.n; i++) {
        const struct leeswijzer_kolom *k = &w->kolom.at[i];
        struct doc *x = doc_add(a, lijst, doc_map(a));

        if (k->plaats >= 0)
            DOC_SET_STR(a, x, "kolom", tabel_kolom_letter(a, (size_t)k->plaats));
        DOC_SET_STR(a, x, "naam", k->naam);
        DOC_SET_STR(a, x, "doel", k->doel);
        if (k->van) {
            DOC_SET_INT(a, x, "van", k->van);
            DOC_SET_INT(a, x, "tot", k->tot);
        }
        if (k->doorvullen)
            DOC_SET_BOOL(a, x, "doorvullen", true);
        if (k->vast.n)
            DOC_SET(a, x, "vast", vast_doc(a, &k->vast));
    }
    if (w->vast.n)
        DOC_SET(a, d, "vast", vast_doc(a, &w->vast));
    woorden = w->woord.n ? DOC_SET(a, d, "woorden", doc_map(a)) : NULL;
    for (size_t i = 0; i < w->woord.n; i++) {
        const struct leeswijzer_woord *x = &w->woord.at[i];
        struct doc *m = doc_get(woorden, x->doel);

        if (!m)
            m = doc_set(a, woorden, x->doel, doc_map(a));
        doc_set(a, m, x->van, x->overslaan ? doc_null(a) : doc_str(a, x->naar));
    }
    return d;
}

struct str leeswijzer_vast_bij(const struct leeswijzer_vasten *v, struct str doel)
{
    for (size_t i = 0; i < v->n; i++)
        if (str_eq(v->at[i].doel, doel))
            return v->at[i].tekst;
    return (struct str){0};
}

struct str leeswijzer_kop(struct arena *a, const struct str *namen, size_t n)
{
    struct buf b;

    buf_init(&b, a, (size_t)LEESWIJZER_KOLOMMEN_MAX * (LEESWIJZER_TEKST_MAX + 2));
    while (n && !namen[n - 1].n) /* empty columns at the end come and go */
        n--;
    for (size_t i = 0; i < n; i++) {
        struct str s = kop_vouw(a, namen[i]), zonder = kop_zonder_jaren(a, s);
        int van, tot;

        buf_fmt(&b, "%s%.*s%s", i ? "|" : "", STR_ARG(zonder), kop_jaren(s, &van, &tot) ? "#" : "");
    }
    return sha256_tekst(a, buf_str(&b));
}
