/* SPDX-License-Identifier: EUPL-1.2
 * A table of CBS StatLine downloaded as "CSV from OData v4": a folder or zip with Observations.csv and the
 * files that explain its codes. A folder in which files of two tables were mixed is refused: the codes would
 * be read as something else. */
#include "route/voorraad.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum { DIM_MAX = 16, KENMERK_MAX = 200 };

struct maat {
    struct str code;
    uint32_t onderwerp; /* index in levering_nieuw.onderwerp */
    int schaal, post;   /* post of the stock of dwellings that its title names; -1: none */
};

/* What a code of a dimension means, as far as its title tells. */
enum rol { ROL_GEEN, ROL_TOTAAL, ROL_WONING, ROL_MEERGEZINS, ROL_KLASSE };
struct code {
    enum cijfer_status status; /* of a period */
    enum rol rol;
    int van, tot; /* ROL_KLASSE: m² */
};

struct dimensie {
    struct str code;
    int kolom;        /* in Observations */
    struct map codes; /* Identifier → struct code */
};

struct odata {
    struct str tabel, titel, bron; /* "85678NED", its title, "cbs-85678ned" */
    struct dimensie dim[DIM_MAX];
    int n_dim, gebied, tijd; /* indices of the two dimensions that are known by meaning */
    struct map maten;        /* Identifier → struct maat */
    struct map reeksen;      /* measure and codes as they stand in a row → 1 + reeks */
    int maat, waarde, tekst, attribuut;
    struct voorraad voorraad;      /* 81955NED: its rows, made into the same figures as a file of StatLine */
    struct meergezins *meergezins; /* size classes of meergezinswoningen, of any table that has them */
};

/* ---- the files ---- */

/* Names are compared without folders and case; -1 when there is none. */
static int deel_zoek(const struct import *im, struct str naam)
{
    for (size_t i = 0; i < im->n_deel; i++) {
        struct str s = im->deel[i].naam;

        while (str_index(s, '/') < s.n)
            s = str_sub(s, str_index(s, '/') + 1, s.n);
        if (str_ieq(s, naam))
            return (int)i;
    }
    return -1;
}

static int deel_nodig(struct import *im, const char *naam, size_t *ret, struct err *e)
{
    int i = deel_zoek(im, str_from(naam));

    if (i < 0)
        return err_set(
            e, ERR_DATA,
            "het bestand %s ontbreekt; kies bij CBS “CSV volgens OData v4” en lever de hele map of zip",
            naam);
    *ret = (size_t)i;
    return import_deel(im, (size_t)i, e);
}

static int properties_lees(struct import *im, struct odata *o, struct err *e)
{
    int id, titel, rc;
    const struct kolom_wens wensen[] = {{"identifier", true, &id}, {"title", false, &titel}};
    struct tabel_rij r;
    size_t deel;

    rc = deel_nodig(im, "Properties.csv", &deel, e);
    if (!rc)
        rc = import_kop(im, wensen, 2, &r, e);
    if (!rc)
        rc = tabel_volgende(im->t, &r, e);
    if (rc < 0)
        return rc;
    o->tabel = rc ? str_dup(im->a, import_tekst(&r, id)) : STR("");
    o->titel = rc ? str_dup(im->a, utf8_clip(import_tekst(&r, titel), 200)) : STR("");
    if (!import_code(im->a, o->tabel).n || o->tabel.n > 20)
        return err_set(e, ERR_DATA,
                       "Properties.csv: verwacht in de kolom Identifier de naam van de tabel, als 85678NED");
    o->bron = str_cat(im->a, STR("cbs-"), import_code(im->a, o->tabel));
    VEC_PUSH(im->l->a, &im->l->bron,
             ((struct bron){.code = o->bron,
                            .naam = str_fmt(im->a, "CBS, %.*s (%.*s)", STR_ARG(o->titel), STR_ARG(o->tabel)),
                            .route = 1,
                            .houder = STR("Centraal Bureau voor de Statistiek"),
                            .licentie = STR("CC BY 4.0")}));
    return OK;
}

