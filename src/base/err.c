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

const char *err_oorzaak(int nr)
{
    static const struct {
        int nr;
        const char *woorden;
    } bekend[] = {
        {ENOENT, "het bestaat niet, of een map in het pad bestaat niet"},
        {EACCES, "u hebt er geen rechten voor"},
        {EPERM, "het mag niet van het systeem"},
        {EEXIST, "het bestaat al"},
        {EISDIR, "het is een map"},
        {ENOTDIR, "een deel van het pad is geen map"},
        {ENOTEMPTY, "de map is niet leeg"},
        {ENOSPC, "de schijf is vol"},
        {EDQUOT, "uw deel van de schijf is vol"},
        {EROFS, "daar kan alleen gelezen worden"},
        {EFBIG, "het bestand is te groot"},
        {EIO, "de schijf geeft een fout"},
        {EMFILE, "dit programma heeft te veel bestanden open"},
        {ENFILE, "er zijn te veel bestanden open"},
        {ENOMEM, "er is te weinig geheugen"},
        {ENAMETOOLONG, "de naam is te lang"},
        {ELOOP, "het pad verwijst naar zichzelf"},
        {EXDEV, "het ligt op een andere schijf"},
        {EBUSY, "het is in gebruik"},
        {ETXTBSY, "het programma draait"},
        {ENOEXEC, "het is geen programma"},
        {EPIPE, "de ander leest niet meer"},
        {EINTR, "het werd onderbroken"},
        {EINVAL, "het systeem kan dit hier niet"},
        {EADDRINUSE, "een ander programma gebruikt deze poort"},
        {EADDRNOTAVAIL, "deze computer heeft dat adres niet"},
        {ECONNREFUSED, "er luistert niemand"},
        {ECONNRESET, "de ander verbrak de verbinding"},
        {ETIMEDOUT, "er kwam op tijd geen antwoord"},
        {EHOSTUNREACH, "de computer is niet te bereiken"},
        {ENETUNREACH, "het netwerk is niet te bereiken"},
    };
    static _Thread_local char anders[40];

    for (size_t i = 0; i < sizeof bekend / sizeof *bekend; i++)
        if (bekend[i].nr == nr)
            return bekend[i].woorden;
    snprintf(anders, sizeof anders, "het systeem geeft fout %d", nr);
    return anders;
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
