/* SPDX-License-Identifier: EUPL-1.2
 * See fd.h. */
#include "base/fd.h"

#include <errno.h>
#include <unistd.h>

bool schrijf_alles(int fd, const void *p, size_t n)
{
    while (n) {
        ssize_t k = write(fd, p, n);

        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return false;
        p = (const char *)p + k;
        n -= (size_t)k;
    }
    return true;
}

bool lees_alles(int fd, void *uit, size_t n, uint64_t plaats)
{
    for (size_t at = 0; at < n;) {
        ssize_t k = pread(fd, (char *)uit + at, n - at, (off_t)(plaats + at));

        if (!k)
            errno = EIO; /* the file is shorter than it was */
        if (k <= 0 && errno != EINTR)
            return false;
        at += k > 0 ? (size_t)k : 0;
    }
    return true;
}
