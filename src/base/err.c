/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/err.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int err_set(struct err *e, int code, const char *fmt, ...)
{
    va_list ap;

    if (e) {
        e->code = code;
        va_start(ap, fmt);
        vsnprintf(e->text, sizeof e->text, fmt, ap);
        va_end(ap);
        utf8_repair(e->text); /* a quoted value or the whole may have been cut within a letter */
    }
    return code;
}

int err_prefix(struct err *e, const char *fmt, ...)
{
    char text[sizeof e->text];
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (n > 0 && (size_t)n < sizeof text) {
        size_t room = sizeof text - 1 - (size_t)n, have = strlen(e->text);

        memcpy(text + n, e->text, have < room ? have : room);
        text[n + (have < room ? have : room)] = '\0';
        memcpy(e->text, text, sizeof text);
        utf8_repair(e->text);
    }
    return e->code;
}

int err_exit_code(int code)
{
    switch (code) {
    case OK:
        return 0;
    case ERR_USAGE:
        return 2;
    case ERR_ENV:
        return 3;
    default:
        return 1;
    }
}
