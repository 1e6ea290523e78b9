/* SPDX-License-Identifier: EUPL-1.2
 * The reference tables (gebieden, indelingen, herindelingen, bronnen, onderwerpen …): data files that come
 * with the program and are imported as a levering like any other. One table below says which column goes
 * where; nothing else knows their form. */
#include "base/som.h"
#include "route/importeurs.h"

#include "http/http.h"

#include <string.h>

enum { KOLOMMEN_MAX = 16, REFERENTIE_PEILDATUM = 20260101 };

enum ref_soort { REF_TEKST, REF_LEEG_MAG, REF_VAN, REF_TOT, REF_GETAL, REF_ROUTE };

struct ref_kolom {
    const char *naam;
    enum ref_soort soort;
};

static int ref_lees(struct import *im, struct err *e);
#define REF(soort, naam)                                                                                     \
    {                                                                                                        \
        soort, naam, "Een referentietabel: vervangt de vorige als geheel.", "", ref_lees, false              \
    }

struct referentie {
    struct importeur importeur;
    const char *bestand;
    struct ref_kolom kolom[KOLOMMEN_MAX + 1]; /* ends with naam NULL; parameters ?1 … ?n, then the levering */
    const char *sql;
    const char
        *sql_na; /* afterwards, ?1 the levering: removes what the new version no longer holds; may be NULL */
};

