/* SPDX-License-Identifier: EUPL-1.2
 * The resource of afspraken: each promise with the afspraak that it stands in, what was reached of it and why
 * it is judged so. What people typed in of each other (who entered it) is not open data. */
#include "api/api.h"

#include "afspraak/afspraak.h"

#define F(naam, soort, lid, vlag, tekst, vb)                                                                 \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct afspraak_ding, lid), NULL, NULL, NULL                  \
    }
#define L(naam, soort, vlag, tekst, vb, fn)                                                                  \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, fn, NULL, NULL                                                      \
    }
#define J(naam, soort, vlag, tekst, vb)                                                                      \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, NULL, NULL, NULL                                                    \
    }

static struct doc *getal_of_null(const struct api *x, bool er, int64_t v)
{
    return er ? doc_int(x->a, v) : doc_null(x->a);
}

static struct doc *aantal_lees(const struct api *x, const void *ding)
{
    const struct afspraak_ding *d = ding;

    return getal_of_null(x, !d->daad, d->aantal);
}

static struct doc *beloofd_lees(const struct api *x, const void *ding)
{
    const struct afspraak_ding *d = ding;

    return getal_of_null(x, d->geteld, d->beloofd);
}

static struct doc *gehaald_lees(const struct api *x, const void *ding)
{
    const struct afspraak_ding *d = ding;

    return getal_of_null(x, d->geteld, d->gehaald);
}

static struct doc *percentage_lees(const struct api *x, const void *ding)
{
    const struct afspraak_ding *d = ding;

    return getal_of_null(x, d->geteld, d->percentage);
}

/* A year of the path, as a tree. */
static struct doc *jaar_doc(const struct api *x, const struct voortgang_jaar *j)
{
    struct doc *d = doc_map(x->a);

    DOC_SET_INT(x->a, d, "jaar", j->jaar);
    DOC_SET_INT(x->a, d, "beloofd", j->pad);
    DOC_SET(x->a, d, "gehaald", getal_of_null(x, j->deel.er, j->deel.min));
    DOC_SET_BOOL(x->a, d, "minstens", j->deel.er && (!j->deel.max_er || j->deel.max != j->deel.min));
    DOC_SET_INT(x->a, d, "beloofdSom", j->pad_som);
    DOC_SET(x->a, d, "gehaaldSom", getal_of_null(x, j->som.er, j->som.min));
    DOC_SET(x->a, d, "herkomst", j->adres.n ? doc_str(x->a, j->adres) : doc_null(x->a));
    return d;
}

static struct doc *jaren_lees(const struct api *x, const void *ding)
{
    const struct afspraak_ding *d = ding;
    const struct voortgang *v = d->voortgang;
    struct doc *l = doc_list(x->a);

    for (size_t i = 0; v && i < v->n; i++)
        doc_add(x->a, l, jaar_doc(x, &v->jaar[i]));
    return l;
}

static const struct veld jaar_velden[] = {
    J("jaar", VELD_KLEIN, 0, "het jaar", "2025"),
    J("beloofd", VELD_GETAL, 0, "wat voor dit jaar beloofd is", "100"),
    J("gehaald", VELD_GETAL, VELD_LEEG, "wat er in dit jaar gehaald is; null: geen cijfer, dat is geen nul",
      "82"),
    J("minstens", VELD_JANEE, 0, "of het minstens zoveel is, omdat een deel ontbreekt of niet openbaar is",
      "false"),
    J("beloofdSom", VELD_GETAL, 0, "wat tot en met dit jaar beloofd is", "200"),
    J("gehaaldSom", VELD_GETAL, VELD_LEEG, "wat tot en met dit jaar gehaald is; null: niet te zeggen", "170"),
    J("herkomst", VELD_TEKST, VELD_LEEG, "het cijfer waarmee dit jaar gemeten is: /v1/cijfers/{id}/herkomst",
      "\"12\""),
    {0}};

