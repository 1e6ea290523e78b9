/* SPDX-License-Identifier: EUPL-1.2
 * CBS's stock of dwellings and its changes per gemeente and year (StatLine 81955NED as CSV): begin,
 * additions, losses, end. The balance of CBS itself is off by a few homes in some rows: that is told, never
 * mended. */
#include "route/importeurs.h"

#include "base/num.h"

enum { BEGIN, NIEUWBOUW, TOEVOEGING, SLOOP, ONTTREKKING, CORRECTIE, SALDO, EIND, N_POSTEN };

static const struct {
    const char *kolom, *onderwerp;
    enum { OP_EERSTE_DAG, OP_LAATSTE_DAG, HEEL_JAAR } wanneer;
} posten[N_POSTEN] = {
    [BEGIN] = {"beginstandvoorraad 1|beginstandvoorraad|beginstand voorraad", "voorraad-begin",
               OP_EERSTE_DAG},
    [NIEUWBOUW] = {"nieuwbouw 2|nieuwbouw", "nieuwbouw", HEEL_JAAR},
    [TOEVOEGING] = {"overigetoevoeging 3|overigetoevoeging|overige toevoeging", "overige-toevoeging",
                    HEEL_JAAR},
    [SLOOP] = {"sloop 4|sloop", "sloop", HEEL_JAAR},
    [ONTTREKKING] = {"overigeonttrekking 5|overigeonttrekking|overige onttrekking", "overige-onttrekking",
                     HEEL_JAAR},
    [CORRECTIE] = {"correctie 6|correctie", "correctie", HEEL_JAAR},
    [SALDO] = {"saldovoorraad 7|saldovoorraad|saldo voorraad", "saldo-voorraad", HEEL_JAAR},
    [EIND] = {"eindstandvoorraad 8|eindstandvoorraad|eindstand voorraad", "voorraad-eind", OP_LAATSTE_DAG},
};

static const char gebruik_woning[] = "A045364"; /* CBS: Woning; the table also knows niet-woningen */

struct voorraad_rij {
    const struct gebied *g;
    int64_t nummer, waarde[N_POSTEN];
    uint8_t ontbreekt[N_POSTEN], vlag[N_POSTEN];
    enum cijfer_status status;
    int jaar;
};

struct voorraad {
    int regio, periode, gebruik, kolom[N_POSTEN];
    struct map gezien; /* "code jaar" → index of rij */
    VEC(struct voorraad_rij) rij;
    int64_t verschillen, grootste; /* rows whose balance does not close, and by how much at most */
};

/* "2020JJ00", with stars for provisional as StatLine prints them. */
static bool periode_lees(struct import *im, const struct tabel_rij *r, int kolom, struct voorraad_rij *v)
{
    struct str s = import_tekst(r, kolom);
    int64_t jaar;
    int sterren = 0;

    while (s.n && s.p[s.n - 1] == '*') {
        s.n--;
        sterren++;
    }
    v->status = sterren == 1 ? STATUS_VOORLOPIG : sterren == 2 ? STATUS_NADER_VOORLOPIG : STATUS_GEEN;
    if (s.n == 8 && (str_is(str_sub(s, 4, 6), "KW") || str_is(str_sub(s, 4, 6), "MM"))) {
        import_meld(im, MELDING_FOUT, r->nummer, kolom, s,
                    "kwartalen en maanden worden niet gelezen: zij zouden naast het jaar dubbel tellen; "
                    "lever alleen jaren (2020JJ00)");
        return false;
    }
    if (sterren > 2 || s.n != 8 || !str_is(str_sub(s, 4, 8), "JJ00") || !num_i64(str_sub(s, 0, 4), &jaar) ||
        jaar < 1990 || jaar > 2100) {
        import_meld(im, MELDING_FOUT, r->nummer, kolom, s, "verwacht een jaar als 2020JJ00");
        return false;
    }
    v->jaar = (int)jaar;
    return true;
}

/* By code; a code of a year in which the gemeente did not exist is told only when the row holds something. */
static const struct gebied *regio_lees(struct import *im, const struct tabel_rij *r, int kolom)
{
    const struct gebied *g = gebied_bij_code(im->g, import_tekst(r, kolom));

    return g ? g : import_gebied(im, r, kolom, "", im->l->peildatum);
}

static bool rij_leeg(const struct voorraad_rij *v)
{
    for (int i = 0; i < N_POSTEN; i++)
        if (v->ontbreekt[i] != ONTBREEKT_NIET_GELEVERD || v->vlag[i])
            return false;
    return true;
}

