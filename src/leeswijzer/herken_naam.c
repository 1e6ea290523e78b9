/* SPDX-License-Identifier: EUPL-1.2
 * How much one name is like another: the same, nearly the same, or with the same words in it. */
#include "leeswijzer/herken_intern.h"

enum { GELIJK = 100, OOK = 92, BIJNA = 80, BEVAT = 66, DEEL = 50 };

/* Letters and digits only, with one space between words: "Aantal woningen (bruto)" → "aantal woningen bruto".
 */
static struct str kaal(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool goed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 || c == '+';

        if (goed)
            buf_char(&b, c);
        else if (b.n && b.p[b.n - 1] != ' ')
            buf_char(&b, ' ');
    }
    return str_trim(buf_str(&b));
}

/* "gem code" and "gemcode" are one. */
static struct str aaneen(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ')
            buf_char(&b, s.p[i]);
    return buf_str(&b);
}

static bool woord_in(struct str zin, struct str woord)
{
    for (size_t i = 0; i + woord.n <= zin.n; i++)
        if (str_eq(str_sub(zin, i, i + woord.n), woord) && (!i || zin.p[i - 1] == ' ') &&
            (i + woord.n == zin.n || zin.p[i + woord.n] == ' '))
            return true;
    return false;
}

static bool alle_woorden_in(struct str zin, struct str woorden)
{
    struct str rest = woorden;
    bool iets = false;

    while (rest.p) {
        struct str w = str_cut(rest, ' ', &rest);

        if (w.n && !woord_in(zin, w))
            return false;
        iets = iets || w.n;
    }
    return iets;
}

int een_naam_gelijk(struct arena *scratch, struct str kop, struct str naam, bool eigen)
{
    struct str k = kaal(scratch, kop), n = kaal(scratch, naam);
    int hoogst = eigen ? GELIJK : OOK, ret = 0;
    size_t ver = n.n >= 9 ? 2 : n.n >= 5 ? 1 : 0, d;

    if (!k.n || !n.n)
        return 0;
    if (str_eq(k, n) || str_eq(aaneen(scratch, k), aaneen(scratch, n)))
        return hoogst;
    d = ver ? str_distance(k, n, ver) : ver + 1;
    if (d <= ver)
        return BIJNA + (int)(2 * (ver - d)) + (eigen ? 2 : 0);
    if (k.n >= 5 && n.n > k.n && str_starts(n, k) && n.n <= 2 * k.n)
        ret = BEVAT + 2; /* cut short: "vertrouw." */
    else if (n.n >= 3 && woord_in(k, n))
        ret = BEVAT;
    else if (n.n >= 5 && alle_woorden_in(k, n))
        ret = BEVAT - 4;
    else if (k.n >= 5 && woord_in(n, k))
        ret = DEEL;
    else if (n.n >= 6 && k.n > n.n && (str_starts(k, n) || str_ends(k, n)))
        ret = DEEL;
    if (!ret)
        return 0;
    /* the more of the header is told by the name, the better */
    ret += (int)(10 * (n.n < k.n ? n.n : k.n) / (n.n < k.n ? k.n : n.n));
    return ret + (eigen ? 2 : 0);
}

int naam_gelijk(struct arena *scratch, const struct kolom *k, struct str kop, struct str *ret_naam)
{
    int best = 0;

    for (int ronde = 0; ronde < 2; ronde++) {
        struct str rest = ronde ? str_from(k->ook) : str_from(k->namen);

        while (rest.p && (!ronde || k->ook)) {
            struct str naam = str_cut(rest, '|', &rest);
            int x = een_naam_gelijk(scratch, kop, k->letterlijk ? str_fold(scratch, naam) : naam, ronde == 0);

            if (x > best) {
                best = x;
                *ret_naam = naam;
            }
        }
    }
    return best;
}

struct str woningtype_in(struct arena *scratch, struct str vouw)
{
    /* the stems of the words as people bend them; the pair first */
    static const struct woord_code stammen[] = {{"geclusterd en zorggeschikt", "geclusterd-zorggeschikt"},
                                                {"geclusterd zorggeschikt", "geclusterd-zorggeschikt"},
                                                {"nul treden", "nultreden"},
                                                {"nultreden", "nultreden"},
                                                {"gelijkvloers", "nultreden"},
                                                {"levensloopbestendig", "nultreden"},
                                                {"zorggeschikt", "zorggeschikt"},
                                                {"zorgwoning", "zorggeschikt"},
                                                {"geclusterd", "geclusterd"},
                                                {"clusterwoning", "geclusterd"},
                                                {"overig geschikt", "overig-geschikt"},
                                                {"regulier", "regulier"}};
    struct str k = kaal(scratch, vouw);

    for (const struct woord_code *w = woningtype_woorden; w->woord; w++)
        if (*w->woord && *w->code && str_eq(kaal(scratch, str_from(w->woord)), k))
            return str_from(w->code);
    for (size_t i = 0; i < sizeof stammen / sizeof *stammen; i++) {
        struct str stam = str_from(stammen[i].woord);

        for (size_t at = 0; at + stam.n <= k.n; at++)
            if (str_eq(str_sub(k, at, at + stam.n), stam))
                return str_from(stammen[i].code);
    }
    for (const struct woord_code *w = woningtype_woorden; w->woord; w++)
        if (*w->code && k.n >= 7 && str_distance(k, kaal(scratch, str_from(w->woord)), 2) <= 2)
            return str_from(w->code);
    return (struct str){0};
}

int keuze_in(struct arena *scratch, const struct kolom *k, struct str vouw, bool *ret_precies)
{
    int best = -1, hoog = 0;

    *ret_precies = false;
    for (int i = 0; i < k->n_woorden; i++) {
        struct str rest = str_from(k->woorden[i]);

        while (rest.p) {
            struct str w = str_fold(scratch, str_cut(rest, '|', &rest));
            int x = str_eq(w, vouw) ? GELIJK : een_naam_gelijk(scratch, vouw, w, false);

            if (str_eq(w, vouw))
                *ret_precies = true;
            /* "soc. huur" of "sociale huur": the same words, cut short */
            if (!x && vouw.n >= 3 && w.n > vouw.n) {
                struct str kk = kaal(scratch, vouw), kw = kaal(scratch, w), r1 = kk, r2 = kw;
                bool kort = true;

                while (r1.p && r2.p && kort)
                    kort = str_starts(str_cut(r2, ' ', &r2), str_cut(r1, ' ', &r1));
                x = kort && !r1.p && !r2.p && kk.n >= 3 ? DEEL : 0;
            }
            if (x > hoog) {
                hoog = x;
                best = i;
            }
        }
    }
    return best;
}
