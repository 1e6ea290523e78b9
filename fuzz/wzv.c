/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a column file, its head signed again as one who means harm would. What opens can be walked
 * through, explained and counted over without leaving the file. The first byte tells whether to sign. */
#include "voorraad/motor.h"
#include "voorraad/wzv_intern.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void teken(uint8_t *p, size_t n)
{
    struct wzv_kop k;

    if (n < sizeof k)
        return;
    memcpy(&k, p, sizeof k);
    if (k.kop_bytes < sizeof k || k.kop_bytes > n)
        return;
    memset(p + offsetof(struct wzv_kop, kop_sha256), 0, 32);
    crypto_hash_sha256(k.kop_sha256, p, k.kop_bytes);
    memcpy(p + offsetof(struct wzv_kop, kop_sha256), k.kop_sha256, 32);
}

static void doorloop(struct arena *a, const struct wzv *w)
{
    static const char regels[] = "als lift;als oppervlakte;dan k\nja;>5;a\nonbekend;-;b\n";
    struct regeltabel *t;
    struct motor *m = NULL;
    struct telling tel;
    struct err e;
    uint64_t som = 0;

    for (size_t k = 0; w->rijen && k < w->n_kolommen; k++)
        som += wzv_waarde(&w->kolom[k], w->rijen - 1) +
               wzv_tekst(a, &w->kolom[k], wzv_waarde(&w->kolom[k], 0)).n;
    for (size_t b = 0; b < w->n_blokken; b++)
        som += w->blok[b * 4];
    if (w->rijen < 100000 && !regels_csv_lees(a, str_from(regels), &t, &e) &&
        !motor_open(&m, w, (struct motor_keuze){.draden = 1}, &e) && !motor_tel(m, a, t, NULL, &tel, &e))
        som += telling_som(w, &tel, 0, 0, w->rijen);
    motor_close(m);
    if (som == UINT64_MAX)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static struct arena a;
    struct err e = {0};
    struct wzv *w;
    uint8_t *p;
    int rc;

    if (!n || n > 1 << 16)
        return 0;
    if (!a.limit)
        arena_init(&a, 64 << 20);
    p = aligned_alloc(64, (n - 1 + 63) / 64 * 64 + 64);
    memcpy(p, data + 1, n - 1);
    if (data[0] & 1)
        teken(p, n - 1);
    rc = wzv_van_bytes(&w, p, n - 1, &e);
    if (!rc) {
        doorloop(&a, w);
        wzv_close(w);
    } else if (rc != ERR_DATA || !e.text[0]) {
        abort();
    }
    free(p);
    arena_reset(&a);
    return 0;
}
