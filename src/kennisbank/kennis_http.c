/* SPDX-License-Identifier: EUPL-1.2
 * /kennisbank: finding items by words, kind, theme, woningtype, place and year; the list, and where they are.
 */
#include "kennisbank/intern.h"

#include "base/num.h"
#include "grafiek/grafiek.h"
#include "kaart/beeld_svg.h"
#include "partij/partij.h"
#include "tabel/rd.h"

/* ---- what the pages share ---- */

int kennis_zicht_lees(struct http_req *q, struct conn *c, struct kennis_zicht *ret, struct err *e)
{
    const struct wie *w = wie_van(q);
    int64_t *id, thuis;
    enum bereik b = wie_bereik(w, RECHT_LEVEREN, &thuis);
    const struct partij *p;
    size_t n;
    int rc;

    *ret = (struct kennis_zicht){.alles = b == BEREIK_ALLES};
    if (b == BEREIK_GEEN || b == BEREIK_ALLES)
        return OK;
    rc = toegang_partijen(c, q->a, w, RECHT_LEVEREN, &p, &n, &ret->alles, e);
    if (rc)
        return rc;
    id = ARENA_ARRAY(q->a, int64_t, n + 1);
    for (size_t i = 0; i < n; i++)
        id[i] = p[i].id;
    ret->partij = id;
    ret->n = n;
    return OK;
}

struct str kennis_adres(struct arena *a, const struct kennis *k, const char *achter)
{
    return str_fmt(a, "/kennisbank/%lld%s", (long long)k->id, achter);
}

struct str kennis_gebied_naam(const struct kennis *k)
{
    return k->gebied ? k->gebied->naam : STR("");
}

struct str kennis_labels(struct arena *a, const struct kennis_woorden *w, const struct kennis *k,
                         enum kennis_lijst l)
{
    struct buf b;

    buf_init(&b, a, 4 << 10);
    for (size_t i = 0; i < k->n_label[l]; i++)
        buf_fmt(&b, "%s%.*s", i ? "; " : "", STR_ARG(kennis_woord_naam(w, l, k->label[l][i])));
    return buf_str(&b);
}

struct str kennis_bij(struct arena *a, const struct kennis_woorden *w, const struct kennis *k)
{
    struct buf b;

    buf_init(&b, a, 4 << 10);
    buf_fmt(&b, "%.*s · %.*s", STR_ARG(kennis_woord_naam(w, LIJST_SOORT, k->soort)), STR_ARG(k->bron));
    if (k->bron_datum)
        buf_fmt(&b, " · %.*s", STR_ARG(date_nl(a, k->bron_datum)));
    if (k->gebied)
        buf_fmt(&b, " · %.*s", STR_ARG(k->gebied->naam));
    return buf_str(&b);
}

