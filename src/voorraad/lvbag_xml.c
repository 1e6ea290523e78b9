/* SPDX-License-Identifier: EUPL-1.2
 * One XML file of an LVBAG 2.0 extract: the fields we use of each object that is current on the peildatum. */
#include "tabel/xmlvlug.h"
#include "voorraad/lvbag_intern.h"

#include <stdlib.h>
#include <string.h>

static const char *const vbo_status[] = {
    "Verblijfsobject in gebruik",        "Verblijfsobject in gebruik (niet ingemeten)",
    "Verblijfsobject buiten gebruik",    "Verbouwing verblijfsobject",
    "Verblijfsobject gevormd",           "Verblijfsobject ingetrokken",
    "Niet gerealiseerd verblijfsobject", "Verblijfsobject ten onrechte opgevoerd"};
static const char *const pnd_status[] = {"Bouwvergunning verleend",
                                         "Bouw gestart",
                                         "Pand in gebruik (niet ingemeten)",
                                         "Pand in gebruik",
                                         "Verbouwing pand",
                                         "Sloopvergunning verleend",
                                         "Pand buiten gebruik",
                                         "Pand gesloopt",
                                         "Niet gerealiseerd pand",
                                         "Pand ten onrechte opgevoerd"};

struct object { /* the one being read, whatever its kind */
    uint64_t id, nummer, openbareruimte;
    uint32_t woonplaats, gemeente, voorkomen, huisnummer, postcode, pand, n_panden, x, y;
    date_t begin, eind;
    bool registratie_uit, inactief, definitief;
    uint16_t m2, jaar;
    uint8_t status, doel;
};

struct lezer {
    struct lv_deel *d;
    date_t peildatum;
    enum lvbag_soort soort; /* of o */
    bool nieuw, wordt;      /* in a mutation: a toevoeging; what comes out of it */
    struct object o;
};

static uint64_t getal(struct str s, uint64_t anders)
{
    uint64_t v = 0;

    if (!s.n || s.n > 19)
        return anders;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return anders;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    return v;
}

static uint32_t getal32(struct str s, uint32_t anders)
{
    uint64_t v = getal(s, anders);

    return v > UINT32_MAX ? anders : (uint32_t)v;
}

static date_t datum(struct str s) /* "2013-11-06" or with a time; the end of time when it is none */
{
    date_t d = DATE_OPEN;

    if (s.n >= 10 && s.p[4] == '-' && s.p[7] == '-')
        d = (date_t)(getal(str_sub(s, 0, 4), 9999) * 10000 + getal(str_sub(s, 5, 7), 99) * 100 +
                     getal(str_sub(s, 8, 10), 99));
    return d;
}

static uint8_t woord(const char *const *at, size_t n, struct str s)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(s, at[i]))
            return (uint8_t)i;
    return LV_STATUS_ONBEKEND;
}

static uint32_t postcode(struct str s)
{
    if (s.n != 6 || s.p[4] < 'A' || s.p[4] > 'Z' || s.p[5] < 'A' || s.p[5] > 'Z')
        return UINT32_MAX;
    return getal32(str_sub(s, 0, 4), 0) * 676 + (uint32_t)(s.p[4] - 'A') * 26 + (uint32_t)(s.p[5] - 'A');
}

/* A number with decimals at *at, in thousandths; false at the end. */
static bool coordinaat(struct str s, size_t *at, int64_t *ret)
{
    int64_t v = 0;
    int cijfers = 0, achter = -1;
    bool min = false;

    while (*at < s.n && strchr(" \n\r\t", s.p[*at]))
        ++*at;
    if (*at < s.n && s.p[*at] == '-') {
        min = true;
        ++*at;
    }
    for (; *at < s.n && ((s.p[*at] >= '0' && s.p[*at] <= '9') || (s.p[*at] == '.' && achter < 0)); ++*at) {
        if (s.p[*at] == '.') {
            achter = 0;
        } else if (achter < 3 && ++cijfers < 16) {
            v = v * 10 + (s.p[*at] - '0');
            achter += achter >= 0;
        }
    }
    for (achter = achter < 0 ? 0 : achter; achter < 3; achter++)
        v *= 10;
    *ret = min ? -v : v;
    return cijfers > 0;
}

