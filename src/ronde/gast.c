/* SPDX-License-Identifier: EUPL-1.2
 * Opening a respons by its link, or for who runs the ronde. Opening never changes anything: scanners of mail
 * open links too. */
#include "ronde/gast.h"
#include "ronde/volg.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A version is never changed, so what was read of it can serve all requests; made and kept here, at most one
 * of each. */
static struct {
    pthread_mutex_t slot;
    struct bewaard {
        int64_t id;
        const struct store *store;
        struct arena a;
        struct vragenlijst *v;
    } * plek[64];
} versies = {.slot = PTHREAD_MUTEX_INITIALIZER};

static int versie_neem(struct conn *c, const struct store *s, int64_t id, struct arena *a,
                       struct vragenlijst **ret, struct err *e)
{
    struct vl_werkboek w;
    struct bewaard *nieuw;
    size_t i;
    int rc;

    pthread_mutex_lock(&versies.slot);
    for (i = 0; i < 64 && versies.plek[i]; i++)
        if (versies.plek[i]->id == id && versies.plek[i]->store == s) {
            *ret = versies.plek[i]->v;
            pthread_mutex_unlock(&versies.slot);
            return OK;
        }
    pthread_mutex_unlock(&versies.slot);
    if (i == 64) /* more questionnaires than are ever out at once: then it is read each time */
        return versie_lees(c, a, id, &w, ret, e);
    nieuw = calloc(1, sizeof *nieuw);
    if (!nieuw)
        return err_set(e, ERR_ENV, "er is geen geheugen meer");
    *nieuw = (struct bewaard){.id = id, .store = s};
    arena_init(&nieuw->a, 0);
    rc = versie_lees(c, &nieuw->a, id, &w, &nieuw->v, e);
    pthread_mutex_lock(&versies.slot);
    for (i = 0; !rc && i < 64 && versies.plek[i]; i++)
        if (versies.plek[i]->id == id && versies.plek[i]->store == s) /* another thread was first */
            break;
    if (!rc && i < 64 && !versies.plek[i])
        versies.plek[i] = nieuw;
    else
        i = 64;
    pthread_mutex_unlock(&versies.slot);
    if (i < 64) {
        *ret = nieuw->v;
        return OK;
    }
    arena_done(&nieuw->a);
    free(nieuw);
    return rc ? rc : versie_lees(c, a, id, &w, ret, e);
}

/* ---- the ronde before ---- */

static struct str code_rij(struct arena *a, struct str code, struct str rij)
{
    return rij.n ? str_fmt(a, "%.*s@%.*s", STR_ARG(code), STR_ARG(rij)) : code;
}

static bool heeft_bestanden(const struct vragenlijst *v)
{
    for (size_t i = 0; i < v->el.n; i++)
        if (v->el.at[i].soort == VL_FILE)
            return true;
    return false;
}

static bool noemt(struct str s)
{
    return memmem(s.p ? s.p : "", s.n, "${", 2) != NULL;
}

/* Is there a text that stands with an answer of the ronde before (its choice, its question in a row) and
 * names another answer? */
static bool noemt_antwoorden(const struct vragenlijst *v)
{
    for (size_t i = 0; i < v->el.n; i++) {
        const struct vl_element *el = &v->el.at[i];

        for (size_t k = 0; el->lijst && k < el->lijst->keuze.n; k++)
            if (noemt(vl_tekst_nl(v, el->lijst->keuze.at[k].label)))
                return true;
        for (size_t k = i + 1; el->soort == VL_REPEAT && k < el->eind; k++)
            if (noemt(vl_tekst_nl(v, v->el.at[k].label)))
                return true;
    }
    return false;
}

static int vorige_lees(struct conn *c, struct arena *a, struct gast *g, struct err *e)
{
    struct ronde r;
    struct respons oud;
    struct antwoord *x = NULL;
    size_t n = 0;
    struct err niet;
    int rc;

    map_init(&g->vorige, a);
    if (!g->ronde.vorige_id)
        return OK;
    rc = ronde_bij_id(c, a, g->ronde.vorige_id, &r, e);
    if (rc)
        return rc;
    rc = respons_lees(c, a, r.id, g->respons.partij_id, &oud, &niet);
    if (rc == ERR_NOT_FOUND || (!rc && !oud.ingediend)) /* it did not take part then */
        return OK;
    if (!rc)
        rc = respons_antwoorden(c, a, oud.id, &x, &n, e);
    g->vorige_titel = r.titel;
    g->vorige_respons = oud.id;
    for (size_t i = 0; !rc && i < n; i++)
        if (x[i].toestand == T_BEANTWOORD)
            map_put(&g->vorige, code_rij(a, x[i].vraag, x[i].rij), NULL)->value.p = &x[i];
    if (!rc)
        rc = respons_rijen(c, a, oud.id, &g->vorige_rij, &g->n_vorige_rij, e);
    if (!rc && heeft_bestanden(g->v))
        rc = bestand_namen(c, a, oud.id, &g->bestanden, e);
    if (!rc && noemt_antwoorden(g->v))
        rc = invul_maak(a, g->v,
                        &(struct invul_gegeven){.antwoord = x,
                                                .n = n,
                                                .rij = g->vorige_rij,
                                                .n_rij = g->n_vorige_rij,
                                                .begonnen = oud.begonnen,
                                                .peildatum = r.peildatum},
                        &g->toen, e);
    return rc;
}

