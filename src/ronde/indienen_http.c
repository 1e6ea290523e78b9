/* SPDX-License-Identifier: EUPL-1.2
 * The end of filling in: looking everything over, submitting, the receipt; and asking a colleague to join. */
#include "ronde/gast.h"
#include "toegang/mens.h"

/* ---- submitting ---- */

/* Where a question is answered. */
static struct str vraag_adres(struct arena *a, const struct gast *g, const struct invul_veld *x,
                              const char *vraag)
{
    size_t deel = 0;

    while (deel + 1 < g->in->deel.n && x->el >= g->in->deel.at[deel].tot)
        deel++;
    return str_fmt(a, "%.*s/deel/%zu%s#v-%.*s", STR_ARG(g->basis), deel + 1, vraag,
                   STR_ARG(veld_adres(a, g->v, x)));
}

static void regels_tabel(struct vel *b, const struct gast *g, struct doc *blok, const char *id,
                         const char *titel, const struct indien_regel *x, size_t n, bool fout)
{
    struct pagina *p = &b->p;
    struct doc *t = tabel_maak(p, id, str_from(titel), STR(""));

    tabel_kolom(p, t, "vraag", STR("Vraag"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wat", fout ? STR("Wat er nog moet") : STR("Antwoord dat niet meetelt"), STR(""),
                KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        const struct invul_veld *v = &g->in->veld.at[x[i].veld];
        const struct vl_element *el = veld_el(g->in, v);
        struct doc *rij = tabel_regel(p, t, false);
        struct str adres = vraag_adres(p->a, g, v, fout ? "?controle=ja" : "");

        cel_tekst(p, t, rij,
                  str_fmt(p->a, "%u. %.*s%.*s", (unsigned)el->nummer,
                          STR_ARG(tekst_gevuld(g->in, v, vl_tekst_nl(g->v, el->label))),
                          STR_ARG(rij_woord(p->a, g->in, v))),
                  fout ? adres : STR(""), STR(""));
        cel_tekst(p, t, rij, x[i].wat, STR(""), STR(""));
    }
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
}

static struct str kort_antwoord(struct arena *a, const struct gast *g, const struct invul_veld *x)
{
    if (x->antwoord.revisie && x->antwoord.toestand == T_WEET_NIET)
        return STR("weet ik niet");
    if (x->antwoord.revisie && x->antwoord.toestand == T_NVT)
        return STR("niet van toepassing");
    if (!x->waarde.n)
        return STR("–");
    if (x->anders.toestand == T_BEANTWOORD && str_ends(x->waarde, STR("other")))
        return str_fmt(a, "%.*s %.*s", STR_ARG(veld_leesbaar(g->in, x, x->waarde)),
                       STR_ARG(x->anders.waarde));
    return gast_leesbaar(g, x, x->waarde);
}

static void antwoorden_tabel(struct vel *b, const struct gast *g)
{
    struct pagina *p = &b->p;
    struct doc *blok = blok_bij(b, "antwoorden", STR("Uw antwoorden"), STR("")),
               *t = tabel_maak(p, "alle-antwoorden", STR("Alle antwoorden"), STR(""));

    tabel_kolom(p, t, "vraag", STR("Vraag"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "antwoord", STR("Antwoord"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < g->in->veld.n; i++) {
        const struct invul_veld *x = &g->in->veld.at[i];
        const struct vl_element *el = veld_el(g->in, x);
        struct doc *rij;

        if (!el->nummer || !x->getoond)
            continue;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij,
                  str_fmt(p->a, "%u. %.*s%.*s", (unsigned)el->nummer,
                          STR_ARG(tekst_gevuld(g->in, x, vl_tekst_nl(g->v, el->label))),
                          STR_ARG(rij_woord(p->a, g->in, x))),
                  g->dicht.n || !veld_is_vraag(g->in, x) ? STR("") : vraag_adres(p->a, g, x, ""), STR(""));
        cel_tekst(p, t, rij, kort_antwoord(p->a, g, x), STR(""), STR(""));
    }
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
}

/* Can the receipt go by mail? Only to who submits, at the address that the invitation went to. */
static bool kan_mailen(const struct http_req *q, const struct gast *g)
{
    return g->contact.id && post_stand(q->app) != POST_UIT && post_adres_goed(g->contact.email);
}

static void ontvangst_veld(struct vel *b, const struct gast *g, struct doc *form)
{
    struct arena *a = b->p.a;

    if (kan_mailen(b->p.q, g))
        form_veld(
            b, form, "ontvangst",
            str_cstr(a, str_fmt(a, "Mail het ontvangstbewijs ook naar %.*s", STR_ARG(g->contact.email))),
            post_stand(b->p.q->app) == POST_TOON
                ? "Hier wordt geen mail verstuurd: wie beheert ziet het bericht op de pagina Mail."
                : NULL,
            "is_vinkje", STR(""));
}

/* Rows of the ronde before that nobody took over: perhaps rightly, but it is asked once. */
static void over_blok(struct vel *b, const struct gast *g)
{
    struct doc *f = NULL;

    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];
        size_t n = vorige_rijen_over(g, d);

        if (!n)
            continue;
        if (!f)
            f = blok_feiten(b, blok_bij(b, "niet-overgenomen", STR("Niet overgenomen van de vorige ronde"),
                                        STR("Dit telt niet mee. Klopt dat, dan hoeft u niets te doen.")));
        feit_bij(b->p.a, f, str_cstr(b->p.a, d->label), str_fmt(b->p.a, n == 1 ? "%zu rij" : "%zu rijen", n),
                 str_fmt(b->p.a, "%.*s/deel/%zu", STR_ARG(g->basis), i + 1), STR(""), STR(""));
    }
}

