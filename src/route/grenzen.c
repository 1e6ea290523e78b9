/* SPDX-License-Identifier: EUPL-1.2
 * Boundaries of gebieden from GeoJSON, TopoJSON, a GeoPackage or a zipped shapefile. Which property names the
 * gebied is found out from its values, as every publisher calls it differently. A shape that cannot be placed
 * is left out and reported; a place outside the Netherlands refuses the file, since then all its shapes are
 * suspect. The table grens keeps every levering; what counts is chosen when it is read. */
#include "route/importeurs.h"

#include "base/num.h"
#include "gebied/grens.h"
#include "tabel/geo.h"

#include <string.h>

enum {
    BOOM_MAX = 1400 << 20, /* what reading one file may hold: the tree of 64 MiB of text */
    SLEUTELS_MAX = 64,     /* properties that are looked at */
    DELEN_MAX = 3,         /* shapes a gebied, on average; above it they are its wijken or buurten */
};

/* How a value of a property names a gebied, surest first. */
enum lezing { LEZING_CODE, LEZING_KALE_CODE, LEZING_NAAM, LEZINGEN };

struct sleutel {
    struct str naam; /* empty: the id of the shape itself */
    enum lezing lezing;
    size_t raak;     /* shapes whose value names a gebied */
    size_t gebieden; /* different ones */
    bool *gezien;    /* by index of the gebied */
};

struct grens_nieuw {
    const struct gebied *gebied;
    struct str ringen;
};

struct grenzen {
    date_t peildatum;
    const struct grens_nieuw *at;
    size_t n;
};

/* The value of a property as text; a number only where it is whole. */
static struct str waarde_tekst(struct arena *a, const struct doc *d)
{
    if (d && d->type == DOC_STR)
        return str_trim(d->s);
    return d && d->type == DOC_INT ? str_fmt(a, "%lld", (long long)d->i) : STR("");
}

static struct str vorm_waarde(struct arena *a, const struct geo_vorm *v, struct str sleutel)
{
    return waarde_tekst(a, sleutel.n ? doc_get(v->eigenschappen, sleutel) : v->id);
}

/* A number without "GM" is a code only in four digits, or in a property that says so: a serial number "14" is
 * not Groningen. */
static bool kale_code_mag(struct arena *scratch, struct str sleutel, struct str waarde)
{
    static const char *const namen[] = {"gemeentecode", "gemeente code", "gm code",        "gmcode",
                                        "gem code",     "gemcode",       "gemeentenummer", "code"};
    struct str naam = import_kop_naam(scratch, sleutel);

    for (size_t i = 0; i < waarde.n; i++)
        if (waarde.p[i] < '0' || waarde.p[i] > '9')
            return false;
    for (size_t i = 0; i < sizeof namen / sizeof *namen; i++)
        if (str_is(naam, namen[i]))
            return true;
    return waarde.n == 4;
}

static const struct gebied *gebied_lees(const struct import *im, struct arena *scratch,
                                        const struct sleutel *s, const struct geo_vorm *v)
{
    struct str waarde = vorm_waarde(scratch, v, s->naam);
    struct gebied_vondst vondst;

    if (!waarde.n || s->lezing == LEZING_CODE)
        return waarde.n ? gebied_bij_code(im->g, waarde) : NULL;
    if (s->lezing == LEZING_KALE_CODE && !kale_code_mag(scratch, s->naam, waarde))
        return NULL;
    vondst = gebied_zoek(im->g, scratch, waarde, STR("gemeente"), im->l->peildatum);
    return (vondst.hoe == VONDST_CODE_HERSTELD) == (s->lezing == LEZING_KALE_CODE) ? vondst.gebied : NULL;
}

static void sleutel_tel(const struct import *im, struct arena *scratch, struct sleutel *s,
                        const struct geo_laag *laag)
{
    s->gezien = ARENA_ARRAY(scratch, bool, im->g->n + 1);
    for (size_t i = 0; i < laag->n; i++) {
        const struct gebied *g = gebied_lees(im, scratch, s, &laag->vorm[i]);

        if (!g)
            continue;
        s->raak++;
        s->gebieden += !s->gezien[g->index];
        s->gezien[g->index] = true;
    }
}

/* The names of the properties of the first shapes, and the id of the shape. */
static size_t sleutels_noem(struct arena *a, const struct geo_laag *laag, struct str *ret)
{
    struct map gezien;
    size_t n = 0;

    map_init(&gezien, a);
    for (size_t i = 0; i < laag->n && i < 20; i++) {
        const struct doc *d = laag->vorm[i].eigenschappen;

        for (size_t k = 0; d && k < d->map.n && n < SLEUTELS_MAX; k++) {
            bool nieuw;

            map_put(&gezien, d->map.at[k].key, &nieuw);
            if (nieuw && d->map.at[k].key.n)
                ret[n++] = d->map.at[k].key;
        }
    }
    ret[n++] = STR("");
    return n;
}

/* The property by which most different gebieden are found, over all layers; NULL when none names most shapes
 * of its layer. */