struct str gast_leesbaar(const struct gast *g, const struct invul_veld *x, struct str waarde)
{
    const struct map_entry *m;

    if (veld_el(g->in, x)->soort != VL_FILE || !waarde.n)
        return veld_leesbaar(g->in, x, waarde);
    m = map_get(&g->bestanden, waarde);
    return m ? *(const struct str *)m->value.p : STR("een bestand");
}

static const struct invul_veld *veld_toen(const struct gast *g, size_t el, struct str rij)
{
    return g->toen ? invul_vind(g->toen, code_rij(g->in->a, g->v->el.at[el].naam, rij)) : NULL;
}

struct str vorige_leesbaar(const struct gast *g, size_t el, struct str rij, struct str waarde)
{
    const struct invul_veld *x = veld_toen(g, el, rij);

    return x && g->v->el.at[el].lijst ? veld_leesbaar(g->toen, x, waarde)
                                      : gast_leesbaar(g, &(struct invul_veld){.el = el, .rij = rij}, waarde);
}

struct str vorige_vraag(const struct gast *g, const struct invul_veld *hoofd, size_t el, struct str rij)
{
    const struct invul_veld *x = veld_toen(g, el, rij);
    struct str s = vl_tekst_nl(g->v, g->v->el.at[el].label);

    return x ? tekst_gevuld(g->toen, x, s) : tekst_gevuld(g->in, hoofd, s);
}

const struct antwoord *gast_vorige(const struct gast *g, struct str code, struct str rij)
{
    const struct map_entry *m = map_get(&g->vorige, code_rij(g->in->a, code, rij));

    return m ? m->value.p : NULL;
}

bool vorige_waarde(const struct gast *g, size_t el, struct str rij, struct str *ret)
{
    const struct vl_element *x = &g->v->el.at[el];
    const struct antwoord *toen =
        x->nummer && !x->calculation.x && !x->readonly.bron.n ? gast_vorige(g, x->code, rij) : NULL;

    if (toen && x->soort == VL_FILE) {
        *ret = toen->waarde;
        return map_get(&g->bestanden, toen->waarde) != NULL;
    }
    return toen && waarde_weer(g->in, &(struct invul_veld){.el = el, .rij = rij}, toen->waarde, ret) &&
           ret->n;
}

/* Had this repeat a row then of which the number begins so? */
static bool vorige_rij_in(const struct gast *g, struct str herhaling, struct str begin)
{
    for (size_t i = 0; i < g->n_vorige_rij; i++)
        if (str_eq(g->vorige_rij[i].vraag, herhaling) && str_starts(g->vorige_rij[i].rij, begin))
            return true;
    return false;
}

/* Is there anything in this row, or a row that lies in it? An empty one is not worth a question. */
static bool vorige_rij_gevuld(const struct gast *g, size_t el, struct str rij)
{
    struct str in = str_cat(g->in->a, rij, STR(".")), waarde;

    for (size_t i = el + 1; i < g->v->el.at[el].eind;) {
        const struct vl_element *x = &g->v->el.at[i];

        if (x->soort == VL_REPEAT ? vorige_rij_in(g, x->naam, in) : vorige_waarde(g, i, rij, &waarde))
            return true;
        i = x->soort == VL_REPEAT ? x->eind : i + 1;
    }
    return false;
}

bool vorige_rij_over(const struct gast *g, const struct antwoord *rij, size_t *ret_hoofd)
{
    const struct invul *in = g->in;
    struct str eigen, boven = rij_ouder(rij->rij, &eigen);
    const struct invul_veld *hoofd = invul_vind(in, code_rij(in->a, rij->vraag, boven));
    const struct vl_element *el = hoofd ? veld_el(in, hoofd) : NULL;

    if (!el || el->soort != VL_REPEAT || hoofd->knoop || !hoofd->getoond || el->repeat_count.x ||
        invul_vind(in, code_rij(in->a, rij->vraag, rij->rij)) || !vorige_rij_gevuld(g, hoofd->el, rij->rij))
        return false;
    *ret_hoofd = (size_t)(hoofd - in->veld.at);
    return true;
}

