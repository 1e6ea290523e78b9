/* SPDX-License-Identifier: EUPL-1.2
 * Reading the definitions and the claims about them; each claim must be proven. No SQL. */
#include "definitie/definitie.h"

#include "regels/regels.h"
#include "tabel/rijen.h"

#include <pthread.h>
#include <string.h>

static int bestand(struct arena *a, struct str naam, struct str *ret, struct err *e)
{
    struct str pad = str_fmt(a, "referentie/%.*s", STR_ARG(naam));

    for (const struct embed_file *f = embed_files; f->name; f++)
        if (str_is(pad, f->name)) {
            *ret = (struct str){(const char *)f->bytes, f->n};
            return OK;
        }
    return err_set(e, ERR_DATA, "het bestand %.*s is er niet", STR_ARG(pad));
}

/* One table a file, also when several definitions are read from it. */
static int tabel_van(struct arena *a, struct map *gelezen, struct str naam, const struct regeltabel **ret,
                     struct err *e)
{
    struct map_entry *m = map_get(gelezen, naam);
    struct regeltabel *t;
    struct str bytes;
    int rc;

    if (m) {
        *ret = m->value.p;
        return OK;
    }
    rc = bestand(a, naam, &bytes, e);
    if (!rc)
        rc = regeltabel_lees(a, bytes, &t, e);
    if (rc)
        return rc;
    map_put(gelezen, naam, NULL)->value.p = t;
    *ret = t;
    return OK;
}

enum { SET, TYPE, BESTAND, KLASSEN };
static const char *const klasse_kolommen[] = {"*definitieset", "*woningtype", "*bestand", "*klassen", NULL};

static bool kan_uitkomst(const struct regeltabel *t, struct str klasse)
{
    for (size_t r = 0; r < t->n; r++)
        if (t->regel[r].dan[0].soort == REGEL_TEKST && str_eq(t->regel[r].dan[0].tekst, klasse))
            return true;
    return false;
}

static int klassen_lees(struct arena *a, struct definities *d, struct err *e)
{
    VEC(struct definitie) v = {0};
    struct map gelezen;
    struct rijen r = {0};
    struct str bytes;
    int rc = bestand(a, STR("definitie-klassen.csv"), &bytes, e);

    map_init(&gelezen, a);
    if (!rc)
        rc = rijen_open(a, STR("definitie-klassen.csv"), bytes, klasse_kolommen, &r, e);
    while (!rc && (rc = rijen_volgende(&r, e)) > 0) {
        struct definitie x = {.set = rijen_tekst(&r, SET),
                              .woningtype = rijen_tekst(&r, TYPE),
                              .bestand = rijen_tekst(&r, BESTAND)};
        struct str rest = rijen_tekst(&r, KLASSEN);

        rc = tabel_van(a, &gelezen, x.bestand, &x.tabel, e);
        if (rc)
            err_prefix(e, "definitie-klassen.csv, rij %lld: ", (long long)r.rij.nummer);
        while (!rc && rest.n && x.n_klassen < DEFINITIE_KLASSEN_MAX) {
            struct str k = str_cut(rest, '|', &rest);

            if (!kan_uitkomst(x.tabel, k))
                rc = rijen_fout(&r, KLASSEN, e, "“%.*s” is geen uitkomst van die tabel", STR_ARG(k));
            x.klasse[x.n_klassen++] = k;
        }
        if (!rc)
            VEC_PUSH(a, &v, x);
    }
    rijen_close(&r);
    d->at = v.at;
    d->n = v.n;
    return rc;
}

static const struct definitie *definitie_van(const struct definities *d, struct str set, struct str type)
{
    for (size_t i = 0; i < d->n; i++)
        if (str_eq(d->at[i].set, set) && str_eq(d->at[i].woningtype, type))
            return &d->at[i];
    return NULL;
}

static struct omzetting *paar(const struct definities *d, const struct definitie *van,
                              const struct definitie *naar)
{
    for (size_t i = 0; i < d->n_omzettingen; i++)
        if (d->omzetting[i].van == van && d->omzetting[i].naar == naar)
            return &d->omzetting[i];
    return NULL;
}

