/* SPDX-License-Identifier: EUPL-1.2
 * Reads the picture and makes its parts: cards, table, sentence, account, attention. */
#include "overzicht/beeld.h"

#include "base/num.h"

const struct woningtype woningtypen[WONINGTYPEN] = {
    {"nultreden", "Nultreden", TINT_NULTREDEN},
    {"geclusterd", "Geclusterd", TINT_GECLUSTERD},
    {"zorggeschikt", "Zorggeschikt", TINT_ZORGGESCHIKT},
};
static const char *const onderwerpen[BEELD_SOORTEN] = {"opgave", "plannen-hard", "plannen-zacht",
                                                       "realisatie"};

static struct cijfer_uitkomst plannen_samen(struct arena *a, const struct cijfer_uitkomst *hard,
                                            const struct cijfer_uitkomst *zacht)
{
    struct cijfer_uitkomst u;

    cijfer_samen(a, &u, hard, true);
    cijfer_samen(a, &u, zacht, false);
    return u;
}

static void regel_reken(struct arena *a, struct beeld_regel *r)
{
    r->plannen = plannen_samen(a, &r->soort[BEELD_HARD], &r->soort[BEELD_ZACHT]);
    r->dekking =
        indicator_uitkomst(indicator_bij_code(STR("dekkingsgraad")), &r->plannen, &r->soort[BEELD_OPGAVE]);
}

/* Of which gemeenten the plannen lack, of the first woningtype; whatever the indeling. */
static int leemten_lees(struct pagina *p, const struct gebied *gebied, struct beeld *b, struct err *e)
{
    struct cijfer_tabel deel[2];
    int rc = OK;

    for (int s = 0; !rc && s < 2; s++) {
        struct cijfer_vraag v = pagina_vraag(p, onderwerpen[BEELD_HARD + s], woningtypen[0].code);

        v.binnen = gebied->code;
        v.indeling = STR("gemeente");
        rc = cijfer_tabel_lees(p->c, p->g, p->a, &v, &deel[s], e);
    }
    if (rc)
        return rc;
    b->zonder = ARENA_ARRAY(p->a, struct str, deel[0].n + 1);
    for (size_t i = 0; i < deel[0].n && i < deel[1].n; i++) {
        const struct cijfer_uitkomst u = plannen_samen(p->a, &deel[0].rij[i], &deel[1].rij[i]);

        leemten_tel(&b->leemten, &u);
        if (cijfer_leemte(&u) == LEEMTE_NIET_GELEVERD)
            b->zonder[b->n_zonder++] = u.gebied->naam;
    }
    return OK;
}

int beeld_lees(struct pagina *p, const struct gebied *gebied, struct str indeling, struct beeld *ret,
               struct err *e)
{
    struct arena *a = p->a;
    struct beeld b = {0};

    for (int t = 0; t < WONINGTYPEN; t++) {
        for (int s = 0; s < BEELD_SOORTEN; s++) {
            struct cijfer_vraag v = pagina_vraag(p, onderwerpen[s], woningtypen[t].code);
            struct cijfer_tabel tabel;
            int rc;

            v.binnen = gebied->code;
            v.indeling = indeling;
            rc = cijfer_tabel_lees(p->c, p->g, a, &v, &tabel, e);
            if (rc)
                return rc;
            if (!t)
                b.bron[s] = tabel;
            if (!t && !s) {
                b.n = tabel.n;
                b.gebied = ARENA_ARRAY(a, const struct gebied *, b.n);
                b.naam = ARENA_ARRAY(a, struct str, b.n);
                for (size_t i = 0; i < b.n; i++) {
                    b.gebied[i] = tabel.rij[i].gebied;
                    b.naam[i] = cijfer_gebied_naam(a, &tabel.rij[i]);
                }
            }
            if (!s)
                b.regel[t] = ARENA_ARRAY(a, struct beeld_regel, b.n);
            for (size_t i = 0; i < b.n && i < tabel.n; i++)
                b.regel[t][i].soort[s] = tabel.rij[i];
            b.totaal[t].soort[s] = tabel.totaal;
        }
        for (size_t i = 0; i < b.n; i++)
            regel_reken(a, &b.regel[t][i]);
        regel_reken(a, &b.totaal[t]);
    }
    *ret = b;
    return leemten_lees(p, gebied, ret, e);
}

