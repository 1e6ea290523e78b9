/* SPDX-License-Identifier: EUPL-1.2
 * Writing to a file descriptor to the end. */
#ifndef WZ_BASE_SCHRIJF_H
#define WZ_BASE_SCHRIJF_H

#include <stdbool.h>
#include <stddef.h>

/* All n bytes, whatever interrupts it; false (errno) when the system takes no more. */
bool schrijf_alles(int fd, const void *p, size_t n);

#endif
