/* SPDX-License-Identifier: EUPL-1.2
 * Reminding by mail: whoever of a partij may say that it saw something gets one letter, and that it was sent
 * is a reminder as any other. Never twice in a week, and never to a partij that said so. */
#include "kennisname/kennisname.h"

#include "toegang/mens.h"

date_t week_van(date_t dag)
{
    return date_add(dag, -((date_days(dag) + 3) % 7)); /* 1 January 1970 was a Thursday */
}

struct str post_regel(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        buf_char(&b, (unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f ? ' ' : s.p[i]);
    return str_trim(buf_str(&b));
}

bool mens_krijgt_post(const struct mens_rol *m)
{
    return m->actief && !m->uitgenodigd && post_adres_goed(m->mens_email);
}

static int brief(struct conn *c, struct arena *a, const struct publicatie *p, const struct mens_rol *m,
                 struct str partij, struct err *e)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "naam", post_regel(a, m->mens_naam));
    DOC_SET_STR(a, d, "titel", post_regel(a, p->titel));
    DOC_SET_STR(a, d, "organisatie", post_regel(a, partij));
    DOC_SET_STR(a, d, "van", post_regel(a, p->partij_naam.n ? p->partij_naam : STR("de beheerder")));
    DOC_SET_STR(a, d, "op", date_nl(a, time_date(p->moment)));
    if (p->reactie_voor)
        DOC_SET_STR(a, d, "voor", date_nl(a, p->reactie_voor));
    DOC_SET_STR(a, d, "pad", str_fmt(a, "/regie/kennisname/%lld", (long long)p->id));
    return post_zet(c,
                    &(struct post_brief){.aan = m->mens_email,
                                         .sjabloon = "herinnering",
                                         .waarden = d,
                                         .object = "publicatie",
                                         .object_id = p->id},
                    NULL, e);
}

int kennisname_mail(struct conn *c, struct arena *a, const struct dader *d, const struct publicatie *p,
                    int64_t meest, struct str wie, struct kennisname_gemaild *ret, struct err *e)
{
    date_t week = week_van(date_today());
    const struct publicatie_partij *k;
    const struct mens_rol *m;
    size_t n = 0, n_m = 0;
    int rc = publicatie_partijen_lees(c, a, p->id, &k, &n, e);

    if (!rc)
        rc = rollen_lees(c, a, 0, 0, &m, &n_m, e);
    for (size_t i = 0; !rc && i < n; i++) {
        int64_t brieven = 0;

        if (!publicatie_vraagt(p, &k[i]) || (meest && k[i].herinneringen >= meest))
            continue;
        if (k[i].herinnerd && time_date(k[i].herinnerd) >= week) {
            ret->al++;
            continue;
        }
        for (size_t j = 0; !rc && j < n_m; j++)
            if (m[j].partij == k[i].partij && matrix_bereik(RECHT_LEVEREN, m[j].rol) != BEREIK_GEEN &&
                mens_krijgt_post(&m[j])) {
                rc = brief(c, a, p, &m[j], k[i].naam, e);
                brieven++;
            }
        if (!rc && !brieven)
            ret->niemand++;
        if (rc || !brieven)
            continue;
        rc = kennisname_herinner(c, d, p->id, k[i].partij, STR("gemaild"), wie, -1, e);
        ret->organisaties++;
        ret->brieven += brieven;
    }
    return rc;
}