/* In order: a later one refers to the earlier ones. */
static const struct referentie referenties[] = {
    {REF("referentie-definities", "Definitiesets"),
     "definities.csv",
     {{"code", REF_TEKST},
      {"naam", REF_TEKST},
      {"organisatie", REF_LEEG_MAG},
      {"geldig_van", REF_VAN},
      {"bron", REF_LEEG_MAG}},
     "INSERT INTO definitieset (code, naam, organisatie, geldig_van, bron) SELECT ?1, ?2, ?3, ?4, ?5 WHERE "
     "?6 > 0"
     " ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, organisatie = excluded.organisatie, geldig_van "
     "= excluded.geldig_van, bron = excluded.bron",
     NULL},
    {REF("referentie-bronnen", "Bronnen"),
     "bronnen.csv",
     {{"code", REF_TEKST},
      {"naam", REF_TEKST},
      {"route", REF_ROUTE},
      {"houder", REF_LEEG_MAG},
      {"licentie", REF_LEEG_MAG},
      {"toelichting", REF_LEEG_MAG}},
     "INSERT INTO bron (code, naam, route, houder, licentie, toelichting) SELECT ?1, ?2, ?3, ?4, ?5, ?6 "
     "WHERE ?7 > 0"
     " ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, route = excluded.route, houder = "
     "excluded.houder, licentie = excluded.licentie,"
     " toelichting = excluded.toelichting",
     NULL},
    {REF("referentie-onderwerpen", "Onderwerpen"),
     "onderwerpen.csv",
     {{"code", REF_TEKST},
      {"naam", REF_TEKST},
      {"eenheid", REF_TEKST},
      {"schaal", REF_GETAL},
      {"aard", REF_TEKST},
      {"route", REF_ROUTE},
      {"definitieset", REF_TEKST},
      {"omschrijving", REF_TEKST},
      {"venster", REF_GETAL},
      {"standaardbron", REF_LEEG_MAG}},
     "INSERT INTO onderwerp (code, naam, eenheid, schaal, aard, route, definitieset_id, omschrijving, "
     "venster, standaardbron)"
     " SELECT ?1, ?2, ?3, ?4, ?5, ?6, (SELECT id FROM definitieset WHERE code = ?7), ?8, ?9, ?10 WHERE ?11 > "
     "0"
     " ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, eenheid = excluded.eenheid, route = "
     "excluded.route,"
     " definitieset_id = excluded.definitieset_id, omschrijving = excluded.omschrijving, venster = "
     "excluded.venster, standaardbron = excluded.standaardbron",
     NULL},
    {REF("referentie-indelingen", "Indelingen"),
     "indelingen.csv",
     {{"indeling", REF_TEKST}, {"naam", REF_TEKST}, {"bron", REF_TEKST}, {"geldig_van", REF_VAN}},
     "INSERT INTO indeling (code, naam, bron, geldig_van, levering_id) VALUES (?1, ?2, ?3, ?4, ?5)"
     " ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, bron = excluded.bron, geldig_van = "
     "excluded.geldig_van, levering_id = excluded.levering_id",
     NULL},
    {REF("referentie-regios", "Regio's"),
     "regios.csv",
     {{"code", REF_TEKST}, {"naam", REF_TEKST}, {"indeling", REF_TEKST}, {"van", REF_VAN}, {"tot", REF_TOT}},
     "INSERT INTO gebied (code, naam, soort, van, tot, levering_id) VALUES (?1, ?2, (SELECT code FROM "
     "indeling WHERE code = ?3), ?4, ?5, ?6)"
     " ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, soort = excluded.soort, van = excluded.van, "
     "tot = excluded.tot, levering_id = excluded.levering_id",
     NULL},
    {REF("referentie-gemeenten", "Gemeenten"),
     "gemeenten.csv",
     {{"code", REF_TEKST}, {"naam", REF_TEKST}, {"van", REF_VAN}, {"tot", REF_TOT}},
     "INSERT INTO gebied (code, naam, soort, van, tot, levering_id) VALUES (?1, ?2, 'gemeente', ?3, ?4, ?5)"
     " ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, van = excluded.van, tot = excluded.tot, "
     "levering_id = excluded.levering_id",
     NULL},
    {REF("referentie-namen", "Andere schrijfwijzen van gebieden"),
     "namen.csv",
     {{"code", REF_TEKST}, {"naam", REF_TEKST}},
     "INSERT INTO gebied_naam (gebied_id, naam, levering_id) VALUES ((SELECT id FROM gebied WHERE code = "
     "?1), ?2, ?3)"
     " ON CONFLICT (gebied_id, naam) DO UPDATE SET levering_id = excluded.levering_id",
     "DELETE FROM gebied_naam WHERE levering_id <> ?1"},
    {REF("referentie-leden", "Gemeenten per regio"),
     "leden.csv",
     {{"indeling", REF_TEKST},
      {"regio", REF_TEKST},
      {"gemeente", REF_TEKST},
      {"van", REF_VAN},
      {"tot", REF_TOT}},
     "INSERT INTO indeling_lid (indeling_id, regio_id, gemeente_id, van, tot, levering_id) VALUES ((SELECT "
     "id FROM indeling WHERE code = ?1),"
     " (SELECT id FROM gebied WHERE code = ?2), (SELECT id FROM gebied WHERE code = ?3), ?4, ?5, ?6)"
     " ON CONFLICT (indeling_id, gemeente_id, van) DO UPDATE SET regio_id = excluded.regio_id, tot = "
     "excluded.tot, levering_id = excluded.levering_id",
     "DELETE FROM indeling_lid WHERE levering_id <> ?1"},
    {REF("referentie-herindelingen", "Herindelingen"),
     "herindelingen.csv",
     {{"datum", REF_VAN},
      {"van", REF_TEKST},
      {"naar", REF_TEKST},
      {"gewicht_ppm", REF_GETAL},
      {"grondslag", REF_TEKST},
      {"bron", REF_LEEG_MAG}},
     "INSERT INTO herindeling (datum, van_id, naar_id, gewicht, grondslag, bron, levering_id) VALUES (?1, "
     "(SELECT id FROM gebied WHERE code = ?2),"
     " (SELECT id FROM gebied WHERE code = ?3), ?4, ?5, ?6, ?7)"
     " ON CONFLICT (datum, van_id, naar_id) DO UPDATE SET gewicht = excluded.gewicht, grondslag = "
     "excluded.grondslag, bron = excluded.bron,"
     " levering_id = excluded.levering_id",
     "DELETE FROM herindeling WHERE levering_id <> ?1"},
    {REF("referentie-tegels", "Plaats op de tegelkaart"),
     "tegels.csv",
     {{"kaart", REF_TEKST},
      {"code", REF_TEKST},
      {"kort", REF_TEKST},
      {"kolom", REF_GETAL},
      {"rij", REF_GETAL}},
     "INSERT INTO tegel (kaart, gebied_id, kort, kolom, rij, levering_id) VALUES (?1, (SELECT id FROM gebied "
     "WHERE code = ?2), ?3, ?4, ?5, ?6)"
     " ON CONFLICT (kaart, gebied_id) DO UPDATE SET kort = excluded.kort, kolom = excluded.kolom, rij = "
     "excluded.rij, levering_id = excluded.levering_id",
     "DELETE FROM tegel WHERE levering_id <> ?1"},
    {REF("referentie-planstatussen", "Planologische statussen"),
     "planstatussen.csv",
     {{"code", REF_TEKST},
      {"naam", REF_TEKST},
      {"hardheid", REF_TEKST},
      {"volgorde", REF_GETAL},
      {"versie", REF_TEKST},
      {"bron", REF_TEKST}},
     "INSERT INTO planstatus (code, naam, hardheid, volgorde, versie, bron, levering_id) VALUES (?1, ?2, ?3, "
     "?4, ?5, ?6, ?7)"
     " ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, hardheid = excluded.hardheid, volgorde = "
     "excluded.volgorde, versie = "
     "excluded.versie, bron = excluded.bron, levering_id = excluded.levering_id",
     NULL},
    {REF("referentie-planstatus-woorden", "Woorden voor planologische statussen"),
     "planstatus-woorden.csv",
     {{"woord", REF_TEKST},
      {"status", REF_TEKST},
      {"lijst", REF_TEKST},
      {"versie", REF_TEKST},
      {"toelichting", REF_LEEG_MAG}},
     "INSERT INTO planstatus_woord (woord, status, lijst, versie, toelichting, levering_id) VALUES (?1, ?2, "
     "?3, ?4, ?5, ?6)",
     NULL},
    {REF("referentie-kwaliteit-regels", "Regels voor de kwaliteit van cijfers"),
     "kwaliteit-regels.csv",
     {{"code", REF_TEKST},
      {"versie", REF_TEKST},
      {"soort", REF_TEKST},
      {"naam", REF_TEKST},
      {"links", REF_TEKST},
      {"teken", REF_TEKST},
      {"rechts", REF_LEEG_MAG},
      {"marge", REF_TEKST},
      {"drempel", REF_LEEG_MAG},
      {"minimum", REF_LEEG_MAG},
      {"gelijken", REF_LEEG_MAG},
      {"ernst", REF_TEKST},
      {"binnen", REF_TEKST},
      {"waarom", REF_TEKST},
      {"bron", REF_TEKST}},
     "INSERT INTO kwaliteit_regel (code, versie, soort, naam, links, teken, rechts, marge, drempel, minimum, "
     "gelijken, ernst, binnen, "
     "waarom, bron, levering_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
     "?16)",
     NULL},
    {REF("referentie-kwaliteit-ritme", "Hoe vaak een soort levering verwacht wordt"),
     "kwaliteit-ritme.csv",
     {{"soort", REF_TEKST},
      {"maanden", REF_GETAL},
      {"termijn", REF_GETAL},
      {"waarom", REF_TEKST},
      {"bron", REF_TEKST}},
     "INSERT INTO kwaliteit_ritme (soort, maanden, termijn, waarom, bron, levering_id) VALUES (?1, ?2, ?3, "
     "?4, ?5, ?6)",
     NULL},
    {REF("referentie-kennis-woorden", "Woorden van de kennisbank"),
     "kennis-woorden.csv",
     {{"lijst", REF_TEKST}, {"code", REF_TEKST}, {"naam", REF_TEKST}, {"volgorde", REF_GETAL}},
     "INSERT INTO kennis_woord (lijst, code, naam, volgorde, levering_id) VALUES (?1, ?2, ?3, ?4, ?5)"
     " ON CONFLICT (lijst, code) DO UPDATE SET naam = excluded.naam, volgorde = excluded.volgorde, "
     "levering_id = excluded.levering_id",
     "DELETE FROM kennis_woord WHERE levering_id <> ?1"},
};
enum { N_REFERENTIES = sizeof referenties / sizeof *referenties };

