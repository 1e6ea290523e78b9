/* SPDX-License-Identifier: EUPL-1.2
 * What the values in a workbook mean. When is a number in a workbook a date, and which? By its number format
 * (ECMA-376-1, 18.8.30), and by the count of days of its epoch: 1900, with the 29 February that never was, or
 * 1904. */
#include "tabel/intern.h"

#include <math.h>
#include <string.h>

bool formaat_ingebouwd_is_datum(unsigned id)
{
    return (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
}

/* The text behind a quoted or bracketed stretch, or behind an escaped character, that starts at i. */
static size_t formaat_sla_over(struct str code, size_t i)
{
    char sluit = code.p[i] == '"' ? '"' : code.p[i] == '[' ? ']' : 0;

    if (!sluit)
        return i + 2;
    for (i++; i < code.n && code.p[i] != sluit;)
        i++;
    return i + 1;
}

bool formaat_is_datum(struct str code)
{
    if (str_ieq(code, STR("General")) || str_ieq(code, STR("Standaard")))
        return false;
    for (size_t i = 0; i < code.n;) {
        switch (code.p[i]) {
        case '"':
        case '[': /* a colour, a locale, or elapsed time, which has another part outside */
        case '\\':
        case '_':
        case '*':
            i = formaat_sla_over(code, i);
            break;
        case ';': /* the first section is for positive numbers, as dates are */
            return false;
        case 'y':
        case 'Y':
        case 'm':
        case 'M':
        case 'd':
        case 'D':
        case 'h':
        case 'H':
            return true;
        default:
            i++;
        }
    }
    return false;
}

/* ms within the day; thousandths show only when there are any. */
static struct str tijd_tekst(struct arena *a, date_t datum, int64_t ms)
{
    int s = (int)(ms / 1000);
    struct buf b;

    buf_init(&b, a, 32);
    if (datum)
        buf_fmt(&b, "%04d-%02d-%02d", datum / 10000, datum / 100 % 100, datum % 100);
    if (datum && ms)
        buf_char(&b, 'T');
    if (!datum || ms)
        buf_fmt(&b, "%02d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    if (ms % 1000)
        buf_fmt(&b, ".%03d", (int)(ms % 1000));
    return buf_str(&b);
}

bool serieel_datum(struct arena *a, double serieel, bool epoche_1904, struct cel *c)
{
    double dag = floor(serieel);
    int64_t n, ms;
    date_t d = 0;

    if (!(serieel >= 0) || serieel >= 2958466) /* 10000-01-01 */
        return false;
    n = (int64_t)dag;
    ms = (int64_t)floor((serieel - dag) * 86400000 + 0.5);
    if (ms == 86400000) {
        ms = 0;
        n++;
    }
    if (epoche_1904) {
        d = n || !ms ? date_add(19040101, n) : 0;
    } else if (n == 60) {
        return false; /* 29 February 1900 */
    } else if (n) {
        d = date_add(18991231, n > 60 ? n - 1 : n);
    } /* else a time of day without a date */
    if (d && !date_valid(d))
        return false;
    *c = (struct cel){.soort = CEL_DATUM, .datum = d, .tekst = tijd_tekst(a, d, ms)};
    return true;
}

bool iso_datum(struct str s, struct cel *c)
{
    date_t d;

    s = str_trim(s);
    if (s.n < 10 || s.p[4] != '-' || !date_parse(str_sub(s, 0, 10), &d) || (s.n > 10 && s.p[10] != 'T'))
        return false;
    for (size_t i = 11; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && !memchr(":.,Z+-", s.p[i], 6))
            return false;
    if (s.n == 11 || str_starts(str_sub(s, 10, s.n), STR("T00:00:00")))
        s.n = 10;
    *c = (struct cel){.soort = CEL_DATUM, .datum = d, .tekst = s};
    return true;
}

/* The code of "_xHHHH_" at p, or -1. */
static int32_t escape_code(const char *p, size_t n)
{
    int32_t code = 0;

    if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        int c = p[i] | 32;

        if (p[i] >= '0' && p[i] <= '9')
            code = code * 16 + (p[i] - '0');
        else if (c >= 'a' && c <= 'f')
            code = code * 16 + (c - 'a' + 10);
        else
            return -1;
    }
    return code;
}

size_t xstring_los(char *p, size_t n)
{
    size_t to = 0;

    for (size_t i = 0; i < n;) {
        int32_t code = p[i] == '_' ? escape_code(p + i, n - i) : -1;

        /* Control characters other than white space, and half pairs, stay as they are written. */
        if ((code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0x7F ||
            (code >= 0xD800 && code <= 0xDFFF) || code >= 0xFFFE) {
            p[to++] = p[i++];
        } else {
            char utf8[4];
            size_t w = utf8_put(utf8, code);

            memcpy(p + to, utf8, w);
            to += w;
            i += 7;
        }
    }
    return to;
}