const struct veld afspraak_velden[] = {
    F("id", VELD_TEKST, id, 0, "nummers van afspraak en belofte", "\"1-1\""),
    F("afspraak", VELD_GETAL, afspraak, 0, "het nummer van de afspraak", "1"),
    F("belofte", VELD_GETAL, belofte, 0, "het nummer van de belofte daarin", "1"),
    F("soort", VELD_TEKST, soort, VELD_FILTER, "de soort afspraak", "\"woondeal\""),
    F("titel", VELD_TEKST, titel, 0, "hoe de afspraak heet", "\"Woondeal Zuid-Limburg (verzonnen)\""),
    F("bron", VELD_TEKST, bron, 0, "waar de afspraak staat", "\"verzonnen voor de demo\""),
    F("gesloten", VELD_DATUM, gesloten, VELD_LEEG, "wanneer zij gesloten is; null: niet bekend",
      "\"2023-03-09\""),
    F("gebied", VELD_TEKST, gebied, VELD_FILTER, "code van het gebied van de belofte", "\"VD04\""),
    F("gebiedNaam", VELD_TEKST, waar, 0, "de naam van dat gebied", "\"Parkstad\""),
    F("toezegging", VELD_TEKST, toezegging, 0, "wat beloofd is", "\"Zorggeschikte woningen bouwen\""),
    F("wie", VELD_TEKST, wie, 0, "wie dat belooft", "\"Gemeente Heerlen\""),
    F("partijen", VELD_KLEIN, partijen, 0, "hoeveel organisaties dat zijn", "1"),
    F("bevestigd", VELD_KLEIN, bevestigd, 0, "hoeveel daarvan het bevestigden", "1"),
    F("betwist", VELD_KLEIN, betwist, 0, "hoeveel daarvan het betwisten", "0"),
    F("daad", VELD_JANEE, daad, 0, "of het een daad is, en geen aantal", "false"),
    F("uiterlijk", VELD_DATUM, uiterlijk, VELD_LEEG, "van een daad: de dag waarop zij gedaan moet zijn",
      "null"),
    F("gedaan", VELD_DATUM, gedaan, VELD_LEEG, "van een daad: de dag waarop zij gedaan is", "null"),
    F("onderwerp", VELD_TEKST, onderwerp, VELD_LEEG, "van een aantal: met welk onderwerp het gemeten wordt",
      "\"realisatie\""),
    F("woningtype", VELD_TEKST, woningtype, VELD_LEEG, "van welk woningtype; null: niet gesplitst",
      "\"zorggeschikt\""),
    F("cijferbron", VELD_TEKST, cijferbron, VELD_LEEG,
      "uit welke bron; null: elke, maar nooit twee in één som", "null"),
    F("definitieset", VELD_TEKST, definitieset, VELD_LEEG,
      "volgens welke definities; null: die van het eerste cijfer", "null"),
    L("aantal", VELD_GETAL, VELD_LEEG, "hoeveel beloofd is, over alle jaren", "700", aantal_lees),
    F("van", VELD_KLEIN, van, VELD_LEEG, "het eerste jaar", "2024"),
    F("tot", VELD_KLEIN, tot, VELD_LEEG, "het laatste jaar", "2030"),
    {"jaren", VELD_DELEN, "het pad per jaar, en wat gehaald is", NULL, 0, 0, jaren_lees, jaar_velden, NULL},
    {"klasse", VELD_TEKST, "hoe het ervoor staat", "\"achter\"", VELD_FILTER,
     offsetof(struct afspraak_ding, klasse), NULL, NULL,
     "ingetrokken|nog-niet|goed|geen-cijfer|onzeker|let-op|achter"},
    F("stand", VELD_TEKST, stand, 0, "het oordeel in woorden", "\"achter\""),
    F("waarom", VELD_TEKST, waarom, 0, "waarom, in een zin",
      "\"In 2024 zijn 82 van de 100 beloofde woningen gehaald.\""),
    F("regelboek", VELD_TEKST, boek, VELD_LEEG, "het regelboek waarmee geoordeeld is", "\"drie-jaar\""),
    L("beloofd", VELD_GETAL, VELD_LEEG,
      "wat beloofd is in de jaren die het regelboek telt; null: niets te tellen", "100", beloofd_lees),
    L("gehaald", VELD_GETAL, VELD_LEEG, "wat daarvan gehaald is", "82", gehaald_lees),
    F("minstens", VELD_JANEE, minstens, 0, "of dat minstens zoveel is", "false"),
    L("percentage", VELD_GETAL, VELD_LEEG, "gehaald van beloofd, half omhoog afgerond", "82",
      percentage_lees),
    F("verzonnen", VELD_JANEE, verzonnen, VELD_FILTER, "verzonnen voor de demo", "true"),
    {0},
};

