/* SPDX-License-Identifier: EUPL-1.2
 * Rows and cells as people fill them, turned into figures and gebieden. */
#include "route/import_intern.h"

#include "base/num.h"

#include <string.h>

enum { SUGGESTIES_MAX = 200 /* after so many faults a search through all names no longer helps */ };

/* The example row of a template says so in its first filled cell. */
static bool is_voorbeeld(const struct tabel_rij *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->cellen[i].soort != CEL_LEEG)
            return str_starts(str_trim(r->cellen[i].tekst), STR(SJABLOON_VOORBEELD));
    return false;
}

int import_rij(struct import *im, struct tabel_rij *ret, struct err *e)
{
    bool nieuw = true;
    int rc;

    while ((rc = im->lezer ? lezer_volgende(im->lezer, im->t, ret, &nieuw, e)
                           : tabel_volgende(im->t, ret, e)) > 0 &&
           !im->lezer && is_voorbeeld(ret)) {
        im->voorbeelden++;
        im->voorbeeld_rij = ret->nummer;
    }
    im->rijen += rc > 0 && nieuw;
    if (rc > 0 && ++im->gelezen % 4096 == 0) {
        if (im->stop && im->stop(im->stop_ctx, im->rijen, 0))
            return err_set(e, ERR_CANCELLED, "gestopt op verzoek; er is niets gewijzigd");
        if (arena_over(im->a) || im->l->cijfer.n > LEVERING_CIJFERS_MAX)
            return err_set(e, ERR_LIMIT, "het bestand is te groot voor één levering (%d cijfers); splits het",
                           LEVERING_CIJFERS_MAX);
    }
    return rc;
}

struct str import_tekst(const struct tabel_rij *rij, int kolom)
{
    return kolom < 0 ? STR("") : str_trim(tabel_cel(rij, (size_t)kolom)->tekst);
}

/* To the scale that is asked. A spreadsheet's own arithmetic leaves digits behind: those are rounded off,
 * half up. */
static bool getal_schaal(struct import *im, const struct tabel_rij *rij, int kolom, const struct cel *c,
                         struct dec d, int schaal, int64_t *waarde)
{
    struct str s = str_trim(c->tekst);

    if (d.scale > schaal && c->soort == CEL_GETAL) {
        int64_t macht = 1;

        for (int i = schaal; i < d.scale; i++)
            macht *= 10;
        *waarde = num_div_half_up(d.v, macht);
        import_meld(im, MELDING_LET_OP, rij->nummer, kolom, s,
                    "het getal heeft meer decimalen dan het onderwerp kent; afgerond op %s",
                    schaal ? str_fmt(im->a, "%d decimalen", schaal).p : "een heel getal");
    } else if (!dec_rescale(d, schaal, waarde)) {
        if (d.scale <= schaal)
            import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "dit getal is te groot om waar te zijn");
        else if (schaal)
            import_meld(im, MELDING_FOUT, rij->nummer, kolom, s,
                        "verwacht een getal met hoogstens %d decimalen", schaal);
        else
            import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "verwacht een heel getal");
        return false;
    }
    if (*waarde > IMPORT_WAARDE_MAX || *waarde < -IMPORT_WAARDE_MAX) {
        import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "dit getal is te groot om waar te zijn");
        return false;
    }
    return true;
}

static bool getal_lees(const struct import *im, struct str s, struct dec *ret)
{
    char decimaal = im->dialect.decimaal;

    return dec_parse(s, decimaal ? decimaal : ',', ret) || (!decimaal && dec_parse(s, '.', ret));
}

