/* SPDX-License-Identifier: EUPL-1.2
 * What an import of an extract has read so far, in a file beside the one that it makes, so that one that was
 * stopped or died goes on from there. Called by lvbag.c, after each file of the extract; the file is of this
 * machine and this program only, and worth nothing once the stock is there. */
#include "voorraad/lvbag_intern.h"

#include "base/schrijf.h"
#include "base/som.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MERK "WZHALF1\n"

struct kop { /* 64 bytes; then a part after a part */
    char merk[8];
    uint8_t sleutel[32];
    uint8_t nul[24];
};

struct deel_kop {
    uint8_t sha256[32]; /* of all that follows of this part */
    uint32_t index, soort;
    uint64_t n[6]; /* vbo, pandref, pnd, num, opr, gwr */
    uint64_t voorkomens, gemeenten;
    uint32_t gemeente, landelijk;
    date_t stand, nul;
};

struct lv_half {
    int fd;
    pthread_mutex_t slot; /* one thread adds at a time */
    bool stil;            /* it cannot be added to any more */
    const uint8_t *p;     /* what was there */
    size_t n, at;
};

enum { SOORTEN = 6, GEEF_TERUG = 1 << 20 };

/* Of one in each list of a part, in the order in which they are kept: deel_kop.n. */
static const size_t maat[SOORTEN] = {sizeof(struct lv_vbo), sizeof(uint64_t),      sizeof(struct lv_pnd),
                                     sizeof(struct lv_num), sizeof(struct lv_opr), sizeof(struct lv_gwr)};

/* Begins it anew. */
static bool leeg(struct lv_half *h, const uint8_t sleutel[32])
{
    struct kop k = {0};

    memcpy(k.merk, MERK, sizeof k.merk);
    memcpy(k.sleutel, sleutel, sizeof k.sleutel);
    return ftruncate(h->fd, 0) == 0 && lseek(h->fd, 0, SEEK_SET) == 0 && schrijf_alles(h->fd, &k, sizeof k);
}

