/* SPDX-License-Identifier: EUPL-1.2
 * Filling in: a page a section, and the addresses of all that belongs to it. The same handlers serve a
 * contact with a link (/invullen/…) and who keys in what came on paper (/rondes/…/respons/…). A GET changes
 * nothing. */
#include "ronde/bewaar.h"

#include "base/num.h"
#include "base/som.h"
#include "ronde/volg.h"

#include <string.h>

static const struct http_param link_params[] = {
    {"sleutel", "het geheim van de link", PARAM_PATH, true, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param link_deel_params[] = {
    {"sleutel", "het geheim van de link", PARAM_PATH, true, false},
    {"deel", "nummer van het deel: 1, 2, …", PARAM_PATH, true, false},
    {"controle", "noemt ook wat nog ontbreekt", PARAM_QUERY, false, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param link_bestand_params[] = {
    {"sleutel", "het geheim van de link", PARAM_PATH, true, false},
    {"som", "welk bestand: SHA-256", PARAM_PATH, true, false},
    {0}};
static const struct http_param papier_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"partij", "nummer van de organisatie", PARAM_PATH, true, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param papier_deel_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"partij", "nummer van de organisatie", PARAM_PATH, true, false},
    {"deel", "nummer van het deel: 1, 2, …", PARAM_PATH, true, false},
    {"controle", "noemt ook wat nog ontbreekt", PARAM_QUERY, false, false},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    {0}};
static const struct http_param papier_bestand_params[] = {
    {"code", "de code van de ronde", PARAM_PATH, true, false},
    {"partij", "nummer van de organisatie", PARAM_PATH, true, false},
    {"som", "welk bestand: SHA-256", PARAM_PATH, true, false},
    {0}};

/* ---- a section ---- */

static int deel_kies(struct http_req *q, const struct gast *g, size_t *ret, struct err *e)
{
    int64_t n = 0;

    if (!num_i64(doc_get_str(q->params, STR("deel")), &n) || n < 1 || n > (int64_t)g->in->deel.n)
        return err_set(e, ERR_NOT_FOUND, "dit deel van de vragenlijst is er niet");
    *ret = (size_t)n - 1;
    return gast_ziet(g, &g->in->deel.at[*ret])
               ? OK
               : err_set(e, ERR_DENIED, "Met deze link kunt u dit deel van de vragenlijst niet zien.");
}

/* The next or previous section that is shown; SIZE_MAX when there is none. */
static size_t buur(const struct gast *g, size_t deel, int stap)
{
    for (size_t i = deel + (size_t)stap; i < g->in->deel.n; i += (size_t)stap)
        if (g->in->deel.at[i].getoond && gast_ziet(g, &g->in->deel.at[i]))
            return i;
    return SIZE_MAX;
}

static void stappen_doc(struct vel *b, const struct gast *g, size_t deel)
{
    struct arena *a = b->p.a;
    struct doc *l = DOC_SET(a, b->p.boom, "stappen", doc_list(a));
    size_t hier = 0;

    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];
        struct doc *x;

        if (!d->getoond || !gast_ziet(g, d))
            continue;
        x = doc_add(a, l, doc_map(a));
        hier = i == deel ? l->list.n : hier;
        DOC_SET_STR(a, x, "naam_deel", d->label);
        DOC_SET_STR(a, x, "adres_deel", str_fmt(a, "%.*s/deel/%zu", STR_ARG(g->basis), i + 1));
        DOC_SET_BOOL(a, x, "hier", i == deel);
        DOC_SET_BOOL(a, x, "klaar", d->vragen && d->klaar == d->vragen && !d->fouten);
    }
    DOC_SET_STR(a, b->p.boom, "plaats",
                hier ? str_fmt(a, "Deel %zu van %zu", hier, l->list.n) : STR("De delen"));
}

/* Is there a repeat in it that may get rows? Else there is something to read alone. */
static bool heeft_rijen(const struct gast *g, const struct invul_deel *d)
{
    for (size_t i = 0; i < g->in->veld.n; i++) {
        const struct invul_veld *x = &g->in->veld.at[i];

        if (x->el >= d->van && x->el < d->tot && x->getoond && veld_el(g->in, x)->soort == VL_REPEAT)
            return true;
    }
    return false;
}

