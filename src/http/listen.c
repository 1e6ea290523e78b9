/* SPDX-License-Identifier: EUPL-1.2
 * The listening socket, made by ourselves so that an address may be of either family and its faults get
 * words. */
#include "http/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

/* "127.0.0.1:8080", "[::1]:0", ":8080" into host and port; false when there is no port. */
static bool split(const char *address, char host[256], char port[16])
{
    const char *colon = address ? strrchr(address, ':') : NULL;
    size_t n;

    if (!colon || strlen(colon + 1) < 1 || strlen(colon + 1) > 5 ||
        strspn(colon + 1, "0123456789") != strlen(colon + 1))
        return false;
    n = (size_t)(colon - address);
    if (n >= 2 && address[0] == '[' && colon[-1] == ']')
        address++, n -= 2;
    else if (memchr(address, ':', n))
        return false; /* an IPv6 address without brackets: which colon is the port's? */
    if (n >= 256)
        return false;
    memcpy(host, address, n);
    host[n] = '\0';
    snprintf(port, 16, "%s", colon + 1);
    return true;
}

static int open_one(const struct addrinfo *ai)
{
    int fd = socket(ai->ai_family, ai->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, ai->ai_protocol), on = 1,
        kept;

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!bind(fd, ai->ai_addr, ai->ai_addrlen) && !listen(fd, BACKLOG))
        return fd;
    kept = errno;
    close(fd);
    errno = kept;
    return -1;
}

int http_listen(const char *address, int *ret_fd, struct err *e)
{
    struct addrinfo hints = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM}, *list;
    char host[256], port[16];
    int rc, fd;

    if (!split(address, host, port))
        return err_set(e, ERR_USAGE,
                       "“%s” is geen adres om op te luisteren; schrijf het als 127.0.0.1:8080 of [::1]:8080.",
                       address ? address : "");
    rc = getaddrinfo(*host ? host : NULL, port, &hints, &list);
    if (rc)
        return err_set(e, ERR_USAGE, "Het adres “%s” is niet bekend (%s).", address, gai_strerror(rc));
    fd = open_one(list);
    freeaddrinfo(list);
    if (fd < 0)
        return err_set(e, ERR_ENV, "Luisteren op %s lukt niet: %s.", address,
                       errno == EADDRINUSE ? "een ander programma gebruikt deze poort; kies een andere"
                                           : err_oorzaak(errno));
    *ret_fd = fd;
    return OK;
}

int http_listen_port(int fd)
{
    struct sockaddr_storage sa;
    socklen_t n = sizeof sa;

    if (getsockname(fd, (struct sockaddr *)&sa, &n))
        return 0;
    return ntohs(sa.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&sa)->sin6_port
                                          : ((struct sockaddr_in *)&sa)->sin_port);
}
