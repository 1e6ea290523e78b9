/* SPDX-License-Identifier: EUPL-1.2
 * The list of connections and its watch. Under the lock a peer's socket is open: peer_free takes the same
 * lock before the descriptor can be given out again. */
#include "http/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t peer_now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void address_read(struct peer *p, const struct sockaddr *sa)
{
    static const unsigned char v4_in_v6[12] = {[10] = 0xFF, [11] = 0xFF}, v6_local[16] = {[15] = 1};
    static const unsigned char v4_local[4] = {127, 0, 0, 1};

    if (sa && sa->sa_family == AF_INET) {
        const struct in_addr *v4 = &((const struct sockaddr_in *)(const void *)sa)->sin_addr;

        memcpy(p->key, v4_in_v6, 12);
        memcpy(p->key + 12, v4, 4);
        inet_ntop(AF_INET, v4, p->address, sizeof p->address);
    } else if (sa && sa->sa_family == AF_INET6) {
        const struct in6_addr *v6 = &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr;

        memcpy(p->key, v6, 16);
        inet_ntop(AF_INET6, v6, p->address, sizeof p->address);
    }
    p->local =
        !memcmp(p->key, v6_local, 16) || (!memcmp(p->key, v4_in_v6, 12) && !memcmp(p->key + 12, v4_local, 4));
    /* One household or firm has a whole /64. */
    if (memcmp(p->key, v4_in_v6, 12) != 0)
        memset(p->key + 8, 0, 8);
}

static void *watch(void *arg)
{
    struct peer_list *l = arg;
    struct timespec wake;

    pthread_mutex_lock(&l->lock);
    while (!l->stopping) {
        int64_t now = peer_now_ms();

        for (struct peer *p = l->first; p; p = p->next)
            if (atomic_load_explicit(&p->until_ms, memory_order_relaxed) < now)
                shutdown(p->fd, SHUT_RDWR); /* its thread sees the end and closes it */
        clock_gettime(CLOCK_REALTIME, &wake);
        wake.tv_sec++;
        pthread_cond_timedwait(&l->stop, &l->lock, &wake);
    }
    pthread_mutex_unlock(&l->lock);
    return NULL;
}

bool peers_start(struct peer_list *l, int most_per_address)
{
    *l = (struct peer_list){.most = most_per_address};
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->stop, NULL);
    l->watching = !pthread_create(&l->watch, NULL, watch, l);
    return l->watching;
}

void peers_stop(struct peer_list *l)
{
    pthread_mutex_lock(&l->lock);
    l->stopping = true;
    pthread_cond_signal(&l->stop);
    pthread_mutex_unlock(&l->lock);
    if (l->watching)
        pthread_join(l->watch, NULL);
    pthread_cond_destroy(&l->stop);
    pthread_mutex_destroy(&l->lock);
}

bool peer_allowed(struct peer_list *l, const struct sockaddr *sa)
{
    struct peer asks = {0};
    int n = 0;

    address_read(&asks, sa);
    if (asks.local)
        return true;
    pthread_mutex_lock(&l->lock);
    for (struct peer *p = l->first; p; p = p->next)
        n += !memcmp(p->key, asks.key, sizeof asks.key);
    pthread_mutex_unlock(&l->lock);
    return n < l->most;
}

struct peer *peer_new(struct peer_list *l, const struct sockaddr *sa, int fd, int64_t until_ms)
{
    struct peer *p = calloc(1, sizeof *p);

    if (!p)
        return NULL;
    address_read(p, sa);
    p->fd = fd;
    atomic_init(&p->until_ms, until_ms);
    pthread_mutex_lock(&l->lock);
    p->next = l->first;
    p->back = &l->first;
    if (p->next)
        p->next->back = &p->next;
    l->first = p;
    pthread_mutex_unlock(&l->lock);
    return p;
}

void peer_free(struct peer_list *l, struct peer *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&l->lock);
    *p->back = p->next;
    if (p->next)
        p->next->back = p->back;
    pthread_mutex_unlock(&l->lock);
    free(p);
}
