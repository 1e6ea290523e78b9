/* SPDX-License-Identifier: EUPL-1.2
 * See telling.h. What is delivered is a file of our own making: a heading that names stock and rules with
 * their hashes, and a row per gemeente; a figure's herkomst shows its row in it. */
#include "voorraad/telling.h"

#include "cijfer/cijfer.h"
#include "voorraad/kast.h"

#include <ctype.h>

static const char *const woningtypen[] = {"nultreden", "geclusterd", "zorggeschikt"};

/* "geschikt te maken" → "geschikt-te-maken" */
static struct str segment_van(struct arena *a, struct str klasse)
{
    struct str s = str_fold(a, klasse);
    struct buf b;

    buf_init(&b, a, 200);
    for (size_t i = 0; i < s.n; i++)
        if (isalnum((unsigned char)s.p[i]))
            buf_char(&b, s.p[i]);
        else if (b.n && b.p[b.n - 1] != '-')
            buf_char(&b, '-');
    while (b.n && b.p[b.n - 1] == '-')
        b.n--;
    return buf_str(&b);
}

static void tekst_bij(struct buf *b, struct str s)
{
    buf_lit(b, ";\"");
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_char(b, '"');
        buf_char(b, s.p[i]);
    }
    buf_char(b, '"');
}

/* A row per gemeente, each with what it was counted by: so that the row that a herkomst shows says all. */
static struct str bestand_maak(struct arena *a, const struct geteld *g, const struct regelset *set)
{
    const struct voorraad_rij *v = &g->v->r;
    struct buf b, vast;

    buf_init(&b, a, 32 << 20);
    buf_init(&vast, a, 10000);
    tekst_bij(&vast, date_iso(a, v->peildatum));
    tekst_bij(&vast, str_fmt(a, "%.*s%s", STR_ARG(v->naam), v->verzonnen ? " (verzonnen)" : ""));
    tekst_bij(&vast, v->sha256);
    tekst_bij(&vast, set->naam);
    tekst_bij(&vast, set->versie_naam);
    tekst_bij(&vast, set->sha256);
    buf_lit(&b, "gemeente;naam;woningen");
    for (size_t k = 0; k < g->n_klassen; k++)
        tekst_bij(&b, g->klasse[k]);
    buf_lit(&b,
            ";peildatum;voorraad;sha256 van de voorraad;regels;versie van de regels;sha256 van de regels\n");
    for (size_t i = 0; i < g->v->w->n_gebieden[WZV_GEMEENTE]; i++) {
        const struct wzv_gebied *x = &g->v->w->gebied[WZV_GEMEENTE][i];
        uint64_t alles = 0;

        for (size_t k = 0; k < g->n_klassen; k++)
            alles += g->gemeente[i * g->n_klassen + k];
        buf_fmt(&b, "%.*s", STR_ARG(x->code));
        tekst_bij(&b, x->naam);
        buf_fmt(&b, ";%llu", (unsigned long long)alles);
        for (size_t k = 0; k < g->n_klassen; k++)
            buf_fmt(&b, ";%llu", (unsigned long long)g->gemeente[i * g->n_klassen + k]);
        buf_add(&b, buf_str(&vast));
        buf_char(&b, '\n');
    }
    return buf_str(&b);
}

static uint32_t reeks_van(struct levering_nieuw *l, struct arena *a, struct str bron, struct str set,
                          struct str klasse)
{
    struct reeks_nieuw r = {.onderwerp = STR(TELLING_ONDERWERP), .bron = bron, .definitieset = set};
    struct str segment = segment_van(a, klasse);

    for (size_t i = 0; i < sizeof woningtypen / sizeof *woningtypen; i++)
        if (str_is(segment, woningtypen[i]))
            r.woningtype = segment;
    if (!r.woningtype.n)
        r.segment = segment;
    return levering_reeks(l, &r);
}

static void cijfer_bij(struct levering_nieuw *l, const struct gebied *g, uint32_t reeks, uint64_t n,
                       bool verzonnen, size_t rij, size_t kolom)
{
    struct cijfer_nieuw c = {.gebied = g,
                             .waarde = (int64_t)n,
                             .reeks = reeks,
                             .van = l->peildatum,
                             .tot = l->peildatum,
                             .rij = (int32_t)(2 + rij),
                             .kolom = (int16_t)kolom,
                             .status = STATUS_GEEN,
                             .vlag = verzonnen ? VLAG_VERZONNEN : 0};

    VEC_PUSH(l->a, &l->cijfer, c);
}

static struct doc *verslag_maak(struct arena *a, const struct geteld *g, const struct regelset *set,
                                size_t buiten)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "voorraad", g->v->r.naam);
    DOC_SET_STR(a, d, "voorraad_sha256", g->v->r.sha256);
    DOC_SET_STR(a, d, "regels", set->naam);
    DOC_SET_STR(a, d, "regels_versie", set->versie_naam);
    DOC_SET_STR(a, d, "regels_sha256", set->sha256);
    DOC_SET_INT(a, d, "gemeenten", (int64_t)(g->v->w->n_gebieden[WZV_GEMEENTE] - buiten));
    DOC_SET_INT(a, d, "gemeenten_onbekend", (int64_t)buiten);
    return d;
}

