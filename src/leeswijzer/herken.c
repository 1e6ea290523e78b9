/* SPDX-License-Identifier: EUPL-1.2
 * What a table is and what its columns mean: each column of the file against each column of each soort, by
 * name and by content, the best pairs first; then what a header says of the figures under it. See
 * docs/methoden/leeswijzer.md for the weights. */
#include "leeswijzer/herken_intern.h"

#include <stdlib.h>
#include <string.h>

enum {
    DREMPEL = 60,      /* a pair below it is no guess */
    NAAM_STERK = 50,   /* from here on a name alone will do */
    BLADEN_HEEL = 4,   /* of so many sheets each soort is tried */
    ALGEMEEN_AF = 12,  /* the soort that takes any figure gives way to one that fits */
    ONMISBAAR_TOP = 30 /* a soort that lacks what no person can fill in gets no more */
};

struct paar {
    int kolom, doel, punten;
    struct str naam;
    const char *inhoud; /* what the content says, NULL: nothing */
    int raak, van;
};

static int deel_van(size_t n, size_t heel)
{
    return heel ? (int)(100 * n / heel) : 0;
}

/* What the content adds to the name (negative: it speaks against it). */
static int inhoud_punten(struct arena *scratch, const struct kolom *k, const struct herken_kolom *c,
                         struct paar *p)
{
    size_t n = c->gevuld, raak = 0;
    bool precies, zacht = p->punten >= 80;
    int f, plus = 0, min = -60;

    switch (k->type) {
    case KOLOM_IS_TEKST:
        return n && deel_van(c->getal, n) > 90 && p->punten < 90 ? -25 : 0;
    case KOLOM_IS_GETAL:
        p->inhoud = "een getal";
        raak = c->getal;
        break;
    case KOLOM_IS_JAAR:
        p->inhoud = "een jaar";
        raak = c->jaar;
        plus = 25;
        break;
    case KOLOM_IS_DATUM:
        p->inhoud = "een datum";
        raak = c->datum;
        plus = 30;
        break;
    case KOLOM_IS_GEBIED:
        p->inhoud = k->gebied && strcmp(k->gebied, "gemeente") == 0    ? "een gemeente"
                    : k->gebied && strcmp(k->gebied, "provincie") == 0 ? "een provincie"
                    : k->gebied                                        ? "een zorgkantoorregio"
                                                                       : "een gebied";
        raak = !k->gebied                            ? c->gebied
               : strcmp(k->gebied, "gemeente") == 0  ? c->gemeente
               : strcmp(k->gebied, "provincie") == 0 ? c->provincie
                                                     : c->zorgkantoor;
        plus = deel_van(c->getal, n) > 50 && p->punten < NAAM_STERK ? 0 : 65; /* bare numbers are no names */
        min = -50;
        break;
    case KOLOM_IS_WONINGTYPE:
        p->inhoud = "een woningtype";
        raak = c->woningtype;
        plus = 65;
        break;
    case KOLOM_IS_STATUS:
        p->inhoud = "een status";
        raak = c->status;
        plus = 30;
        min = -40;
        break;
    case KOLOM_IS_PLANSTATUS:
        p->inhoud = "een planologische status";
        raak = c->planstatus;
        plus = deel_van(c->getal, n) > 80 ? 10 : 75;
        min = zacht ? -15 : -60;
        break;
    case KOLOM_IS_ONDERWERP:
        p->inhoud = "een onderwerp";
        raak = c->onderwerp;
        plus = 60;
        break;
    case KOLOM_IS_KEUZE:
        p->inhoud = "een woord van de lijst";
        for (size_t i = 0; i < c->n_voorbeelden; i++)
            raak += keuze_in(scratch, k, str_fold(scratch, c->voorbeeld[i]), &precies) >= 0;
        n = c->n_voorbeelden;
        plus = 40;
        min = zacht ? -10 : -60;
        break;
    }
    p->raak = (int)raak;
    p->van = (int)n;
    f = deel_van(raak, n);
    if (!n) {
        p->inhoud = NULL;
        return 0;
    }
    if (f >= 50)
        return plus * f / 100 - (k->type == KOLOM_IS_GETAL && f < 80 ? 10 : 0);
    p->inhoud = NULL;
    return min;
}

