/* SPDX-License-Identifier: EUPL-1.2
 * Indicators (indicatoren.c) computed: ratios of sums over any area. A teller of which parts are missing
 * makes the ratio "at least".
 */
#include "cijfer/cijfer.h"

#include "base/num.h"

enum { VENSTER_OPGAVE = 2030 };

static int64_t som_i64(int64_t x, int64_t y)
{
    int64_t som;

    return __builtin_add_overflow(x, y, &som) ? (x < 0 ? INT64_MIN : INT64_MAX) : som;
}

/* The areas that lack of one part or of the other; both lists are by index. */
static void zonder_samen(struct arena *a, struct cijfer_uitkomst *som, const struct cijfer_uitkomst *deel)
{
    const struct gebied **l = ARENA_ARRAY(a, const struct gebied *, som->n_zonder + deel->n_zonder + 1);
    size_t i = 0, j = 0, n = 0;

    while (i < som->n_zonder || j < deel->n_zonder) {
        const struct gebied *x = i < som->n_zonder ? som->zonder[i] : NULL,
                            *y = j < deel->n_zonder ? deel->zonder[j] : NULL;

        l[n++] = !y || (x && x->index <= y->index) ? x : y;
        i += x && l[n - 1] == x;
        j += y && l[n - 1] == y;
    }
    som->zonder = l;
    som->n_zonder = n;
}

void cijfer_samen(struct arena *a, struct cijfer_uitkomst *som, const struct cijfer_uitkomst *deel,
                  bool eerste)
{
    if (eerste) {
        *som = *deel;
        som->cijfer_id = 0;
        som->rechtstreeks = false;
        return;
    }
    som->waarde = som_i64(som->waarde, deel->waarde);
    som->buiten_deels = som_i64(som->buiten_deels, deel->buiten_deels);
    som->heeft = som->heeft || deel->heeft;
    som->verwacht = deel->verwacht > som->verwacht ? deel->verwacht : som->verwacht;
    zonder_samen(a, som, deel);
    som->aanwezig = som->verwacht > (int)som->n_zonder ? som->verwacht - (int)som->n_zonder : 0;
    som->status = deel->status > som->status ? deel->status : som->status;
    som->vlag |= deel->vlag;
    if (deel->ontbreekt == ONTBREEKT_ONDERDRUKT || som->ontbreekt == ONTBREEKT_ONDERDRUKT)
        som->vlag |= VLAG_DEEL_ONDERDRUKT;
    if (!som->heeft && deel->ontbreekt == ONTBREEKT_ONDERDRUKT)
        som->ontbreekt = deel->ontbreekt;
    som->twijfels += deel->twijfels;
    som->periode_van = !som->periode_van || (deel->periode_van && deel->periode_van < som->periode_van)
                           ? deel->periode_van
                           : som->periode_van;
    som->periode_tot = deel->periode_tot > som->periode_tot ? deel->periode_tot : som->periode_tot;
    som->bron = som->bron ? som->bron : deel->bron;
}

struct cijfer_uitkomst indicator_uitkomst(const struct indicator *in, const struct cijfer_uitkomst *teller,
                                          const struct cijfer_uitkomst *noemer)
{
    struct cijfer_uitkomst u = *teller;

    u.heeft = teller->heeft && noemer->heeft && noemer->waarde > 0 && !cijfer_minstens(noemer);
    u.waarde = u.heeft ? num_div_half_up((__int128)in->factor * teller->waarde, noemer->waarde) : 0;
    u.buiten_deels =
        u.heeft ? num_div_half_up((__int128)in->factor * teller->buiten_deels, noemer->waarde) : 0;
    u.vlag |= noemer->vlag;
    u.twijfels += noemer->twijfels;
    u.status = noemer->status > u.status ? noemer->status : u.status;
    u.cijfer_id = 0;
    u.rechtstreeks = false;
    u.ontbreekt = u.heeft                                                 ? ONTBREEKT_NIET
                  : teller->heeft && noemer->heeft && noemer->waarde <= 0 ? ONTBREEKT_NVT
                  : !teller->heeft                                        ? teller->ontbreekt
                  : !noemer->heeft                                        ? noemer->ontbreekt
                                                                          : ONTBREEKT_NIET_GELEVERD;
    return u;
}

/* The sums of one side for every area of the question. *tabel gets the shape (areas, dates) of the last part
 * read, *peildatum becomes that of the newest part, when it was older. */
static int kant_lees(struct conn *c, const struct gebieden *g, struct arena *a, const char *const *codes,
                     const struct cijfer_vraag *v, struct cijfer_tabel *tabel, date_t *peildatum,
                     struct cijfer_uitkomst **ret, struct err *e)
{
    for (int i = 0; i < 3 && codes[i]; i++) {
        struct cijfer_vraag deel = *v;
        int rc;

        deel.onderwerp = str_from(codes[i]);
        deel.bron = STR("");
        rc = cijfer_tabel_lees(c, g, a, &deel, tabel, e);
        if (rc)
            return rc;
        if (tabel->vraag.peildatum > *peildatum)
            *peildatum = tabel->vraag.peildatum;
        if (!i)
            *ret = ARENA_ARRAY(a, struct cijfer_uitkomst, tabel->n + 1);
        for (size_t k = 0; k < tabel->n; k++)
            cijfer_samen(a, &(*ret)[k], &tabel->rij[k], !i);
        cijfer_samen(a, &(*ret)[tabel->n], &tabel->totaal, !i);
    }
    return OK;
}

