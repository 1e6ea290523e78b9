/* SPDX-License-Identifier: EUPL-1.2
 * Single figures out of a public document (a Kamerbrief, a report), each row with its place in that document.
 * Words of the document such as "ongeveer" stay with the figure. */
#include "route/importeurs.h"

struct kerncijfers {
    int onderwerp, gebied, type, segment, jaar, van, tot, horizon_van, horizon_tot, waarde, eenheid, bron,
        vindplaats, set, status, toelichting;
    struct map gezien;
};

const struct kolom kerncijfers_kolommen[KERNCIJFERS_KOLOM_N] = {
    {.namen = "onderwerp",
     .ook = "indicator|maatstaf|topic|variabele",
     .type = KOLOM_IS_ONDERWERP,
     .plaats = offsetof(struct kerncijfers, onderwerp),
     .verplicht = true,
     .voorbeeld = "subsidie-woningen",
     .uitleg = "Code van het onderwerp, als subsidie-woningen"},
    {.namen = "gebied",
     .ook =
         "gemeente|regio|gemeentenaam|gemeentecode|regios|gebiedscode|naam gemeente|gm code|provincie|code",
     .type = KOLOM_IS_GEBIED,
     .plaats = offsetof(struct kerncijfers, gebied),
     .verplicht = true,
     .voorbeeld = "Vaals",
     .uitleg = "Naam of code van het gebied; NL01 is Nederland"},
    {.namen = "woningtype",
     .ook = "type woning|soort woning|woonvorm",
     .type = KOLOM_IS_WONINGTYPE,
     .plaats = offsetof(struct kerncijfers, type),
     .voorbeeld = "zorggeschikt",
     .uitleg = "Om welke woningen het gaat; leeg is alle"},
    {.namen = "segment",
     .ook = "prijsklasse|huur of koop|eigendom",
     .plaats = offsetof(struct kerncijfers, segment),
     .uitleg = "Huur of koop en prijsklasse, of een ander deel; leeg is alle"},
    {.namen = "jaar",
     .ook = "perioden|periode|peiljaar|verslagjaar|year",
     .type = KOLOM_IS_JAAR,
     .plaats = offsetof(struct kerncijfers, jaar),
     .uitleg = "Het jaar waarover het cijfer gaat, in plaats van periode_van en periode_tot: van wat in een "
               "jaar gebeurt dat hele jaar, van een stand 1 januari"},
    {.namen = "periode van",
     .ook = "van|begin|startdatum|datum van",
     .type = KOLOM_IS_DATUM,
     .plaats = offsetof(struct kerncijfers, van),
     .voorbeeld = "2024-01-01",
     .uitleg = "Eerste dag waarop of waarover het cijfer geldt"},
    {.namen = "periode tot|peildatum",
     .ook = "tot|einde|datum|datum tot|standdatum",
     .type = KOLOM_IS_DATUM,
     .plaats = offsetof(struct kerncijfers, tot),
     .voorbeeld = "2024-12-31",
     .uitleg = "Laatste dag; leeg is de peildatum van de levering"},
    {.namen = "horizon van",
     .ook = "eerste jaar|jaar van",
     .type = KOLOM_IS_JAAR,
     .plaats = offsetof(struct kerncijfers, horizon_van),
     .voorbeeld = "2025",
     .uitleg = "Eerste jaar waarvoor het bedoeld is, van een plan of verwachting"},
    {.namen = "horizon tot",
     .ook = "laatste jaar|jaar tot|tot en met|doeljaar|t/m",
     .type = KOLOM_IS_JAAR,
     .plaats = offsetof(struct kerncijfers, horizon_tot),
     .voorbeeld = "2030",
     .uitleg = "Laatste jaar waarvoor het bedoeld is"},
    {.namen = "waarde",
     .ook = "aantal|cijfer|getal|value|totaal|woningen|aantal woningen",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct kerncijfers, waarde),
     .verplicht = true,
     .meet = true,
     .voorbeeld = "120",
     .uitleg = "Het getal; leeg is niet geleverd"},
    {.namen = "eenheid",
     .ook = "unit|maateenheid",
     .plaats = offsetof(struct kerncijfers, eenheid),
     .voorbeeld = "woningen",
     .uitleg = "Waarin het getal staat; moet die van het onderwerp zijn"},
    {.namen = "bron",
     .ook = "document|publicatie|herkomst",
     .plaats = offsetof(struct kerncijfers, bron),
     .verplicht = true,
     .voorbeeld = "Verzonnen brief",
     .uitleg = "Het stuk waar het cijfer uit komt"},
    {.namen = "vindplaats",
     .ook = "bladzijde|pagina|paragraaf|tabel",
     .plaats = offsetof(struct kerncijfers, vindplaats),
     .voorbeeld = "bladzijde 3",
     .uitleg = "De bladzijde of paragraaf"},
    {.namen = "definitieset",
     .ook = "definitie",
     .plaats = offsetof(struct kerncijfers, set),
     .uitleg = "Volgens welke definities; leeg is die van het onderwerp"},
    {.namen = "status",
     .ook = "stand",
     .type = KOLOM_IS_STATUS,
     .plaats = offsetof(struct kerncijfers, status),
     .voorbeeld = "definitief",
     .uitleg = "Hoe zeker het cijfer is; mag leeg zijn"},
    {.namen = "toelichting",
     .ook = "opmerking|opmerkingen|noot",
     .plaats = offsetof(struct kerncijfers, toelichting),
     .voorbeeld = "verzonnen voorbeeld",
     .uitleg = "Een opmerking; ongeveer of verzonnen vooraan blijft bij het cijfer"},
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
    if (k->eenheid >= 0 && !str_ieq(eenheid, o->eenheid)) {
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

/* Of a year: what flows is of the whole of it, a stand is of its first day. */
static bool periode_lees(struct import *im, const struct tabel_rij *r, const struct kerncijfers *k,
                         const struct onderwerp *o, date_t *van, date_t *tot)
{
    bool goed;
    int jaar;

    if (import_tekst(r, k->jaar).n) {
        if (import_tekst(r, k->van).n || import_tekst(r, k->tot).n) {
            import_meld(im, MELDING_FOUT, r->nummer, k->jaar, import_tekst(r, k->jaar),
                        "geef een jaar, of een periode van en tot; niet allebei");
            return false;
        }
        if (!import_jaar(im, r, k->jaar, &jaar))
            return false;
        *van = jaar * 10000 + 101;
        *tot = o && o->aard == AARD_STROOM ? jaar * 10000 + 1231 : *van;
        return true;
    }
    goed = import_datum(im, r, k->tot, im->l->peildatum, tot);

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

    goed = periode_lees(im, r, k, o, &van, &tot) && goed;
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
    struct tabel_rij r;
    int rc = import_kolommen(im, kerncijfers_kolommen, KERNCIJFERS_KOLOM_N, &k, &r, e);

    if (rc)
        return rc;
    map_init(&k.gezien, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &k);
    return rc;
}
