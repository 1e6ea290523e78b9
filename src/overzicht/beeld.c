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

static struct cijfer_uitkomst plannen_samen(const struct cijfer_uitkomst *hard,
                                            const struct cijfer_uitkomst *zacht)
{
    struct cijfer_uitkomst u = hard->heeft ? *hard : *zacht;

    u.waarde = (hard->heeft ? hard->waarde : 0) + (zacht->heeft ? zacht->waarde : 0);
    u.buiten_deels = (hard->heeft ? hard->buiten_deels : 0) + (zacht->heeft ? zacht->buiten_deels : 0);
    u.aanwezig = hard->aanwezig < zacht->aanwezig ? hard->aanwezig : zacht->aanwezig;
    u.verwacht = hard->verwacht > zacht->verwacht ? hard->verwacht : zacht->verwacht;
    u.vlag |= hard->vlag | zacht->vlag;
    u.cijfer_id = 0;
    return u;
}

static void regel_reken(struct beeld_regel *r)
{
    r->plannen = plannen_samen(&r->soort[BEELD_HARD], &r->soort[BEELD_ZACHT]);
    r->dekking =
        indicator_uitkomst(indicator_bij_code(STR("dekkingsgraad")), &r->plannen, &r->soort[BEELD_OPGAVE]);
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
            regel_reken(&b.regel[t][i]);
        regel_reken(&b.totaal[t]);
    }
    *ret = b;
    return OK;
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

static struct str bron_regel(struct pagina *p, const struct beeld_regel *r)
{
    struct arena *a = p->a;
    struct buf b;
    const struct bron *gezien[BEELD_SOORTEN] = {0};

    buf_init(&b, a, 600);
    for (int s = 0; s < BEELD_SOORTEN; s++) {
        const struct cijfer_uitkomst *u = &r->soort[s];
        bool al = false;

        for (int k = 0; k < s; k++)
            al = al || (u->bron && gezien[k] && gezien[k]->id == u->bron->id);
        gezien[s] = u->bron;
        if (u->heeft && u->bron && !al)
            buf_fmt(&b, "%s%.*s, %.*s", b.n ? "; " : "", STR_ARG(u->bron->naam),
                    STR_ARG(date_nl(a, u->periode_tot)));
    }
    return buf_str(&b);
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
    return str_fmt(a, "van %.*s gepland · %.*s", STR_ARG(cijfer_tekst(a, opgave, 0)),
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
    DOC_SET_STR(a, d, "bron", bron_regel(p, r));
    return d;
}

struct doc *beeld_tabel(struct pagina *p, const struct beeld *b, const char *id, const char *csv_pad)
{
    struct arena *a = p->a;
    const struct indeling *in = indeling_bij_code(p->g, p->indeling);
    struct doc *t = tabel_maak(
        p, id, str_fmt(a, "%s: plannen als deel van de opgave", in ? str_cstr(a, in->naam) : "Gemeenten"),
        str_fmt(a,
                "Woningen, %.*s. Een woning kan onder meer dan één type tellen; de typen worden daarom niet "
                "opgeteld.",
                STR_ARG(venster_tekst(a, p->venster_van, p->venster_tot))));
    bool onvolledig = false;

    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, true);
    for (int k = 0; k < WONINGTYPEN; k++) {
        const char *naam = woningtypen[k].naam, *code = woningtypen[k].code;

        tabel_kolom(p, t, str_fmt(a, "opgave-%s", code).p, str_fmt(a, "%s opgave", naam), STR(""),
                    KOLOM_GETAL, 0, true);
        tabel_kolom(p, t, str_fmt(a, "plannen-%s", code).p, STR("plannen"), STR(""), KOLOM_GETAL, 0, true);
        tabel_kolom(p, t, str_fmt(a, "dekking-%s", code).p, STR("dekking"), STR(""), KOLOM_PERCENT, 0, true);
    }
    for (size_t i = 0; i <= b->n; i++) { /* the total first */
        const struct gebied *g = i ? b->gebied[i - 1] : b->totaal[0].soort[0].gebied;
        struct doc *r;

        if (!i && b->n < 2)
            continue;
        r = tabel_regel(p, t, !i);
        cel_tekst(p, t, r, i ? b->naam[i - 1] : g->naam,
                  !i ? STR("")
                  : gebied_is_gemeente(g)
                      ? pagina_adres(p, str_fmt(a, "/gebieden/%.*s", STR_ARG(g->code)), NULL, STR(""))
                      : pagina_adres(p, STR("/"), "gebied", g->code),
                  STR(""));
        for (int k = 0; k < WONINGTYPEN; k++) {
            const struct beeld_regel *x = i ? &b->regel[k][i - 1] : &b->totaal[k];

            cel_cijfer(p, t, r, &x->soort[BEELD_OPGAVE], 0, false,
                       beeld_herkomst(p, "opgave", &woningtypen[k], &x->soort[BEELD_OPGAVE]));
            cel_cijfer(p, t, r, &x->plannen, 0, false,
                       beeld_herkomst(p, x->soort[BEELD_HARD].heeft ? "plannen-hard" : "plannen-zacht",
                                      &woningtypen[k], &x->plannen));
            cel_cijfer(p, t, r, &x->dekking, 0, true,
                       beeld_herkomst(p, "dekkingsgraad", &woningtypen[k], &x->dekking));
            onvolledig = onvolledig || !x->plannen.heeft || x->plannen.aanwezig < x->plannen.verwacht;
        }
    }
    if (onvolledig)
        tabel_noot(p, t,
                   STR("– is niet geleverd. ≥ is minstens: er ontbreekt een deel, of een plan loopt door na "
                       "het venster."));
    if (b->totaal[0].plannen.verwacht > 1)
        tabel_noot(p, t,
                   str_fmt(a, "Plannen: %d van %d gemeenten leverden.", b->totaal[0].plannen.aanwezig,
                           b->totaal[0].plannen.verwacht));
    tabel_klaar(p, t, csv_pad);
    return t;
}
