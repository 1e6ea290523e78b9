/* SPDX-License-Identifier: EUPL-1.2
 * /regie/kennisname: what was published to whom, and who has not seen it. What one does: doe_http.c; making
 * something known: nieuw_http.c of this room. */
#include "kennisname/intern.h"

#include "stuk/stuk.h"
#include "toegang/toegang.h"

#include <string.h>

struct str publicatie_adres(struct arena *a, int64_t id)
{
    return str_fmt(a, "/regie/kennisname/%lld", (long long)id);
}

static struct str soort_naam(struct str code)
{
    for (const struct publicatie_soort *s = publicatie_soorten; s->code; s++)
        if (str_is(code, s->code))
            return str_from(s->naam);
    return code;
}

/* ---- the list ---- */

static void lijst_blok(struct vel *v, const char *id, struct str kop, struct str alinea,
                       const struct publicatie *x, size_t n, const char *leeg)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, id, !strcmp(id, "open") ? STR("Stukken om te bevestigen") : STR("Stukken"),
                               STR("Nieuwste bovenaan."));

    tabel_kolom(p, t, "titel", STR("Wat"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "soort", STR("Soort"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "op", STR("Bekendgemaakt"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "reactie", STR("Reactie voor"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "gezien", STR("Gezien door"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "van", STR("Van"), STR("organisaties"), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, x[i].titel, publicatie_adres(p->a, x[i].id), STR(""));
        cel_tekst(p, t, rij, soort_naam(x[i].soort), STR(""), STR(""));
        cel_tekst(p, t, rij, x[i].gebied->naam, STR(""), STR(""));
        cel_datum(p, t, rij, time_date(x[i].moment));
        if (x[i].reactie_voor)
            cel_datum(p, t, rij, x[i].reactie_voor);
        else
            cel_leeg(p, t, rij, STR("geen reactie gevraagd"));
        cel_getal(p, t, rij, x[i].gezien, 0, STR(""));
        cel_getal(p, t, rij, x[i].n, 0, STR(""));
    }
    if (!n)
        DOC_SET(p->a, t, "leeg", leeg_maak(p->a, "Niets", str_from(leeg), NULL, STR("")));
    tabel_klaar(p, t, "/regie/kennisname");
    blok_tabel(v, blok_bij(v, str_cstr(p->a, str_fmt(p->a, "%s-blok", id)), kop, alinea), t);
}

/* Is this partij still asked to say that it saw it? Who makes something known has. */
bool publicatie_vraagt(const struct publicatie *x, const struct publicatie_partij *k)
{
    return !k->gezien && k->partij != x->partij;
}

/* What was published to the own partijen and none of theirs has said to have seen. */
static int eigen_open(struct vel *v, const struct publicatie *alle, size_t n, const struct publicatie **ret,
                      size_t *ret_n, struct err *e)
{
    const struct wie *w = wie_van(v->p.q);
    struct publicatie *uit = ARENA_ARRAY(v->p.a, struct publicatie, n + 1);
    struct publicatie_lijst *l;
    int rc = publicaties_lijsten_lees(v->p.c, v->p.a, alle, n, &l, e);

    *ret_n = 0;
    for (size_t i = 0; !rc && i < n; i++) {
        bool open = false;

        for (size_t k = 0; !alle[i].voorbij && k < l[i].n; k++)
            open = open ||
                   (publicatie_vraagt(&alle[i], &l[i].partij[k]) && wie_hoort_bij(w, l[i].partij[k].partij));
        if (open)
            uit[(*ret_n)++] = alle[i];
    }
    *ret = uit;
    return rc;
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct publicatie *alle, *open;
    struct vel v;
    int64_t bij;
    size_t n = 0, n_open = 0;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = publicaties_lees(v.p.c, v.p.g, q->a, 0, &alle, &n, e);
    if (!rc)
        rc = eigen_open(&v, alle, n, &open, &n_open, e);
    if (!rc) {
        vel_titel(&v, STR("Kennisname"),
                  n_open ? str_fmt(q->a,
                                   "Er %s %zu %s voor uw organisatie %s nog niemand van u heeft bevestigd.",
                                   n_open == 1 ? "is" : "zijn", n_open, n_open == 1 ? "stuk" : "stukken",
                                   n_open == 1 ? "dat" : "die")
                         : str_fmt(q->a, "Er %s %zu %s bekendgemaakt.", n == 1 ? "is" : "zijn", n,
                                   n == 1 ? "stuk" : "stukken"));
        pagina_kruimel(&v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&v.p, STR("Kennisname"), STR(""));
        if (n_open)
            lijst_blok(&v, "open", STR("Voor u: nog te bevestigen"),
                       STR("Open het stuk, en bevestig dan dat uw organisatie het gezien heeft."), open,
                       n_open, "");
        lijst_blok(&v, "alle", STR("Alles wat bekendgemaakt is"),
                   STR("Gezien is het pas als iemand van de organisatie dat zelf zegt. Een geopende mail of "
                       "pagina telt "
                       "niet."),
                   alle, n,
                   "Er is nog niets bekendgemaakt. Een redacteur van provincie of Rijk kan dat doen.");
        if (wie_bereik(wie_van(q), RECHT_REDACTIE, &bij) != BEREIK_GEEN)
            feit_bij(q->a, blok_feiten(&v, blok_bij(&v, "doe", STR("Bekendmaken"), STR(""))), "Doen",
                     STR("Maak een stuk bekend"), STR("/regie/kennisname/nieuw"), STR(""), STR(""));
        rc = vel_klaar(&v, r, e);
    }
    vel_sluit(&v);
    return rc;
}

/* ---- one ---- */

static void feiten_blok(struct vel *v, const struct publicatie *x)
{
    struct pagina *p = &v->p;
    struct doc *f = blok_feiten(v, blok_bij(v, "wat", STR("Wat het is"), x->tekst));

    feit_bij(p->a, f, "Soort", soort_naam(x->soort), STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Gebied", x->gebied->naam, STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Bekendgemaakt", date_nl(p->a, time_date(x->moment)), STR(""),
             x->partij_naam.n ? str_fmt(p->a, "door %.*s", STR_ARG(x->partij_naam)) : STR(""), STR(""));
    if (x->reactie_voor)
        feit_bij(p->a, f, "Reactie voor", date_nl(p->a, x->reactie_voor), STR(""), STR(""),
                 x->reactie_voor < date_today() ? STR("voorbij") : STR(""));
    if (x->adres.n)
        feit_bij(p->a, f, "Te vinden", STR("Bekijk het stuk"), x->adres, STR(""), STR(""));
    if (x->stuk)
        feit_bij(p->a, f, "Document", STR("Haal het document op"),
                 str_cat(p->a, publicatie_adres(p->a, x->id), STR("/document")), STR(""), STR(""));
}

static void partijen_blok(struct vel *v, const struct publicatie *x, const struct publicatie_partij *k,
                          size_t n)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "organisaties", STR("Per organisatie"), STR(""));

    tabel_kolom(p, t, "naam", STR("Organisatie"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "soort", STR("Soort"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gezien", STR("Gezien op"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "wie", STR("Door"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "herinnerd", STR("Herinnerd"), STR("keer"), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, k[i].naam, str_fmt(p->a, "/organisaties/%lld", (long long)k[i].partij),
                  publicatie_vraagt(x, &k[i]) ? STR("nog niet gezien") : STR(""));
        cel_tekst(p, t, rij, str_from(partij_soort_bij(k[i].soort)->naam), STR(""), STR(""));
        if (k[i].gezien)
            cel_datum(p, t, rij, time_date(k[i].gezien));
        else
            cel_leeg(p, t, rij,
                     publicatie_vraagt(x, &k[i]) ? STR("nog niet") : STR("maakte het zelf bekend"));
        cel_tekst(p, t, rij, toegang_naam(p->q, k[i].wie), STR(""), STR(""));
        cel_getal(p, t, rij, k[i].herinneringen, 0, STR(""));
    }
    tabel_klaar(p, t, str_cstr(p->a, publicatie_adres(p->a, x->id)));
    blok_tabel(v, blok_bij(v, "wie", STR("Wie heeft dit gezien?"), STR("")), t);
}

/* Who has not, by kind of partij and region: a partij counts in each region that it works in. */
static int regio_blok(struct vel *v, const struct publicatie *x, const struct publicatie_partij *k, size_t n,
                      struct err *e)
{
    static const char *const voorkeur[] = {"vijfdeling", "woondealregio", "provincie"};
    struct pagina *p = &v->p;
    date_t dag = date_today();
    struct gebied_lijst leden = gebied_leden(p->g, p->a, x->gebied, dag), regios = {0};
    struct doc *t =
        tabel_maak(p, "niet-gezien", STR("Wie het nog niet zag, per regio"),
                   STR("Organisaties die het nog niet bevestigden, van alle die er werken. Een organisatie "
                       "telt in elke regio waarin zij werkt."));
    struct werkgebieden werk;
    int rc = werkgebieden_lees(p->c, p->g, p->a, &werk, e);

    for (size_t i = 0; !regios.n && leden.n && i < 3; i++)
        if (gebied_regio(p->g, leden.at[0], str_from(voorkeur[i]), dag))
            regios = indeling_regios(p->g, p->a, str_from(voorkeur[i]), dag);
    tabel_kolom(p, t, "regio", STR("Regio"), STR(""), KOLOM_TEKST, 0, true);
    for (const struct partij_soort *s = partij_soorten; s->code; s++)
        tabel_kolom(p, t, s->code, str_from(s->naam), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; !rc && i < regios.n; i++) {
        const struct partij *in;
        struct doc *rij;
        size_t m;
        bool raakt = false;

        for (size_t j = 0; j < leden.n && !raakt; j++)
            raakt = gebied_regio(p->g, leden.at[j], regios.at[i]->soort, dag) == regios.at[i];
        if (!raakt)
            continue;
        partijen_hier(&werk, p->g, p->a, regios.at[i], NULL, 0, &in, &m);
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, regios.at[i]->naam, STR(""), STR(""));
        for (const struct partij_soort *s = partij_soorten; !rc && s->code; s++) {
            size_t alle = 0, niet = 0;

            for (size_t j = 0; j < n; j++)
                for (size_t l = 0; l < m; l++)
                    if (in[l].id == k[j].partij && str_is(k[j].soort, s->code)) {
                        alle++;
                        niet += !k[j].gezien;
                    }
            if (alle)
                cel_tekst(p, t, rij, str_fmt(p->a, "%zu van %zu", niet, alle), STR(""), STR(""));
            else
                cel_leeg(p, t, rij, STR("geen"));
        }
    }
    if (rc)
        return rc;
    tabel_klaar(p, t, str_cstr(p->a, publicatie_adres(p->a, x->id)));
    if (doc_get(t, STR("heeft_rijen")))
        blok_tabel(v, blok_bij(v, "regio-blok", STR("Per regio"), STR("")), t);
    return OK;
}

/* For each own partij that is on the list and has not said so: the act itself. */
static void bevestig_blok(struct vel *v, const struct publicatie *x, const struct publicatie_partij *k,
                          size_t n)
{
    const struct wie *w = wie_van(v->p.q);
    struct doc *blok = NULL;
    int64_t bij;

    if (w->soort != WIE_MENS || wie_bereik(w, RECHT_LEVEREN, &bij) == BEREIK_GEEN)
        return;
    for (size_t i = 0; i < n; i++) {
        struct doc *f;

        if (!publicatie_vraagt(x, &k[i]) || !wie_hoort_bij(w, k[i].partij))
            continue;
        if (!blok)
            blok = blok_bij(
                v, "bevestig", STR("Heeft uw organisatie dit gezien?"),
                STR("U bevestigt het namens uw organisatie. Dat is iets anders dan ermee instemmen."));
        f = form_bij(v, blok, str_cat(v->p.a, publicatie_adres(v->p.a, x->id), STR("/gezien")),
                     "Bevestig gezien");
        form_verborgen(v, f, "namens", str_fmt(v->p.a, "%lld", (long long)k[i].partij));
    }
}

static void herinner_blok(struct vel *v, const struct publicatie *x, const struct publicatie_partij *k,
                          size_t n)
{
    struct arena *a = v->p.a;
    struct doc *f, *l;
    int64_t bij;
    int64_t keren = 0;
    bool een = false;

    for (size_t i = 0; i < n; i++) {
        een = een || publicatie_vraagt(x, &k[i]);
        keren += k[i].herinneringen;
    }
    if (!een || wie_bereik(wie_van(v->p.q), RECHT_REDACTIE, &bij) == BEREIK_GEEN)
        return;
    f = form_bij(
        v,
        blok_bij(v, "mail", STR("Herinner per mail"),
                 STR("Wie het nog niet bevestigde krijgt een mail: ieder die daar namens de organisatie op "
                     "kan antwoorden. Wie deze week al herinnerd is, slaan wij over.")),
        str_cat(a, publicatie_adres(a, x->id), STR("/mail")), "Stuur de herinnering");
    f = form_bij(
        v,
        blok_bij(v, "herinner", STR("Noteer een herinnering"),
                 STR("Wie u belt of mailt staat bij de organisatie. Hier noteert u dat u het deed.")),
        str_cat(a, publicatie_adres(a, x->id), STR("/herinner")), "Noteer");
    form_verborgen(v, f, "na", str_fmt(a, "%lld", (long long)keren));
    l = form_veld(v, f, "partij", "Welke organisatie?", NULL, "is_keuze", STR(""));
    for (size_t i = 0; i < n; i++)
        if (publicatie_vraagt(x, &k[i]))
            optie_bij(a, l, str_fmt(a, "%lld", (long long)k[i].partij), k[i].naam,
                      form_tekst(v->p.q, "partij"));
    form_veld(v, f, "hoe", "Wat deed u?", "Bijvoorbeeld: gebeld met de beleidsadviseur.", "is_tekst",
              STR(""));
}

int publicatie_van(struct http_req *q, struct vel *v, struct publicatie *x, struct err *e)
{
    int64_t id;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    return rc ? rc : publicatie_lees(q->conn, v->p.g, q->a, id, x, e);
}

int publicatie_toon(struct vel *v, const struct publicatie *x, struct http_resp *r, struct err *e)
{
    const struct publicatie_partij *k;
    struct pagina *p = &v->p;
    size_t n;
    int rc = publicatie_partijen_lees(p->c, p->a, x->id, &k, &n, e);

    if (rc)
        return rc;
    vel_titel(v, x->titel,
              x->gezien == x->n
                  ? str_fmt(p->a, "Alle %lld organisaties hebben dit gezien.", (long long)x->n)
                  : str_fmt(p->a, "%lld van de %lld organisaties %s dat zij dit %s.", (long long)x->gezien,
                            (long long)x->n, x->gezien == 1 ? "bevestigde" : "bevestigden",
                            x->gezien == 1 ? "zag" : "zagen"));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Kennisname"), STR("/regie/kennisname"));
    pagina_kruimel(p, x->titel, STR(""));
    feiten_blok(v, x);
    bevestig_blok(v, x, k, n);
    partijen_blok(v, x, k, n);
    rc = regio_blok(v, x, k, n, e);
    if (!rc)
        herinner_blok(v, x, k, n);
    return rc ? rc : vel_klaar(v, r, e);
}

/* For who presses the button again: since when it is known. */
static int al_gezien(struct vel *v, const struct publicatie *x, struct err *e)
{
    const struct wie *w = wie_van(v->p.q);
    const struct publicatie_partij *k;
    size_t n = 0;
    int rc = publicatie_partijen_lees(v->p.c, v->p.a, x->id, &k, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        if (k[i].gezien && wie_hoort_bij(w, k[i].partij))
            vel_gelukt(v,
                       str_fmt(v->p.a, "%.*s had dit al bevestigd op %.*s", STR_ARG(k[i].naam),
                               STR_ARG(date_nl(v->p.a, time_date(k[i].gezien)))),
                       STR("Er is niets veranderd."));
    return rc;
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const gedaan[][2] = {
        {"gezien", "u bevestigde dat uw organisatie dit gezien heeft"},
        {"gemaakt", "het stuk is bekendgemaakt"},
        {"gemaild", "de herinneringen gaan per mail weg; hieronder staat aan wie"},
        {"niemand",
         "niemand hoefde een mail: wie het niet zag is deze week al herinnerd, of heeft hier geen account"},
        {"herinnerd", "de herinnering is genoteerd"}};
    struct publicatie x;
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = publicatie_van(q, &v, &x, e);
    for (size_t i = 0; !rc && i < sizeof gedaan / sizeof *gedaan; i++)
        if (str_is(doc_get_str(q->query, STR("gedaan")), gedaan[i][0]))
            vel_gelukt(&v, str_from(gedaan[i][1]), STR(""));
    if (!rc && str_is(doc_get_str(q->query, STR("gedaan")), "al-gezien"))
        rc = al_gezien(&v, &x, e);
    if (!rc)
        rc = publicatie_toon(&v, &x, r, e);
    vel_sluit(&v);
    return rc;
}

static int document_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct publicatie x;
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = publicatie_van(q, &v, &x, e);
    if (!rc)
        rc = stuk_geef(q, r, x.stuk, e);
    vel_sluit(&v);
    return rc;
}

#define ID_PARAM                                                                                             \
    {                                                                                                        \
        "id", "nummer van de publicatie", PARAM_PATH, true, false                                            \
    }
static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {
    ID_PARAM, {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param document_params[] = {ID_PARAM, {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route kennisname_routes[] = {
    {"GET", "/regie/kennisname", lijst_get, "regie", "Wat bekendgemaakt is, en wie het zag", LEEST,
     lijst_params, .recht = RECHT_PARTIJEN},
    {"GET", "/regie/kennisname/{id}", een_get, "regie", "Een bekendgemaakt stuk, en wie het zag", LEEST,
     een_params, .recht = RECHT_PARTIJEN},
    {"GET", "/regie/kennisname/{id}/document", document_get, NULL, "Het document van een bekendgemaakt stuk",
     LEEST, document_params, .recht = RECHT_PARTIJEN},
    {0},
};
