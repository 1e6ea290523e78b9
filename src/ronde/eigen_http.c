/* SPDX-License-Identifier: EUPL-1.2
 * /invullen: where one comes without a link. Who signed in finds the rondes of the own organisation, with the
 * way to fill in; then how it goes; in the demo, links that everybody may try. */
#include "ronde/volg.h"

#include "ronde/gast.h"
#include "toegang/toegang.h"

static struct str hoe_ver(struct arena *a, const struct ronde_eigen *x)
{
    const char *woord = str_is(x->stand, "ingediend")  ? "ingediend"
                        : str_is(x->stand, "heropend") ? "heropend"
                        : x->begonnen                  ? "bezig"
                                                       : "niet begonnen";

    if (!x->beantwoord)
        return str_from(woord);
    return str_fmt(a, "%s: %lld %s", woord, (long long)x->beantwoord,
                   x->beantwoord == 1 ? "antwoord" : "antwoorden");
}

/* How this one gets in: by the link of the demo, by the pages of who runs the ronde, or by who was invited.
 */
static void weg_cel(struct vel *b, struct doc *t, struct doc *rij, const struct ronde_eigen *x, bool open)
{
    struct pagina *p = &b->p;
    const char *proef = p->o->demo ? ronde_demo_link(x->ronde.code, x->cbs) : NULL;
    const char *woord = open ? "Vul in" : "Bekijk de antwoorden",
               *zonder = open ? "nog niemand is uitgenodigd; vraag een link aan"
                              : "niet meer; een fout gezien? Bel of mail";
    int64_t bij;

    if (proef)
        cel_tekst(p, t, rij, str_from(woord), str_fmt(p->a, "/invullen/%s", proef), STR(""));
    else if (wie_bereik(wie_van(p->q), RECHT_RONDE, &bij) == BEREIK_ALLES)
        cel_tekst(p, t, rij, str_from(woord),
                  str_fmt(p->a, "/rondes/%.*s/respons/%lld", STR_ARG(x->ronde.code), (long long)x->partij_id),
                  STR(""));
    else if (x->contact.n)
        cel_tekst(p, t, rij,
                  str_fmt(p->a, "met de link in de uitnodiging aan %.*s%s", STR_ARG(x->contact),
                          x->contacten > 1 ? " of een collega" : ""),
                  STR(""), STR(""));
    else
        cel_tekst(p, t, rij,
                  str_fmt(p->a, "%s %.*s", zonder,
                          STR_ARG(x->ronde.contact.n ? x->ronde.contact : STR("de provincie"))),
                  STR(""), STR(""));
}

static void eigen_tabel(struct vel *b, struct doc *blok, const struct ronde_eigen *x, size_t n)
{
    struct pagina *p = &b->p;
    struct doc *t = tabel_maak(p, "eigen-rondes", STR("Waarvoor uw organisatie is uitgenodigd"), STR(""));

    tabel_kolom(p, t, "ronde", STR("Ronde"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "organisatie", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "stand", STR("Hoe ver"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "sluit", STR("Open tot en met"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "weg", STR("Invullen"), STR(""), KOLOM_TEKST, 0, false);
    for (int open = 1; open >= 0; open--)
        for (size_t i = 0; i < n; i++) {
            struct doc *rij;

            if ((ronde_nu(&x[i].ronde, time_ms()) == RONDE_OPEN) != (open == 1))
                continue;
            rij = tabel_regel(p, t, false);
            cel_tekst(p, t, rij, x[i].ronde.titel, STR(""),
                      x[i].ronde.verzonnen ? STR("verzonnen") : STR(""));
            cel_tekst(p, t, rij, x[i].naam, STR(""), STR(""));
            cel_tekst(p, t, rij, hoe_ver(p->a, &x[i]), STR(""), STR(""));
            cel_tekst(p, t, rij, open ? time_nl(p->a, x[i].ronde.sluit) : STR("gesloten"), STR(""), STR(""));
            weg_cel(b, t, rij, &x[i], open == 1);
        }
    tabel_klaar(p, t, NULL);
    blok_tabel(b, blok, t);
}

/* Does a role there count now, or only after a second step? */
static bool telt(const struct wie *w, int64_t partij)
{
    for (size_t i = 0; i < w->n_rol; i++)
        if (w->rol[i].partij == partij)
            return true;
    return false;
}

/* Of the organisations at which one has a role; what is not open yet is left out. */
static int eigen_blok(struct vel *b, struct err *e)
{
    const struct wie *w = wie_van(b->p.q);
    struct ronde_eigen *alle = NULL;
    struct doc *blok;
    size_t van = 0, n = 0, open = 0;
    int rc;

    if (w->soort != WIE_MENS)
        return OK;
    rc = rondes_van_mens(b->p.c, b->p.a, w->id, &alle, &van, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < van; i++)
        if (telt(w, alle[i].partij_id))
            alle[n++] = alle[i];
    for (size_t i = 0; i < n; i++)
        open += ronde_nu(&alle[i].ronde, time_ms()) == RONDE_OPEN;
    blok = blok_bij(b, "eigen", STR("De rondes van uw organisatie"),
                    !n ? STR("Uw organisatie is nog voor geen ronde uitgenodigd. Gebeurt dat, dan staat zij "
                             "hier, en krijgt een collega of u een uitnodiging met een link.")
                    : !open ? STR("Er is nu niets om in te vullen: alle rondes zijn gesloten.")
                            : STR(""));
    if (n)
        eigen_tabel(b, blok, alle, n);
    return OK;
}

static void blok_hoe(struct vel *b)
{
    struct doc *blok = blok_bij(b, "hoe", STR("Hoe het gaat"), STR(""));

    blok_punt(
        b, blok,
        STR("Open de link uit uw uitnodiging. Werkt hij niet, vraag dan een nieuwe bij wie u uitnodigde."));
    blok_punt(b, blok,
              STR("Elk antwoord wordt apart bewaard. U kunt stoppen, later verdergaan, en met collega’s "
                  "tegelijk werken."));
    blok_punt(b, blok, STR("Aan het eind kijkt u alles na en dient u in. U krijgt een ontvangstbewijs."));
}

/* Without a link: where one gets it; in the demo, links that everybody may try. */
int invullen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct omgeving *o = q->app;
    struct doc *blok, *f;
    struct vel b;
    int rc;

    volg_vel(q, &b);
    vel_titel(&b, STR("Een vragenlijst invullen"),
              STR("U vult een vragenlijst in met de link uit uw uitnodiging. Een account is niet nodig."));
    rc = eigen_blok(&b, e);
    if (rc)
        return rc;
    blok_hoe(&b);
    if (o->demo) {
        blok = blok_bij(&b, "proef", STR("Probeer het"),
                        STR("Deze contactpersonen en hun antwoorden zijn verzonnen. Open twee links in twee "
                            "vensters om samen in te vullen."));
        f = blok_feiten(&b, blok);
        for (const struct ronde_demo_contact *k = ronde_demo_contacten; k->token; k++)
            feit_bij(q->a, f, k->naam, STR("open de vragenlijst"), str_fmt(q->a, "/invullen/%s", k->token),
                     str_from(k->uitleg), STR(""));
    }
    return vel_klaar(&b, r, e);
}
