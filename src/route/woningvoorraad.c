/* SPDX-License-Identifier: EUPL-1.2
 * CBS's stock of dwellings and its changes per gemeente and year (StatLine 81955NED as CSV): begin,
 * additions, losses, end. The balance of CBS itself is off by a few homes in some rows: that is told, never
 * mended. */
#include "route/voorraad.h"

#include "base/num.h"

enum { BALANS_MARGE = 2 }; /* CBS's own balance is off by one or two homes in some periods */

static const struct {
    const char *onderwerp;
    enum { OP_EERSTE_DAG, OP_LAATSTE_DAG, HEEL_JAAR } wanneer;
} posten[N_POSTEN] = {
    [BEGIN] = {"voorraad-begin", OP_EERSTE_DAG},
    [NIEUWBOUW] = {"nieuwbouw", HEEL_JAAR},
    [TOEVOEGING] = {"overige-toevoeging", HEEL_JAAR},
    [SLOOP] = {"sloop", HEEL_JAAR},
    [ONTTREKKING] = {"overige-onttrekking", HEEL_JAAR},
    [CORRECTIE] = {"correctie", HEEL_JAAR},
    [SALDO] = {"saldo-voorraad", HEEL_JAAR},
    [EIND] = {"voorraad-eind", OP_LAATSTE_DAG},
};

static const char gebruik_woning[] = "A045364"; /* CBS: Woning; the table also knows niet-woningen */

/* The columns of the table as a file of StatLine. */
struct statline {
    int regio, periode, gebruik, kolom[N_POSTEN];
};

const struct kolom woningvoorraad_kolommen[WONINGVOORRAAD_KOLOM_N] = {
    {.namen = "regios|regio|gebied|regio's",
     .ook = "gemeente|gemeentecode",
     .type = KOLOM_IS_GEBIED,
     .plaats = offsetof(struct statline, regio),
     .verplicht = true,
     .voorbeeld = "GM0981",
     .uitleg = "Code of naam van het gebied"},
    {.namen = "perioden|periode",
     .ook = "jaar",
     .plaats = offsetof(struct statline, periode),
     .verplicht = true,
     .voorbeeld = "2020JJ00",
     .uitleg = "Het jaar, als 2020JJ00; ook kwartalen (2020KW01) en maanden (2020MM01)"},
    {.namen = "gebruiksfunctie",
     .plaats = offsetof(struct statline, gebruik),
     .voorbeeld = "Woning",
     .uitleg = "Woning; andere rijen worden overgeslagen"},
    {.namen = "beginstandvoorraad 1|beginstandvoorraad|beginstand voorraad|beginstand voorraad (aantal)",
     .ook = "beginstand",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct statline, kolom[BEGIN]),
     .verplicht = true,
     .voorbeeld = "1000",
     .uitleg = "Woningen op 1 januari"},
    {.namen = "nieuwbouw 2|nieuwbouw|nieuwbouw (aantal)",
     .ook = "nieuwbouwwoningen",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct statline, kolom[NIEUWBOUW]),
     .verplicht = true,
     .voorbeeld = "12",
     .uitleg = "Erbij door nieuwbouw"},
    {.namen = "overigetoevoeging 3|overigetoevoeging|overige toevoeging|overige toevoeging (aantal)",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct statline, kolom[TOEVOEGING]),
     .verplicht = true,
     .voorbeeld = "2",
     .uitleg = "Anders erbij"},
    {.namen = "sloop 4|sloop|sloop (aantal)",
     .ook = "gesloopt",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct statline, kolom[SLOOP]),
     .verplicht = true,
     .voorbeeld = "3",
     .uitleg = "Gesloopt"},
    {.namen = "overigeonttrekking 5|overigeonttrekking|overige onttrekking|overige onttrekking (aantal)",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct statline, kolom[ONTTREKKING]),
     .verplicht = true,
     .voorbeeld = "1",
     .uitleg = "Anders weg"},
    {.namen = "correctie 6|correctie|correctie (aantal)",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct statline, kolom[CORRECTIE]),
     .verplicht = true,
     .voorbeeld = "0",
     .uitleg = "Correctie"},
    {.namen = "saldovoorraad 7|saldovoorraad|saldo voorraad|saldo voorraad (aantal)",
     .ook = "saldo",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct statline, kolom[SALDO]),
     .verplicht = true,
     .voorbeeld = "10",
     .uitleg = "Alles erbij min alles weg"},
    {.namen = "eindstandvoorraad 8|eindstandvoorraad|eindstand voorraad|eindstand voorraad (aantal)",
     .ook = "eindstand",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct statline, kolom[EIND]),
     .verplicht = true,
     .voorbeeld = "1010",
     .uitleg = "Woningen op 31 december"},
};
enum { EERSTE_POST = 3 }; /* in the table above: then the posten, in their order */

