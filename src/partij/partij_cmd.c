/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg partij lijst, maak, werkgebied, samenvoegen. */
#include "partij/partij.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"

#include <stdio.h>

/* One command: what it was given, and what the transaction needs. */
struct werk {
    struct command_call *call;
    const struct gebieden *g;
    struct dader d;
    date_t dag;
    int64_t id;
    int (*doe)(struct conn *c, struct werk *w, struct err *e);
};

static int werk_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;

    return w->doe(c, w, e);
}

static int schrijf(struct command_call *call, int (*doe)(struct conn *, struct werk *, struct err *),
                   struct werk *w, struct err *e)
{
    struct omgeving o;
    struct blik b = {0};
    int rc;

    *w = (struct werk){.call = call, .d = dader_opdrachtregel(), .dag = date_today(), .doe = doe};
    rc = command_date(call, "van", &w->dag, e);
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc) {
        store_return(o.store, b.c);
        b.c = NULL;
        w->g = b.g;
        rc = store_write(o.store, werk_doe, w, e);
    }
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static int partij_lijst_cmd(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {
        "id",        "Nummer",     "getal",       "soort", "Soort",      "tekst",       "naam",
        "Naam",      "tekst",      "kvk",         "KvK",   "tekst",      "cbs",         "CBS",
        "tekst",     "opgegaanIn", "Opgegaan in", "getal", "opgegaanOp", "Opgegaan op", "datum",
        "verzonnen", "Verzonnen",  "tekst",       "bron",  "Bron",       "tekst",       NULL};
    struct omgeving o;
    struct conn *c = NULL;
    const struct partij *p;
    struct str soort = command_value(call, "soort");
    size_t n;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = store_read(o.store, &c, e);
    if (!rc)
        rc = partijen_lees(c, call->a, soort.p ? soort : STR(""), command_value(call, "alles").p != NULL, &p,
                           &n, e);
    store_return(o.store, c);
    if (!rc) {
        struct doc *t = table_new(call->a, STR("Partijen"), kolommen), *rijen = doc_get(t, STR("rijen"));

        for (size_t i = 0; i < n; i++) {
            struct doc *d = doc_add(call->a, rijen, partij_doc(call->a, &p[i]));

            DOC_SET_STR(call->a, d, "verzonnen", p[i].verzonnen ? STR("verzonnen") : STR(""));
        }
        rc = command_table(call, t, e);
    }
    omgeving_sluit(&o);
    return rc;
}

/* The gemeenten of a list of codes, in which a region stands for its gemeenten. */
static int gebieden_van(struct arena *a, const struct gebieden *g, struct str lijst, date_t dag,
                        const int64_t **ret, size_t *ret_n, struct err *e)
{
    VEC(int64_t) v = {0};

    while (lijst.n) {
        struct str code = str_trim(str_cut(lijst, ',', &lijst));
        const struct gebied *x = gebied_bij_code(g, code);
        struct gebied_lijst l;

        if (!x)
            return err_set(e, ERR_DATA, "het gebied “%.*s” is er niet", STR_ARG(str_sub(code, 0, 40)));
        l = gebied_leden(g, a, x, dag);
        for (size_t i = 0; i < l.n; i++)
            VEC_PUSH(a, &v, l.at[i]->id);
    }
    *ret = v.at;
    *ret_n = v.n;
    return OK;
}

static int maak_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct command_call *call = w->call;
    struct str kvk = command_value(call, "kvk"), cbs = command_value(call, "cbs"),
               bron = command_value(call, "bron"), waar = command_value(call, "werkgebied"), fout;
    struct partij p = {.soort = command_value(call, "soort"),
                       .naam = str_trim(command_value(call, "NAAM")),
                       .kvk = kvk.p ? kvk : STR(""),
                       .cbs = cbs.p ? cbs : STR(""),
                       .bron = bron.p ? bron : STR("")};
    const int64_t *gebied;
    size_t n;
    int rc;

    fout = partij_keur(&p, w->g);
    if (fout.n)
        return err_set(e, ERR_DATA, "%.*s", STR_ARG(fout));
    rc = partij_schrijf(c, &w->d, &p, &w->id, e);
    if (!rc && !waar.p)
        waar = p.cbs;
    if (!rc)
        rc = gebieden_van(call->a, w->g, waar, w->dag, &gebied, &n, e);
    if (!rc && n)
        rc = partij_werkgebied_zet(c, &w->d, w->id, gebied, n, w->dag, e);
    return rc;
}

