/* SPDX-License-Identifier: EUPL-1.2
 * Areas from a GeoPackage, shapefile or file geodatabase, as geo.h gives those of GeoJSON: every layer with
 * its shapes and their properties. Reads through tabel_open, so that GDAL stays behind one door. */
#include "tabel/geo_intern.h"

#include "tabel/geobestand.h"

#include <math.h>
#include <string.h>

/* What stands in a cell as a property: text, or a whole number; of the rest no area is recognised. */
static struct doc *eigenschap(struct arena *a, const struct cel *c)
{
    int64_t n;

    if (c->soort == CEL_GETAL && dec_rescale(c->getal, 0, &n))
        return doc_int(a, n);
    return doc_str(a, str_dup(a, c->tekst));
}

static void oppervlak_zet(struct geo_vorm *v)
{
    size_t begin = 0;

    for (size_t i = 0; i + 1 < v->n; i += 2)
        if (isnan(v->xy[i])) {
            begin = i + 2;
            v->ringen++;
        } else if (i + 3 < v->n && !isnan(v->xy[i + 2])) {
            /* from the first place of the ring, so that no digits are lost; holes run the other way */
            const double x = v->xy[begin], y = v->xy[begin + 1];

            v->oppervlak +=
                ((v->xy[i] - x) * (v->xy[i + 3] - y) - (v->xy[i + 2] - x) * (v->xy[i + 1] - y)) / 2;
        }
}

static struct geo_vorm vorm_neem(struct arena *a, const struct tabel *t, const struct tabel_rij *r,
                                 const struct str *naam, size_t n)
{
    struct geo_vorm v = {0};
    struct doc *d = doc_map(a);
    struct vorm w;

    for (size_t i = 0; i < n; i++)
        if (naam[i].n && tabel_cel(r, i)->soort != CEL_LEEG)
            doc_set(a, d, naam[i], eigenschap(a, tabel_cel(r, i)));
    v.eigenschappen = d;
    tabel_vorm(t, &w);
    v.fout = w.fout;
    v.fout_waarde = str_dup(a, w.fout_waarde);
    v.weggelaten = w.weggelaten;
    if (w.soort == VORM_VLAK && w.n) {
        double *xy = ARENA_ARRAY(a, double, w.n);

        memcpy(xy, w.xy, w.n * sizeof *xy);
        v.xy = xy;
        v.n = w.n;
        oppervlak_zet(&v);
    }
    return v;
}

static int laag_neem(struct arena *a, struct tabel *t, size_t max, struct geo_laag *ret, struct err *e)
{
    VEC(struct geo_vorm) vorm = {0};
    struct tabel_rij r;
    struct str *naam = NULL;
    size_t n = 0;
    int rc;

    while ((rc = tabel_volgende(t, &r, e)) > 0) {
        if (!naam) { /* the first row of a layer holds the names */
            n = r.n;
            naam = ARENA_ARRAY(a, struct str, n + 1);
            for (size_t i = 0; i < n; i++)
                naam[i] = str_dup(a, str_trim(r.cellen[i].tekst));
            continue;
        }
        if (vorm.n >= max || arena_over(a))
            return err_set(e, ERR_LIMIT,
                           "het bestand heeft meer dan %zu vormen, of is te groot om te verwerken", max);
        VEC_PUSH(a, &vorm, vorm_neem(a, t, &r, naam, n));
    }
    ret->vorm = vorm.at;
    ret->n = vorm.n;
    return rc;
}

int geo_kaartbestand(struct arena *a, struct str naam, struct str bytes, struct geo_grens grens,
                     struct geo *ret, struct err *e)
{
    size_t over = grens.vormen ? grens.vormen : GEO_VORMEN_MAX;
    struct geo g = {0};
    struct geo_laag *laag;
    struct tabel *t;
    int rc =
        tabel_open(a, naam, bytes, (struct tabel_grens){.geobestand = true, .punten = grens.punten}, &t, e);

    if (rc)
        return rc;
    if (!tabel_is_geobestand(t))
        rc = err_set(e, ERR_DATA,
                     "dit is geen kaart; verwacht GeoJSON, TopoJSON, een GeoPackage, of een zip met een "
                     "shapefile of file geodatabase");
    laag = rc ? NULL : ARENA_ARRAY(a, struct geo_laag, tabel_n_bladen(t) + 1);
    for (size_t i = 0; !rc && i < tabel_n_bladen(t); i++) {
        rc = tabel_blad_kies(t, i, e);
        if (!rc)
            rc = laag_neem(a, t, over, &laag[g.n], e);
        if (rc)
            break;
        laag[g.n].naam = str_dup(a, tabel_blad_naam(t, i));
        if (laag[g.n].n && tabel_stelsel(t))
            g.stelsel = tabel_stelsel(t);
        over -= laag[g.n].n;
        g.vormen += laag[g.n++].n;
    }
    tabel_close(t);
    g.laag = laag;
    if (!rc)
        *ret = g;
    return rc;
}