static int dimensies_lees(struct import *im, struct odata *o, struct err *e)
{
    int id, kind, rc;
    const struct kolom_wens wensen[] = {{"identifier", true, &id}, {"kind", false, &kind}};
    struct tabel_rij r;
    size_t deel;

    o->gebied = o->tijd = -1;
    rc = deel_nodig(im, "Dimensions.csv", &deel, e);
    if (!rc)
        rc = import_kop(im, wensen, 2, &r, e);
    while (!rc && (rc = tabel_volgende(im->t, &r, e)) > 0) {
        struct str code = str_dup(im->a, import_tekst(&r, id)), soort = import_tekst(&r, kind);

        rc = OK;
        if (!code.n)
            continue;
        if (o->n_dim == DIM_MAX)
            return err_set(e, ERR_LIMIT, "Dimensions.csv: meer dan %d dimensies", DIM_MAX);
        if (str_starts(soort, STR("Geo")) || (!soort.n && str_is(code, "RegioS")))
            o->gebied = o->n_dim;
        else if (str_starts(soort, STR("Time")) || (!soort.n && str_is(code, "Perioden")))
            o->tijd = o->n_dim;
        o->dim[o->n_dim].code = code;
        map_init(&o->dim[o->n_dim++].codes, im->a);
    }
    return rc;
}

/* Numbers that may not be added up: percentages, means, medians, "per 1 000 inwoners". */
static bool is_verhouding(struct arena *a, struct str titel, struct str eenheid, struct str presentatie)
{
    static const char *const woorden[] = {"gemiddeld", "mediaan", "percentage",
                                          "relatief",  "aandeel", "per 1"};
    struct str t = str_cat(a, str_cat(a, str_fold(a, titel), STR(" ")), str_fold(a, eenheid));

    if (str_index(eenheid, '%') < eenheid.n || str_ieq(presentatie, STR("Relative")))
        return true;
    for (size_t i = 0; i < sizeof woorden / sizeof *woorden; i++)
        if (memmem(t.p, t.n, woorden[i], strlen(woorden[i])))
            return true;
    return false;
}

static int maat_maak(struct import *im, struct odata *o, const struct tabel_rij *r, const int *k,
                     struct err *e)
{
    enum { ID, TITEL, UITLEG, EENHEID, DECIMALEN, PRESENTATIE };
    struct str id = str_dup(im->a, import_tekst(r, k[ID])),
               eenheid = str_dup(im->a, utf8_clip(import_tekst(r, k[EENHEID]), 60)),
               cijfers = import_tekst(r, k[DECIMALEN]);
    struct onderwerp x = {.naam = str_dup(im->a, utf8_clip(import_tekst(r, k[TITEL]), 200)),
                          .eenheid = eenheid.n ? eenheid : STR("aantal"),
                          .route = 1,
                          .definitieset = STR("cbs"),
                          .omschrijving = str_dup(im->a, utf8_clip(import_tekst(r, k[UITLEG]), 1000))};
    const struct onderwerp *bestaand;
    struct maat *m;
    bool nieuw;
    int64_t schaal = 0;