struct str deel_stand(struct arena *a, const struct gast *g, size_t deel)
{
    const struct invul_deel *d = &g->in->deel.at[deel];
    size_t over = g->dicht.n ? 0 : vorige_rijen_over(g, d);

    if (g->dicht.n)
        return g->dicht;
    if (!d->getoond)
        return STR("Dit deel hoeft u niet in te vullen: het past niet bij uw andere antwoorden.");
    if (!d->vragen && over)
        return over == 1
                   ? STR("Van de vorige ronde staat er één klaar om over te nemen, als het nog juist is.")
                   : str_fmt(a, "Van de vorige ronde staan er %zu klaar. Neem over wat nog juist is.", over);
    if (!d->vragen)
        return heeft_rijen(g, d) ? STR("Hier staat nog niets.") : STR("Hier valt niets in te vullen.");
    if (d->vragen == 1)
        return d->klaar ? STR("De vraag hier is beantwoord.") : STR("Hier staat één vraag.");
    return str_fmt(a, "%.*s beantwoordde hier %zu van de %zu vragen.", STR_ARG(g->respons.partij_naam),
                   d->klaar, d->vragen);
}

static int deel_toon(struct vel *b, struct gast *g, size_t deel, const struct inzending *z, bool controle,
                     struct http_resp *r, struct err *e)
{
    struct arena *a = b->p.a;
    struct doc *f, *x;
    size_t vorige = buur(g, deel, -1), volgende = buur(g, deel, 1);
    int rc = deel_doc(b->p.q, g, deel, z, controle, b->p.boom, e);

    if (rc)
        return rc;
    vel_titel(b, g->in->deel.at[deel].label, deel_stand(a, g, deel));
    stappen_doc(b, g, deel);
    f = doc_get(b->p.boom, STR("invulblad"));
    DOC_SET_STR(a, f, "overzicht_adres", g->basis);
    DOC_SET_STR(a, f, "verder_woord",
                volgende != SIZE_MAX   ? STR("Bewaar en ga verder")
                : gast_mag_indienen(g) ? STR("Bewaar en kijk na")
                                       : STR("Bewaar en ga naar het overzicht"));
    if (vorige != SIZE_MAX)
        DOC_SET_STR(a, f, "vorige_adres", str_fmt(a, "%.*s/deel/%zu", STR_ARG(g->basis), vorige + 1));
    x = DOC_SET(a, b->p.boom, "eiland", doc_map(a));
    DOC_SET_STR(a, x, "script", http_static_url(a, "invullen.js"));
    DOC_SET_STR(a, x, "antwoord_adres", str_fmt(a, "%.*s/antwoord", STR_ARG(g->basis)));
    DOC_SET_STR(a, x, "definitie_adres", str_fmt(a, "%.*s/definitie.json", STR_ARG(g->basis)));
    if (doc_get_str(b->p.q->query, STR("gedaan")).n && !z->form)
        vel_gelukt(b, STR("uw antwoorden zijn bewaard"),
                   str_is(doc_get_str(b->p.q->query, STR("gedaan")), "meer")
                       ? STR("Door uw antwoorden zijn hier vragen bij gekomen.")
                       : STR(""));
    if (z->fout.n && !r->status)
        r->status = 400;
    if (z->botsing.n)
        r->status = 409;
    r->tree = b->p.boom;
    r->template = "invullen";
    return OK;
}

static int deel_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct inzending z = {0};
    struct gast g;
    struct vel b;
    size_t deel = 0;
    int rc = gast_open(q, &g, e);

    if (!rc)
        rc = deel_kies(q, &g, &deel, e);
    if (rc)
        return rc;
    gast_vel(q, &g, &b);
    return deel_toon(&b, &g, deel, &z, doc_get_str(q->query, STR("controle")).n > 0, r, e);
}

/* ---- saving ---- */

