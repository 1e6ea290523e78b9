/* SPDX-License-Identifier: EUPL-1.2
 * Where the header of a sheet stands, and what stands under each of its columns. */
#include "leeswijzer/herken_intern.h"

#include "base/map.h"

enum { KOP_RIJEN = 40, KOP_KOLOMMEN = 60, KIJK_RIJEN = 200 };

bool cel_geen_cijfer(struct str s)
{
    static const char *const woorden[] = {
        ".",   "-",  "–",      "x",        "nvt",           "n.v.t.",     "n.v.t",
        "n/a", "na", "geheim", "onbekend", "niet geleverd", "onderdrukt", "niet van toepassing"};

    for (size_t i = 0; i < sizeof woorden / sizeof *woorden; i++)
        if (str_ieq(s, str_from(woorden[i])))
            return true;
    return false;
}

bool cel_is_getal(const struct cel *c)
{
    struct dec d;
    struct str s = str_trim(c->tekst);

    return c->soort == CEL_GETAL ||
           (c->soort == CEL_TEKST && s.n < 30 && (dec_parse(s, ',', &d) || dec_parse(s, '.', &d)));
}

bool cel_is_jaar(const struct cel *c)
{
    struct str s = str_trim(c->tekst);
    int64_t v;

    if (s.n == 8 && (str_ieq(str_sub(s, 4, 8), STR("JJ00"))))
        s = str_sub(s, 0, 4);
    return c->soort != CEL_DATUM && s.n == 4 && num_i64(s, &v) && v >= 1990 && v <= 2100;
}

/* ---- the header ---- */

/* Every name of every column, to see at a glance whether a cell is one. */
static void namen_verzamel(struct arena *a, const struct herken_kennis *kennis, struct map *ret)
{
    map_init(ret, a);
    for (size_t s = 0; s < kennis->n_soorten; s++)
        for (int i = 0; i < kennis->soorten[s].n; i++) {
            const struct kolom *k = &kennis->soorten[s].at[i];
            const char *lijst[] = {k->namen, k->ook};

            for (int l = 0; l < 2; l++) {
                struct str rest = str_from(lijst[l]);

                while (lijst[l] && rest.p)
                    map_put(ret, kop_vouw(a, str_cut(rest, '|', &rest)), NULL);
            }
        }
}

static int rij_punten(struct arena *scratch, const struct rooster *r, size_t i, const struct map *namen)
{
    size_t n = r->rij[i].n < KOP_KOLOMMEN ? r->rij[i].n : KOP_KOLOMMEN;
    int tekst = 0, jaren = 0, getallen = 0, raak = 0, onder = 0;

    for (size_t k = 0; k < n; k++) {
        const struct cel *c = rooster_cel(r, i, k);
        struct str vouw;
        int van, tot;

        if (c->soort == CEL_LEEG)
            continue;
        if (cel_is_jaar(c)) {
            jaren++;
            continue;
        }
        if (c->soort == CEL_DATUM || cel_is_getal(c)) {
            getallen++;
            continue;
        }
        vouw = kop_vouw(scratch, c->tekst);
        tekst++;
        raak += map_get(namen, vouw) != NULL || (kop_jaren(vouw, &van, &tot) && vouw.n < 30);
    }
    for (size_t x = i + 1; x < r->n && x < i + 6; x++) {
        size_t gevuld = 0;

        for (size_t k = 0; k < n; k++)
            gevuld += rooster_cel(r, x, k)->soort != CEL_LEEG;
        onder += gevuld * 2 >= (size_t)(tekst + jaren);
    }
    if (tekst + jaren < 2)
        return tekst + jaren && n == 1 ? 1 : 0;
    return 4 * raak + tekst + jaren - 3 * getallen + onder;
}

/* Can the row be part of a header: words or years, and no figures? */
static bool rij_is_kop(const struct rooster *r, size_t i, size_t *ret_gevuld)
{
    size_t gevuld = 0;

    for (size_t k = 0; k < r->rij[i].n; k++) {
        const struct cel *c = rooster_cel(r, i, k);

        if (c->soort == CEL_LEEG)
            continue;
        if (c->soort == CEL_DATUM || (cel_is_getal(c) && !cel_is_jaar(c)))
            return false;
        gevuld++;
    }
    *ret_gevuld = gevuld;
    return gevuld >= 2;
}

static bool rij_dubbel(struct arena *scratch, const struct rooster *r, size_t i)
{
    struct map gezien;
    bool nieuw;

    map_init(&gezien, scratch);
    for (size_t k = 0; k < r->rij[i].n; k++)
        if (rooster_cel(r, i, k)->tekst.n) {
            map_put(&gezien, kop_vouw(scratch, rooster_cel(r, i, k)->tekst), &nieuw);
            if (!nieuw)
                return true;
        }
    return false;
}

/* Columns in which the lower row has a word and the upper has none, or the other way round. */
static bool vult_aan(const struct rooster *r, size_t boven, size_t onder)
{
    bool alleen_boven = false, alleen_onder = false;

    for (size_t k = 0; k < r->kolommen; k++) {
        bool b = rooster_cel(r, boven, k)->soort != CEL_LEEG, o = rooster_cel(r, onder, k)->soort != CEL_LEEG;

        alleen_boven = alleen_boven || (b && !o);
        alleen_onder = alleen_onder || (!b && o);
    }
    return alleen_onder && (alleen_boven || rooster_cel(r, onder, 0)->soort == CEL_LEEG ||
                            rooster_cel(r, boven, 0)->soort == CEL_LEEG);
}