static int indienen_toon(struct vel *b, struct gast *g, struct http_resp *r, struct err *e)
{
    struct arena *a = b->p.a;
    struct indien k;
    struct doc *blok;

    indien_kijk(g, &k);
    vel_titel(b, STR("Nakijken en indienen"),
              g->dicht.n ? g->dicht
              : k.fout.n ? str_fmt(a, "Er %s nog %zu vra%s die aandacht %s; daarna kunt u indienen.",
                                   k.fout.n == 1 ? "is" : "zijn", k.fout.n, k.fout.n == 1 ? "ag" : "gen",
                                   k.fout.n == 1 ? "vraagt" : "vragen")
                         : STR("Alles is in orde. Kijk de antwoorden na en dien ze in."));
    DOC_SET_INT(a, b->p.boom, "ontbreekt", (int64_t)k.fout.n);
    if (k.fout.n)
        regels_tabel(b, g, blok_bij(b, "nog", STR("Dit moet nog"), STR("")), "nog-te-doen", "Nog te doen",
                     k.fout.at, k.fout.n, true);
    if (k.vervalt.n)
        regels_tabel(b, g,
                     blok_bij(b, "vervalt", STR("Dit telt niet mee"),
                              STR("Deze antwoorden gaf u eerder. Door andere antwoorden wordt de vraag niet "
                                  "meer gesteld. Als u indient, tellen ze als leeg.")),
                     "telt-niet", "Antwoorden die vervallen", k.vervalt.at, k.vervalt.n, false);
    if (!g->dicht.n)
        over_blok(b, g);
    antwoorden_tabel(b, g);
    if (!g->dicht.n && !k.fout.n) {
        blok = blok_bij(b, "dien-in", STR("Indienen"),
                        STR("Na het indienen staan de antwoorden vast. U krijgt een ontvangstbewijs."));
        ontvangst_veld(b, g, form_bij(b, blok, str_fmt(a, "%.*s/indienen", STR_ARG(g->basis)), "Dien in"));
    }
    return gast_klaar(b, r, e);
}

bool gast_mag_indienen(const struct gast *g)
{
    return g->mag == MAG_INDIENEN && !g->deel.n;
}

static int mag_indienen(const struct gast *g, struct err *e)
{
    return gast_mag_indienen(g)
               ? OK
               : err_set(e, ERR_DENIED,
                         "Met deze link kunt u invullen, niet indienen. Vraag dat aan wie u uitnodigde.");
}

static int indiener_open(struct http_req *q, struct gast *g, struct err *e)
{
    int rc = gast_open(q, g, e);

    return rc ? rc : mag_indienen(g, e);
}