bool beeld_leeg(const struct beeld *b)
{
    for (int t = 0; t < WONINGTYPEN; t++)
        for (int s = 0; s < BEELD_SOORTEN; s++)
            if (b->totaal[t].soort[s].heeft)
                return false;
    return true;
}

struct str beeld_herkomst(struct pagina *p, const char *onderwerp, const struct woningtype *t,
                          const struct cijfer_uitkomst *u)
{
    struct cijfer_vraag v = pagina_vraag(p, onderwerp, t ? t->code : "");

    if (!u->heeft)
        return STR("");
    return herkomst_adres(p, cijfer_adres(p->a, &v, u));
}

static struct str reden(const struct cijfer_uitkomst *u)
{
    return cijfer_ontbreekt_naam(u->heeft ? ONTBREEKT_NIET : u->ontbreekt);
}

/* The bronnen of n rows of figures, each once, with the day that its figures are of. */
static struct str bron_regel(struct pagina *p, const struct beeld_regel *const *r, size_t n)
{
    struct arena *a = p->a;
    struct buf b;
    struct str gezien[WONINGTYPEN * BEELD_SOORTEN];
    size_t n_gezien = 0;

    buf_init(&b, a, 2000);
    for (size_t i = 0; i < n * BEELD_SOORTEN; i++) {
        const struct cijfer_uitkomst *u = &r[i / BEELD_SOORTEN]->soort[i % BEELD_SOORTEN];
        struct str dit;
        bool al = false;

        if (!u->heeft || !u->bron)
            continue;
        dit = str_fmt(a, "%.*s, %.*s", STR_ARG(u->bron->naam), STR_ARG(date_nl(a, u->periode_tot)));
        for (size_t k = 0; k < n_gezien; k++)
            al = al || str_eq(gezien[k], dit);
        if (al)
            continue;
        buf_fmt(&b, "%s%.*s", n_gezien ? "; " : "", STR_ARG(dit));
        gezien[n_gezien++] = dit;
    }
    return buf_str(&b);
}

bool beeld_te_weinig(const struct beeld_regel *r)
{
    return r->plannen.heeft && r->plannen.aanwezig * 2 < r->plannen.verwacht;
}

static struct str bijzin(struct pagina *p, const struct beeld_regel *r)
{
    struct arena *a = p->a;
    const struct cijfer_uitkomst *opgave = &r->soort[BEELD_OPGAVE];

    if (!r->plannen.heeft && !opgave->heeft)
        return STR("geen plannen en geen opgave geleverd");
    if (!r->plannen.heeft)
        return str_fmt(a, "plannen niet geleverd; opgave %.*s", STR_ARG(cijfer_tekst(a, opgave, 0)));
    if (!opgave->heeft)
        return STR("gepland; opgave niet geleverd");
    if (!r->dekking.heeft)
        return str_fmt(a, "gepland; opgave %.*s (%d van %d gebieden)", STR_ARG(cijfer_tekst(a, opgave, 0)),
                       opgave->aanwezig, opgave->verwacht);
    if (beeld_te_weinig(r) && r->plannen.verwacht == 1)
        return str_fmt(a, "gepland, een deel is niet %s; opgave %.*s",
                       r->plannen.vlag & VLAG_DEEL_ONDERDRUKT ? "openbaar" : "geleverd",
                       STR_ARG(cijfer_tekst(a, opgave, 0)));
    if (beeld_te_weinig(r))
        return str_fmt(a, "gepland in %d van de %d gemeenten; opgave %.*s", r->plannen.aanwezig,
                       r->plannen.verwacht, STR_ARG(cijfer_tekst(a, opgave, 0)));
    return str_fmt(a, "van %.*s gepland\xC2\xA0· %.*s", STR_ARG(cijfer_tekst(a, opgave, 0)),
                   STR_ARG(percent_tekst(a, &r->dekking)));
}

