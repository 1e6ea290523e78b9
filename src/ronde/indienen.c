/* SPDX-License-Identifier: EUPL-1.2
 * Submitting: everything is looked at once more and kept as it counts, in one transaction, with a receipt. */
#include "base/som.h"
#include "ronde/gast.h"

static size_t deel_van(const struct invul *in, size_t el)
{
    for (size_t k = 0; k < in->deel.n; k++)
        if (el >= in->deel.at[k].van && el < in->deel.at[k].tot)
            return k;
    return 0;
}

void indien_kijk(const struct gast *g, struct indien *ret)
{
    const struct invul *in = g->in;

    *ret = (struct indien){0};
    for (size_t i = 0; i < in->veld.n; i++) {
        const struct invul_veld *x = &in->veld.at[i];
        const struct vl_element *el = veld_el(in, x);
        struct indien_regel r = {i, deel_van(in, x->el), STR("")};

        if (!veld_is_vraag(in, x))
            continue;
        if (!x->getoond) {
            if (x->antwoord.toestand == T_BEANTWOORD && x->antwoord.waarde.n) {
                r.wat = gast_leesbaar(g, x, x->antwoord.waarde);
                VEC_PUSH(in->a, &ret->vervalt, r);
            }
            continue;
        }
        if (x->fout.n)
            r.wat = x->fout;
        else if (x->verplicht && !veld_beantwoord(in, x)) {
            r.wat = vl_tekst_nl(in->v, el->required_message);
            if (!r.wat.n)
                r.wat = STR("Hier hoort nog een antwoord, of “weet ik niet”.");
        }
        if (r.wat.n)
            VEC_PUSH(in->a, &ret->fout, r);
    }
}

static int een_zet(struct conn *c, const struct gast *g, const struct antwoord *oud, struct antwoord nieuw,
                   int64_t moment, struct err *e)
{
    struct schrijver wie = g->wie;

    wie.bron = BRON_BEREKEND;
    if (oud->revisie && oud->toestand == nieuw.toestand &&
        (nieuw.toestand != T_BEANTWOORD || str_eq(oud->waarde, nieuw.waarde)))
        return OK;
    return antwoord_schrijf(c, &g->respons, &wie, &nieuw, oud->revisie + 1, moment, e);
}

/* Whatever counts gets a row, so that a table need not know of routing: leeg and niet_getoond too. */
static int alles_zet(struct conn *c, struct gast *g, int64_t moment, int64_t *ret_beantwoord, struct err *e)
{
    const struct invul *in = g->in;
    int rc = OK;

    *ret_beantwoord = 0;
    for (size_t i = 0; !rc && i < in->veld.n; i++) {
        const struct invul_veld *x = &in->veld.at[i];
        const struct vl_element *el = veld_el(in, x);
        struct antwoord y;

        if (!invul_telt(in, x))
            continue;
        y = invul_eind(x);
        *ret_beantwoord += el->nummer && veld_beantwoord(in, x);
        rc = een_zet(c, g, &x->antwoord, y, moment, e);
        if (!rc && el->of_anders && x->anders.revisie &&
            (!x->getoond || !str_ends(x->waarde, STR("other")))) { /* "other" is always last of the list */
            y = x->anders;
            y.toestand = T_NIET_GETOOND;
            y.waarde = STR("");
            rc = een_zet(c, g, &x->anders, y, moment, e);
        }
    }
    return rc;
}

/* SHA-256 over a line an answer, "vraag TAB rij TAB toestand TAB waarde LF", by vraag and rij. */
static int som_van(struct conn *c, struct arena *a, int64_t respons, struct str *ret, struct err *e)
{
    struct antwoord *x = NULL;
    size_t n = 0;
    struct buf b;
    char *som = arena_alloc(a, LINK_HEX + 1);
    int rc = respons_antwoorden(c, a, respons, &x, &n, e);

    if (rc)
        return rc;
    buf_init(&b, a, (size_t)256 << 20);
    for (size_t i = 0; i < n; i++)
        buf_fmt(&b, "%.*s\t%.*s\t%s\t%.*s\n", STR_ARG(x[i].vraag), STR_ARG(x[i].rij),
                toestand_namen[x[i].toestand], STR_ARG(x[i].waarde));
    sha256_hex(buf_str(&b), som);
    *ret = (struct str){som, LINK_HEX};
    return OK;
}

int respons_dien_in(struct conn *c, struct arena *a, struct gast *g, struct bewijs *ret, struct err *e)
{
    struct bewijs vorig = {0};
    struct antwoord *rij = NULL;
    struct indien k;
    struct doc *na;
    size_t n_rij = 0;
    int rc = respons_lees(c, a, g->ronde.id, g->contact.partij_id, &g->respons, e);

    if (!rc)
        rc = respons_antwoorden(c, a, g->respons.id, &g->antwoord, &g->n, e);
    if (!rc)
        rc = respons_rijen(c, a, g->respons.id, &rij, &n_rij, e);
    if (!rc)
        rc = gast_invul(a, g, rij, n_rij, e);
    if (rc)
        return rc;
    indien_kijk(g, &k);
    if (k.fout.n)
        return err_set(e, ERR_DATA, "%zu %s nog niet goed; er is niets ingediend", k.fout.n,
                       k.fout.n == 1 ? "vraag is" : "vragen zijn");
    rc = bewijs_lees(c, a, g->respons.id, &vorig, e);
    *ret = (struct bewijs){.nummer = vorig.nummer + 1, .moment = time_ms(), .wie = g->contact.naam};
    if (!rc)
        rc = alles_zet(c, g, ret->moment, &ret->antwoorden, e);
    if (!rc)
        rc = som_van(c, a, g->respons.id, &ret->som, e);
    if (!rc)
        rc = bewijs_schrijf(c, &g->respons, &g->wie, ret, e);
    if (rc)
        return rc;
    na = doc_map(a);
    DOC_SET_STR(a, na, "ronde", g->ronde.code);
    DOC_SET_INT(a, na, "nummer", ret->nummer);
    DOC_SET_INT(a, na, "antwoorden", ret->antwoorden);
    DOC_SET_STR(a, na, "som", ret->som);
    if (g->contact.id)
        DOC_SET_INT(a, na, "contact", g->contact.id);
    return spoor_schrijf(c, &g->wie.dader,
                         &(struct daad){"respons.ingediend", "respons", g->respons.id, NULL, na}, e);
}
