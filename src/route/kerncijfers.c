/* SPDX-License-Identifier: EUPL-1.2
 * Single figures out of a public document (a Kamerbrief, a report), each row with its place in that document.
 * Words of the document such as "ongeveer" stay with the figure. */
#include "route/importeurs.h"

struct kerncijfers {
    int onderwerp, gebied, type, segment, van, tot, horizon_van, horizon_tot, waarde, eenheid, bron,
        vindplaats, set, status, toelichting;
    struct map gezien;
};

static bool begint_met(struct arena *a, struct str tekst, const char *const *woorden)
{
    struct str vouw = str_fold(a, tekst);

    for (; *woorden; woorden++) {
        struct str woord = str_from(*woorden);

        /* the whole word: "ruimte" is not "ruim" */
        if (str_starts(vouw, woord) && (vouw.n == woord.n || vouw.p[woord.n] < 'a' || vouw.p[woord.n] > 'z'))
            return true;
    }
    return false;
}

static unsigned vlag_uit_woorden(struct import *im, const struct tabel_rij *r, const struct kerncijfers *k)
{
    static const char *const ongeveer[] = {"ongeveer", "ruim", "circa", "bijna", NULL};
    struct str toelichting = import_tekst(r, k->toelichting);
    unsigned vlag = 0;

    if (begint_met(im->a, toelichting, ongeveer))
        vlag |= VLAG_ONGEVEER;
    if (import_verzonnen(im->a, toelichting) || import_verzonnen(im->a, import_tekst(r, k->bron)))
        vlag |= VLAG_VERZONNEN;
    return vlag;
}

static const struct onderwerp *onderwerp_uit(struct import *im, const struct tabel_rij *r,
                                             const struct kerncijfers *k)
{
    struct str code = import_tekst(r, k->onderwerp), eenheid = import_tekst(r, k->eenheid);
    const struct onderwerp *o = import_onderwerp(im, code);

    if (!o) {
        import_meld(im, MELDING_FOUT, r->nummer, k->onderwerp, code,
                    "dit onderwerp is niet bekend; verwacht een code als plannen of subsidie-woningen");
        return NULL;
    }
    if (!str_ieq(eenheid, o->eenheid)) {
        import_meld(im, MELDING_FOUT, r->nummer, k->eenheid, eenheid, "de eenheid van %.*s is %.*s",
                    STR_ARG(o->code), STR_ARG(o->eenheid));
        return NULL;
    }
    return o;
}

static bool horizon_lees(struct import *im, const struct tabel_rij *r, const struct kerncijfers *k,
                         struct reeks_nieuw *reeks)
{
    bool van = import_tekst(r, k->horizon_van).n, tot = import_tekst(r, k->horizon_tot).n;

    if ((van && !import_jaar(im, r, k->horizon_van, &reeks->horizon_van)) ||
        (tot && !import_jaar(im, r, k->horizon_tot, &reeks->horizon_tot)))
        return false;
    if ((van && !tot) || (van && reeks->horizon_van > reeks->horizon_tot)) {
        import_meld(im, MELDING_FOUT, r->nummer, k->horizon_tot, import_tekst(r, k->horizon_tot),
                    "verwacht een laatste jaar dat niet voor het eerste ligt");
        return false;
    }
    return true;
}

static bool periode_lees(struct import *im, const struct tabel_rij *r, const struct kerncijfers *k,
                         date_t *van, date_t *tot)
{
    bool goed = import_datum(im, r, k->tot, im->l->peildatum, tot);

    goed = import_datum(im, r, k->van, goed ? *tot : 0, van) && goed;
    if (goed && *van > *tot) {
        import_meld(im, MELDING_FOUT, r->nummer, k->tot, import_tekst(r, k->tot),
                    "de periode eindigt voor zij begint");
        return false;
    }
    return goed;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct kerncijfers *k)
{
    const struct onderwerp *o = onderwerp_uit(im, r, k);
    struct reeks_nieuw x = {.segment = import_code(im->a, import_tekst(r, k->segment))};
    const struct gebied *g;
    enum cijfer_status status = STATUS_GEEN;
    struct str set = import_tekst(r, k->set), bron = import_tekst(r, k->bron);
    uint8_t ontbreekt = 0, vlag = 0;
    int64_t waarde = 0;
    date_t van = 0, tot = 0;
    bool nieuw, goed = o != NULL;

    goed = periode_lees(im, r, k, &van, &tot) && goed;
    g = import_gebied(im, r, k->gebied, "", tot ? tot : im->l->peildatum);
    goed = import_woningtype(im, r, k->type, &x.woningtype) && g && goed;
    goed = horizon_lees(im, r, k, &x) && goed;
    goed = import_getal(im, r, k->waarde, o ? o->schaal : 0, &waarde, &ontbreekt, &vlag) && goed;
    goed = import_status(im, r, k->status, &status) && goed;
    if (!bron.n)
        import_meld(im, MELDING_FOUT, r->nummer, k->bron, bron, "hier hoort een bron te staan");
    if (!goed || !bron.n)
        return;
    if (!import_tekst(r, k->vindplaats).n)
        import_meld(im, MELDING_LET_OP, r->nummer, k->vindplaats, STR(""),
                    "er staat niet bij waar dit cijfer te vinden is");
    x.onderwerp = o->code;
    x.bron = import_bron(im, bron);
    x.definitieset = set.n ? str_lower(im->a, set) : o->definitieset;
    map_put(&k->gezien,
            str_fmt(im->a, "%u %lld %d %d", levering_reeks(im->l, &x), (long long)g->id, van, tot), &nieuw);
    if (!nieuw) {
        import_meld(im, MELDING_FOUT, r->nummer, k->onderwerp, o->code,
                    "dit cijfer staat er al: alles behalve de waarde is gelijk aan een eerdere rij");
        return;
    }
    import_cijfer(im, levering_reeks(im->l, &x), g, van, tot, waarde, ontbreekt, status,
                  vlag | vlag_uit_woorden(im, r, k), r->nummer, k->waarde);
}

int kerncijfers_lees(struct import *im, struct err *e)
{
    struct kerncijfers k = {0};
    const struct kolom_wens wensen[] = {
        {"onderwerp", true, &k.onderwerp},
        {"gebied", true, &k.gebied},
        {"woningtype", false, &k.type},
        {"segment", false, &k.segment},
        {"periode van", false, &k.van},
        {"periode tot|peildatum", false, &k.tot},
        {"horizon van", false, &k.horizon_van},
        {"horizon tot", false, &k.horizon_tot},
        {"waarde", true, &k.waarde},
        {"eenheid", true, &k.eenheid},
        {"bron", true, &k.bron},
        {"vindplaats", false, &k.vindplaats},
        {"definitieset", false, &k.set},
        {"status", false, &k.status},
        {"toelichting", false, &k.toelichting},
    };
    struct tabel_rij r;
    int rc = import_kop(im, wensen, sizeof wensen / sizeof *wensen, &r, e);

    if (rc)
        return rc;
    map_init(&k.gezien, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &k);
    return rc;
}
