/* SPDX-License-Identifier: EUPL-1.2
 * A crew of threads: parts are taken from one counter, so a slow part holds nobody up. */
#include "base/ploeg.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

struct ploeg {
    _Atomic size_t volgende;
    size_t n;
    ploeg_werk *werk;
    void *ctx;
};

struct lid {
    struct ploeg *p;
    int nummer;
};

static void *loop(void *wie)
{
    struct lid *l = wie;

    for (;;) {
        size_t i = atomic_fetch_add(&l->p->volgende, 1);

        if (i >= l->p->n)
            return NULL;
        l->p->werk(l->p->ctx, i, l->nummer);
    }
}

void ploeg_doe(int leden, size_t n, ploeg_werk *werk, void *ctx)
{
    struct ploeg p = {.n = n, .werk = werk, .ctx = ctx};
    struct lid lid[PLOEG_MAX];
    pthread_t draad[PLOEG_MAX];
    int gestart = 0;

    leden = leden > PLOEG_MAX ? PLOEG_MAX : leden;
    leden = n < (size_t)(leden < 1 ? 1 : leden) ? (int)n : leden;
    for (int i = 1; i < leden; i++) {
        lid[i] = (struct lid){&p, i};
        if (pthread_create(&draad[i], NULL, loop, &lid[i]) != 0)
            break;
        gestart = i;
    }
    lid[0] = (struct lid){&p, 0};
    loop(&lid[0]);
    for (int i = 1; i <= gestart; i++)
        pthread_join(draad[i], NULL);
}

int ploeg_kernen(void)
{
    cpu_set_t set;

    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0 || CPU_COUNT(&set) < 1)
        return 1;
    return CPU_COUNT(&set);
}
