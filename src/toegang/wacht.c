/* SPDX-License-Identifier: EUPL-1.2
 * The guard before every handler: who asks (a session's cookie or a program's key), and does the matrix let
 * that one pass. And the check on one object, which handlers do as soon as they know whose it is. */
#include "toegang/wacht.h"

#include "base/date.h"
#include "base/num.h"
#include "gebied/omgeving.h"
#include "partij/partij.h"

#include <stdlib.h>

enum { GEZIEN_ELKE_MS = 60000 };

static const struct wie bezoeker = {.naam = STR_INIT("")};

const struct wie *wie_van(const struct http_req *q)
{
    return q->wie ? q->wie : &bezoeker;
}

/* ---- what the matrix says ---- */

enum bereik wie_bereik(const struct wie *w, enum recht r, int64_t *ret_partij)
{
    enum bereik best = matrix_bereik(r, ROL_PUBLIEK);

    *ret_partij = 0;
    for (size_t i = 0; i < w->n_rol; i++) {
        enum bereik b = matrix_bereik(r, w->rol[i].rol);

        if (b > best) {
            best = b;
            *ret_partij = w->rol[i].partij;
        }
    }
    if (r == RECHT_EIGEN && w->soort == WIE_MENS && !w->n_rol)
        best = BEREIK_EIGEN; /* who has lost every role can still end the sessions and leave */
    if (r == RECHT_EIGEN && w->soort == WIE_SLEUTEL)
        best = BEREIK_GEEN; /* a program has no account */
    return best;
}

struct dader wie_dader(const struct http_req *q, enum recht r, int64_t namens)
{
    const struct wie *w = wie_van(q);
    struct dader d = {.soort = w->soort == WIE_MENS      ? DADER_MENS
                               : w->soort == WIE_SLEUTEL ? DADER_SLEUTEL
                                                         : DADER_BEZOEKER,
                      .id = w->id,
                      .namens = namens,
                      .waar = q->remote};

    if (!namens)
        wie_bereik(w, r, &d.namens);
    return d;
}

static int rol_reikt(struct conn *c, const struct wie_rol *rol, enum bereik b, int64_t nu, bool *ret,
                     struct err *e)
{
    switch (b) {
    case BEREIK_EIGEN:
        *ret = rol->partij == nu;
        return OK;
    case BEREIK_WERKGEBIED:
        *ret = rol->partij == nu;
        return *ret ? OK : partij_raakt(c, rol->partij, nu, date_today(), ret, e);
    case BEREIK_REGIO:
        *ret = rol->partij == nu;
        return *ret ? OK : partij_buren(c, rol->partij, nu, STR(REGIO_INDELING), date_today(), ret, e);
    case BEREIK_ALLES:
        *ret = true;
        return OK;
    default: /* what is published is no object of anyone */
        *ret = false;
        return OK;
    }
}

int toegang_mag(struct conn *c, const struct wie *w, enum recht r, int64_t partij, bool *ret, struct err *e)
{
    int64_t nu = 0;
    int rc = OK;

    *ret = false;
    if (partij)
        rc = partij_nu(c, partij, &nu, e);
    for (size_t i = 0; !rc && !*ret && i < w->n_rol; i++) {
        enum bereik b = matrix_bereik(r, w->rol[i].rol);

        if (partij || b == BEREIK_ALLES)
            rc = rol_reikt(c, &w->rol[i], b, nu, ret, e);
    }
    return rc;
}

static void weigering(const struct http_req *q, enum recht r, struct str wat)
{
    struct omgeving *o = q->app;
    struct dader d = wie_dader(q, r, 0);

    later_spoor(o->toegang, &d, "toegang.geweigerd", "adres", 0,
                str_fmt(q->a, "%.*s %.*s", STR_ARG(q->method), STR_ARG(utf8_clip(wat, 100))));
}

int toegang_object(struct http_req *q, struct conn *c, enum recht r, int64_t partij, struct err *e)
{
    bool mag;
    int rc = toegang_mag(c, wie_van(q), r, partij, &mag, e);

    if (rc || mag)
        return rc;
    weigering(q, r, q->path);
    return err_set(e, ERR_DENIED, "Dit is van een andere organisatie. U mag hier niet: %s.", rechten[r].naam);
}

