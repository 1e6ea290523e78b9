/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/err.h"

#include "base/str.h"

#include <errno.h>
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

const char *err_waarom(int nummer)
{
    switch (nummer) {
    case ENOENT:
        return "het bestand of de map is er niet";
    case EACCES:
    case EPERM:
        return "u hebt er geen rechten op";
    case EISDIR:
        return "dat is een map";
    case ENOTDIR:
        return "een map op de weg ernaartoe is een bestand";
    case ENOSPC:
    case EDQUOT:
        return "de schijf is vol";
    case EROFS:
        return "op die schijf kan niet worden geschreven";
    case EFBIG:
        return "het wordt groter dan mag";
    case EIO:
        return "de schijf geeft een fout, of het bestand is korter geworden";
    case ENOMEM:
        return "het geheugen is op";
    default:
        return strerror(nummer);
    }
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
