/* SPDX-License-Identifier: EUPL-1.2
 * The periods of CBS, as codes and as StatLine prints them. */
#include "route/voorraad.h"

#include "base/num.h"

static const char *const maanden[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                      "juli",    "augustus", "september", "oktober", "november", "december"};

const char *cbs_periode_kenmerk(enum cbs_periode_soort soort)
{
    static const char *const kenmerken[CBS_PERIODEN] = {"", "periode=kwartaal", "periode=maand"};

    return kenmerken[soort];
}

/* From the first day of month `eerste` to the last of month `laatste`. */
static void dagen_zet(struct cbs_periode *p, int jaar, int eerste, int laatste)
{
    p->van = jaar * 10000 + eerste * 100 + 1;
    p->tot = laatste == 12 ? jaar * 10000 + 1231 : date_add(jaar * 10000 + (laatste + 1) * 100 + 1, -1);
}

/* What stands behind the year: 0 when it is nothing we know, else the kind and its number within the year. */
static int deel_lees(struct str s, enum cbs_periode_soort *soort)
{
    int64_t n;

    *soort = CBS_JAAR;
    if (!s.n || str_is(s, "JJ00"))
        return 1;
    if (s.n == 4 && num_i64(str_sub(s, 2, 4), &n) && n >= 1) {
        *soort = CBS_KWARTAAL;
        if (str_is(str_sub(s, 0, 2), "KW") && n <= 4)
            return (int)n;
        *soort = CBS_MAAND;
        if (str_is(str_sub(s, 0, 2), "MM") && n <= 12)
            return (int)n;
        return 0;
    }
    s = str_trim(s);
    *soort = CBS_KWARTAAL;
    if (s.n > 3 && s.p[0] >= '1' && s.p[0] <= '4' && str_is(str_sub(s, 1, s.n), "e kwartaal"))
        return s.p[0] - '0';
    *soort = CBS_MAAND;
    for (int i = 0; i < 12; i++)
        if (str_ieq(s, str_from(maanden[i])))
            return i + 1;
    return 0;
}

bool cbs_periode_lees(struct str s, struct cbs_periode *ret)
{
    struct cbs_periode p = {0};
    int64_t jaar;
    int sterren = 0, n;

    s = str_trim(s);
    for (; s.n && s.p[s.n - 1] == '*'; s.n--)
        sterren++;
    if (sterren > 2 || s.n < 4 || !num_i64(str_sub(s, 0, 4), &jaar) || jaar < 1800 || jaar > 2100)
        return false;
    n = deel_lees(str_sub(s, 4, s.n), &p.soort);
    if (!n)
        return false;
    p.status = sterren == 1 ? STATUS_VOORLOPIG : sterren == 2 ? STATUS_NADER_VOORLOPIG : STATUS_GEEN;
    if (p.soort == CBS_JAAR)
        dagen_zet(&p, (int)jaar, 1, 12);
    else if (p.soort == CBS_KWARTAAL)
        dagen_zet(&p, (int)jaar, 3 * n - 2, 3 * n);
    else
        dagen_zet(&p, (int)jaar, n, n);
    *ret = p;
    return true;
}