static int paar_orde(const void *x, const void *y)
{
    const struct paar *a = x, *b = y;

    if (a->punten != b->punten)
        return a->punten > b->punten ? -1 : 1;
    if (a->kolom != b->kolom)
        return a->kolom < b->kolom ? -1 : 1;
    return (a->doel > b->doel) - (a->doel < b->doel);
}

static struct str waarom_tekst(struct arena *a, const struct kolommen *s, const struct paar *p)
{
    struct buf b;
    struct str doel = kolom_kopnaam(a, &s->at[p->doel], 0, 0);

    buf_init(&b, a, 300);
    if (p->naam.n && !str_eq(kop_vouw(a, p->naam), kop_vouw(a, doel)))
        buf_fmt(&b, "de naam lijkt op “%.*s”", STR_ARG(p->naam));
    else if (p->naam.n)
        buf_fmt(&b, "zo heet de kolom %.*s", STR_ARG(doel));
    if (p->inhoud)
        buf_fmt(&b, "%s%d van de %d %s %s", b.n ? "; " : "", p->raak, p->van,
                s->at[p->doel].type == KOLOM_IS_KEUZE ? "voorbeelden zijn" : "gevulde cellen zijn",
                p->inhoud);
    return buf_str(&b);
}

/* ---- columns of figures: one a year, one a type ---- */

static int kolom_zoek(const struct kolommen *s, const char *naam)
{
    for (int i = 0; i < s->n; i++)
        if (kolom_heet(&s->at[i], str_from(naam)))
            return i;
    return -1;
}

static bool is_getallen(const struct herken_kolom *c)
{
    return c->gevuld ? deel_van(c->getal, c->gevuld) >= 60 : c->leeg > 0;
}

static bool doel_gebruikt(const struct herkenning *h, int doel)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->kolom[i].doel == doel)
            return true;
    return false;
}

/* A column with years in its name, for a soort with a column a year. */
static void jaren_wijs_toe(struct arena *a, const struct kolommen *s, struct herkenning *h)
{
    struct arena scratch;

    arena_init(&scratch, 0);
    for (size_t i = 0; i < h->n; i++) {
        struct herken_kolom *c = &h->kolom[i];
        int best = 0, doel = -1, n_soort = 0;
        bool kaal;

        if (c->doel >= 0 || !c->van || !is_getallen(c) || str_ends(c->kern, STR(" c")))
            continue;
        kaal = c->kern.n <= 3 || str_is(c->kern, "t/m") || str_is(c->kern, "jaar");
        for (int k = 0; k < s->n; k++) {
            struct str naam = {0};
            int x;

            if (!s->at[k].jaren)
                continue;
            n_soort++;
            x = naam_gelijk(&scratch, &s->at[k], c->kern, &naam);
            if (s->at[k].namen[1] == '\0' && c->kern.n && c->kern.p[0] == s->at[k].namen[0])
                x = x > 70 ? x : 70; /* "h2025-2029", "z2030+" */
            if (x > best) {
                best = x;
                doel = k;
            }
        }
        if (doel < 0 && kaal && n_soort == 1)
            for (int k = 0; k < s->n; k++)
                if (s->at[k].jaren) {
                    doel = k;
                    best = 75;
                }
        if (doel < 0 || best < NAAM_STERK)
            continue;
        for (size_t x = 0; x < h->n; x++) /* years that overlap would count twice */
            if (h->kolom[x].doel == doel && h->kolom[x].van <= c->tot && h->kolom[x].tot >= c->van)
                doel = -1;
        if (doel < 0)
            continue;
        c->doel = doel;
        c->zeker = best;
        c->waarom = c->tot == KOLOM_JAAR_OPEN ? str_fmt(a, "de naam noemt %d en later", c->van)
                    : c->tot != c->van ? str_fmt(a, "de naam noemt de jaren %d tot en met %d", c->van, c->tot)
                                       : str_fmt(a, "de naam noemt het jaar %d", c->van);
    }
    arena_done(&scratch);
}