static bool zit_in(const struct gebied *g, const struct gebied_lijst *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i] == g)
            return true;
    return false;
}

/* Does this partij work today in each of these gemeenten, or govern what they lie in? */
static int werkt_in(struct http_req *q, struct conn *c, const struct gebieden *g, int64_t partij,
                    const struct gebied_lijst *leden, bool *ret, struct err *e)
{
    struct gebied_lijst bestuurt = {0};
    date_t dag = date_today();
    const struct gebied *b;
    const int64_t *eigen;
    struct partij p;
    size_t n, k = 0, er = 0;
    int rc = partij_lees(c, q->a, partij, &p, e);

    if (!rc)
        rc = partij_werkgebied_op(c, q->a, partij, dag, dag, &eigen, &n, e);
    if (rc)
        return rc;
    b = p.cbs.n ? gebied_bij_code(g, p.cbs) : NULL;
    if (b && gebied_is_gemeente(b))
        bestuurt = (struct gebied_lijst){.at = &b, .n = 1};
    else if (b)
        bestuurt = gebied_leden(g, q->a, b, dag);
    for (size_t i = 0; i < leden->n; i++) {
        for (k = 0; k < n && eigen[k] != leden->at[i]->id; k++)
            ;
        er += k < n || zit_in(leden->at[i], &bestuurt);
    }
    *ret = str_is(p.soort, "rijk") || (leden->n > 0 && er == leden->n);
    return OK;
}

int toegang_gebied(struct http_req *q, struct conn *c, const struct gebieden *g, enum recht r,
                   const struct gebied *x, int64_t *ret_partij, struct err *e)
{
    const struct wie *w = wie_van(q);
    struct gebied_lijst leden = {.at = &x, .n = 1};
    bool mag = false;
    int rc = OK;

    if (!gebied_is_gemeente(x))
        leden = gebied_leden(g, q->a, x, date_today());
    for (size_t i = 0; !rc && !mag && i < w->n_rol; i++) {
        enum bereik b = matrix_bereik(r, w->rol[i].rol);

        mag = b == BEREIK_ALLES;
        if (b == BEREIK_EIGEN || b == BEREIK_WERKGEBIED)
            rc = werkt_in(q, c, g, w->rol[i].partij, &leden, &mag, e);
        if (mag)
            *ret_partij = w->rol[i].partij;
    }
    if (rc || mag)
        return rc;
    weigering(q, r, q->path);
    return err_set(e, ERR_DENIED, "%.*s ligt niet in uw werkgebied. U mag hier niet: %s.", STR_ARG(x->naam),
                   rechten[r].naam);
}

/* How far one role reaches over all partijen, by index; what it adds is put in mag. One question at most. */
static int rol_partijen(struct conn *c, struct arena *a, const struct wie_rol *rol, enum bereik b,
                        const struct partij *alle, size_t n, bool *mag, struct err *e)
{
    int64_t *id = NULL;
    size_t m = 0;
    int rc = OK;

    if (b == BEREIK_WERKGEBIED)
        rc = partijen_rakend(c, a, rol->partij, date_today(), &id, &m, e);
    else if (b == BEREIK_REGIO)
        rc = partijen_burend(c, a, rol->partij, STR(REGIO_INDELING), date_today(), &id, &m, e);
    for (size_t i = 0; !rc && b >= BEREIK_EIGEN && i < n; i++)
        mag[i] = mag[i] || b == BEREIK_ALLES || alle[i].id == rol->partij ||
                 (m && bsearch(&alle[i].id, id, m, sizeof *id, num_order));
    return rc;
}

