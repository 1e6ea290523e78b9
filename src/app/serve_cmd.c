/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg serve: the modules' route tables put together, the frame round every page, and the life of the
 * server. */
#include "app/app.h"
#include "app/app_cmd.h"

#include "afspraak/afspraak.h"
#include "api/api.h"
#include "base/log.h"
#include "beheer/beheer.h"
#include "beheer/privacy.h"
#include "beheer/waak.h"
#include "cijfer/cijfer_http.h"
#include "definitie/definitie.h"
#include "gebied/gebied_cmd.h"
#include "kaart/kaart.h"
#include "kennisbank/kennis.h"
#include "kennisname/kennisname.h"
#include "kwaliteit/kwaliteit.h"
#include "opgave/opgave.h"
#include "overname/overname.h"
#include "overzicht/pages.h"
#include "pakket/pakket.h"
#include "plan/plan_http.h"
#include "planning/planning.h"
#include "post/post.h"
#include "rapport/rapport.h"
#include "regie/regie.h"
#include "regie/weekbericht.h"
#include "ronde/ronde.h"
#include "route/route.h"
#include "route/route_http.h"
#include "signaal/signaal.h"
#include "uitkomst/laad.h"
#include "visie/visie.h"
#include "voorraad/tegel.h"
#include "voorraad/voorraad_http.h"
#include "vragenlijst/bewaar.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { STOP_SECONDEN = 20 };

/* One a line, so that two who add one do not meet. */
/* clang-format off */
static const struct http_route *const routes[] = {
    overzicht_routes,
    kaart_routes,
    landelijk_routes,
    regelingen_routes,
    wijzer_routes,
    cijfer_routes,
    herkomst_routes,
    levering_routes,
    plan_routes,
    route_routes,
    kolommen_routes,
    leeswijzer_routes,
    kwaliteit_routes,
    bevinding_routes,
    levering_kwaliteit_routes,
    tegel_routes,
    ogc_routes,
    api_routes,
    odata_routes,
    pakket_routes,
    aanmelden_routes,
    account_routes,
    partij_routes,
    mens_routes,
    spoor_routes,
    vragenlijst_routes,
    herstel_routes,
    post_routes,
    oidc_routes,
    invul_routes,
    voorraad_routes,
    regelset_routes,
    werkplaats_routes,
    woning_routes,
    woningkaart_routes,
    verschil_routes,
    visie_routes,
    visie_een_routes,
    visie_invul_routes,
    tegenspraak_routes,
    overname_routes,
    kennisname_routes,
    kennisname_doe_routes,
    kennisname_nieuw_routes,
    opgave_routes,
    opgave_nieuw_routes,
    opgave_doe_routes,
    signaal_routes,
    regie_routes,
    stand_routes,
    ronde_routes,
    volg_routes,
    contact_routes,
    privacy_routes,
    uitkomst_routes,
    rapport_routes,
    definitie_routes,
    planning_routes,
    afspraak_routes,
    afspraak_boek_routes,
    afspraak_een_routes,
    afspraak_doe_routes,
    kennis_routes,
    kennis_een_routes,
    kennis_doe_routes,
    zoals_routes,
    NULL,
};
/* clang-format on */

static const struct taak_soort *const taken[] = {
    route_taken, kwaliteit_taken, post_taken,        privacy_taken,
    waak_taken,  signaal_taken,   weekbericht_taken, NULL};

/* The main menu, as the field divides its work. What belongs to an entry: addresses that start with one of
 * these. */
static const struct {
    const char *naam, *adres, *begin[7];
} menu[] = {
    {"Overzicht", "/", {"/overzicht", "/gebieden"}},
    {"Kaart", "/kaart", {"/kaart"}},
    {"Cijfers", "/cijfers", {"/cijfers", "/herkomst", "/landelijk", "/plannen", "/regelingen"}},
    {"Inventarisatie", "/uitkomsten", {"/vragenlijsten", "/rondes", "/invullen", "/uitkomsten"}},
    {"Regie", "/regie", {"/regie"}},
    {"Voorraad", "/voorraad", {"/voorraad"}},
    {"Kennis", "/kennisbank", {"/kennisbank"}},
};

static bool hoort_bij(struct str path, const char *adres, const char *const *begin)
{
    bool uit = str_is(path, adres);

    for (int i = 0; begin[i]; i++)
        uit = uit || str_starts(path, str_from(begin[i]));
    return uit;
}

