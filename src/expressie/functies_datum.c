/* SPDX-License-Identifier: EUPL-1.2
 * Days and moments: reading, writing, and the functions on them. A day is a day of the calendar, whatever the
 * zone; only a time with an offset is turned to the clock of the zone. */
#include "expressie/intern.h"

#include <math.h>
#include <string.h>

enum { DAG_MS = 86400000, MINUUT_MS = 60000 };

static int64_t vloer(int64_t x, int64_t y)
{
    return x / y - (x % y < 0);
}

/* The Dutch clock, from base/date.h's calendar day and the rule of the EU: the day on the Dutch clock differs
 * from that of a clock one hour ahead only when summer time holds. */
static int verschil_nl(int64_t utc_ms)
{
    int64_t dag = vloer(utc_ms, DAG_MS), in = utc_ms - dag * DAG_MS, rest = DAG_MS - 2 * 60 * MINUUT_MS;
    /* At 22:00 UTC of this day a clock two hours ahead has just turned to the next day, one that is one hour
     * ahead has not; the clock changes at 01:00 UTC, so the hours before that follow the day before. */
    int64_t toets = (in < 60 * MINUUT_MS ? dag - 1 : dag) * DAG_MS + rest;

    return time_date(toets) != time_date(toets - 1) ? 120 : 60;
}

int expr_zone(const struct expr_omgeving *o, int64_t utc_ms)
{
    return o->verschil ? o->verschil(o->wie, utc_ms) : verschil_nl(utc_ms);
}

struct expr_moment expr_moment_nu(const struct expr_omgeving *o)
{
    return (struct expr_moment){o->nu + (int64_t)expr_zone(o, o->nu) * MINUUT_MS, true};
}

double expr_moment_getal(struct expr_moment m)
{
    return (double)m.ms / DAG_MS;
}

static date_t dag_van(struct expr_moment m)
{
    return date_add(19700101, vloer(m.ms, DAG_MS));
}

/* Minutes ahead of UTC at a moment that is on the clock itself. */
static int eigen_verschil(const struct expr_omgeving *o, int64_t ms)
{
    int eerst = expr_zone(o, ms - (int64_t)expr_zone(o, ms) * MINUUT_MS);

    return eerst;
}

struct str expr_moment_tekst(const struct expr_omgeving *o, struct expr_moment m)
{
    date_t d = dag_van(m);
    int64_t in = m.ms - vloer(m.ms, DAG_MS) * DAG_MS;
    int z;

    if (!m.tijd)
        return str_fmt(o->a, "%04d-%02d-%02d", d / 10000, d / 100 % 100, d % 100);
    z = eigen_verschil(o, m.ms);
    return str_fmt(o->a, "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d", d / 10000, d / 100 % 100, d % 100,
                   (int)(in / 3600000), (int)(in / MINUUT_MS % 60), (int)(in / 1000 % 60), (int)(in % 1000),
                   z < 0 ? '-' : '+', (z < 0 ? -z : z) / 60, (z < 0 ? -z : z) % 60);
}

/* ---- reading ---- */