int toegang_partijen(struct conn *c, struct arena *a, const struct wie *w, enum recht r,
                     const struct partij **ret, size_t *ret_n, bool *ret_alles, struct err *e)
{
    const struct partij *alle; /* none of them went into another */
    struct partij *v;
    size_t n, m = 0;
    bool *mag;
    int rc = partijen_lees(c, a, STR(""), false, &alle, &n, e);

    if (!rc)
        rc = toegang_mag(c, w, r, 0, ret_alles, e);
    if (rc)
        return rc;
    mag = ARENA_ARRAY(a, bool, n + 1);
    v = ARENA_ARRAY(a, struct partij, n + 1);
    for (size_t i = 0; !rc && i < w->n_rol; i++)
        rc = rol_partijen(c, a, &w->rol[i], matrix_bereik(r, w->rol[i].rol), alle, n, mag, e);
    for (size_t i = 0; !rc && i < n; i++)
        if (mag[i])
            v[m++] = alle[i];
    *ret = v;
    *ret_n = m;
    return rc;
}

struct str toegang_naam(const struct http_req *q, struct str naam)
{
    return wie_van(q)->soort == WIE_BEZOEKER ? STR("een medewerker") : naam;
}

void toegang_namen(const struct http_req *q, struct doc *d)
{
    if (!d)
        return;
    for (size_t i = 0; d->type == DOC_LIST && i < d->list.n; i++)
        toegang_namen(q, d->list.at[i]);
    for (size_t i = 0; d->type == DOC_MAP && i < d->map.n; i++) {
        struct doc_entry *x = &d->map.at[i];

        if (str_is(x->key, "wie") && x->value->type == DOC_STR)
            x->value = doc_str(q->a, toegang_naam(q, x->value->s));
        else
            toegang_namen(q, x->value);
    }
}

/* ---- cookies ---- */

/* Over https the name begins with __Host-: a browser then holds that no other site of the domain set it. */
const char *cookie_naam(const struct http_req *q, enum cookie k)
{
    static const char *const namen[][2] = {{"woonzorg", "__Host-woonzorg"},
                                           {"woonzorg-voor", "__Host-woonzorg-voor"},
                                           {"woonzorg-toestel", "__Host-woonzorg-toestel"},
                                           {"woonzorg-aanbieder", "__Host-woonzorg-aanbieder"}};

    return namen[k][str_starts(q->origin, STR("https://"))];
}

struct str cookie_lees(const struct http_req *q, enum cookie k)
{
    return doc_get_str(q->cookies, str_from(cookie_naam(q, k)));
}

void cookie_zet(const struct http_req *q, struct http_resp *r, enum cookie k, struct str waarde)
{
    size_t i = 0;
    const char *duur = !waarde.n               ? "; Max-Age=0"
                       : k == COOKIE_TOESTEL   ? "; Max-Age=7776000"
                       : k == COOKIE_AANBIEDER ? "; Max-Age=600"
                                               : "";

    while (i < HTTP_RESP_HEADERS && r->headers[i].name)
        i++;
    if (i == HTTP_RESP_HEADERS)
        return;
    r->headers[i].name = "Set-Cookie";
    r->headers[i].value =
        str_fmt(q->a, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", cookie_naam(q, k), STR_ARG(waarde), duur,
                str_starts(q->origin, STR("https://")) ? "; Secure" : "");
}

/* ---- who asks ---- */

static bool vraagt_tweede(const struct omgeving *o, enum rol rol)
{
    return o->tweede_stap == TWEEDE_IEDEREEN || (o->tweede_stap == TWEEDE_BEHEERDER && rol == ROL_BEHEERDER);
}

/* sterk: a second factor was given. Roles that ask for one are else kept apart, so that neither the matrix
 * nor a check on an object ever sees them. */
static int rollen_zet(const struct http_req *q, struct conn *c, struct wie *w, bool sterk, struct err *e)
{
    const struct mens_rol *r;
    struct wie_rol *rol, *achter;
    size_t n;
    int rc = rollen_lees(c, q->a, w->id, 0, &r, &n, e);

    if (rc)
        return rc;
    rol = ARENA_ARRAY(q->a, struct wie_rol, n + 1);
    achter = ARENA_ARRAY(q->a, struct wie_rol, n + 1);
    for (size_t i = 0; i < n; i++) {
        struct wie_rol x = {r[i].rol, r[i].partij, r[i].partij_naam};

        if (!sterk && vraagt_tweede(q->app, x.rol))
            achter[w->n_achter++] = x;
        else
            rol[w->n_rol++] = x;
    }
    w->rol = rol;
    w->achter = achter;
    return OK;
}

