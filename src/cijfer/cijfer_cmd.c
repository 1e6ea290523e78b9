/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg cijfer tabel, cijfer herkomst, levering lijst, levering intrekken. */
#include "cijfer/cijfer_cmd.h"

#include "base/num.h"
#include "cijfer/levering.h"
#include "doc/json.h"
#include "gebied/omgeving.h"

#include <stdio.h>

static int venster_lees(const struct command_call *call, struct cijfer_vraag *v, struct err *e)
{
    struct str s = command_value(call, "venster"), naar, van = str_cut(s, '-', &naar);
    int64_t x = 0, y = 0;

    if (!s.p)
        return OK;
    if (!num_i64(van, &x) || !num_i64(naar, &y) || x < 0 || y < x || y > 9999)
        return err_set(e, ERR_USAGE, "--venster: verwacht jaren als 2024-2030");
    v->venster_van = (int)x;
    v->venster_tot = (int)y;
    return OK;
}

static int vraag_lees(const struct command_call *call, struct cijfer_vraag *v, struct err *e)
{
    struct str stand = command_value(call, "stand"), indeling = command_value(call, "indeling");
    int rc;

    *v = (struct cijfer_vraag){.onderwerp = command_value(call, "onderwerp"),
                               .woningtype = command_value(call, "woningtype"),
                               .segment = command_value(call, "segment"),
                               .kenmerk = command_value(call, "kenmerk"),
                               .bron = command_value(call, "bron"),
                               .indeling = indeling.p ? indeling : STR("gemeente"),
                               .binnen = command_value(call, "binnen")};
    if (str_is(v->woningtype, "totaal"))
        v->woningtype = STR("");
    rc = command_date(call, "peildatum", &v->peildatum, e);
    if (!rc)
        rc = command_date(call, "gebiedsdatum", &v->gebiedsdatum, e);
    if (!rc)
        rc = venster_lees(call, v, e);
    if (!rc && stand.p && !time_parse(stand, &v->stand))
        rc = err_set(e, ERR_USAGE, "--stand: verwacht een moment als 2025-01-01 of 2025-01-01T12:00:00Z");
    return rc;
}