static const struct onderwerp *onderwerp_lijkt(struct arena *scratch, const struct herken_kennis *kennis,
                                               struct str kop)
{
    const struct onderwerp *best = NULL;
    int hoog = 70;

    for (size_t i = 0; i < kennis->n_onderwerpen && kop.n > 2; i++) {
        int x = een_naam_gelijk(scratch, kop, str_fold(scratch, kennis->onderwerpen[i].naam), false),
            y = een_naam_gelijk(scratch, kop, str_fold(scratch, kennis->onderwerpen[i].code), false);

        x = x > y ? x : y;
        if (x > hoog) {
            hoog = x;
            best = &kennis->onderwerpen[i];
        }
    }
    return best;
}

static void vast_bij(struct arena *a, struct leeswijzer_vasten *v, const struct kolommen *s, int doel,
                     struct str tekst)
{
    if (doel >= 0 && v->n < LEESWIJZER_VAST_MAX)
        VEC_PUSH(a, v, ((struct leeswijzer_vast){kolom_kopnaam(a, &s->at[doel], 0, 0), tekst}));
}

/* What the header of a column of figures says of them. */
static void kop_zegt(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                     const struct herkenning *h, const struct herken_kolom *c, struct leeswijzer_vasten *ret)
{
    int type = kolom_zoek(s, "woningtype"), jaar = kolom_zoek(s, "jaar"),
        onderwerp = kolom_zoek(s, "onderwerp"), horizon = kolom_zoek(s, "horizon tot");
    struct str wt = woningtype_in(a, c->kern), rest;
    const struct onderwerp *o;

    if (type >= 0 && wt.p && !doel_gebruikt(h, type))
        vast_bij(a, ret, s, type, wt);
    if (onderwerp >= 0 && !doel_gebruikt(h, onderwerp) && (o = onderwerp_lijkt(a, kennis, c->kern)) != NULL)
        vast_bij(a, ret, s, onderwerp, o->code);
    for (int k = 0; k < s->n && c->kern.n > 2; k++) {
        bool precies = false;
        int w = s->at[k].type == KOLOM_IS_KEUZE && !doel_gebruikt(h, k)
                    ? keuze_in(a, &s->at[k], c->kern, &precies)
                    : -1;

        if (w >= 0 && precies)
            vast_bij(a, ret, s, k, str_cut(str_from(s->at[k].woorden[w]), '|', &rest));
    }
    if (!c->van)
        return;
    if (jaar >= 0 && !doel_gebruikt(h, jaar) && c->van == c->tot)
        vast_bij(a, ret, s, jaar, str_fmt(a, "%d", c->tot));
    else if (horizon >= 0 && !doel_gebruikt(h, horizon) && c->tot != KOLOM_JAAR_OPEN) {
        vast_bij(a, ret, s, kolom_zoek(s, "horizon van"), str_fmt(a, "%d", c->van));
        vast_bij(a, ret, s, horizon, str_fmt(a, "%d", c->tot));
    } else if (jaar >= 0 && !doel_gebruikt(h, jaar) && c->tot != KOLOM_JAAR_OPEN) {
        vast_bij(a, ret, s, jaar, str_fmt(a, "%d", c->tot));
    }
}

/* Further columns of figures beside the one that is called so: those whose header says a year, a type or an
 * onderwerp. */
