/* SPDX-License-Identifier: EUPL-1.2
 * One error, in words, filled where it is first known and passed up unchanged. */
#ifndef WZ_BASE_ERR_H
#define WZ_BASE_ERR_H

#include <stddef.h>

/* Fallible functions return 0 or one of these. */
enum {
    OK = 0,
    ERR_DATA = -1,      /* what was delivered or asked is not right: the user mends it */
    ERR_USAGE = -2,     /* a command or address that we do not know */
    ERR_ENV = -3,       /* disk, network, database, memory: the one who runs it mends it */
    ERR_NOT_FOUND = -4, /* there is no such thing */
    ERR_CONFLICT = -5,  /* it is there already, or another was first; nothing was changed */
    ERR_LIMIT = -6,     /* larger or longer than we accept */
    ERR_CANCELLED = -7, /* stopped on request; nothing was changed */
    ERR_DENIED = -8,    /* not allowed */
    ERR_SIGN_IN = -9,   /* not known who asks: sign in first */
};

/* The text is Dutch, for the person who must act on it: what, where, what was expected. */
struct err {
    int code;
    char text[1000];
};

#define MUST_CHECK __attribute__((warn_unused_result))

/* Fills *e (which may be NULL) and returns code, so that `return err_set(e, ERR_DATA, …)` reads well. */
int err_set(struct err *e, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Puts words before a text that is there already ("bestand x.csv: …"). Returns e->code. */
int err_prefix(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* What the system said (errno) about a file or folder, in Dutch words as far as we have them. */
const char *err_waarom(int nummer);
/* 1 data refused, 2 usage, 3 environment; 0 for OK. */
int err_exit_code(int code);

#endif