bool import_getal(struct import *im, const struct tabel_rij *rij, int kolom, int schaal, int64_t *waarde,
                  uint8_t *ontbreekt, uint8_t *vlag)
{
    const struct cel *c = kolom < 0 ? NULL : tabel_cel(rij, (size_t)kolom);
    struct str s = c ? str_trim(c->tekst) : STR("");
    struct dec d;

    *waarde = 0;
    *ontbreekt = ONTBREEKT_NIET;
    if (!c || c->soort == CEL_LEEG || !s.n) {
        *ontbreekt = ONTBREEKT_NIET_GELEVERD;
        return true;
    }
    if (c->soort == CEL_FOUT) {
        *ontbreekt = ONTBREEKT_NIET_GELEVERD;
        *vlag |= VLAG_BRONFOUT;
        import_meld(im, MELDING_LET_OP, rij->nummer, kolom, s,
                    "de cel bevat een fout uit het rekenblad; geteld als niet geleverd");
        return true;
    }
    if (kolom_ontbreekt(s, ontbreekt)) {
        import_meld(im, MELDING_INFO, rij->nummer, kolom, s, "de cel zegt dat er geen cijfer is: %s",
                    cijfer_ontbreekt_naam((enum cijfer_ontbreekt) * ontbreekt).p);
        return true;
    }
    if (c->soort == CEL_GETAL) {
        d = c->getal;
    } else if (c->soort != CEL_TEKST || !getal_lees(im, s, &d)) {
        import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "verwacht een getal");
        return false;
    }
    return getal_schaal(im, rij, kolom, c, d, schaal, waarde);
}

bool import_jaar(struct import *im, const struct tabel_rij *rij, int kolom, int *ret)
{
    struct str s = import_tekst(rij, kolom);
    int64_t v;

    if (!num_i64(s, &v) || v < 1990 || v > 2100) {
        import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "verwacht een jaar van vier cijfers");
        return false;
    }
    *ret = (int)v;
    return true;
}

bool import_datum(struct import *im, const struct tabel_rij *rij, int kolom, date_t leeg, date_t *ret)
{
    struct str s = import_tekst(rij, kolom);
    const struct cel *c = kolom < 0 ? NULL : tabel_cel(rij, (size_t)kolom);

    *ret = leeg;
    if (!s.n)
        return true;
    if (c->soort == CEL_DATUM && c->datum) {
        *ret = c->datum;
        return true;
    }
    if (date_parse(s, ret))
        return true;
    import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "verwacht een datum als 2025-01-01");
    return false;
}

bool import_woningtype(struct import *im, const struct tabel_rij *rij, int kolom, struct str *ret)
{
    struct str ruw = import_tekst(rij, kolom), s;

    for (const struct woord_code *w = woningtype_woorden; w->woord; w++)
        if (str_is(ruw, w->woord)) { /* mostly written as we do */
            *ret = str_from(w->code);
            return true;
        }
    s = import_kop_naam(im->a, ruw);
    for (const struct woord_code *w = woningtype_woorden; w->woord; w++)
        if (str_is(s, w->woord)) {
            *ret = str_from(w->code);
            return true;
        }
    import_meld(im, MELDING_FOUT, rij->nummer, kolom, ruw,
                "verwacht een woningtype: nultreden, geclusterd, zorggeschikt, geclusterd-zorggeschikt, "
                "overig geschikt, regulier, onbekend of totaal");
    return false;
}

bool import_status(struct import *im, const struct tabel_rij *rij, int kolom, enum cijfer_status *ret)
{
    struct str s = import_tekst(rij, kolom);

    if (cijfer_status_lees(s, ret))
        return true;
    import_meld(im, MELDING_FOUT, rij->nummer, kolom, s,
                "verwacht een status: concept, zienswijze, vastgesteld, vervallen, voorlopig, nader "
                "voorlopig of definitief");
    return false;
}

static bool is_letter(struct str s, size_t i)
{
    unsigned char c = i < s.n ? (unsigned char)s.p[i] : ' ';

    return (c >= 'a' && c <= 'z') || c >= 0x80;
}

bool import_verzonnen(struct arena *a, struct str tekst)
{
    struct str s = str_lower(a, tekst), woord = STR("verzonnen"); /* folded, words would run together */

    for (size_t i = 0; i + woord.n <= s.n; i++)
        if (str_eq(str_sub(s, i, i + woord.n), woord) && !is_letter(s, i ? i - 1 : s.n) &&
            !is_letter(s, i + woord.n))
            return true;
    return false;
}