static int bestand_mee(struct conn *c, const struct bewaring *b, const struct te_bewaren *x, struct err *e)
{
    char som[LINK_HEX + 1];

    if (veld_el(b->g->in, &b->g->in->veld.at[x->veld])->soort != VL_FILE || x->x.toestand != T_BEANTWOORD)
        return OK;
    if (x->bron == BRON_OVERNAME)
        return bestand_over(c, b->g->vorige_respons, b->g->respons.id, x->x.waarde, e);
    for (size_t i = 0; i < b->q->n_uploads; i++) {
        sha256_hex(b->q->uploads[i].bytes, som);
        if (str_is(x->x.waarde, som))
            return bestand_bewaar(c, b->g->respons.id, x->x.waarde,
                                  b->q->uploads[i].name.n ? b->q->uploads[i].name : STR("bestand"),
                                  b->q->uploads[i].bytes, e);
    }
    return OK;
}

int bewaar_doe(struct conn *c, void *ctx, struct err *e)
{
    struct bewaring *b = ctx;
    struct arena *a = b->q->a;
    int rc = gast_mag_nu(c, a, b->g, e);

    b->n_botsing = 0;
    b->botsing = ARENA_ARRAY(a, struct invul_botsing, b->n + 1);
    for (size_t i = 0; !rc && i < b->n; i++) {
        struct schrijver wie = b->g->wie;
        bool botst = false, er;

        wie.bron = b->x[i].bron;
        rc = rij_er(c, b, &b->x[i], &er, e);
        if (!rc && !er)
            continue; /* the row was taken away meanwhile; what was in it stays in the history */
        if (!rc)
            rc = bestand_mee(c, b, &b->x[i], e);
        if (!rc)
            rc = antwoord_bewaar(c, a, &b->g->respons, &wie, &b->x[i].x, &b->nu, &botst, e);
        if (!rc && botst)
            b->botsing[b->n_botsing++] =
                (struct invul_botsing){b->x[i].veld, b->x[i].x, b->nu, b->x[i].aanvulling};
    }
    return rc ? rc : rij_doe(c, b, e);
}

static size_t getoonde(const struct invul *in, const struct invul_deel *d)
{
    size_t n = 0;

    for (size_t i = 0; i < in->veld.n; i++)
        n += in->veld.at[i].el >= d->van && in->veld.at[i].el < d->tot && in->veld.at[i].getoond &&
             veld_is_vraag(in, &in->veld.at[i]);
    return n;
}

/* The first answer that was just saved and is not right (a number below nought): where to, to mend it. */
static const struct invul_veld *niet_juist(const struct gast *g, const struct bewaring *w)
{
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = 0; k < g->in->veld.n; k++) {
            const struct invul_veld *x = &g->in->veld.at[k];

            if (x->fout.n && str_eq(veld_el(g->in, x)->code, w->x[i].x.vraag) &&
                str_eq(x->rij, w->x[i].x.rij))
                return x;
        }
    return NULL;
}

/* Where one goes when all was saved: on, unless the answers made questions appear here, or one of them is not
 * right. It is kept all the same: who leaves it as it is, goes on. */
static struct str verder(struct http_req *q, const struct gast *g, size_t deel, size_t voor,
                         const struct bewaring *w)
{
    size_t volgende = buur(g, deel, 1), na = getoonde(g->in, &g->in->deel.at[deel]);
    const struct invul_veld *fout = niet_juist(g, w);
    struct str hier = str_fmt(q->a, "%.*s/deel/%zu", STR_ARG(g->basis), deel + 1);

    for (size_t i = 0; i < q->form->map.n; i++)
        if (str_starts(q->form->map.at[i].key, STR("o/")))
            return str_fmt(q->a, "%.*s#v-%.*s", STR_ARG(hier),
                           STR_ARG(str_sub(q->form->map.at[i].key, 2, q->form->map.at[i].key.n)));
    if (w->rij_weg) {
        struct str eigen, boven = rij_ouder(w->rij, &eigen);

        return str_fmt(q->a, "%.*s#rijen-%.*s%s%.*s", STR_ARG(hier), STR_ARG(w->herhaling),
                       boven.n ? "@" : "", STR_ARG(boven));
    }
    if (w->herhaling.n)
        return str_fmt(q->a, "%.*s#rij-%.*s@%.*s", STR_ARG(hier), STR_ARG(w->herhaling), STR_ARG(w->rij));
    if (doc_get_str(q->form, STR("rij_over")).n) /* a colleague was first: it is there */
        return hier;
    if (fout)
        return str_fmt(q->a, "%.*s#v-%.*s", STR_ARG(hier), STR_ARG(veld_adres(q->a, g->v, fout)));
    if (na > voor)
        return str_cat(q->a, hier, STR("?gedaan=meer"));
    if (doc_get_str(q->form, STR("blijf")).n)
        return str_cat(q->a, hier, STR("?gedaan=ja"));
    if (volgende == SIZE_MAX)
        return gast_mag_indienen(g) ? str_cat(q->a, g->basis, STR("/indienen")) : g->basis;
    return str_fmt(q->a, "%.*s/deel/%zu", STR_ARG(g->basis), volgende + 1);
}

