/* SPDX-License-Identifier: EUPL-1.2
 * Which gebieden may have been meant by a name that is not known: for a question to a person, never to choose
 * by itself. */
#include "gebied/gebied_intern.h"

/* "gemeente Beekdaelen" and "Beekdaelen (L)" mean the name in them. */
static struct str kern_van(struct str s)
{
    static const char *const voor[] = {"gemeente ", "gem ", "provincie ", "regio "};
    size_t haak = str_index(s, '(');

    for (size_t i = 0; i < sizeof voor / sizeof *voor; i++)
        if (str_starts(s, str_from(voor[i])))
            return str_trim(str_sub(s, str_from(voor[i]).n, s.n));
    return haak && haak < s.n ? str_trim(str_sub(s, 0, haak)) : s;
}

size_t gebied_nabij(const struct gebieden *g, struct arena *scratch, struct str tekst, struct str soort,
                    date_t datum, const struct gebied *ret[GEBIED_NABIJ_MAX])
{
    struct str vouw = str_fold(scratch, utf8_clip(str_trim(tekst), 80)), kern = kern_van(vouw);
    size_t afstand[GEBIED_NABIJ_MAX], n = 0, grens = kern.n < 5 ? 1 : kern.n < 9 ? 2 : 3;

    if (kern.n < 3)
        return 0;
    for (size_t i = 0; i < g->in->op_naam.n; i++) {
        const struct map_entry *m = &g->in->op_naam.at[i];
        size_t d = str_distance(kern, m->key, grens), at;

        if (d > grens && m->key.n > kern.n && kern.n > 4 && str_starts(m->key, kern))
            d = grens; /* "Bergen op" of "Bergen op Zoom" */
        for (const struct naam_in *k = d > grens ? NULL : m->value.p; k; k = k->volgende) {
            bool er = !gebied_geldig(k->gebied, datum) || (soort.n && !str_eq(k->gebied->soort, soort));

            for (size_t x = 0; x < n; x++)
                er = er || ret[x] == k->gebied;
            if (er)
                continue;
            for (at = n < GEBIED_NABIJ_MAX ? n : GEBIED_NABIJ_MAX; at && afstand[at - 1] > d; at--)
                if (at < GEBIED_NABIJ_MAX) {
                    afstand[at] = afstand[at - 1];
                    ret[at] = ret[at - 1];
                }
            if (at == GEBIED_NABIJ_MAX)
                continue;
            afstand[at] = d;
            ret[at] = k->gebied;
            n += n < GEBIED_NABIJ_MAX;
        }
    }
    while (n > 1 && afstand[n - 1] > afstand[0]) /* only what is as near as the nearest */
        n--;
    return n;
}
