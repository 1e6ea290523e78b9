/* SPDX-License-Identifier: EUPL-1.2
 * Responses as a table: a column partij, then a column a question ("naam@2": its second row of a repeat). A
 * file is taken whole or not at all. Written in batches, for a table may have millions of answers. */
#include "base/num.h"
#include "base/som.h"
#include "ronde/maak.h"

#include "ronde/contact.h"
#include "ronde/gast.h"
#include "tabel/tabel.h"

#include <stdlib.h>
#include <string.h>

enum { STAPEL = 20000, MELDINGEN = 50, CEL_MAX = ANTWOORD_MAX };

struct kolom {
    size_t el; /* SIZE_MAX: not a question (partij) */
    struct str rij;
    bool aanvulling;
};

struct regel { /* one answer on its way */
    struct respons_regel *r;
    struct antwoord x;
    int64_t oud; /* revision before this one */
};

struct lezer {
    struct respons_inlees *in;
    struct conn *c;
    struct arena rij, stapel;
    struct kolom *kolom;
    size_t n_kolom, k_partij;
    struct map op_wat; /* number, KvK, CBS code or name → respons_regel; NULL when more than one */
    VEC(struct regel) nieuw;
    VEC(struct respons_regel *) klaar; /* of this batch */
    VEC(struct bewijs) bewijs;
    VEC(struct antwoord) rijen; /* rows of repeats: vraag the repeat's name, revisie its respons */
    int64_t moment;
};

static void meld(struct lezer *l, bool fout, int64_t rij, struct str kolom, const char *wat, struct str tekst)
{
    struct respons_inlees *in = l->in;

    in->n_fouten += fout;
    if (in->melding.n >= MELDINGEN)
        return;
    VEC_PUSH(in->a, &in->melding,
             str_fmt(in->a, "%s%.*s, rij %lld%s%.*s: %s%.*s", fout ? "fout: " : "let op: ", STR_ARG(in->naam),
                     (long long)rij, kolom.n ? ", kolom " : "", STR_ARG(utf8_clip(kolom, 60)), wat,
                     STR_ARG(utf8_clip(tekst, 300))));
}

/* ---- the head ---- */

static size_t vind_vraag(const struct vragenlijst *v, struct str naam, bool *ret_aanvulling)
{
    *ret_aanvulling = false;
    for (size_t i = 0; i < v->el.n; i++)
        if (v->el.at[i].nummer && (str_eq(v->el.at[i].code, naam) || str_eq(v->el.at[i].naam, naam)))
            return i;
    for (size_t i = 0; i < v->el.n && str_ends(naam, STR("_other")); i++)
        if (v->el.at[i].of_anders && str_eq(v->el.at[i].code, str_sub(naam, 0, naam.n - 6))) {
            *ret_aanvulling = true;
            return i;
        }
    return SIZE_MAX;
}

/* How many repeats a question lies in: so many numbers its row has. */
static size_t herhalingen(const struct vragenlijst *v, size_t el)
{
    size_t n = 0;

    for (size_t k = v->el.at[el].ouder; k != SIZE_MAX; k = v->el.at[k].ouder)
        n += v->el.at[k].soort == VL_REPEAT;
    return n;
}

/* "2", or "2.1" in a repeat in a repeat: numbers from 1 to RIJEN_MAX, as they are written. */
static bool rij_goed(struct str rij, size_t diep)
{
    size_t n = 0;

    while (rij.n) {
        struct str deel = str_cut(rij, '.', &rij);
        int64_t nummer;

        if (!num_i64(deel, &nummer) || nummer < 1 || nummer > RIJEN_MAX || deel.p[0] == '0' ||
            deel.p[0] == '+')
            return false;
        n++;
    }
    return n == diep;
}