static bool heeft(const struct voorraad_rij *v, int van, int tot)
{
    for (int i = van; i <= tot; i++)
        if (v->ontbreekt[i])
            return false;
    return true;
}

static void balans_toets(struct import *im, struct voorraad *x, const struct voorraad_rij *v)
{
    const int64_t *w = v->waarde;

    for (int i = 0; i < N_POSTEN; i++)
        if (!v->ontbreekt[i] && w[i] < 0 && i != CORRECTIE && i != SALDO)
            import_meld(im, MELDING_LET_OP, v->nummer, x->kolom[i], v->g->naam, "een aantal onder nul");
    if (heeft(v, NIEUWBOUW, SALDO) &&
        w[NIEUWBOUW] + w[TOEVOEGING] - w[SLOOP] - w[ONTTREKKING] + w[CORRECTIE] != w[SALDO])
        import_meld(im, MELDING_LET_OP, v->nummer, x->kolom[SALDO], v->g->naam,
                    "het saldo is niet gelijk aan de som van de mutaties");
    if (!v->ontbreekt[BEGIN] && !v->ontbreekt[SALDO] && !v->ontbreekt[EIND]) {
        int64_t d = w[BEGIN] + w[SALDO] - w[EIND];

        d = d < 0 ? -d : d;
        if (d)
            import_meld(im, MELDING_INFO, v->nummer, x->kolom[EIND], v->g->naam,
                        "beginstand en saldo tellen niet op tot de eindstand; de cijfers staan er zoals CBS "
                        "ze geeft");
        x->verschillen += d != 0;
        x->grootste = d > x->grootste ? d : x->grootste;
    }
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct voorraad *x)
{
    struct voorraad_rij v = {.nummer = r->nummer};
    struct str gebruik = import_tekst(r, x->gebruik);
    bool nieuw, goed;

    if (gebruik.n && !str_is(gebruik, gebruik_woning) && !str_ieq(gebruik, STR("Woning"))) {
        import_meld(im, MELDING_INFO, r->nummer, x->gebruik, gebruik,
                    "rij over iets anders dan woningen overgeslagen");
        return;
    }
    v.g = regio_lees(im, r, x->regio);
    goed = periode_lees(im, r, x->periode, &v) && v.g;
    for (int i = 0; i < N_POSTEN; i++)
        goed = import_getal(im, r, x->kolom[i], 0, &v.waarde[i], &v.ontbreekt[i], &v.vlag[i]) && goed;
    if (!goed)
        return;
    map_put(&x->gezien, str_fmt(im->a, "%lld %d", (long long)v.g->id, v.jaar), &nieuw)->value.i =
        (int64_t)x->rij.n;
    if (!nieuw) {
        import_meld(im, MELDING_FOUT, r->nummer, x->regio, v.g->code,
                    "dit gebied staat voor dit jaar al in het bestand");
        return;
    }
    if (rij_leeg(&v)) {
        bool bestond = v.g->van <= v.jaar * 10000 + 1231 && v.g->tot > v.jaar * 10000 + 101;

        import_meld(im, bestond ? MELDING_LET_OP : MELDING_INFO, r->nummer, -1, v.g->code,
                    "lege rij: niet geleverd%s", bestond ? "" : "; de gemeente bestond in dat jaar niet");
    }
    balans_toets(im, x, &v);
    VEC_PUSH(im->a, &x->rij, v);
}

static const struct voorraad_rij *rij_van(const struct voorraad *x, struct arena *scratch,
                                          const struct gebied *g, int jaar)
{
    struct map_entry *m = map_get(&x->gezien, str_fmt(scratch, "%lld %d", (long long)g->id, jaar));

    return m ? &x->rij.at[m->value.i] : NULL;
}

/* A gemeente that ended or began within the year has a row beside that of the other one. A stock counts where
 * the gemeente was valid on its day, so that the homes are not counted twice. Its changes count when the
 * other goes on where it stopped; when both rows start from the same stock, the successor's row is of the
 * whole year and holds those of the one that ended. */
static void deeljaar_toets(struct import *im, const struct voorraad *x, struct voorraad_rij *v,
                           struct arena *scratch)
{
    date_t eerste = v->jaar * 10000 + 101, laatste = v->jaar * 10000 + 1231;
    const struct omzet_deel *deel;
    const struct voorraad_rij *opvolger;

