/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/num.h"

#include <math.h>

static const int64_t pow10_i64[NUM_SCALE_MAX + 1] = {1,      10,      100,      1000,      10000,
                                                     100000, 1000000, 10000000, 100000000, 1000000000};

bool num_i64(struct str s, int64_t *ret)
{
    bool neg = s.n && s.p[0] == '-';
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
    int64_t v = 0;

    if (i == s.n)
        return false;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || __builtin_mul_overflow(v, 10, &v) ||
            __builtin_sub_overflow(v, s.p[i] - '0', &v)) /* downwards: INT64_MIN has no positive */
            return false;
    }
    if (!neg && v == INT64_MIN)
        return false;
    *ret = neg ? v : -v;
    return true;
}

/* Digits with separators of thousands; returns bytes read, 0 when malformed. */
static size_t digits_grouped(struct str s, char group, int64_t *ret, bool *ret_fits)
{
    size_t i = 0, since = 0, groups = 0;
    int64_t v = 0;
    bool fits = true;

    for (; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            fits = fits && !__builtin_mul_overflow(v, 10, &v) && !__builtin_add_overflow(v, s.p[i] - '0', &v);
            since++;
        } else if (group && s.p[i] == group && i + 1 < s.n && s.p[i + 1] >= '0' && s.p[i + 1] <= '9') {
            if (groups ? since != 3
                       : since == 0 || since > 3 || s.p[0] == '0') /* 0.481 is no way to write 481 */
                return 0;
            groups++;
            since = 0;
        } else {
            break;
        }
    }
    if (groups && since != 3)
        return 0;
    *ret = v;
    *ret_fits = fits;
    return i;
}

bool dec_parse(struct str s, char decimal, struct dec *ret)
{
    struct dec d = {0};
    bool neg = false, fits;
    int64_t exponent = 0;
    size_t n;

    s = str_trim(s);
    if (str_starts(s, STR("\xE2\x88\x92"))) {
        neg = true;
        s = str_sub(s, 3, s.n);
    } else if (s.n && (s.p[0] == '-' || s.p[0] == '+')) {
        neg = s.p[0] == '-';
        s = str_sub(s, 1, s.n);
    }
    n = digits_grouped(s, decimal == ',' ? '.' : ',', &d.v, &fits);
    if (!n || !fits)
        return false;
    s = str_sub(s, n, s.n);
    if (s.n && s.p[0] == decimal) {
        size_t i = 1, end;

        while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
            i++;
        if (i == 1)
            return false;
        for (end = i; end > 1 && s.p[end - 1] == '0';)
            end--;
        if (end - 1 > NUM_SCALE_MAX)
            return false;
        for (size_t k = 1; k < end; k++)
            if (__builtin_mul_overflow(d.v, 10, &d.v) || __builtin_add_overflow(d.v, s.p[k] - '0', &d.v))
                return false;
        d.scale = (int)end - 1;
        s = str_sub(s, i, s.n);
    }
    if (s.n && decimal == '.' && (s.p[0] == 'e' || s.p[0] == 'E')) {
        if (!num_i64(str_sub(s, 1, s.n), &exponent) || exponent > 18 || exponent < -NUM_SCALE_MAX)
            return false;
        s.n = 0;
    }
    if (s.n)
        return false;
    for (; exponent > 0; exponent--) {
        if (d.scale > 0)
            d.scale--;
        else if (__builtin_mul_overflow(d.v, 10, &d.v))
            return false;
    }
    for (; exponent < 0; exponent++) {
        if (d.v % 10 == 0)
            d.v /= 10;
        else if (++d.scale > NUM_SCALE_MAX)
            return false;
    }
    if (neg)
        d.v = -d.v;
    *ret = d;
    return true;
}

bool dec_from_double(double x, int scale_max, struct dec *ret)
{
    double scaled;
    struct dec d;

    if (!isfinite(x) || fabs(x) > 9e15)
        return false;
    if (scale_max > NUM_SCALE_MAX)
        scale_max = NUM_SCALE_MAX;
    for (d.scale = 0; d.scale < scale_max; d.scale++) { /* the shortest that gives the double back */
        scaled = nearbyint(x * (double)pow10_i64[d.scale]);
        if (fabs(scaled) > 9e15)
            return false;
        if (fabs(scaled / (double)pow10_i64[d.scale] - x) <= fabs(x) * 4e-16)
            break;
    }
    scaled = nearbyint(x * (double)pow10_i64[d.scale]);
    if (fabs(scaled) > 9e15)
        return false;
    d.v = (int64_t)scaled;
    while (d.scale > 0 && d.v % 10 == 0) {
        d.v /= 10;
        d.scale--;
    }
    *ret = d;
    return true;
}

bool dec_rescale(struct dec d, int scale, int64_t *ret)
{
    int64_t v = d.v;

    if (scale < 0 || scale > NUM_SCALE_MAX)
        return false;
    for (int s = d.scale; s < scale; s++)
        if (__builtin_mul_overflow(v, 10, &v))
            return false;
    for (int s = d.scale; s > scale; s--) {
        if (v % 10)
            return false;
        v /= 10;
    }
    *ret = v;
    return true;
}

int64_t num_div_half_up(__int128 numerator, int64_t denominator)
{
    __int128 twice = 2 * numerator + denominator, d = 2 * (__int128)denominator, q = twice / d;

    if (twice % d < 0) /* C rounds to zero; we want the floor */
        q--;
    return q > INT64_MAX ? INT64_MAX : q < INT64_MIN ? INT64_MIN : (int64_t)q;
}

bool num_percent(int64_t n, int64_t N, int64_t *ret)
{
    if (N <= 0)
        return false;
    *ret = num_div_half_up((__int128)100 * n, N);
    return true;
}

int num_order(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

    return (a > b) - (a < b);
}

static struct str num_text(struct arena *a, int64_t v, int scale, const char *minus, const char *group,
                           char decimal)
{
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v, whole = u / (uint64_t)pow10_i64[scale];
    struct buf b;
    char digits[24];
    size_t n = 0;

    buf_init(&b, a, 64);
    if (v < 0)
        buf_lit(&b, minus);
    do
        digits[n++] = (char)('0' + whole % 10);
    while (whole /= 10);
    while (n--) {
        buf_char(&b, digits[n]);
        if (n && n % 3 == 0)
            buf_lit(&b, group);
    }
    if (scale) {
        buf_char(&b, decimal);
        buf_fmt(&b, "%0*llu", scale, (unsigned long long)(u % (uint64_t)pow10_i64[scale]));
    }
    return buf_str(&b);
}

struct str num_nl(struct arena *a, int64_t v, int scale)
{
    return num_text(a, v, scale, "\xE2\x88\x92", ".", ',');
}

struct str num_plain(struct arena *a, int64_t v, int scale)
{
    return num_text(a, v, scale, "-", "", '.');
}
