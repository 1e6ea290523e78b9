/* SPDX-License-Identifier: EUPL-1.2
 * Indicators: ratios of sums over any area. A teller of which parts are missing makes the ratio "at least".
 */
#include "cijfer/cijfer.h"

#include "base/num.h"

enum { VENSTER_OPGAVE = 2030 };

const struct indicator indicatoren[] = {
    {"dekkingsgraad",
     "Dekkingsgraad",
     "%",
     "plannen (hard en zacht) als deel van de opgave",
     {"plannen-hard", "plannen-zacht"},
     {"opgave"},
     100,
     true},
    {"dekkingsgraad-hard",
     "Dekkingsgraad met harde plannen",
     "%",
     "harde plannen als deel van de opgave",
     {"plannen-hard"},
     {"opgave"},
     100,
     true},
    {"woningbezetting",
     "Inwoners per 100 woningen",
     "inwoners per 100 woningen",
     "inwoners gedeeld door woningen",
     {"inwoners"},
     {"woningen"},
     100,
     false},
    {"nieuwbouw-per-1000",
     "Nieuwbouw per 1.000 woningen",
     "woningen per 1.000 woningen",
     "nieuwbouw gedeeld door de beginstand van de voorraad",
     {"nieuwbouw"},
     {"voorraad-begin"},
     1000,
     false,
     true},
    {0},
};

const struct indicator *indicator_bij_code(struct str code)
{
    for (const struct indicator *i = indicatoren; i->code; i++)
        if (str_is(code, i->code))
            return i;
    return NULL;
}

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

int cijfer_antwoord(struct conn *c, const struct gebieden *g, struct arena *a, const struct cijfer_vraag *v,
                    struct cijfer_tabel *ret, struct err *e)
{
    const struct indicator *in = indicator_bij_code(v->onderwerp);
    struct cijfer_vraag vraag = *v;
    struct cijfer_uitkomst *teller, *noemer;
    struct cijfer_tabel t, onder;
    date_t peildatum = v->peildatum;
    int rc;

    if (!in)
        return cijfer_tabel_lees(c, g, a, v, ret, e);
    if (in->per_woningtype && !vraag.venster_tot)
        vraag.venster_tot = VENSTER_OPGAVE; /* plans and opgave are compared only within the same years */
    if (!in->per_woningtype) /* of the newest year: several years of building are not set against one stock */
        vraag.venster_van = vraag.venster_tot = 0;
    if (!vraag.gebiedsdatum) /* both sides in one division */
        vraag.gebiedsdatum = vraag.peildatum ? vraag.peildatum : date_today();
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