/* What is wrong with a column that names a question; NULL when nothing is. */
static const char *kolom_fout(const struct vragenlijst *v, const struct kolom *k)
{
    size_t diep = herhalingen(v, k->el);

    if (!diep && k->rij.n)
        return "deze vraag staat niet in een herhaling; laat het deel achter @ weg";
    if (diep && !k->rij.n)
        return "deze vraag staat in een herhaling; zet de rij erachter, als naam@1";
    if (!rij_goed(k->rij, diep))
        return diep > 1
                   ? "de rij achter @ is niet goed; verwacht nummers van 1 tot en met 200, als naam@2.1"
                   : "de rij achter @ is niet goed; verwacht een nummer van 1 tot en met 200, als naam@1";
    return NULL;
}

/* Was there a column before for the same answer? */
static bool kolom_er(struct map *gezien, struct arena *a, const struct kolom *k)
{
    bool nieuw;

    map_put(gezien, str_fmt(a, "%zu@%.*s%s", k->el, STR_ARG(k->rij), k->aanvulling ? "+" : ""), &nieuw);
    return !nieuw;
}

static void kop_lees(struct lezer *l, const struct tabel_rij *kop)
{
    struct arena *a = l->in->a;
    struct map gezien;

    map_init(&gezien, a);
    l->kolom = ARENA_ARRAY(a, struct kolom, kop->n + 1);
    l->n_kolom = kop->n;
    l->k_partij = SIZE_MAX;
    for (size_t i = 0; i < kop->n; i++) {
        struct str rij, naam = str_cut(str_dup(a, str_trim(kop->cellen[i].tekst)), '@', &rij);
        struct kolom *k = &l->kolom[i];

        k->el = SIZE_MAX;
        k->rij = rij.n ? rij : STR("");
        if (str_ieq(naam, STR("partij")) && l->k_partij == SIZE_MAX) {
            l->k_partij = i;
            continue;
        }
        if (!naam.n)
            continue;
        k->el = vind_vraag(l->in->v, naam, &k->aanvulling);
        if (k->el == SIZE_MAX)
            meld(l, true, kop->nummer, naam, "deze vraag staat niet in de vragenlijst", STR(""));
        else if (kolom_fout(l->in->v, k))
            meld(l, true, kop->nummer, naam, kolom_fout(l->in->v, k), STR(""));
        else if (kolom_er(&gezien, a, k))
            meld(l, true, kop->nummer, naam, "deze vraag staat er twee keer; laat één kolom weg", STR(""));
    }
    if (l->k_partij == SIZE_MAX)
        meld(l, true, kop->nummer, STR(""), "er is geen kolom partij; zet daarin welke organisatie antwoordt",
             STR(""));
}

/* ---- a row ---- */

/* A number of a text file. A workbook has numbers of its own; text only where somebody typed text. */
static bool getal_lees(struct lezer *l, const struct invul *leeg, const struct invul_veld *v,
                       const struct cel *cel, struct str s, struct str *ret, struct str *ret_fout)
{
    struct dec d;

    if (cel->soort == CEL_GETAL)
        return waarde_keur(leeg, v, s, ret, ret_fout);
    if (!l->in->decimaal && getal_dubbelzinnig(s)) {
        *ret_fout =
            str_fmt(&l->rij,
                    "“%.*s” kan duizend en meer zijn, of een getal met drie cijfers achter de komma. "
                    "Schrijf het zonder punt of komma of met een ander aantal cijfers erachter, of zeg met "
                    "--decimaal komma of --decimaal punt hoe dit bestand getallen schrijft.",
                    STR_ARG(s));
        return false;
    }
    if (!l->in->decimaal)
        return waarde_net(leeg, v, s, ret, ret_fout);
    if (!dec_parse(s, l->in->decimaal, &d)) {
        *ret_fout = str_fmt(&l->rij, "“%.*s” is geen getal zoals --decimaal %s zegt.",
                            STR_ARG(utf8_clip(s, 60)), l->in->decimaal == ',' ? "komma" : "punt");
        return false;
    }
    return waarde_keur(leeg, v, num_plain(&l->rij, d.v, d.scale), ret, ret_fout);
}

