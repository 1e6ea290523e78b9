/* SPDX-License-Identifier: EUPL-1.2
 * A loose SQLite file that is not the database of the program: one that was delivered (a GeoPackage), read
 * only and trusted in nothing, or one that is made to be given away. */
#ifndef WZ_STORE_LOS_H
#define WZ_STORE_LOS_H

#include "base/err.h"
#include "base/str.h"

struct los;
struct los_vraag;

/* Read only; nothing beside the file is made or locked. ERR_DATA when it is no SQLite file. */
int los_open(struct los **ret, const char *pad, struct err *e) MUST_CHECK;
/* A new file, for which `pad` must not exist yet; one transaction is open until los_klaar. */
int los_maak(struct los **ret, const char *pad, struct err *e) MUST_CHECK;
int los_klaar(struct los *l, struct err *e) MUST_CHECK; /* commits what was made */
void los_close(struct los *l);                          /* takes NULL */
/* Statements without values, parted by semicolons. */
int los_doe(struct los *l, const char *sql, struct err *e) MUST_CHECK;

int los_vraag(struct los *l, const char *sql, struct los_vraag **ret, struct err *e) MUST_CHECK;
void los_vraag_close(struct los_vraag *v); /* takes NULL */
/* 1: a row; 0: done (and ready to be bound and run again); negative: error. */
int los_stap(struct los_vraag *v, struct err *e) MUST_CHECK;
void los_bind_str(struct los_vraag *v, int at, struct str s); /* at: 1-based */
void los_bind_int(struct los_vraag *v, int at, int64_t waarde);
void los_bind_blob(struct los_vraag *v, int at, const void *p, size_t n);
void los_bind_null(struct los_vraag *v, int at);
bool los_is_null(struct los_vraag *v, int kolom);
int64_t los_int(struct los_vraag *v, int kolom);
struct str los_str(struct los_vraag *v, int kolom); /* lives until the next step */
struct str los_blob(struct los_vraag *v, int kolom);

#endif