static const char sql_versie_op[] = "UPDATE teller SET waarde = waarde + 1 WHERE naam = 'gebied-versie'";
static const char sql_gewicht_som[] = "SELECT COUNT(*) FROM (SELECT van_id FROM herindeling GROUP BY datum, "
                                      "van_id HAVING SUM(gewicht) <> 1000000) x";
static const char sql_levering_bekend[] = "SELECT COUNT(*) FROM levering WHERE soort = ?1 AND sha256 = ?2";

struct ref_cel {
    struct str tekst;
    int64_t getal;
    bool is_getal;
};

struct ref_inhoud {
    const struct referentie *r;
    struct ref_cel *cel; /* n_rijen × n_kolommen */
    int64_t *nummer;     /* of each row, for messages */
    size_t n_rijen, n_kolommen;
};

static bool cel_lees(struct import *im, const struct tabel_rij *rij, int kolom, enum ref_soort soort,
                     struct ref_cel *ret)
{
    struct str s = import_tekst(rij, kolom);
    date_t d;

    *ret = (struct ref_cel){.tekst = str_dup(im->a, s)};
    switch (soort) {
    case REF_LEEG_MAG:
        return true;
    case REF_TEKST:
        if (!s.n)
            import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "deze cel mag niet leeg zijn");
        return s.n > 0;
    case REF_VAN:
    case REF_TOT:
        ret->is_getal = true;
        ret->getal = soort == REF_VAN ? 18000101 : DATE_OPEN;
        if (!s.n)
            return true;
        if (!date_parse(s, &d)) {
            import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "verwacht een datum als 2019-01-01");
            return false;
        }
        ret->getal = d;
        return true;
    case REF_ROUTE:
        if (!s.n)
            return true; /* stays text, bound as NULL below */
        /* fallthrough */
    case REF_GETAL:
        ret->is_getal = true;
        if (num_i64(s, &ret->getal))
            return true;
        import_meld(im, MELDING_FOUT, rij->nummer, kolom, s, "verwacht een heel getal");
        return false;
    }
    return false;
}