static void cel_lees(struct lezer *l, const struct invul *leeg, const struct kolom *k, const struct cel *cel,
                     int64_t nummer, struct antwoord *x)
{
    const struct vl_element *el = &l->in->v->el.at[k->el];
    bool getal = el->soort == VL_INTEGER || el->soort == VL_DECIMAL || el->soort == VL_RANGE, goed;
    struct invul_veld v = {.el = k->el};
    struct str s = str_trim(cel->tekst), fout = STR("");
    enum toestand t = T_LEEG;

    x->vraag = k->aanvulling ? str_cat(&l->rij, el->code, STR("_other")) : el->code;
    x->rij = k->rij;
    x->toestand = T_BEANTWOORD;
    x->waarde = s;
    if (cel->soort == CEL_FOUT)
        meld(l, true, nummer, el->code, "in de cel staat een fout van het rekenblad: ", s);
    if (k->aanvulling || cel->soort == CEL_FOUT)
        return;
    goed = getal ? getal_lees(l, leeg, &v, cel, s, &x->waarde, &fout)
                 : waarde_net(leeg, &v, s, &x->waarde, &fout);
    if (toestand_bij(s, &t) && (t == T_WEET_NIET || t == T_NVT) && (!goed || !el->lijst)) {
        x->toestand = t; /* a choice of that name is the choice */
        x->waarde = STR("");
    } else if (!goed) {
        meld(l, true, nummer, el->code, "", fout);
    }
}

/* The rows of repeats that have an answer, with the rows that they lie in. */
static void rijen_van(struct lezer *l, const struct antwoord *x, const size_t *el, size_t n,
                      struct antwoord **ret, size_t *ret_n)
{
    const struct vragenlijst *v = l->in->v;
    VEC(struct antwoord) uit = {0};

    for (size_t i = 0; i < n; i++) {
        struct str rij = x[i].rij;

        for (size_t k = v->el.at[el[i]].ouder; rij.n && k != SIZE_MAX; k = v->el.at[k].ouder) {
            bool er = false;

            if (v->el.at[k].soort != VL_REPEAT)
                continue;
            for (size_t m = 0; m < uit.n; m++)
                er = er || (str_eq(uit.at[m].vraag, v->el.at[k].naam) && str_eq(uit.at[m].rij, rij));
            if (!er)
                VEC_PUSH(&l->rij, &uit, (struct antwoord){.vraag = v->el.at[k].naam, .rij = rij});
            while (rij.n && rij.p[rij.n - 1] != '.')
                rij.n--;
            rij.n -= rij.n > 0;
        }
    }
    *ret = uit.at;
    *ret_n = uit.n;
}

static int64_t revisie_van(const struct antwoord *oud, size_t n, const struct antwoord *x)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(oud[i].vraag, x->vraag) && str_eq(oud[i].rij, x->rij))
            return oud[i].revisie;
    return 0;
}

static void regel_bij(struct lezer *l, struct respons_regel *r, const struct antwoord *x, int64_t oud)
{
    struct regel g = {r, *x, oud};

    g.x.waarde = x->toestand == T_BEANTWOORD ? str_dup(&l->stapel, x->waarde) : STR("");
    g.x.rij = str_dup(&l->stapel, x->rij);
    g.x.vraag = str_dup(&l->stapel, x->vraag);
    VEC_PUSH(&l->stapel, &l->nieuw, g);
}

static int regel_cmp(const void *x, const void *y)
{
    const struct antwoord *p = &((const struct regel *)x)->x, *q = &((const struct regel *)y)->x;
    int c = str_cmp(p->vraag, q->vraag);

    return c ? c : str_cmp(p->rij, q->rij);
}

