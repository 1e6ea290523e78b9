/* SPDX-License-Identifier: EUPL-1.2
 * A crew of threads for one piece of work that falls apart in many: the pool of the engines. The threads are
 * there only while it runs, and share nothing but what the caller gives. */
#ifndef WZ_BASE_PLOEG_H
#define WZ_BASE_PLOEG_H

#include <stddef.h>

enum { PLOEG_MAX = 256 };

/* Part `i` of the work, done by thread `lid` (0 … leden-1). */
typedef void ploeg_werk(void *ctx, size_t i, int lid);

/* Does parts 0 … n-1, each once, in any order, on at most `leden` threads (the caller is one of them);
 * returns when all is done. A thread that cannot be started is done without. */
void ploeg_doe(int leden, size_t n, ploeg_werk *werk, void *ctx);
int ploeg_kernen(void); /* processors that this process may use, at least 1 */

#endif