    if (!id.n)
        return OK;
    if (cijfers.n && (!num_i64(cijfers, &schaal) || schaal < 0 || schaal > NUM_SCALE_MAX))
        return err_set(e, ERR_DATA, "MeasureCodes.csv: rij %lld: verwacht 0 tot en met %d decimalen",
                       (long long)r->nummer, NUM_SCALE_MAX);
    x.code = import_code(im->a, str_fmt(im->a, "%.*s %.*s", STR_ARG(o->tabel), STR_ARG(id)));
    x.schaal = (int)schaal;
    x.aard = is_verhouding(im->a, x.naam, x.eenheid, import_tekst(r, k[PRESENTATIE])) ? AARD_VERHOUDING
                                                                                      : AARD_STAND;
    bestaand = import_onderwerp(im, x.code);
    if (bestaand &&
        (bestaand->schaal != x.schaal || !str_eq(bestaand->eenheid, x.eenheid) || bestaand->aard != x.aard))
        return err_set(e, ERR_DATA,
                       "MeasureCodes.csv: rij %lld: %.*s was eerder in %.*s met %d decimalen en nu in %.*s "
                       "met %d; deze cijfers zijn niet naast elkaar te zetten",
                       (long long)r->nummer, STR_ARG(str_sub(id, 0, 40)), STR_ARG(bestaand->eenheid),
                       bestaand->schaal, STR_ARG(x.eenheid), x.schaal);
    m = ARENA_NEW(im->a, struct maat);
    *m = (struct maat){id, (uint32_t)im->l->onderwerp.n, x.schaal,
                       voorraad_post(import_kop_naam(im->a, x.naam))};
    map_put(&o->maten, id, &nieuw)->value.p = m;
    if (!nieuw)
        return err_set(e, ERR_DATA, "MeasureCodes.csv: rij %lld: de code %.*s staat er twee keer",
                       (long long)r->nummer, STR_ARG(str_sub(id, 0, 40)));
    VEC_PUSH(im->l->a, &im->l->onderwerp, x);
    return OK;
}

static int maten_lees(struct import *im, struct odata *o, struct err *e)
{
    int k[6], rc;
    const struct kolom_wens wensen[] = {{"identifier", true, &k[0]},   {"title", true, &k[1]},
                                        {"description", false, &k[2]}, {"unit", false, &k[3]},
                                        {"decimals", false, &k[4]},    {"presentationtype", false, &k[5]}};
    struct tabel_rij r;
    size_t deel;

    map_init(&o->maten, im->a);
    rc = deel_nodig(im, "MeasureCodes.csv", &deel, e);
    if (!rc)
        rc = import_kop(im, wensen, 6, &r, e);
    while (!rc && (rc = tabel_volgende(im->t, &r, e)) > 0)
        rc = maat_maak(im, o, &r, k, e);
    return rc;
}

/* "Definitief", "NaderVoorlopig", "Voorlopig" */
static enum cijfer_status status_van(struct str s)
{
    return str_ieq(s, STR("Definitief"))                                             ? STATUS_DEFINITIEF
           : str_ieq(s, STR("NaderVoorlopig")) || str_ieq(s, STR("Nader voorlopig")) ? STATUS_NADER_VOORLOPIG
           : str_ieq(s, STR("Voorlopig"))                                            ? STATUS_VOORLOPIG
                                                                                     : STATUS_GEEN;
}

static void rol_lees(struct arena *a, struct str titel, struct code *c)
{
    struct str t = str_fold(a, titel);

    if (meergezins_klasse(a, titel, &c->van, &c->tot))
        c->rol = ROL_KLASSE;
    else if (str_starts(t, STR("meergezins")))
        c->rol = ROL_MEERGEZINS;
    else if (str_starts(t, STR("totaal")))
        c->rol = ROL_TOTAAL;
    else if (str_is(t, "woning") || str_is(t, "woningen"))
        c->rol = ROL_WONING;
}

static int codes_lees(struct import *im, struct dimensie *d, struct err *e)
{
    struct str bestand = str_cat(im->a, d->code, STR("Codes.csv"));
    int id, status, titel, rc;
    const struct kolom_wens wensen[] = {
        {"identifier", true, &id}, {"status", false, &status}, {"title", false, &titel}};
    struct tabel_rij r;
    size_t deel;

    rc = deel_nodig(im, str_cstr(im->a, bestand), &deel, e);
    if (!rc)
        rc = import_kop(im, wensen, sizeof wensen / sizeof *wensen, &r, e);
    while (!rc && (rc = tabel_volgende(im->t, &r, e)) > 0) {
        struct code *c = ARENA_NEW(im->a, struct code);
        struct cbs_periode p;

        c->status = status_van(import_tekst(&r, status));
        if (!c->status && cbs_periode_lees(import_tekst(&r, titel), &p))
            c->status = p.status; /* only the stars behind its title tell */
        rol_lees(im->a, import_tekst(&r, titel), c);
        map_put(&d->codes, str_dup(im->a, import_tekst(&r, id)), NULL)->value.p = c;
        rc = OK;
    }
    return rc;
}