static int partij_maak_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, maak_doe, &w, e);

    if (!rc)
        printf("partij %lld is gemaakt\n", (long long)w.id);
    return rc;
}

static int werkgebied_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct partij p;
    const int64_t *gebied;
    size_t n;
    int rc = partij_zoek(c, w->call->a, command_value(w->call, "PARTIJ"), &p, e);

    if (!rc)
        rc = gebieden_van(w->call->a, w->g, command_value(w->call, "GEBIEDEN"), w->dag, &gebied, &n, e);
    if (!rc)
        rc = partij_werkgebied_zet(c, &w->d, p.id, gebied, n, w->dag, e);
    w->id = p.id;
    return rc;
}

static int partij_werkgebied_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, werkgebied_doe, &w, e);

    if (!rc)
        printf("het werkgebied van partij %lld is gezet\n", (long long)w.id);
    return rc;
}

static int samenvoegen_doe(struct conn *c, struct werk *w, struct err *e)
{
    struct partij van, naar;
    int rc = partij_zoek(c, w->call->a, command_value(w->call, "PARTIJ"), &van, e);

    if (!rc)
        rc = partij_zoek(c, w->call->a, command_value(w->call, "IN"), &naar, e);
    if (!rc)
        rc = partij_samenvoegen(c, &w->d, van.id, naar.id, w->dag, e);
    return rc;
}

static int partij_samenvoegen_cmd(struct command_call *call, struct err *e)
{
    struct werk w;
    int rc = schrijf(call, samenvoegen_doe, &w, e);

    if (!rc)
        printf("de partijen zijn samengevoegd; wat elk eerder deed, blijft onder haar eigen naam staan\n");
    return rc;
}

static const struct command_option lijst_opties[] = {
    OPTION_DB,
    {"soort", "SOORT", "gemeente, provincie, rijk, corporatie, zorgaanbieder, zorgkantoor of overig", false,
     false, false},
    {"alles", NULL, "ook wat in een andere partij is opgegaan", false, false, false},
    OPTION_FORMAT,
    {0},
};
static const struct command_option maak_opties[] = {
    {"NAAM", "", "hoe de organisatie heet", true, true, false},
    OPTION_DB,
    {"soort", "SOORT", "gemeente, provincie, rijk, corporatie, zorgaanbieder, zorgkantoor of overig", true,
     false, false},
    {"kvk", "NUMMER", "acht cijfers", false, false, false},
    {"cbs", "CODE", "het gebied dat zij bestuurt, als GM0935", false, false, false},
    {"werkgebied", "CODES", "waar zij werkt, gescheiden door komma's; standaard het gebied dat zij bestuurt",
     false, false, false},
    {"van", "D", "vanaf welke dag; standaard vandaag", false, false, false},
    {"bron", "TEKST", "waar dit vandaan komt", false, false, false},
    {0},
};
static const struct command_option werkgebied_opties[] = {
    {"PARTIJ", "", "nummer, KvK-nummer, CBS-code of naam", true, true, false},
    {"GEBIEDEN", "", "codes, gescheiden door komma's; een regio staat voor haar gemeenten", true, true,
     false},
    OPTION_DB,
    {"van", "D", "vanaf welke dag; standaard vandaag", false, false, false},
    {0},
};
static const struct command_option samenvoegen_opties[] = {
    {"PARTIJ", "", "die opgaat in een andere: nummer, KvK-nummer, CBS-code of naam", true, true, false},
    {"IN", "", "de partij waarin zij opgaat", true, true, false},
    OPTION_DB,
    {"van", "D", "op welke dag; standaard vandaag", false, false, false},
    {0},
};

const struct command partij_commands[] = {
    {"partij", "lijst", "Toont de organisaties die meedoen", NULL, partij_lijst_cmd, lijst_opties},
    {"partij", "maak", "Voegt een organisatie toe", NULL, partij_maak_cmd, maak_opties},
    {"partij", "werkgebied", "Zet in welke gemeenten een organisatie werkt, vanaf een dag", NULL,
     partij_werkgebied_cmd, werkgebied_opties},
    {"partij", "samenvoegen", "Laat een organisatie opgaan in een andere",
     "Leveringen, mensen en spoor van beide blijven staan.", partij_samenvoegen_cmd, samenvoegen_opties},
    {0},
};