int indienen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct gast g;
    struct vel b;
    int rc = indiener_open(q, &g, e);

    if (rc)
        return rc;
    gast_vel(q, &g, &b);
    return indienen_toon(&b, &g, r, e);
}

struct indiening {
    struct http_req *q;
    struct gast *g;
    struct bewijs bewijs;
    bool mail;
};

static int indien_doe(struct conn *c, void *ctx, struct err *e)
{
    struct indiening *x = ctx;
    int rc = gast_mag_nu(c, x->q->a, x->g, e);

    if (!rc)
        rc = respons_dien_in(c, x->q->a, x->g, &x->bewijs, e);
    if (rc || !x->mail)
        return rc;
    return brief_ontvangst(c, x->q->a, &x->g->ronde, &x->g->contact, &x->bewijs,
                           post_stand(x->q->app) == POST_AAN, e);
}

int indienen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct indiening x = {.q = q};
    struct gast g;
    struct vel b;
    int rc = indiener_open(q, &g, e);

    if (rc)
        return rc;
    x.g = &g;
    x.mail = doc_get_str(q->form, STR("ontvangst")).n && kan_mailen(q, &g);
    rc = vel_schrijf(NULL, q, indien_doe, &x, e);
    if (!rc)
        r->location = str_cat(q->a, g.basis, x.mail ? STR("/bewijs?gedaan=mail") : STR("/bewijs"));
    if (rc == ERR_DENIED)
        return gast_dicht(q, &g, r, str_dup(q->a, str_from(e->text)), e);
    if (rc != ERR_DATA)
        return rc;
    if (q->format != HTTP_HTML)
        return rc;
    rc = gast_ververs(q, &g, e);
    if (rc)
        return rc;
    gast_vel(q, &g, &b);
    r->status = 400;
    return indienen_toon(&b, &g, r, e);
}

int bewijs_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct bewijs w = {0};
    struct doc *blok, *f;
    struct gast g;
    struct vel b;
    int rc = gast_open(q, &g, e);

    if (!rc)
        rc = bewijs_lees(q->conn, a, g.respons.id, &w, e);
    if (!rc && !w.nummer)
        rc = err_set(e, ERR_NOT_FOUND, "deze vragenlijst is nog niet ingediend");
    if (rc)
        return rc;
    gast_vel(q, &g, &b);
    vel_titel(&b, STR("Ontvangstbewijs"),
              str_fmt(a, "De antwoorden van %.*s zijn ontvangen op %.*s.", STR_ARG(g.respons.partij_naam),
                      STR_ARG(time_nl(a, w.moment))));
    blok = blok_bij(&b, "bewijs", STR("Wat er is ingediend"), STR(""));
    f = blok_feiten(&b, blok);
    feit_bij(a, f, "Vragenlijst", g.ronde.titel, STR(""), STR(""), STR(""));
    feit_bij(a, f, "Organisatie", g.respons.partij_naam, STR(""), STR(""), STR(""));
    feit_bij(a, f, "Ingediend door", w.wie.n ? w.wie : STR("–"), STR(""), STR(""), STR(""));
    feit_bij(a, f, "Antwoorden", str_fmt(a, "%lld", (long long)w.antwoorden), STR(""), STR(""), STR(""));
    feit_bij(a, f, "Kenmerk", w.som, STR(""),
             STR("Een som over alle antwoorden (SHA-256). Verandert er één teken, dan is de som anders."),
             w.heropend ? STR("daarna heropend") : STR(""));
    DOC_SET_STR(a, b.p.boom, "som", w.som);
    DOC_SET_INT(a, b.p.boom, "nummer", w.nummer);
    if (str_is(doc_get_str(q->query, STR("gedaan")), "mail") && kan_mailen(q, &g))
        blok_punt(&b, blok,
                  str_fmt(a, "Het ontvangstbewijs gaat ook per mail naar %.*s.", STR_ARG(g.contact.email)));
    blok_punt(&b, blok, STR("Druk deze pagina af of bewaar haar als u een bewijs nodig hebt."));
    if (g.dicht.n)
        blok_punt(&b, blok,
                  str_fmt(a,
                          "Wilt u nog iets verbeteren? Vraag %.*s om de vragenlijst voor u te heropenen; uw "
                          "link werkt dan weer.",
                          STR_ARG(g.ronde.contact.n ? g.ronde.contact : STR("de provincie"))));
    if (!g.deel.n)
        antwoorden_tabel(&b, &g);
    return gast_klaar(&b, r, e);
}