static struct sleutel *sleutel_kies(const struct import *im, struct arena *a, const struct geo *geo,
                                    const struct geo_laag **ret_laag)
{
    struct sleutel *beste = NULL;

    for (int lezing = 0; lezing < LEZINGEN && !beste; lezing++)
        for (size_t l = 0; l < geo->n; l++) {
            struct str naam[SLEUTELS_MAX + 1];
            size_t n = sleutels_noem(a, &geo->laag[l], naam);

            for (size_t k = 0; k < n && !arena_over(a); k++) {
                struct sleutel *s = ARENA_NEW(a, struct sleutel);

                *s = (struct sleutel){.naam = naam[k], .lezing = (enum lezing)lezing};
                sleutel_tel(im, a, s, &geo->laag[l]);
                if (s->raak * 2 <= geo->laag[l].n || (beste && s->gebieden <= beste->gebieden))
                    continue;
                beste = s;
                *ret_laag = &geo->laag[l];
            }
        }
    return beste;
}

static int sleutel_geen(struct arena *a, const struct geo *geo, struct err *e)
{
    struct str naam[SLEUTELS_MAX + 1];
    struct buf b;

    if (!geo->vormen)
        return err_set(e, ERR_DATA, "er staat geen enkele vorm in");
    buf_init(&b, a, 400);
    for (size_t l = 0; l < geo->n; l++) {
        size_t n = sleutels_noem(a, &geo->laag[l], naam);

        for (size_t i = 0; i + 1 < n && i < 20; i++)
            buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(str_sub(naam[i], 0, 40)));
    }
    return err_set(e, ERR_DATA,
                   "geen eigenschap van de vormen noemt bij de meeste een bekend gebied; verwacht een code "
                   "als GM0935 of de naam van een gemeente; "
                   "gevonden eigenschappen: %.*s",
                   STR_ARG(b.n ? buf_str(&b) : STR("geen")));
}

/* CBS gives the water of a gemeente, and the land across the border, as shapes of their own. */
static bool is_water(const struct geo_vorm *v)
{
    struct str s = doc_get_str(v->eigenschappen, STR("water"));

    if (!s.n)
        s = doc_get_str(v->eigenschappen, STR("WATER"));
    return str_ieq(s, STR("JA")) || str_ieq(s, STR("B"));
}

/* Notes what is wrong with one shape, or was mended; its gebied when it is to be kept. rij: its number in the
 * file. */
static const struct gebied *vorm_keur(struct import *im, struct arena *scratch, const struct sleutel *s,
                                      const struct geo_vorm *v, int64_t rij)
{
    struct str waarde = vorm_waarde(scratch, v, s->naam);
    const struct gebied *g = gebied_lees(im, scratch, s, v);

    if (v->fout) {
        import_meld(im, MELDING_FOUT, rij, -1, v->fout_waarde, "%s", v->fout);
        return NULL;
    }
    if (is_water(v)) {
        import_meld(im, MELDING_INFO, rij, -1, waarde, "water en buitenland overgeslagen");
        return NULL;
    }
    if (!g) {
        import_meld(im, MELDING_LET_OP, rij, -1, waarde,
                    "deze vorm noemt geen bekend gebied en is overgeslagen");
        return NULL;
    }
    if (!gebied_geldig(g, im->l->peildatum)) {
        import_meld(im, MELDING_LET_OP, rij, -1, waarde,
                    "dit gebied bestond niet op %.*s; de vorm is overgeslagen",
                    STR_ARG(date_nl(im->a, im->l->peildatum)));
        return NULL;
    }
    if (v->weggelaten)
        import_meld(im, MELDING_LET_OP, rij, -1, waarde,
                    "een ring van minder dan vier punten of zonder oppervlakte is weggelaten");
    if (v->gesloten)
        import_meld(im, MELDING_LET_OP, rij, -1, waarde,
                    "een ring eindigde niet waar hij begon en is gesloten");
    if (!v->ringen) {
        import_meld(im, MELDING_LET_OP, rij, -1, waarde, "dit gebied heeft geen vlak en is overgeslagen");
        return NULL;
    }
    return g;
}

/* The shapes of the layer by gebied; several of one gebied become its parts. */
static void laag_lees(struct import *im, struct arena *scratch, const struct geo_laag *laag,
                      const struct sleutel *s, struct grenzen *ret)
{
    const struct geo_vorm **eerste = ARENA_ARRAY(scratch, const struct geo_vorm *, im->g->n + 1);
    size_t *volgende = ARENA_ARRAY(scratch, size_t, laag->n + 1),
           *laatste = ARENA_ARRAY(scratch, size_t, im->g->n + 1), n = 0;
    struct grens_nieuw *nieuw;

    for (size_t i = 0; i < laag->n; i++) {
        const struct gebied *g = vorm_keur(im, scratch, s, &laag->vorm[i], (int64_t)i + 1);

        im->rijen++;
        if (!g)
            continue;
        import_raakt(im, g, (int64_t)i + 1);
        if (eerste[g->index]) {
            import_meld(im, MELDING_INFO, (int64_t)i + 1, -1, g->naam,
                        "dit gebied staat er in meer vormen; ze zijn samengenomen");
            volgende[laatste[g->index]] = i;
        } else {
            eerste[g->index] = &laag->vorm[i];
            n++;
        }
        laatste[g->index] = i;
    }
    nieuw = ARENA_ARRAY(im->a, struct grens_nieuw, n + 1);
    for (size_t k = 0; k < im->g->n; k++) {
        struct buf b;

        if (!eerste[k])
            continue;
        buf_init(&b, im->a, SIZE_MAX);
        for (size_t i = (size_t)(eerste[k] - laag->vorm); b.n == 0 || i; i = volgende[i])
            grens_pak(&b, laag->vorm[i].xy, laag->vorm[i].n);
        nieuw[ret->n++] = (struct grens_nieuw){&im->g->gebied[k], buf_str(&b)};
    }
    ret->at = nieuw;
}