/* As indienen.c has it: what counts, also where nothing was given. */
static void eind_bij(struct lezer *l, struct respons_regel *r, const struct invul *in,
                     const struct antwoord *oud, size_t n_oud, int64_t nummer)
{
    for (size_t i = 0; i < in->veld.n; i++) {
        const struct invul_veld *x = &in->veld.at[i];
        const struct vl_element *el = veld_el(in, x);
        struct antwoord y = invul_eind(x);

        if (!invul_telt(in, x))
            continue;
        if (y.toestand == T_NIET_GETOOND && x->antwoord.revisie && x->antwoord.waarde.n)
            meld(l, false, nummer, el->code, "deze vraag wordt bij deze antwoorden niet gesteld en telt leeg",
                 STR(""));
        if (x->fout.n)
            meld(l, false, nummer, el->code, "", x->fout);
        else if (x->getoond && x->verplicht && !veld_beantwoord(in, x))
            meld(l, false, nummer, el->code, "hier hoort een antwoord", STR(""));
        regel_bij(l, r, &y, revisie_van(oud, n_oud, &y));
        if (el->of_anders && x->anders.revisie && x->getoond)
            regel_bij(l, r, &x->anders, revisie_van(oud, n_oud, &x->anders));
    }
}

/* Answers to questions that are put to people, as the receipt and the monitor count them. */
static int64_t beantwoord(const struct lezer *l, const struct invul *in)
{
    int64_t n = 0;

    for (size_t i = 0; i < in->veld.n; i++) {
        const struct invul_veld *x = &in->veld.at[i];
        struct antwoord y = l->in->indienen ? invul_eind(x) : x->antwoord;

        n += veld_el(in, x)->nummer &&
             (y.toestand == T_BEANTWOORD ? y.waarde.n > 0 : y.toestand == T_WEET_NIET || y.toestand == T_NVT);
    }
    return n;
}

static void bewijs_bij(struct lezer *l, struct respons_regel *r, size_t van, int64_t antwoorden)
{
    struct bewijs b = {.nummer = ++r->bewijzen, .moment = l->moment, .antwoorden = antwoorden};
    char *som = arena_alloc(&l->stapel, LINK_HEX + 1);
    struct buf t;

    qsort(l->nieuw.at + van, l->nieuw.n - van, sizeof *l->nieuw.at, regel_cmp);
    buf_init(&t, &l->rij, (size_t)64 << 20);
    for (size_t i = van; i < l->nieuw.n; i++) {
        const struct antwoord *x = &l->nieuw.at[i].x;

        buf_fmt(&t, "%.*s\t%.*s\t%s\t%.*s\n", STR_ARG(x->vraag), STR_ARG(x->rij), toestand_namen[x->toestand],
                STR_ARG(x->waarde));
    }
    sha256_hex(buf_str(&t), som);
    b.som = (struct str){som, LINK_HEX};
    VEC_PUSH(&l->stapel, &l->bewijs, b);
}

/* What was answered before and is not in the file stays. */
static size_t oud_erbij(struct lezer *l, struct antwoord **x, size_t n, const struct antwoord *oud,
                        size_t n_oud)
{
    struct antwoord *alle = ARENA_ARRAY(&l->rij, struct antwoord, n + n_oud);
    size_t n_alle = n;

    if (n)
        memcpy(alle, *x, n * sizeof *alle);
    for (size_t i = 0; i < n_oud; i++) {
        bool er = oud[i].rij.n > 0 || oud[i].toestand == T_LEEG || oud[i].toestand == T_NIET_GETOOND;

        for (size_t k = 0; k < n && !er; k++)
            er = str_eq(alle[k].vraag, oud[i].vraag) && str_eq(alle[k].rij, oud[i].rij);
        if (!er)
            alle[n_alle++] = oud[i];
    }
    *x = alle;
    return n_alle;
}

