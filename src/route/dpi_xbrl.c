/* SPDX-License-Identifier: EUPL-1.2
 * Section 2.9 of dPi and dVi as an XBRL instance. The names of concepts and members change with each year's
 * taxonomy; what the section asks does not. So a concept, or a member of a dimension, is known by the word
 * that the manuals use for it (tables below), and what is about other sections is counted and passed over. */
#include "route/dpi.h"

#include "tabel/xbrl.h"

#include <string.h>

/* Words within names, as lower case letters; in order, the first that is found tells. */
static const struct {
    const char *woord;
    enum dpi_categorie categorie;
} categorie_woorden[] = {{"zorggeschikt", CATEGORIE_ZORGGESCHIKT}, {"geclusterd", CATEGORIE_GECLUSTERD}};

static const struct {
    const char *woord, *segment;
} segment_woorden[] = {{"nietdaeb", "vrije-sector"}, {"daeb", "sociaal"},
                       {"sociaal", "sociaal"},       {"sociale", "sociaal"},
                       {"midden", "middenhuur"},     {"vrijesector", "vrije-sector"}};

static const struct {
    const char *woord;
    enum dpi_uitvraag uitvraag;
} uitvraag_woorden[] = {{"dvi", UITVRAAG_DVI},
                        {"verantwoording", UITVRAAG_DVI},
                        {"dpi", UITVRAAG_DPI},
                        {"prospectie", UITVRAAG_DPI},
                        {"prognose", UITVRAAG_DPI}};

struct instance {
    struct import *im;
    const struct xbrl *x;
    enum dpi_uitvraag uitvraag;
    struct map heel; /* corporatie, gemeente, year and category of facts that are not split by segment */
    int64_t elders, leeg, dubbel;
};

/* Letters and digits only, lower case. */
static struct str kaal(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, 200);
    for (size_t i = 0; i < s.n && b.n < 190; i++) {
        char c = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            buf_char(&b, c);
    }
    return buf_str(&b);
}

static bool bevat(struct str s, const char *woord)
{
    return s.n && memmem(s.p, s.n, woord, strlen(woord));
}

/* ---- what the instance is ---- */

static bool uitvraag_uit(struct import *im, struct str s, enum dpi_uitvraag *ret)
{
    struct str k = kaal(im->a, s.n > 180 ? str_sub(s, s.n - 180, s.n) : s);

    for (size_t i = 0; i < sizeof uitvraag_woorden / sizeof *uitvraag_woorden; i++)
        if (bevat(k, uitvraag_woorden[i].woord)) {
            *ret = uitvraag_woorden[i].uitvraag;
            return true;
        }
    return false;
}

/* By the schema that it says to follow, else by the name space of its concepts. */
static int uitvraag_zoek(struct import *im, const struct xbrl *x, enum dpi_uitvraag *ret, struct err *e)
{
    for (size_t i = 0; i < x->n_schemas; i++)
        if (uitvraag_uit(im, x->schemas[i], ret))
            return OK;
    for (size_t i = 0; i < x->n_feiten && i < 100; i++)
        if (uitvraag_uit(im, x->feit[i].naam.ruimte, ret))
            return OK;
    return err_set(
        e, ERR_DATA,
        "uit schemaRef en naamruimten blijkt niet of dit een dPi of een dVi is; verwacht een van die "
        "woorden in de naam van het schema");
}

/* ---- a fact ---- */

static int categorie_van(struct import *im, const struct xbrl_feit *f)
{
    struct str namen[2] = {kaal(im->a, f->naam.naam), STR("")};

    for (size_t w = 0; w < sizeof categorie_woorden / sizeof *categorie_woorden; w++) {
        if (bevat(namen[0], categorie_woorden[w].woord))
            return (int)categorie_woorden[w].categorie;
        for (size_t i = 0; i < f->context->n_dim; i++) {
            namen[1] = kaal(im->a, f->context->dim[i].lid.naam);
            if (bevat(namen[1], categorie_woorden[w].woord))
                return (int)categorie_woorden[w].categorie;
        }
    }
    return -1;
}

static void meld(struct instance *s, enum melding_niveau niveau, const struct xbrl_feit *f, const char *tekst)
{
    import_meld(s->im, niveau, f->regel, -1, f->naam.naam, "%s", tekst);
}