static void plaats_zet(struct object *o, int64_t x, int64_t y)
{
    if (x > 0 && y > 0 && x < UINT32_MAX && y < UINT32_MAX) {
        o->x = (uint32_t)x;
        o->y = (uint32_t)y;
    }
}

/* A point; or a surface (few have one), of which the middle of its corners stands for it. Three numbers a
 * corner when there are as many as that makes whole, else two. */
static void plaats(struct object *o, struct str s, bool vlak)
{
    int64_t c[3], sx = 0, sy = 0, n = 0;
    size_t at = 0, tel = 0;
    int maat;

    for (size_t i = 0; coordinaat(s, &i, &c[0]);)
        tel++;
    maat = tel % 3 == 0 && tel >= (vlak ? 12 : 3) ? 3 : 2;
    for (;;) {
        int k = 0;

        while (k < maat && coordinaat(s, &at, &c[k]))
            k++;
        if (k < maat)
            break;
        sx += c[0];
        sy += c[1];
        n++;
        if (!vlak)
            break;
    }
    if (n > 1 && vlak) { /* the ring closes on its first corner */
        size_t begin = 0;

        if (coordinaat(s, &begin, &c[0]) && coordinaat(s, &begin, &c[1])) {
            sx -= c[0];
            sy -= c[1];
            n--;
        }
    }
    if (n)
        plaats_zet(o, sx / n, sy / n);
}

/* Is a name this one? Millions of times: the length is known when compiling. */
#define IS(s, woord) ((s).n == sizeof(woord) - 1 && !memcmp((s).p, woord, sizeof(woord) - 1))

/* What is the same for every kind. */
static bool gemeen(struct lezer *l, struct str naam, struct str t)
{
    struct object *o = &l->o;

    if (IS(naam, "identificatie"))
        o->id = getal(t, UINT64_MAX);
    else if (IS(naam, "voorkomenidentificatie"))
        o->voorkomen = getal32(t, 0);
    else if (IS(naam, "beginGeldigheid"))
        o->begin = datum(t);
    else if (IS(naam, "eindGeldigheid"))
        o->eind = datum(t);
    else if (IS(naam, "eindRegistratie"))
        o->registratie_uit = true;
    else if (IS(naam, "tijdstipInactief") || IS(naam, "tijdstipInactiefLV") || IS(naam, "tijdstipNietBagLV"))
        o->inactief = true;
    else
        return false;
    return true;
}

static void veld(struct lezer *l, struct str naam, struct str t)
{
    struct object *o = &l->o;

    if (gemeen(l, naam, t))
        return;
    switch (l->soort) {
    case LV_VBO:
        if (IS(naam, "NummeraanduidingRef")) {
            if (o->nummer == UINT64_MAX) /* the main address comes first */
                o->nummer = getal(t, UINT64_MAX);
        } else if (IS(naam, "gebruiksdoel")) {
            o->doel |= IS(t, "woonfunctie") ? 1 : 2;
        } else if (IS(naam, "oppervlakte")) {
            uint64_t m2 = getal(t, UINT64_MAX);

            o->m2 = m2 == UINT64_MAX ? UINT16_MAX : m2 > 65534 ? 65534 : (uint16_t)m2;
        } else if (IS(naam, "status")) {
            o->status = woord(vbo_status, sizeof vbo_status / sizeof *vbo_status, t);
        } else if (IS(naam, "pos")) {
            plaats(o, t, false);
        } else if (IS(naam, "posList")) {
            if (o->x == UINT32_MAX)
                plaats(o, t, true);
        } else if (IS(naam, "PandRef")) {
            VEC_PUSH(&l->d->a, &l->d->pandref, getal(t, UINT64_MAX));
            o->n_panden++;
        }
        break;
    case LV_PND:
        if (IS(naam, "oorspronkelijkBouwjaar"))
            o->jaar = (uint16_t)getal(t, UINT16_MAX);
        else if (IS(naam, "status"))
            o->status = woord(pnd_status, sizeof pnd_status / sizeof *pnd_status, t);
        break;
    case LV_NUM:
        if (IS(naam, "huisnummer"))
            o->huisnummer = getal32(t, UINT32_MAX);
        else if (IS(naam, "postcode"))
            o->postcode = postcode(t);
        else if (IS(naam, "OpenbareRuimteRef"))
            o->openbareruimte = getal(t, UINT64_MAX);
        else if (IS(naam, "WoonplaatsRef"))
            o->woonplaats = getal32(t, 0);
        break;
    default:
        if (IS(naam, "WoonplaatsRef"))
            o->woonplaats = getal32(t, 0);
    }
}