static int gemengd(const struct odata *o, struct str wat, struct err *e)
{
    return err_set(e, ERR_DATA,
                   "Observations.csv %.*s: de bestanden horen bij verschillende tabellen. Haal tabel %.*s "
                   "opnieuw en in haar geheel op bij CBS "
                   "(“CSV volgens OData v4”) en lever die map",
                   STR_ARG(wat), STR_ARG(o->tabel));
}

/* A dimension without a column, or a column without a dimension: parts of two tables. */
static int samenhang_toets(struct import *im, struct odata *o, const struct tabel_rij *kop, struct err *e)
{
    static const char *const vast[] = {"id", "measure", "value", "stringvalue", "valueattribute"};

    for (int i = 0; i < o->n_dim; i++) {
        struct str code = o->dim[i].code, kop_code = import_kop_naam(im->a, code),
                   codes = str_cat(im->a, code, STR("Codes.csv"));

        o->dim[i].kolom = -1;
        for (size_t k = 0; k < kop->n; k++)
            if (str_eq(import_kop_naam(im->a, kop->cellen[k].tekst), kop_code))
                o->dim[i].kolom = (int)k;
        if (o->dim[i].kolom < 0)
            return gemengd(o,
                           str_fmt(im->a, "mist de kolom %.*s, terwijl Dimensions.csv die noemt%s%.*s%s",
                                   STR_ARG(code), deel_zoek(im, codes) >= 0 ? " en " : "",
                                   STR_ARG(deel_zoek(im, codes) >= 0 ? codes : STR("")),
                                   deel_zoek(im, codes) >= 0 ? " erbij zit" : ""),
                           e);
    }
    for (size_t k = 0; k < kop->n; k++) {
        struct str s = import_kop_naam(im->a, kop->cellen[k].tekst);
        bool bekend = !s.n;

        for (size_t i = 0; i < sizeof vast / sizeof *vast; i++)
            bekend = bekend || str_is(s, vast[i]);
        for (int i = 0; i < o->n_dim; i++)
            bekend = bekend || o->dim[i].kolom == (int)k;
        if (!bekend)
            return gemengd(o,
                           str_fmt(im->a, "heeft een kolom %.*s, die Dimensions.csv niet noemt",
                                   STR_ARG(str_sub(kop->cellen[k].tekst, 0, 60))),
                           e);
    }
    if (o->gebied < 0)
        return err_set(e, ERR_DATA,
                       "Dimensions.csv noemt geen dimensie van gebieden (als RegioS): deze tabel is niet per "
                       "gebied te lezen");
    if (o->tijd < 0)
        return err_set(e, ERR_DATA, "Dimensions.csv noemt geen dimensie van perioden (als Perioden)");
    return OK;
}

/* ---- the observations ---- */

static bool periode_lees(struct import *im, const struct tabel_rij *r, const struct odata *o,
                         struct cbs_periode *ret)
{
    const struct dimensie *d = &o->dim[o->tijd];
    struct str s = import_tekst(r, d->kolom);
    struct map_entry *m = map_get(&d->codes, s);

    if (m && cbs_periode_lees(s, ret)) {
        ret->status = ((const struct code *)m->value.p)->status;
        return true;
    }
    if (!m)
        import_meld(im, MELDING_FOUT, r->nummer, d->kolom, s, "deze code staat niet in %.*sCodes.csv",
                    STR_ARG(d->code));
    else
        import_meld(im, MELDING_FOUT, r->nummer, d->kolom, s,
                    "alleen jaren, kwartalen en maanden (2020JJ00, 2020KW01, 2020MM01) worden gelezen");
    return false;
}

/* Regions that we do not know (landsdelen, arbeidsmarktregio's, wijken) are left out and counted; an unknown
 * gemeente is an error. */