/* ---- a colleague ---- */

struct vraag_collega {
    struct http_req *q;
    struct gast *g;
    struct ronde_contact k;
    struct brief brief;
};

static int collega_doe(struct conn *c, void *ctx, struct err *e)
{
    struct vraag_collega *x = ctx;
    struct brief_weg weg = {post_stand(x->q->app) == POST_AAN, x->q->origin};
    int rc = gast_mag_nu(c, x->q->a, x->g, e);

    if (!rc)
        rc = contact_maak(c, &x->g->wie.dader, &x->k, e);
    return rc ? rc : brief_maak(c, x->q->a, &x->g->ronde, &x->k, "collega", &weg, &x->brief, e);
}

static bool deel_bekend(const struct gast *g, struct str naam)
{
    if (!naam.n)
        return !g->deel.n;
    for (size_t i = 0; i < g->in->deel.n; i++)
        if (str_eq(g->in->deel.at[i].naam, naam))
            return gast_ziet(g, &g->in->deel.at[i]);
    return false;
}

static void collega_keur(struct vel *b, const struct gast *g, struct ronde_contact *k)
{
    struct http_req *q = b->p.q;
    struct str mag = form_tekst(q, "collega_mag");

    k->ronde_id = g->ronde.id;
    k->partij_id = g->contact.partij_id;
    k->partij_naam = g->respons.partij_naam;
    k->door_id = g->contact.id;
    k->naam = form_tekst(q, "collega_naam");
    k->email = form_tekst(q, "collega_email");
    k->deel = form_tekst(q, "collega_deel");
    k->mag = str_is(mag, "indienen") ? MAG_INDIENEN : str_is(mag, "inzien") ? MAG_INZIEN : MAG_INVULLEN;
    if (k->mag > g->mag)
        k->mag = g->mag;
    if (!k->naam.n || k->naam.n > RONDE_TEKST_MAX)
        vel_fout(b, "collega_naam", STR("Vul de naam van uw collega in."));
    else if (k->email.n && !email_goed(email_net(q->a, k->email)))
        vel_fout(b, "collega_email", STR("Dit is geen e-mailadres."));
    else if (!deel_bekend(g, k->deel))
        vel_fout(b, "collega_deel", STR("Kies een deel uit de lijst."));
}

int collega_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct vraag_collega x = {.q = q};
    struct doc *blok, *f;
    struct gast g;
    struct vel b;
    int rc = gast_open(q, &g, e);

    if (!rc && g.mag == MAG_INZIEN)
        rc = err_set(e, ERR_DENIED, "Met deze link kunt u bekijken; een collega vragen kan niet.");
    if (rc)
        return rc;
    x.g = &g;
    gast_vel(q, &g, &b);
    collega_keur(&b, &g, &x.k);
    if (b.fout.n)
        return gast_begin(&b, &g, r, e);
    rc = vel_schrijf(&b, q, collega_doe, &x, e);
    if (rc == ERR_DENIED)
        return gast_dicht(q, &g, r, str_dup(q->a, str_from(e->text)), e);
    if (rc)
        return rc;
    vel_titel(&b, str_fmt(q->a, "Link voor %.*s", STR_ARG(x.k.naam)),
              x.brief.verstuurd ? STR("Uw collega krijgt de link in een mail.")
                                : STR("Stuur dit bericht zelf door. U ziet de link nu één keer."));
    blok = blok_bij(&b, "bericht", STR("Bericht"), STR(""));
    f = blok_feiten(&b, blok);
    feit_bij(q->a, f, "Onderwerp", x.brief.onderwerp, STR(""), STR(""), STR(""));
    if (x.brief.link.n)
        feit_bij(q->a, f, "Link", x.brief.link, STR(""), STR(""), STR(""));
    if (x.brief.tekst.n)
        blok_brief(&b, blok, x.brief.tekst);
    feit_bij(q->a, f, "Verder", STR("Terug naar de vragenlijst"), g.basis, STR(""), STR(""));
    return gast_klaar(&b, r, e);
}
