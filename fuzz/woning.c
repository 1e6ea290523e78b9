/* SPDX-License-Identifier: EUPL-1.2
 * What comes from outside into the stock beside its file: the geometry of a GeoPackage, the zoom, column and
 * row of a tile, and the changed cells of the workshop. The first byte chooses. */
#include "voorraad/bronnen.h"
#include "voorraad/tegel.h"
#include "voorraad/werkplaats.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char regels[] =
    "parameter;minst;50\nals lift;als oppervlakte;dan k\nja;>=minst;a\nonbekend;[10..20];b\n-;-;c\n";

static void geometrie(const uint8_t *p, size_t n)
{
    uint32_t x, y;
    uint8_t *kopie = malloc(n + 1); /* of exactly this size, so that reading past it shows */

    memcpy(kopie, p, n);
    if (gpkg_punt((struct str){(const char *)kopie, n}, &x, &y) && (x > 4000000000u || y > 4000000000u))
        abort();
    free(kopie);
}

/* A small stock, made once. */
static const struct geteld *land(void)
{
    static struct voorraad v;
    static struct geteld g;
    static struct arena a;
    struct regeltabel *t;
    struct motor *m;
    struct telling tel;
    struct stand s;
    struct wzv *w;
    struct err e;
    char pad[] = "/tmp/woonzorg-fuzz-XXXXXX";
    uint8_t *rij, klasse[8] = {0, 1, 2, 3};
    int fd;

    if (g.v)
        return &g;
    fd = mkstemp(pad);
    stand_init(&s);
    s.peildatum = 20260101;
    if (fd < 0 || stand_maak(&s, 3000, 1, STR("PV31"), 1, &e) || stand_schrijf(&s, pad, &e) ||
        wzv_open(&w, pad, &e))
        abort();
    close(fd);
    unlink(pad);
    stand_done(&s);
    arena_init(&a, 0);
    v.w = w;
    voorraad_groepen(&a, &v);
    rij = malloc(motor_rijen(w));
    if (regels_csv_lees(&a, str_from(regels), &t, &e) ||
        motor_open(&m, w, (struct motor_keuze){.draden = 1}, &e) ||
        motor_tel_klassen(m, &a, t, klasse, rij, &tel, &e))
        abort();
    motor_close(m);
    g = (struct geteld){.v = &v, .t = t, .tel = tel, .n_klassen = 4, .rij = rij};
    return &g;
}

static void tegel(struct arena *a, const uint8_t *p, size_t n)
{
    static struct tegelaar *maker;
    int32_t v[3] = {0};
    struct str s;
    struct err e;
    int rc;

    memcpy(v, p, n < sizeof v ? n : sizeof v);
    if (v[0] & 1) /* half of them where there is something */
        v[0] = 13 + (v[0] >> 1 & 3), v[1] = (1 << (v[0] - 13)) * 4216 + (v[1] & 63),
        v[2] = (1 << (v[0] - 13)) * 2738 + (v[2] & 63);
    if (!maker && tegelaar_open(&maker, &e))
        abort();
    rc = woning_tegel(maker, land(), a, v[0], v[1], v[2], &s, &e);
    if (rc && rc != ERR_NOT_FOUND)
        abort();
}

static void werkplaats(struct arena *a, struct str s)
{
    struct regelset set = {.inhoud = {regels, sizeof regels - 1}};
    struct doc *velden = doc_map(a);
    struct werkplaats w;
    struct regeltabel *weer;
    struct err e;

    while (s.p) {
        struct str deel = str_cut(s, '&', &s), waarde, naam = str_cut(deel, '=', &waarde);

        if (utf8_valid(naam) && utf8_valid(waarde))
            doc_set(a, velden, naam, doc_str(a, waarde));
    }
    if (werkplaats_lees(a, &set, velden, &w, &e))
        return;
    if (regels_csv_lees(a, w.inhoud, &weer, &e)) /* what is counted can be kept and read again */
        abort();
    (void)werkplaats_query(a, &w, STR(""));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;

    if (!n || n > 1 << 14)
        return 0;
    if (!a.limit)
        arena_init(&a, 64 << 20);
    if (data[0] % 3 == 0)
        geometrie(data + 1, n - 1);
    else if (data[0] % 3 == 1)
        tegel(&a, data + 1, n - 1);
    else
        werkplaats(&a, (struct str){(const char *)data + 1, n - 1});
    arena_reset(&a);
    return 0;
}