static int mens_herken(struct http_req *q, struct conn *c, struct str cookie, struct wie *w, struct err *e)
{
    struct omgeving *o = q->app;
    struct sessie s;
    struct mens m;
    int rc = sessie_lees(c, q->a, cookie, &s, e);

    if (!rc && s.half)
        return ERR_NOT_FOUND; /* the second factor is still to come */
    if (!rc)
        rc = mens_lees(c, q->a, s.mens, &m, e);
    if (rc)
        return rc;
    *w = (struct wie){.soort = WIE_MENS, .id = m.id, .sessie = s.id, .naam = m.naam, .email = m.email};
    q->form_key = geheim_formulier(q->a, cookie);
    if (time_ms() - s.gezien > GEZIEN_ELKE_MS)
        later_gezien(o->toegang, s.id);
    return rollen_zet(q, c, w, s.sterk, e);
}

static int sleutel_herken(struct http_req *q, struct conn *c, struct str geheim, struct wie *w, struct err *e)
{
    struct sleutel s;
    struct wie_rol *rol = ARENA_NEW(q->a, struct wie_rol);
    int rc = sleutel_bij(c, q->a, geheim, &s, e);

    if (rc)
        return rc;
    *rol = (struct wie_rol){s.rol, s.partij, s.partij_naam};
    *w = (struct wie){.soort = WIE_SLEUTEL,
                      .id = s.id,
                      .naam = str_fmt(q->a, "%.*s (%.*s)", STR_ARG(s.naam), STR_ARG(s.partij_naam)),
                      .email = STR(""),
                      .rol = rol,
                      .n_rol = 1};
    q->form_free = true;
    return OK;
}

/* q->wie, from what was sent along. A cookie that means nothing any more makes a visitor; a key that does is
 * refused, since a program would not see the difference. */
static int herken(struct http_req *q, struct err *e)
{
    struct omgeving *o = q->app;
    struct str cookie = cookie_lees(q, COOKIE_SESSIE), soort, geheim;
    struct wie *w;
    struct conn *c;
    int rc;

    q->wie = &bezoeker;
    soort = str_cut(q->authorization, ' ', &geheim);
    geheim = str_trim(geheim);
    if (!str_ieq(soort, STR("Bearer")))
        geheim = STR("");
    if (!cookie.n && !geheim.n)
        return OK;
    w = ARENA_NEW(q->a, struct wie);
    rc = store_read(o->store, &c, e);
    if (rc)
        return rc;
    rc = geheim.n ? sleutel_herken(q, c, geheim, w, e) : mens_herken(q, c, cookie, w, e);
    store_return(o->store, c);
    if (!rc)
        q->wie = w;
    else if (rc == ERR_NOT_FOUND && geheim.n)
        rc = err_set(e, ERR_SIGN_IN, "Deze sleutel is er niet, of hij is ingetrokken of verlopen.");
    else if (rc == ERR_NOT_FOUND)
        rc = OK;
    return rc;
}

struct str toegang_aanmelden(const struct http_req *q)
{
    struct buf b;
    struct str delen[] = {q->path, q->raw_query.n ? STR("?") : STR(""), q->raw_query};

    buf_init(&b, q->a, 4000);
    buf_lit(&b, "/aanmelden?verder=");
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < delen[k].n; i++) {
            unsigned char c = (unsigned char)delen[k].p[i];

            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' ||
                c == '-')
                buf_char(&b, (char)c);
            else
                buf_fmt(&b, "%%%02X", c);
        }
    return b.over ? STR("/aanmelden") : buf_str(&b);
}

struct str toegang_verder(struct arena *a, struct str verder)
{
    (void)a;
    if (verder.n < 1 || verder.n > 2000 || verder.p[0] != '/')
        return STR("/");
    if (verder.n > 1 && (verder.p[1] == '/' || verder.p[1] == '\\'))
        return STR("/");
    for (size_t i = 0; i < verder.n; i++)
        if ((unsigned char)verder.p[i] <= ' ' || verder.p[i] == '\\' || verder.p[i] == 0x7f)
            return STR("/");
    return verder;
}

/* The noun of the address, its number when it has one, and the address itself (without what was asked behind
 * it). */