static const struct gebied *regio_lees(struct import *im, const struct tabel_rij *r, const struct odata *o,
                                       bool *overslaan)
{
    const struct dimensie *d = &o->dim[o->gebied];
    struct str s = import_tekst(r, d->kolom);
    const struct gebied *g = gebied_bij_code(im->g, s);

    *overslaan = false;
    if (g)
        return g;
    if (s.n > 2 && !str_starts(s, STR("GM"))) {
        *overslaan = true;
        import_meld(im, MELDING_INFO, r->nummer, d->kolom, s,
                    "gebieden met een code %.*s… kennen wij niet; deze rijen zijn overgeslagen",
                    STR_ARG(str_sub(s, 0, 2)));
        return NULL;
    }
    return import_gebied(im, r, d->kolom, "gemeente", im->l->peildatum);
}

/* Which reeks a row belongs to: its measure and the codes of all dimensions but place and time. */
static bool reeks_lees(struct import *im, const struct tabel_rij *r, struct odata *o, const struct maat *m,
                       enum cbs_periode_soort soort, uint32_t *ret)
{
    struct reeks_nieuw x = {
        .onderwerp = im->l->onderwerp.at[m->onderwerp].code, .bron = o->bron, .definitieset = STR("cbs")};
    struct map_entry *al;
    struct arena scratch;
    struct buf b, kenmerk;

    arena_init(&scratch, 0);
    buf_init(&b, &scratch, 4096);
    buf_add(&b, m->code);
    buf_char(&b, (char)('0' + soort));
    for (int i = 0; i < o->n_dim; i++)
        if (i != o->gebied && i != o->tijd) {
            buf_char(&b, '\n');
            buf_add(&b, import_tekst(r, o->dim[i].kolom));
        }
    al = map_get(&o->reeksen, buf_str(&b));
    if (al) {
        *ret = (uint32_t)(al->value.i - 1);
        arena_done(&scratch);
        return true;
    }
    buf_init(&kenmerk, im->a, KENMERK_MAX);
    for (int i = 0; i < o->n_dim; i++) {
        struct str code = import_tekst(r, o->dim[i].kolom);

        if (i == o->gebied || i == o->tijd)
            continue;
        if (!map_get(&o->dim[i].codes, code)) {
            import_meld(im, MELDING_FOUT, r->nummer, o->dim[i].kolom, code,
                        "deze code staat niet in %.*sCodes.csv", STR_ARG(o->dim[i].code));
            arena_done(&scratch);
            return false;
        }
        buf_fmt(&kenmerk, "%s%.*s=%.*s", kenmerk.n ? "; " : "", STR_ARG(o->dim[i].code), STR_ARG(code));
    }
    if (soort != CBS_JAAR) /* a quarter is never set beside a year */
        buf_fmt(&kenmerk, "%s%s", kenmerk.n ? "; " : "", cbs_periode_kenmerk(soort));
    if (kenmerk.over)
        import_meld(im, MELDING_FOUT, r->nummer, -1, STR(""), "te veel of te lange codes in één rij");
    x.kenmerk = buf_str(&kenmerk);
    *ret = levering_reeks(im->l, &x);
    map_put(&o->reeksen, str_dup(im->a, buf_str(&b)), NULL)->value.i = 1 + (int64_t)*ret;
    arena_done(&scratch);
    return true;
}

