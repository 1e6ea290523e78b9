/* SPDX-License-Identifier: EUPL-1.2
 * See schrijf.h. */
#include "base/schrijf.h"

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
