/* SPDX-License-Identifier: EUPL-1.2
 * What was sent with a section: which answers changed since the page was made, and what is no answer. A
 * question whose field is as the page had it is left alone, so two people who fill one page each keep what
 * they typed. */
#include "base/num.h"
#include "base/som.h"
#include "ronde/gast.h"

struct lees {
    struct http_req *q;
    const struct gast *g;
    struct inzending *z;
    VEC(struct te_bewaren) uit;
};

static struct str veld_van(const struct lees *l, char letter, struct str adres)
{
    return doc_get_str(l->q->form, str_fmt(l->q->a, "%c/%.*s", letter, STR_ARG(adres)));
}

/* The boxes of a multiple choice, or the places of a ranking, as names parted by spaces. */
static struct str namen_van(const struct lees *l, const struct invul_veld *x, struct str adres,
                            struct str *ret_fout)
{
    const struct vl_element *el = veld_el(l->g->in, x);
    size_t n = el->lijst->keuze.n + (el->of_anders ? 1 : 0);
    struct str *op_plek = ARENA_ARRAY(l->q->a, struct str, n + 2);
    struct buf b;

    buf_init(&b, l->q->a, ANTWOORD_MAX);
    for (size_t i = 0; i < n; i++) {
        struct str naam = i < el->lijst->keuze.n ? el->lijst->keuze.at[i].naam : STR("other");
        struct str s =
            str_trim(doc_get_str(l->q->form, str_fmt(l->q->a, "k/%.*s/%.*s", STR_ARG(adres), STR_ARG(naam))));
        int64_t plek;

        if (!s.n)
            continue;
        if (el->soort != VL_RANK) {
            buf_fmt(&b, "%s%.*s", b.n ? " " : "", STR_ARG(naam));
        } else if (!num_i64(s, &plek) || plek < 1 || plek > (int64_t)n) {
            *ret_fout = str_fmt(l->q->a, "Geef plaatsen van 1 tot en met %zu.", n);
        } else if (op_plek[plek].n) {
            *ret_fout = str_fmt(l->q->a, "Plaats %lld staat er twee keer.", (long long)plek);
        } else {
            op_plek[plek] = naam;
        }
    }
    for (size_t i = 1; el->soort == VL_RANK && i <= n; i++)
        if (op_plek[i].n)
            buf_fmt(&b, "%s%.*s", b.n ? " " : "", STR_ARG(op_plek[i]));
    return buf_str(&b);
}

static bool gelijk(const struct antwoord *x, const struct antwoord *y)
{
    return x->toestand == y->toestand && (x->toestand != T_BEANTWOORD || str_eq(x->waarde, y->waarde));
}

/* The answer on which the page was based. */
static int begin_van(const struct lees *l, const struct antwoord *nu, int64_t revisie, struct antwoord *ret,
                     struct err *e)
{
    *ret = *nu;
    if (revisie == nu->revisie)
        return OK;
    return antwoord_wie(l->q->conn, l->q->a, l->g->respons.id, nu->vraag, nu->rij, revisie, ret, e);
}

static int64_t revisie_van(const struct lees *l, char letter, struct str adres)
{
    int64_t n = 0;

    return num_i64(veld_van(l, letter, adres), &n) && n >= 0 ? n : 0;
}

static void bij(struct lees *l, size_t veld, const struct antwoord *x, int64_t revisie,
                enum antwoord_bron bron, bool aanvulling)
{
    struct te_bewaren b = {veld, *x, bron, aanvulling};

    b.x.revisie = revisie;
    VEC_PUSH(l->q->a, &l->uit, b);
}

/* Both answers stood on the page, and none was chosen: then they stand there again. */
static int kies_eerst(struct lees *l, size_t i, const struct antwoord *mijn, const struct antwoord *nu,
                      bool aanvulling, bool *ret, struct err *e)
{
    const struct invul *in = l->g->in;
    struct str adres = veld_adres(l->q->a, in->v, &in->veld.at[i]);
    struct invul_botsing b = {i, *mijn, *nu, aanvulling};
    int rc;

    *ret = veld_van(l, aanvulling ? 'y' : 'x', adres).n && !veld_van(l, aanvulling ? 'c' : 'b', adres).n &&
           !gelijk(mijn, nu);
    if (!*ret)
        return OK;
    rc = antwoord_wie(l->q->conn, l->q->a, l->g->respons.id, nu->vraag, nu->rij, nu->revisie, &b.hun, e);
    VEC_PUSH(l->q->a, &l->z->botsing, b);
    return rc;
}

/* The text that goes with "other". */
static int aanvulling_lees(struct lees *l, size_t i, struct str adres, struct err *e)
{
    const struct invul_veld *x = &l->g->in->veld.at[i];
    int64_t revisie = revisie_van(l, 's', adres);
    struct antwoord begin, nu = x->anders;
    bool kies = false;
    int rc = begin_van(l, &x->anders, revisie, &begin, e);

    if (rc || str_is(veld_van(l, 'c', adres), "hun"))
        return rc;
    nu.waarde = str_trim(veld_van(l, 'a', adres));
    nu.toestand = nu.waarde.n ? T_BEANTWOORD : T_LEEG;
    if (nu.waarde.n > ANTWOORD_MAX)
        VEC_PUSH(l->q->a, &l->z->fout, (struct invul_fout){i, STR("Dit antwoord is te lang."), true});
    else
        rc = kies_eerst(l, i, &nu, &x->anders, true, &kies, e);
    if (!rc && !kies && !gelijk(&nu, &begin) && nu.waarde.n <= ANTWOORD_MAX)
        bij(l, i, &nu, revisie, l->g->wie.bron, true);
    return rc;
}