static void object_mutatie(struct lezer *l, bool geldt)
{
    struct lv_deel *d = l->d;
    const struct object *o = &l->o;
    struct lv_mut m = {
        .soort = l->soort, .nieuw = l->nieuw, .geldt = geldt, .id = o->id, .voorkomen = o->voorkomen};

    if (l->soort == LV_VBO)
        m.vbo = (struct lv_vbo){o->id, o->nummer,    o->pand, o->n_panden, o->x,
                                o->y,  o->voorkomen, o->m2,   o->status,   o->doel};
    else if (l->soort == LV_PND)
        m.pnd = (struct lv_pnd){o->id, o->voorkomen, o->jaar, o->status};
    else if (l->soort == LV_NUM)
        m.num = (struct lv_num){o->id,         o->openbareruimte, o->postcode,
                                o->huisnummer, o->woonplaats,     o->voorkomen};
    else
        m.opr = (struct lv_opr){o->id, o->woonplaats, o->voorkomen};
    VEC_PUSH(&d->a, &d->mut, m);
}

static void object_klaar(struct lezer *l)
{
    struct lv_deel *d = l->d;
    struct object *o = &l->o;
    bool geldt = !(o->registratie_uit || o->inactief || o->begin > l->peildatum || o->eind <= l->peildatum);

    d->voorkomens++;
    if (o->id == UINT64_MAX) {
        d->pandref.n = o->pand;
        return;
    }
    if (d->soort == LV_MUT) {
        object_mutatie(l, geldt);
        return;
    }
    if (d->mutaties && lvbag_mutatie_raakt(d->mutaties, l->soort, o->id, o->voorkomen))
        geldt = false;
    if (!geldt) {
        d->pandref.n = o->pand;
        return;
    }
    switch (l->soort) {
    case LV_VBO:
        VEC_PUSH(&d->a, &d->vbo,
                 (struct lv_vbo){o->id, o->nummer, o->pand, o->n_panden, o->x, o->y, o->voorkomen, o->m2,
                                 o->status, o->doel});
        break;
    case LV_PND:
        VEC_PUSH(&d->a, &d->pnd, (struct lv_pnd){o->id, o->voorkomen, o->jaar, o->status});
        break;
    case LV_NUM:
        VEC_PUSH(&d->a, &d->num,
                 (struct lv_num){o->id, o->openbareruimte, o->postcode, o->huisnummer, o->woonplaats,
                                 o->voorkomen});
        break;
    default:
        VEC_PUSH(&d->a, &d->opr, (struct lv_opr){o->id, o->woonplaats, o->voorkomen});
    }
}

static void object_begin(struct lezer *l)
{
    l->o = (struct object){.id = UINT64_MAX,
                           .nummer = UINT64_MAX,
                           .openbareruimte = UINT64_MAX,
                           .huisnummer = UINT32_MAX,
                           .postcode = UINT32_MAX,
                           .x = UINT32_MAX,
                           .y = UINT32_MAX,
                           .eind = DATE_OPEN,
                           .m2 = UINT16_MAX,
                           .jaar = UINT16_MAX,
                           .status = LV_STATUS_ONBEKEND,
                           .pand = (uint32_t)l->d->pandref.n};
}