static int cijfer_tabel_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    struct blik b;
    struct cijfer_vraag v;
    struct cijfer_tabel t;
    int rc = vraag_lees(call, &v, e);

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = cijfer_woorden_toets(b.c, call->a, &v, e);
    if (!rc)
        rc = cijfer_antwoord(b.c, b.g, call->a, &v, &t, e);
    if (!rc)
        rc = command_table(call, cijfer_tabel_doc(call->a, &t), e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int cijfer_herkomst_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    struct blik b;
    struct doc *d;
    struct buf out;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = cijfer_herkomst(b.c, b.g, call->a, command_value(call, "ID"), &d, e);
    if (!rc) {
        buf_init(&out, call->a, (size_t)1 << 30);
        json_write(&out, d, 2);
        buf_char(&out, '\n');
        fwrite(out.p, 1, out.n, stdout);
    }
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

struct doc *leveringen_doc(struct arena *a, const struct levering *l, size_t n)
{
    static const char *const kolommen[] = {"id",
                                           "Nummer",
                                           "getal",
                                           "soort",
                                           "Soort",
                                           "tekst",
                                           "leveraar",
                                           "Leveraar",
                                           "tekst",
                                           "peildatum",
                                           "Peildatum",
                                           "datum",
                                           "bestand",
                                           "Bestand",
                                           "tekst",
                                           "status",
                                           "Status",
                                           "tekst",
                                           "cijfers",
                                           "Cijfers",
                                           "getal",
                                           "ontvangen",
                                           "Ontvangen",
                                           "tekst",
                                           "wie",
                                           "Door",
                                           "tekst",
                                           "einde",
                                           "Einde",
                                           "tekst",
                                           "vervangenDoor",
                                           "Vervangen door",
                                           "getal",
                                           "reden",
                                           "Reden",
                                           "tekst",
                                           "bytes",
                                           "Bytes",
                                           "getal",
                                           "sha256",
                                           "SHA-256",
                                           "tekst",
                                           NULL};
    struct doc *t = table_new(a, STR("Leveringen"), kolommen), *rijen = doc_get(t, STR("rijen"));

    for (size_t i = 0; i < n; i++)
        doc_add(a, rijen, levering_doc(a, &l[i]));
    return t;
}

static int levering_lijst_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    struct blik b;
    const struct levering *l;
    size_t n;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = leveringen_lees(b.c, call->a, command_value(call, "alles").p != NULL, &l, &n, e);
    if (!rc)
        rc = command_table(call, leveringen_doc(call->a, l, n), e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int levering_intrekken_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    struct str reden = command_value(call, "reden");
    struct dader door;
    int64_t id = 0;
    int rc = command_int(call, "ID", &id, e);

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    door = dader_opdrachtregel();
    rc =
        levering_intrekken(o.store, &door, id, reden.p ? reden : STR("op de opdrachtregel, zonder reden"), e);
    if (!rc)
        printf("levering %lld is ingetrokken; de cijfers tellen niet meer mee en blijven leesbaar\n",
               (long long)id);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option tabel_opties[] = {
    OPTION_DB,
    {"onderwerp", "CODE", "wat u wilt zien, als inwoners, voorraad-eind of dekkingsgraad", true, false,
     false},
    {"indeling", "CODE", "gemeente, vijfdeling, corop, zorgkantoorregio, provincie, woondealregio of land",
     true, false, false},
    {"peildatum", "D", "de nieuwste cijfers tot en met deze dag; standaard de allernieuwste", false, false,
     false},
    {"gebiedsdatum", "D", "de gemeentelijke indeling van deze dag; standaard die van de peildatum", false,
     false, false},
    {"binnen", "CODE", "alleen gemeenten in dit gebied, als PV31", false, false, false},
    {"woningtype", "T", "nultreden, geclusterd, zorggeschikt of totaal", false, false, false},
    {"segment", "S", "uitsplitsing naar prijs of eigendom, als huur-sociaal", false, false, false},
    {"kenmerk", "K", "een andere uitsplitsing", false, false, false},
    {"bron", "CODE", "alleen cijfers van deze bron", false, false, false},
    {"venster", "VAN-TOT", "jaren waarin woningen erbij komen, als 2024-2030", false, false, false},
    {"stand", "MOMENT", "wat er op dit moment bekend was", false, false, false},
    OPTION_FORMAT,
    {0},
};
static const struct command_option herkomst_opties[] = {
    {"ID", "",
     "het nummer van een cijfer, of het adres van een berekend cijfer (kolom herkomst van een tabel)", true,
     true, false},
    OPTION_DB,
    {0},
};
static const struct command_option lijst_opties[] = {
    OPTION_DB, {"alles", NULL, "ook de referentietabellen", false, false, false}, OPTION_FORMAT, {0}};
static const struct command_option intrekken_opties[] = {
    {"ID", "", "het nummer van de levering", true, true, false},
    OPTION_DB,
    {"reden", "TEKST", "waarom; blijft bij de levering staan", false, false, false},
    {0}};

const struct command cijfer_commands[] = {
    {"cijfer", "tabel", "Toont een onderwerp per gebied",
     "Kolommen: gebied, naam, waarde, aanwezig en verwacht (hoeveel gebieden eronder een cijfer hebben), "
     "eenheid, periode, status,\n"
     "waarom een cijfer ontbreekt, bron, opmerking en herkomst. Ontbreken is iets anders dan nul: dan is "
     "waarde leeg.",
     cijfer_tabel_cmd, tabel_opties},
    {"cijfer", "herkomst", "Toont waar een cijfer vandaan komt, tot op de rij van het bestand", NULL,
     cijfer_herkomst_cmd, herkomst_opties},
    {"levering", "lijst", "Toont wat er geleverd is", NULL, levering_lijst_cmd, lijst_opties},
    {"levering", "intrekken", "Trekt een levering in",
     "De cijfers blijven leesbaar in de stand van voor de intrekking.", levering_intrekken_cmd,
     intrekken_opties},
    {0},
};