static int ref_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    const struct ref_inhoud *in = ctx;
    int64_t fout = 0;
    int rc = OK;

    for (size_t i = 0; !rc && i < in->n_rijen; i++) {
        struct stmt *st;

        rc = sql_open(c, in->r->sql, &st, e);
        if (rc)
            break;
        for (size_t k = 0; k < in->n_kolommen; k++) {
            const struct ref_cel *cel = &in->cel[i * in->n_kolommen + k];

            if (cel->is_getal)
                sql_bind_int(st, (int)k + 1, cel->getal);
            else if (in->r->kolom[k].soort == REF_ROUTE)
                sql_bind_null(st, (int)k + 1);
            else
                sql_bind_str(st, (int)k + 1, cel->tekst);
        }
        sql_bind_int(st, (int)in->n_kolommen + 1, levering);
        rc = sql_step(st, e);
        sql_close(st);
        if (rc == ERR_DATA || rc == ERR_CONFLICT)
            rc = err_set(e, ERR_DATA, "rij %lld: een code in deze rij is niet bekend, of de rij is dubbel",
                         (long long)in->nummer[i]);
    }
    if (!rc && in->r->sql_na)
        rc = sql_run(c, in->r->sql_na, NULL, e, "i", levering);
    if (!rc)
        rc = sql_get_int(c, sql_gewicht_som, &fout, e, "");
    if (!rc && fout)
        rc = err_set(e, ERR_DATA,
                     "bij %lld herindelingen tellen de gewichten van één gemeente niet op tot het geheel",
                     (long long)fout);
    if (!rc)
        rc = sql_run(c, sql_versie_op, NULL, e, "");
    return rc;
}