/* Every form of a page that changes something sends the key along by which it is known for one of ours; one
 * that only asks never does, or the key would stand in an address. */
static void formulieren_teken(struct arena *a, struct doc *d, struct str sleutel)
{
    struct doc *verborgen, *x;

    for (size_t i = 0; d->type == DOC_LIST && i < d->list.n; i++)
        formulieren_teken(a, d->list.at[i], sleutel);
    if (d->type != DOC_MAP)
        return;
    verborgen = doc_get(d, STR("verborgen"));
    x = doc_get(d, STR("is_post"));
    if (verborgen && verborgen->type == DOC_LIST && x && doc_truthy(x)) {
        x = doc_add(a, verborgen, doc_map(a));
        DOC_SET_STR(a, x, "veld", STR(HTTP_FORM_KEY));
        DOC_SET_STR(a, x, "inhoud", sleutel);
    }
    for (size_t i = 0; i < d->map.n; i++)
        formulieren_teken(a, d->map.at[i].value, sleutel);
}

static void account_zet(const struct http_req *q, struct doc *tree)
{
    const struct wie *w = wie_van(q);
    struct doc *x = DOC_SET(q->a, tree, "account", doc_map(q->a));

    DOC_SET_STR(q->a, x, "woord", w->soort == WIE_BEZOEKER ? STR("Meld u aan") : w->naam);
    DOC_SET_STR(q->a, x, "adres", w->soort == WIE_BEZOEKER ? STR("/aanmelden") : STR("/mijn-account"));
}

/* What every page has round it. */
static void frame(struct http_req *q, const struct http_route *route, struct doc *tree)
{
    struct omgeving *o = q->app;
    struct arena *a = q->a;
    struct doc *x, *l;

    (void)route;
    toegang_kijk(q); /* an error on an address that is no route's came past no guard */
    if (q->form_key.n)
        formulieren_teken(a, tree, q->form_key);
    account_zet(q, tree);
    if (o->demo)
        DOC_SET_BOOL(a, tree, "is_demo", true);
    x = DOC_SET(a, tree, "installatie", doc_map(a));
    DOC_SET_STR(a, x, "naam", STR("Woonzorg"));
    if (o->naam.n)
        DOC_SET_STR(a, x, "onder", o->naam);
    DOC_SET_STR(a, tree, "stijl", http_static_url(a, "stijl.css"));
    l = DOC_SET(a, tree, "menu", doc_list(a));
    for (size_t i = 0; i < sizeof menu / sizeof *menu; i++) {
        x = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, x, "naam", str_from(menu[i].naam));
        DOC_SET_STR(a, x, "adres", str_cat(a, str_from(menu[i].adres), doc_get_str(tree, STR("zoals"))));
        if (hoort_bij(q->path, menu[i].adres, menu[i].begin))
            DOC_SET_BOOL(a, x, "actief", true);
    }
    x = DOC_SET(a, tree, "beheer", doc_map(a));
    DOC_SET_STR(a, x, "naam", STR("Leveringen"));
    DOC_SET_STR(a, x, "adres", STR("/leveringen"));
    if (str_starts(q->path, STR("/leveringen")) || str_starts(q->path, STR("/taken")) ||
        str_starts(q->path, STR("/kwaliteit")))
        DOC_SET_BOOL(a, x, "actief", true);
    x = DOC_SET(a, tree, "voet", doc_map(a));
    if (wie_van(q)->soort == WIE_MENS) /* who looks for holes is not told which */
        DOC_SET_STR(a, x, "versie", STR(WOONZORG_VERSION));
    DOC_SET_STR(a, x, "gemaakt", time_nl(a, time_ms()));
    if (o->demo)
        DOC_SET_STR(a, x, "bronnen",
                    STR("Dit is een demo: wat verzonnen is, zegt dat erbij. De andere cijfers zijn openbaar "
                        "en noemen hun bron."));
    l = DOC_SET(a, x, "schakels", doc_list(a));
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "woord", STR("Toegankelijkheid"));
    DOC_SET_STR(a, x, "adres", STR("/toegankelijkheid"));
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "woord", STR("Privacy"));
    DOC_SET_STR(a, x, "adres", STR("/privacy"));
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "woord", STR("Kwaliteit van de cijfers"));
    DOC_SET_STR(a, x, "adres", STR("/kwaliteit"));
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "woord", STR("Meenemen"));
    DOC_SET_STR(a, x, "adres", str_cat(a, STR("/meenemen"), doc_get_str(tree, STR("zoals"))));
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "woord", STR("Open gegevens (API)"));
    DOC_SET_STR(a, x, "adres", STR("/v1"));
    x = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, x, "woord", STR("Gebieden als open data"));
    DOC_SET_STR(a, x, "adres", STR("/ogc/v1.html"));
}