int lvbag_half_open(struct lv_half **ret, const char *pad, const uint8_t sleutel[32], struct err *e)
{
    struct lv_half *h = calloc(1, sizeof *h);
    struct stat st;
    struct kop k;
    void *p;

    if (!h)
        return err_set(e, ERR_ENV, "het geheugen is op");
    pthread_mutex_init(&h->slot, NULL);
    h->fd = open(pad, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (h->fd >= 0 && flock(h->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        lvbag_half_close(h);
        return err_set(e, ERR_CONFLICT, "er loopt al een import die dit bestand maakt (%s)", pad);
    }
    if (h->fd < 0 || fstat(h->fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        lvbag_half_close(h);
        return err_set(e, ERR_ENV, "%s is niet te schrijven: %s", pad, err_oorzaak(errno));
    }
    *ret = h;
    if (st.st_size > (off_t)sizeof k && pread(h->fd, &k, sizeof k, 0) == (ssize_t)sizeof k &&
        !memcmp(k.merk, MERK, sizeof k.merk) && !memcmp(k.sleutel, sleutel, sizeof k.sleutel)) {
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, h->fd, 0);
        if (p != MAP_FAILED) {
            h->p = p;
            h->n = (size_t)st.st_size;
            h->at = sizeof k;
            return OK;
        }
    }
    h->stil = !leeg(h, sleutel);
    return OK;
}

/* Copies what is kept into a list on the arena of the part; false when there is not so much. */
static bool lijst_uit(const struct lv_half *h, size_t *at, struct lv_deel *d, void **ret, size_t n,
                      size_t een)
{
    if (n > (h->n - *at) / een)
        return false;
    *ret = n ? arena_alloc(&d->a, n * een) : NULL;
    if (n && *ret)
        memcpy(*ret, h->p + *at, n * een);
    *at += n * een;
    return !n || *ret;
}

#define UIT(veld, k)                                                                                         \
    (lijst_uit(h, &at, d, (void **)(void *)&d->veld.at, (size_t)kop.n[k], sizeof *d->veld.at) &&             \
     (d->veld.n = d->veld.cap = (size_t)kop.n[k], true))

/* How long the part at h->at is; 0: it is not whole. */
static size_t heel(const struct lv_half *h, struct deel_kop *kop)
{
    size_t n = sizeof *kop;
    uint8_t sha[32];

    if (h->n - h->at < n)
        return 0;
    memcpy(kop, h->p + h->at, sizeof *kop);
    for (int k = 0; k < SOORTEN; k++) {
        if (kop->n[k] > (h->n - h->at - n) / maat[k])
            return 0;
        n += (size_t)kop->n[k] * maat[k];
    }
    sha256_bytes(h->p + h->at + sizeof kop->sha256, n - sizeof kop->sha256, sha);
    return memcmp(sha, kop->sha256, sizeof sha) == 0 ? n : 0;
}

bool lvbag_half_volgende(struct lv_half *h, size_t *ret_i)
{
    struct deel_kop kop;

    if (!h->p)
        return false;
    if (heel(h, &kop)) {
        *ret_i = kop.index;
        return true;
    }
    /* What comes after was not written to its end: it is read anew, and goes here. */
    h->stil = ftruncate(h->fd, (off_t)h->at) != 0 || lseek(h->fd, (off_t)h->at, SEEK_SET) < 0;
    munmap((void *)h->p, h->n);
    h->p = NULL;
    return false;
}

bool lvbag_half_lees(struct lv_half *h, struct lv_deel *d)
{
    struct deel_kop kop;
    size_t n = heel(h, &kop), at = h->at + sizeof kop;

    h->at += n;
    if (kop.soort != (uint32_t)d->soort || !UIT(vbo, 0) || !UIT(pandref, 1) || !UIT(pnd, 2) || !UIT(num, 3) ||
        !UIT(opr, 4) || !UIT(gwr, 5))
        return false;
    for (size_t i = 0; i < d->vbo.n; i++)
        if (d->vbo.at[i].pand > d->pandref.n || d->vbo.at[i].n_panden > d->pandref.n - d->vbo.at[i].pand)
            return false;
    d->voorkomens = kop.voorkomens;
    d->gemeenten = kop.gemeenten;
    d->gemeente = kop.gemeente;
    d->landelijk = kop.landelijk;
    d->stand = kop.stand;
    (void)madvise((void *)h->p, h->at / GEEF_TERUG * GEEF_TERUG, MADV_DONTNEED); /* not needed again */
    return true;
}

void lvbag_half_bij(struct lv_half *h, size_t i, const struct lv_deel *d)
{
    struct deel_kop kop = {.index = (uint32_t)i,
                           .soort = (uint32_t)d->soort,
                           .n = {d->vbo.n, d->pandref.n, d->pnd.n, d->num.n, d->opr.n, d->gwr.n},
                           .voorkomens = d->voorkomens,
                           .gemeenten = d->gemeenten,
                           .gemeente = d->gemeente,
                           .landelijk = d->landelijk,
                           .stand = d->stand};
    const void *const lijst[SOORTEN] = {d->vbo.at, d->pandref.at, d->pnd.at, d->num.at, d->opr.at, d->gwr.at};
    struct sha256_loop sha;

    sha256_begin(&sha);
    sha256_bij(&sha, (const uint8_t *)&kop + sizeof kop.sha256, sizeof kop - sizeof kop.sha256);
    for (int k = 0; k < SOORTEN; k++)
        sha256_bij(&sha, kop.n[k] ? lijst[k] : "", (size_t)kop.n[k] * maat[k]);
    sha256_klaar(&sha, kop.sha256);
    pthread_mutex_lock(&h->slot);
    h->stil = h->stil || !schrijf_alles(h->fd, &kop, sizeof kop);
    for (int k = 0; k < SOORTEN; k++)
        h->stil = h->stil || !schrijf_alles(h->fd, lijst[k], (size_t)kop.n[k] * maat[k]);
    pthread_mutex_unlock(&h->slot);
}

void lvbag_half_close(struct lv_half *h)
{
    if (!h)
        return;
    if (h->p)
        munmap((void *)h->p, h->n);
    if (h->fd >= 0)
        close(h->fd);
    pthread_mutex_destroy(&h->slot);
    free(h);
}