static void meet_wijs_toe(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                          struct herkenning *h)
{
    int meet = -1;

    for (int k = 0; k < s->n; k++)
        if (s->at[k].meet)
            meet = k;
    if (meet < 0)
        return;
    for (size_t i = 0; i < h->n; i++) {
        struct herken_kolom *c = &h->kolom[i];
        struct leeswijzer_vasten zegt = {0};
        struct buf b;

        if (c->doel >= 0 || !is_getallen(c) || deel_van(c->jaar, c->gevuld) > 95)
            continue;
        kop_zegt(a, kennis, s, h, c, &zegt);
        if (!zegt.n)
            continue;
        c->doel = meet;
        c->zeker = 75;
        buf_init(&b, a, 300);
        buf_lit(&b, "een kolom met getallen; de naam zegt ");
        for (size_t v = 0; v < zegt.n; v++)
            buf_fmt(&b, "%s%.*s %.*s", v ? ", " : "", STR_ARG(zegt.at[v].doel), STR_ARG(zegt.at[v].tekst));
        c->waarom = buf_str(&b);
    }
}

/* With a column a year or type, a last one that says neither is their total: it would count twice. */
static void meet_ruim_op(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                         struct herkenning *h)
{
    size_t zegt_iets = 0;

    for (int ronde = 0; ronde < 2; ronde++)
        for (size_t i = 0; i < h->n; i++) {
            struct herken_kolom *c = &h->kolom[i];
            struct leeswijzer_vasten zegt = {0};

            if (c->doel < 0 || !s->at[c->doel].meet)
                continue;
            kop_zegt(a, kennis, s, h, c, &zegt);
            if (!ronde)
                zegt_iets += zegt.n > 0;
            else if (!zegt.n && zegt_iets) {
                c->doel = -1;
                c->waarom = STR("waarschijnlijk een totaal van de andere kolommen");
            }
        }
}

/* ---- one soort ---- */

static void wijs_toe(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                     struct herkenning *h)
{
    VEC(struct paar) paren = {0};
    struct arena scratch;

    arena_init(&scratch, 0);
    for (size_t i = 0; i < h->n; i++) {
        h->kolom[i].doel = -1;
        h->kolom[i].zeker = 0;
        h->kolom[i].waarom = STR("");
        for (int k = 0; k < s->n; k++) {
            struct paar p = {.kolom = (int)i, .doel = k};
            bool naam_jaren = h->kolom[i].van && !s->at[k].jaren && !s->at[k].letterlijk;

            if (s->at[k].jaren || (!h->kolom[i].gevuld && !h->kolom[i].vouw.n))
                continue;
            p.punten =
                naam_gelijk(&scratch, &s->at[k], naam_jaren ? h->kolom[i].kern : h->kolom[i].vouw, &p.naam);
            if (naam_jaren && !s->at[k].meet)
                p.punten -= 20;
            if (p.punten < NAAM_STERK && s->at[k].type <= KOLOM_IS_DATUM && s->at[k].type != KOLOM_IS_JAAR)
                continue; /* a text, number or date says nothing by itself */
            p.punten += inhoud_punten(&scratch, &s->at[k], &h->kolom[i], &p);
            if (p.punten >= DREMPEL)
                VEC_PUSH(a, &paren, p);
        }
        arena_reset(&scratch);
    }
    arena_done(&scratch);
    if (paren.n)
        qsort(paren.at, paren.n, sizeof *paren.at, paar_orde);
    for (size_t i = 0; i < paren.n; i++) {
        const struct paar *p = &paren.at[i];
        struct herken_kolom *c = &h->kolom[p->kolom];

        if (c->doel >= 0 || doel_gebruikt(h, p->doel))
            continue;
        c->doel = p->doel;
        c->zeker = p->punten > 125 ? 100 : p->punten * 8 / 10;
        c->waarom = waarom_tekst(a, s, p);
    }
    jaren_wijs_toe(a, s, h);
    meet_wijs_toe(a, kennis, s, h);
    meet_ruim_op(a, kennis, s, h);
}

static bool woord_in_titel(struct arena *a, struct str titel, struct str woord)
{
    struct str t = kop_vouw(a, titel);

    for (size_t i = 0; woord.n && i + woord.n <= t.n; i++)
        if (str_eq(str_sub(t, i, i + woord.n), woord))
            return true;
    return false;
}

