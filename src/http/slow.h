/* SPDX-License-Identifier: EUPL-1.2
 * A few threads for handlers that may take longer than a second (ROUTE_SLOW), so that they keep nobody else
 * waiting: the server's own threads each serve many connections. The queue is bounded; past it the server
 * says that it is busy. */
#ifndef WZ_HTTP_SLOW_H
#define WZ_HTTP_SLOW_H

#include <stdbool.h>
#include <stddef.h>

struct slow_pool;
typedef void slow_fn(void *job, bool cancelled); /* cancelled: it was still waiting when the pool stopped */

struct slow_pool *slow_start(int threads, size_t queue, slow_fn *fn); /* NULL: the system gives no threads */
bool slow_add(struct slow_pool *p, void *job);                        /* false: the queue is full */
/* Running jobs are finished, waiting ones cancelled. Takes NULL. */
void slow_stop(struct slow_pool *p);

#endif
