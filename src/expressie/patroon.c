/* SPDX-License-Identifier: EUPL-1.2
 * Patterns of regex(): what people write in forms (classes, groups, repeats, choices), matched on the whole
 * text. All possibilities are followed side by side (Thompson), so that no pattern makes it slow: the work is
 * the length of the text times that of the pattern, and both are bounded. */
#include "base/num.h"
#include "expressie/intern.h"

#include <stdlib.h>
#include <string.h>

enum { DELEN_MAX = 4000, NEST_MAX = 40, HERHAAL_MAX = 1000, BEREIKEN_MAX = 200 };

enum vorm { V_LEEG, V_LETTER, V_BEGIN, V_EIND, V_NA, V_OF, V_HERHAAL };

struct bereik {
    int32_t van, tot;
};

struct deel {
    enum vorm vorm;
    const struct bereik *bereiken; /* V_LETTER: one of these … */
    size_t n;
    bool niet; /* … or none of these */
    const struct deel *links, *rechts;
    int min, max; /* V_HERHAAL; max -1: no end */
};

struct lezer {
    struct arena *a;
    struct str t;
    size_t at;
    int diepte;
    bool fout;
};

static const struct deel *keuze(struct lezer *l);

static char kijk(const struct lezer *l)
{
    return l->at < l->t.n ? l->t.p[l->at] : 0;
}

static struct deel *nieuw(struct lezer *l, enum vorm v, const struct deel *links, const struct deel *rechts)
{
    struct deel *d = ARENA_NEW(l->a, struct deel);

    *d = (struct deel){.vorm = v, .links = links, .rechts = rechts};
    return d;
}

typedef VEC(struct bereik) bereiken;

/* \d, \w, \s into the list; their capitals only outside a class. False for another letter. */
static bool soort(struct lezer *l, char c, bereiken *b)
{
    static const struct {
        char c;
        struct bereik b[4];
        size_t n;
    } soorten[] = {{'d', {{'0', '9'}}, 1},
                   {'w', {{'0', '9'}, {'a', 'z'}, {'A', 'Z'}, {'_', '_'}}, 4},
                   {'s', {{' ', ' '}, {'\t', '\r'}, {0xA0, 0xA0}}, 3}};

    for (size_t i = 0; i < sizeof soorten / sizeof *soorten; i++)
        if (soorten[i].c == c) {
            for (size_t j = 0; j < soorten[i].n; j++)
                VEC_PUSH(l->a, b, soorten[i].b[j]);
            return true;
        }
    return false;
}

static int32_t teken(char c)
{
    return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
}

/* One letter of a class or pattern, after a backslash what it stands for; -1 and fout at the end. */
static int32_t letter(struct lezer *l)
{
    int32_t c = utf8_next(l->t, &l->at);

    if (c == '\\') {
        c = kijk(l);
        l->at++;
        if (!c || l->at > l->t.n || (unsigned char)c >= 0x80) {
            l->fout = true;
            return -1;
        }
        return teken((char)c);
    }
    if (c < 0)
        l->fout = true;
    return c;
}

/* [^a-z\d_] */
static const struct deel *klasse(struct lezer *l)
{
    struct deel *d = nieuw(l, V_LETTER, NULL, NULL);
    bereiken b = {0};
    bool eerst = true;

    l->at++;
    if (kijk(l) == '^') {
        d->niet = true;
        l->at++;
    }
    while (!l->fout && (kijk(l) != ']' || eerst)) {
        struct bereik een;

        eerst = false;
        if (kijk(l) == '\\' && l->at + 1 < l->t.n && soort(l, l->t.p[l->at + 1], &b)) {
            l->at += 2;
            continue;
        }
        een.van = een.tot = letter(l);
        if (kijk(l) == '-' && l->at + 1 < l->t.n && l->t.p[l->at + 1] != ']') {
            l->at++;
            een.tot = letter(l);
        }
        if (een.tot < een.van || b.n >= BEREIKEN_MAX)
            l->fout = true;
        VEC_PUSH(l->a, &b, een);
    }
    l->at++;
    d->bereiken = b.at;
    d->n = b.n;
    return d;
}