struct doc *beeld_kaartje(struct pagina *p, const struct woningtype *t, const struct gebied *g,
                          const struct beeld_regel *r)
{
    static const char *const woorden[BEELD_SOORTEN] = {"Opgave", "Hard", "Zacht", "Gebouwd"};
    struct arena *a = p->a;
    struct doc *d = doc_map(a), *rijen = DOC_SET(a, d, "rijen", doc_list(a)),
               *labels = DOC_SET(a, d, "labels", doc_list(a));
    struct grafiek_staaf staaf[BEELD_SOORTEN];
    struct buf lees;

    buf_init(&lees, a, 600);
    for (int s = 0; s < BEELD_SOORTEN; s++) {
        const struct cijfer_uitkomst *u = &r->soort[s];
        struct doc *rij = doc_add(a, rijen, doc_map(a));

        staaf[s] = (struct grafiek_staaf){.label = str_from(woorden[s]),
                                          .ontbreekt = !u->heeft,
                                          .waarde = u->waarde,
                                          .tekst = u->heeft ? cijfer_tekst(a, u, 0) : STR("–"),
                                          .tint = s == BEELD_OPGAVE    ? TINT_OPGAVE
                                                  : s == BEELD_GEBOUWD ? TINT_GEBOUWD
                                                                       : t->tint,
                                          .vulling = s == BEELD_ZACHT ? VULLING_STREEP : VULLING_VOL};
        DOC_SET_STR(a, rij, "wat", str_from(woorden[s]));
        DOC_SET_STR(a, rij, "code", str_from(onderwerpen[s]));
        DOC_SET(a, rij, "waarde", u->heeft ? doc_int(a, u->waarde) : doc_null(a));
        DOC_SET_STR(a, rij, "tekst", u->heeft ? cijfer_tekst(a, u, 0) : reden(u));
        DOC_SET_INT(a, rij, "aanwezig", u->aanwezig);
        DOC_SET_INT(a, rij, "verwacht", u->verwacht);
        if (u->heeft)
            DOC_SET_STR(a, rij, "herkomst", beeld_herkomst(p, onderwerpen[s], t, u));
        buf_fmt(&lees, "%s%s: %.*s", s ? ", " : "", woorden[s],
                STR_ARG(u->heeft ? staaf[s].tekst : reden(u)));
        labels_bij(a, labels, u);
    }
    DOC_SET_STR(a, d, "sleutel", str_from(t->code));
    DOC_SET_STR(a, d, "naam", str_from(t->naam));
    DOC_SET_STR(a, d, "getal", cijfer_tekst(a, &r->plannen, 0));
    DOC_SET_STR(a, d, "bijzin", bijzin(p, r));
    DOC_SET(a, d, "dekking", r->dekking.heeft ? doc_int(a, r->dekking.waarde) : doc_null(a));
    if (p->q->format == HTTP_HTML)
        DOC_SET_STR(a, d, "svg",
                    grafiek_staven_svg(a, &(struct grafiek_staven){
                                              .titel = str_fmt(a, "%s in %.*s", t->naam, STR_ARG(g->naam)),
                                              .beschrijving = buf_str(&lees),
                                              .staven = staaf,
                                              .n = BEELD_SOORTEN,
                                              .breedte = 340}));
    if (r->dekking.heeft)
        DOC_SET_STR(a, d, "herkomst", beeld_herkomst(p, "dekkingsgraad", t, &r->dekking));
    else if (r->plannen.heeft || r->soort[BEELD_OPGAVE].heeft)
        DOC_SET_STR(a, d, "herkomst",
                    beeld_herkomst(p, r->plannen.heeft ? "plannen-hard" : "opgave", t,
                                   r->plannen.heeft ? &r->plannen : &r->soort[BEELD_OPGAVE]));
    if (r->plannen.heeft || r->soort[BEELD_OPGAVE].heeft || r->soort[BEELD_GEBOUWD].heeft)
        DOC_SET_STR(a, d, "bron", bron_regel(p, &r, 1));
    return d;
}

/* "Gemeenten", "COROP-gebieden", with a capital. */
static struct str indeling_kop(struct pagina *p)
{
    struct str s = str_dup(p->a, indeling_meervoud(p->g, p->indeling));

    if (s.n && s.p[0] >= 'a' && s.p[0] <= 'z')
        ((char *)s.p)[0] = (char)(s.p[0] - 32);
    return s;
}