static int respons_bij(struct lezer *l, struct respons_regel *r, struct antwoord *x, const size_t *el,
                       size_t n, int64_t nummer, struct err *e)
{
    struct antwoord *oud = NULL, *rijen;
    size_t n_oud = 0, n_rijen, van = l->nieuw.n;
    struct invul *in;
    int rc = OK;

    if (!str_is(r->respons.stand, "open"))
        rc = respons_antwoorden(l->c, &l->rij, r->respons.id, &oud, &n_oud, e);
    rijen_van(l, x, el, n, &rijen, &n_rijen);
    if (n_oud)
        n = oud_erbij(l, &x, n, oud, n_oud);
    if (!rc)
        rc = invul_maak(&l->rij, l->in->v,
                        &(struct invul_gegeven){.antwoord = x,
                                                .n = n,
                                                .rij = rijen,
                                                .n_rij = n_rijen,
                                                .begonnen = l->moment,
                                                .peildatum = l->in->ronde.peildatum},
                        &in, e);
    if (rc)
        return rc;
    if (l->in->indienen) {
        eind_bij(l, r, in, oud, n_oud, nummer);
        bewijs_bij(l, r, van, beantwoord(l, in));
    } else {
        for (size_t i = 0; i < n; i++)
            regel_bij(l, r, &x[i], revisie_van(oud, n_oud, &x[i]));
    }
    for (size_t i = 0; i < n_rijen; i++)
        VEC_PUSH(&l->stapel, &l->rijen,
                 (struct antwoord){.vraag = rijen[i].vraag,
                                   .rij = str_dup(&l->stapel, rijen[i].rij),
                                   .revisie = r->respons.id});
    r->respons.stand = STR("ingelezen");
    VEC_PUSH(&l->stapel, &l->klaar, r);
    l->in->responsen++;
    l->in->antwoorden += beantwoord(l, in);
    return OK;
}

static int rij_lees(struct lezer *l, const struct invul *leeg, const struct tabel_rij *rij, struct err *e)
{
    struct str wie = str_trim(tabel_cel(rij, l->k_partij)->tekst);
    const struct map_entry *m = map_get(&l->op_wat, str_fold(&l->rij, wie));
    struct antwoord *x = ARENA_ARRAY(&l->rij, struct antwoord, l->n_kolom + 1);
    size_t *el = ARENA_ARRAY(&l->rij, size_t, l->n_kolom + 1), n = 0;
    struct respons_regel *r = m ? m->value.p : NULL;

    if (!r) {
        meld(l, true, rij->nummer, STR("partij"),
             m ? "er zijn meer organisaties die zo heten; noem het nummer of de code: "
               : "deze organisatie hoort niet bij de doelgroep: ",
             wie);
        return OK;
    }
    if (str_is(r->respons.stand, "ingelezen")) {
        meld(l, true, rij->nummer, STR("partij"), "deze organisatie staat er twee keer: ", wie);
        return OK;
    }
    for (size_t i = 0; i < l->n_kolom; i++) {
        struct str cel = str_trim(tabel_cel(rij, i)->tekst);

        if (l->kolom[i].el == SIZE_MAX || !cel.n)
            continue;
        if (cel.n > CEL_MAX) {
            meld(l, true, rij->nummer, l->in->v->el.at[l->kolom[i].el].code, "dit antwoord is te lang",
                 STR(""));
            continue;
        }
        cel_lees(l, leeg, &l->kolom[i], tabel_cel(rij, i), rij->nummer, &x[n]);
        x[n].revisie = 1;
        el[n++] = l->kolom[i].el;
    }
    return l->in->n_fouten ? OK : respons_bij(l, r, x, el, n, rij->nummer, e);
}

/* ---- a batch ---- */

