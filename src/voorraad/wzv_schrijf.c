/* SPDX-License-Identifier: EUPL-1.2
 * Writes a .wzv in one pass: the places of all parts follow from their sizes, the content is hashed while it
 * is written, and the head goes in last. */
#include "voorraad/wzv_intern.h"

#include "base/fd.h"
#include "base/som.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STUK_RIJEN = 1 << 17, TEKST_MAX = 64 << 20 };

struct schrijver {
    int fd;
    uint64_t plaats;
    struct sha256_loop sha;
    struct arena a;
    struct buf tekst;
    const char *pad;
    struct wzv_kop kop;
    struct wzv_kolom_kop kolom[WZV_KOLOMMEN_MAX];
    struct wzv_gebied_kop *gebied[WZV_NIVEAUS];
};

static int fout(struct schrijver *s, struct err *e)
{
    return err_set(e, ERR_ENV, "%s is niet te schrijven: %s", s->pad, err_oorzaak(errno));
}

static int ruw(struct schrijver *s, const void *p, size_t n, struct err *e)
{
    return schrijf_alles(s->fd, p, n) ? OK : fout(s, e);
}

static int uit(struct schrijver *s, const void *p, size_t n, struct err *e)
{
    sha256_bij(&s->sha, p, n);
    s->plaats += n;
    return ruw(s, p, n, e);
}

static int vul_aan(struct schrijver *s, uint64_t tot, struct err *e)
{
    static const char nul[4096];
    int rc = OK;

    while (!rc && s->plaats < tot)
        rc = uit(s, nul, tot - s->plaats < sizeof nul ? tot - s->plaats : sizeof nul, e);
    return rc;
}

static uint32_t tekst_bij(struct schrijver *s, struct str t)
{
    uint32_t plaats = (uint32_t)s->tekst.n;

    buf_add(&s->tekst, t);
    return plaats;
}

/* The texts and tables, and with them the place of everything. */
static int indeling(struct schrijver *s, const struct wzv_nieuw *n, struct err *e)
{
    struct wzv_kop *k = &s->kop;
    uint64_t at;

    *k = (struct wzv_kop){.versie = WZV_VERSIE,
                          .rijen = n->rijen,
                          .peildatum = (uint32_t)n->peildatum,
                          .vlaggen = n->verzonnen,
                          .n_kolommen = (uint32_t)n->n_kolommen,
                          .blokrijen = WZV_BLOK};
    memcpy(k->merk, WZV_MERK, 8);
    k->kop_bytes = (uint32_t)(sizeof *k + n->n_kolommen * sizeof *s->kolom);
    k->herkomst_plaats = tekst_bij(s, n->herkomst);
    k->herkomst_bytes = (uint32_t)n->herkomst.n;
    for (size_t i = 0; i < n->n_kolommen; i++) {
        struct wzv_kolom_kop *c = &s->kolom[i];

        *c = (struct wzv_kolom_kop){.breedte = (uint8_t)n->kolom[i].breedte,
                                    .soort = (uint8_t)n->kolom[i].soort,
                                    .codes_plaats = (uint32_t)s->tekst.n};
        snprintf(c->naam, sizeof c->naam, "%s", n->kolom[i].naam);
        for (const char *const *w = n->kolom[i].code; w && *w; w++, c->n_codes++)
            tekst_bij(s, (struct str){*w, strlen(*w) + 1});
        c->codes_bytes = (uint32_t)s->tekst.n - c->codes_plaats;
    }
    for (int v = 0; v < WZV_NIVEAUS; v++) {
        s->gebied[v] = ARENA_ARRAY(&s->a, struct wzv_gebied_kop, n->n_gebieden[v] + 1);
        for (size_t i = 0; i < n->n_gebieden[v]; i++) {
            const struct wzv_nieuw_gebied *g = &n->gebied[v][i];
            struct wzv_gebied_kop *x = &s->gebied[v][i];

            *x = (struct wzv_gebied_kop){
                .ouder = g->ouder, .eerste = g->eerste, .n = g->n, .naam_bytes = (uint32_t)g->naam.n};
            memcpy(x->code, g->code.p, g->code.n < sizeof x->code ? g->code.n : sizeof x->code);
            x->naam_plaats = tekst_bij(s, g->naam);
        }
    }
    if (s->tekst.over)
        return err_set(e, ERR_LIMIT, "te veel namen voor één voorraadbestand");
    at = wzv_rond(k->kop_bytes, WZV_RAND);
    k->tekst_plaats = at;
    k->tekst_bytes = s->tekst.n;
    at = wzv_rond(at + s->tekst.n, WZV_RAND);
    for (int v = 0; v < WZV_NIVEAUS; v++) {
        k->gebied[v] = (struct wzv_deel){.plaats = at, .n = (uint32_t)n->n_gebieden[v]};
        at = wzv_rond(at + n->n_gebieden[v] * sizeof **s->gebied, WZV_RAND);
    }
    k->blok_plaats = at;
    at = wzv_rond(at + (n->rijen + WZV_BLOK - 1) / WZV_BLOK * 16, WZV_RAND);
    for (size_t i = 0; i < n->n_kolommen; i++) {
        s->kolom[i].plaats = at;
        at = wzv_rond(at + n->rijen * (uint64_t)n->kolom[i].breedte, WZV_RAND);
    }
    k->bestand_bytes = at;
    return OK;
}