/* A file is read away from its page: there each row says for which years and from what it was made. */
static void bestand_kolommen(struct pagina *p, struct doc *t)
{
    if (p->q->format != HTTP_CSV && p->q->format != HTTP_XLSX)
        return;
    tabel_kolom(p, t, "venster", STR("Venster"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bronnen", STR("Bron en stand"), STR(""), KOLOM_TEKST, 0, false);
}

static void bestand_cellen(struct pagina *p, struct doc *rij, const struct beeld_regel *const *r, size_t n)
{
    if (p->q->format != HTTP_CSV && p->q->format != HTTP_XLSX)
        return;
    DOC_SET_STR(p->a, rij, "venster", venster_tekst(p->a, p->venster_van, p->venster_tot));
    DOC_SET_STR(p->a, rij, "bronnen", bron_regel(p, r, n));
}

/* The first cell of a row: its area, as a link to where that area is shown; none for the total. */
static void cel_gebied(struct pagina *p, const struct beeld *b, struct doc *t, struct doc *rij, size_t i)
{
    const struct gebied *g = i ? b->gebied[i - 1] : b->totaal[0].soort[0].gebied;

    cel_tekst(p, t, rij, i ? b->naam[i - 1] : g->naam,
              !i ? STR("")
              : gebied_is_gemeente(g)
                  ? pagina_adres(p, str_fmt(p->a, "/gebieden/%.*s", STR_ARG(g->code)), NULL, STR(""))
                  : pagina_adres(p, STR("/"), "gebied", g->code),
              STR(""));
}

static void cellen_regel(struct pagina *p, struct doc *t, struct doc *rij, const struct woningtype *type,
                         const struct beeld_regel *x)
{
    cel_cijfer(p, t, rij, &x->soort[BEELD_OPGAVE], 0, false,
               beeld_herkomst(p, "opgave", type, &x->soort[BEELD_OPGAVE]));
    /* Hard and zacht are two figures; where they are divided by the opgave both are shown. */
    cel_cijfer(p, t, rij, &x->plannen, 0, false,
               x->dekking.heeft
                   ? beeld_herkomst(p, "dekkingsgraad", type, &x->dekking)
                   : beeld_herkomst(p, x->soort[BEELD_HARD].heeft ? "plannen-hard" : "plannen-zacht", type,
                                    &x->plannen));
    cel_cijfer(p, t, rij, &x->dekking, 0, true, beeld_herkomst(p, "dekkingsgraad", type, &x->dekking));
    cel_cijfer(p, t, rij, &x->soort[BEELD_HARD], 0, false,
               beeld_herkomst(p, "plannen-hard", type, &x->soort[BEELD_HARD]));
    cel_cijfer(p, t, rij, &x->soort[BEELD_GEBOUWD], 0, false,
               beeld_herkomst(p, "realisatie", type, &x->soort[BEELD_GEBOUWD]));
}

/* Does a row of the table show a dash or an "at least"? */
static bool regel_onvolledig(const struct beeld_regel *r)
{
    bool uit = !r->plannen.heeft || cijfer_minstens(&r->plannen);

    for (int s = 0; s < BEELD_SOORTEN; s++)
        uit = uit || !r->soort[s].heeft || cijfer_minstens(&r->soort[s]);
    return uit;
}

/* Does a row have a figure of another bron than the total has? */
static bool beeld_gemengd(const struct beeld *b, size_t type)
{
    for (int s = 0; s < BEELD_SOORTEN; s++) {
        const struct cijfer_uitkomst *totaal = &b->totaal[type].soort[s];

        for (size_t i = 0; totaal->heeft && i < b->n; i++) {
            const struct cijfer_uitkomst *u = &b->regel[type][i].soort[s];

            if (u->heeft && u->bron && totaal->bron && u->bron->id != totaal->bron->id)
                return true;
        }
    }
    return false;
}

static void beeld_noten(struct pagina *p, const struct beeld *b, struct doc *t, size_t type)
{
    const struct cijfer_uitkomst *totaal = &b->totaal[type].plannen;
    bool onvolledig = regel_onvolledig(&b->totaal[type]);

    for (size_t i = 0; i < b->n; i++)
        onvolledig = onvolledig || regel_onvolledig(&b->regel[type][i]);
    if (beeld_gemengd(b, type))
        tabel_noot_gemengd(p, t);
    if (onvolledig)
        tabel_noot(p, t,
                   STR("– is niet geleverd of niet openbaar. ≥ is minstens: er ontbreekt een deel, een "
                       "deel is niet openbaar, of een plan loopt door na het venster."));
    if (totaal->verwacht > 1)
        tabel_noot(p, t,
                   str_fmt(p->a, "Plannen: N = %d van %d gemeenten.", totaal->aanwezig, totaal->verwacht));
}

struct doc *beeld_tabel_type(struct pagina *p, const struct beeld *b, const struct woningtype *type)
{
    struct arena *a = p->a;
    size_t k = (size_t)(type - woningtypen);
    struct doc *t = tabel_maak(
        p, "per-gebied",
        str_fmt(a, "%.*s: plannen %s als deel van de opgave", STR_ARG(indeling_kop(p)), type->code),
        str_fmt(a, "Woningen, %.*s%s.", STR_ARG(venster_tekst(a, p->venster_van, p->venster_tot)),
                str_is(p->sorteer, "-opgave") ? "; grootste opgave eerst" : ""));

    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "opgave", STR("Opgave"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "plannen", STR("Plannen"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "dekking", STR("Dekking"), STR(""), KOLOM_PERCENT, 0, true);
    tabel_kolom(p, t, "hard", STR("waarvan hard"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "gebouwd", STR("Gebouwd"), STR(""), KOLOM_GETAL, 0, true);
    bestand_kolommen(p, t);
    for (size_t i = b->n < 2; i <= b->n; i++) { /* the total first, when there is something to add up */
        struct doc *rij = tabel_regel(p, t, !i);
        const struct beeld_regel *x = i ? &b->regel[k][i - 1] : &b->totaal[k];

        cel_gebied(p, b, t, rij, i);
        cellen_regel(p, t, rij, type, x);
        bestand_cellen(p, rij, &x, 1);
    }
    beeld_noten(p, b, t, k);
    tabel_klaar(p, t, "/overzicht");
    return t;
}

struct doc *beeld_tabel(struct pagina *p, const struct beeld *b, const char *id, const char *csv_pad)
{
    struct arena *a = p->a;
    struct doc *t =
        tabel_maak(p, id, str_fmt(a, "%.*s: plannen als deel van de opgave", STR_ARG(indeling_kop(p))),
                   str_fmt(a,
                           "Woningen, %.*s. Een woning kan onder meer dan één type tellen; de typen worden "
                           "daarom niet opgeteld.",
                           STR_ARG(venster_tekst(a, p->venster_van, p->venster_tot))));

    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "code", STR("Code"), STR(""), KOLOM_TEKST, 0, false);
    for (int k = 0; k < WONINGTYPEN; k++) {
        const char *naam = woningtypen[k].naam, *code = woningtypen[k].code;

        tabel_kolom(p, t, str_fmt(a, "opgave-%s", code).p, str_fmt(a, "%s opgave", naam), STR(""),
                    KOLOM_GETAL, 0, true);
        tabel_kolom(p, t, str_fmt(a, "plannen-%s", code).p, str_fmt(a, "%s plannen", naam), STR(""),
                    KOLOM_GETAL, 0, true);
        tabel_kolom(p, t, str_fmt(a, "dekking-%s", code).p, str_fmt(a, "%s dekking", naam), STR(""),
                    KOLOM_PERCENT, 0, true);
        tabel_kolom(p, t, str_fmt(a, "hard-%s", code).p, str_fmt(a, "%s waarvan hard", naam), STR(""),
                    KOLOM_GETAL, 0, true);
        tabel_kolom(p, t, str_fmt(a, "gebouwd-%s", code).p, str_fmt(a, "%s gebouwd", naam), STR(""),
                    KOLOM_GETAL, 0, true);
        /* A spreadsheet has no "≥": how many gemeenten delivered plans, and of how many. */
        tabel_kolom(p, t, str_fmt(a, "aanwezig-%s", code).p, str_fmt(a, "%s gemeenten met plannen", naam),
                    STR(""), KOLOM_GETAL, 0, false);
        tabel_kolom(p, t, str_fmt(a, "verwacht-%s", code).p, str_fmt(a, "%s gemeenten", naam), STR(""),
                    KOLOM_GETAL, 0, false);
    }
    for (size_t i = b->n < 2; i <= b->n; i++) {
        struct doc *rij = tabel_regel(p, t, !i);
        const struct beeld_regel *regels[WONINGTYPEN];

        cel_gebied(p, b, t, rij, i);
        cel_tekst(p, t, rij, (i ? b->gebied[i - 1] : b->totaal[0].soort[0].gebied)->code, STR(""), STR(""));
        for (size_t k = 0; k < WONINGTYPEN; k++) {
            const struct beeld_regel *x = i ? &b->regel[k][i - 1] : &b->totaal[k];

            regels[k] = x;
            cellen_regel(p, t, rij, &woningtypen[k], x);
            cel_getal(p, t, rij, x->plannen.aanwezig, 0, STR(""));
            cel_getal(p, t, rij, x->plannen.verwacht, 0, STR(""));
        }
        bestand_cellen(p, rij, regels, WONINGTYPEN);
    }
    beeld_noten(p, b, t, 0);
    tabel_klaar(p, t, csv_pad);
    return t;
}