/* A page that says why nothing was saved, with the way out. */
int gast_dicht(struct http_req *q, struct gast *g, struct http_resp *r, struct str waarom, struct err *e)
{
    struct vel b;
    struct doc *blok;

    if (q->format != HTTP_HTML)
        return err_set(e, ERR_DENIED, "%.*s", STR_ARG(waarom));
    gast_vel(q, g, &b);
    vel_titel(&b, STR("Dit is niet bewaard"), waarom);
    blok = blok_bij(&b, "weg", STR("Wat kunt u doen?"), STR(""));
    if (g->ronde.contact.n)
        blok_punt(&b, blok,
                  str_fmt(q->a,
                          "Neem contact op met %.*s en vraag of de vragenlijst voor %.*s weer open "
                          "mag.",
                          STR_ARG(g->ronde.contact), STR_ARG(g->respons.partij_naam)));
    blok_punt(&b, blok,
              STR("Ga terug in uw browser: wat u typte staat daar nog, zodat u het kunt kopiëren."));
    feit_bij(q->a, blok_feiten(&b, blok), "Bekijken", STR("wat er wel bewaard is"), g->basis, STR(""),
             STR(""));
    r->status = 403;
    r->template = "beheer";
    return gast_klaar(&b, r, e);
}

/* What was wrong stands beside its own question, where that is now; of a row that is gone nothing is. */
static void inzending_weer(struct inzending *z, const struct invul *oud, const struct invul *nu)
{
    size_t n = 0;

    for (size_t i = 0; i < z->fout.n; i++) {
        z->fout.at[n] = z->fout.at[i];
        z->fout.at[n].veld = veld_weer(oud, z->fout.at[i].veld, nu);
        n += z->fout.at[n].veld != SIZE_MAX;
    }
    z->fout.n = n;
    n = 0;
    for (size_t i = 0; i < z->botsing.n; i++) {
        z->botsing.at[n] = z->botsing.at[i];
        z->botsing.at[n].veld = veld_weer(oud, z->botsing.at[i].veld, nu);
        n += z->botsing.at[n].veld != SIZE_MAX;
    }
    z->botsing.n = n;
}

static int deel_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct inzending z = {0};
    struct bewaring w = {.q = q, .z = &z};
    const struct invul *oud;
    struct gast g;
    struct vel b;
    size_t deel = 0, voor;
    int rc = gast_open(q, &g, e);

    if (!rc)
        rc = deel_kies(q, &g, &deel, e);
    if (rc)
        return rc;
    w.g = &g;
    rc = inzending_lees(q, &g, deel, &z, &w.x, &w.n, e);
    if (!rc)
        rc = rij_knop(q, &w, &g.in->deel.at[deel], e);
    if (rc)
        return rc;
    voor = getoonde(g.in, &g.in->deel.at[deel]);
    rc = vel_schrijf(NULL, q, bewaar_doe, &w, e);
    if (rc == ERR_DENIED)
        return gast_dicht(q, &g, r, str_dup(q->a, str_from(e->text)), e);
    for (size_t i = 0; !rc && i < w.n_botsing; i++)
        VEC_PUSH(q->a, &z.botsing, w.botsing[i]);
    oud = g.in;
    if (!rc)
        rc = gast_ververs(q, &g, e);
    if (rc)
        return rc;
    inzending_weer(&z, oud, g.in);
    if (!z.fout.n && !z.botsing.n) {
        r->location = verder(q, &g, deel, voor, &w);
        return OK;
    }
    gast_vel(q, &g, &b);
    return deel_toon(&b, &g, deel, &z, false, r, e);
}

/* What the browser needs to follow the routing itself. Who sees one section alone gets no answers of others.
 */
