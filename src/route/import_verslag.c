/* SPDX-License-Identifier: EUPL-1.2
 * The report of an import: everything that was repaired or refused, once each, with the places where. */
#include "route/import_intern.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { PLAATSEN_MAX = 10, MELDINGEN_MAX = 500 };

struct melding {
    enum melding_niveau niveau;
    struct str tekst, voorbeeld;
    int64_t aantal;
    struct str plaats[PLAATSEN_MAX];
};

struct str import_plaats(const struct import *im, int64_t rij, int kolom)
{
    struct buf b;

    buf_init(&b, im->a, 300);
    if (im->n_deel > 1)
        buf_fmt(&b, "%.*s", STR_ARG(utf8_clip(im->deel[im->blad].naam, 60)));
    else if (im->t && tabel_is_werkboek(im->t))
        buf_fmt(&b, "%s %.*s", tabel_is_geobestand(im->t) ? "laag" : "blad",
                STR_ARG(utf8_clip(tabel_blad_naam(im->t, (size_t)im->blad), 60)));
    if (rij)
        buf_fmt(&b, "%s%s %lld", b.n ? ", " : "", im->rij_woord ? im->rij_woord : "rij", (long long)rij);
    if (kolom >= 0) {
        struct str kop = im->lezer                                               ? lezer_kop(im->lezer, kolom)
                         : (size_t)kolom < im->n_kop && im->kop_blad == im->blad ? im->kop[kolom]
                                                                                 : STR("");

        buf_fmt(&b, "%skolom %.*s", b.n ? ", " : "", STR_ARG(tabel_kolom_letter(im->a, (size_t)kolom)));
        if (kop.n)
            buf_fmt(&b, " (%.*s)", STR_ARG(utf8_clip(kop, 40)));
    }
    return buf_str(&b);
}

void import_meld(struct import *im, enum melding_niveau niveau, int64_t rij, int kolom, struct str voorbeeld,
                 const char *fmt, ...)
{
    char text[400];
    struct map_entry *m;
    struct melding *x;
    va_list ap;
    struct str sleutel;

    va_start(ap, fmt);
    vsnprintf(text + 1, sizeof text - 1, fmt, ap);
    va_end(ap);
    utf8_repair(text + 1); /* a quoted value or the whole may have been cut within a letter */
    text[0] = (char)('0' + niveau);
    sleutel = str_from(text);
    if (niveau == MELDING_FOUT)
        im->fouten++;
    if (!im->meldingen.a)
        map_init(&im->meldingen, im->a);
    m = map_get(&im->meldingen, sleutel);
    if (!m) {
        if (im->meldingen.n >= MELDINGEN_MAX)
            return;
        m = map_put(&im->meldingen, str_dup(im->a, sleutel), NULL);
        m->value.p = x = ARENA_NEW(im->a, struct melding);
        x->niveau = niveau;
        x->tekst = str_sub(m->key, 1, m->key.n);
        x->voorbeeld = im->geheim ? STR("") : str_dup(im->a, utf8_clip(voorbeeld, 80));
    }
    x = m->value.p;
    if (x->aantal < PLAATSEN_MAX)
        x->plaats[x->aantal] = import_plaats(im, rij, import_bron_kolom(im, kolom));
    x->aantal++;
}

static int melding_orde(const void *x, const void *y)
{
    const struct melding *a = *(const struct melding *const *)x, *b = *(const struct melding *const *)y;

    if (a->niveau != b->niveau)
        return a->niveau > b->niveau ? -1 : 1;
    return (a->aantal < b->aantal) - (a->aantal > b->aantal);
}

struct doc *import_verslag(struct import *im)
{
    static const char *const niveaus[] = {"info", "let op", "fout"};
    struct arena *a = im->a;
    struct doc *d = doc_map(a), *lijst;
    int64_t overgeslagen = im->lezer ? lezer_overgeslagen(im->lezer) : 0;
    struct melding **op = ARENA_ARRAY(a, struct melding *, im->meldingen.n);

    DOC_SET_INT(a, d, "rijen", im->rijen);
    DOC_SET_INT(a, d, "cijfers", (int64_t)im->l->cijfer.n);
    if (im->plannen)
        DOC_SET_INT(a, d, "plannen", im->plannen);
    if (im->kop_rij)
        DOC_SET_INT(a, d, "koprij", im->kop_rij);
    if (im->voorbeelden)
        DOC_SET_INT(a, d, "voorbeeldrijen", im->voorbeelden);
    if (overgeslagen)
        DOC_SET_INT(a, d, "overgeslagen", overgeslagen);
    DOC_SET_INT(a, d, "fouten", im->fouten);
    if (im->dialect.codering && *im->dialect.codering && im->dialect.scheiding) {
        DOC_SET_STR(a, d, "codering", str_from(im->dialect.codering));
        DOC_SET_STR(a, d, "scheiding",
                    im->dialect.scheiding == '\t' ? STR("tab")
                                                  : str_dup(a, (struct str){&im->dialect.scheiding, 1}));
    }
    lijst = DOC_SET(a, d, "meldingen", doc_list(a));
    for (size_t i = 0; i < im->meldingen.n; i++)
        op[i] = im->meldingen.at[i].value.p;
    if (im->meldingen.n)
        qsort(op, im->meldingen.n, sizeof *op, melding_orde);
    for (size_t i = 0; i < im->meldingen.n; i++) {
        struct doc *m = doc_add(a, lijst, doc_map(a)), *plaatsen;

        DOC_SET_STR(a, m, "niveau", str_from(niveaus[op[i]->niveau]));
        DOC_SET_STR(a, m, "tekst", op[i]->tekst);
        DOC_SET_INT(a, m, "aantal", op[i]->aantal);
        if (op[i]->voorbeeld.n)
            DOC_SET_STR(a, m, "voorbeeld", op[i]->voorbeeld);
        plaatsen = DOC_SET(a, m, "plaatsen", doc_list(a));
        for (int64_t k = 0; k < op[i]->aantal && k < PLAATSEN_MAX; k++)
            if (op[i]->plaats[k].n)
                doc_add(a, plaatsen, doc_str(a, op[i]->plaats[k]));
    }
    return d;
}
