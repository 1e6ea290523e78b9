/* SPDX-License-Identifier: EUPL-1.2
 * Everything of regie, now and on a day before: asked of the rooms that own it, and counted. No SQL. */
#include "regie/stand.h"

#include "toegang/toegang.h"

/* ---- reading ---- */

static int stukken_lees(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    const struct publicatie *x;
    struct publicatie_lijst *l;
    size_t n = 0;
    int rc = publicaties_lees(p->c, p->g, p->a, 0, &x, &n, e);

    if (!rc)
        rc = publicaties_lijsten_lees(p->c, p->a, x, n, &l, e);
    s->stuk = ARENA_ARRAY(p->a, struct stand_stuk, n + 1);
    for (size_t i = 0; !rc && i < n; i++)
        s->stuk[s->n_stuk++] = (struct stand_stuk){&x[i], l[i].partij, l[i].n};
    return rc;
}

static int opgaven_bij(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    struct opgave_dossier *o;
    struct opgave_oordelen *l;
    size_t n = 0, m = 0;
    int rc = opgave_dossiers_lees(p->c, p->g, p->a, &o, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        if (o[i].o.staat != OPGAVE_CONCEPT) /* of who steers it alone */
            o[m++] = o[i];
    if (!rc)
        rc = opgaven_oordelen_lees(p->c, p->a, o, m, &l, e);
    s->opgave = ARENA_ARRAY(p->a, struct stand_opgave, m + 1);
    for (size_t i = 0; !rc && i < m; i++)
        s->opgave[s->n_opgave++] = (struct stand_opgave){o[i], l[i].at, l[i].n};
    return rc;
}

static int planning_bij(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    enum mijlpaal_staat *toen;
    int rc = planning_lees(p->c, p->a, &s->planning, e);

    if (!rc)
        rc = planning_reken(p->a, &s->planning, date_today(), e);
    if (!rc)
        rc = planning_standen_op(p->c, p->a, &s->planning, s->dag[TOEN], &toen, e);
    if (rc)
        return rc;
    s->mijlpaal = ARENA_ARRAY(p->a, struct stand_mijlpaal, s->planning.n + 1);
    for (size_t i = 0; i < s->planning.n; i++) {
        const struct mijlpaal *m = &s->planning.at[i];
        struct stand_mijlpaal *x = &s->mijlpaal[i];

        x->staat[TOEN] = toen[i];
        x->staat[NU] = m->staat;
        for (int w = TOEN; w <= NU; w++)
            x->laat[w] = m->tot < s->dag[w] && x->staat[w] < MIJLPAAL_KLAAR;
    }
    return OK;
}

static int dekking_lees(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    int rc = OK;

    for (int w = TOEN; !rc && w <= NU; w++) {
        struct cijfer_vraag v = pagina_vraag(p, "dekkingsgraad", "zorggeschikt");

        v.indeling = s->indeling;
        v.binnen = p->gebied->code;
        if (w == TOEN)
            v.stand = s->moment[TOEN]; /* what was known then, and not what we since know of then */
        rc = cijfer_antwoord(p->c, p->g, p->a, &v, &s->dekking[w], e);
        if (!rc && w == TOEN) { /* who begins today with figures of last year knew nothing then: say both */
            v.stand = p->stand;
            v.peildatum = s->dag[TOEN];
            v.gebiedsdatum = s->dekking[w].vraag.gebiedsdatum;
            rc = cijfer_antwoord(p->c, p->g, p->a, &v, &s->later, e);
        }
    }
    return rc;
}

/* Does what is promised for this area tell of the one that is looked at? */
static bool hier(const struct stand *s, const struct gebied *g)
{
    struct gebied_lijst l = gebied_leden(s->v.p.g, s->v.p.a, g, s->dag[NU]);

    for (size_t i = 0; i < l.n; i++)
        for (size_t k = 0; k < s->leden.n; k++)
            if (l.at[i] == s->leden.at[k])
                return true;
    return false;
}

static int beloften_lees(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    struct afspraak_regels r;
    int rc = afspraak_regels_nu(p->c, p->a, &r, e);

    for (int w = TOEN; !rc && w <= NU; w++) {
        struct afspraak_blik b = {
            .dag = s->dag[w], .gebiedsdatum = s->dag[NU], .stand = w == TOEN ? s->moment[TOEN] : p->stand};
        struct afspraak *x;
        size_t n = 0;

        rc = afspraken_lees(p->c, p->g, p->a, b.stand, 0, &x, &n, e);
        if (!rc && n)
            rc = afspraken_meet(p->c, p->g, p->a, &r, &b, x, n, e);
        for (size_t i = 0; !rc && i < n; i++)
            for (size_t k = 0; k < x[i].n; k++)
                s->belofte[w][x[i].belofte[k].klasse] += hier(s, x[i].belofte[k].gebied);
    }
    return rc;
}

static int regios_lees(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    struct gebied_lijst alle = indeling_regios(p->g, p->a, s->indeling, s->dag[NU]);
    struct werkgebieden werk = {0};
    int rc = s->binnen ? werkgebieden_lees(p->c, p->g, p->a, &werk, e) : OK;

    s->regios.at = ARENA_ARRAY(p->a, const struct gebied *, alle.n + 1);
    s->partij = ARENA_ARRAY(p->a, const struct partij *, alle.n + 1);
    s->n_partij = ARENA_ARRAY(p->a, size_t, alle.n + 1);
    for (size_t i = 0; !rc && i < alle.n; i++) {
        bool raakt = false;

        for (size_t k = 0; k < s->leden.n && !raakt; k++)
            raakt = gebied_regio(p->g, s->leden.at[k], s->indeling, s->dag[NU]) == alle.at[i];
        if (!raakt || alle.at[i] == p->gebied)
            continue;
        s->regios.at[s->regios.n] = alle.at[i];
        if (s->binnen)
            partijen_hier(&werk, p->g, p->a, alle.at[i], NULL, 0, &s->partij[s->regios.n],
                          &s->n_partij[s->regios.n]);
        s->regios.n++;
    }
    return rc;
}

int stand_lees(struct stand *s, struct err *e)
{
    struct pagina *p = &s->v.p;
    int64_t bij;
    int rc;

    s->dag[NU] = visie_dag(p);
    s->dag[TOEN] = s->sinds;
    s->moment[NU] = time_ms();
    if (!time_parse(date_iso(p->a, s->sinds), &s->moment[TOEN]))
        return err_set(e, ERR_DATA, "de dag waarmee vergeleken wordt bestaat niet");
    s->binnen = wie_bereik(wie_van(p->q), RECHT_PARTIJEN, &bij) != BEREIK_GEEN;
    s->indeling = visie_indeling(p);
    s->leden = gebied_leden(p->g, p->a, p->gebied, s->dag[NU]);
    rc = regios_lees(s, e);
    if (!rc)
        rc = visies_lees(p->c, p->g, p->a, visie_bekend(p), &s->visies, e);
    if (!rc && s->binnen)
        rc = stukken_lees(s, e);
    if (!rc && s->binnen)
        rc = opgaven_bij(s, e);
    for (int w = TOEN; !rc && w <= NU; w++)
        rc = signalen_op(p->c, p->g, p->a, s->moment[w], &s->signaal[w], &s->n_signaal[w], e);
    if (!rc)
        rc = signalen_sinds(p->c, &s->gekeken, e);
    if (!rc)
        rc = signaal_zicht_lees(p, &s->zicht, e);
    if (!rc)
        rc = planning_bij(s, e);
    if (!rc)
        rc = definities_lees(&s->definities, e);
    if (!rc)
        rc = beloften_lees(s, e);
    return rc ? rc : dekking_lees(s, e);
}

/* ---- counting ---- */

static bool in_regio(const struct stand *s, const struct gebied *g, const struct gebied *regio)
{
    return !regio || gebied_regio(s->v.p.g, g, s->indeling, s->dag[NU]) == regio;
}

size_t stand_gemeenten(const struct stand *s, const struct gebied *regio)
{
    size_t n = 0;

    for (size_t i = 0; i < s->leden.n; i++)
        n += in_regio(s, s->leden.at[i], regio);
    return n;
}

size_t stand_visies(const struct stand *s, const struct gebied *regio, enum visie_staat staat, int wanneer)
{
    size_t uit = 0;

    for (size_t i = 0; i < s->leden.n; i++) {
        const struct visie_stand *x;
        struct visie_beeld b;
        size_t n;

        if (!in_regio(s, s->leden.at[i], regio))
            continue;
        visie_standen_van(&s->visies, s->leden.at[i], &x, &n);
        /* Then: as it was known then. */
        visie_op(x, n, s->dag[wanneer], wanneer == TOEN ? s->dag[TOEN] : visie_bekend(&s->v.p), &b);
        uit += b.staat >= staat;
    }
    return uit;
}

static bool werkt_in(const struct stand *s, size_t regio, int64_t partij)
{
    if (regio == SIZE_MAX)
        return true;
    for (size_t i = 0; i < s->n_partij[regio]; i++)
        if (s->partij[regio][i].id == partij)
            return true;
    return false;
}

void stand_kennisname(const struct stand *s, size_t regio, int wanneer, size_t *ret_van, size_t *ret_gezien)
{
    *ret_van = *ret_gezien = 0;
    for (size_t i = 0; i < s->n_stuk; i++)
        for (size_t k = 0; k < s->stuk[i].n && s->stuk[i].p->moment <= s->moment[wanneer]; k++) {
            const struct publicatie_partij *x = &s->stuk[i].partij[k];

            if (!werkt_in(s, regio, x->partij))
                continue;
            ++*ret_van;
            *ret_gezien += x->gezien && x->gezien <= s->moment[wanneer];
        }
}

static bool raakt(const struct stand *s, const struct gebied *g, const struct gebied *regio)
{
    struct gebied_lijst l;

    if (!regio || g == regio)
        return true;
    l = gebied_leden(s->v.p.g, s->v.p.a, g, s->dag[NU]);
    for (size_t i = 0; i < l.n; i++)
        if (in_regio(s, l.at[i], regio))
            return true;
    return false;
}

size_t stand_signalen(const struct stand *s, const struct gebied *regio, int wanneer)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n_signaal[wanneer]; i++) {
        const struct signaal *x = &s->signaal[wanneer][i];

        n += signaal_zichtbaar(&s->zicht, x) && (!regio || (x->gebied && raakt(s, x->gebied, regio)));
    }
    return n;
}

enum opgave_staat stand_opgave_staat(const struct stand *s, const struct opgave_dossier *x, int wanneer,
                                     bool *ret_er)
{
    enum opgave_staat staat = OPGAVE_CONCEPT;

    *ret_er = false;
    for (size_t i = 0; i < x->n_stap; i++)
        if (x->stap[i].moment <= s->moment[wanneer] || x->stap[i].van <= s->dag[wanneer]) {
            staat = x->stap[i].stap;
            *ret_er = true;
        }
    return staat;
}
