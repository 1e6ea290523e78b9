/* SPDX-License-Identifier: EUPL-1.2
 * The threads for slow handlers: a ring of jobs behind one lock. */
#include "http/slow.h"

#include <pthread.h>
#include <stdlib.h>

struct slow_pool {
    pthread_mutex_t lock;
    pthread_cond_t work;
    slow_fn *fn;
    bool stop;
    size_t from, n, room;
    int n_threads;
    pthread_t *threads;
    void *ring[];
};

static void *take(struct slow_pool *p)
{
    void *job = p->ring[p->from];

    p->from = (p->from + 1) % p->room;
    p->n--;
    return job;
}

static void *worker(void *arg)
{
    struct slow_pool *p = arg;

    pthread_mutex_lock(&p->lock);
    for (;;) {
        void *job;

        while (!p->n && !p->stop)
            pthread_cond_wait(&p->work, &p->lock);
        if (p->stop)
            break;
        job = take(p);
        pthread_mutex_unlock(&p->lock);
        p->fn(job, false);
        pthread_mutex_lock(&p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

struct slow_pool *slow_start(int threads, size_t queue, slow_fn *fn)
{
    struct slow_pool *p = calloc(1, sizeof *p + queue * sizeof *p->ring);
    pthread_t *list = calloc((size_t)threads, sizeof *list);

    if (!p || !list) {
        free(p);
        free(list);
        return NULL;
    }
    p->fn = fn;
    p->room = queue;
    p->threads = list;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    for (; p->n_threads < threads; p->n_threads++)
        if (pthread_create(&list[p->n_threads], NULL, worker, p))
            break;
    if (p->n_threads < threads) {
        slow_stop(p);
        return NULL;
    }
    return p;
}

bool slow_add(struct slow_pool *p, void *job)
{
    bool room;

    pthread_mutex_lock(&p->lock);
    room = p->n < p->room && !p->stop;
    if (room) {
        p->ring[(p->from + p->n) % p->room] = job;
        p->n++;
        pthread_cond_signal(&p->work);
    }
    pthread_mutex_unlock(&p->lock);
    return room;
}

void slow_stop(struct slow_pool *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (int i = 0; i < p->n_threads; i++)
        pthread_join(p->threads[i], NULL);
    while (p->n)
        p->fn(take(p), true);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->lock);
    free(p->threads);
    free(p);
}