/* "GM0935", "Gemeente_0935", "0935" or a name. */
static const struct gebied *gemeente_van(struct instance *s, const struct xbrl_feit *f)
{
    for (size_t i = 0; i < f->context->n_dim; i++) {
        const struct xbrl_dimensie *d = &f->context->dim[i];
        struct str t = d->tekst.n ? d->tekst : d->lid.naam;
        struct gebied_vondst v;
        size_t n = 0;

        if (!bevat(kaal(s->im->a, d->as.naam), "gemeente"))
            continue;
        while (n < t.n && t.p[t.n - 1 - n] >= '0' && t.p[t.n - 1 - n] <= '9')
            n++;
        if (n == 4)
            t = str_fmt(s->im->a, "GM%.*s", STR_ARG(str_sub(t, t.n - 4, t.n)));
        v = gebied_zoek(s->im->g, s->im->a, t, STR("gemeente"), s->im->l->peildatum);
        if (!v.gebied)
            import_meld(s->im, MELDING_FOUT, f->regel, -1, t,
                        "deze gemeente is niet bekend; verwacht een code als GM0935");
        return v.gebied;
    }
    meld(s, MELDING_FOUT, f,
         "dit feit heeft geen dimensie voor de gemeente; zonder gemeente is het nergens te plaatsen");
    return NULL;
}

static struct str segment_van(struct instance *s, const struct xbrl_feit *f)
{
    for (size_t i = 0; i < f->context->n_dim; i++) {
        struct str k = kaal(s->im->a, f->context->dim[i].lid.naam);

        for (size_t w = 0; w < sizeof segment_woorden / sizeof *segment_woorden; w++)
            if (bevat(k, segment_woorden[w].woord))
                return str_from(segment_woorden[w].segment);
    }
    return STR("");
}

static bool jaar_van(struct instance *s, const struct xbrl_feit *f, int *ret)
{
    const struct xbrl_context *c = f->context;

    if (!c->tot || c->van / 10000 != c->tot / 10000) {
        meld(s, MELDING_FOUT, f, "verwacht een context met een periode binnen één kalenderjaar");
        return false;
    }
    *ret = c->tot / 10000;
    if (*ret < 1990 || *ret > 2100 || (s->uitvraag == UITVRAAG_DVI && *ret > s->im->l->peildatum / 10000)) {
        meld(s, MELDING_FOUT, f,
             "dit jaar kan niet: de dVi gaat over een jaar dat voorbij is, de dPi tot 2100");
        return false;
    }
    return true;
}

/* A whole number of homes; money or shares are something else. */
static bool aantal_van(struct instance *s, const struct xbrl_feit *f, struct dpi_regel *v)
{
    const struct xbrl_eenheid *u = f->eenheid;
    struct str maat = kaal(s->im->a, u->teller[0].naam);

    if (u->n_teller != 1 || u->n_noemer ||
        !(str_is(maat, "pure") || bevat(maat, "woning") || bevat(maat, "eenhe") || bevat(maat, "aantal"))) {
        meld(s, MELDING_FOUT, f, "verwacht een aantal woningen, met de eenheid pure");
        return false;
    }
    if (f->nil) {
        v->ontbreekt = ONTBREEKT_NIET_GELEVERD;
        s->leeg++;
        return true;
    }
    if (!dec_rescale(f->getal, 0, &v->waarde) || v->waarde < 0 || v->waarde > IMPORT_WAARDE_MAX) {
        meld(s, MELDING_FOUT, f,
             "verwacht een heel aantal van nul of meer: alleen toevoegingen worden gevraagd");
        return false;
    }
    if (f->onbekend) {
        meld(s, MELDING_FOUT, f, "precision 0 zegt dat er niets van dit getal bekend is");
        return false;
    }
    if (f->decimalen < 0) {
        v->vlag |= VLAG_ONGEVEER;
        meld(s, MELDING_LET_OP, f,
             "afgerond op tientallen of meer (decimals onder nul): geteld als ongeveer");
    }
    return true;
}