/* 1: a figure or a stated absence; 0: nothing for us (a text); -1: a FOUT was noted. */
static int waarde_lees(struct import *im, const struct tabel_rij *r, const struct odata *o,
                       const struct maat *m, int64_t *waarde, uint8_t *ontbreekt, uint8_t *vlag)
{
    struct str attribuut = import_tekst(r, o->attribuut), tekst = import_tekst(r, o->tekst);

    if (import_tekst(r, o->waarde).n && (!attribuut.n || str_ieq(attribuut, STR("None"))))
        return import_getal(im, r, o->waarde, m->schaal, waarde, ontbreekt, vlag) ? 1 : -1;
    *waarde = 0;
    if (str_ieq(attribuut, STR("Impossible")) || str_ieq(attribuut, STR("NotApplicable")))
        *ontbreekt = ONTBREEKT_NVT;
    else if (str_ieq(attribuut, STR("Secret")) || str_ieq(attribuut, STR("Confidential")))
        *ontbreekt = ONTBREEKT_ONDERDRUKT;
    else if (attribuut.n && !str_ieq(attribuut, STR("None")))
        *ontbreekt = ONTBREEKT_NIET_GELEVERD;
    else if (!tekst.n || str_is(tekst, "."))
        *ontbreekt = ONTBREEKT_NIET_GELEVERD;
    else if (str_is(tekst, "x") || str_is(tekst, "X"))
        *ontbreekt = ONTBREEKT_ONDERDRUKT;
    else if (str_is(tekst, "-"))
        *ontbreekt = ONTBREEKT_NVT;
    else {
        import_meld(im, MELDING_INFO, r->nummer, o->tekst, tekst,
                    "een tekst in plaats van een getal; overgeslagen");
        return 0;
    }
    import_meld(im, MELDING_INFO, r->nummer, o->attribuut, attribuut.n ? attribuut : tekst, "geen cijfer: %s",
                cijfer_ontbreekt_naam((enum cijfer_ontbreekt) * ontbreekt).p);
    return 1;
}

/* What the dimensions of a row say besides place and time: homes of all kinds, or meergezins of a size class.
 */
static enum rol rij_rol(const struct odata *o, const struct tabel_rij *r, int *van, int *tot)
{
    bool meergezins = false, klasse = false;

    for (int i = 0; i < o->n_dim; i++) {
        struct map_entry *m = map_get(&o->dim[i].codes, import_tekst(r, o->dim[i].kolom));
        const struct code *c = m ? m->value.p : NULL;

        if (i == o->gebied || i == o->tijd)
            continue;
        if (!c || c->rol == ROL_GEEN)
            return ROL_GEEN;
        if (c->rol == ROL_KLASSE) {
            klasse = true;
            *van = c->van;
            *tot = c->tot;
        }
        meergezins = meergezins || c->rol == ROL_MEERGEZINS;
    }
    return meergezins && klasse ? ROL_KLASSE : meergezins || klasse ? ROL_GEEN : ROL_WONING;
}

static bool is_voorraad(const struct odata *o)
{
    return str_is(o->tabel, "81955NED");
}

/* A post of the stock: joins the others of its gebied and period. */
static void voorraad_neem(struct import *im, const struct tabel_rij *r, struct odata *o, int post,
                          const struct gebied *g, const struct cbs_periode *p, int64_t waarde,
                          uint8_t ontbreekt, uint8_t vlag)
{
    struct voorraad_rij *v = voorraad_zoek(&o->voorraad, im->a, g, p);

    if (!v) {
        struct voorraad_rij nieuw = {.g = g, .periode = *p};

        for (int i = 0; i < N_POSTEN; i++) {
            nieuw.ontbreekt[i] = ONTBREEKT_NIET_GELEVERD;
            nieuw.kolom[i] = -1;
        }
        v = voorraad_bij(&o->voorraad, im->a, &nieuw);
    }
    if (v->nummer[post])
        import_meld(im, MELDING_FOUT, r->nummer, -1, g->code,
                    "dit cijfer staat er twee keer: dezelfde Measure, gebied, periode en andere codes");
    v->waarde[post] = waarde;
    v->ontbreekt[post] = ontbreekt;
    v->vlag[post] = vlag;
    v->nummer[post] = r->nummer;
    v->kolom[post] = o->waarde;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct odata *o)
{
    struct map_entry *e = map_get(&o->maten, import_tekst(r, o->maat));
    const struct maat *m = e ? e->value.p : NULL;
    const struct gebied *g;
    struct cbs_periode p;
    uint8_t ontbreekt = 0, vlag = 0;
    int64_t waarde = 0;
    int van = 0, tot = 0;
    uint32_t reeks;
    enum rol rol;
    bool overslaan;

    if (!m) {
        import_meld(im, MELDING_FOUT, r->nummer, o->maat, import_tekst(r, o->maat),
                    "deze code staat niet in MeasureCodes.csv");
        return;
    }
    g = regio_lees(im, r, o, &overslaan);
    if (!g || !periode_lees(im, r, o, &p) || !reeks_lees(im, r, o, m, p.soort, &reeks))
        return;
    if (waarde_lees(im, r, o, m, &waarde, &ontbreekt, &vlag) <= 0)
        return;
    rol = m->post >= 0 && !m->schaal ? rij_rol(o, r, &van, &tot) : ROL_GEEN;
    if (rol == ROL_WONING && is_voorraad(o)) {
        voorraad_neem(im, r, o, m->post, g, &p, waarde, ontbreekt, vlag);
        return;
    }
    if (rol == ROL_KLASSE)
        meergezins_bij(im, o->meergezins, g, &p, m->post, van, tot, waarde, ontbreekt, vlag, r->nummer,
                       o->waarde);
    import_cijfer(im, reeks, g, p.van, p.tot, waarde, ontbreekt, p.status, vlag, r->nummer, o->waarde);
}