/* One to `most` digits at *at; -1 for none. */
static int cijfers(struct str s, size_t *at, size_t most)
{
    int v = -1;

    for (size_t n = 0; n < most && *at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9'; n++, ++*at)
        v = (v < 0 ? 0 : v * 10) + (s.p[*at] - '0');
    return v;
}

static bool teken(struct str s, size_t *at, char c)
{
    if (*at >= s.n || s.p[*at] != c)
        return false;
    ++*at;
    return true;
}

/* "12:30", "12:30:15.5", with "Z", "+02:00" or "+02" behind it. *ret_zone is in minutes, INT_MIN for none. */
enum { ZONDER_ZONE = -100000 };
static bool tijd_lees(struct str s, size_t at, int64_t *ret_ms, int *ret_zone)
{
    int uur = cijfers(s, &at, 2), minuut, seconde = 0, ms = 0, zuur, zminuut = 0, min;

    if (uur < 0 || uur > 23 || !teken(s, &at, ':') || (minuut = cijfers(s, &at, 2)) < 0 || minuut > 59)
        return false;
    if (teken(s, &at, ':')) {
        seconde = cijfers(s, &at, 2);
        if (seconde < 0 || seconde > 59)
            return false;
        if (teken(s, &at, '.') || teken(s, &at, ',')) {
            size_t van = at;

            ms = cijfers(s, &at, 3);
            if (ms < 0)
                return false;
            for (size_t n = at - van; n < 3; n++)
                ms *= 10;
            (void)cijfers(s, &at, 9);
        }
    }
    *ret_ms = ((uur * 60 + minuut) * 60 + seconde) * (int64_t)1000 + ms;
    *ret_zone = ZONDER_ZONE;
    if (at == s.n)
        return true;
    *ret_zone = 0;
    if (teken(s, &at, 'Z'))
        return at == s.n;
    min = s.p[at] == '-' ? -1 : 1;
    if (!teken(s, &at, '+') && !teken(s, &at, '-'))
        return false;
    zuur = cijfers(s, &at, 2);
    if (teken(s, &at, ':') || at < s.n)
        zminuut = cijfers(s, &at, 2);
    if (zuur < 0 || zuur > 14 || zminuut < 0 || zminuut > 59)
        return false;
    *ret_zone = min * (zuur * 60 + zminuut);
    return at == s.n;
}

/* ISO; *ret_zone as tijd_lees has it. */
static bool expr_moment_lees(struct str s, struct expr_moment *ret, int *ret_zone)
{
    size_t at = 0;
    int jaar, maand, dag;
    int64_t ms = 0;
    date_t d;

    s = str_trim(s);
    jaar = cijfers(s, &at, 4);
    if (at != 4 || !teken(s, &at, '-'))
        return false;
    maand = cijfers(s, &at, 2);
    if (maand < 1 || maand > 12 || !teken(s, &at, '-'))
        return false;
    dag = cijfers(s, &at, 2);
    d = jaar * 10000 + maand * 100 + dag;
    if (!date_valid(d))
        return false;
    *ret_zone = ZONDER_ZONE;
    *ret = (struct expr_moment){date_days(d) * DAG_MS, false};
    if (at == s.n)
        return true;
    if ((!teken(s, &at, 'T') && !teken(s, &at, ' ')) || !tijd_lees(s, at, &ms, ret_zone))
        return false;
    ret->ms += ms;
    ret->tijd = true;
    return true;
}

bool expr_dag_is(struct str s)
{
    struct expr_moment m;
    int zone;

    return expr_moment_lees(s, &m, &zone);
}

bool expr_datum_lees(const struct expr_omgeving *o, struct str s, struct expr_moment *ret)
{
    int zone;

    if (!expr_moment_lees(s, ret, &zone))
        return false;
    if (zone != ZONDER_ZONE) {
        int64_t utc = ret->ms - (int64_t)zone * MINUUT_MS;

        ret->ms = utc + (int64_t)expr_zone(o, utc) * MINUUT_MS;
    }
    return true;
}

static struct expr_moment dag_alleen(struct expr_moment m)
{
    return (struct expr_moment){vloer(m.ms, DAG_MS) * DAG_MS, false};
}

bool expr_als_datum(const struct expr_omgeving *o, struct expr_waarde w, bool tijd, struct expr_moment *ret)
{
    struct expr_moment m;
    double dagen;
    int zone;

    if (w.soort == EXPR_KNOPEN)
        w = w.knopen.n ? expr_knoop_waarde(o->a, w.knopen.at[0]) : w_tekst(STR(""));
    if (w.soort == EXPR_WAAR)
        return false;
    if (w.soort == EXPR_GETAL) {
        dagen = w.getal;
        if (!(dagen > -60000 && dagen < 2900000)) /* the years 1806 to 9909 */
            return false;
        if (!tijd) /* a day of the calendar; a part of a day is left out, towards 1970 (as JavaRosa) */
            dagen = trunc(dagen);
        m = (struct expr_moment){(int64_t)floor(dagen * DAG_MS + 0.5), true};
        if (tijd) /* a moment counts from 1970 in UTC */
            m.ms += (int64_t)expr_zone(o, m.ms) * MINUUT_MS;
    } else if (w.soort == EXPR_DATUM) {
        m = w.datum;
    } else if (tijd) {
        if (!expr_datum_lees(o, w.tekst, &m))
            return false;
    } else if (!expr_moment_lees(w.tekst, &m, &zone)) { /* the day as it was written down */
        return false;
    }
    *ret = tijd ? m : dag_alleen(m);
    if (tijd)
        ret->tijd = true;
    return true;
}

/* ---- functions ---- */

static int geen_datum(const char *functie, const struct expr_omgeving *o, struct expr_waarde w, struct err *e)
{
    return err_set(e, ERR_DATA, "%s(): \"%.*s\" is geen datum; verwacht jjjj-mm-dd", functie,
                   STR_ARG(utf8_clip(expr_als_tekst(o, w), 40)));
}

/* An empty answer has no day, and what is no number has none: each stays what it is (as JavaRosa). */
static bool is_leeg(struct reken *r, struct expr_waarde w, struct expr_waarde *ret)
{
    if (w.soort == EXPR_GETAL && isnan(w.getal)) {
        *ret = w;
        return true;
    }
    *ret = w_tekst(STR(""));
    return (w.soort == EXPR_KNOPEN && !str_trim(expr_als_tekst(r->o, w)).n) ||
           (w.soort == EXPR_TEKST && !w.tekst.n);
}

static int f_date(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                  struct err *e)
{
    struct expr_moment m;

    (void)n;
    if (is_leeg(r, w[0], ret))
        return OK;
    if (!expr_als_datum(r->o, w[0], false, &m))
        return geen_datum("date", r->o, w[0], e);
    *ret = w_datum(m);
    return OK;
}

/* A day that is written without a time stays a day. */
static bool alleen_dag(const struct expr_omgeving *o, struct expr_waarde w)
{
    struct expr_moment m;
    int zone;

    if (w.soort == EXPR_KNOPEN && w.knopen.n)
        w = expr_knoop_waarde(o->a, w.knopen.at[0]);
    if (w.soort == EXPR_DATUM)
        return !w.datum.tijd;
    return w.soort == EXPR_TEKST && expr_moment_lees(w.tekst, &m, &zone) && !m.tijd;
}

static int f_date_time(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                       struct err *e)
{
    struct expr_moment m;

    (void)n;
    if (is_leeg(r, w[0], ret))
        return OK;
    if (!expr_als_datum(r->o, w[0], true, &m))
        return geen_datum("date-time", r->o, w[0], e);
    m.tijd = !alleen_dag(r->o, w[0]);
    *ret = w_datum(m);
    return OK;
}

static int f_today(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                   struct err *e)
{
    (void)w, (void)n, (void)e;
    *ret = w_datum(dag_alleen(expr_moment_nu(r->o)));
    return OK;
}

static int f_now(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                 struct err *e)
{
    (void)w, (void)n, (void)e;
    *ret = w_datum(expr_moment_nu(r->o));
    return OK;
}

/* Days since 1970-01-01 in UTC, as JavaRosa and Enketo have it: what date-time() makes of it is the same
 * moment. */
static int f_decimal_date_time(struct reken *r, const struct expr_waarde *w, size_t n,
                               struct expr_waarde *ret, struct err *e)
{
    struct expr_moment m;

    (void)n;
    if (is_leeg(r, w[0], ret))
        return OK;
    if (!expr_als_datum(r->o, w[0], true, &m))
        return geen_datum("decimal-date-time", r->o, w[0], e);
    m.ms -= (int64_t)eigen_verschil(r->o, m.ms) * MINUUT_MS;
    *ret = w_getal(expr_moment_getal(m));
    return OK;
}

/* The part of the day that has gone by, of a time or of a moment; of a number what stands behind its point.
 */
static int f_decimal_time(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                          struct err *e)
{
    struct expr_moment m;
    int64_t ms;
    int zone;

    (void)n, (void)e;
    if (w[0].soort == EXPR_GETAL) {
        *ret = w_getal(w[0].getal - floor(w[0].getal));
        return OK;
    }
    if (tijd_lees(str_trim(expr_als_tekst(r->o, w[0])), 0, &ms, &zone)) {
        if (zone != ZONDER_ZONE)
            ms += (int64_t)(expr_zone(r->o, r->o->nu) - zone) * MINUUT_MS;
    } else if (expr_als_datum(r->o, w[0], true, &m)) {
        ms = m.ms;
    } else {
        *ret = w_getal(NAN);
        return OK;
    }
    ms -= vloer(ms, DAG_MS) * DAG_MS;
    *ret = w_getal((double)ms / DAG_MS);
    return OK;
}

static void deel(struct buf *b, const struct expr_omgeving *o, struct expr_moment m, char c)
{
    static const char *const maand[2][12] = {
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
        {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}};
    static const char *const dag[2][7] = {{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
                                          {"zo", "ma", "di", "wo", "do", "vr", "za"}};
    date_t d = dag_van(m);
    int64_t dagen = vloer(m.ms, DAG_MS);
    int64_t in = m.ms - dagen * DAG_MS;
    int uur = (int)(in / 3600000);

    switch (c) {
    case 'Y':
        buf_fmt(b, "%04d", d / 10000);
        break;
    case 'y':
        buf_fmt(b, "%02d", d / 10000 % 100);
        break;
    case 'm':
        buf_fmt(b, "%02d", d / 100 % 100);
        break;
    case 'n':
        buf_fmt(b, "%d", d / 100 % 100);
        break;
    case 'b':
        buf_lit(b, maand[o->nederlands][d / 100 % 100 - 1]);
        break;
    case 'd':
        buf_fmt(b, "%02d", d % 100);
        break;
    case 'e':
        buf_fmt(b, "%d", d % 100);
        break;
    case 'a':
        buf_lit(b, dag[o->nederlands][((dagen + 4) % 7 + 7) % 7]);
        break;
    case 'H':
        buf_fmt(b, "%02d", uur);
        break;
    case 'h':
        buf_fmt(b, "%d", uur);
        break;
    case 'M':
        buf_fmt(b, "%02d", (int)(in / MINUUT_MS % 60));
        break;
    case 'S':
        buf_fmt(b, "%02d", (int)(in / 1000 % 60));
        break;
    case '3':
        buf_fmt(b, "%03d", (int)(in % 1000));
        break;
    default:
        buf_char(b, c);
    }
}

/* What is no day gives the empty text: a label made from an answer that is not there yet stays quiet. */
static int f_format(struct reken *r, const struct expr_waarde *w, size_t n, struct expr_waarde *ret,
                    struct err *e)
{
    struct str vorm = expr_als_tekst(r->o, w[1]);
    struct expr_moment m;
    struct buf b;

    (void)n, (void)e;
    buf_init(&b, r->o->a, 4096);
    if (expr_als_datum(r->o, w[0], true, &m))
        for (size_t i = 0; i < vorm.n; i++) {
            if (vorm.p[i] == '%' && i + 1 < vorm.n)
                deel(&b, r->o, m, vorm.p[++i]);
            else
                buf_char(&b, vorm.p[i]);
        }
    *ret = w_tekst(buf_str(&b));
    return OK;
}

const struct functie functies_datum[] = {{"date", 1, 1, f_date},
                                         {"date-time", 1, 1, f_date_time},
                                         {"today", 0, 0, f_today},
                                         {"now", 0, 0, f_now},
                                         {"decimal-date-time", 1, 1, f_decimal_date_time},
                                         {"decimal-time", 1, 1, f_decimal_time},
                                         {"format-date", 2, 2, f_format},
                                         {"format-date-time", 2, 2, f_format},
                                         {0}};