/* Told before: with the same number it counts once, with another nobody knows which is right. */
static bool dubbel_toets(struct instance *s, const struct xbrl_feit *f)
{
    const struct xbrl_feit *g = f->zelfde;

    if (!g)
        return true;
    if (g->nil != f->nil || (!f->nil && (g->getal.v != f->getal.v || g->getal.scale != f->getal.scale)))
        meld(s, MELDING_FOUT, f, "dit feit staat er twee keer, met verschillende waarden");
    else
        s->dubbel++;
    return false;
}

static void feit_lees(struct instance *s, const struct xbrl_feit *f, struct dpi *d)
{
    struct import *im = s->im;
    int categorie = f->eenheid ? categorie_van(im, f) : -1;
    struct dpi_regel v = {.nummer = f->regel, .kolom = -1, .uitvraag = s->uitvraag};
    bool goed;

    im->rijen++;
    if (categorie < 0) {
        s->elders++;
        return;
    }
    if (bevat(kaal(im->a, f->naam.naam), "totaal")) {
        meld(s, MELDING_INFO, f, "een totaal overgeslagen: het volgt uit de delen");
        return;
    }
    if (!dubbel_toets(s, f))
        return;
    v.categorie = (enum dpi_categorie)categorie;
    v.g = gemeente_van(s, f);
    goed = jaar_van(s, f, &v.jaar) && v.g;
    goed = aantal_van(s, f, &v) && goed;
    if (!goed)
        return;
    v.segment = segment_van(s, f);
    v.corporatie = str_fmt(im->a, "KvK %.*s", STR_ARG(utf8_clip(f->context->entiteit, 40)));
    if (v.waarde > 0 && v.waarde < 12)
        meld(s, MELDING_LET_OP, f,
             "minder dan 12 woningen; dat mag alleen als zij bij een cluster van 12 of meer horen");
    VEC_PUSH(im->a, &d->regel, v);
}

/* Facts split by segment beside the same facts unsplit would count twice. */
static struct str heel_sleutel(struct arena *a, const struct dpi_regel *v)
{
    return str_fmt(a, "%lld %d %d %.*s", (long long)v->g->id, v->jaar, v->categorie, STR_ARG(v->corporatie));
}

static void segmenten_merk(struct instance *s, struct dpi *d)
{
    struct arena *a = s->im->a;

    for (size_t i = 0; i < d->regel.n; i++)
        if (!d->regel.at[i].segment.n)
            map_put(&s->heel, heel_sleutel(a, &d->regel.at[i]), NULL);
    for (size_t i = 0; i < d->regel.n; i++)
        if (d->regel.at[i].segment.n)
            d->regel.at[i].alleen_segment = map_get(&s->heel, heel_sleutel(a, &d->regel.at[i])) != NULL;
}

int dpi_xbrl_lees(struct import *im, struct dpi *d, struct err *e)
{
    struct xbrl x;
    struct instance s = {.im = im, .x = &x};
    int rc = xbrl_lees(im->a, im->deel[0].bytes, (struct xbrl_grens){0}, &x, e);

    if (!rc)
        rc = uitvraag_zoek(im, &x, &s.uitvraag, e);
    if (rc)
        return rc;
    im->rij_woord = "regel";
    map_init(&s.heel, im->a);
    for (size_t i = 0; i < x.n_feiten; i++) {
        if (i % 4096 == 4095 &&
            ((im->stop && im->stop(im->stop_ctx, (int64_t)i, (int64_t)x.n_feiten)) || arena_over(im->a)))
            return arena_over(im->a) ? err_set(e, ERR_LIMIT, "het bestand is te groot om te lezen")
                                     : err_set(e, ERR_CANCELLED, "gestopt op verzoek; er is niets gewijzigd");
        feit_lees(&s, &x.feit[i], d);
    }
    segmenten_merk(&s, d);
    if (s.elders)
        import_meld(im, MELDING_INFO, 0, -1, STR(""), "%lld feiten over andere onderdelen overgeslagen",
                    (long long)s.elders);
    if (s.dubbel)
        import_meld(im, MELDING_INFO, 0, -1, STR(""),
                    "%lld feiten staan er dubbel met dezelfde waarde; elk telt één keer",
                    (long long)s.dubbel);
    if (s.leeg)
        import_meld(im, MELDING_INFO, 0, -1, STR(""), "%lld feiten zijn leeg (nil): niet geleverd",
                    (long long)s.leeg);
    return OK;
}