bool import_merk_verzonnen(struct import *im, bool alle_rijen)
{
    if (!alle_rijen && !import_verzonnen(im->a, im->l->bestand))
        return false;
    for (size_t i = 0; i < im->l->cijfer.n; i++)
        im->l->cijfer.at[i].vlag |= VLAG_VERZONNEN;
    import_meld(im, MELDING_INFO, 0, -1, STR(""),
                "het bestand noemt zich verzonnen: elk cijfer krijgt dat merk");
    return true;
}

int import_keuze(struct import *im, const struct tabel_rij *rij, int kolom, const char *const *woorden,
                 size_t n, const char *verwacht)
{
    struct str ruw = import_tekst(rij, kolom);
    struct arena scratch;
    int ret = -1;

    arena_init(&scratch, 0);
    for (size_t i = 0; i < n && ret < 0 && ruw.n && ruw.n < 100; i++)
        if (import_kop_past(&scratch, ruw, woorden[i]))
            ret = (int)i;
    arena_done(&scratch);
    if (ret < 0)
        import_meld(im, MELDING_FOUT, rij->nummer, kolom, ruw, "verwacht %s", verwacht);
    return ret;
}

const struct onderwerp *import_onderwerp(const struct import *im, struct str code)
{
    for (size_t i = 0; i < im->n_onderwerpen; i++)
        if (str_eq(im->onderwerpen[i].code, code))
            return &im->onderwerpen[i];
    return NULL;
}

/* Names the gebieden that may have been meant: "Bedoelt u Beekdaelen?" */
static void gebied_onbekend(struct import *im, const struct tabel_rij *rij, int kolom, struct str s,
                            const char *soort, date_t d, bool meerduidig)
{
    const struct gebied *nabij[GEBIED_NABIJ_MAX];
    struct arena scratch;
    struct buf b;
    size_t n;

    if (!s.n || meerduidig) {
        import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "%s",
                    meerduidig ? "de naam past op meer dan één gebied; gebruik de code"
                               : "hier hoort een gebied te staan");
        return;
    }
    arena_init(&scratch, 0);
    n = im->fouten < SUGGESTIES_MAX ? gebied_nabij(im->g, &scratch, s, str_from(soort), d, nabij) : 0;
    buf_init(&b, &scratch, 200);
    for (size_t i = 0; i < n; i++)
        buf_fmt(&b, "%s%.*s", !i ? "" : i + 1 < n ? ", " : " of ", STR_ARG(nabij[i]->naam));
    if (n)
        import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "dit gebied is niet bekend. Bedoelt u %.*s?",
                    STR_ARG(buf_str(&b)));
    else
        import_meld(im, MELDING_FOUT, rij->nummer, kolom, s,
                    "dit gebied is niet bekend; verwacht de code of de naam");
    arena_done(&scratch);
}

const struct gebied *import_gebied(struct import *im, const struct tabel_rij *rij, int kolom,
                                   const char *soort, date_t d)
{
    struct str ruw = kolom < 0 ? STR("") : tabel_cel(rij, (size_t)kolom)->tekst, s = str_trim(ruw);
    struct gebied_vondst v;
    struct map_entry *m;
    struct arena scratch;
    char sleutel[256];
    size_t n_soort = strlen(soort) + 1, n = sizeof d + n_soort + s.n;
    bool onthoud = n <= sizeof sleutel; /* no name of a gebied is longer */

    if (onthoud) { /* without formatting: asked for every row */
        memcpy(sleutel, &d, sizeof d);
        memcpy(sleutel + sizeof d, soort, n_soort);
        if (s.n)
            memcpy(sleutel + sizeof d + n_soort, s.p, s.n);
    }
    if (!im->gebieden.a)
        map_init(&im->gebieden, im->a);
    if (ruw.n != s.n)
        import_meld(im, MELDING_INFO, rij->nummer, kolom, (struct str){0},
                    "spaties rond de naam van een gebied weggelaten");
    m = onthoud ? map_get(&im->gebieden, (struct str){sleutel, n}) : NULL;
    if (m && m->value.p)
        return m->value.p;
    arena_init(&scratch, 0);
    v = gebied_zoek(im->g, &scratch, s, str_from(soort), d);
    arena_done(&scratch);
    if (!v.gebied) {
        gebied_onbekend(im, rij, kolom, s, soort, d, v.meerduidig);
        return NULL;
    }
    if (v.hoe == VONDST_CODE_HERSTELD)
        import_meld(im, MELDING_INFO, rij->nummer, kolom, s,
                    "code aangevuld tot een volledige code, zoals %.*s", STR_ARG(v.gebied->code));
    else if (v.hoe == VONDST_ANDERE_NAAM)
        import_meld(im, MELDING_INFO, rij->nummer, kolom, s, "andere schrijfwijze gelezen als %.*s",
                    STR_ARG(v.gebied->naam));
    if (v.buiten_geldigheid)
        import_meld(im, MELDING_LET_OP, rij->nummer, kolom, s, "%.*s (%.*s) bestond niet op %.*s: %.*s",
                    STR_ARG(v.gebied->naam), STR_ARG(v.gebied->code), STR_ARG(date_nl(im->a, d)),
                    STR_ARG(gebied_geschiedenis(im->g, im->a, v.gebied)));
    if (onthoud)
        map_put(&im->gebieden, str_dup(im->a, (struct str){sleutel, n}), NULL)->value.p = (void *)v.gebied;
    return v.gebied;
}