static bool periode_lees(struct import *im, const struct tabel_rij *r, int kolom, struct voorraad_rij *v)
{
    struct str s = import_tekst(r, kolom);

    if (cbs_periode_lees(s, &v->periode))
        return true;
    import_meld(im, MELDING_FOUT, r->nummer, kolom, s,
                "verwacht een jaar, kwartaal of maand als 2020JJ00, 2020KW01 of 2020MM01");
    return false;
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
    bool met_correctie;
    int64_t d;

    for (int i = 0; i < N_POSTEN; i++)
        if (!v->ontbreekt[i] && w[i] < 0 && i != CORRECTIE && i != SALDO)
            import_meld(im, MELDING_LET_OP, v->nummer[i], v->kolom[i], v->g->naam, "een aantal onder nul");
    if (heeft(v, NIEUWBOUW, SALDO) &&
        w[NIEUWBOUW] + w[TOEVOEGING] - w[SLOOP] - w[ONTTREKKING] + w[CORRECTIE] != w[SALDO])
        import_meld(im, MELDING_LET_OP, v->nummer[SALDO], v->kolom[SALDO], v->g->naam,
                    "het saldo is niet gelijk aan de som van de mutaties");
    if (v->ontbreekt[BEGIN] || v->ontbreekt[SALDO] || v->ontbreekt[EIND])
        return;
    d = w[BEGIN] + w[SALDO] - w[EIND];
    met_correctie = d && !v->ontbreekt[CORRECTIE] && d + w[CORRECTIE] == 0;
    d = d < 0 ? -d : d;
    if (met_correctie)
        import_meld(im, MELDING_INFO, v->nummer[EIND], v->kolom[EIND], v->g->naam,
                    "beginstand en saldo tellen pas met de correctie erbij op tot de eindstand");
    else if (d > BALANS_MARGE)
        import_meld(
            im, MELDING_LET_OP, v->nummer[EIND], v->kolom[EIND], v->g->naam,
            "beginstand en saldo wijken meer dan %d af van de eindstand; de cijfers staan er zoals CBS ze "
            "geeft",
            BALANS_MARGE);
    else if (d)
        import_meld(
            im, MELDING_INFO, v->nummer[EIND], v->kolom[EIND], v->g->naam,
            "beginstand en saldo tellen niet op tot de eindstand, maar binnen de marge van %d; de cijfers "
            "staan er zoals CBS ze geeft",
            BALANS_MARGE);
    x->verschillen += d != 0;
    x->grootste = d > x->grootste ? d : x->grootste;
}

static struct str rij_sleutel(struct arena *a, const struct gebied *g, const struct cbs_periode *p)
{
    return str_fmt(a, "%lld %d %d", (long long)g->id, p->van, p->tot);
}

void voorraad_begin(struct voorraad *x, struct arena *a)
{
    *x = (struct voorraad){0};
    map_init(&x->gezien, a);
}

struct voorraad_rij *voorraad_zoek(const struct voorraad *x, struct arena *scratch, const struct gebied *g,
                                   const struct cbs_periode *p)
{
    struct map_entry *m = map_get(&x->gezien, rij_sleutel(scratch, g, p));

    return m ? &x->rij.at[m->value.i] : NULL;
}

