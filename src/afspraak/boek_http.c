/* SPDX-License-Identifier: EUPL-1.2
 * /regie/afspraken/regels: the rulebooks by which promises are judged, and who keeps which kind of afspraak.
 */
#include "afspraak/intern.h"

#include "partij/partij.h"

static void boek_blok(struct akte *b, const struct afspraak_boek *k)
{
    struct vel *v = &b->v;
    struct pagina *p = &v->p;
    struct doc *t =
        tabel_maak(p, str_cstr(p->a, k->code), str_fmt(p->a, "Drempels: %.*s", STR_ARG(k->naam)), STR(""));
    struct str jaren = k->jaren == 0   ? STR("alle jaren vanaf het begin samen")
                       : k->jaren == 1 ? STR("het laatste jaar")
                                       : str_fmt(p->a, "de laatste %d jaren samen", k->jaren);

    tabel_kolom(p, t, "oordeel", STR("Oordeel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "vanaf", STR("Vanaf"), STR("% van wat beloofd is"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "gevolg", STR("Gevolg"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < k->n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, k->tr[i].oordeel, STR(""), STR(""));
        cel_getal(p, t, rij, k->tr[i].vanaf, 0, STR(""));
        cel_tekst(p, t, rij, k->tr[i].gevolg, STR(""), STR(""));
    }
    tabel_noot(p, t, str_fmt(p->a, "Bron: %.*s.%s", STR_ARG(k->bron), k->verzonnen ? " Verzonnen." : ""));
    tabel_klaar(p, t, "/regie/afspraken/regels");
    blok_tabel(
        v,
        blok_bij(v, str_cstr(p->a, str_fmt(p->a, "%.*s-blok", STR_ARG(k->code))), k->naam,
                 str_fmt(p->a,
                         "Telt %.*s, voor zover zij om zijn en er een cijfer is. Het percentage is half "
                         "omhoog afgerond op helen, en wat u ziet is wat geldt.",
                         STR_ARG(jaren))),
        t);
}

static void soorten_blok(struct akte *b)
{
    struct vel *v = &b->v;
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "soorten", STR("Wie welke soort bijhoudt"), STR(""));

    tabel_kolom(p, t, "soort", STR("Soort"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "uitleg", STR("Wat dat is"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "regie", STR("Wie haar bijhoudt"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < b->regels.n_soort; i++) {
        const struct afspraak_soort *s = &b->regels.soort[i];
        struct doc *rij = tabel_regel(p, t, false);
        struct str rest = s->regie;
        struct buf wie;

        buf_init(&wie, p->a, 1000);
        while (rest.n) {
            const struct partij_soort *k = partij_soort_bij(str_cut(rest, ' ', &rest));

            if (k)
                buf_fmt(&wie, "%s%s", wie.n ? ", " : "", k->naam);
        }
        cel_tekst(p, t, rij, s->naam, STR(""), STR(""));
        cel_tekst(p, t, rij, s->uitleg, STR(""), STR(""));
        cel_tekst(p, t, rij, buf_str(&wie), STR(""), STR(""));
    }
    tabel_klaar(p, t, "/regie/afspraken/regels");
    blok_tabel(v, blok_bij(v, "soorten-blok", STR("Soorten afspraken"), STR("")), t);
}

static int regels_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct akte b = {0};
    int rc = akte_open(q, &b, e);

    if (!rc) {
        vel_titel(&b.v, STR("Regelboeken"),
                  str_fmt(q->a,
                          "%zu %s om te beoordelen of een belofte gehaald wordt. Zij staan naast elkaar: een "
                          "afspraak noemt het hare, en u kunt met een ander kijken.",
                          b.regels.n_boek, b.regels.n_boek == 1 ? "regelboek" : "regelboeken"));
        pagina_kruimel(&b.v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&b.v.p, STR("Afspraken"), STR("/regie/afspraken"));
        pagina_kruimel(&b.v.p, STR("Regelboeken"), STR(""));
        for (size_t i = 0; i < b.regels.n_boek; i++)
            boek_blok(&b, &b.regels.boek[i]);
        soorten_blok(&b);
        rc = vel_klaar(&b.v, r, e);
    }
    vel_sluit(&b.v);
    return rc;
}

static const struct http_param regels_params[] = {CONTEXT_PARAMS, {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route afspraak_boek_routes[] = {
    {"GET", "/regie/afspraken/regels", regels_get, "regie",
     "De regelboeken waarmee beloften beoordeeld worden", LEEST, regels_params, .recht = RECHT_PUBLIEK},
    {0},
};
