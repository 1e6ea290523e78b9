/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg pakket maak, pakket importeer. */
#include "pakket/pakket.h"

#include "base/fd.h"
#include "base/num.h"
#include "gebied/gebied_cmd.h"
#include "spoor/spoor.h"
#include "tabel/stroom.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAKKET_MAX ((size_t)64 << 30) /* bytes of a package as a file */

/* ---- making ---- */

static int keuze_lees(struct command_call *call, struct pakket_keuze *k, struct err *e)
{
    struct str stand = command_value(call, "stand");
    int rc;

    *k = (struct pakket_keuze){.gebied = command_value(call, "gebied"),
                               .indeling = command_value(call, "indeling"),
                               .volledig = command_value(call, "volledig").p != NULL};
    rc = pakket_codes(call->a, command_value(call, "onderwerp"), &k->onderwerp, &k->n_onderwerpen, e);
    if (!rc)
        rc = pakket_codes(call->a, command_value(call, "bron"), &k->bron, &k->n_bronnen, e);
    if (!rc)
        rc = command_date(call, "van", &k->van, e);
    if (!rc)
        rc = command_date(call, "tot", &k->tot, e);
    if (!rc && stand.p && !time_parse(stand, &k->stand))
        rc = err_set(e, ERR_USAGE, "--stand: verwacht een moment als 2025-01-01 of 2025-01-01T12:00:00Z");
    return rc;
}

static int stukken_schrijf(struct pakket_maker *m, int fd, const char *pad, int64_t *ret_bytes, struct err *e)
{
    struct arena a;
    struct buf b;
    int rc = 1;

    arena_init(&a, 0);
    while (rc > 0) {
        arena_reset(&a);
        buf_init(&b, &a, SIZE_MAX);
        rc = pakket_stuk(m, &b, e);
        if (rc >= 0 && !schrijf_alles(fd, buf_str(&b).p, buf_str(&b).n))
            rc = err_set(e, ERR_ENV, "%s is niet te schrijven: %s", pad, err_oorzaak(errno));
        *ret_bytes += (int64_t)b.n;
    }
    arena_done(&a);
    return rc;
}

/* Beside its place first, so that half a package is never taken for a whole one. A full package holds
 * secrets: only its maker may read it. */
static int bestand_schrijf(struct arena *a, struct pakket_maker *m, struct str pad, bool volledig,
                           int64_t *ret_bytes, struct err *e)
{
    const char *doel = str_cstr(a, pad), *half = str_fmt(a, "%s.deel", doel).p;
    int fd = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, volledig ? 0600 : 0644);
    int rc;

    if (fd < 0)
        return err_set(e, ERR_ENV, "%s is niet te maken: %s", half, err_oorzaak(errno));
    rc = stukken_schrijf(m, fd, doel, ret_bytes, e);
    if (!rc && fsync(fd))
        rc = err_set(e, ERR_ENV, "%s is niet te schrijven: %s", half, err_oorzaak(errno));
    close(fd);
    if (!rc && rename(half, doel))
        rc = err_set(e, ERR_ENV, "%s is niet te maken: %s", doel, err_oorzaak(errno));
    if (rc)
        unlink(half);
    return rc;
}

/* A whole package holds what is confidential: that it was made is in the trail. */
static int noteer(struct conn *c, void *ctx, struct err *e)
{
    struct dader d = dader_opdrachtregel();

    (void)ctx;
    return spoor_schrijf(c, &d, &(struct daad){"pakket.volledig", "database", 0, NULL, NULL}, e);
}

static int maak_cmd(struct command_call *call, struct err *e)
{
    struct str uit = command_value(call, "uit");
    struct pakket_maker *m = NULL;
    struct pakket_keuze k;
    struct omgeving o;
    int64_t bytes = 0;
    int rc = keuze_lees(call, &k, e);

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    if (k.volledig)
        rc = store_write(o.store, noteer, NULL, e);
    if (!rc)
        rc = pakket_maker_new(&o, &k, &m, e);
    if (!rc)
        rc = bestand_schrijf(call->a, m, uit, k.volledig, &bytes, e);
    pakket_maker_free(m);
    omgeving_sluit(&o);
    if (rc)
        return rc;
    printf("%.*s: %.*s bytes\n", STR_ARG(uit), STR_ARG(num_nl(call->a, bytes, 0)));
    if (k.volledig)
        printf("let op: dit pakket bevat ook wat vertrouwelijk is, en de geleverde bestanden; geef het niet "
               "door\n");
    return OK;
}

