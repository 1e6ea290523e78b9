/* SPDX-License-Identifier: EUPL-1.2
 * Calendar arithmetic after the proleptic Gregorian calendar; the Dutch clock follows the EU rule (last
 * Sundays of March and October, 01:00 UTC), so no time zone database is needed. */
#include "base/date.h"
#include "base/num.h"

#include <time.h>

static const char *const month_nl[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                       "juli",    "augustus", "september", "oktober", "november", "december"};

/* Days from civil date; the era method, exact for all years. */
static int64_t days_civil(int64_t y, int m, int d)
{
    int64_t era, yoe, doy;

    y -= m <= 2;
    era = (y >= 0 ? y : y - 399) / 400;
    yoe = y - era * 400;
    doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static date_t civil_days(int64_t z)
{
    int64_t era, doe, yoe, doy, mp, y;
    int d, m;

    z += 719468;
    era = (z >= 0 ? z : z - 146096) / 146097;
    doe = z - era * 146097;
    yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    mp = (5 * doy + 2) / 153;
    d = (int)(doy - (153 * mp + 2) / 5 + 1);
    m = (int)(mp < 10 ? mp + 3 : mp - 9);
    y = yoe + era * 400 + (m <= 2);
    return (date_t)(y * 10000 + m * 100 + d);
}

bool date_valid(date_t d)
{
    int y = d / 10000, m = d / 100 % 100, day = d % 100;

    return y >= 1800 && y <= 9999 && m >= 1 && m <= 12 && day >= 1 && civil_days(days_civil(y, m, day)) == d;
}

bool date_parse(struct str s, date_t *ret)
{
    struct str x, y, z, rest;
    int64_t a, b, c;
    date_t d;

    s = str_trim(s);
    x = str_cut(s, '-', &rest);
    y = str_cut(rest, '-', &z);
    if (!z.p || !x.n || !y.n || !z.n || x.n > 4 || y.n > 2 || z.n > 4 || x.p[0] == '+' || y.p[0] == '+' ||
        z.p[0] == '+' || !num_i64(x, &a) || !num_i64(y, &b) || !num_i64(z, &c) || a < 0 || b < 0 || c < 0)
        return false;
    if (x.n == 4 && y.n == 2 && z.n == 2)
        d = (date_t)(a * 10000 + b * 100 + c);
    else if (x.n <= 2 && z.n == 4)
        d = (date_t)(c * 10000 + b * 100 + a);
    else
        return false;
    if (!date_valid(d))
        return false;
    *ret = d;
    return true;
}

struct str date_iso(struct arena *a, date_t d)
{
    if (!d || d == DATE_OPEN)
        return STR("");
    return str_fmt(a, "%04d-%02d-%02d", d / 10000, d / 100 % 100, d % 100);
}

struct str date_nl(struct arena *a, date_t d)
{
    int m = d / 100 % 100;

    if (!d || d == DATE_OPEN || m < 1 || m > 12)
        return STR("–");
    return str_fmt(a, "%d %s %d", d % 100, month_nl[m - 1], d / 10000);
}

int64_t date_days(date_t d)
{
    return days_civil(d / 10000, d / 100 % 100, d % 100);
}

date_t date_add(date_t d, int64_t days)
{
    return civil_days(date_days(d) + days);
}

int64_t time_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* The UTC second at which the clock changes in month m of year y: the last Sunday, 01:00. */
static int64_t clock_change(int64_t y, int m)
{
    int64_t last = days_civil(y, m, 31);
    int64_t weekday = ((last + 4) % 7 + 7) % 7; /* 1970-01-01 was a Thursday; 0 is Sunday */

    return (last - weekday) * 86400 + 3600;
}

static int64_t clock_nl(int64_t ms)
{
    int64_t s = floor_div(ms, 1000), y = civil_days(floor_div(s, 86400)) / 10000;
    bool summer = s >= clock_change(y, 3) && s < clock_change(y, 10);

    return s + (summer ? 7200 : 3600);
}

date_t time_date(int64_t ms)
{
    return civil_days(floor_div(clock_nl(ms), 86400));
}

date_t date_today(void)
{
    return time_date(time_ms());
}

struct str time_iso(struct arena *a, int64_t ms)
{
    int64_t s = floor_div(ms, 1000), day = floor_div(s, 86400), in = s - day * 86400;
    date_t d = civil_days(day);

    return str_fmt(a, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", d / 10000, d / 100 % 100, d % 100,
                   (int)(in / 3600), (int)(in / 60 % 60), (int)(in % 60), (int)(ms - s * 1000));
}

struct str time_nl(struct arena *a, int64_t ms)
{
    int64_t s = clock_nl(ms), day = floor_div(s, 86400), in = s - day * 86400;

    return str_fmt(a, "%.*s %02d:%02d", STR_ARG(date_nl(a, civil_days(day))), (int)(in / 3600),
                   (int)(in / 60 % 60));
}

/* Digits [from, to) as a number; -1 when one of them is none. */
static int64_t digits(struct str s, size_t from, size_t to)
{
    int64_t v = 0;

    for (size_t i = from; i < to; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

/* The last millisecond of a day on the Dutch clock, which never changes at midnight. */
static int64_t day_end_nl(date_t d)
{
    int64_t midnight = (date_days(d) + 1) * 86400000, summer = midnight - 7200000;

    return (clock_nl(summer) * 1000 == midnight ? summer : midnight - 3600000) - 1;
}

bool time_parse(struct str s, int64_t *ret)
{
    date_t d;
    int64_t h, m, sec, ms = 0;

    s = str_trim(s);
    if (date_parse(s, &d)) {
        *ret = day_end_nl(d);
        return true;
    }
    if ((s.n != 20 && s.n != 24) || s.p[4] != '-' || s.p[10] != 'T' || s.p[13] != ':' || s.p[16] != ':' ||
        s.p[s.n - 1] != 'Z' || (s.n == 24 && s.p[19] != '.') || !date_parse(str_sub(s, 0, 10), &d))
        return false;
    h = digits(s, 11, 13);
    m = digits(s, 14, 16);
    sec = digits(s, 17, 19);
    if (s.n == 24)
        ms = digits(s, 20, 23);
    if (h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 || ms < 0)
        return false;
    *ret = date_days(d) * 86400000 + h * 3600000 + m * 60000 + sec * 1000 + ms;
    return true;
}