static bool is_algemeen(const struct kolommen *s)
{
    return kolom_zoek(s, "onderwerp") >= 0;
}

/* How well the soort fits: what it needs is there, how sure that is, and how much of the file it explains. */
static int soort_punten(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                        const struct herkenning *h)
{
    int nodig = 0, er = 0, zeker = 0, gevonden = 0, gevuld = 0, ret;
    struct leeswijzer_vasten zegt = {0}; /* by the header of a column of figures */
    bool onmisbaar = false;

    for (size_t i = 0; i < h->n && !zegt.n; i++)
        if (h->kolom[i].doel >= 0 && s->at[h->kolom[i].doel].meet)
            kop_zegt(a, kennis, s, h, &h->kolom[i], &zegt);

    for (int k = 0; k < s->n; k++) {
        bool gebruikt = doel_gebruikt(h, k);
        enum kolom_type t = s->at[k].type;

        if (!s->at[k].verplicht)
            continue;
        nodig += 2;
        if (gebruikt || leeswijzer_vast_bij(&zegt, kolom_kopnaam(a, &s->at[k], 0, 0)).p)
            er += 2;
        else if (s->at[k].jaren || (t != KOLOM_IS_GEBIED && t != KOLOM_IS_GETAL && t != KOLOM_IS_PLANSTATUS))
            er += 1; /* may hold for all rows */
        else
            onmisbaar = true;
    }
    for (size_t i = 0; i < h->n; i++) {
        gevuld += h->kolom[i].gevuld > 0;
        if (h->kolom[i].doel < 0)
            continue;
        gevonden++;
        zeker += h->kolom[i].zeker;
    }
    if (!gevonden)
        return 0;
    ret =
        (nodig ? 50 * er / nodig : 25) + 25 * zeker / gevonden / 100 + (gevuld ? 25 * gevonden / gevuld : 0);
    if (is_algemeen(s))
        ret -= ALGEMEEN_AF;
    ret = ret > 100 ? 100 : ret < 0 ? 0 : ret;
    if (woord_in_titel(a, h->titel, str_from(s->soort)))
        ret = ret > 95 ? 100 : ret + 5; /* "opgave-2025.csv" */
    return onmisbaar && ret > ONMISBAAR_TOP ? ONMISBAAR_TOP : ret;
}

/* ---- the guess as a leeswijzer ---- */

/* What must be there and is in no column: from what stands above the table and the names of sheet and file.
 */
static void vast_raad(struct arena *a, const struct herken_kennis *kennis, const struct herken_vraag *v,
                      struct herkenning *h)
{
    const struct kolommen *s = h->soort;
    bool per_kolom;

    for (int k = 0; k < s->n; k++) {
        const struct kolom *x = &s->at[k];
        struct str naam = kolom_kopnaam(a, x, 0, 0), tekst = {0}, rest;
        int van, tot;

        per_kolom = false;
        for (size_t i = 0; i < h->wijzer.kolom.n; i++)
            per_kolom = per_kolom || leeswijzer_vast_bij(&h->wijzer.kolom.at[i].vast, naam).p;
        if (doel_gebruikt(h, k) || per_kolom || x->jaren || x->meet)
            continue;
        if (x->type == KOLOM_IS_JAAR && x->verplicht && kop_jaren(h->titel, &van, &tot) &&
            tot != KOLOM_JAAR_OPEN)
            tekst = str_fmt(a, "%d", tot);
        else if (x->type == KOLOM_IS_WONINGTYPE && x->verplicht)
            tekst = woningtype_in(a, kop_vouw(a, h->titel));
        else if (x->type == KOLOM_IS_ONDERWERP) {
            const struct onderwerp *o = onderwerp_lijkt(a, kennis, kop_vouw(a, h->titel));

            tekst = o ? o->code : tekst;
        } else if (x->type == KOLOM_IS_KEUZE && x->verplicht) {
            for (int w = 0; w < x->n_woorden && !tekst.p; w++) {
                struct str woord = str_cut(str_from(x->woorden[w]), '|', &rest);

                if (woord_in_titel(a, h->titel, woord))
                    tekst = woord;
            }
        } else if (x->type == KOLOM_IS_TEKST && x->verplicht && kolom_heet(x, STR("bron"))) {
            tekst = v->leveraar.n ? v->leveraar : v->bestand;
        } else if (kolom_heet(x, STR("vindplaats"))) {
            tekst = v->bestand;
        }
        if (tekst.n)
            vast_bij(a, &h->wijzer.vast, s, k, utf8_clip(tekst, LEESWIJZER_TEKST_MAX));
    }
}