/* Every pair without a claim: what the proof itself finds. */
static int paren_bewijs(struct arena *a, struct definities *d, struct err *e)
{
    VEC(struct omzetting) v = {0};
    int rc = OK;

    for (size_t i = 0; !rc && i < d->n; i++)
        for (size_t j = 0; !rc && j < d->n; j++) {
            struct omzetting o = {.van = &d->at[i], .naar = &d->at[j], .regel = STR(""), .bron = STR("")};

            if (str_eq(o.van->set, o.naar->set) || !str_eq(o.van->woningtype, o.naar->woningtype))
                continue;
            rc = omzetting_bewijs(a, &o, NULL, e);
            o.soort = o.beide && !o.alleen_van && !o.alleen_naar ? OMZET_GELIJK : OMZET_NIET;
            o.reden =
                o.soort == OMZET_GELIJK ? STR("Elke combinatie van voorwaarden telt bij beide gelijk.")
                : !o.alleen_van ? STR("De eerste is een deel van de tweede: samen tellen zij te weinig.")
                : !o.alleen_naar
                    ? STR("De tweede is een deel van de eerste: welk deel is aan een cijfer niet te zien.")
                    : STR("Elk telt woningen die de ander niet telt.");
            if (!rc)
                VEC_PUSH(a, &v, o);
        }
    d->omzetting = v.at;
    d->n_omzettingen = v.n;
    return rc;
}

enum { O_VAN, O_NAAR, O_TYPE, O_SOORT, O_REGEL, O_REDEN, O_BRON };
static const char *const omzet_kolommen[] = {"*van",  "*naar",  "*woningtype", "*soort",
                                             "regel", "*reden", "*bron",       NULL};

/* A claim: held to every combination. */
static int bewering_lees(struct arena *a, struct definities *d, const struct rijen *r, struct err *e)
{
    struct str soort = rijen_tekst(r, O_SOORT), type = rijen_tekst(r, O_TYPE),
               regel = rijen_tekst(r, O_REGEL);
    struct omzetting *o = paar(d, definitie_van(d, rijen_tekst(r, O_VAN), type),
                               definitie_van(d, rijen_tekst(r, O_NAAR), type));
    const struct regeltabel *t = NULL;
    int rc = OK;

    if (!o)
        return rijen_fout(r, O_VAN, e, "van deze twee sets is er geen definitie van %.*s", STR_ARG(type));
    if (str_is(soort, "omzetbaar") != (regel.n > 0))
        return rijen_fout(r, O_REGEL, e, "een omzetbare heeft een regel, een andere niet");
    if (regel.n)
        rc = omzetting_regel_lees(a, regel, &t, e);
    if (!rc)
        rc = omzetting_bewijs(a, o, t, e);
    if (rc)
        return err_prefix(e, "omzettingen.csv, rij %lld: ", (long long)r->rij.nummer);
    o->regel = regel;
    o->reden = rijen_tekst(r, O_REDEN);
    o->bron = rijen_tekst(r, O_BRON);
    if (str_is(soort, "niet")) {
        o->soort = OMZET_NIET;
        if (!o->alleen_van && !o->alleen_naar)
            return rijen_fout(r, O_SOORT, e,
                              "deze twee zijn gelijk: er is geen combinatie die het weerspreekt");
        return OK;
    }
    if (!str_is(soort, "gelijk") && !str_is(soort, "omzetbaar"))
        return rijen_fout(r, O_SOORT, e, "verwacht gelijk, omzetbaar of niet, niet “%.*s”",
                          STR_ARG(utf8_clip(soort, 40)));
    o->soort = str_is(soort, "gelijk") ? OMZET_GELIJK : OMZET_MET_REGEL;
    if (o->alleen_van || o->alleen_naar)
        return rijen_fout(r, O_SOORT, e, "dat is niet zo: %s telt alleen bij de %s",
                          str_cstr(a, o->alleen_van ? o->voorbeeld_van : o->voorbeeld_naar),
                          o->alleen_van ? "eerste" : "tweede");
    return OK;
}

static int bewijs_alles(struct arena *a, struct definities *ret, struct err *e)
{
    struct rijen r = {0};
    struct str bytes;
    int rc;

    *ret = (struct definities){0};
    rc = klassen_lees(a, ret, e);
    if (!rc)
        rc = paren_bewijs(a, ret, e);
    if (!rc)
        rc = bestand(a, STR("omzettingen.csv"), &bytes, e);
    if (!rc)
        rc = rijen_open(a, STR("omzettingen.csv"), bytes, omzet_kolommen, &r, e);
    while (!rc && (rc = rijen_volgende(&r, e)) > 0)
        rc = bewering_lees(a, ret, &r, e);
    rijen_close(&r);
    return rc;
}

/* They are part of the program: what was proven once stays so as long as it runs. Immutable from then on. */
static struct vast {
    pthread_mutex_t slot;
    bool klaar;
    struct arena a;
    struct definities d;
} vast = {.slot = PTHREAD_MUTEX_INITIALIZER};

int definities_lees(const struct definities **ret, struct err *e)
{
    int rc = OK;

    pthread_mutex_lock(&vast.slot);
    if (!vast.klaar) {
        arena_init(&vast.a, 0);
        rc = bewijs_alles(&vast.a, &vast.d, e);
        vast.klaar = !rc;
        if (rc)
            arena_done(&vast.a);
    }
    pthread_mutex_unlock(&vast.slot);
    *ret = &vast.d;
    return rc;
}