size_t vorige_rijen_over(const struct gast *g, const struct invul_deel *d)
{
    size_t n = 0, hoofd;

    for (size_t i = 0; i < g->n_vorige_rij; i++)
        if (vorige_rij_over(g, &g->vorige_rij[i], &hoofd) && g->in->veld.at[hoofd].el >= d->van &&
            g->in->veld.at[hoofd].el < d->tot)
            n++;
    return n;
}

/* ---- opening ---- */

int gast_invul(struct arena *a, struct gast *g, const struct antwoord *rij, size_t n_rij, struct err *e)
{
    return invul_maak(a, g->v,
                      &(struct invul_gegeven){.antwoord = g->antwoord,
                                              .n = g->n,
                                              .rij = rij,
                                              .n_rij = n_rij,
                                              .begonnen = g->respons.begonnen,
                                              .peildatum = g->ronde.peildatum},
                      &g->in, e);
}

static int gast_vul(struct conn *c, struct arena *a, struct gast *g, struct err *e)
{
    struct antwoord *rij = NULL;
    size_t n_rij = 0;
    int rc = respons_antwoorden(c, a, g->respons.id, &g->antwoord, &g->n, e);

    if (!rc)
        rc = respons_rijen(c, a, g->respons.id, &rij, &n_rij, e);
    if (!rc && heeft_bestanden(g->v))
        rc = bestand_namen(c, a, g->respons.id, &g->bestanden, e);
    return rc ? rc : gast_invul(a, g, rij, n_rij, e);
}

static struct str waarom_dicht(struct arena *a, const struct ronde *r, const struct respons *x)
{
    if (str_is(x->stand, "ingediend"))
        return str_fmt(a,
                       "De antwoorden zijn ingediend op %.*s en staan vast. Wilt u nog iets verbeteren? "
                       "Vraag %.*s om de vragenlijst voor u te heropenen; uw link werkt dan weer.",
                       STR_ARG(time_nl(a, x->ingediend)),
                       STR_ARG(r->contact.n ? r->contact : STR("de provincie")));
    if (str_is(x->stand, "heropend")) /* for this one it is open, whatever holds for the others */
        return STR("");
    return ronde_waarom_niet(a, r, time_ms());
}

static int als_contact(struct http_req *q, struct gast *g, struct str token, struct err *e)
{
    int rc = ronde_demo_token(token) && !((const struct omgeving *)q->app)->demo
                 ? err_set(e, ERR_NOT_FOUND, "deze link werkt alleen in de demo")
                 : link_lees(q->conn, q->a, token, &g->contact, e);

    if (!rc)
        rc = ronde_bij_id(q->conn, q->a, g->contact.ronde_id, &g->ronde, e);
    if (rc)
        return rc;
    g->mag = g->contact.mag;
    g->deel = g->contact.deel;
    g->basis = str_fmt(q->a, "/invullen/%.*s", STR_ARG(token));
    g->wie = (struct schrijver){
        .dader = {.soort = DADER_BEZOEKER, .namens = g->contact.partij_id, .waar = q->remote},
        .contact = g->contact.id,
        .bron = BRON_WEB};
    return OK;
}

static int als_beheer(struct http_req *q, struct gast *g, struct err *e)
{
    struct str code = doc_get_str(q->params, STR("code")), partij = doc_get_str(q->params, STR("partij"));
    int rc = nummer_van(partij, &g->contact.partij_id, e);

    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_RONDE, 0, e);
    if (!rc)
        rc = ronde_bij_code(q->conn, q->a, code, &g->ronde, e);
    if (rc)
        return rc;
    g->contact.naam = wie_van(q)->naam;
    g->mag = MAG_INDIENEN;
    g->deel = STR("");
    g->basis = str_fmt(q->a, "/rondes/%.*s/respons/%lld", STR_ARG(code), (long long)g->contact.partij_id);
    g->wie = (struct schrijver){.dader = wie_dader(q, RECHT_RONDE, g->contact.partij_id),
                                .mens = wie_van(q)->soort == WIE_MENS ? wie_van(q)->id : 0,
                                .bron = BRON_PAPIER};
    return OK;
}