    if (!gebied_is_gemeente(v->g) || rij_leeg(v) ||
        (gebied_geldig(v->g, eerste) && gebied_geldig(v->g, laatste)))
        return;
    if (v->g->tot <= eerste || v->g->van > laatste) {
        import_meld(im, MELDING_LET_OP, v->nummer, x->regio, v->g->naam,
                    "cijfers van een gemeente die in dat jaar niet bestond");
        return;
    }
    if (!gebied_geldig(v->g, eerste) && !v->ontbreekt[BEGIN]) {
        v->ontbreekt[BEGIN] = ONTBREEKT_NVT;
        import_meld(im, MELDING_LET_OP, v->nummer, x->kolom[BEGIN], v->g->naam,
                    "de gemeente begon in de loop van het jaar: haar beginstand is niet van toepassing, "
                    "anders telt die dubbel");
    }
    if (gebied_geldig(v->g, laatste))
        return;
    if (!v->ontbreekt[EIND])
        import_meld(im, MELDING_LET_OP, v->nummer, x->kolom[EIND], v->g->naam,
                    "de gemeente eindigde in de loop van het jaar: haar eindstand is niet van toepassing, "
                    "anders telt die dubbel");
    if (gebied_omzetten(im->g, scratch, v->g, laatste, &deel) == 1 &&
        (opvolger = rij_van(x, scratch, deel[0].gebied, v->jaar)) && !opvolger->ontbreekt[NIEUWBOUW] &&
        opvolger->waarde[BEGIN] == v->waarde[BEGIN]) {
        for (int i = NIEUWBOUW; i <= SALDO; i++)
            v->ontbreekt[i] = ONTBREEKT_NVT;
        import_meld(im, MELDING_LET_OP, v->nummer, -1, v->g->naam,
                    "de opvolger van deze gemeente geeft het hele jaar: haar eigen mutaties zijn niet van "
                    "toepassing, anders tellen die dubbel");
    }
    v->ontbreekt[EIND] = ONTBREEKT_NVT;
}

static void cijfers_maak(struct import *im, const struct voorraad *x)
{
    uint32_t reeks[N_POSTEN];

    for (int i = 0; i < N_POSTEN; i++)
        reeks[i] = levering_reeks(im->l, &(struct reeks_nieuw){.onderwerp = str_from(posten[i].onderwerp),
                                                               .bron = STR("cbs-voorraad"),
                                                               .definitieset = STR("cbs")});
    for (size_t k = 0; k < x->rij.n; k++) {
        const struct voorraad_rij *v = &x->rij.at[k];
        date_t eerste = v->jaar * 10000 + 101, laatste = v->jaar * 10000 + 1231;

        for (int i = 0; i < N_POSTEN; i++)
            import_cijfer(im, reeks[i], v->g, posten[i].wanneer == OP_LAATSTE_DAG ? laatste : eerste,
                          posten[i].wanneer == OP_EERSTE_DAG ? eerste : laatste,
                          v->ontbreekt[i] ? 0 : v->waarde[i], v->ontbreekt[i], v->status, v->vlag[i],
                          v->nummer, x->kolom[i]);
    }
}

int woningvoorraad_lees(struct import *im, struct err *e)
{
    struct voorraad x = {0};
    struct kolom_wens wensen[3 + N_POSTEN] = {{"regios|regio|gebied", true, &x.regio},
                                              {"perioden|periode", true, &x.periode},
                                              {"gebruiksfunctie", false, &x.gebruik}};
    struct tabel_rij r;
    struct arena scratch;
    int rc;

    for (int i = 0; i < N_POSTEN; i++)
        wensen[3 + i] = (struct kolom_wens){posten[i].kolom, true, &x.kolom[i]};
    rc = import_kop(im, wensen, sizeof wensen / sizeof *wensen, &r, e);
    if (rc)
        return rc;
    map_init(&x.gezien, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &x);
    if (rc)
        return rc;
    if (x.verschillen)
        import_meld(
            im, MELDING_LET_OP, 0, -1, STR(""),
            "in %lld rijen is beginstand plus saldo niet de eindstand; het verschil is ten hoogste %lld",
            (long long)x.verschillen, (long long)x.grootste);
    arena_init(&scratch, 0);
    for (size_t k = 0; k < x.rij.n; k++) {
        deeljaar_toets(im, &x, &x.rij.at[k], &scratch);
        arena_reset(&scratch);
    }
    arena_done(&scratch);
    cijfers_maak(im, &x);
    return OK;
}