struct voorraad_rij *voorraad_bij(struct voorraad *x, struct arena *a, const struct voorraad_rij *v)
{
    map_put(&x->gezien, rij_sleutel(a, v->g, &v->periode), NULL)->value.i = (int64_t)x->rij.n;
    VEC_PUSH(a, &x->rij, *v);
    return &x->rij.at[x->rij.n - 1];
}

/* The foot of a file of StatLine: "Bron: CBS", "© CBS". */
static bool is_voet(const struct tabel_rij *r)
{
    struct str s = import_tekst(r, 0);

    for (size_t i = 1; i < r->n; i++)
        if (r->cellen[i].soort != CEL_LEEG)
            return false;
    return str_starts(s, STR("Bron")) || str_starts(s, STR("©"));
}

static void rij_lees(struct import *im, const struct tabel_rij *r, const struct statline *k,
                     struct voorraad *x)
{
    struct voorraad_rij v = {0};
    struct str gebruik = import_tekst(r, k->gebruik);
    bool goed;

    if (is_voet(r))
        return;
    if (gebruik.n && !str_is(gebruik, gebruik_woning) && !str_ieq(gebruik, STR("Woning"))) {
        import_meld(im, MELDING_INFO, r->nummer, k->gebruik, gebruik,
                    "rij over iets anders dan woningen overgeslagen");
        return;
    }
    v.g = regio_lees(im, r, k->regio);
    goed = periode_lees(im, r, k->periode, &v) && v.g;
    for (int i = 0; i < N_POSTEN; i++) {
        v.nummer[i] = r->nummer;
        v.kolom[i] = k->kolom[i];
        goed = import_getal(im, r, k->kolom[i], 0, &v.waarde[i], &v.ontbreekt[i], &v.vlag[i]) && goed;
    }
    if (!goed)
        return;
    if (voorraad_zoek(x, im->a, v.g, &v.periode)) {
        import_meld(im, MELDING_FOUT, r->nummer, k->regio, v.g->code,
                    "dit gebied staat voor dit jaar al in het bestand");
        return;
    }
    voorraad_bij(x, im->a, &v);
}

static void rij_toets(struct import *im, struct voorraad *x, const struct voorraad_rij *v)
{
    if (rij_leeg(v)) {
        bool bestond = v->g->van <= v->periode.tot && v->g->tot > v->periode.van;

        import_meld(im, bestond ? MELDING_LET_OP : MELDING_INFO, v->nummer[BEGIN], -1, v->g->code,
                    "lege rij: niet geleverd%s", bestond ? "" : "; de gemeente bestond in dat jaar niet");
    }
    balans_toets(im, x, v);
}

/* A gemeente that ended or began within the year has a row beside that of the other one. A stock counts where
 * the gemeente was valid on its day, so that the homes are not counted twice. Its changes count when the
 * other goes on where it stopped; when both rows start from the same stock, the successor's row is of the
 * whole year and holds those of the one that ended. */
static void deeljaar_toets(struct import *im, const struct voorraad *x, struct voorraad_rij *v,
                           struct arena *scratch)
{
    date_t eerste = v->periode.van, laatste = v->periode.tot;
    const struct omzet_deel *deel;
    const struct voorraad_rij *opvolger;