static const struct deel *atoom(struct lezer *l)
{
    struct deel *d = nieuw(l, V_LETTER, NULL, NULL);
    bereiken b = {0};
    char c = kijk(l);

    if (c == '(') {
        const struct deel *binnen;

        l->at++;
        if (kijk(l) == '?') { /* (?:…) groups; other kinds are not understood */
            if (l->at + 1 >= l->t.n || l->t.p[l->at + 1] != ':')
                l->fout = true;
            l->at += 2;
        }
        binnen = keuze(l);
        if (kijk(l) != ')')
            l->fout = true;
        l->at++;
        return binnen;
    }
    if (c == '[')
        return klasse(l);
    if (c == '^' || c == '$') {
        l->at++;
        return nieuw(l, c == '^' ? V_BEGIN : V_EIND, NULL, NULL);
    }
    if (c == '.') {
        l->at++;
        d->niet = true;
        VEC_PUSH(l->a, &b, (struct bereik){'\n', '\n'});
    } else if (c == '\\' && l->at + 1 < l->t.n && soort(l, (char)(l->t.p[l->at + 1] | 0x20), &b)) {
        d->niet = !(l->t.p[l->at + 1] & 0x20);
        l->at += 2;
    } else if (c == '\\' && l->at + 1 < l->t.n && strchr("bBpPkxu123456789", l->t.p[l->at + 1])) {
        l->fout = true; /* words' edges, categories, back references */
    } else if (strchr("*+?{)|", c)) {
        l->fout = true;
    } else {
        int32_t een = letter(l);

        VEC_PUSH(l->a, &b, (struct bereik){een, een});
    }
    d->bereiken = b.at;
    d->n = b.n;
    return d;
}

/* "{3}", "{3,}", "{3,5}" at the brace. */
static bool aantal(struct lezer *l, int *min, int *max)
{
    size_t eind = l->at + str_index(str_sub(l->t, l->at, l->t.n), '}');
    struct str in = str_sub(l->t, l->at + 1, eind), tot, van = str_cut(in, ',', &tot);
    int64_t x, y;

    if (eind >= l->t.n || !num_i64(van, &x) || x < 0 || x > HERHAAL_MAX)
        return false;
    y = x;
    if (tot.p && !tot.n)
        y = -1;
    else if (tot.p && (!num_i64(tot, &y) || y < x || y > HERHAAL_MAX))
        return false;
    *min = (int)x;
    *max = (int)y;
    l->at = eind + 1;
    return true;
}

static const struct deel *herhaal(struct lezer *l)
{
    const struct deel *d = atoom(l);

    while (!l->fout && kijk(l) && strchr("*+?{", kijk(l))) {
        struct deel *h = nieuw(l, V_HERHAAL, d, NULL);
        char c = kijk(l);

        h->max = -1;
        if (c == '{') {
            if (!aantal(l, &h->min, &h->max))
                l->fout = true;
        } else {
            l->at++;
            h->min = c == '+';
            h->max = c == '?' ? 1 : -1;
        }
        if (kijk(l) == '?' && c != '?') /* lazy or not is the same when the whole text must match */
            l->at++;
        d = h;
    }
    return d;
}

static const struct deel *reeks(struct lezer *l)
{
    const struct deel *d = nieuw(l, V_LEEG, NULL, NULL);

    while (!l->fout && l->at < l->t.n && kijk(l) != '|' && kijk(l) != ')')
        d = nieuw(l, V_NA, d, herhaal(l));
    return d;
}

static const struct deel *keuze(struct lezer *l)
{
    const struct deel *d;

    if (++l->diepte > NEST_MAX) {
        l->fout = true;
        return nieuw(l, V_LEEG, NULL, NULL);
    }
    d = reeks(l);
    while (!l->fout && kijk(l) == '|') {
        l->at++;
        d = nieuw(l, V_OF, d, reeks(l));
    }
    l->diepte--;
    return d;
}

/* ---- the machine ---- */

enum doe { D_LETTER, D_SPLITS, D_BEGIN, D_EIND, D_KLAAR };

struct opdracht {
    enum doe doe;
    int x, y; /* D_SPLITS: go on at both (y -1: only at x) */
    const struct deel *deel;
};

struct machine {
    struct arena *a;
    VEC(struct opdracht) op;
    bool fout;
};

static int zet(struct machine *m, struct opdracht o)
{
    if (m->op.n >= DELEN_MAX) {
        m->fout = true;
        return 0;
    }
    VEC_PUSH(m->a, &m->op, o);
    return (int)m->op.n - 1;
}

