/* SPDX-License-Identifier: EUPL-1.2
 * What an import of an extract has read so far, in a file beside the one that it makes: so it need not stay
 * in memory, which a country does not fit in, and an import that was stopped or died goes on from there.
 * Called by lvbag.c, after each file of the extract, and by lvbag_samen.c; the file is of this machine and
 * this program only, and worth nothing once the stock is there. */
#include "voorraad/lvbag_intern.h"

#include "base/fd.h"
#include "base/som.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
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
    uint64_t n[LL_LIJSTEN];
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
    uint64_t eind; /* where the next part goes */
};

enum { GEEF_TERUG = 1 << 20 };

/* Of one in each list of a part, in the order in which they are kept: deel_kop.n. */
static const size_t maat[LL_LIJSTEN] = {sizeof(struct lv_vbo), sizeof(uint64_t),      sizeof(struct lv_pnd),
                                        sizeof(struct lv_num), sizeof(struct lv_opr), sizeof(struct lv_gwr)};

/* Begins it anew. */
static bool leeg(struct lv_half *h, const uint8_t sleutel[32])
{
    struct kop k = {0};

    memcpy(k.merk, MERK, sizeof k.merk);
    memcpy(k.sleutel, sleutel, sizeof k.sleutel);
    h->eind = sizeof k;
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
    if (st.st_size > (off_t)sizeof k && lees_alles(h->fd, &k, sizeof k, 0) &&
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

void lvbag_half_naamloos(struct lv_half **ret, const char *pad)
{
    struct lv_half *h = calloc(1, sizeof *h);
    char *kopie = strdup(pad);

    *ret = NULL;
    if (h && kopie) {
        pthread_mutex_init(&h->slot, NULL);
        h->fd = open(dirname(kopie), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (h->fd >= 0 && leeg(h, (const uint8_t[32]){0}))
            *ret = h;
        else
            lvbag_half_close(h);
        h = NULL;
    }
    free(kopie);
    free(h);
}

/* How long the part at h->at is; 0: it is not whole. */
static size_t heel(const struct lv_half *h, struct deel_kop *kop)
{
    size_t n = sizeof *kop;
    uint8_t sha[32];

    if (h->n - h->at < n)
        return 0;
    memcpy(kop, h->p + h->at, sizeof *kop);
    for (int k = 0; k < LL_LIJSTEN; k++) {
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
    h->eind = h->at;
    h->stil = ftruncate(h->fd, (off_t)h->at) != 0 || lseek(h->fd, (off_t)h->at, SEEK_SET) < 0;
    munmap((void *)h->p, h->n);
    h->p = NULL;
    return false;
}

bool lvbag_half_neem(struct lv_half *h, struct lv_deel *d)
{
    struct deel_kop kop;
    size_t n = heel(h, &kop);
    uint64_t plaats = h->at + sizeof kop;

    h->at += n;
    (void)madvise((void *)h->p, h->at / GEEF_TERUG * GEEF_TERUG, MADV_DONTNEED); /* not needed again */
    if (kop.soort != (uint32_t)d->soort)
        return false;
    d->plaats = plaats;
    memcpy(d->aantal, kop.n, sizeof d->aantal);
    d->voorkomens = kop.voorkomens;
    d->gemeenten = kop.gemeenten;
    d->gemeente = kop.gemeente;
    d->landelijk = kop.landelijk;
    d->stand = kop.stand;
    return true;
}

/* Each list of a part and how many are in it. */
#define LIJSTEN(d)                                                                                           \
    {                                                                                                        \
        {(void **)(void *)&(d)->vbo.at, &(d)->vbo.n, &(d)->vbo.cap},                                         \
            {(void **)(void *)&(d)->pandref.at, &(d)->pandref.n, &(d)->pandref.cap},                         \
            {(void **)(void *)&(d)->pnd.at, &(d)->pnd.n, &(d)->pnd.cap},                                     \
            {(void **)(void *)&(d)->num.at, &(d)->num.n, &(d)->num.cap},                                     \
            {(void **)(void *)&(d)->opr.at, &(d)->opr.n, &(d)->opr.cap},                                     \
            {(void **)(void *)&(d)->gwr.at, &(d)->gwr.n, &(d)->gwr.cap},                                     \
    }
struct lijst {
    void **at;
    size_t *n, *cap;
};

void lvbag_half_leg(struct lv_deel *d)
{
    const struct lijst lijst[LL_LIJSTEN] = LIJSTEN(d);

    if (!d->plaats)
        return;
    for (int k = 0; k < LL_LIJSTEN; k++) {
        *lijst[k].at = NULL;
        *lijst[k].n = *lijst[k].cap = 0;
    }
    arena_done(&d->a);
    arena_init(&d->a, 0);
}

int lvbag_half_haal(struct lv_half *h, struct lv_deel *d, struct err *e)
{
    const struct lijst lijst[LL_LIJSTEN] = LIJSTEN(d);
    uint64_t plaats = d->plaats;

    for (int k = 0; d->plaats && k < LL_LIJSTEN; k++) {
        size_t n = (size_t)d->aantal[k];

        *lijst[k].n = *lijst[k].cap = n;
        *lijst[k].at = n ? arena_alloc(&d->a, n * maat[k]) : NULL;
        if (n && !lees_alles(h->fd, *lijst[k].at, n * maat[k], plaats))
            return err_set(e, ERR_ENV, "wat van %.*s gelezen was is niet terug te lezen: %s",
                           STR_ARG(d->naam), err_oorzaak(errno));
        plaats += n * maat[k];
    }
    for (size_t i = 0; d->plaats && i < d->vbo.n; i++)
        if (d->vbo.at[i].pand > d->pandref.n || d->vbo.at[i].n_panden > d->pandref.n - d->vbo.at[i].pand)
            return err_set(e, ERR_ENV,
                           "wat van %.*s gelezen was is niet meer wat het was; begin opnieuw, zonder het "
                           "bestand op .half",
                           STR_ARG(d->naam));
    return OK;
}

void lvbag_half_bij(struct lv_half *h, size_t i, struct lv_deel *d)
{
    const struct lijst lijst[LL_LIJSTEN] = LIJSTEN(d);
    struct deel_kop kop = {.index = (uint32_t)i,
                           .soort = (uint32_t)d->soort,
                           .voorkomens = d->voorkomens,
                           .gemeenten = d->gemeenten,
                           .gemeente = d->gemeente,
                           .landelijk = d->landelijk,
                           .stand = d->stand};
    uint64_t plaats;
    struct sha256_loop sha;
    bool stil;

    for (int k = 0; k < LL_LIJSTEN; k++)
        kop.n[k] = *lijst[k].n;
    sha256_begin(&sha);
    sha256_bij(&sha, (const uint8_t *)&kop + sizeof kop.sha256, sizeof kop - sizeof kop.sha256);
    for (int k = 0; k < LL_LIJSTEN; k++)
        sha256_bij(&sha, kop.n[k] ? *lijst[k].at : "", (size_t)kop.n[k] * maat[k]);
    sha256_klaar(&sha, kop.sha256);
    pthread_mutex_lock(&h->slot);
    plaats = h->eind + sizeof kop;
    h->stil = h->stil || !schrijf_alles(h->fd, &kop, sizeof kop);
    h->eind = plaats;
    for (int k = 0; k < LL_LIJSTEN; k++) {
        h->stil = h->stil || !schrijf_alles(h->fd, *lijst[k].at, (size_t)kop.n[k] * maat[k]);
        h->eind += kop.n[k] * maat[k];
    }
    stil = h->stil;
    pthread_mutex_unlock(&h->slot);
    if (stil)
        return;
    d->plaats = plaats;
    memcpy(d->aantal, kop.n, sizeof d->aantal);
    lvbag_half_leg(d);
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