static const struct http_upload *bestand_van(const struct lees *l, struct str adres)
{
    struct str veld = str_fmt(l->q->a, "v/%.*s", STR_ARG(adres));

    for (size_t i = 0; i < l->q->n_uploads; i++)
        if (str_eq(l->q->uploads[i].field, veld) && l->q->uploads[i].bytes.n)
            return &l->q->uploads[i];
    return NULL;
}

static void bestand_lees_in(struct lees *l, size_t i, struct str adres, int64_t revisie)
{
    const struct invul_veld *x = &l->g->in->veld.at[i];
    const struct http_upload *u = bestand_van(l, adres);
    struct antwoord nu = x->antwoord;
    char *som = arena_alloc(l->q->a, LINK_HEX + 1);

    if (u && u->bytes.n > BESTAND_MAX) {
        VEC_PUSH(l->q->a, &l->z->fout,
                 (struct invul_fout){
                     i, str_fmt(l->q->a, "Dit bestand is groter dan %d MB.", BESTAND_MAX >> 20), false});
    } else if (u) {
        sha256_hex(u->bytes, som);
        nu.waarde = (struct str){som, LINK_HEX};
        nu.toestand = T_BEANTWOORD;
        bij(l, i, &nu, revisie, l->g->wie.bron, false);
    } else if (veld_van(l, 'w', adres).n) {
        nu.waarde = STR("");
        nu.toestand = T_LEEG;
        bij(l, i, &nu, revisie, l->g->wie.bron, false);
    }
}

/* The text that went with "other" in the ronde before goes along with it, unless there is one by now. */
static void vorige_anders(struct lees *l, size_t i, struct str adres)
{
    const struct invul_veld *x = &l->g->in->veld.at[i];
    const struct vl_element *el = veld_el(l->g->in, x);
    const struct antwoord *v =
        el->of_anders ? gast_vorige(l->g, str_cat(l->q->a, el->code, STR("_other")), x->rij) : NULL;
    struct antwoord nu = x->anders;

    if (!v || x->anders.waarde.n || veld_van(l, 'a', adres).n)
        return;
    nu.toestand = T_BEANTWOORD;
    nu.waarde = v->waarde;
    bij(l, i, &nu, revisie_van(l, 's', adres), BRON_OVERNAME, true);
}

/* What was sent for one question. An answer that was just typed goes before "weet ik niet" that stood there.
 */
static int vraag_lees(struct lees *l, size_t i, struct err *e)
{
    const struct invul *in = l->g->in;
    const struct invul_veld *x = &in->veld.at[i];
    const struct vl_element *el = veld_el(in, x);
    struct str adres = veld_adres(l->q->a, in->v, x), getypt, fout = STR(""), stand = veld_van(l, 't', adres);
    int64_t revisie = revisie_van(l, 'r', adres);
    struct antwoord begin, nu = x->antwoord;
    enum toestand t = T_LEEG;
    bool kies = false;
    int rc = begin_van(l, &x->antwoord, revisie, &begin, e);

    if (!rc && el->of_anders)
        rc = aanvulling_lees(l, i, adres, e);
    if (rc || str_is(veld_van(l, 'b', adres), "hun"))
        return rc;
    if (veld_van(l, 'o', adres).n && vorige_waarde(l->g, x->el, x->rij, &nu.waarde)) { /* "ja, nog juist" */
        nu.toestand = T_BEANTWOORD;
        bij(l, i, &nu, revisie, BRON_OVERNAME, false);
        vorige_anders(l, i, adres);
        return OK;
    }
    if (el->soort == VL_FILE) { /* what is typed can never be one */
        bestand_lees_in(l, i, adres, revisie);
        return OK;
    }
    getypt = el->soort == VL_SELECT_MULTIPLE || el->soort == VL_RANK ? namen_van(l, x, adres, &fout)
                                                                     : veld_van(l, 'v', adres);
    if (fout.n || !waarde_net(in, x, getypt, &nu.waarde, &fout)) {
        VEC_PUSH(l->q->a, &l->z->fout, (struct invul_fout){i, fout, false});
        return OK;
    }
    if (stand.n && toestand_bij(stand, &t) && (t == T_WEET_NIET || t == T_NVT) &&
        (!nu.waarde.n || (begin.toestand == T_BEANTWOORD && str_eq(begin.waarde, nu.waarde)) ||
         (!begin.revisie && x->voorgesteld && str_eq(nu.waarde, x->waarde))))
        nu.toestand = t;
    else
        nu.toestand = nu.waarde.n ? T_BEANTWOORD : T_LEEG;
    if (nu.toestand != T_BEANTWOORD)
        nu.waarde = STR("");
    rc = kies_eerst(l, i, &nu, &x->antwoord, false, &kies, e);
    if (!rc && !kies && !gelijk(&nu, &begin))
        bij(l, i, &nu, revisie, l->g->wie.bron, false);
    return rc;
}

int inzending_lees(struct http_req *q, const struct gast *g, size_t deel, struct inzending *z,
                   struct te_bewaren **ret, size_t *ret_n, struct err *e)
{
    const struct invul_deel *d = &g->in->deel.at[deel];
    struct lees l = {.q = q, .g = g, .z = z};
    int rc = OK;

    z->form = q->form;
    for (size_t i = 0; !rc && i < g->in->veld.n; i++) {
        const struct invul_veld *x = &g->in->veld.at[i];

        if (x->el < d->van || x->el >= d->tot || !veld_is_vraag(g->in, x) ||
            !doc_get(q->form, str_fmt(q->a, "r/%.*s", STR_ARG(veld_adres(q->a, g->in->v, x)))))
            continue;
        rc = vraag_lees(&l, i, e);
    }
    *ret = l.uit.at;
    *ret_n = l.uit.n;
    return rc;
}
