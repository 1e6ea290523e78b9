/* SPDX-License-Identifier: EUPL-1.2
 * Gemeenten with their provincie, out of the reference table that is built into the program: a stock is made
 * without a database. */
#include "base/num.h"
#include "http/http.h"
#include "tabel/tabel.h"
#include "voorraad/stand.h"

#include <string.h>

enum { KOLOM_WONINGEN = 11 }; /* dwelling_total of the kerncijfers */

static const struct embed_file *bestand_zoek(const char *naam)
{
    for (const struct embed_file *f = embed_files; f->name; f++)
        if (!strcmp(f->name, naam))
            return f;
    return NULL;
}

static int vakken_bij(struct arena *a, struct gemeente_ref *g, size_t n, struct err *e)
{
    const struct embed_file *f = bestand_zoek("referentie/tegels.csv");
    struct map bij;
    struct tabel *t;
    struct tabel_rij r;
    int rc;

    if (!f)
        return OK;
    map_init(&bij, a);
    for (size_t i = 0; i < n; i++)
        map_put(&bij, g[i].code, NULL)->value.i = (int64_t)i;
    rc = tabel_open(a, STR("tegels.csv"), (struct str){(const char *)f->bytes, f->n}, (struct tabel_grens){0},
                    &t, e);
    if (rc)
        return rc;
    while ((rc = tabel_volgende(t, &r, e)) == 1) {
        struct map_entry *m = map_get(&bij, tabel_cel(&r, 0)->tekst);
        int64_t kolom, rij;

        if (!m || !str_is(tabel_cel(&r, 4)->tekst, "NL01") || !num_i64(tabel_cel(&r, 2)->tekst, &kolom) ||
            !num_i64(tabel_cel(&r, 3)->tekst, &rij))
            continue;
        g[m->value.i].heeft_vak = true;
        g[m->value.i].kolom = (int)kolom;
        g[m->value.i].rij = (int)rij;
    }
    tabel_close(t);
    return rc;
}

/* How many dwellings a gemeente has, from the demo's own public file, so that a made-up stock is not odd
 * where people know better. Without the file sizes are made up too. */
static int woningen_bij(struct arena *a, struct gemeente_ref *g, size_t n, struct err *e)
{
    const struct embed_file *f = bestand_zoek("demo/inwoners-limburg-2022.csv");
    struct tabel *t;
    struct tabel_rij r;
    int rc = f ? tabel_open(a, STR("inwoners.csv"), (struct str){(const char *)f->bytes, f->n},
                            (struct tabel_grens){0}, &t, e)
               : OK;

    if (rc || !f)
        return rc;
    while ((rc = tabel_volgende(t, &r, e)) == 1)
        for (size_t i = 0; i < n; i++)
            if (str_eq(g[i].code, tabel_cel(&r, 0)->tekst))
                (void)num_i64(tabel_cel(&r, KOLOM_WONINGEN)->tekst, &g[i].woningen);
    tabel_close(t);
    return rc;
}

int gemeenten_ref(struct arena *a, const struct gemeente_ref **ret, size_t *ret_n, struct err *e)
{
    const struct embed_file *f = bestand_zoek("referentie/gemeenten.csv");
    VEC(struct gemeente_ref) v = {0};
    struct tabel *t;
    struct tabel_rij r;
    int rc;

    if (!f)
        return err_set(e, ERR_ENV, "in dit programma ontbreekt referentie/gemeenten.csv");
    rc = tabel_open(a, STR("gemeenten.csv"), (struct str){(const char *)f->bytes, f->n},
                    (struct tabel_grens){0}, &t, e);
    if (rc)
        return rc;
    while ((rc = tabel_volgende(t, &r, e)) == 1) {
        struct gemeente_ref g = {.code = str_dup(a, tabel_cel(&r, 0)->tekst),
                                 .naam = str_dup(a, tabel_cel(&r, 1)->tekst),
                                 .provincie = str_dup(a, tabel_cel(&r, 2)->tekst),
                                 .tot = DATE_OPEN};

        if (!date_parse(tabel_cel(&r, 3)->tekst, &g.van))
            continue; /* the heading */
        (void)date_parse(tabel_cel(&r, 4)->tekst, &g.tot);
        VEC_PUSH(a, &v, g);
    }
    tabel_close(t);
    if (!rc)
        rc = vakken_bij(a, v.at, v.n, e);
    if (!rc)
        rc = woningen_bij(a, v.at, v.n, e);
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

struct str provincie_naam(struct str code)
{
    static const char *const namen[] = {"Groningen",    "Fryslân",    "Drenthe",       "Overijssel",
                                        "Flevoland",    "Gelderland", "Utrecht",       "Noord-Holland",
                                        "Zuid-Holland", "Zeeland",    "Noord-Brabant", "Limburg"};

    if (code.n == 4 && code.p[2] >= '2' && code.p[2] <= '3') {
        int i = (code.p[2] - '2') * 10 + code.p[3] - '0';

        if (i >= 0 && i < 12)
            return str_from(namen[i]);
    }
    return STR("onbekend");
}