static int stapel_antwoord(struct lezer *l, struct err *e)
{
    struct bulk *b = NULL;
    int rc = bulk_open(l->c, "antwoord", "respons_id,vraag,rij,revisie,toestand,waarde,moment,bron,mens_id",
                       &b, e);

    if (rc)
        return rc;
    for (size_t i = 0; !rc && i < l->nieuw.n; i++) {
        const struct regel *g = &l->nieuw.at[i];

        bulk_int(b, g->r->respons.id);
        bulk_str(b, g->x.vraag);
        bulk_str(b, g->x.rij);
        bulk_int(b, g->oud + 1);
        bulk_str(b, str_from(toestand_namen[g->x.toestand]));
        bulk_str(b, g->x.waarde);
        bulk_int(b, l->moment);
        bulk_str(b, str_from(bron_namen[l->in->wie.bron]));
        if (l->in->wie.mens)
            bulk_int(b, l->in->wie.mens);
        else
            bulk_null(b);
        rc = bulk_row(b, e);
    }
    if (!rc)
        return bulk_close(b, e);
    bulk_abort(b);
    return rc;
}

static int stapel_nu(struct lezer *l, struct err *e)
{
    struct bulk *b = NULL;
    int rc = bulk_open(l->c, "antwoord_nu", "ronde_id,vraag,respons_id,rij,revisie,toestand,waarde", &b, e);

    if (rc)
        return rc;
    for (size_t i = 0; !rc && i < l->nieuw.n; i++) {
        const struct regel *g = &l->nieuw.at[i];

        if (g->oud) /* what was there is replaced one by one, below */
            continue;
        bulk_int(b, l->in->ronde.id);
        bulk_str(b, g->x.vraag);
        bulk_int(b, g->r->respons.id);
        bulk_str(b, g->x.rij);
        bulk_int(b, 1);
        bulk_str(b, str_from(toestand_namen[g->x.toestand]));
        bulk_str(b, g->x.waarde);
        rc = bulk_row(b, e);
    }
    if (!rc)
        return bulk_close(b, e);
    bulk_abort(b);
    return rc;
}

static int stapel_schrijf(struct lezer *l, struct err *e)
{
    int rc = OK;

    if (!l->in->n_fouten) {
        rc = l->nieuw.n ? stapel_antwoord(l, e) : OK;
        if (!rc && l->nieuw.n)
            rc = stapel_nu(l, e);
        for (size_t i = 0; !rc && i < l->nieuw.n; i++)
            if (l->nieuw.at[i].oud)
                rc = antwoord_zet_nu(l->c, &l->nieuw.at[i].r->respons, &l->nieuw.at[i].x,
                                     l->nieuw.at[i].oud + 1, e);
        for (size_t i = 0; !rc && i < l->rijen.n; i++)
            rc =
                rij_zet(l->c, l->rijen.at[i].revisie, l->rijen.at[i].vraag, l->rijen.at[i].rij, l->moment, e);
        for (size_t i = 0; !rc && i < l->klaar.n; i++)
            rc = l->in->indienen
                     ? bewijs_schrijf(l->c, &l->klaar.at[i]->respons, &l->in->wie, &l->bewijs.at[i], e)
                     : respons_ingelezen(l->c, l->klaar.at[i]->respons.id, l->moment, false, e);
    }
    memset(&l->nieuw, 0, sizeof l->nieuw);
    memset(&l->klaar, 0, sizeof l->klaar);
    memset(&l->bewijs, 0, sizeof l->bewijs);
    memset(&l->rijen, 0, sizeof l->rijen);
    arena_reset(&l->stapel);
    return rc;
}

/* ---- the file ---- */

static void wat_bij(struct lezer *l, struct str wat, struct respons_regel *r)
{
    bool nieuw;
    struct map_entry *m;

    if (!wat.n)
        return;
    m = map_put(&l->op_wat, str_fold(l->in->a, wat), &nieuw);
    m->value.p = nieuw || m->value.p == r ? r : NULL;
}