void kennis_tabel_kolommen(struct pagina *p, struct doc *t)
{
    tabel_kolom(p, t, "titel", STR("Titel"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "soort", STR("Soort"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "themas", STR("Thema's"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "woningtypen", STR("Woningtypen"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "plek", STR("Plek"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "lengte", STR("Lengte"), STR("graden"), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "breedte", STR("Breedte"), STR("graden"), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "bronadres", STR("Adres van de bron"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "datum", STR("Datum van de bron"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "peildatum", STR("Peildatum"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "samenvatting", STR("Samenvatting"), STR(""), KOLOM_TEKST, 0, false);
}

static void cel_of_leeg(struct pagina *p, struct doc *t, struct doc *rij, struct str s)
{
    if (s.n)
        cel_tekst(p, t, rij, s, STR(""), STR(""));
    else
        cel_leeg(p, t, rij, STR("niet vermeld"));
}

static void dag_of_leeg(struct pagina *p, struct doc *t, struct doc *rij, date_t d)
{
    if (d)
        cel_datum(p, t, rij, d);
    else
        cel_leeg(p, t, rij, STR("niet vermeld"));
}

void kennis_tabel_rij(struct pagina *p, struct doc *t, const struct kennis_woorden *w, const struct kennis *k)
{
    struct doc *rij = tabel_regel(p, t, false);

    if (k->verzonnen)
        DOC_SET_BOOL(p->a, rij, "verzonnen", true); /* a file says so in a column of its own */
    cel_tekst(p, t, rij, k->titel, kennis_adres(p->a, k, ""), k->verzonnen ? STR("verzonnen") : STR(""));
    cel_tekst(p, t, rij, kennis_woord_naam(w, LIJST_SOORT, k->soort), STR(""), STR(""));
    cel_of_leeg(p, t, rij, kennis_labels(p->a, w, k, LIJST_THEMA));
    cel_of_leeg(p, t, rij, kennis_labels(p->a, w, k, LIJST_WONINGTYPE));
    cel_of_leeg(p, t, rij, kennis_gebied_naam(k));
    cel_of_leeg(p, t, rij, k->plek);
    cel_of_leeg(p, t, rij, k->heeft_punt ? kennis_graad_tekst(p->a, k->lengte) : STR(""));
    cel_of_leeg(p, t, rij, k->heeft_punt ? kennis_graad_tekst(p->a, k->breedte) : STR(""));
    cel_tekst(p, t, rij, k->bron, STR(""), STR(""));
    cel_of_leeg(p, t, rij, k->bron_adres);
    dag_of_leeg(p, t, rij, k->bron_datum);
    dag_of_leeg(p, t, rij, k->peildatum);
    cel_tekst(p, t, rij, str_from(kennis_staten[k->staat]), STR(""), STR(""));
    cel_tekst(p, t, rij, k->samenvatting, STR(""), STR(""));
}

struct doc *kennis_ding(struct pagina *p, const struct kennis_woorden *w, const struct kennis *k,
                        const struct ft_query *q, struct str tekst, struct str waarom)
{
    static const struct ft_query niets;
    struct arena *a = p->a;
    struct doc *d = doc_map(a), *l, *fragment;

    DOC_SET_INT(a, d, "id", k->id);
    DOC_SET_STR(a, d, "adres", kennis_adres(a, k, ""));
    DOC_SET(a, d, "titel", kennis_merk(a, q ? q : &niets, k->titel));
    DOC_SET_STR(a, d, "bij", kennis_bij(a, w, k));
    DOC_SET(a, d, "samenvatting", kennis_merk(a, q ? q : &niets, k->samenvatting));
    fragment = q && tekst.n ? kennis_fragment(a, q, kennis_kaal(a, tekst)) : NULL;
    DOC_SET_BOOL(a, d, "heeft_fragment", fragment != NULL);
    if (fragment)
        DOC_SET(a, d, "fragment", fragment);
    if (waarom.n)
        DOC_SET_STR(a, d, "waarom", waarom);
    l = DOC_SET(a, d, "statussen", doc_list(a));
    if (k->staat != KENNIS_GEPUBLICEERD)
        label_bij(a, l, str_from(kennis_staten[k->staat]));
    if (k->verzonnen)
        label_bij(a, l, STR("verzonnen"));
    return d;
}

/* ---- the question ---- */

struct lijst {
    struct pagina p;
    struct kennis_woorden w;
    struct kennis_zicht zicht;
    struct kennis_vraag v;
    struct kennis_uitslag u;
    int64_t blad, bladen;
    bool kiest; /* something was asked beside the place */
};

static struct str veld(const struct http_req *q, const char *naam)
{
    return str_trim(doc_get_str(q->query, str_from(naam)));
}

static int jaar_lees(const struct http_req *q, const char *naam, int *ret, struct err *e)
{
    struct str s = veld(q, naam);
    int64_t j = 0;

    *ret = 0;
    if (!s.n)
        return OK;
    if (!num_i64(s, &j) || j < 1900 || j > 2100)
        return err_set(e, ERR_DATA, "%s: “%.*s” is geen jaar als 2024", naam, STR_ARG(utf8_clip(s, 40)));
    *ret = (int)j;
    return OK;
}

static int vraag_lees(struct lijst *l, struct err *e)
{
    const struct http_req *q = l->p.q;
    struct str orde = veld(q, "orde"), staat = veld(q, "staat"), blad = veld(q, "blad");
    int rc;

    l->v = (struct kennis_vraag){.zoek = utf8_clip(veld(q, "zoek"), FT_QUERY_MAX),
                                 .gebied = l->p.gebied,
                                 .gebiedsdatum = l->p.gebiedsdatum};
    pagina_eigen(&l->p, "zoek", l->v.zoek);
    for (int k = 0; k < LIJSTEN; k++) {
        l->v.woord[k] = veld(q, kennis_lijsten[k].code);
        if (l->v.woord[k].n && !kennis_woord_bij(&l->w, (enum kennis_lijst)k, l->v.woord[k]))
            return err_set(e, ERR_DATA, "%s: “%.*s” kennen wij niet", kennis_lijsten[k].code,
                           STR_ARG(utf8_clip(l->v.woord[k], 40)));
        pagina_eigen(&l->p, kennis_lijsten[k].code, l->v.woord[k]);
        l->kiest = l->kiest || l->v.woord[k].n;
    }
    rc = jaar_lees(q, "bronvan", &l->v.jaar_van, e);
    if (!rc)
        rc = jaar_lees(q, "brontot", &l->v.jaar_tot, e);
    if (rc)
        return rc;
    pagina_eigen(&l->p, "bronvan", veld(q, "bronvan"));
    pagina_eigen(&l->p, "brontot", veld(q, "brontot"));
    l->v.orde = l->v.zoek.n ? ORDE_RELEVANT : ORDE_DATUM;
    for (int k = 0; k < ORDES; k++)
        if (str_is(orde, kennis_orden[k].code))
            l->v.orde = (enum kennis_orde)k;
    pagina_eigen(&l->p, "orde", orde.n ? str_from(kennis_orden[l->v.orde].code) : STR(""));
    l->v.heeft_staat = kennis_staat_lees(staat, &l->v.staat);
    pagina_eigen(&l->p, "staat", l->v.heeft_staat ? staat : STR(""));
    l->kiest = l->kiest || l->v.zoek.n || l->v.jaar_van || l->v.jaar_tot || l->v.heeft_staat;
    if (!num_i64(blad, &l->blad) || l->blad < 1)
        l->blad = 1;
    return OK;
}

/* ---- the form ---- */

static void jaar_veld(struct lijst *l, struct doc *velden, const char *id, const char *label, int jaar)
{
    struct arena *a = l->p.a;
    struct doc *d = doc_add(a, velden, doc_map(a));

    DOC_SET_STR(a, d, "id", str_from(id));
    DOC_SET_STR(a, d, "naam", str_from(id));
    DOC_SET_STR(a, d, "label", str_from(label));
    DOC_SET_BOOL(a, d, "is_tekst", true);
    DOC_SET_STR(a, d, "inhoud", jaar ? str_fmt(a, "%d", jaar) : STR(""));
}

/* With behind each word how many there are. */
static void woord_veld(struct lijst *l, struct doc *velden, enum kennis_lijst k)
{
    struct arena *a = l->p.a;
    struct doc *d = veld_keuze(a, velden, kennis_lijsten[k].code, kennis_lijsten[k].naam);

    optie_bij(a, d, STR(""), str_from(kennis_lijsten[k].alle), l->v.woord[k]);
    for (size_t i = 0; i < l->w.n; i++)
        if (l->w.at[i].lijst == k && (l->u.tel[i] || str_eq(l->w.at[i].code, l->v.woord[k])))
            optie_bij(a, d, l->w.at[i].code, str_fmt(a, "%.*s (%zu)", STR_ARG(l->w.at[i].naam), l->u.tel[i]),
                      l->v.woord[k]);
}

static void zoek_vorm(struct lijst *l)
{
    struct arena *a = l->p.a;
    struct doc *f = DOC_SET(a, l->p.boom, "keuze", doc_map(a)), *velden, *d;

    DOC_SET_STR(a, f, "actie", STR("/kennisbank"));
    DOC_SET_BOOL(a, f, "is_post", false);
    DOC_SET(a, f, "verborgen", pagina_verborgen(&l->p));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    d = doc_add(a, velden, doc_map(a));
    DOC_SET_STR(a, d, "id", STR("woorden")); /* the head of each page has a field “zoek” */
    DOC_SET_STR(a, d, "naam", STR("zoek"));
    DOC_SET_STR(a, d, "label", STR("Zoek op woorden"));
    DOC_SET_BOOL(a, d, "is_tekst", true);
    DOC_SET_STR(a, d, "inhoud", l->v.zoek);
    for (int k = 0; k < LIJSTEN; k++)
        woord_veld(l, velden, (enum kennis_lijst)k);
    jaar_veld(l, velden, "bronvan", "Vanaf jaar", l->v.jaar_van);
    jaar_veld(l, velden, "brontot", "Tot en met jaar", l->v.jaar_tot);
    if (l->zicht.alles || l->zicht.n) {
        struct str nu = l->v.heeft_staat ? str_from(kennis_staten[l->v.staat]) : STR("");

        d = veld_keuze(a, velden, "staat", "Stand");
        optie_bij(a, d, STR(""), STR("Elke stand"), nu);
        for (int k = 0; k < KENNIS_STATEN; k++)
            optie_bij(a, d, str_from(kennis_staten[k]),
                      str_fmt(a, "%s (%zu)", kennis_staten[k], l->u.tel_staat[k]), nu);
    }
    d = veld_keuze(a, velden, "orde", "Volgorde");
    for (int k = 0; k < ORDES; k++)
        optie_bij(a, d, str_from(kennis_orden[k].code), str_from(kennis_orden[k].naam),
                  str_from(kennis_orden[l->v.orde].code));
    DOC_SET_STR(a, f, "knop", STR("Zoek"));
}

/* ---- the list ---- */

static int dingen(struct lijst *l, struct err *e)
{
    struct pagina *p = &l->p;
    size_t van = (size_t)(l->blad - 1) * KENNIS_BLAD, n;
    struct str tekst[KENNIS_BLAD] = {{0}}, document[KENNIS_BLAD] = {{0}};
    struct doc *lijst = DOC_SET(p->a, p->boom, "dingen", doc_list(p->a));
    int rc = OK;

    n = van < l->u.n ? l->u.n - van : 0;
    n = n > KENNIS_BLAD ? KENNIS_BLAD : n;
    DOC_SET_BOOL(p->a, p->boom, "heeft_dingen", n > 0);
    if (n && l->u.vraag.n)
        rc = kennis_teksten_lees(p->c, p->a, l->u.raak + van, n, tekst, e);
    if (!rc && n && l->u.vraag.n)
        rc = kennis_documenten_lees(p->c, p->a, l->u.raak + van, n, document, e);
    for (size_t i = 0; !rc && i < n; i++) {
        int rang = l->u.rang[van + i];
        struct doc *d = doc_add(
            p->a, lijst,
            kennis_ding(p, &l->w, l->u.raak[van + i], &l->u.vraag, rang == 3 ? tekst[i] : STR(""), STR("")));

        if (rang == 3 && document[i].n && !doc_get(d, STR("fragment"))) {
            struct doc *f = kennis_fragment(p->a, &l->u.vraag, document[i]);

            DOC_SET_BOOL(p->a, d, "in_document", f != NULL);
            DOC_SET_BOOL(p->a, d, "heeft_fragment", f != NULL);
            if (f)
                DOC_SET(p->a, d, "fragment", f);
        }
        DOC_SET_INT(p->a, d, "rang", rang);
    }
    return rc;
}

static void tabel_stukken(struct lijst *l)
{
    struct pagina *p = &l->p;
    bool heel = p->q->format != HTTP_HTML && p->q->format != HTTP_JSON; /* a file holds all that was found */
    size_t van = heel ? 0 : (size_t)(l->blad - 1) * KENNIS_BLAD, tot = heel ? l->u.n : van + KENNIS_BLAD;
    struct doc *t = tabel_maak(p, "stukken", STR("Gevonden in de kennisbank"), STR(""));

    kennis_tabel_kolommen(p, t);
    for (size_t i = van; i < tot && i < l->u.n; i++)
        kennis_tabel_rij(p, t, &l->w, l->u.raak[i]);
    tabel_klaar(p, t, "/kennisbank");
    if (l->u.n)
        DOC_SET(p->a, p->boom, "stukken_mee", doc_get(t, STR("mee")));
}

static void bladen(struct lijst *l)
{
    struct pagina *p = &l->p;
    struct doc *b, *x;

    if (l->bladen < 2)
        return;
    b = DOC_SET(p->a, p->boom, "bladeren", doc_map(p->a));
    DOC_SET_STR(p->a, b, "waar",
                str_fmt(p->a, "Bladzijde %lld van %lld (%zu stukken)", (long long)l->blad,
                        (long long)l->bladen, l->u.n));
    for (int stap = -1; stap <= 1; stap += 2) {
        struct str adres = str_fmt(p->a, "/kennisbank?blad=%lld", (long long)(l->blad + stap));

        if (l->blad + stap < 1 || l->blad + stap > l->bladen)
            continue;
        x = doc_set(p->a, b, stap < 0 ? STR("vorige") : STR("volgende"), doc_map(p->a));
        DOC_SET_STR(p->a, x, "adres", pagina_zelf(p, adres, NULL, STR("")));
    }
}

/* ---- where they are ---- */

static int plekken_lees(struct lijst *l, struct kaart_plekken *ret, struct err *e)
{
    static const char *const naam[TEKENS] = {[TEKEN_VOL] = "stuk met een plek"};
    struct grafiek_plek *v = ARENA_ARRAY(l->p.a, struct grafiek_plek, l->u.n + 1);
    struct rd *rd;
    int rc = rd_open(&rd, e);

    if (rc)
        return rc;
    *ret = (struct kaart_plekken){.plek = v, .naam = naam};
    for (size_t i = 0; i < l->u.n; i++)
        if (l->u.raak[i]->heeft_punt) {
            v[ret->n].teken = TEKEN_VOL;
            rd_van_graden(rd, (double)l->u.raak[i]->lengte / KENNIS_GRAAD,
                          (double)l->u.raak[i]->breedte / KENNIS_GRAAD, &v[ret->n].x, &v[ret->n].y);
            ret->n++;
        }
    rd_close(rd);
    return OK;
}

/* How many of a gemeente; *ret_elders: how many of a larger area, or of none. */
static struct kaart_waarde *waarden(struct lijst *l, struct gebied_lijst leden, size_t *ret_elders)
{
    struct pagina *p = &l->p;
    struct kaart_waarde *w = ARENA_ARRAY(p->a, struct kaart_waarde, leden.n + 1);
    int64_t *tel = ARENA_ARRAY(p->a, int64_t, p->g->n + 1);

    *ret_elders = 0;
    for (size_t i = 0; i < l->u.n; i++) {
        const struct gebied *x = l->u.raak[i]->gebied;

        if (x && gebied_is_gemeente(x))
            tel[x->index]++;
        else
            ++*ret_elders;
    }
    for (size_t i = 0; i < leden.n; i++) {
        const struct gebied *x = leden.at[i];
        int64_t n = tel[x->index];

        w[i] = (struct kaart_waarde){
            .gebied = x,
            .uitkomst = {.gebied = x, .heeft = true, .waarde = n, .aanwezig = 1, .verwacht = 1},
            .tekst = num_nl(p->a, n, 0),
            .href = n ? pagina_zelf(p, STR("/kennisbank"), "gebied", x->code) : STR("")};
    }
    return w;
}

static void tabel_gemeenten(struct lijst *l, const struct kaart_waarde *w, size_t n, size_t elders)
{
    struct pagina *p = &l->p;
    struct doc *t = tabel_maak(p, "gemeenten", STR("Per gemeente"), STR(""));

    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "stukken", STR("Stukken"), STR("aantal"), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij;

        if (!w[i].uitkomst.waarde)
            continue;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, w[i].gebied->naam, w[i].href, STR(""));
        cel_getal(p, t, rij, w[i].uitkomst.waarde, 0, STR(""));
    }
    if (elders)
        tabel_noot(p, t,
                   str_fmt(p->a, "%zu %s over een groter gebied, of niet over een plek.", elders,
                           elders == 1 ? "stuk gaat" : "stukken gaan"));
    tabel_klaar(p, t, "/kennisbank");
    DOC_SET(p->a, p->boom, "tabel", t);
}

static int kaart(struct lijst *l, struct err *e)
{
    struct pagina *p = &l->p;
    const struct gebied *g = kaart_gebied(p, p->gebied);
    struct gebied_lijst leden = gebied_leden(p->g, p->a, g, p->gebiedsdatum);
    bool grenzen = kaart_heeft_grenzen(p);
    struct kaart_plekken plekken = {0};
    struct kaart_beeld beeld;
    struct kaart_waarde *w;
    size_t elders, met = 0;
    struct doc *f;
    int rc = grenzen ? plekken_lees(l, &plekken, e) : OK;

    w = waarden(l, leden, &elders);
    for (size_t i = 0; i < leden.n; i++)
        met += w[i].uitkomst.waarde > 0;
    if (rc || !met)
        return rc;
    tabel_gemeenten(l, w, leden.n, elders);
    if (p->q->format != HTTP_HTML)
        return OK;
    rc = kaart_maak(p, g, str_fmt(p->a, "Stukken per gemeente in %.*s", STR_ARG(g->naam)),
                    str_fmt(p->a, "Over %zu van de %zu gemeenten is er een stuk.", met, leden.n), w, leden.n,
                    0, STR("stukken"), grenzen, plekken.n ? &plekken : NULL, &beeld, e);
    if (rc || !beeld.svg.n)
        return rc;
    f = DOC_SET(p->a, p->boom, "kaart", doc_map(p->a));
    DOC_SET_STR(p->a, f, "id", STR("waar"));
    DOC_SET_STR(p->a, f, "titel",
                str_fmt(p->a, "Over %zu van de %zu gemeenten in %.*s is er een stuk", met, leden.n,
                        STR_ARG(g->naam)));
    DOC_SET_STR(p->a, f, "svg", beeld.svg);
    DOC_SET_BOOL(p->a, f, "is_kaart", true);
    DOC_SET(p->a, f, "noten", doc_list(p->a));
    if (grenzen)
        doc_add(p->a, doc_get(f, STR("noten")), doc_str(p->a, kaart_grens_noot(p->a, &beeld)));
    return OK;
}

/* ---- the page ---- */

static struct str zin(const struct lijst *l)
{
    struct arena *a = l->p.a;
    struct str waar = l->p.gebied->naam;

    if (!l->u.van)
        return STR("De kennisbank is nog leeg.");
    if (l->v.zoek.n && !l->u.vraag.n)
        return l->u.vraag.only_without ? STR("Zoek ook op een woord dat er wel in moet staan.")
                                       : STR("Op deze woorden valt niet te zoeken: zij zeggen alleen weinig. "
                                             "Noem een onderwerp.");
    if (l->v.zoek.n)
        return str_fmt(a, "%zu van de %zu stukken: gezocht op “%.*s”, voor %.*s.", l->u.n, l->u.van,
                       STR_ARG(l->v.zoek), STR_ARG(waar));
    if (l->kiest)
        return str_fmt(a, "%zu van de %zu stukken passen bij deze keuze, voor %.*s.", l->u.n, l->u.van,
                       STR_ARG(waar));
    return str_fmt(
        a, "%zu stukken die gaan over %.*s, of overal gelden: goede voorbeelden, factsheets en documenten.",
        l->u.n, STR_ARG(waar));
}

static void niets(struct lijst *l)
{
    struct pagina *p = &l->p;

    if (l->u.n)
        return;
    DOC_SET(
        p->a, p->boom, "niets",
        !l->u.van
            ? leeg_maak(p->a, "Nog geen stukken",
                        STR("Wie zich aanmeldt, kan een goed voorbeeld, factsheet of document toevoegen."),
                        "Voeg een stuk toe", STR("/kennisbank/nieuw"))
            : leeg_maak(p->a, "Niets gevonden",
                        STR("Probeer een ander woord, of het begin van een woord met een ster erachter: "
                            "woon* vindt ook woonzorgcomplex. Of kies een groter gebied."),
                        "Toon alles", pagina_adres(p, STR("/kennisbank"), NULL, STR(""))));
}

/* Is any of what was found made up? The page says so at its head. */
static void verzonnen(struct lijst *l)
{
    struct arena *a = l->p.a;
    size_t n = 0;

    for (size_t i = 0; i < l->u.n; i++)
        n += l->u.raak[i]->verzonnen;
    if (n)
        label_bij(a, DOC_SET(a, l->p.boom, "statussen", doc_list(a)),
                  n == l->u.n ? STR("verzonnen") : STR("deels verzonnen"));
}

static void schakels(struct lijst *l)
{
    struct pagina *p = &l->p;
    struct doc *s = DOC_SET(p->a, p->boom, "schakels", doc_list(p->a)), *x;

    x = doc_add(p->a, s, doc_map(p->a));
    DOC_SET_STR(p->a, x, "woord",
                gebied_is_gemeente(p->gebied)
                    ? str_fmt(p->a, "Voorbeelden uit gemeenten die op %.*s lijken", STR_ARG(p->gebied->naam))
                    : STR("Voorbeelden zoals mijn gemeente"));
    DOC_SET_STR(p->a, x, "adres", pagina_adres(p, STR("/kennisbank/zoals"), NULL, STR("")));
    if (!l->zicht.alles && !l->zicht.n)
        return;
    x = doc_add(p->a, s, doc_map(p->a));
    DOC_SET_STR(p->a, x, "woord", STR("Voeg een stuk toe"));
    DOC_SET_STR(p->a, x, "adres", STR("/kennisbank/nieuw"));
}

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct lijst l = {0};
    int rc = pagina_open(q, &l.p, e);

    if (!rc)
        rc = kennis_woorden_lees(l.p.c, q->a, &l.w, e);
    if (!rc)
        rc = vraag_lees(&l, e);
    if (!rc)
        rc = kennis_zicht_lees(q, l.p.c, &l.zicht, e);
    if (!rc)
        rc = kennis_zoek(l.p.c, l.p.g, q->a, &l.w, &l.zicht, &l.v, &l.u, e);
    if (!rc) {
        l.bladen = (int64_t)(l.u.n + KENNIS_BLAD - 1) / KENNIS_BLAD;
        l.blad = l.blad > l.bladen ? (l.bladen ? l.bladen : 1) : l.blad;
        DOC_SET_STR(q->a, l.p.boom, "titel", STR("Kennisbank"));
        DOC_SET_STR(q->a, l.p.boom, "antwoord", zin(&l));
        pagina_kruimel(&l.p, STR("Kennis"), STR(""));
        verzonnen(&l);
        zoek_vorm(&l);
        schakels(&l);
        rc = dingen(&l, e);
    }
    if (!rc) {
        tabel_stukken(&l);
        bladen(&l);
        niets(&l);
        rc = kaart(&l, e);
    }
    if (!rc)
        pagina_klaar(&l.p, r);
    pagina_sluit(&l.p);
    return rc;
}

static const struct http_param params[] = {
    {"zoek", "woorden; met aanhalingstekens naast elkaar, - ervoor: zonder, * erachter: begint zo",
     PARAM_QUERY, false, false},
    {"soort", "alleen deze soort", PARAM_QUERY, false, false},
    {"thema", "alleen dit thema", PARAM_QUERY, false, false},
    {"woningtype", "alleen dit woningtype", PARAM_QUERY, false, false},
    {"bronvan", "bron van dit jaar of later", PARAM_QUERY, false, false},
    {"brontot", "bron van dit jaar of eerder", PARAM_QUERY, false, false},
    {"staat", "concept, gepubliceerd of ingetrokken", PARAM_QUERY, false, false},
    {"orde", "relevant, datum of titel", PARAM_QUERY, false, false},
    {"blad", "welke bladzijde", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};

const struct http_route kennis_routes[] = {
    {"GET", "/kennisbank", lijst_get, "kennisbank", "Zoek in de kennisbank",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE, params, .recht = RECHT_PUBLIEK},
    {0},
};