void import_cijfer(struct import *im, uint32_t reeks, const struct gebied *g, date_t van, date_t tot,
                   int64_t waarde, uint8_t ontbreekt, enum cijfer_status status, unsigned vlag, int64_t rij,
                   int kolom)
{
    import_cijfer_bron(im, reeks, g, van, tot, waarde, ontbreekt, status, vlag, rij,
                       import_bron_kolom(im, kolom));
}

void import_cijfer_bron(struct import *im, uint32_t reeks, const struct gebied *g, date_t van, date_t tot,
                        int64_t waarde, uint8_t ontbreekt, enum cijfer_status status, unsigned vlag,
                        int64_t rij, int kolom)
{
    VEC_PUSH(im->l->a, &im->l->cijfer,
             ((struct cijfer_nieuw){.gebied = g,
                                    .waarde = waarde,
                                    .reeks = reeks,
                                    .van = van,
                                    .tot = tot,
                                    .rij = (int32_t)rij,
                                    .blad = (int16_t)im->blad,
                                    .kolom = (int16_t)kolom,
                                    .ontbreekt = ontbreekt,
                                    .status = (uint8_t)status,
                                    .vlag = (uint8_t)vlag}));
}

void import_raakt(struct import *im, const struct gebied *g, int64_t rij)
{
    VEC_PUSH(im->a, &im->plek, ((struct import_plek){g, rij, im->blad}));
}

struct str import_code(struct arena *a, struct str naam)
{
    struct str f = str_fold(a, naam);
    struct buf b;

    buf_init(&b, a, 60);
    for (size_t i = 0; i < f.n && b.n < 59; i++) {
        bool teken = (f.p[i] >= 'a' && f.p[i] <= 'z') || (f.p[i] >= '0' && f.p[i] <= '9');

        if (teken)
            buf_char(&b, f.p[i]);
        else if (b.n && b.p[b.n - 1] != '-')
            buf_char(&b, '-');
    }
    while (b.n && b.p[b.n - 1] == '-')
        b.n--;
    return buf_str(&b);
}

struct str import_bron(struct import *im, struct str naam)
{
    struct map_entry *m;
    struct str code;

    if (!im->bronnen.a)
        map_init(&im->bronnen, im->a);
    m = map_get(&im->bronnen, naam);
    if (m) /* as on nearly every row */
        return *(const struct str *)m->value.p;
    naam = str_dup(im->a, naam);
    code = import_code(im->a, naam);
    m = map_get(&im->bronnen, code);
    if (!m) {
        struct str *eigen = ARENA_NEW(im->a, struct str);

        *eigen = code;
        m = map_put(&im->bronnen, code, NULL);
        m->value.p = eigen;
        VEC_PUSH(im->l->a, &im->l->bron,
                 ((struct bron){.code = code, .naam = naam, .houder = STR(""), .licentie = STR("")}));
    }
    if (!str_eq(naam, code)) {
        void *eigen = m->value.p; /* before the map grows */

        map_put(&im->bronnen, naam, NULL)->value.p = eigen;
    }
    return code;
}
