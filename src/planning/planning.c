/* SPDX-License-Identifier: EUPL-1.2
 * What is late and what that holds up; and the milestones as a calendar. No SQL. */
#include "planning/planning.h"

const char *const mijlpaal_staten[MIJLPAAL_STATEN] = {"open", "bezig", "klaar", "vervallen"};

bool planning_wacht_op(const struct planning *p, size_t x, size_t y)
{
    bool gezien[MIJLPALEN_MAX] = {false};
    size_t stapel[MIJLPALEN_MAX], n = 0;

    stapel[n++] = x;
    gezien[x] = true;
    while (n) {
        const struct mijlpaal *m = &p->at[stapel[--n]];

        for (size_t i = 0; i < m->n_na; i++) {
            if (m->na[i] == y)
                return true;
            if (!gezien[m->na[i]]) {
                gezien[m->na[i]] = true;
                stapel[n++] = m->na[i];
            }
        }
    }
    return false;
}

static bool af(const struct mijlpaal *m)
{
    return m->staat == MIJLPAAL_KLAAR || m->staat == MIJLPAAL_VERVALLEN;
}

/* In an order in which each comes after what it waits for: each round takes those that wait for nothing more.
 */
static int verwacht_reken(struct planning *p, date_t vandaag, struct err *e)
{
    bool klaar[MIJLPALEN_MAX] = {false};
    size_t gedaan = 0, ronde;

    do {
        ronde = 0;
        for (size_t i = 0; i < p->n; i++) {
            struct mijlpaal *m = &p->at[i];
            bool kan = !klaar[i];

            for (size_t k = 0; k < m->n_na; k++)
                kan = kan && klaar[m->na[k]];
            if (!kan)
                continue;
            klaar[i] = true;
            ronde++;
            m->verwacht = af(m) ? m->staat_datum : m->tot;
            if (!af(m) && m->verwacht < vandaag)
                m->verwacht = vandaag;
            for (size_t k = 0; !af(m) && k < m->n_na; k++) {
                const struct mijlpaal *eerst = &p->at[m->na[k]];

                if (eerst->staat != MIJLPAAL_VERVALLEN && eerst->verwacht > m->verwacht)
                    m->verwacht = eerst->verwacht;
            }
            m->uitloop = m->verwacht > m->tot ? date_days(m->verwacht) - date_days(m->tot) : 0;
        }
        gedaan += ronde;
    } while (ronde);
    for (size_t i = 0; gedaan < p->n && i < p->n; i++)
        if (!klaar[i])
            return err_set(e, ERR_DATA, "mijlpaal %.*s wacht op zichzelf, via wat zij nodig heeft",
                           STR_ARG(p->at[i].code));
    return OK;
}

int planning_reken(struct arena *a, struct planning *p, date_t vandaag, struct err *e)
{
    int rc;

    (void)a;
    if (p->n > MIJLPALEN_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %d mijlpalen", MIJLPALEN_MAX);
    rc = verwacht_reken(p, vandaag, e);
    for (size_t i = 0; !rc && i < p->n; i++) {
        struct mijlpaal *m = &p->at[i];

        m->laat = !af(m) && m->tot < vandaag;
        m->houdt_op = 0;
        for (size_t k = 0; m->laat && k < p->n; k++)
            m->houdt_op += !af(&p->at[k]) && k != i && planning_wacht_op(p, k, i);
    }
    return rc;
}

/* ---- RFC 5545 ---- */

/* A text value: backslash, comma, semicolon and line ends escaped. */
static void tekst_bij(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '\\' || c == ',' || c == ';')
            buf_char(b, '\\');
        if (c == '\n')
            buf_lit(b, "\\n");
        else if ((unsigned char)c >= ' ')
            buf_char(b, c);
    }
}

/* A content line, folded so that none is longer than 75 bytes, nor ends within a letter. */
static void regel_bij(struct arena *a, struct buf *b, const char *naam, struct str waarde, bool tekst)
{
    struct buf heel;
    struct str rest;
    size_t ruimte = 75;

    buf_init(&heel, a, 20000);
    buf_fmt(&heel, "%s:", naam);
    if (tekst)
        tekst_bij(&heel, waarde);
    else
        buf_add(&heel, waarde);
    rest = buf_str(&heel);
    while (rest.n > ruimte) {
        struct str deel = utf8_clip(rest, ruimte);

        buf_add(b, deel);
        buf_lit(b, "\r\n ");
        rest = str_sub(rest, deel.n, rest.n);
        ruimte = 74;
    }
    buf_add(b, rest);
    buf_lit(b, "\r\n");
}

static struct str dag(struct arena *a, date_t d)
{
    return str_fmt(a, "%d", d);
}

struct str planning_agenda(struct arena *a, const struct planning *p, struct str site)
{
    struct str nu = time_iso(a, time_ms());
    struct buf b, stempel;

    buf_init(&stempel, a, 40); /* 2026-11-27T14:02:10.123Z → 20261127T140210Z */
    for (size_t i = 0; i < nu.n && nu.p[i] != '.'; i++)
        if (nu.p[i] != '-' && nu.p[i] != ':')
            buf_char(&stempel, nu.p[i]);
    buf_char(&stempel, 'Z');
    buf_init(&b, a, 4 << 20);
    buf_lit(&b,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Woonzorg//Planning//NL\r\nCALSCALE:GREGORIAN\r\n");
    regel_bij(a, &b, "X-WR-CALNAME", STR("Planning woonzorg"), true);
    for (size_t i = 0; i < p->n; i++) {
        const struct mijlpaal *m = &p->at[i];

        buf_lit(&b, "BEGIN:VEVENT\r\n");
        regel_bij(a, &b, "UID", str_fmt(a, "%.*s@woonzorg.invalid", STR_ARG(m->code)), false);
        regel_bij(a, &b, "DTSTAMP", buf_str(&stempel), false);
        regel_bij(a, &b, "DTSTART;VALUE=DATE", dag(a, m->tot),
                  false); /* the day on which it should be there */
        regel_bij(a, &b, "DTEND;VALUE=DATE", dag(a, date_add(m->tot, 1)), false);
        regel_bij(a, &b, "SUMMARY", str_fmt(a, "%.*s (%s)", STR_ARG(m->titel), mijlpaal_staten[m->staat]),
                  true);
        regel_bij(a, &b, "DESCRIPTION",
                  str_fmt(a, "%.*s. Wie: %.*s. Van %.*s tot en met %.*s. Bron: %.*s%s", STR_ARG(m->lijn),
                          STR_ARG(m->wie_doet), STR_ARG(date_nl(a, m->van)), STR_ARG(date_nl(a, m->tot)),
                          STR_ARG(m->bron), m->verzonnen ? " (verzonnen)" : ""),
                  true);
        regel_bij(a, &b, "CATEGORIES", m->lijn, true);
        regel_bij(a, &b, "STATUS", m->staat == MIJLPAAL_VERVALLEN ? STR("CANCELLED") : STR("CONFIRMED"),
                  false);
        if (site.n)
            regel_bij(a, &b, "URL", str_fmt(a, "%.*s/regie/planning/%.*s", STR_ARG(site), STR_ARG(m->code)),
                      false);
        buf_lit(&b, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
    }
    buf_lit(&b, "END:VCALENDAR\r\n");
    return buf_str(&b);
}
