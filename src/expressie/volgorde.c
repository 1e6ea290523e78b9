/* SPDX-License-Identifier: EUPL-1.2
 * The order in which answers depend on each other, and the circle when there is none. */
#include "expressie/expressie.h"

struct graaf {
    const struct expr_tak *takken;
    uint32_t *begin; /* of node i: buren[begin[i]] … buren[begin[i + 1] - 1] */
    uint32_t *buren;
};

static struct graaf graaf_maak(struct arena *a, size_t n, const struct expr_tak *t, size_t n_t)
{
    struct graaf g = {t, ARENA_ARRAY(a, uint32_t, n + 2), ARENA_ARRAY(a, uint32_t, n_t + 1)};

    for (size_t i = 0; i < n_t; i++)
        g.begin[t[i].van + 2]++;
    for (size_t i = 2; i < n + 2; i++)
        g.begin[i] += g.begin[i - 1];
    for (size_t i = 0; i < n_t; i++)
        g.buren[g.begin[t[i].van + 1]++] = t[i].naar;
    return g;
}

/* Depth first, with a stack of our own: a chain of answers may be as long as the form. */
int expr_volgorde(struct arena *a, size_t n, const struct expr_tak *takken, size_t n_takken, uint32_t *ret,
                  uint32_t **ret_kring, size_t *ret_n_kring, struct err *e)
{
    enum { NIEUW, BEZIG, KLAAR };
    struct graaf g = graaf_maak(a, n, takken, n_takken);
    uint8_t *stand = ARENA_ARRAY(a, uint8_t, n + 1);
    uint32_t *stapel = ARENA_ARRAY(a, uint32_t, n + 1), *volgend = ARENA_ARRAY(a, uint32_t, n + 1);
    size_t klaar = 0;

    for (uint32_t begin = 0; begin < n; begin++) {
        size_t diep = 0;

        if (stand[begin] != NIEUW)
            continue;
        stapel[diep++] = begin;
        stand[begin] = BEZIG;
        volgend[begin] = g.begin[begin];
        while (diep) {
            uint32_t nu = stapel[diep - 1], buur;

            if (volgend[nu] == g.begin[nu + 1]) {
                stand[nu] = KLAAR;
                ret[klaar++] = nu;
                diep--;
                continue;
            }
            buur = g.buren[volgend[nu]++];
            if (stand[buur] == NIEUW) {
                stand[buur] = BEZIG;
                volgend[buur] = g.begin[buur];
                stapel[diep++] = buur;
            } else if (stand[buur] == BEZIG) {
                size_t van = diep - 1;

                while (stapel[van] != buur)
                    van--;
                if (ret_kring) {
                    *ret_kring = ARENA_ARRAY(a, uint32_t, diep - van + 1);
                    for (size_t i = van; i < diep; i++)
                        (*ret_kring)[i - van] = stapel[i];
                    (*ret_kring)[diep - van] = buur;
                    *ret_n_kring = diep - van + 1;
                }
                return err_set(e, ERR_DATA,
                               "er is een kring: een vraag hangt langs een omweg van zichzelf af");
            }
        }
    }
    return OK;
}
