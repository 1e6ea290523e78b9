/* SPDX-License-Identifier: EUPL-1.2
 * The start page of filling in: how far it is, which sections there are, what is still to do, and asking a
 * colleague. */
#include "ronde/gast.h"

struct stand {
    size_t vragen, klaar, eerste; /* eerste: section with something left to do; SIZE_MAX for none */
};

static struct stand stand_van(const struct gast *g)
{
    struct stand s = {0, 0, SIZE_MAX};

    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];

        if (!d->getoond || !gast_ziet(g, d))
            continue;
        s.vragen += d->vragen;
        s.klaar += d->klaar;
        if (s.eerste == SIZE_MAX && d->klaar < d->vragen)
            s.eerste = i;
    }
    return s;
}

static struct str begin_antwoord(struct arena *a, const struct gast *g, const struct stand *s)
{
    if (g->dicht.n)
        return g->dicht;
    return str_fmt(a, "%.*s beantwoordde %zu van de %zu vragen. De vragenlijst sluit %.*s.",
                   STR_ARG(g->respons.partij_naam), s->klaar, s->vragen,
                   STR_ARG(sluit_tekst(a, &g->ronde, time_ms())));
}

/* A section without rows is not done: there is nothing in it yet. */
static struct str deel_label(struct arena *a, const struct gast *g, const struct invul_deel *d)
{
    size_t over = g->dicht.n ? 0 : vorige_rijen_over(g, d);

    if (d->fouten)
        return STR("klopt nog niet");
    if (over)
        return str_fmt(a, "%zu van de vorige ronde", over);
    return d->vragen && d->klaar == d->vragen ? STR("klaar") : STR("");
}

static void delen_tabel(struct vel *b, const struct gast *g, struct doc *blok)
{
    struct pagina *p = &b->p;
    struct doc *t = tabel_maak(p, "delen-lijst", STR("De delen"), STR(""));

    tabel_kolom(p, t, "deel", STR("Deel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "vragen", STR("Vragen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "beantwoord", STR("Beantwoord"), STR(""), KOLOM_GETAL, 0, false);
    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];
        struct doc *rij;

        if (!d->getoond || !gast_ziet(g, d))
            continue;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, d->label, str_fmt(p->a, "%.*s/deel/%zu", STR_ARG(g->basis), i + 1),
                  deel_label(p->a, g, d));
        cel_getal(p, t, rij, (int64_t)d->vragen, 0, STR(""));
        cel_getal(p, t, rij, (int64_t)d->klaar, 0, STR(""));
    }
    tabel_noot(p, t, STR("Vragen die door uw antwoorden niet meer gesteld worden, tellen niet mee."));
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
}

static struct doc *get_form(struct vel *b, struct doc *blok, struct str actie, const char *knop)
{
    struct doc *f = form_bij(b, blok, actie, knop);

    DOC_SET_BOOL(b->p.a, f, "is_post", false);
    return f;
}

static void collega_form(struct vel *b, const struct gast *g)
{
    struct pagina *p = &b->p;
    struct doc *blok = blok_bij(
        b, "collega", STR("Een collega vragen"),
        STR("Uw collega krijgt een eigen link. U ziet daarna een bericht om door te sturen. U kunt allebei "
            "tegelijk invullen."));
    struct doc *f = form_bij(b, blok, str_fmt(p->a, "%.*s/collega", STR_ARG(g->basis)), "Maak een link"), *k;

    form_veld(b, f, "collega_naam", "Naam van uw collega", NULL, "is_tekst", STR(""));
    form_veld(b, f, "collega_email", "E-mailadres", NULL, "is_email", STR(""));
    form_vrij(b, f);
    k = form_veld(b, f, "collega_deel", "Welk deel?", NULL, "is_keuze", STR(""));
    if (!g->deel.n)
        optie_bij(p->a, k, STR(""), STR("De hele vragenlijst"), STR(""));
    for (size_t i = 0; i < g->in->deel.n; i++)
        if (g->in->deel.at[i].naam.n && gast_ziet(g, &g->in->deel.at[i]))
            optie_bij(p->a, k, g->in->deel.at[i].naam, g->in->deel.at[i].label, STR(""));
    k = form_veld(b, f, "collega_mag", "Wat mag uw collega?", NULL, "is_keuze", STR(""));
    optie_bij(p->a, k, STR("invullen"), STR("invullen"), STR("invullen"));
    optie_bij(p->a, k, STR("inzien"), STR("alleen bekijken"), STR("invullen"));
    if (gast_mag_indienen(g))
        optie_bij(p->a, k, STR("indienen"), STR("invullen en indienen"), STR("invullen"));
}

