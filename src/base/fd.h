/* SPDX-License-Identifier: EUPL-1.2
 * Reading and writing a file descriptor to the end. */
#ifndef WZ_BASE_FD_H
#define WZ_BASE_FD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All n bytes, whatever interrupts it; false (errno) when the system takes no more. */
bool schrijf_alles(int fd, const void *p, size_t n);
/* The n bytes from plaats on; false (errno; EIO when the file is shorter). Leaves the position of fd as it
 * is. */
bool lees_alles(int fd, void *uit, size_t n, uint64_t plaats);

#endif