/* Cells that are empty under a filled one, time and again: written once for several rows. */
static bool doorvullen_raad(const struct herkenning *h, size_t kolom)
{
    size_t van = h->kop + h->n_koprijen, leeg = 0, gevuld = 0;

    for (size_t i = van; i < h->rooster->n; i++) {
        bool ander = false;

        for (size_t k = 0; k < h->n; k++)
            ander = ander || (k != kolom && rooster_cel(h->rooster, i, k)->soort != CEL_LEEG);
        if (rooster_cel(h->rooster, i, kolom)->soort != CEL_LEEG)
            gevuld++;
        else if (ander && gevuld)
            leeg++;
    }
    return gevuld && leeg >= gevuld && leeg >= 2;
}

static void wijzer_maak(struct arena *a, const struct herken_kennis *kennis, const struct herken_vraag *v,
                        struct herkenning *h)
{
    const struct kolommen *s = h->soort;
    struct leeswijzer *w = &h->wijzer;

    *w = (struct leeswijzer){.soort = str_from(s->soort),
                             .blad = h->blad_naam,
                             .koprij = (int)h->rooster->rij[h->kop].nummer,
                             .koprijen = (int)h->n_koprijen};
    for (size_t i = 0; i < h->n; i++) {
        const struct herken_kolom *c = &h->kolom[i];
        struct leeswijzer_kolom k = {.naam = c->naam, .plaats = (int)i};
        const struct kolom *doel = c->doel >= 0 ? &s->at[c->doel] : NULL;

        if (!c->naam.n && !doel && !c->gevuld)
            continue;
        if (doel) {
            k.doel = kolom_kopnaam(a, doel, 0, 0);
            if (doel->jaren) {
                k.van = c->van;
                k.tot = c->tot;
            }
            if (doel->meet)
                kop_zegt(a, kennis, s, h, c, &k.vast);
            k.doorvullen = !doel->meet && doel->type != KOLOM_IS_GETAL && doorvullen_raad(h, i);
        }
        VEC_PUSH(a, &w->kolom, k);
    }
    vast_raad(a, kennis, v, h);
}

/* ---- sheets ---- */

static void titel_neem(struct arena *a, struct herkenning *h, const struct herken_vraag *v)
{
    struct buf b;

    buf_init(&b, a, 600);
    for (size_t i = 0; i < h->kop && i < 10; i++)
        for (size_t k = 0; k < h->rooster->rij[i].n && k < 6; k++)
            if (rooster_cel(h->rooster, i, k)->tekst.n)
                buf_fmt(&b, "%.*s ", STR_ARG(utf8_clip(rooster_cel(h->rooster, i, k)->tekst, 100)));
    buf_fmt(&b, "%.*s %.*s", STR_ARG(utf8_clip(h->blad_naam, 60)), STR_ARG(utf8_clip(v->bestand, 100)));
    h->titel = buf_str(&b);
}

static int blad_neem(struct arena *a, struct tabel *t, const struct herken_kennis *kennis,
                     const struct herken_vraag *v, size_t blad, struct herkenning *h, int *ret_punten,
                     struct err *e)
{
    int rijen = 1, rc = tabel_blad_kies(t, blad, e);

