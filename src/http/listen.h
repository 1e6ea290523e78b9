/* SPDX-License-Identifier: EUPL-1.2
 * The socket on which the server waits for connections. */
#ifndef WZ_HTTP_LISTEN_H
#define WZ_HTTP_LISTEN_H

#include "base/err.h"

/* address as in struct http_config. The socket listens and does not block; the caller closes it. */
int http_listen(const char *address, int *ret_fd, struct err *e) MUST_CHECK;
int http_listen_port(int fd);

#endif
