/* SPDX-License-Identifier: EUPL-1.2
 * /regie: what the inventory answered in forty pages, in one: per region how far the woonzorgvisies are, now
 * and a year before, the plans against the opgave, who has not seen what, and what asks for attention. */
#include "regie/regie.h"

#include "base/num.h"
#include "cijfer/vel.h"
#include "kennisname/kennisname.h"
#include "opgave/opgave.h"
#include "signaal/signaal_pagina.h"
#include "toegang/toegang.h"
#include "visie/visie_pagina.h"

struct beeld {
    struct vel v;
    struct visies visies;
    struct gebied_lijst leden;
    const struct opgave *opgave;
    const struct publicatie *publicatie;
    const struct signaal *signaal;
    size_t n_opgave, n_publicatie, n_signaal;
    struct signaal_zicht zicht;
    struct te_doen_lijst te_doen;
    struct cijfer_tabel dekking; /* of zorggeschikt, per region */
    struct str indeling;
    date_t dag;
};

static int lees(struct beeld *b, struct err *e)
{
    struct pagina *p = &b->v.p;
    struct cijfer_vraag v = pagina_vraag(p, "dekkingsgraad", "zorggeschikt");
    int rc;

    b->dag = visie_dag(p);
    b->indeling = visie_indeling(p);
    b->leden = gebied_leden(p->g, p->a, p->gebied, b->dag);
    rc = visies_lees(p->c, p->g, p->a, visie_bekend(p), &b->visies, e);
    if (!rc)
        rc = opgaven_lees(p->c, p->g, p->a, &b->opgave, &b->n_opgave, e);
    if (!rc)
        rc = publicaties_lees(p->c, p->g, p->a, 0, &b->publicatie, &b->n_publicatie, e);
    if (!rc)
        rc = signalen_lees(p->c, p->g, p->a, false, &b->signaal, &b->n_signaal, e);
    if (!rc)
        rc = signaal_zicht_lees(p, &b->zicht, e);
    if (!rc)
        rc = te_doen_lees(p, &b->te_doen, e);
    v.indeling = b->indeling;
    v.binnen = p->gebied->code;
    return rc ? rc : cijfer_antwoord(p->c, p->g, p->a, &v, &b->dekking, e);
}

/* How many gemeenten of a region (NULL: all) have at least this state on a day. */
static size_t met_staat(const struct beeld *b, const struct gebied *regio, enum visie_staat staat, date_t dag)
{
    const struct pagina *p = &b->v.p;
    size_t uit = 0;

    for (size_t i = 0; i < b->leden.n; i++) {
        const struct visie_stand *s;
        struct visie_beeld x;
        size_t n;

        if (regio && gebied_regio(p->g, b->leden.at[i], b->indeling, b->dag) != regio)
            continue;
        visie_standen_van(&b->visies, b->leden.at[i], &s, &n);
        visie_op(s, n, dag, visie_bekend(p), &x);
        uit += x.staat >= staat;
    }
    return uit;
}

static bool ligt_in(const struct beeld *b, const struct gebied *g, const struct gebied *regio)
{
    const struct pagina *p = &b->v.p;
    struct gebied_lijst l;

    if (g == regio)
        return true;
    l = gebied_leden(p->g, p->a, g, b->dag);
    for (size_t i = 0; i < l.n; i++)
        if (gebied_regio(p->g, l.at[i], b->indeling, b->dag) == regio)
            return true;
    return false;
}

/* May who looks see signals at all? A visitor sees none, which is something else than that there are none. */
static bool ziet_signalen(const struct beeld *b)
{
    for (size_t i = 0; i < b->n_signaal; i++)
        if (signaal_zichtbaar(&b->zicht, &b->signaal[i]))
            return true;
    return b->n_signaal == 0;
}