int gast_open(struct http_req *q, struct gast *g, struct err *e)
{
    struct str token = doc_get_str(q->params, STR("sleutel"));
    const struct omgeving *o = q->app;
    int rc;

    *g = (struct gast){0};
    map_init(&g->bestanden, q->a);
    rc = token.n ? als_contact(q, g, token, e) : als_beheer(q, g, e);
    if (!rc)
        rc = respons_lees(q->conn, q->a, g->ronde.id, g->contact.partij_id, &g->respons, e);
    if (!rc)
        rc = versie_neem(q->conn, o->store, g->ronde.versie_id, q->a, &g->v, e);
    if (!rc)
        rc = gast_vul(q->conn, q->a, g, e);
    if (!rc)
        rc = vorige_lees(q->conn, q->a, g, e);
    if (!rc)
        g->dicht = waarom_dicht(q->a, &g->ronde, &g->respons);
    return rc;
}

int gast_ververs(struct http_req *q, struct gast *g, struct err *e)
{
    int rc = respons_lees(q->conn, q->a, g->ronde.id, g->contact.partij_id, &g->respons, e);

    return rc ? rc : gast_vul(q->conn, q->a, g, e);
}

size_t veld_weer(const struct invul *oud, size_t veld, const struct invul *nu)
{
    const struct invul_veld *x = invul_vind(nu, veld_adres(nu->a, oud->v, &oud->veld.at[veld]));

    return x ? (size_t)(x - nu->veld.at) : SIZE_MAX;
}

int gast_mag_nu(struct conn *c, struct arena *a, const struct gast *g, struct err *e)
{
    struct ronde r;
    struct respons x;
    struct str dicht;
    int rc = ronde_bij_id(c, a, g->ronde.id, &r, e);

    if (!rc)
        rc = respons_lees(c, a, r.id, g->contact.partij_id, &x, e);
    if (rc)
        return rc;
    if (g->mag == MAG_INZIEN)
        return err_set(e, ERR_DENIED, "Met deze link kunt u de antwoorden bekijken, niet veranderen.");
    dicht = waarom_dicht(a, &r, &x);
    return dicht.n ? err_set(e, ERR_DENIED, "%.*s", STR_ARG(dicht)) : OK;
}

bool gast_ziet(const struct gast *g, const struct invul_deel *d)
{
    return !g->deel.n || str_eq(g->deel, d->naam);
}

static bool el_te_zien(const struct gast *g, size_t el)
{
    for (size_t i = 0; i < g->in->deel.n; i++)
        if (el >= g->in->deel.at[i].van && el < g->in->deel.at[i].tot)
            return gast_ziet(g, &g->in->deel.at[i]);
    return false;
}

bool gast_ziet_bestand(const struct gast *g, struct str som)
{
    struct str toen;

    for (size_t i = 0; i < g->in->veld.n; i++) {
        const struct invul_veld *x = &g->in->veld.at[i];

        if (veld_el(g->in, x)->soort == VL_FILE && str_eq(x->antwoord.waarde, som) && el_te_zien(g, x->el))
            return true;
    }
    for (size_t i = 0; i < g->vorige.n; i++) {
        const struct antwoord *x = g->vorige.at[i].value.p;

        for (size_t el = 0; str_eq(x->waarde, som) && el < g->v->el.n; el++)
            if (str_eq(g->v->el.at[el].code, x->vraag) && vorige_waarde(g, el, x->rij, &toen) &&
                el_te_zien(g, el))
                return true;
    }
    return false;
}

struct str sluit_tekst(struct arena *a, const struct ronde *r, int64_t nu)
{
    int64_t dagen = ronde_dagen(r, nu);

    if (nu > r->sluit)
        return str_fmt(a, "sinds %.*s", STR_ARG(time_nl(a, r->sluit)));
    if (!dagen)
        return str_fmt(
            a, "vandaag om %.*s",
            STR_ARG(str_sub(time_nl(a, r->sluit), time_nl(a, r->sluit).n - 5, time_nl(a, r->sluit).n)));
    return dagen == 1
               ? str_fmt(a, "morgen, op %.*s", STR_ARG(time_nl(a, r->sluit)))
               : str_fmt(a, "over %lld dagen, op %.*s", (long long)dagen, STR_ARG(time_nl(a, r->sluit)));
}

void gast_vel(struct http_req *q, const struct gast *g, struct vel *b)
{
    struct arena *a = q->a;

    volg_vel(q, b);
    if (!g->contact.id) {
        pagina_kruimel(&b->p, STR("Rondes"), STR("/rondes"));
        pagina_kruimel(&b->p, g->ronde.titel, str_fmt(a, "/rondes/%.*s", STR_ARG(g->ronde.code)));
    }
    if (g->ronde.verzonnen)
        label_bij(a, DOC_SET(a, b->p.boom, "statussen", doc_list(a)), STR("verzonnen"));
}

int gast_klaar(struct vel *b, struct http_resp *r, struct err *e)
{
    return vel_klaar(b, r, e);
}