int kop_zoek_rij(const struct rooster *r, const struct herken_kennis *kennis, size_t *ret_kop, int *ret_rijen)
{
    struct arena scratch;
    struct map namen;
    size_t best = 0, gevuld;
    int punten = 0;

    arena_init(&scratch, 0);
    namen_verzamel(&scratch, kennis, &namen);
    for (size_t i = 0; i < r->n && i < KOP_RIJEN; i++) {
        int p = rij_punten(&scratch, r, i, &namen);

        if (p > punten) {
            punten = p;
            best = i;
        }
    }
    *ret_kop = best;
    *ret_rijen = 1;
    if (punten && best && rij_is_kop(r, best - 1, &gevuld) &&
        (rij_dubbel(&scratch, r, best) || vult_aan(r, best - 1, best))) {
        *ret_kop = best - 1;
        *ret_rijen = 2;
    } else if (punten && best + 1 < r->n && rij_is_kop(r, best + 1, &gevuld) && vult_aan(r, best, best + 1) &&
               (rooster_cel(r, best + 1, 0)->soort == CEL_LEEG ||
                rooster_cel(r, best, 0)->soort == CEL_LEEG)) {
        *ret_rijen = 2;
    }
    arena_done(&scratch);
    return punten;
}

/* ---- what stands under it ---- */

static void gebied_tel(struct arena *scratch, const struct herken_kennis *kennis, const struct cel *c,
                       struct herken_kolom *k)
{
    struct str s = str_trim(c->tekst);
    struct gebied_vondst v;
    int64_t nummer;

    if (num_i64(s, &nummer) && (s.n < 3 || s.n > 4)) /* 80 may be a code, but is likelier a count */
        return;
    v = gebied_zoek(kennis->g, scratch, s, STR(""), kennis->peildatum);
    if (!v.gebied && !v.meerduidig)
        return;
    k->gebied++;
    k->zorgkantoor += /* of one name with other regions, often */
        gebied_zoek(kennis->g, scratch, s, STR("zorgkantoorregio"), kennis->peildatum).gebied != NULL;
    if (!v.gebied)
        return;
    k->gemeente += gebied_is_gemeente(v.gebied);
    k->provincie += str_is(v.gebied->soort, "provincie");
}

const struct onderwerp *onderwerp_bij(const struct herken_kennis *kennis, struct str s)
{
    for (size_t i = 0; i < kennis->n_onderwerpen; i++)
        if (str_ieq(kennis->onderwerpen[i].code, s) || str_ieq(kennis->onderwerpen[i].naam, s))
            return &kennis->onderwerpen[i];
    return NULL;
}

static void cel_tel(struct arena *a, struct arena *scratch, const struct herken_kennis *kennis,
                    const struct cel *c, struct herken_kolom *k)
{
    struct str s = str_trim(c->tekst), vouw;
    enum cijfer_status status;
    bool getal = cel_is_getal(c), nieuw = true;
    date_t d;

    if (c->soort == CEL_LEEG || !s.n || cel_geen_cijfer(s)) {
        k->leeg++;
        return;
    }
    k->gevuld++;
    for (size_t i = 0; i < k->n_voorbeelden; i++)
        nieuw = nieuw && !str_eq(k->voorbeeld[i], utf8_clip(s, 60));
    if (nieuw && k->n_voorbeelden < HERKEN_VOORBEELDEN)
        k->voorbeeld[k->n_voorbeelden++] = str_dup(a, utf8_clip(s, 60));
    k->getal += getal;
    k->jaar += cel_is_jaar(c);
    k->datum += c->soort == CEL_DATUM || (!getal && date_parse(s, &d));
    gebied_tel(scratch, kennis, c, k);
    k->planstatus += s.n < 100 && (planstatus_zoek(kennis->statussen, scratch, s).status != NULL ||
                                   planstatus_code_van(kennis->statussen, s) != NULL);
    if (getal)
        return;
    vouw = str_fold(scratch, s);
    k->woningtype += s.n < 60 && (str_is(vouw, "totaal") || woningtype_in(scratch, vouw).p != NULL);
    k->status += cijfer_status_lees(s, &status) && status != STATUS_GEEN;
    k->onderwerp += onderwerp_bij(kennis, s) != NULL;
}

void kolommen_tel(struct arena *a, const struct herken_kennis *kennis, struct herkenning *h)
{
    struct str *namen = rooster_koppen(a, h->rooster, h->kop, (int)h->n_koprijen);
    size_t van = h->kop + h->n_koprijen;
    struct arena scratch;

    h->n = h->rooster->kolommen;
    h->kolom = ARENA_ARRAY(a, struct herken_kolom, h->n ? h->n : 1);
    arena_init(&scratch, 0);
    for (size_t k = 0; k < h->n; k++) {
        struct herken_kolom *x = &h->kolom[k];

        x->naam = namen[k];
        x->vouw = kop_vouw(a, namen[k]);
        x->doel = -1;
        if (!kop_jaren(x->vouw, &x->van, &x->tot))
            x->van = x->tot = 0;
        x->kern = kop_zonder_jaren(a, x->vouw);
        for (size_t i = van; i < h->rooster->n && i < van + KIJK_RIJEN; i++)
            cel_tel(a, &scratch, kennis, rooster_cel(h->rooster, i, k), x);
        arena_reset(&scratch);
    }
    arena_done(&scratch);
}