/* Waits for the signal to stop. All threads inherit the block, so that only this one takes it. */
static void wacht_op_stop(const sigset_t *stop)
{
    int welk = 0;

    sigwait(stop, &welk);
    LOG(LOG_INFO, "stoppen", LOG_INT("signaal", welk));
}

/* Opens what is registered, so that the first visitor does not wait; what cannot be served is told here, and
 * the rest goes on. */
static int voorraden_open(struct omgeving *o, struct arena *a, struct err *e)
{
    const struct voorraad *const *v;
    struct conn *c;
    size_t n;
    int rc = store_read(o->store, &c, e);

    if (rc)
        return rc;
    if (!o->voorraden)
        o->voorraden = voorraad_kast_new();
    rc = voorraad_kast_lees(o->voorraden, c, a, &v, &n, e);
    store_return(o->store, c);
    for (size_t i = 0; !rc && i < n; i++)
        if (!v[i]->w)
            LOG(LOG_WARN, "voorraad geweigerd", LOG_INT("voorraad", v[i]->r.id),
                LOG_STR("waarom", v[i]->mis));
    return rc;
}

int app_serve(struct omgeving *o, struct str listen, struct err *e)
{
    struct http_config c = {
        .tables = routes, .frame = frame, .guard = toegang_wacht, .app = o, .store = o->store};
    struct http_server *s = NULL;
    struct arena a;
    sigset_t stop;
    int rc;

    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);
    arena_init(&a, 0);
    c.address = str_cstr(&a, listen);
    o->kaarten = kaart_cache_new();
    beheer_alle_routes = routes;
    levering_soort_noemt = importeur_naam;
    kaart_tegels_anders = woning_tegel_http;
    rc = voorraden_open(o, &a, e);
    if (!rc)
        rc = toegang_start(o->store, &o->toegang, e);
    if (!rc)
        rc = taak_loper_start(&(struct taak_config){.store = o->store, .soorten = taken, .ctx = o}, &o->taken,
                              e);
    if (!rc)
        rc = kwaliteit_taak_zet(o->store, o->taken, e); /* after an upgrade, or with new rules */
    if (!rc) {
        o->veranderd = signaal_taak_zet;
        signaal_taak_zet(o); /* what changed while it was not served, and the day itself */
    }
    if (!rc)
        rc = http_start(&c, &s, e);
    if (!rc) {
        size_t dubbel = listen.n;

        while (dubbel && listen.p[dubbel - 1] != ':')
            dubbel--;
        printf("Woonzorg draait op http://%.*s%d/\nStoppen: ctrl-C\n", (int)dubbel, listen.p, http_port(s));
        fflush(stdout);
        wacht_op_stop(&stop);
        http_stop(s, STOP_SECONDEN);
    }
    taak_loper_stop(o->taken, STOP_SECONDEN);
    o->taken = NULL;
    toegang_stop(o->toegang);
    o->toegang = NULL;
    kaart_cache_free(o->kaarten);
    o->kaarten = NULL;
    voorraad_kast_free(o->voorraden);
    o->voorraden = NULL;
    arena_done(&a);
    return rc;
}

int serve_cmd(struct command_call *call, struct err *e)
{
    struct str listen = command_value(call, "listen"), naam = command_value(call, "naam"),
               thuis = command_value(call, "gebied");
    struct omgeving o;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    o.naam = naam.p ? naam : STR("");
    o.contact_mail = command_value(call, "contact-mail");
    o.contact_url = command_value(call, "contact-url");
    if (thuis.p)
        o.thuis = thuis;
    rc = instellingen_lees(call, &o, e);
    if (!rc)
        rc = app_serve(&o, listen.p ? listen : STR("127.0.0.1:8080"), e);
    instellingen_los(&o);
    omgeving_sluit(&o);
    return rc;
}

int rechten_cmd(struct command_call *call, struct err *e)
{
    return command_table(
        call, command_value(call, "adressen").p ? matrix_routes_doc(call->a, routes) : matrix_doc(call->a),
        e);
}