static int opslaan(struct omgeving *o, const struct gebieden *gg, struct arena *a,
                   const struct telling_opdracht *x, const struct geteld *g, const struct regelset *set,
                   struct levering_uitslag *ret, struct err *e)
{
    struct definitieset def = {
        .code = str_fmt(a, "regels-%.12s", set->sha256.p),
        .naam = set->versie_naam.n
                    ? str_fmt(a, "%.*s, versie %.*s", STR_ARG(set->naam), STR_ARG(set->versie_naam))
                    : set->naam,
        .organisatie = STR(""),
        .bron = str_fmt(a, "%.*s; regelset met SHA-256 %.*s", STR_ARG(g->t->bron), STR_ARG(set->sha256)),
        .geldig_van = g->t->geldig_vanaf ? g->t->geldig_vanaf : g->v->r.peildatum};
    struct str bron = str_fmt(a, "voorraad-%.*s", STR_ARG(set->code));
    struct levering_nieuw l = {.a = a,
                               .soort = STR(TELLING_SOORT),
                               .leveraar = set->code,
                               .bestand = str_fmt(a, "telling-%.*s-%.*s.csv", STR_ARG(set->code),
                                                  STR_ARG(date_iso(a, g->v->r.peildatum))),
                               .wie = x->wie,
                               .peildatum = g->v->r.peildatum,
                               .door = x->door,
                               .ook_van_anderen = true,
                               .inhoud = bestand_maak(a, g, set)};
    const struct wzv *w = g->v->w;
    uint32_t totaal, *reeks = ARENA_ARRAY(a, uint32_t, g->n_klassen + 1);
    size_t buiten = 0;
    int rc = definitieset_maak(o->store, &def, e);

    if (rc)
        return rc;
    VEC_PUSH(a, &l.bron,
             ((struct bron){.code = bron,
                            .naam = str_fmt(a, "Telling over de woningvoorraad: %.*s", STR_ARG(set->naam)),
                            .houder = STR("Eigen telling over de BAG en leveringen"),
                            .licentie = STR(""),
                            .route = 1}));
    totaal = levering_reeks(
        &l,
        &(struct reeks_nieuw){.onderwerp = STR(TELLING_ONDERWERP), .bron = bron, .definitieset = def.code});
    for (size_t k = 0; k < g->n_klassen; k++)
        reeks[k] = reeks_van(&l, a, bron, def.code, g->klasse[k]);
    for (size_t i = 0; i < w->n_gebieden[WZV_GEMEENTE]; i++) {
        const struct gebied *gemeente = gebied_bij_code(gg, w->gebied[WZV_GEMEENTE][i].code);
        uint64_t alles = 0;

        if (!gemeente) { /* "gemeente onbekend": told in the report, and no figure */
            buiten++;
            continue;
        }
        for (size_t k = 0; k < g->n_klassen; k++)
            alles += g->gemeente[i * g->n_klassen + k];
        cijfer_bij(&l, gemeente, totaal, alles, w->verzonnen, i, 2);
        for (size_t k = 0; k < g->n_klassen; k++)
            cijfer_bij(&l, gemeente, reeks[k], g->gemeente[i * g->n_klassen + k], w->verzonnen, i, 3 + k);
    }
    l.verslag = verslag_maak(a, g, set, buiten);
    return levering_opslaan(o->store, gg, &l, false, ret, e);
}

static int kies(struct omgeving *o, struct blik *b, struct arena *a, const struct telling_opdracht *x,
                const struct voorraad **ret, struct regelset *set, struct err *e)
{
    const struct voorraad *const *v;
    size_t n;
    int rc = voorraad_kast_lees(o->voorraden, b->c, a, &v, &n, e);

    *ret = NULL;
    for (size_t i = 0; !rc && i < n && !*ret; i++)
        if (x->voorraad ? v[i]->r.id == x->voorraad : v[i]->w != NULL)
            *ret = v[i];
    if (!rc && !*ret)
        rc = err_set(e, ERR_NOT_FOUND,
                     "er is geen voorraad om over te tellen; zie woonzorg voorraad registreer");
    return rc ? rc : regelset_zoek(b->c, a, x->regels, set, e);
}

int telling_leg_vast(struct omgeving *o, struct arena *a, const struct telling_opdracht *x,
                     struct levering_uitslag *ret, struct err *e)
{
    const struct voorraad *v = NULL;
    const struct geteld *g = NULL;
    struct regelset set;
    struct blik b;
    int rc = blik_open(o, &b, e);

    if (rc)
        return rc;
    rc = kies(o, &b, a, x, &v, &set, e);
    conn_snapshot_end(b.c);
    store_return(o->store, b.c);
    b.c = NULL;
    if (!rc)
        rc = geteld_neem(o->voorraden, v, set.inhoud, false, &g, e);
    if (!rc)
        rc = opslaan(o, b.g, a, x, g, &set, ret, e);
    geteld_geef(o->voorraden, g);
    blik_sluit(&b);
    return rc;
}