    *h = (struct herkenning){.blad = (int)blad, .blad_naam = utf8_clip(tabel_blad_naam(t, blad), 100)};
    if (!rc)
        rc = rooster_neem(a, t, &h->rooster, e);
    if (rc)
        return rc;
    *ret_punten = kop_zoek_rij(h->rooster, kennis, &h->kop, &rijen);
    h->n_koprijen = (size_t)rijen;
    if (v->koprij) {
        h->kop = rooster_bij_nummer(h->rooster, v->koprij);
        if (h->kop == h->rooster->n)
            return err_set(e, ERR_DATA, "rij %lld is er niet, of niet bij de eerste %d rijen",
                           (long long)v->koprij, ROOSTER_RIJEN);
        h->n_koprijen = 1;
        *ret_punten = 1;
    }
    if (v->koprijen)
        h->n_koprijen = (size_t)v->koprijen;
    return OK;
}

/* The soort that fits best, with its columns given; *ret_zeker how well. */
static void blad_herken(struct arena *a, const struct herken_kennis *kennis, const struct herken_vraag *v,
                        struct herkenning *h, int *ret_zeker)
{
    size_t best = 0;

    titel_neem(a, h, v);
    kolommen_tel(a, kennis, h);
    for (size_t s = 0; s < kennis->n_soorten; s++) {
        wijs_toe(a, kennis, &kennis->soorten[s], h);
        h->zeker[s] = soort_punten(a, kennis, &kennis->soorten[s], h);
        if (h->zeker[s] > h->zeker[best])
            best = s;
    }
    for (size_t s = 0; s < kennis->n_soorten; s++)
        if (v->soort.n && str_is(v->soort, kennis->soorten[s].soort))
            best = s;
    *ret_zeker = h->zeker[best];
    h->soort = &kennis->soorten[best];
    wijs_toe(a, kennis, h->soort, h);
}

int herken(struct arena *a, struct tabel *t, const struct herken_kennis *kennis, const struct herken_vraag *v,
           struct herkenning *ret, struct err *e)
{
    size_t n = tabel_n_bladen(t) < HERKEN_BLADEN_MAX ? tabel_n_bladen(t) : HERKEN_BLADEN_MAX;
    struct {
        struct herkenning h;
        int punten;
    } *blad = (void *)arena_alloc(a, sizeof *blad * (n ? n : 1));
    int hoog = -1, rc = OK;

    if (kennis->n_soorten > HERKEN_SOORTEN_MAX || !kennis->n_soorten)
        return err_set(e, ERR_ENV, "de herkenner kent geen soorten of te veel");
    if (v->blad >= 0 && (size_t)v->blad >= n)
        return err_set(e, ERR_DATA, "blad %d is er niet", v->blad + 1);
    for (size_t i = 0; i < n && !rc; i++)
        if (v->blad < 0 || (size_t)v->blad == i)
            rc = blad_neem(a, t, kennis, v, i, &blad[i].h, &blad[i].punten, e);
    if (rc)
        return rc;
    for (int ronde = 0; ronde < BLADEN_HEEL; ronde++) {
        size_t x = n;
        int zeker;

        for (size_t i = 0; i < n; i++)
            if (blad[i].punten > 0 && blad[i].h.rooster && (x == n || blad[i].punten > blad[x].punten))
                x = i;
        if (x == n)
            break;
        blad[x].punten = 0;
        blad_herken(a, kennis, v, &blad[x].h, &zeker);
        if (zeker > hoog) {
            hoog = zeker;
            *ret = blad[x].h;
        }
        if (arena_over(a))
            return err_set(e, ERR_LIMIT, "de tabel is te groot om te herkennen");
    }
    if (hoog < 0)
        return err_set(e, ERR_DATA,
                       "er is geen tabel met een kop te zien: verwacht een rij met namen van kolommen en "
                       "daaronder de gegevens");
    wijzer_maak(a, kennis, v, ret);
    return herken_woorden(a, t, kennis, ret, &ret->wijzer, e);
}