static void regio_rij(struct beeld *b, struct doc *t, const struct gebied *regio, bool totaal)
{
    struct pagina *p = &b->v.p;
    const struct gebied *r = totaal ? NULL : regio;
    struct doc *rij = tabel_regel(p, t, totaal);
    size_t vast = met_staat(b, r, VISIE_VASTGESTELD, b->dag),
           toen = met_staat(b, r, VISIE_VASTGESTELD, b->dag - 10000), opgaven = 0, signalen = 0;

    for (size_t i = 0; i < b->n_opgave; i++)
        opgaven +=
            b->opgave[i].staat == OPGAVE_CONSULTATIE && (totaal || ligt_in(b, b->opgave[i].gebied, regio));
    for (size_t i = 0; i < b->n_signaal; i++)
        signalen += signaal_vraagt(&b->signaal[i]) && signaal_zichtbaar(&b->zicht, &b->signaal[i]) &&
                    (totaal || (b->signaal[i].gebied && ligt_in(b, b->signaal[i].gebied, regio)));
    cel_tekst(p, t, rij, regio->naam, pagina_adres(p, STR("/regie/woonzorgvisies"), "gebied", regio->code),
              STR(""));
    cel_getal(p, t, rij, (int64_t)met_staat(b, r, VISIE_ONBEKEND, b->dag), 0, STR(""));
    cel_getal(p, t, rij, (int64_t)met_staat(b, r, VISIE_GEREALISEERD, b->dag), 0, STR(""));
    cel_getal(p, t, rij, (int64_t)vast, 0, STR(""));
    cel_getal(p, t, rij, (int64_t)vast - (int64_t)toen, 0, STR(""));
    for (size_t i = 0; i <= b->dekking.n; i++) {
        const struct cijfer_uitkomst *u = i < b->dekking.n ? &b->dekking.rij[i] : &b->dekking.totaal;

        if (totaal ? i == b->dekking.n : i < b->dekking.n && u->gebied == regio) {
            cel_cijfer(p, t, rij, u, 0, true,
                       pagina_adres(p, STR("/cijfers/dekkingsgraad?woningtype=zorggeschikt"), NULL, STR("")));
            break;
        }
        if (i == b->dekking.n)
            cel_leeg(p, t, rij, STR("niet geleverd"));
    }
    cel_getal(p, t, rij, (int64_t)opgaven, 0, STR(""));
    if (ziet_signalen(b))
        cel_getal(p, t, rij, (int64_t)signalen, 0, STR(""));
    else
        cel_leeg(p, t, rij, STR("niet openbaar"));
}

