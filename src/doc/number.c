/* SPDX-License-Identifier: EUPL-1.2
 * Doubles to text and back. The common cases (few decimals, moderate size) are exact in double arithmetic: a
 * whole number below 2^53 times or over a power of ten up to 10^22 is rounded once, so it is what a correct
 * reader gives (W.D. Clinger, How to read floating point numbers accurately, 1990). The rest goes through the
 * C library in a form without a decimal sign, on which the locale has no say. */
#include "doc/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXACT_MAX 9007199254740992.0 /* 2^53 */

enum {
    POW10_EXACT = 22,
    DIGITS_READ = 800,        /* more than the 767 digits that can decide the rounding of a double */
    EXPONENT_MAX = 100000000, /* far beyond any double, far from overflow */
};

static const double pow10_exact[POW10_EXACT + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static const char pairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243"
    "4445464748495051525354555657585960616263646566676869707172737475767778798081828384858687"
    "888990919293949596979899";

size_t number_i64(char out[NUMBER_MAX], int64_t v)
{
    char digits[20];
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    size_t at = sizeof digits, n = 0;

    for (; u >= 100; u /= 100) {
        at -= 2;
        memcpy(digits + at, pairs + u % 100 * 2, 2);
    }
    if (u >= 10) {
        at -= 2;
        memcpy(digits + at, pairs + u * 2, 2);
    } else {
        digits[--at] = (char)('0' + u);
    }
    if (v < 0)
        out[n++] = '-';
    memcpy(out + n, digits + at, sizeof digits - at);
    return n + sizeof digits - at;
}

/* The digits of x (> 0) when it is a decimal of at most 15 digits; *ret_exp is the power of ten of the first.
 */
static size_t digits_exact(char digits[NUMBER_MAX], double x, int *ret_exp)
{
    if (x < 1e-5 || x >= 1e15)
        return 0;
    for (int k = 0; k <= POW10_EXACT && x * pow10_exact[k] < 1e15; k++) {
        int64_t whole = (int64_t)(x * pow10_exact[k] + 0.5);

        if ((double)whole / pow10_exact[k] == x) {
            size_t n = number_i64(digits, whole);

            *ret_exp = (int)n - 1 - k;
            return n;
        }
    }
    return 0;
}

/* The same for every x, by trying longer and longer texts. */
static size_t digits_search(char digits[NUMBER_MAX], double x, int *ret_exp)
{
    /* 15 digits always survive a normal double, so fewer need no try; a subnormal holds fewer */
    for (int precision = x < DBL_MIN ? 1 : 15;; precision++) {
        char text[64], again[64];
        const char *exponent;
        size_t n = 0;

        snprintf(text, sizeof text, "%.*e", precision - 1, x);
        exponent = strchr(text, 'e');
        for (const char *p = text; p < exponent;
             p++) /* whatever the locale's decimal sign is, it is no digit */
            if (*p >= '0' && *p <= '9')
                digits[n++] = *p;
        *ret_exp = atoi(exponent + 1);
        snprintf(again, sizeof again, "%.*se%d", (int)n, digits, *ret_exp - (int)n + 1);
        if (precision >= 17 || strtod(again, NULL) == x) {
            while (n > 1 && digits[n - 1] == '0')
                n--;
            return n;
        }
    }
}

size_t number_double(char out[NUMBER_MAX], double d)
{
    char digits[NUMBER_MAX];
    double x = fabs(d);
    size_t n = 0, at = 0;
    int e = 0;

    if (x < EXACT_MAX && (double)(int64_t)d == d && (d != 0 || !signbit(d)))
        return number_i64(out, (int64_t)d);
    if (signbit(d))
        out[at++] = '-';
    if (x == 0) {
        memcpy(out + at, "0.0", 3);
        return at + 3;
    }
    n = digits_exact(digits, x, &e);
    if (!n)
        n = digits_search(digits, x, &e);
    if (e < -6 || x >= EXACT_MAX) {
        out[at++] = digits[0];
        if (n > 1) {
            out[at++] = '.';
            memcpy(out + at, digits + 1, n - 1);
            at += n - 1;
        }
        out[at++] = 'e';
        return at + number_i64(out + at, e);
    }
    if (e < 0) { /* 0.00ddd */
        memcpy(out + at, "0.00000", (size_t)(1 - e));
        at += (size_t)(1 - e);
        memcpy(out + at, digits, n);
        return at + n;
    }
    /* dd.ddd: a whole number went by above, so there are digits after the point */
    memcpy(out + at, digits, (size_t)e + 1);
    at += (size_t)e + 1;
    out[at++] = '.';
    memcpy(out + at, digits + e + 1, n - (size_t)e - 1);
    return at + n - (size_t)e - 1;
}

/* What follows 'e', held within ±EXPONENT_MAX. */
static int64_t exponent_read(struct str s)
{
    bool neg = s.n && s.p[0] == '-';
    int64_t v = 0;

    for (size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'); i < s.n; i++)
        if (v < EXPONENT_MAX)
            v = v * 10 + (s.p[i] - '0');
    return neg ? -v : v;
}

bool number_read(struct str text, double *ret)
{
    char digits[DIGITS_READ + 32];
    size_t i = text.n && text.p[0] == '-', n = 0;
    int64_t exponent = 0; /* of the last digit kept */
    uint64_t whole = 0;
    bool point = false, rest = false;
    double d;

    for (; i < text.n && text.p[i] != 'e' && text.p[i] != 'E'; i++) {
        char c = text.p[i];

        if (c == '.') {
            point = true;
            continue;
        }
        if (n < DIGITS_READ && (n || c != '0')) {
            digits[n++] = c;
            whole = n <= 18 ? whole * 10 + (uint64_t)(c - '0') : 0;
            exponent -= point;
        } else if (n) { /* dropped, but it must still tip the scale when all before it is halfway */
            rest = rest || c != '0';
            exponent += !point;
        } else {
            exponent -= point;
        }
    }
    if (i < text.n)
        exponent += exponent_read(str_sub(text, i + 1, text.n));
    if (n <= 18 && whole <= (uint64_t)EXACT_MAX && exponent >= -POW10_EXACT && exponent <= POW10_EXACT) {
        d = exponent < 0 ? (double)whole / pow10_exact[-exponent] : (double)whole * pow10_exact[exponent];
    } else if (!n) {
        d = 0;
    } else {
        if (rest) {
            digits[n++] = '1';
            exponent--;
        }
        snprintf(digits + n, sizeof digits - n, "e%lld", (long long)exponent);
        d = strtod(digits, NULL);
    }
    if (!isfinite(d))
        return false;
    *ret = text.n && text.p[0] == '-' ? -d : d;
    return true;
}
