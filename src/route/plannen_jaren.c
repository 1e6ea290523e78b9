/* SPDX-License-Identifier: EUPL-1.2
 * See plannen_jaren.h. A row is a plan in a year, with a column for each kind of home; columns that begin
 * with "sloop" count what is pulled down and are no homes to be built. */
#include "route/plannen_jaren.h"

#include "tabel/tabel.h"

#include <stdlib.h>

enum { KOLOMMEN_MAX = 100 };

struct kop {
    int plan, jaar, gereed, kolom[KOLOMMEN_MAX];
    int n;
};

void plannen_jaren_zoek(struct import *im, struct plannen_jaren *ret)
{
    *ret = (struct plannen_jaren){.blad = -1};
    map_init(&ret->van, im->a);
    for (size_t i = 0; tabel_is_geobestand(im->t) && i < tabel_n_bladen(im->t); i++)
        if (str_is(import_kop_naam(im->a, tabel_blad_naam(im->t, i)), "detailplanning"))
            ret->blad = (int)i;
    im->ook_blad = ret->blad + 1;
}

static struct str sleutel(struct arena *a, struct str id)
{
    return str_fold(a, str_trim(id));
}

static void kop_lees(struct import *im, const struct tabel_rij *r, struct kop *k)
{
    *k = (struct kop){.plan = -1, .jaar = -1, .gereed = -1};
    for (size_t i = 0; i < r->n; i++) {
        struct str s = import_kop_naam(im->a, r->cellen[i].tekst);

        if (str_is(s, "parent globalid"))
            k->plan = (int)i;
        else if (str_is(s, "jaartal"))
            k->jaar = (int)i;
        else if (str_is(s, "bouw gerealiseerd"))
            k->gereed = (int)i;
        else if ((str_starts(s, STR("meergezins ")) || str_starts(s, STR("eengezins ")) ||
                  str_starts(s, STR("onbekend "))) &&
                 k->n < KOLOMMEN_MAX)
            k->kolom[k->n++] = (int)i;
    }
}

static bool jaar_bij(struct import *im, struct plannen_jaren *j, const struct tabel_rij *r, int jaar)
{
    for (int i = 0; i < j->n; i++)
        if (j->jaar[i] == jaar)
            return true;
    if (j->n == PLANNEN_JAREN_MAX) {
        import_meld(im, MELDING_FOUT, r->nummer, -1, STR(""), "er staan meer dan %d verschillende jaren in",
                    PLANNEN_JAREN_MAX);
        return false;
    }
    j->jaar[j->n++] = jaar;
    return true;
}

static bool is_ja(struct str s)
{
    return str_ieq(s, STR("ja")) || str_is(s, "1") || str_ieq(s, STR("waar")) || str_ieq(s, STR("true"));
}

static void rij_lees(struct import *im, struct plannen_jaren *j, const struct kop *k,
                     const struct tabel_rij *r)
{
    struct str id = sleutel(im->a, import_tekst(r, k->plan));
    struct plan_jaar *x;
    struct map_entry *m;
    int64_t som = 0;
    int jaar;
    bool nieuw;

    if (!id.n) {
        import_meld(im, MELDING_FOUT, r->nummer, k->plan, STR(""),
                    "deze rij noemt geen plan; verwacht de GlobalID van een plan");
        return;
    }
    if (!import_jaar(im, r, k->jaar, &jaar))
        return;
    for (int i = 0; i < k->n; i++) {
        int64_t waarde;
        uint8_t ontbreekt, vlag;

        if (!import_getal(im, r, k->kolom[i], 0, &waarde, &ontbreekt, &vlag))
            return;
        som += waarde;
    }
    if (k->gereed >= 0 && is_ja(import_tekst(r, k->gereed)))
        som = 0; /* done: the plan stays, with nothing left to build that year */
    if (!jaar_bij(im, j, r, jaar))
        return;
    m = map_put(&j->van, id, &nieuw);
    for (x = nieuw ? NULL : m->value.p; x && x->jaar != jaar; x = x->volgende)
        ;
    if (!x) {
        x = ARENA_NEW(im->a, struct plan_jaar);
        *x = (struct plan_jaar){.jaar = jaar, .rij = r->nummer, .volgende = nieuw ? NULL : m->value.p};
        m->value.p = x;
    }
    x->bouw += som;
}

static int jaar_orde(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

int plannen_jaren_lees(struct import *im, struct plannen_jaren *j, struct err *e)
{
    struct tabel_rij r;
    struct kop k;
    int blad = im->blad, rc = tabel_blad_kies(im->t, (size_t)j->blad, e);

    if (rc)
        return rc;
    im->blad = j->blad;
    rc = tabel_volgende(im->t, &r, e);
    if (rc > 0) {
        kop_lees(im, &r, &k);
        if (k.plan < 0 || k.jaar < 0 || !k.n)
            return err_set(e, ERR_DATA,
                           "de laag %.*s heeft niet de velden parent_globalid, jaartal en aantallen als "
                           "meergezins_koop1",
                           STR_ARG(str_sub(tabel_blad_naam(im->t, (size_t)j->blad), 0, 40)));
        while ((rc = import_rij(im, &r, e)) > 0)
            rij_lees(im, j, &k, &r);
    }
    if (rc < 0)
        return rc;
    qsort(j->jaar, (size_t)j->n, sizeof *j->jaar, jaar_orde);
    if (j->n)
        import_meld(
            im, MELDING_INFO, 0, -1, STR(""),
            "van %zu plannen staan de aantallen per jaar (%d tot en met %d) in deze laag; wat gerealiseerd "
            "is, telt niet mee",
            j->van.n, j->jaar[0], j->jaar[j->n - 1]);
    im->blad = blad;
    return OK;
}

const struct plan_jaar *plannen_jaren_van(const struct plannen_jaren *j, struct arena *scratch, struct str id)
{
    const struct map_entry *m = j->blad < 0 ? NULL : map_get(&j->van, sleutel(scratch, id));

    return m ? m->value.p : NULL;
}