void toegang_gelezen(const struct http_req *q, enum recht r)
{
    static const char *const namen[][2] = {
        {"/mensen", "mens"},      {"/organisaties", "partij"},  {"/spoor", "spoor"},
        {"/post", "bericht"},     {"/leveringen", "levering"},  {"/rondes", "ronde"},
        {"/uitkomsten", "ronde"}, {"/regie/opgaven", "opgave"}, {"/voorraad/woningen", "woning"}};
    struct omgeving *o = q->app;
    struct dader d = wie_dader(q, r, 0);
    const char *object = "adres";
    int64_t id = 0;

    for (size_t i = 0; i < sizeof namen / sizeof *namen; i++)
        if (str_starts(q->path, str_from(namen[i][0])))
            object = namen[i][1];
    if (!num_i64(doc_get_str(q->params, STR("id")), &id) || id < 0)
        id = 0;
    later_spoor(o->toegang, &d, "gelezen", object, id, utf8_clip(q->path, 100));
}

/* A program that watches the server has a key of its own, which opens /metrieken and nothing else. */
static bool is_meter(const struct http_req *q)
{
    struct omgeving *o = q->app;
    struct str sleutel, soort = str_cut(q->authorization, ' ', &sleutel);
    char som[GEHEIM_HEX + 1];

    if (!o->metrieken_som.n || !str_is(q->path, "/metrieken") || !str_ieq(soort, STR("Bearer")))
        return false;
    geheim_som(str_trim(sleutel), som);
    return str_is(o->metrieken_som, som);
}

/* Would the roles that wait for a second factor have it? */
static bool mag_na_tweede(const struct wie *w, enum recht r)
{
    for (size_t i = 0; i < w->n_achter; i++)
        if (matrix_bereik(r, w->achter[i].rol) != BEREIK_GEEN)
            return true;
    return false;
}

void toegang_kijk(struct http_req *q)
{
    struct err e;

    if (!q->wie && herken(q, &e))
        q->wie = &bezoeker;
}

int toegang_wacht(struct http_req *q, const struct http_route *route, struct http_resp *r, struct err *e)
{
    struct str voor = cookie_lees(q, COOKIE_VOOR);
    int64_t partij;
    bool leest = str_is(q->method, "GET") || str_is(q->method, "HEAD");
    int rc;

    q->wie = &bezoeker;
    if (is_meter(q))
        return OK;
    rc = herken(q, e);
    if (rc)
        return rc;
    if (q->wie->soort == WIE_BEZOEKER && voor.n)
        q->form_key = geheim_formulier(q->a, voor);
    if (route->recht == RECHT_INVULLEN) /* the link in the address is what no other site knows */
        q->form_free = true;
    if (wie_bereik(q->wie, route->recht, &partij) != BEREIK_GEEN) {
        if (route->flags & ROUTE_GEZIEN && leest)
            toegang_gelezen(q, route->recht);
        return OK;
    }
    if (mag_na_tweede(q->wie, route->recht)) {
        if (leest && q->format == HTTP_HTML && route->template) {
            r->location = STR("/mijn-account?gedaan=tweede-stap-nodig");
            return OK;
        }
        weigering(q, route->recht, str_from(route->path));
        return err_set(e, ERR_DENIED,
                       "Hiervoor moet u met een tweede stap aangemeld zijn (%s). Zet die aan bij “Mijn "
                       "account”, of meld u opnieuw aan.",
                       rechten[route->recht].naam);
    }
    if (q->wie->soort == WIE_BEZOEKER) {
        if (leest && q->format == HTTP_HTML && route->template) {
            r->location = toegang_aanmelden(q);
            return OK;
        }
        weigering(q, route->recht, str_from(route->path));
        return err_set(e, ERR_SIGN_IN,
                       "Hiervoor moet u aangemeld zijn (%s). Misschien is uw sessie verlopen.",
                       rechten[route->recht].naam);
    }
    weigering(q, route->recht, str_from(route->path));
    return err_set(e, ERR_DENIED, "Met uw rol mag u dit niet: “%s”. Daarvoor is dit recht nodig: %s.",
                   route->summary, rechten[route->recht].naam);
}