    if (!gebied_is_gemeente(v->g) || rij_leeg(v) ||
        (gebied_geldig(v->g, eerste) && gebied_geldig(v->g, laatste)))
        return;
    if (v->g->tot <= eerste || v->g->van > laatste) {
        import_meld(im, MELDING_LET_OP, v->nummer[BEGIN], -1, v->g->naam,
                    "cijfers van een gemeente die in dat jaar niet bestond");
        return;
    }
    if (!gebied_geldig(v->g, eerste) && !v->ontbreekt[BEGIN]) {
        v->ontbreekt[BEGIN] = ONTBREEKT_NVT;
        import_meld(im, MELDING_LET_OP, v->nummer[BEGIN], v->kolom[BEGIN], v->g->naam,
                    "de gemeente begon in de loop van het jaar: haar beginstand is niet van toepassing, "
                    "anders telt die dubbel");
    }
    if (gebied_geldig(v->g, laatste))
        return;
    if (!v->ontbreekt[EIND])
        import_meld(im, MELDING_LET_OP, v->nummer[EIND], v->kolom[EIND], v->g->naam,
                    "de gemeente eindigde in de loop van het jaar: haar eindstand is niet van toepassing, "
                    "anders telt die dubbel");
    if (gebied_omzetten(im->g, scratch, v->g, laatste, &deel) == 1 &&
        (opvolger = voorraad_zoek(x, scratch, deel[0].gebied, &v->periode)) &&
        !opvolger->ontbreekt[NIEUWBOUW] && opvolger->waarde[BEGIN] == v->waarde[BEGIN]) {
        for (int i = NIEUWBOUW; i <= SALDO; i++)
            v->ontbreekt[i] = ONTBREEKT_NVT;
        import_meld(im, MELDING_LET_OP, v->nummer[BEGIN], -1, v->g->naam,
                    "de opvolger van deze gemeente geeft het hele jaar: haar eigen mutaties zijn niet van "
                    "toepassing, anders tellen die dubbel");
    }
    v->ontbreekt[EIND] = ONTBREEKT_NVT;
}

/* Years, quarters and months are reeksen of their own: a quarter is never set beside a year. */
static void cijfers_maak(struct import *im, const struct voorraad *x)
{
    uint32_t reeks[CBS_PERIODEN][N_POSTEN];
    bool er[CBS_PERIODEN] = {false};

    for (size_t k = 0; k < x->rij.n; k++) {
        const struct voorraad_rij *v = &x->rij.at[k];
        int soort = (int)v->periode.soort;
        date_t eerste = v->periode.van, laatste = v->periode.tot;

        for (int i = 0; !er[soort] && i < N_POSTEN; i++)
            reeks[soort][i] = levering_reeks(
                im->l, &(struct reeks_nieuw){.onderwerp = str_from(posten[i].onderwerp),
                                             .bron = STR("cbs-voorraad"),
                                             .definitieset = STR("cbs"),
                                             .kenmerk = str_from(cbs_periode_kenmerk(v->periode.soort))});
        er[soort] = true;
        for (int i = 0; i < N_POSTEN; i++)
            import_cijfer(im, reeks[soort][i], v->g, posten[i].wanneer == OP_LAATSTE_DAG ? laatste : eerste,
                          posten[i].wanneer == OP_EERSTE_DAG ? eerste : laatste,
                          v->ontbreekt[i] ? 0 : v->waarde[i], v->ontbreekt[i], v->periode.status, v->vlag[i],
                          v->nummer[i], v->kolom[i]);
    }
}

int voorraad_post(struct str titel)
{
    for (int i = 0; i < N_POSTEN; i++)
        if (kolom_heet(&woningvoorraad_kolommen[EERSTE_POST + i], titel))
            return i;
    return -1;
}

void voorraad_klaar(struct import *im, struct voorraad *x)
{
    struct arena scratch;

    for (size_t k = 0; k < x->rij.n; k++)
        rij_toets(im, x, &x->rij.at[k]);
    if (x->verschillen)
        import_meld(
            im, MELDING_LET_OP, 0, -1, STR(""),
            "in %lld rijen is beginstand plus saldo niet de eindstand; het verschil is ten hoogste %lld",
            (long long)x->verschillen, (long long)x->grootste);
    arena_init(&scratch, 0);
    for (size_t k = 0; k < x->rij.n; k++) {
        deeljaar_toets(im, x, &x->rij.at[k], &scratch);
        arena_reset(&scratch);
    }
    arena_done(&scratch);
    cijfers_maak(im, x);
}

int woningvoorraad_lees(struct import *im, struct err *e)
{
    struct voorraad x;
    struct statline k = {0};
    struct tabel_rij r;
    int rc = import_kolommen(im, woningvoorraad_kolommen, WONINGVOORRAAD_KOLOM_N, &k, &r, e);

    if (rc)
        return rc;
    voorraad_begin(&x, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &k, &x);
    if (!rc)
        voorraad_klaar(im, &x);
    return rc;
}