static int begin_blokken(struct vel *b, struct gast *g, const struct stand *s, struct err *e)
{
    struct pagina *p = &b->p;
    struct doc *blok = blok_bij(b, "delen", STR("Invullen"),
                                g->dicht.n ? STR("U kunt de antwoorden nog bekijken.")
                                           : STR("Elk antwoord wordt apart bewaard. U kunt stoppen en "
                                                 "later verdergaan, en met collega’s tegelijk werken."));
    struct bewijs w;
    int rc = bewijs_lees(p->c, p->a, g->respons.id, &w, e);

    if (rc)
        return rc;
    if (s->eerste != SIZE_MAX && !g->dicht.n && g->mag != MAG_INZIEN)
        get_form(b, blok, str_fmt(p->a, "%.*s/deel/%zu", STR_ARG(g->basis), s->eerste + 1),
                 s->klaar ? "Ga verder" : "Begin");
    delen_tabel(b, g, blok);
    if (w.nummer && !w.heropend) {
        blok = blok_bij(b, "bewijs", STR("Ingediend"), STR(""));
        feit_bij(p->a, blok_feiten(b, blok), "Ontvangstbewijs", time_nl(p->a, w.moment),
                 str_fmt(p->a, "%.*s/bewijs", STR_ARG(g->basis)), STR(""), STR(""));
    }
    if (g->dicht.n && !g->contact.id) {
        struct doc *f = form_bij(b,
                                 blok_bij(b, "heropenen", STR("Heropenen"),
                                          STR("Deze organisatie kan daarna weer invullen, tot ze opnieuw "
                                              "indient. Wie heropende en waarom staat in het spoor.")),
                                 str_cat(p->a, g->basis, STR("/heropenen")), "Heropen");

        form_veld(b, f, "waarom", "Waarom?", NULL, "is_tekst", STR(""));
    }
    if (g->dicht.n || g->mag == MAG_INZIEN)
        return OK;
    if (w.nummer && w.waarom.n)
        blok_bij(b, "heropend", STR("Heropend"),
                 str_fmt(p->a, "De vragenlijst is heropend: %.*s. Dien haar opnieuw in als u klaar bent.",
                         STR_ARG(w.waarom)));
    if (gast_mag_indienen(g))
        get_form(b,
                 blok_bij(b, "indienen", STR("Klaar?"),
                          STR("U ziet eerst alle antwoorden bij elkaar, en wat er nog ontbreekt.")),
                 str_fmt(p->a, "%.*s/indienen", STR_ARG(g->basis)), "Kijk na en dien in");
    if (g->contact.id)
        collega_form(b, g);
    return OK;
}

int gast_begin(struct vel *b, struct gast *g, struct http_resp *r, struct err *e)
{
    struct arena *a = b->p.a;
    struct stand s = stand_van(g);
    int rc;

    vel_titel(b, g->contact.id ? g->ronde.titel : g->respons.partij_naam, begin_antwoord(a, g, &s));
    DOC_SET_STR(a, b->p.boom, "ronde", g->ronde.code);
    DOC_SET_STR(a, b->p.boom, "organisatie", g->respons.partij_naam);
    DOC_SET_STR(a, b->p.boom, "stand", g->respons.stand);
    DOC_SET_INT(a, b->p.boom, "vragen", (int64_t)s.vragen);
    DOC_SET_INT(a, b->p.boom, "beantwoord", (int64_t)s.klaar);
    rc = begin_blokken(b, g, &s, e);
    return rc ? rc : gast_klaar(b, r, e);
}

int ronde_begin_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct gast g;
    struct vel b;
    int rc = gast_open(q, &g, e);

    if (rc)
        return rc;
    gast_vel(q, &g, &b);
    return gast_begin(&b, &g, r, e);
}