static void regio_blok(struct beeld *b)
{
    struct pagina *p = &b->v.p;
    struct gebied_lijst l = indeling_regios(p->g, p->a, b->indeling, b->dag);
    struct doc *t = tabel_maak(p, "regios", STR("Per regio"),
                               STR("Woonzorgvisies in gemeenten; het verschil is met een jaar eerder."));

    tabel_kolom(p, t, "regio", STR("Regio"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gemeenten", STR("Gemeenten"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "klaar", STR("Woonzorgvisie klaar"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "vastgesteld", STR("Vastgesteld"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "verschil", STR("Erbij in een jaar"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "dekking", STR("Plannen zorggeschikt"), STR("van de opgave"), KOLOM_PERCENT, 0, true);
    tabel_kolom(p, t, "opgaven", STR("Opgaven in consultatie"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "signalen", STR("Signalen"), STR(""), KOLOM_GETAL, 0, true);
    regio_rij(b, t, p->gebied, true);
    for (size_t i = 0; i < l.n; i++)
        for (size_t k = 0; k < b->leden.n; k++)
            if (l.at[i] != p->gebied && gebied_regio(p->g, b->leden.at[k], b->indeling, b->dag) == l.at[i]) {
                regio_rij(b, t, l.at[i], false);
                break;
            }
    tabel_noot(
        p, t,
        STR("Klaar is gerealiseerd of vastgesteld. Een signaal zonder gebied telt alleen in het geheel."));
    tabel_klaar(p, t, "/regie");
    blok_tabel(&b->v, blok_bij(&b->v, "staat", STR("De staat van het geheel"), STR("")), t);
}

static void wegwijzer(struct beeld *b)
{
    struct arena *a = b->v.p.a;
    struct doc *f = blok_feiten(&b->v, blok_bij(&b->v, "delen", STR("Verder kijken"), STR("")));
    size_t consult = 0, vast = 0, ongezien = 0;
    int64_t bij;

    for (size_t i = 0; i < b->n_opgave; i++) {
        consult += b->opgave[i].staat == OPGAVE_CONSULTATIE;
        vast += b->opgave[i].staat == OPGAVE_VASTGESTELD;
    }
    for (size_t i = 0; i < b->n_publicatie; i++)
        ongezien += b->publicatie[i].gezien < b->publicatie[i].n;
    feit_bij(a, f, "De stand", STR("De stand op één bladzijde"),
             pagina_adres(&b->v.p, STR("/regie/stand"), NULL, STR("")),
             STR("alles per regio, met wat sinds een dag veranderde, om af te drukken"), STR(""));
    feit_bij(a, f, "Woonzorgvisies", STR("Hoe ver elke gemeente is"),
             pagina_adres(&b->v.p, STR("/regie/woonzorgvisies"), NULL, STR("")),
             STR("met wat verwacht werd en wat gebeurde"), STR(""));
    if (wie_bereik(wie_van(b->v.p.q), RECHT_RONDE, &bij) != BEREIK_GEEN)
        feit_bij(a, f, "Overnemen", STR("Antwoorden uit een vragenlijst"), STR("/regie/overname"),
                 STR("in de woonzorgvisies, met eerst wat er verandert"), STR(""));
    feit_bij(a, f, "Opgaven", STR("Van concept tot besluit"), STR("/regie/opgaven"),
             str_fmt(a, "%zu in consultatie, %zu vastgesteld", consult, vast), STR(""));
    feit_bij(a, f, "Kennisname", STR("Wie wat gezien heeft"), STR("/regie/kennisname"),
             str_fmt(a, "%zu van de %zu stukken nog niet door iedereen gezien", ongezien, b->n_publicatie),
             STR(""));
    feit_bij(a, f, "Signalen", STR("Wat nu aandacht vraagt"), STR("/regie/signalen"),
             STR("met de regel erachter"), STR(""));
    feit_bij(a, f, "Planning", STR("De mijlpalen, en wat te laat is"), STR("/regie/planning"),
             STR("landelijk en van de provincie, ook in uw agenda"), STR(""));
    feit_bij(a, f, "Afspraken", STR("Wie belooft wat, en hoe staat het ervoor"),
             pagina_adres(&b->v.p, STR("/regie/afspraken"), NULL, STR("")),
             STR("woondeals, woonzorgafspraken en prestatieafspraken, gemeten met cijfers"), STR(""));
    feit_bij(a, f, "Definities", STR("Wie noemt wat zo, en wat is om te zetten"), STR("/regie/definities"),
             STR("elk paar bewezen, of met een tegenvoorbeeld"), STR(""));
    feit_bij(a, f, "Kennisbank", STR("Goede voorbeelden, factsheets en documenten"),
             pagina_adres(&b->v.p, STR("/kennisbank"), NULL, STR("")),
             STR("ook uit gemeenten die op de uwe lijken"), STR(""));
    feit_bij(a, f, "Regels", STR("Waar op gelet wordt"), STR("/regie/signalen/regels"), STR(""), STR(""));
}

static struct str zin(const struct beeld *b)
{
    const struct pagina *p = &b->v.p;
    size_t consult = 0, vraagt = 0;

    for (size_t i = 0; i < b->n_opgave; i++)
        consult += b->opgave[i].staat == OPGAVE_CONSULTATIE;
    for (size_t i = 0; i < b->n_signaal; i++)
        vraagt += signaal_vraagt(&b->signaal[i]) && signaal_zichtbaar(&b->zicht, &b->signaal[i]);
    return str_fmt(
        p->a,
        "In %.*s hebben %zu van de %zu gemeenten een woonzorgvisie, waarvan %zu vastgesteld. %zu "
        "%s in consultatie%s.",
        STR_ARG(p->gebied->naam), met_staat(b, NULL, VISIE_GEREALISEERD, b->dag), b->leden.n,
        met_staat(b, NULL, VISIE_VASTGESTELD, b->dag), consult, consult == 1 ? "opgave is" : "opgaven zijn",
        ziet_signalen(b)
            ? str_fmt(p->a, ", en %zu %s aandacht", vraagt, vraagt == 1 ? "ding vraagt" : "dingen vragen").p
            : "");
}

static int regie_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct beeld b = {0};
    struct doc *aandacht;
    int rc = vel_open(q, &b.v, e);

    if (!rc)
        rc = lees(&b, e);
    if (!rc) {
        bool eigen = false;

        for (size_t i = 0; i < b.n_signaal; i++)
            eigen = eigen || (signaal_vraagt(&b.signaal[i]) && signaal_eigen(&b.zicht, &b.signaal[i]));
        vel_titel(&b.v, STR("Regie"), zin(&b));
        if (visies_verzonnen(&b.visies))
            label_bij(q->a, DOC_SET(q->a, b.v.p.boom, "statussen", doc_list(q->a)), STR("deels verzonnen"));
        pagina_kruimel(&b.v.p, STR("Regie"), STR(""));
        /* What others are asked stands behind one click for who belongs to an organisation. */
        aandacht = signaal_niets_gevraagd(&b.v.p, b.signaal, b.n_signaal, &b.zicht);
        if (!aandacht || b.te_doen.punt.n)
            aandacht =
                signaal_aandacht(&b.v.p, &b.te_doen, b.signaal, b.n_signaal, &b.zicht, eigen || aandacht, 3);
        if (aandacht)
            DOC_SET(q->a, b.v.p.boom, "aandacht", aandacht);
        regio_blok(&b);
        wegwijzer(&b);
        pagina_klaar(&b.v.p, r);
        rc = vel_klaar(&b.v, r, e);
    }
    vel_sluit(&b.v);
    return rc;
}

static const struct http_param params[] = {CONTEXT_PARAMS, {0}};

const struct http_route regie_routes[] = {
    {"GET", "/regie", regie_get, "regie", "De staat van het geheel, en wat nu aandacht vraagt",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE, params, .recht = RECHT_PUBLIEK},
    {0},
};
