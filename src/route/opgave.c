/* SPDX-License-Identifier: EUPL-1.2
 * The opgave table, our own CSV: per gemeente (or any gebied) and woningtype the number of homes needed up to
 * a year, with its bron and status. Cumulative: "2030" means up to and including 2030. */
#include "route/importeurs.h"

struct opgave {
    int gebied, type, jaar, aantal, bron, status, set;
};

const struct kolom opgave_kolommen[OPGAVE_KOLOM_N] = {
    {.namen = "gemeente|gebied|gemeentecode|gebiedscode",
     .ook = "regio|gemeentenaam|naam gemeente|gem code|gm code|gebiedsnaam|plaats",
     .type = KOLOM_IS_GEBIED,
     .plaats = offsetof(struct opgave, gebied),
     .verplicht = true,
     .voorbeeld = "Vaals",
     .uitleg = "Naam of code van de gemeente of regio, als Vaals, GM0981 of VD04"},
    {.namen = "woningtype|type",
     .ook = "soort woning|type woning|woonvorm|categorie woning",
     .type = KOLOM_IS_WONINGTYPE,
     .plaats = offsetof(struct opgave, type),
     .verplicht = true,
     .voorbeeld = "nultreden",
     .uitleg = "Om welke woningen het gaat"},
    {.namen = "jaar|tot en met|jaar tot",
     .ook = "t/m|t/m jaar|tot en met jaar|doeljaar|horizon|einde|eindjaar",
     .type = KOLOM_IS_JAAR,
     .plaats = offsetof(struct opgave, jaar),
     .verplicht = true,
     .voorbeeld = "2030",
     .uitleg = "Het jaar tot en met welk het aantal telt"},
    {.namen = "aantal|opgave|woningen",
     .ook = "aantal woningen|woningbehoefte|behoefte|nodig|benodigd|taakstelling|totaal",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct opgave, aantal),
     .verplicht = true,
     .meet = true,
     .voorbeeld = "140",
     .uitleg = "Hoeveel woningen er nodig zijn, een heel getal; leeg is niet geleverd, 0 is nul"},
    {.namen = "bron",
     .ook = "herkomst|document|afspraak",
     .plaats = offsetof(struct opgave, bron),
     .voorbeeld = "Verzonnen woondeal",
     .uitleg = "Waar de opgave staat, als Woondeal Zuid-Limburg"},
    {.namen = "status",
     .ook = "stand|vaststelling",
     .type = KOLOM_IS_STATUS,
     .plaats = offsetof(struct opgave, status),
     .voorbeeld = "concept",
     .uitleg = "Hoe zeker de opgave is"},
    {.namen = "definitieset|definitie",
     .plaats = offsetof(struct opgave, set),
     .voorbeeld = "bzk-2023",
     .uitleg = "Volgens welke definities; bzk-2023 als u niets invult"},
};

int opgave_lees(struct import *im, struct err *e)
{
    struct opgave o;
    struct map gezien; /* reeks and gebied */
    struct tabel_rij r;
    int rc = import_kolommen(im, opgave_kolommen, OPGAVE_KOLOM_N, &o, &r, e);

    if (rc)
        return rc;
    map_init(&gezien, im->a);
    while ((rc = import_rij(im, &r, e)) > 0) {
        struct reeks_nieuw k = {
            .onderwerp = STR("opgave"), .bron = STR("opgave"), .definitieset = STR("bzk-2023")};
        const struct gebied *g = import_gebied(im, &r, o.gebied, "", im->l->peildatum);
        enum cijfer_status st = STATUS_GEEN;
        uint8_t ontbreekt, vlag = 0;
        struct str naam = import_tekst(&r, o.bron);
        int64_t waarde, sleutel[2];
        uint32_t reeks;
        bool goed = g != NULL;

        goed = import_woningtype(im, &r, o.type, &k.woningtype) && goed;
        goed = import_jaar(im, &r, o.jaar, &k.horizon_tot) && goed;
        goed = import_getal(im, &r, o.aantal, 0, &waarde, &ontbreekt, &vlag) && goed;
        goed = import_status(im, &r, o.status, &st) && goed;
        if (!goed)
            continue;
        if (naam.n)
            k.bron = import_bron(im, naam);
        if (import_tekst(&r, o.set).n)
            k.definitieset = str_lower(
                im->a, import_tekst(&r, o.set)); /* "basisset-2.0": not as import_code would write it */
        if (import_verzonnen(im->a, naam))
            vlag |= VLAG_VERZONNEN;
        reeks = levering_reeks(im->l, &k);
        sleutel[0] = (int64_t)reeks;
        sleutel[1] = g->id;
        if (map_get(&gezien, (struct str){(const char *)sleutel, sizeof sleutel})) {
            import_meld(im, MELDING_FOUT, r.nummer, o.gebied, g->naam,
                        "dezelfde opgave staat er al: gebied, woningtype, jaar en bron zijn gelijk aan die "
                        "van een eerdere rij");
            continue;
        }
        map_put(&gezien, str_dup(im->a, (struct str){(const char *)sleutel, sizeof sleutel}), NULL);
        if (waarde < 0 && !ontbreekt) {
            import_meld(im, MELDING_FOUT, r.nummer, o.aantal, import_tekst(&r, o.aantal),
                        "een opgave kan niet onder nul zijn; laat de cel leeg als de opgave niet bekend is");
            continue;
        }
        import_cijfer(im, reeks, g, im->l->peildatum, im->l->peildatum, waarde, ontbreekt, st, vlag, r.nummer,
                      o.aantal);
    }
    return rc;
}
