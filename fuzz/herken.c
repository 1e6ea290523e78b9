/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a CSV that is recognised and then read through what was guessed; and any bytes as a
 * leeswijzer. The first byte says which, and picks the soort. Whatever comes out must be valid text within
 * its bounds, and a guess must be a leeswijzer that reads back the same. */
#include "leeswijzer/herken.h"
#include "leeswijzer/lezer.h"

#include "doc/json.h"
#include "gebied/gebied_intern.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *const woorden[] = {"ja|j", "nee|n", "sociale huur|soc"};
static const struct kolom breed[] = {
    {.namen = "gemeente|gebied", .ook = "regio", .uitleg = "x", .type = KOLOM_IS_GEBIED, .verplicht = true},
    {.namen = "woningtype|type", .uitleg = "x", .type = KOLOM_IS_WONINGTYPE, .verplicht = true},
    {.namen = "jaar", .uitleg = "x", .type = KOLOM_IS_JAAR, .verplicht = true},
    {.namen = "aantal", .uitleg = "x", .type = KOLOM_IS_GETAL, .verplicht = true, .meet = true},
    {.namen = "status", .uitleg = "x", .type = KOLOM_IS_STATUS},
    {.namen = "keuze", .uitleg = "x", .type = KOLOM_IS_KEUZE, .woorden = woorden, .n_woorden = 3}};
static const struct kolom jaren[] = {
    {.namen = "naam", .uitleg = "x"},
    {.namen = "planologische status", .uitleg = "x", .type = KOLOM_IS_PLANSTATUS, .verplicht = true},
    {.namen = "datum", .uitleg = "x", .type = KOLOM_IS_DATUM},
    {.namen = "onderwerp", .uitleg = "x", .type = KOLOM_IS_ONDERWERP},
    {.namen = "opleverjaar", .ook = "jaar", .uitleg = "x", .type = KOLOM_IS_GETAL, .jaren = JAREN_ONDER},
    {.namen = "h", .uitleg = "x", .type = KOLOM_IS_GETAL, .jaren = JAREN_STREEP}};
static const struct kolommen soorten[] = {{"breed", "Breed", breed, 6}, {"jaren", "Jaren", jaren, 6}};

static void eis(bool waar)
{
    if (!waar)
        abort();
}

/* An empty model: no name is known, which is what most cells are. */
static struct gebieden *leeg(void)
{
    static struct gebieden g;
    static struct gebieden_intern in;

    if (!g.in) {
        arena_init(&g.arena, 0);
        map_init(&in.op_code, &g.arena);
        map_init(&in.op_naam, &g.arena);
        g.in = &in;
    }
    return &g;
}

static void lees_door(struct arena *a, struct tabel *t, const struct leeswijzer *w, const struct kolommen *k)
{
    struct lezer *l = NULL;
    struct tabel_rij r;
    struct err e = {0};
    bool nieuw;
    int blad, rc = lezer_maak(a, w, k, &l, &e);

    if (!rc)
        rc = lezer_begin(l, t, &r, &blad, &e);
    for (int i = 0; !rc && i < 5000; i++) {
        rc = lezer_volgende(l, t, &r, &nieuw, &e);
        if (rc <= 0)
            break;
        rc = 0;
        for (size_t c = 0; c < r.n; c++) {
            eis(utf8_valid(r.cellen[c].tekst));
            eis(lezer_bron(l, (int)c) >= -1 && lezer_bron(l, (int)c) < LEESWIJZER_KOLOMMEN_MAX);
        }
    }
    eis(rc == 0 || (rc == ERR_DATA && e.text[0]) || rc == ERR_LIMIT);
    lezer_done(l);
}

static void wijzer_proef(struct arena *a, struct str tekst)
{
    struct leeswijzer w, nog;
    struct doc *d;
    struct err e = {0};

    if (json_read(a, tekst, (struct json_limits){.depth = 8, .bytes = LEESWIJZER_BYTES_MAX}, &d, &e) ||
        leeswijzer_uit_doc(a, d, &w, &e)) {
        eis(e.text[0]);
        return;
    }
    eis(leeswijzer_uit_doc(a, leeswijzer_doc(a, &w), &nog, &e) == 0 && nog.kolom.n == w.kolom.n);
    for (size_t s = 0; s < 2; s++) {
        struct tabel *t = NULL;

        if (!tabel_open(a, STR("x.csv"), STR("gemeente;2027;jaar\nx;1;2030\n;2;x\n"), (struct tabel_grens){0},
                        &t, &e))
            lees_door(a, t, &w, &soorten[s]);
        tabel_close(t);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct planstatussen statussen = {0};
    struct herken_kennis k = {
        .statussen = &statussen, .soorten = soorten, .n_soorten = 2, .peildatum = 20250101};
    struct herken_vraag v = {.blad = -1, .bestand = STR("x.csv")};
    struct tabel *t = NULL;
    struct herkenning h;
    struct arena a;
    struct err e = {0};
    struct str bytes;

    if (n < 1)
        return 0;
    bytes = (struct str){(const char *)data + 1, n - 1};
    arena_init(&a, (size_t)64 << 20);
    map_init(&statussen.woord, &a);
    k.g = leeg();
    if (data[0] & 1) {
        wijzer_proef(&a, bytes);
    } else if (!tabel_open(&a, STR("x.csv"), bytes, (struct tabel_grens){.bytes = 1 << 20, .rijen = 10000},
                           &t, &e)) {
        if (data[0] & 2)
            v.koprij = 1 + (data[0] >> 4);
        if (!herken(&a, t, &k, &v, &h, &e)) {
            struct leeswijzer nog;

            eis(leeswijzer_uit_doc(&a, leeswijzer_doc(&a, &h.wijzer), &nog, &e) == 0 ||
                h.wijzer.kolom.n == 0);
            herkenning_doc(&a, &k, &h);
            lees_door(&a, t, &h.wijzer, h.soort);
        }
    }
    tabel_close(t);
    arena_done(&a);
    return 0;
}