static int observaties_lees(struct import *im, struct odata *o, struct err *e)
{
    const struct kolom_wens wensen[] = {{"measure", true, &o->maat},
                                        {"value", true, &o->waarde},
                                        {"stringvalue", false, &o->tekst},
                                        {"valueattribute", false, &o->attribuut}};
    struct tabel_rij r;
    size_t deel = 0;
    int rc = deel_nodig(im, "Observations.csv", &deel, e);

    if (!rc)
        rc = import_kop(im, wensen, sizeof wensen / sizeof *wensen, &r, e);
    if (!rc)
        rc = samenhang_toets(im, o, &r, e);
    if (rc)
        return rc;
    for (int i = 0; !rc && i < o->n_dim; i++)
        rc = codes_lees(im, &o->dim[i], e);
    if (!rc)
        rc = import_deel(im, deel, e);
    if (!rc)
        rc = import_kop(im, wensen, sizeof wensen / sizeof *wensen, &r, e);
    map_init(&o->reeksen, im->a);
    voorraad_begin(&o->voorraad, im->a);
    o->meergezins = meergezins_begin(im->a);
    while (!rc && (rc = import_rij(im, &r, e)) > 0) {
        rij_lees(im, &r, o);
        rc = OK;
    }
    return rc;
}

static int plek_orde(const void *x, const void *y)
{
    const struct cijfer_nieuw *a = *(const struct cijfer_nieuw *const *)x,
                              *b = *(const struct cijfer_nieuw *const *)y;

    if (a->reeks != b->reeks)
        return a->reeks < b->reeks ? -1 : 1;
    if (a->gebied != b->gebied)
        return a->gebied->index < b->gebied->index ? -1 : 1;
    if (a->tot != b->tot)
        return a->tot < b->tot ? -1 : 1;
    return (a->van > b->van) - (a->van < b->van);
}

/* The same figure twice would be added up. */
static void dubbele_meld(struct import *im)
{
    size_t n = im->l->cijfer.n;
    const struct cijfer_nieuw **op = ARENA_ARRAY(im->a, const struct cijfer_nieuw *, n + 1);

    for (size_t i = 0; i < n; i++)
        op[i] = &im->l->cijfer.at[i];
    if (n)
        qsort(op, n, sizeof *op, plek_orde);
    for (size_t i = 1; i < n; i++)
        if (!plek_orde(&op[i - 1], &op[i]))
            import_meld(im, MELDING_FOUT, op[i]->rij > op[i - 1]->rij ? op[i]->rij : op[i - 1]->rij, -1,
                        op[i]->gebied->code,
                        "dit cijfer staat er twee keer: dezelfde Measure, gebied, periode en andere codes");
}

int cbs_odata_lees(struct import *im, struct err *e)
{
    struct odata o = {0};
    int rc = properties_lees(im, &o, e);

    if (!rc)
        rc = dimensies_lees(im, &o, e);
    if (!rc)
        rc = maten_lees(im, &o, e);
    if (!rc)
        rc = observaties_lees(im, &o, e);
    if (rc)
        return rc;
    dubbele_meld(im);
    voorraad_klaar(im, &o.voorraad);
    meergezins_klaar(im, o.meergezins, o.bron);
    return OK;
}