static int inhoud(struct schrijver *s, const struct wzv_nieuw *n, struct err *e)
{
    int rc = vul_aan(s, s->kop.tekst_plaats, e);

    if (!rc)
        rc = uit(s, s->tekst.p, s->tekst.n, e);
    for (int v = 0; !rc && v < WZV_NIVEAUS; v++) {
        rc = vul_aan(s, s->kop.gebied[v].plaats, e);
        if (!rc)
            rc = uit(s, s->gebied[v], n->n_gebieden[v] * sizeof **s->gebied, e);
    }
    if (!rc)
        rc = vul_aan(s, s->kop.blok_plaats, e);
    if (!rc)
        rc = uit(s, n->blok, (n->rijen + WZV_BLOK - 1) / WZV_BLOK * 16, e);
    for (size_t i = 0; !rc && i < n->n_kolommen; i++) {
        rc = vul_aan(s, s->kolom[i].plaats, e);
        for (uint64_t van = 0; !rc && van < n->rijen; van += STUK_RIJEN) {
            size_t m = n->rijen - van < STUK_RIJEN ? (size_t)(n->rijen - van) : STUK_RIJEN;

            rc = uit(s, n->kolom[i].vul(n->ctx, i, van), m * (size_t)n->kolom[i].breedte, e);
            gang_bij(n->gang, m * (size_t)n->kolom[i].breedte);
            rc = rc ? rc : gang_door(n->gang, e);
        }
    }
    return rc ? rc : vul_aan(s, s->kop.bestand_bytes, e);
}

static int kop_schrijf(struct schrijver *s, const struct wzv_nieuw *n, struct err *e)
{
    struct sha256_loop sha;
    size_t kolommen = n->n_kolommen * sizeof *s->kolom;
    int rc;

    sha256_klaar(&s->sha, s->kop.sha256);
    sha256_begin(&sha);
    sha256_bij(&sha, &s->kop, sizeof s->kop);
    sha256_bij(&sha, s->kolom, kolommen);
    sha256_klaar(&sha, s->kop.kop_sha256);
    if (lseek(s->fd, 0, SEEK_SET) != 0)
        return fout(s, e);
    rc = ruw(s, &s->kop, sizeof s->kop, e);
    return rc ? rc : ruw(s, s->kolom, kolommen, e);
}

static int op_schijf(struct schrijver *s, const char *tijdelijk, struct err *e)
{
    char *kopie, *map;
    int fd;

    if (fsync(s->fd) != 0 || rename(tijdelijk, s->pad) != 0)
        return fout(s, e);
    kopie = strdup(s->pad);
    map = kopie ? dirname(kopie) : NULL;
    fd = map ? open(map, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(kopie);
    if (fd >= 0) {
        (void)fsync(fd); /* the name; some file systems cannot, and have it already */
        close(fd);
    }
    return OK;
}

int wzv_schrijf(const char *pad, const struct wzv_nieuw *n, struct err *e)
{
    struct schrijver *s = calloc(1, sizeof *s);
    char *tijdelijk = NULL;
    int rc;

    if (!s || asprintf(&tijdelijk, "%s.nieuw-%ld", pad, (long)getpid()) < 0) {
        free(s);
        return err_set(e, ERR_ENV, "het geheugen is op");
    }
    arena_init(&s->a, 0);
    buf_init(&s->tekst, &s->a, TEKST_MAX);
    s->pad = pad;
    sha256_begin(&s->sha);
    s->fd = open(tijdelijk, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    rc = s->fd < 0                  ? fout(s, e)
         : n->rijen > WZV_RIJEN_MAX ? err_set(e, ERR_LIMIT, "meer dan %llu rijen", WZV_RIJEN_MAX)
                                    : indeling(s, n, e);
    gang_stap(n->gang, "voorraad schrijven", s->kop.bestand_bytes, "MB");
    s->plaats = s->kop.kop_bytes;
    if (!rc && lseek(s->fd, (off_t)s->kop.kop_bytes, SEEK_SET) < 0)
        rc = fout(s, e);
    if (!rc)
        rc = inhoud(s, n, e);
    if (!rc)
        rc = kop_schrijf(s, n, e);
    if (!rc)
        rc = op_schijf(s, tijdelijk, e);
    if (s->fd >= 0)
        close(s->fd);
    if (rc && s->fd >= 0)
        unlink(tijdelijk);
    arena_done(&s->a);
    free(tijdelijk);
    free(s);
    return rc;
}