static struct str wie_tekst(struct arena *a, const struct belofte *b)
{
    struct buf s;

    buf_init(&s, a, 20000);
    for (size_t i = 0; i < b->n_partij; i++)
        buf_fmt(&s, "%s%.*s", i ? ", " : "", STR_ARG(b->partij[i].naam));
    if (b->door.n)
        buf_fmt(&s, "%s%.*s", b->n_partij ? ", " : "", STR_ARG(b->door));
    return buf_str(&s);
}

static struct afspraak_ding ding_van(struct api *x, const struct afspraak *f, const struct belofte *b)
{
    const struct afspraak_oordeel *o = &b->oordeel;
    struct afspraak_ding d = {.id = str_fmt(x->a, "%lld-%lld", (long long)f->id, (long long)b->nummer),
                              .afspraak = f->id,
                              .belofte = b->nummer,
                              .soort = f->soort,
                              .titel = f->titel,
                              .bron = f->bron,
                              .gesloten = f->gesloten,
                              .gebied = b->gebied->code,
                              .waar = b->gebied->naam,
                              .toezegging = b->toezegging,
                              .wie = wie_tekst(x->a, b),
                              .partijen = (int)b->n_partij,
                              .daad = !b->cijfer,
                              .uiterlijk = b->uiterlijk,
                              .gedaan = b->gedaan ? b->gedaan_op : 0,
                              .onderwerp = b->onderwerp,
                              .woningtype = b->woningtype,
                              .cijferbron = b->cijferbron,
                              .definitieset = b->definitieset,
                              .aantal = b->aantal,
                              .van = b->van,
                              .tot = b->tot,
                              .klasse = str_from(afspraak_klassen[b->klasse].code),
                              .stand = belofte_stand_tekst(x->a, b),
                              .waarom = belofte_zin(x->a, b, x->datum),
                              .boek = o->boek ? o->boek->code : STR(""),
                              .geteld = o->trede != NULL,
                              .beloofd = o->pad,
                              .gehaald = o->uit.min,
                              .minstens = o->trede && (!o->uit.max_er || o->uit.max != o->uit.min),
                              .percentage = o->percent,
                              .verzonnen = f->verzonnen,
                              .voortgang = b->cijfer ? &b->voortgang : NULL};

    for (size_t i = 0; i < b->n_partij; i++) {
        d.bevestigd += str_is(b->partij[i].oordeel, "bevestigd");
        d.betwist += str_is(b->partij[i].oordeel, "betwist");
    }
    return d;
}

int afspraken_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    struct afspraak_blik blik = {.dag = x->datum, .gebiedsdatum = x->datum, .boek = STR("")};
    VEC(struct afspraak_ding) v = {0};
    struct afspraak_regels regels;
    struct afspraak *f;
    size_t n = 0;
    int rc = afspraak_regels_nu(x->c, x->a, &regels, e);

    if (!rc)
        rc = afspraken_lees(x->c, x->g, x->a, 0, 0, &f, &n, e);
    if (!rc)
        rc = afspraken_meet(x->c, x->g, x->a, &regels, &blik, f, n, e);
    for (size_t i = 0; !rc && i < n; i++)
        for (size_t k = 0; k < f[i].n; k++)
            VEC_PUSH(x->a, &v, ding_van(x, &f[i], &f[i].belofte[k]));
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}