static int definitie_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct gast g;
    int rc = gast_open(q, &g, e);

    if (!rc && g.deel.n)
        rc = err_set(e, ERR_DENIED, "Met deze link kunt u een deel van de vragenlijst zien.");
    if (!rc)
        r->tree = eiland_doc(&g);
    return rc;
}

static int bestand_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str som = doc_get_str(q->params, STR("som"));
    struct gast g;
    int rc = gast_open(q, &g, e);

    if (!rc && g.deel.n && !gast_ziet_bestand(&g, som))
        rc = err_set(e, ERR_DENIED, "Met deze link kunt u dit bestand niet zien.");
    if (!rc)
        rc = bestand_haal(q->conn, q->a, g.respons.id, som, &r->filename, &r->body, e);
    if (rc == ERR_NOT_FOUND && g.vorige_respons && gast_ziet_bestand(&g, som))
        rc = bestand_haal(q->conn, q->a, g.vorige_respons, som, &r->filename, &r->body, e);
    r->type = "application/octet-stream"; /* never shown, always taken along: it is somebody's file */
    return rc;
}

/* lees: flags of what is read. By a link one reads one's own, and its address holds a secret. */
#define WEG(r, lees, voor, params_een, params_deel, params_bestand)                                          \
    {"GET", voor,       ronde_begin_get, "beheer", "Een vragenlijst: hoe ver, en welke delen",               \
     lees,  params_een, .recht = r},                                                                         \
        {"GET", voor "/deel/{deel}", deel_get,  "invullen", "Een deel van een vragenlijst",                  \
         lees,  params_deel,         .recht = r},                                                            \
        {"POST",                                                                                             \
         voor "/deel/{deel}",                                                                                \
         deel_post,                                                                                          \
         "invullen",                                                                                         \
         "Bewaart de antwoorden van een deel",                                                               \
         ROUTE_STORE | ROUTE_SLOW,                                                                           \
         params_deel,                                                                                        \
         .recht = r},                                                                                        \
        {"POST",                                                                                             \
         voor "/antwoord",                                                                                   \
         antwoord_post,                                                                                      \
         NULL,                                                                                               \
         "Bewaart één antwoord; 409 als een ander eerder was",                                               \
         ROUTE_STORE | ROUTE_SLOW,                                                                           \
         params_een,                                                                                         \
         .recht = r},                                                                                        \
        {"GET", voor "/definitie", definitie_get, NULL, "De vragenlijst voor de browser",                    \
         lees,  params_een,        .recht = r},                                                              \
        {"GET", voor "/indienen", indienen_get, "beheer", "Nakijken voor het indienen",                      \
         lees,  params_een,       .recht = r},                                                               \
        {"POST",                                                                                             \
         voor "/indienen",                                                                                   \
         indienen_post,                                                                                      \
         "beheer",                                                                                           \
         "Dient de vragenlijst in",                                                                          \
         ROUTE_STORE | ROUTE_SLOW,                                                                           \
         params_een,                                                                                         \
         .recht = r},                                                                                        \
        {"GET", voor "/bewijs", bewijs_get, "beheer", "Het ontvangstbewijs", lees, params_een, .recht = r},  \
    {                                                                                                        \
        "GET", voor "/bestand/{som}", bestand_get, NULL, "Een bestand dat als antwoord is gegeven", lees,    \
            params_bestand, .recht = r                                                                       \
    }

static const struct http_param geen_params[] = {{0}};

const struct http_route invul_routes[] = {
    {"GET", "/invullen", invullen_get, "beheer",
     "Hoe u een vragenlijst invult, en de rondes van uw organisatie", ROUTE_STORE | ROUTE_NO_STORE_CACHE,
     geen_params, .recht = RECHT_INVULLEN},
    WEG(RECHT_INVULLEN, ROUTE_STORE | ROUTE_NO_STORE_CACHE, "/invullen/{sleutel}", link_params,
        link_deel_params, link_bestand_params),
    {"POST", "/invullen/{sleutel}/collega", collega_post, "beheer", "Vraagt een collega om mee te doen",
     ROUTE_STORE | ROUTE_SLOW, link_params, .recht = RECHT_INVULLEN},
    WEG(RECHT_RONDE, ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_GEZIEN, "/rondes/{code}/respons/{partij}",
        papier_params, papier_deel_params, papier_bestand_params),
    {0},
};
