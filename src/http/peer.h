/* SPDX-License-Identifier: EUPL-1.2
 * The open connections of the server: how many an address has, and until when each may take over what it is
 * doing. A watch ends those that are too slow, since libmicrohttpd only looks at silence and not at a drip of
 * bytes. */
#ifndef WZ_HTTP_PEER_H
#define WZ_HTTP_PEER_H

#include "base/str.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>

struct peer {
    struct peer *next, **back;
    int fd;
    unsigned char key[16]; /* what counts as one address: IPv4 whole, IPv6 its first 64 bits */
    bool local;            /* this machine itself, such as a proxy in front of us */
    char address[64];
    atomic_int_fast64_t until_ms; /* on the clock of peer_now_ms */
    void *open;                   /* the request that began on it and has not ended; its own thread only */
};

struct peer_list {
    pthread_mutex_t lock;
    pthread_cond_t stop;
    bool stopping, watching;
    pthread_t watch;
    struct peer *first;
    int most; /* connections per address */
};

int64_t peer_now_ms(void); /* monotonic */
/* False when the system gives no thread. */
bool peers_start(struct peer_list *l, int most_per_address);
void peers_stop(struct peer_list *l); /* all peers must be gone */
/* May this address open one more? */
bool peer_allowed(struct peer_list *l, const struct sockaddr *sa);
struct peer *peer_new(struct peer_list *l, const struct sockaddr *sa, int fd, int64_t until_ms);
/* Before its socket is closed: afterwards the watch cannot touch it. Takes NULL. */
void peer_free(struct peer_list *l, struct peer *p);

#endif
