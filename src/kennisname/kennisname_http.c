/* SPDX-License-Identifier: EUPL-1.2
 * /regie/kennisname: what was published to whom, who has not seen it, saying that one has, publishing, and
 * noting that somebody was reminded. */
#include "kennisname/kennisname.h"

#include "base/num.h"
#include "cijfer/vel.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

#include <string.h>

static struct str adres_van(struct arena *a, int64_t id)
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

        cel_tekst(p, t, rij, x[i].titel, adres_van(p->a, x[i].id), STR(""));
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
            open = open || (!l[i].partij[k].gezien && wie_hoort_bij(w, l[i].partij[k].partij));
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
                 str_cat(p->a, adres_van(p->a, x->id), STR("/document")), STR(""), STR(""));
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
                  k[i].gezien ? STR("") : STR("nog niet gezien"));
        cel_tekst(p, t, rij, str_from(partij_soort_bij(k[i].soort)->naam), STR(""), STR(""));
        if (k[i].gezien)
            cel_datum(p, t, rij, time_date(k[i].gezien));
        else
            cel_leeg(p, t, rij, STR("nog niet"));
        cel_tekst(p, t, rij, toegang_naam(p->q, k[i].wie), STR(""), STR(""));
        cel_getal(p, t, rij, k[i].herinneringen, 0, STR(""));
    }
    tabel_klaar(p, t, str_cstr(p->a, adres_van(p->a, x->id)));
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
    tabel_klaar(p, t, str_cstr(p->a, adres_van(p->a, x->id)));
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

        if (k[i].gezien || !wie_hoort_bij(w, k[i].partij))
            continue;
        if (!blok)
            blok = blok_bij(
                v, "bevestig", STR("Heeft uw organisatie dit gezien?"),
                STR("U bevestigt het namens uw organisatie. Dat is iets anders dan ermee instemmen."));
        f = form_bij(v, blok, str_cat(v->p.a, adres_van(v->p.a, x->id), STR("/gezien")), "Bevestig gezien");
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
        een = een || !k[i].gezien;
        keren += k[i].herinneringen;
    }
    if (!een || wie_bereik(wie_van(v->p.q), RECHT_REDACTIE, &bij) == BEREIK_GEEN)
        return;
    f = form_bij(
        v,
        blok_bij(v, "mail", STR("Herinner per mail"),
                 STR("Wie het nog niet bevestigde krijgt een mail: ieder die daar namens de organisatie op "
                     "kan antwoorden. Wie deze week al herinnerd is, slaan wij over.")),
        str_cat(a, adres_van(a, x->id), STR("/mail")), "Stuur de herinnering");
    f = form_bij(
        v,
        blok_bij(v, "herinner", STR("Noteer een herinnering"),
                 STR("Wie u belt of mailt staat bij de organisatie. Hier noteert u dat u het deed.")),
        str_cat(a, adres_van(a, x->id), STR("/herinner")), "Noteer");
    form_verborgen(v, f, "na", str_fmt(a, "%lld", (long long)keren));
    l = form_veld(v, f, "partij", "Welke organisatie?", NULL, "is_keuze", STR(""));
    for (size_t i = 0; i < n; i++)
        if (!k[i].gezien)
            optie_bij(a, l, str_fmt(a, "%lld", (long long)k[i].partij), k[i].naam,
                      form_tekst(v->p.q, "partij"));
    form_veld(v, f, "hoe", "Wat deed u?", "Bijvoorbeeld: gebeld met de beleidsadviseur.", "is_tekst",
              STR(""));
}

static int een_van(struct http_req *q, struct vel *v, struct publicatie *x, struct err *e)
{
    int64_t id;
    int rc = nummer_van(doc_get_str(q->params, STR("id")), &id, e);

    return rc ? rc : publicatie_lees(q->conn, v->p.g, q->a, id, x, e);
}

static int toon(struct vel *v, const struct publicatie *x, struct http_resp *r, struct err *e)
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
        rc = een_van(q, &v, &x, e);
    for (size_t i = 0; !rc && i < sizeof gedaan / sizeof *gedaan; i++)
        if (str_is(doc_get_str(q->query, STR("gedaan")), gedaan[i][0]))
            vel_gelukt(&v, str_from(gedaan[i][1]), STR(""));
    if (!rc)
        rc = toon(&v, &x, r, e);
    vel_sluit(&v);
    return rc;
}

static int document_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct publicatie x;
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = een_van(q, &v, &x, e);
    if (!rc)
        rc = stuk_geef(q, r, x.stuk, e);
    vel_sluit(&v);
    return rc;
}

/* ---- acting ---- */