/* ---- taking in ---- */

static void uitslag_druk(struct arena *a, const struct pakket_opdracht *x, const struct pakket_uitslag *u)
{
    printf("%s%.*s leveringen met %.*s cijfers, %.*s plannen en %.*s grenzen%s\n",
           x->proef ? "proef: er is niets gewijzigd; het zou gaan om " : "ingevoerd: ",
           STR_ARG(num_nl(a, u->leveringen, 0)), STR_ARG(num_nl(a, u->cijfers, 0)),
           STR_ARG(num_nl(a, u->plannen, 0)), STR_ARG(num_nl(a, u->grenzen, 0)),
           u->volledig ? "" : "; een open pakket: zonder wat vertrouwelijk is");
    if (u->vervangen)
        printf("%.*s leveringen %s vervangen\n", STR_ARG(num_nl(a, u->vervangen, 0)),
               x->proef ? "worden" : "zijn");
    if (u->verhuizing)
        printf("deze installatie was leeg: wat wanneer bekend was, blijft zoals het was (stand van %.*s)\n",
               STR_ARG(time_nl(a, u->stand)));
}

static int importeer_cmd(struct command_call *call, struct err *e)
{
    struct str pad = command_value(call, "BESTAND"), wie = command_value(call, "wie"), naam = pad, rest;
    const char *gebruiker = getenv("USER");
    struct pakket_opdracht x = {.wie = wie.p       ? wie
                                       : gebruiker ? str_from(gebruiker)
                                                   : STR("opdrachtregel"),
                                .proef = command_value(call, "proef").p != NULL};
    struct pakket_uitslag u;
    struct omgeving o;
    int rc;

    while (str_cut(naam, '/', &rest).n < naam.n && rest.n)
        naam = rest;
    x.naam = naam;
    rc = bestand_map(str_cstr(call->a, pad), PAKKET_MAX, &x.bytes, e);
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (!rc) {
        rc = pakket_importeer(&o, &x, &u, e);
        omgeving_sluit(&o);
    }
    bestand_map_los(x.bytes);
    if (!rc)
        uitslag_druk(call->a, &x, &u);
    return rc;
}

static const struct command_option maak_opties[] = {
    OPTION_DB,
    {"uit", "BESTAND", "het zip-bestand dat gemaakt wordt", true, false, false},
    {"onderwerp", "CODES", "alleen deze onderwerpen, met komma's ertussen", false, false, false},
    {"bron", "CODES", "alleen cijfers van deze bronnen, met komma's ertussen", false, false, false},
    {"gebied", "CODE", "alleen cijfers van dit gebied en de gemeenten erin", false, false, false},
    {"van", "D", "alleen perioden die eindigen op of na deze dag, als 2024-01-01", false, false, false},
    {"tot", "D", "alleen perioden die eindigen op of voor deze dag", false, false, false},
    {"indeling", "CODE", "ook tabellen, opgeteld over deze indeling", false, false, false},
    {"stand", "MOMENT", "wat er op dit moment bekend was", false, false, false},
    {"volledig", NULL, "alles, ook wat vertrouwelijk of vervangen is en de geleverde bestanden", false, false,
     false},
    {0},
};
static const struct command_option importeer_opties[] = {
    {"BESTAND", "", "het datapakket", true, true, false},
    OPTION_DB,
    {"proef", NULL, "controleert alles en toont wat er zou veranderen, zonder iets te wijzigen", false, false,
     false},
    {"wie", "NAAM", "wie het invoert; standaard de gebruiker van de computer", false, false, false},
    {0},
};

const struct command pakket_commands[] = {
    {"pakket", "maak", "Maakt een datapakket: een zip met cijfers, codelijsten, herkomst en een beschrijving",
     "Zonder --volledig is het een open pakket: wat iedereen mag zien. Een vertrouwelijk cijfer zit er "
     "alleen in een som "
     "in die het\n"
     "verbergt. Met --volledig zit alles erin, om een installatie te verhuizen of te bewaren; alleen u kunt "
     "dat bestand "
     "dan lezen.",
     maak_cmd, maak_opties},
    {"pakket", "importeer", "Voert een datapakket in",
     "Alles of niets, na een controle van elk bestand, elke vingerafdruk en elke rij. Een lege installatie "
     "krijgt de cijfers "
     "met wat er wanneer\n"
     "bekend was; in een andere gelden ze vanaf nu. Wat er al geleverd is, wordt geweigerd.",
     importeer_cmd, importeer_opties},
    {0},
};