static int doelgroep_lees(struct lezer *l, struct err *e)
{
    struct respons_regel *r = NULL;
    size_t n = 0;
    int rc = responsen_alle(l->c, l->in->a, l->in->ronde.id, &r, &n, e);

    map_init(&l->op_wat, l->in->a);
    for (size_t i = 0; !rc && i < n; i++) {
        wat_bij(l, str_fmt(l->in->a, "%lld", (long long)r[i].respons.partij_id), &r[i]);
        wat_bij(l, r[i].kvk, &r[i]);
        wat_bij(l, r[i].cbs, &r[i]);
        wat_bij(l, r[i].respons.partij_naam, &r[i]);
        if (!str_eq(str_fold(l->in->a, r[i].naam_nu), str_fold(l->in->a, r[i].respons.partij_naam)))
            wat_bij(l, r[i].naam_nu, &r[i]);
    }
    return rc;
}

static int spoor_bij(struct lezer *l, struct err *e)
{
    struct doc *na = doc_map(&l->rij);

    DOC_SET_STR(&l->rij, na, "bestand", l->in->naam);
    DOC_SET_INT(&l->rij, na, "responsen", l->in->responsen);
    DOC_SET_INT(&l->rij, na, "antwoorden", l->in->antwoorden);
    DOC_SET_BOOL(&l->rij, na, "ingediend", l->in->indienen);
    return spoor_schrijf(l->c, &l->in->wie.dader,
                         &(struct daad){"ronde.ingelezen", "ronde", l->in->ronde.id, NULL, na}, e);
}

static int rijen_lees_in(struct lezer *l, struct tabel *t, struct err *e)
{
    struct tabel_rij rij;
    struct invul *leeg;
    int rc = invul_maak(l->in->a, l->in->v, &(struct invul_gegeven){.begonnen = l->moment}, &leeg, e);

    while (!rc && (rc = tabel_volgende(t, &rij, e)) > 0) {
        leeg->a = &l->rij; /* what is made of a cell lives as long as the row */
        rc = rij_lees(l, leeg, &rij, e);
        arena_reset(&l->rij);
        if (!rc && l->nieuw.n >= STAPEL)
            rc = stapel_schrijf(l, e);
    }
    if (!rc)
        rc = stapel_schrijf(l, e);
    if (!rc && l->in->n_fouten)
        rc = err_set(e, ERR_DATA, "%.*s: %zu %s; er is niets ingelezen", STR_ARG(l->in->naam),
                     l->in->n_fouten, l->in->n_fouten == 1 ? "fout" : "fouten");
    return rc ? rc : spoor_bij(l, e);
}

int responsen_lees(struct conn *c, void *ctx, struct err *e)
{
    struct respons_inlees *in = ctx;
    struct lezer l = {.in = in, .c = c, .moment = time_ms()};
    struct tabel *t = NULL;
    struct tabel_rij kop;
    int rc;

    in->responsen = in->antwoorden = 0;
    in->melding.n = in->n_fouten = 0;
    arena_init(&l.rij, (size_t)64 << 20);
    arena_init(&l.stapel, 0);
    rc = doelgroep_lees(&l, e);
    if (!rc)
        rc = tabel_open(in->a, in->naam, in->bytes,
                        (struct tabel_grens){.bytes = (size_t)1 << 30, .kolommen = 10000}, &t, e);
    if (!rc) {
        rc = tabel_volgende(t, &kop, e);
        rc = rc > 0 ? OK : rc ? rc : err_set(e, ERR_DATA, "%.*s is leeg", STR_ARG(in->naam));
    }
    if (!rc) {
        kop_lees(&l, &kop);
        rc = in->n_fouten
                 ? err_set(e, ERR_DATA, "%.*s: de kop is niet goed; er is niets ingelezen", STR_ARG(in->naam))
                 : rijen_lees_in(&l, t, e);
    }
    tabel_close(t);
    arena_done(&l.rij);
    arena_done(&l.stapel);
    return rc;
}
