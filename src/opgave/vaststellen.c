/* SPDX-License-Identifier: EUPL-1.2
 * Deciding an opgave: its numbers become a levering like any other, so that there is one store of figures and
 * each leads back to this decision; in the same transaction all to whom it was published are told. */
#include "opgave/intern.h"

#include "cijfer/levering.h"
#include "kennisname/kennisname.h"
#include "kwaliteit/kwaliteit.h"

struct besluit {
    const struct gebieden *g;
    struct arena *a;
    const struct dader *d;
    const struct opgave_dossier *x;
    struct str toelichting, wie;
};

static int schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    struct besluit *b = ctx;
    const struct publicatie_partij *k = NULL;
    struct opgave_dossier nu;
    struct partij *p;
    size_t n = 0;
    int rc = opgave_dossier_lees(c, b->g, b->a, b->x->o.id, &nu, e);

    if (!rc && (nu.n_open || nu.n_verschuiving != b->x->n_verschuiving)) /* the rows were made before */
        rc = err_set(e, ERR_CONFLICT,
                     "er kwam zojuist een zienswijze of verschuiving bij; bekijk de opgave opnieuw");
    if (!rc)
        rc = b->x->publicatie ? publicatie_partijen_lees(c, b->a, b->x->publicatie, &k, &n, e) : OK;

    if (rc)
        return rc;
    p = ARENA_ARRAY(b->a, struct partij, n + 1);
    for (size_t i = 0; i < n; i++)
        p[i].id = k[i].partij;
    rc = opgave_vastgesteld_zet(c, b->d, b->x, levering, b->toelichting, b->wie, p, n, e);
    return rc ? rc : kwaliteit_controleer(c, b->g, levering, e);
}

/* The numbers as the file that a gemeente could have delivered; each cijfer names its row. */
static void rijen_maak(struct levering_nieuw *l, const struct opgave_dossier *x, struct str bron,
                       struct str bron_naam)
{
    struct buf b;
    int32_t regel = 1;

    buf_init(&b, l->a, 8 << 20);
    buf_lit(&b, "gebied;woningtype;jaar;aantal;bron;status;definitieset\r\n");
    for (size_t i = 0; i < x->n; i++)
        for (int k = 0; k < OPGAVE_TYPEN; k++) {
            const struct opgave_deel *d = &x->deel[i];
            struct reeks_nieuw r = {.onderwerp = STR("opgave"),
                                    .bron = bron,
                                    .definitieset = x->o.definitieset,
                                    .woningtype = str_from(opgave_typen[k]),
                                    .segment = STR(""),
                                    .kenmerk = STR(""),
                                    .horizon_tot = x->o.jaar};

            if (!d->er[k])
                continue;
            buf_fmt(&b, "%.*s;%s;%d;%lld;\"%.*s\";vastgesteld;%.*s\r\n", STR_ARG(d->gebied->code),
                    opgave_typen[k], x->o.jaar, (long long)d->nu[k], STR_ARG(bron_naam),
                    STR_ARG(x->o.definitieset));
            VEC_PUSH(l->a, &l->cijfer,
                     ((struct cijfer_nieuw){.gebied = d->gebied,
                                            .waarde = d->nu[k],
                                            .reeks = levering_reeks(l, &r),
                                            .van = l->peildatum,
                                            .tot = l->peildatum,
                                            .rij = ++regel,
                                            .kolom = 3,
                                            .status = STATUS_VASTGESTELD,
                                            .vlag = x->o.verzonnen ? VLAG_VERZONNEN : 0}));
        }
    l->inhoud = buf_str(&b);
}

/* A name that may stand between quotes in our own CSV. */
static struct str zonder_aanhaling(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        buf_char(&b, s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r' ? '\'' : s.p[i]);
    return buf_str(&b);
}

int opgave_stel_vast(struct store *s, const struct gebieden *g, struct arena *a, const struct dader *d,
                     const struct opgave_dossier *x, struct str toelichting, struct str wie,
                     int64_t *ret_levering, struct err *e)
{
    struct besluit b = {g, a, d, x, toelichting, wie};
    struct str bron = str_fmt(a, "regie-opgave-%lld", (long long)x->o.id),
               naam = zonder_aanhaling(a, str_fmt(a, "%.*s, vastgesteld %.*s", STR_ARG(x->o.titel),
                                                  STR_ARG(date_nl(a, date_today()))));
    struct levering_nieuw l = {.a = a,
                               .soort = STR("opgave"),
                               .leveraar = str_fmt(a, "Regie, opgave %lld", (long long)x->o.id),
                               .bestand = str_fmt(a, "opgave-%lld-vastgesteld.csv", (long long)x->o.id),
                               .wie = wie,
                               .peildatum = date_today(),
                               .door = *d,
                               .partij = x->o.partij,
                               .schrijf = schrijf,
                               .schrijf_ctx = &b};
    struct levering_uitslag u;
    int rc;

    if (x->o.staat != OPGAVE_CONSULTATIE)
        return err_set(e, ERR_CONFLICT, "alleen een opgave die in consultatie is kan worden vastgesteld");
    if (x->n_open)
        return err_set(e, ERR_CONFLICT, "%zu %s nog niet beantwoord", x->n_open,
                       x->n_open == 1 ? "zienswijze is" : "zienswijzen zijn");
    VEC_PUSH(a, &l.bron,
             ((struct bron){.code = bron, .naam = naam, .houder = x->o.partij_naam, .licentie = STR("")}));
    l.verslag = doc_map(a);
    DOC_SET_STR(a, l.verslag, "regie", str_fmt(a, "Vastgestelde opgave %lld", (long long)x->o.id));
    rijen_maak(&l, x, bron, naam);
    rc = levering_opslaan(s, g, &l, false, &u, e);
    if (!rc)
        *ret_levering = u.id;
    return rc;
}