static int grenzen_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    const struct grenzen *gr = ctx;
    int rc = OK;

    for (size_t i = 0; !rc && i < gr->n; i++)
        rc = grens_bewaar(c, levering, gr->at[i].gebied->id, gr->peildatum, gr->at[i].ringen, e);
    return rc;
}

/* What was understood, and how far it reaches. */
static void samenvatting_meld(struct import *im, const struct geo *geo, const struct geo_laag *laag,
                              const struct sleutel *s, const struct grenzen *gr)
{
    struct gebied_lijst alle = gebied_gemeenten(im->g, im->a, im->l->peildatum);
    size_t gemeenten = 0;

    for (size_t i = 0; i < gr->n; i++)
        gemeenten += gebied_is_gemeente(gr->at[i].gebied);
    import_meld(im, MELDING_INFO, 0, -1, STR(""), "coördinaten: %s", geo->stelsel);
    import_meld(im, MELDING_INFO, 0, -1, STR(""), "het gebied staat in de eigenschap %.*s",
                STR_ARG(s->naam.n ? str_sub(s->naam, 0, 60) : STR("id")));
    import_meld(im, gemeenten < alle.n && gemeenten ? MELDING_LET_OP : MELDING_INFO, 0, -1, STR(""),
                "grenzen van %zu van de %zu gemeenten op %.*s", gemeenten, alle.n,
                STR_ARG(date_nl(im->a, im->l->peildatum)));
    if (gr->n > gemeenten)
        import_meld(im, MELDING_INFO, 0, -1, STR(""),
                    "grenzen van %zu andere gebieden; de kaart toont gemeenten", gr->n - gemeenten);
    if (geo->n > 1)
        import_meld(im, MELDING_INFO, 0, -1, STR(""), "van de %zu lagen is %.*s gelezen", geo->n,
                    STR_ARG(str_sub(laag->naam, 0, 60)));
}

static int geo_verwerk(struct import *im, struct arena *boom, struct err *e)
{
    const struct geo_laag *laag = NULL;
    struct grenzen *gr = ARENA_NEW(im->a, struct grenzen);
    const struct sleutel *s;
    struct geo geo;
    const struct zip_deel *d = im->deel;
    int rc = str_starts(d->bytes, STR("PK\3\4")) || str_starts(d->bytes, STR("SQLite format 3"))
                 ? geo_kaartbestand(boom, d->naam, d->bytes, (struct geo_grens){0}, &geo, e)
                 : geo_lees(boom, d->bytes, (struct geo_grens){0}, &geo, e);

    if (rc)
        return rc;
    s = sleutel_kies(im, boom, &geo, &laag);
    if (!s)
        return sleutel_geen(boom, &geo, e);
    if (s->raak > DELEN_MAX * s->gebieden)
        return err_set(e, ERR_DATA,
                       "er zijn %zu vormen voor %zu gebieden: dit lijken wijken of buurten; verwacht één "
                       "vorm per gemeente. Wijken levert u als Grenzen van wijken",
                       s->raak, s->gebieden);
    gr->peildatum = im->l->peildatum;
    laag_lees(im, boom, laag, s, gr);
    if (!gr->n && !im->fouten)
        return err_set(e, ERR_DATA, "geen enkele vorm hoort bij een gebied dat op %.*s bestond",
                       STR_ARG(date_nl(im->a, im->l->peildatum)));
    samenvatting_meld(im, &geo, laag, s, gr);
    im->l->schrijf = grenzen_schrijf;
    im->l->schrijf_ctx = gr;
    return OK;
}

int grenzen_lees(struct import *im, struct err *e)
{
    struct arena boom;
    int rc;

    if (im->n_deel != 1)
        return err_set(e, ERR_DATA, "verwacht één bestand met grenzen");
    im->rij_woord = "vorm";
    arena_init(&boom, BOOM_MAX);
    rc = geo_verwerk(im, &boom, e);
    if (!rc && arena_over(&boom))
        rc = err_set(
            e, ERR_LIMIT,
            "het bestand is te groot om te verwerken; vereenvoudig de lijnen eerst, dat kan met QGIS");
    arena_done(&boom);
    return rc;
}