struct werk {
    struct http_req *q;
    struct publicatie p;
    const struct partij *partijen;
    size_t n;
    int64_t partij, nieuw;
    const struct http_upload *document;
    struct kennisname_gemaild gemaild;
};

static int gezien_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    const struct wie *ik = wie_van(w->q);
    struct dader d = wie_dader(w->q, RECHT_LEVEREN, w->partij);

    return kennisname_bevestig(c, &d, w->p.id, w->partij, ik->id, ik->naam, e);
}

static int herinner_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, 0);
    int64_t na;

    return kennisname_herinner(c, &d, w->p.id, w->partij, form_tekst(w->q, "hoe"), wie_van(w->q)->naam,
                               num_i64(form_tekst(w->q, "na"), &na) && na >= 0 ? na : -1, e);
}

/* A form on the page of one: does it, or says beside a field why not. */
static int een_doe(struct vel *v, struct werk *w, store_write_fn *fn, const char *veld, const char *gedaan,
                   struct http_resp *r, struct err *e)
{
    int rc = v->fout.n ? OK : vel_schrijf(v, w->q, fn, w, e);

    if (rc == ERR_CONFLICT || rc == ERR_DATA) {
        vel_fout(v, veld, str_dup(w->q->a, str_from(e->text)));
        rc = OK;
    }
    if (rc)
        return rc;
    if (!v->fout.n) {
        r->location = str_fmt(w->q->a, "%.*s?gedaan=%s", STR_ARG(adres_van(w->q->a, w->p.id)), gedaan);
        return OK;
    }
    rc = publicatie_lees(v->p.c, v->p.g, v->p.a, w->p.id, &w->p, e);
    return rc ? rc : toon(v, &w->p, r, e);
}

static int gezien_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = een_van(q, &v, &w.p, e);
    if (!rc)
        rc = nummer_van(form_tekst(q, "namens"), &w.partij, e);
    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, w.partij, e);
    if (!rc && (wie_van(q)->soort != WIE_MENS || !wie_hoort_bij(wie_van(q), w.partij)))
        rc = err_set(e, ERR_DENIED,
                     "Alleen iemand van de organisatie zelf kan zeggen dat zij dit gezien heeft.");
    if (!rc)
        rc = vel_schrijf(&v, q, gezien_doe, &w, e);
    if (!rc)
        r->location = str_cat(q->a, adres_van(q->a, w.p.id), STR("?gedaan=gezien"));
    vel_sluit(&v);
    return rc;
}

static int herinner_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = een_van(q, &v, &w.p, e);
    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_REDACTIE, w.p.partij, e);
    if (!rc && (nummer_van(form_tekst(q, "partij"), &w.partij, e)))
        vel_fout(&v, "partij", STR("Kies een organisatie."));
    if (!rc && (!form_tekst(q, "hoe").n || form_tekst(q, "hoe").n > 200))
        vel_fout(&v, "hoe", STR("Zeg wat u deed, in hoogstens 200 tekens."));
    if (!rc)
        rc = een_doe(&v, &w, herinner_doe, "partij", "herinnerd", r, e);
    vel_sluit(&v);
    return rc;
}

static int mail_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, 0);

    w->gemaild = (struct kennisname_gemaild){0};
    return kennisname_mail(c, w->q->a, &d, &w->p, 0, wie_van(w->q)->naam, &w->gemaild, e);
}

static int mail_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = een_van(q, &v, &w.p, e);
    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_REDACTIE, w.p.partij, e);
    if (!rc)
        rc = vel_schrijf(&v, q, mail_doe, &w, e);
    if (!rc)
        r->location = str_fmt(q->a, "%.*s?gedaan=%s", STR_ARG(adres_van(q->a, w.p.id)),
                              w.gemaild.brieven ? "gemaild" : "niemand");
    vel_sluit(&v);
    return rc;
}

/* ---- publishing ---- */