/* The relation file: woonplaats and gemeente are told apart by the element around their identificatie. */
static void relatie_veld(struct lezer *l, const struct xmlvlug *x)
{
    struct object *o = &l->o;

    if (str_is(x->naam, "begindatumTijdvakGeldigheid"))
        o->begin = datum(x->tekst);
    else if (str_is(x->naam, "einddatumTijdvakGeldigheid"))
        o->eind = datum(x->tekst);
    else if (str_is(x->naam, "status"))
        o->definitief = str_is(x->tekst, "definitief");
    else if (str_is(x->naam, "identificatie") && x->diepte &&
             str_ends(x->open[x->diepte - 1], STR("gerelateerdeWoonplaats")))
        o->woonplaats = getal32(x->tekst, 0);
    else if (str_is(x->naam, "identificatie") && x->diepte &&
             str_ends(x->open[x->diepte - 1], STR("gerelateerdeGemeente")))
        o->gemeente = getal32(x->tekst, 0);
}

static const struct str objecten[LV_SOORTEN] = {{"Verblijfsobject", 15},
                                                {"Pand", 4},
                                                {"Nummeraanduiding", 16},
                                                {"OpenbareRuimte", 14},
                                                {"GemeenteWoonplaatsRelatie", 25},
                                                {"-", 1},
                                                {"-", 1}};

/* Does an object begin here? In a file of mutations of any kind, but only what comes out of a mutation. */
static bool begint(struct lezer *l, struct str naam)
{
    if (l->d->soort != LV_MUT) {
        l->soort = l->d->soort;
        return str_eq(naam, objecten[l->soort]);
    }
    if (IS(naam, "toevoeging") || IS(naam, "wijziging"))
        l->nieuw = IS(naam, "toevoeging");
    else if (IS(naam, "was") || IS(naam, "wordt"))
        l->wordt = IS(naam, "wordt");
    for (int k = 0; l->wordt && k <= LV_OPR; k++)
        if (str_eq(naam, objecten[k])) {
            l->soort = (enum lvbag_soort)k;
            return true;
        }
    return false;
}

static void kop_veld(struct lv_deel *d, const struct xmlvlug *x)
{
    if (IS(x->naam, "StandTechnischeDatum")) {
        d->stand = datum(x->tekst);
    } else if (IS(x->naam, "MutatiedatumVanaf")) {
        d->vanaf = datum(x->tekst);
    } else if (IS(x->naam, "MutatiedatumTot")) {
        d->tot = datum(x->tekst);
    } else if (IS(x->naam, "Gebied-NLD")) {
        d->landelijk = true;
    } else if (IS(x->naam, "GemeenteIdentificatie")) {
        d->gemeente = getal32(x->tekst, 0);
        d->gemeenten++;
    }
}

int lvbag_xml(struct lv_deel *d, struct str bytes, date_t peildatum, struct err *e)
{
    struct lezer l = {.d = d, .peildatum = peildatum};
    struct xmlvlug x;
    bool binnen = false, iets = false;
    int rc;

    xmlvlug_init(&x, bytes);
    while ((rc = xmlvlug_volgende(&x, e)) > 0) {
        iets = true;
        if (rc == XV_BEGIN) {
            if (d->kop && (IS(x.naam, "standBestand") || IS(x.naam, "mutatieBericht")))
                return OK;
            if (d->soort == LV_MUT && IS(x.naam, "verwijdering"))
                return err_set(
                    e, ERR_DATA,
                    "hier wordt een voorkomen verwijderd; dat komt in mutaties van de BAG niet voor");
            if (!binnen && begint(&l, x.naam)) {
                binnen = true;
                object_begin(&l);
            }
        } else if (binnen && str_eq(x.naam, objecten[l.soort])) {
            binnen = false;
            if (d->soort == LV_GWR) {
                if (l.o.definitief && l.o.begin <= peildatum && peildatum < l.o.eind)
                    VEC_PUSH(&d->a, &d->gwr, (struct lv_gwr){l.o.woonplaats, l.o.gemeente});
            } else {
                object_klaar(&l);
            }
        } else if (x.blad && binnen) {
            if (d->soort == LV_GWR)
                relatie_veld(&l, &x);
            else
                veld(&l, x.naam, x.tekst);
        } else if (x.blad) {
            kop_veld(d, &x);
        }
        if (d->soort == LV_LEVERING && d->voorkomens > 100000)
            break;
    }
    return rc < 0 ? rc : iets ? OK : err_set(e, ERR_DATA, "er staat geen XML in");
}
