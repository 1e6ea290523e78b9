/* SPDX-License-Identifier: EUPL-1.2
 * A zip file written while it is made: parts one after another, each in pieces, with little memory and no
 * file in between. Reading zip files is src/tabel's work. */
#ifndef WZ_DOC_ZIP_H
#define WZ_DOC_ZIP_H

#include "base/err.h"
#include "base/str.h"

struct zip_uit;

/* moment: milliseconds UTC, the time that all parts bear. level: of zlib, 1 (fast) to 9 (small). Errors of
 * any step are kept and told by zip_uit_fout. */
struct zip_uit *zip_uit_new(int64_t moment, int level);
void zip_uit_free(struct zip_uit *z); /* takes NULL */
/* What was made since is added to this buffer; to be set anew for each piece. */
void zip_uit_naar(struct zip_uit *z, struct buf *b);
/* Begins a part. name: UTF-8 with "/" between folders. large: it may pass 4 GB (zip64), which the oldest
 * readers do not know. */
void zip_uit_deel(struct zip_uit *z, struct str name, bool large);
void zip_uit_bytes(struct zip_uit *z, struct str bytes);
void zip_uit_deel_eind(struct zip_uit *z);
/* A small part as it is, with its size in front of it: what the first part of an OpenDocument must be. */
void zip_uit_los(struct zip_uit *z, struct str name, struct str bytes);
void zip_uit_eind(struct zip_uit *z); /* the list of parts; nothing follows */
/* OK, or what went wrong: memory, or a part that passed 4 GB and was not said to be large. */
int zip_uit_fout(const struct zip_uit *z, struct err *e) MUST_CHECK;

#endif