static int nieuw_boom(struct vel *v, struct err *e)
{
    struct pagina *p = &v->p;
    struct doc *f, *k;
    struct str soort = form_tekst(p->q, "soort");
    int64_t laatste;
    int rc = publicatie_laatste(p->c, &laatste, e);

    if (rc)
        return rc;

    vel_titel(v, STR("Maak een stuk bekend"),
              STR("Iedere organisatie die u kiest ziet het, en kan bevestigen dat zij het gezien heeft."));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Kennisname"), STR("/regie/kennisname"));
    pagina_kruimel(p, STR("Bekendmaken"), STR(""));
    f = form_bij(v,
                 blok_bij(v, "stuk", STR("Het stuk"), STR("Een opgave maakt u bekend op haar eigen pagina.")),
                 STR("/regie/kennisname/nieuw"), "Maak bekend");
    form_verborgen(v, f, "na", str_fmt(p->a, "%lld", (long long)laatste));
    DOC_SET_BOOL(p->a, f, "is_upload", true);
    k = form_veld(v, f, "soort", "Wat is het?", NULL, "is_keuze", STR(""));
    for (const struct publicatie_soort *s = publicatie_soorten; s->code; s++)
        if (strcmp(s->code, "opgave") != 0 && strcmp(s->code, "besluit") != 0)
            optie_bij(p->a, k, str_from(s->code), str_from(s->naam), soort);
    form_veld(v, f, "titel", "Hoe heet het?", NULL, "is_tekst", STR(""));
    form_veld(v, f, "tekst", "Waar gaat het over?", NULL, "is_lang", STR(""));
    form_veld(v, f, "adres", "Adres op deze website",
              "De pagina die het toont, als /cijfers/inwoners. Leeg als u een document meelevert.",
              "is_tekst", STR(""));
    form_vrij(v, f);
    DOC_SET_STR(p->a, form_veld(v, f, "document", "Document", "Hoogstens 20 MB.", "is_bestand", STR("")),
                "soorten", STR(STUK_SOORTEN));
    form_vrij(v, f);
    form_veld(v, f, "gebied", "Voor welk gebied?", "Code of naam van een gemeente, regio of provincie.",
              "is_tekst", p->gebied->code);
    form_veld(v, f, "soorten", "Voor welke organisaties?",
              "Woorden met komma's ertussen: gemeente, corporatie, zorgaanbieder, zorgkantoor, provincie, "
              "rijk, overig.",
              "is_tekst", STR("gemeente, corporatie, zorgaanbieder, zorgkantoor"));
    form_veld(v, f, "reactie_voor", "Reactie voor", "Leeg: er is geen reactie nodig.", "is_datum", STR(""));
    form_vrij(v, f);
    return OK;
}

static int nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = nieuw_boom(&v, e);
    if (!rc)
        rc = vel_klaar(&v, r, e);
    vel_sluit(&v);
    return rc;
}

static int nieuw_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, w->p.partij);
    int64_t na;
    int rc = OK;

    w->p.stuk = w->nieuw = 0;
    if (num_i64(form_tekst(w->q, "na"), &na) && na >= 0)
        rc =
            publicatie_al_gemaakt(c, &w->p, w->document ? &w->document->bytes : NULL, w->n, na, &w->nieuw, e);
    if (rc || w->nieuw)
        return rc;
    if (w->document)
        rc = stuk_bewaar(c, w->document, w->p.partij, w->p.wie, &w->p.stuk, e);
    return rc ? rc : publicatie_maak(c, &d, &w->p, w->partijen, w->n, &w->nieuw, e);
}