static void vertaal(struct machine *m, const struct deel *d)
{
    int splits, sprong;

    if (m->fout)
        return;
    switch (d->vorm) {
    case V_LEEG:
        return;
    case V_LETTER:
        zet(m, (struct opdracht){D_LETTER, 0, 0, d});
        return;
    case V_BEGIN:
    case V_EIND:
        zet(m, (struct opdracht){d->vorm == V_BEGIN ? D_BEGIN : D_EIND, 0, 0, NULL});
        return;
    case V_NA:
        vertaal(m, d->links);
        vertaal(m, d->rechts);
        return;
    case V_OF:
        splits = zet(m, (struct opdracht){D_SPLITS, 0, 0, NULL});
        m->op.at[splits].x = (int)m->op.n;
        vertaal(m, d->links);
        sprong = zet(m, (struct opdracht){D_SPLITS, 0, -1, NULL});
        m->op.at[splits].y = (int)m->op.n;
        vertaal(m, d->rechts);
        m->op.at[sprong].x = (int)m->op.n;
        return;
    case V_HERHAAL:
        break;
    }
    for (int i = 0; i < d->min && !m->fout; i++)
        vertaal(m, d->links);
    if (d->max < 0) {
        splits = zet(m, (struct opdracht){D_SPLITS, 0, 0, NULL});
        m->op.at[splits].x = (int)m->op.n;
        vertaal(m, d->links);
        zet(m, (struct opdracht){D_SPLITS, splits, -1, NULL});
        if (!m->fout)
            m->op.at[splits].y = (int)m->op.n;
    }
    for (int i = d->min; i < d->max && !m->fout; i++) {
        splits = zet(m, (struct opdracht){D_SPLITS, 0, 0, NULL});
        m->op.at[splits].x = (int)m->op.n;
        vertaal(m, d->links);
        m->op.at[splits].y = (int)m->op.n;
    }
}

static bool in_klasse(const struct deel *d, int32_t c)
{
    for (size_t i = 0; i < d->n; i++)
        if (c >= d->bereiken[i].van && c <= d->bereiken[i].tot)
            return !d->niet;
    return d->niet;
}

struct stand {
    int *lijst, *stapel; /* D_LETTER and D_KLAAR that can go on; work of bij() */
    size_t n;
    uint32_t *gezien, ronde;
};

static void bij(const struct machine *m, struct stand *s, int op, bool begin, bool eind)
{
    size_t diep = 0;

    s->stapel[diep++] = op;
    while (diep) {
        int i = s->stapel[--diep];
        const struct opdracht *o = &m->op.at[i];

        if (s->gezien[i] == s->ronde)
            continue;
        s->gezien[i] = s->ronde;
        if (o->doe == D_SPLITS) {
            s->stapel[diep++] = o->x;
            if (o->y >= 0)
                s->stapel[diep++] = o->y;
        } else if (o->doe == D_BEGIN || o->doe == D_EIND) {
            if (o->doe == D_BEGIN ? begin : eind)
                s->stapel[diep++] = i + 1;
        } else {
            s->lijst[s->n++] = i;
        }
    }
}

bool expr_past(struct arena *a, struct str patroon, struct str tekst, bool *ret_goed)
{
    struct lezer l = {.a = a, .t = patroon};
    struct machine m = {.a = a};
    struct stand nu, straks;
    const struct deel *d;
    size_t at = 0;

    *ret_goed = false;
    if (patroon.n > DELEN_MAX || memchr(patroon.p ? patroon.p : "", 0, patroon.n))
        return false;
    d = keuze(&l);
    if (l.fout || l.at != patroon.n)
        return false;
    vertaal(&m, d);
    zet(&m, (struct opdracht){D_KLAAR, 0, 0, NULL});
    if (m.fout)
        return false;
    *ret_goed = true;
    nu = (struct stand){ARENA_ARRAY(a, int, m.op.n), ARENA_ARRAY(a, int, 2 * m.op.n + 2), 0,
                        ARENA_ARRAY(a, uint32_t, m.op.n), 1};
    straks = nu;
    straks.lijst = ARENA_ARRAY(a, int, m.op.n);
    bij(&m, &nu, 0, true, !tekst.n);
    for (uint32_t ronde = 2; at < tekst.n && nu.n; ronde++) {
        int32_t c = utf8_next(tekst, &at);

        straks.n = 0;
        straks.ronde = ronde;
        for (size_t i = 0; i < nu.n; i++) {
            const struct opdracht *o = &m.op.at[nu.lijst[i]];

            if (o->doe == D_LETTER && in_klasse(o->deel, c))
                bij(&m, &straks, nu.lijst[i] + 1, false, at >= tekst.n);
        }
        {
            struct stand ruil = nu;

            nu = straks;
            straks = ruil;
        }
    }
    for (size_t i = 0; i < nu.n; i++)
        if (m.op.at[nu.lijst[i]].doe == D_KLAAR)
            return at >= tekst.n;
    return false;
}