date_t indicator_dag(const struct indicator *in, const struct cijfer_uitkomst *teller, date_t peildatum)
{
    return in->beginstand && teller->periode_van ? teller->periode_van : peildatum;
}

/* The question as both sides ask it: within the years, and the division, in which they can be compared. */
static struct cijfer_vraag indicator_vraag(const struct indicator *in, const struct cijfer_vraag *v)
{
    struct cijfer_vraag vraag = *v;

    if (in->per_woningtype && !vraag.venster_tot)
        vraag.venster_tot = VENSTER_OPGAVE; /* plans and opgave are compared only within the same years */
    if (!in->per_woningtype) /* of the newest year: several years of building are not set against one stock */
        vraag.venster_van = vraag.venster_tot = 0;
    if (!vraag.gebiedsdatum) /* both sides in one division */
        vraag.gebiedsdatum = vraag.peildatum ? vraag.peildatum : date_today();
    return vraag;
}

/* The sums of one side for n areas. */
static int kant_gebieden(struct conn *c, const struct gebieden *g, struct arena *a, const char *const *codes,
                         const struct cijfer_vraag *v, const struct gebied *const *gebied, size_t n,
                         struct cijfer_uitkomst *ret, struct err *e)
{
    struct cijfer_uitkomst *deel_u = ARENA_ARRAY(a, struct cijfer_uitkomst, n + 1);

    for (int i = 0; i < 3 && codes[i]; i++) {
        struct cijfer_vraag deel = *v;
        int rc;

        deel.onderwerp = str_from(codes[i]);
        deel.bron = STR("");
        rc = cijfer_gebieden_lees(c, g, a, &deel, gebied, n, deel_u, e);
        if (rc)
            return rc;
        for (size_t k = 0; k < n; k++)
            cijfer_samen(a, &ret[k], &deel_u[k], !i);
    }
    return OK;
}

int cijfer_antwoord_gebieden(struct conn *c, const struct gebieden *g, struct arena *a,
                             struct cijfer_vraag *v, const struct gebied *const *gebied, size_t n,
                             struct cijfer_uitkomst *ret, struct err *e)
{
    const struct indicator *in = indicator_bij_code(v->onderwerp);
    struct cijfer_uitkomst *noemer;
    struct cijfer_vraag w;
    int rc;

    if (!in)
        return cijfer_gebieden_lees(c, g, a, v, gebied, n, ret, e);
    *v = indicator_vraag(in, v);
    noemer = ARENA_ARRAY(a, struct cijfer_uitkomst, n + 1);
    rc = kant_gebieden(c, g, a, in->tellers, v, gebied, n, ret, e);
    w = *v;
    for (size_t i = 0; !rc && in->beginstand && i < n; i++)
        if (ret[i].heeft) {
            w.peildatum = indicator_dag(in, &ret[i], v->peildatum);
            break;
        }
    if (!rc)
        rc = kant_gebieden(c, g, a, in->noemers, &w, gebied, n, noemer, e);
    for (size_t i = 0; !rc && i < n; i++)
        ret[i] = indicator_uitkomst(in, &ret[i], &noemer[i]);
    return rc;
}

int cijfer_antwoord(struct conn *c, const struct gebieden *g, struct arena *a, const struct cijfer_vraag *v,
                    struct cijfer_tabel *ret, struct err *e)
{
    const struct indicator *in = indicator_bij_code(v->onderwerp);
    struct cijfer_vraag vraag;
    struct cijfer_uitkomst *teller, *noemer;
    struct cijfer_tabel t, onder;
    date_t peildatum = v->peildatum;
    int rc;

    if (!in)
        return cijfer_tabel_lees(c, g, a, v, ret, e);
    vraag = indicator_vraag(in, v);
    rc = kant_lees(c, g, a, in->tellers, &vraag, &t, &peildatum, &teller, e);
    if (!rc) {
        struct cijfer_vraag w = vraag;

        w.peildatum = indicator_dag(in, &t.totaal, vraag.peildatum);
        rc = kant_lees(c, g, a, in->noemers, &w, &onder, &peildatum, &noemer, e);
    }
    if (rc)
        return rc;
    for (size_t i = 0; i < t.n; i++)
        t.rij[i] = indicator_uitkomst(in, &teller[i], &noemer[i]);
    t.totaal = indicator_uitkomst(in, &teller[t.n], &noemer[t.n]);
    t.vraag = vraag;
    t.vraag.onderwerp = v->onderwerp;
    t.vraag.peildatum = peildatum;
    t.onderwerp = (struct onderwerp){.code = str_from(in->code),
                                     .naam = str_from(in->naam),
                                     .eenheid = str_from(in->eenheid),
                                     .omschrijving = str_fmt(a, "%d × %s", in->factor, in->formule),
                                     .aard = AARD_VERHOUDING};
    *ret = t;
    return OK;
}