static int nieuw_lees(struct vel *v, struct werk *w, struct err *e)
{
    struct pagina *p = &v->p;
    struct http_req *q = p->q;
    struct str lijst = form_tekst(q, "soorten"), soort[8], fout;
    struct gebied_vondst g = gebied_zoek(p->g, p->a, form_tekst(q, "gebied"), STR(""), date_today());
    size_t n = 0;
    int rc;

    w->p = (struct publicatie){.soort = form_tekst(q, "soort"),
                               .titel = form_tekst(q, "titel"),
                               .tekst = form_tekst(q, "tekst"),
                               .adres = form_tekst(q, "adres"),
                               .gebied = g.gebied,
                               .wie = wie_van(q)->naam};
    w->document = stuk_veld(q, "document");
    if (!str_is(w->p.soort, "cijfers") && !str_is(w->p.soort, "definitie") && !str_is(w->p.soort, "document"))
        vel_fout(v, "soort", STR("Kies wat het is."));
    if (!w->p.titel.n || w->p.titel.n > PUBLICATIE_TITEL_MAX)
        vel_fout(v, "titel", STR("Geef het een naam van hoogstens 200 tekens."));
    if (!w->p.tekst.n || w->p.tekst.n > PUBLICATIE_TEKST_MAX)
        vel_fout(v, "tekst", STR("Zeg waar het over gaat, in hoogstens 5.000 tekens."));
    if (w->p.adres.n && !str_eq(toegang_verder(p->a, w->p.adres), w->p.adres))
        vel_fout(v, "adres", STR("Noem een adres op deze website, dat begint met /."));
    if (!w->p.adres.n && !w->document)
        vel_fout(v, "adres", STR("Noem een adres, of lever een document mee."));
    fout = w->document ? stuk_keur(w->document) : STR("");
    if (fout.n)
        vel_fout(v, "document", fout);
    if (!g.gebied)
        vel_fout(v, "gebied", STR("Dit gebied kennen wij niet. Noem een code als PV31, of een naam."));
    while (lijst.n && n < 8) {
        soort[n] = str_trim(str_cut(lijst, ',', &lijst));
        if (soort[n].n && !partij_soort_bij(soort[n]))
            vel_fout(v, "soorten",
                     str_fmt(p->a, "“%.*s” is geen soort organisatie die wij kennen.",
                             STR_ARG(utf8_clip(soort[n], 40))));
        n += soort[n].n > 0;
    }
    if (!date_parse(form_tekst(q, "reactie_voor"), &w->p.reactie_voor) && form_tekst(q, "reactie_voor").n)
        vel_fout(v, "reactie_voor", STR("Vul een datum in, bijvoorbeeld 1-6-2026."));
    if (v->fout.n)
        return OK;
    rc = toegang_gebied(q, p->c, p->g, RECHT_REDACTIE, g.gebied, &w->p.partij, e);
    return rc ? rc : partijen_in(p->c, p->g, p->a, g.gebied, soort, n, &w->partijen, &w->n, e);
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = nieuw_lees(&v, &w, e);
    if (!rc && !v.fout.n && !w.n)
        vel_fout(&v, "soorten", STR("In dit gebied werkt geen organisatie van deze soorten."));
    if (!rc && !v.fout.n)
        rc = vel_schrijf(&v, q, nieuw_doe, &w, e);
    if (!rc && v.fout.n) {
        rc = nieuw_boom(&v, e);
        if (!rc)
            rc = vel_klaar(&v, r, e);
    } else if (!rc) {
        r->location = str_cat(q->a, adres_van(q->a, w.nieuw), STR("?gedaan=gemaakt"));
    }
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
static const struct http_param gezien_params[] = {
    ID_PARAM, {"namens", "nummer van uw organisatie", PARAM_FORM, false, false}, {0}};
static const struct http_param mail_params[] = {ID_PARAM, {0}};
static const struct http_param herinner_params[] = {
    ID_PARAM,
    {"partij", "nummer van de organisatie", PARAM_FORM, false, false},
    {"hoe", "wat u deed", PARAM_FORM, false, false},
    {"na", "hoeveel herinneringen u zag", PARAM_FORM, false, false},
    {0}};
static const struct http_param nieuw_params[] = {
    {"soort", "cijfers, definitie of document", PARAM_FORM, false, false},
    {"titel", "hoe het heet", PARAM_FORM, false, false},
    {"tekst", "waar het over gaat", PARAM_FORM, false, false},
    {"adres", "de pagina die het toont", PARAM_FORM, false, false},
    {"document", "een document", PARAM_FILE, false, false},
    {"gebied", "voor welk gebied", PARAM_FORM, false, false},
    {"soorten", "voor welke soorten organisaties", PARAM_FORM, false, false},
    {"reactie_voor", "tot wanneer reageren kan", PARAM_FORM, false, false},
    {"na", "het laatste stuk dat er was", PARAM_FORM, false, false},
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

const struct http_route kennisname_routes[] = {
    {"GET", "/regie/kennisname", lijst_get, "regie", "Wat bekendgemaakt is, en wie het zag", LEEST,
     lijst_params, .recht = RECHT_PARTIJEN},
    {"GET", "/regie/kennisname/nieuw", nieuw_get, "regie", "Maak een stuk bekend", LEEST, lijst_params,
     .recht = RECHT_REDACTIE},
    {"POST", "/regie/kennisname/nieuw", nieuw_post, "regie", "Maak een stuk bekend", SCHRIJFT, nieuw_params,
     .recht = RECHT_REDACTIE},
    {"GET", "/regie/kennisname/{id}", een_get, "regie", "Een bekendgemaakt stuk, en wie het zag", LEEST,
     een_params, .recht = RECHT_PARTIJEN},
    {"GET", "/regie/kennisname/{id}/document", document_get, NULL, "Het document van een bekendgemaakt stuk",
     LEEST, document_params, .recht = RECHT_PARTIJEN},
    {"POST", "/regie/kennisname/{id}/gezien", gezien_post, "regie",
     "Bevestig dat uw organisatie dit gezien heeft", SCHRIJFT, gezien_params, .recht = RECHT_LEVEREN},
    {"POST", "/regie/kennisname/{id}/herinner", herinner_post, "regie",
     "Noteer dat u een organisatie herinnerde", SCHRIJFT, herinner_params, .recht = RECHT_REDACTIE},
    {"POST", "/regie/kennisname/{id}/mail", mail_post, "regie", "Herinner per mail wie iets nog niet zag",
     SCHRIJFT, mail_params, .recht = RECHT_REDACTIE},
    {0},
};