static int ref_lees(struct import *im, struct err *e)
{
    const struct referentie *r = NULL;
    struct ref_inhoud *in = ARENA_NEW(im->a, struct ref_inhoud);
    struct kolom_wens wens[KOLOMMEN_MAX];
    int kolom[KOLOMMEN_MAX];
    VEC(struct ref_cel) cellen = {0};
    VEC(int64_t) nummers = {0};
    struct tabel_rij rij;
    int rc;

    for (size_t i = 0; i < N_REFERENTIES; i++)
        if (str_is(im->l->soort, referenties[i].importeur.soort))
            r = &referenties[i];
    for (; in->n_kolommen < KOLOMMEN_MAX && r->kolom[in->n_kolommen].naam; in->n_kolommen++) {
        const char *naam = r->kolom[in->n_kolommen].naam;
        char *p = (char *)str_cstr(im->a, str_from(naam));

        for (char *q = p; *q; q++)
            *q = *q == '_' ? ' ' : *q; /* as headers are compared */
        wens[in->n_kolommen] = (struct kolom_wens){p, true, &kolom[in->n_kolommen]};
    }
    rc = import_kop(im, wens, in->n_kolommen, &rij, e);
    if (rc)
        return rc;
    while ((rc = import_rij(im, &rij, e)) > 0) {
        VEC_PUSH(im->a, &nummers, rij.nummer);
        for (size_t k = 0; k < in->n_kolommen; k++) {
            struct ref_cel cel;

            cel_lees(im, &rij, kolom[k], r->kolom[k].soort, &cel);
            VEC_PUSH(im->a, &cellen, cel);
        }
    }
    in->r = r;
    in->cel = cellen.at;
    in->nummer = nummers.at;
    in->n_rijen = nummers.n;
    im->l->schrijf = ref_schrijf;
    im->l->schrijf_ctx = in;
    return rc;
}

const struct importeur *referentie_importeur(struct str soort)
{
    for (size_t i = 0; i < N_REFERENTIES; i++)
        if (str_is(soort, referenties[i].importeur.soort))
            return &referenties[i].importeur;
    return NULL;
}

static const struct embed_file *embed_zoek(const char *map, const char *bestand)
{
    size_t n = strlen(map);

    for (const struct embed_file *f = embed_files; f->name; f++)
        if (!strncmp(f->name, map, n) && !strcmp(f->name + n, bestand))
            return f;
    return NULL;
}

static int bekend(struct store *s, struct arena *a, const char *soort, struct str inhoud, bool *ret,
                  struct err *e)
{
    char hex[SHA256_HEX + 1];
    struct conn *c;
    int64_t n = 0;
    int rc = store_read(s, &c, e);

    (void)a;
    if (rc)
        return rc;
    sha256_hex(inhoud, hex);
    rc = sql_get_int(c, sql_levering_bekend, &n, e, "ss", str_from(soort), str_from(hex));
    store_return(s, c);
    *ret = n > 0;
    return rc;
}

int referentie_laad(struct store *s, struct arena *a, int *ret_n, struct err *e)
{
    struct gebieden leeg = {0};
    int rc = OK;

    *ret_n = 0;
    for (size_t i = 0; !rc && i < N_REFERENTIES; i++) {
        const struct embed_file *f = embed_zoek("referentie/", referenties[i].bestand);
        struct import_opdracht o = {.soort = str_from(referenties[i].importeur.soort),
                                    .bestand = str_from(referenties[i].bestand),
                                    .leveraar = STR(""),
                                    .wie = STR("woonzorg"),
                                    .peildatum = REFERENTIE_PEILDATUM};
        struct import_uitslag uit;
        bool is_bekend;

        if (!f)
            return err_set(e, ERR_ENV, "in dit programma ontbreekt referentie/%s", referenties[i].bestand);
        o.inhoud = (struct str){(const char *)f->bytes, f->n};
        rc = bekend(s, a, referenties[i].importeur.soort, o.inhoud, &is_bekend, e);
        if (rc || is_bekend)
            continue;
        rc = import_doe(s, &leeg, a, &o, &uit, e);
        if (rc == ERR_CONFLICT) /* another process was first */
            rc = OK;
        else if (!rc)
            ++*ret_n;
    }
    return rc;
}
