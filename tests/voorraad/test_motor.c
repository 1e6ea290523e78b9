/* SPDX-License-Identifier: EUPL-1.2
 * Random decision tables over random stocks: the engine, for every width of vectors that this machine has, on
 * one and two threads, with and without kept bitmaps, must say what the plain decision of each row says, and
 * what SQLite says of the same rows with the same rules written as SQL. Where WZ_TEST_MOTOR_MAP names a
 * folder, the stocks, the SQL and the engine's counts are left there too, for another database (duckdb.mjs).
 */
#include "hulp.h"

#include "voorraad/motor.h"

#include <sqlite3.h>

enum { RONDES = 90 };

static struct philox p;
static uint32_t toeval(uint32_t n)
{
    return philox_tot(&p, n);
}

/* ---- a stock ---- */

/* How the numbers of a stock lie: their bits are the same in whole blocks, or everything is unknown. */
struct ligging {
    uint16_t van;
    uint32_t soorten; /* values from there on */
    bool vreemd;      /* unknown and great values among them */
};
static const struct ligging liggingen[] = {
    {0, 12, true}, {0, 12, true}, {0, 12, true}, {0, 12, false},  {8, 4, false},
    {4, 8, true},  {7, 1, false}, {0, 1, false}, {255, 2, false}, {UINT16_MAX, 1, false}};

/* Columns of 1 and 2 bytes, of each kind; values few enough that rules hit them, and unknown among them. */
static void rij_toeval(struct stand_rij *r, uint64_t id, const struct ligging *l)
{
    uint32_t m2 = l->van + toeval(l->soorten),
             laag = l->van > UINT8_MAX ? UINT8_MAX : l->van + toeval(l->soorten);

    r->id = id;
    r->x = 100000000 + toeval(9000000);
    r->y = 400000000 + toeval(9000000);
    *stand_smal(r, K_WONING) = toeval(8) ? 1 : toeval(2) ? 0 : UINT8_MAX;
    *stand_breed(r, K_OPPERVLAKTE) = !l->vreemd || toeval(5) ? (uint16_t)m2
                                     : toeval(2)             ? UINT16_MAX
                                                             : (uint16_t)(65530 + toeval(5));
    *stand_smal(r, K_VERDIEPING) = !l->vreemd || toeval(5) ? (uint8_t)(laag > UINT8_MAX ? UINT8_MAX : laag)
                                   : toeval(2)             ? UINT8_MAX
                                                           : (uint8_t)(250 + toeval(5));
    *stand_smal(r, K_LIFT) = l->van == 8 ? 1 : toeval(3) == 2 ? UINT8_MAX : (uint8_t)toeval(2);
    *stand_smal(r, K_EIGENAAR) = l->van == UINT16_MAX || toeval(4) == 3 ? UINT8_MAX : (uint8_t)toeval(3);
}

static struct wzv *voorraad_toeval(struct hulp *h)
{
    static const uint32_t maten[] = {1, 63, 64, 65, 1000, 4095, 4096, 4097, 9000, 20000};
    uint32_t n = maten[toeval(10)], gemeenten = 1 + toeval(4);
    const struct ligging *l = &liggingen[toeval(sizeof liggingen / sizeof *liggingen)];
    struct stand s;
    struct stand_rij *r;
    struct wzv *w = NULL;

    stand_init(&s);
    s.peildatum = 20260101;
    assert_int_equal(stand_rijen(&s, n, &r, &h->e), OK);
    for (uint32_t i = 0; i < n; i++) {
        struct stand_buurt b = {.code = {STR("NL01"), STR("PV31")},
                                .naam = {STR("Nederland"), STR("Limburg"), STR("g"), STR("w"), STR("b")}};
        uint32_t g = 1 + toeval(gemeenten), k = toeval(toeval(2) ? 40 : 2);

        b.code[WZV_GEMEENTE] = str_fmt(&h->a, "GM%04u", g);
        b.code[WZV_WIJK] = str_fmt(&h->a, "WK%04u%02u", g, k / 4);
        b.code[WZV_BUURT] = str_fmt(&h->a, "BU%04u%02u%02u", g, k / 4, k);
        rij_toeval(&r[i], i + 1, l);
        r[i].buurt = stand_buurt(&s, &b);
    }
    if (stand_schrijf(&s, h->pad, &h->e) || wzv_open(&w, h->pad, &h->e))
        fail_msg("%s", h->e.text);
    stand_done(&s);
    return w;
}

/* ---- a table, as CSV and as SQL ---- */

struct veld {
    const char *naam, *sql;
    enum regel_soort soort;
};
static const struct veld velden[] = {{"oppervlakte", "m2", REGEL_GETAL},
                                     {"verdieping", "laag", REGEL_GETAL},
                                     {"lift", "lift", REGEL_WAAR},
                                     {"eigenaar", "eigenaar", REGEL_TEKST}};
static const char *const eigenaren[] = {"corporatie", "eigenaar-bewoner", "particuliere verhuurder"};

static void cel_woord(struct buf *csv, struct buf *sql, const struct veld *v)
{
    const char *x = v->soort == REGEL_WAAR ? (toeval(2) ? "ja" : "nee") : eigenaren[toeval(3)];
    const char *y = v->soort == REGEL_WAAR ? "" : eigenaren[toeval(3)];
    char a[40], b[40];

    snprintf(a, sizeof a, v->soort == REGEL_WAAR ? "%s" : "'%s'",
             v->soort == REGEL_WAAR ? (x[0] == 'j' ? "1" : "0") : x);
    snprintf(b, sizeof b, "'%s'", y);
    switch (toeval(v->soort == REGEL_WAAR ? 3 : 5)) {
    case 0:
        buf_fmt(csv, "%s", x);
        buf_fmt(sql, "%s = %s", v->sql, a);
        break;
    case 1:
        buf_fmt(csv, "%s, onbekend", x);
        buf_fmt(sql, "(%s = %s OR %s IS NULL)", v->sql, a, v->sql);
        break;
    case 2:
        buf_fmt(csv, "not(%s)", x);
        buf_fmt(sql, "%s <> %s", v->sql, a);
        break;
    case 3:
        buf_fmt(csv, "%s, %s", x, y);
        buf_fmt(sql, "%s IN (%s, %s)", v->sql, a, b);
        break;
    default:
        buf_fmt(csv, "niet(%s, %s)", x, y);
        buf_fmt(sql, "%s NOT IN (%s, %s)", v->sql, a, b);
    }
}

static void cel_getal(struct buf *csv, struct buf *sql, const struct veld *v, const char *param)
{
    uint32_t x = toeval(13), y = toeval(6);

    switch (toeval(param ? 9 : 7)) {
    case 0:
        buf_fmt(csv, ">=%u", x);
        buf_fmt(sql, "%s >= %u", v->sql, x);
        break;
    case 1:
        buf_fmt(csv, "<%u.5", x);
        buf_fmt(sql, "%s < %u.5", v->sql, x);
        break;
    case 2:
        buf_fmt(csv, "[%u..%u]", x, x + y);
        buf_fmt(sql, "%s BETWEEN %u AND %u", v->sql, x, x + y);
        break;
    case 3:
        buf_fmt(csv, "(%u..%u), onbekend", x, x + y);
        buf_fmt(sql, "((%s > %u AND %s < %u) OR %s IS NULL)", v->sql, x, v->sql, x + y, v->sql);
        break;
    case 4:
        buf_fmt(csv, "%u, %u, >250", x, y);
        buf_fmt(sql, "(%s IN (%u, %u) OR %s > 250)", v->sql, x, y, v->sql);
        break;
    case 5:
        buf_fmt(csv, "not(%u, [%u..%u])", y, x, x + 2);
        buf_fmt(sql, "(%s <> %u AND %s NOT BETWEEN %u AND %u)", v->sql, y, v->sql, x, x + 2);
        break;
    case 6:
        buf_fmt(csv, "%s", toeval(2) ? "onbekend" : "not(null)");
        buf_fmt(sql, "%s IS %s", v->sql, csv->p[csv->n - 1] == 'd' ? "NULL" : "NOT NULL");
        break;
    case 7:
        buf_fmt(csv, ">=%s", param);
        buf_fmt(sql, "%s >= %s", v->sql, param);
        break;
    default:
        buf_fmt(csv, "<%s", param);
        buf_fmt(sql, "%s < %s", v->sql, param);
    }
}

/* First hit, or priority with ranks; with a parameter that differs in gemeente 2 and in one buurt. */
static struct regeltabel *tabel_toeval(struct hulp *h, struct buf *sql, uint32_t waarden[3])
{
    uint32_t n = 1 + toeval(12);
    struct buf csv;

    for (int i = 0; i < 3; i++)
        waarden[i] = toeval(12);
    buf_init(&csv, &h->a, 1 << 16);
    buf_fmt(
        &csv,
        "trefwijze;F\nparameter;grens;%u\nparameter;grens;%u;GM0002\nparameter;grens;%u;BU00010000;GM9999\n",
        waarden[0], waarden[1], waarden[2]);
    buf_lit(&csv, "als oppervlakte;als verdieping;als lift;als eigenaar;dan klasse\n");
    buf_lit(sql, "CASE");
    for (uint32_t r = 0; r < n; r++) {
        buf_lit(sql, " WHEN 1");
        for (int k = 0; k < 4; k++) {
            if (toeval(3) == 0) {
                buf_lit(&csv, "-;");
                continue;
            }
            buf_lit(sql, " AND ");
            if (velden[k].soort == REGEL_GETAL)
                cel_getal(&csv, sql, &velden[k], k == 0 ? "grens" : NULL);
            else
                cel_woord(&csv, sql, &velden[k]);
            buf_char(&csv, ';');
        }
        buf_fmt(&csv, "k%u\n", toeval(4));
        buf_fmt(sql, " THEN %u", r);
    }
    buf_fmt(sql, " ELSE %u END", n);
    return regels(h, str_cstr(&h->a, buf_str(&csv)));
}

/* ---- the two other ways ---- */

static void gewoon(struct hulp *h, const struct wzv *w, const struct regeltabel *t, uint16_t *ret)
{
    const struct wzv_kolom *woning = wzv_kolom(w, STR("woning"));
    struct arena a;

    arena_init(&a, 0);
    for (uint64_t i = 0; i < w->rijen; i++) {
        struct regel_waarde in[8];
        int64_t param[4];
        struct regel_beslissing b;

        arena_reset(&a);
        ret[i] = UINT16_MAX;
        if (wzv_waarde(woning, i) != 1)
            continue;
        assert_int_equal(motor_rij(&a, w, t, i, in, param, &h->e), OK);
        assert_int_equal(regels_beslis(&a, t, in, param, &b, &h->e), OK);
        ret[i] = (uint16_t)(b.n ? (size_t)(b.at[0] - t->regel) : t->n);
    }
    arena_done(&a);
}

static void bind(sqlite3_stmt *st, int at, const struct wzv_kolom *k, uint64_t rij)
{
    uint64_t v = wzv_waarde(k, rij);

    if (v == wzv_onbekend(k->breedte))
        sqlite3_bind_null(st, at);
    else if (k->soort == WZV_CODE)
        sqlite3_bind_text(st, at, k->code[v].p, (int)k->code[v].n, SQLITE_TRANSIENT);
    else
        sqlite3_bind_int64(st, at, (int64_t)v);
}

/* Which of the parameter's values holds where: 2 in one buurt, 1 in gemeente 2, 0 elsewhere. */
static int plek_van(struct str buurt)
{
    return str_is(buurt, "BU00010000") ? 2 : str_starts(buurt, STR("BU0002")) ? 1 : 0;
}

/* What SQL is asked of a stock: how many rows fall under which rule, per buurt. */
static struct str vraag_van(struct hulp *h, struct str geval, const uint32_t waarden[3])
{
    return str_fmt(&h->a,
                   "SELECT buurt, %.*s AS regel, count(*) FROM (SELECT *, CASE plek WHEN 2 THEN %u WHEN 1 "
                   "THEN %u ELSE %u END AS grens FROM v) AS w WHERE woning = 1 GROUP BY 1, 2",
                   STR_ARG(geval), waarden[2], waarden[1], waarden[0]);
}

/* The stock as a table of SQLite. */
static sqlite3 *sqlite_van(const struct wzv *w)
{
    sqlite3 *db;
    sqlite3_stmt *st;

    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "CREATE TABLE v (rij, buurt, woning, m2, laag, lift, eigenaar, plek); BEGIN", NULL,
                     NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO v VALUES (?, ?, ?, ?, ?, ?, ?, ?)", -1, &st, NULL),
                     SQLITE_OK);
    for (uint64_t i = 0; i < w->rijen; i++) {
        size_t buurt = wzv_gebied_van(w, WZV_BUURT, i);
        struct str code = w->gebied[WZV_BUURT][buurt].code;

        sqlite3_bind_int64(st, 1, (int64_t)i);
        sqlite3_bind_int64(st, 2, (int64_t)buurt);
        bind(st, 3, wzv_kolom(w, STR("woning")), i);
        for (int k = 0; k < 4; k++)
            bind(st, 4 + k, wzv_kolom(w, str_from(velden[k].naam)), i);
        sqlite3_bind_int(st, 8, plek_van(code));
        assert_int_equal(sqlite3_step(st), SQLITE_DONE);
        sqlite3_reset(st);
    }
    sqlite3_finalize(st);
    return db;
}

static void zelfde_als_sqlite(struct hulp *h, sqlite3 *db, const struct regeltabel *t, struct str vraag,
                              const struct telling *tel)
{
    uint32_t *over = ARENA_ARRAY(&h->a, uint32_t, tel->buurten * tel->kolommen + 1);
    sqlite3_stmt *st;

    memcpy(over, tel->at, tel->buurten * tel->kolommen * sizeof *over);
    if (sqlite3_prepare_v2(db, vraag.p, (int)vraag.n, &st, NULL) != SQLITE_OK)
        fail_msg("%s\n%.*s", sqlite3_errmsg(db), STR_ARG(vraag));
    while (sqlite3_step(st) == SQLITE_ROW)
        over[(size_t)sqlite3_column_int64(st, 0) * tel->kolommen + (size_t)sqlite3_column_int64(st, 1)] -=
            (uint32_t)sqlite3_column_int64(st, 2);
    for (size_t i = 0; i < tel->buurten * tel->kolommen; i++)
        if (over[i])
            fail_msg("buurt %zu, regel %zu van %zu: SQLite telt anders\n%.*s", i / tel->kolommen,
                     i % tel->kolommen, t->n, STR_ARG(vraag));
    sqlite3_finalize(st);
}

/* ---- left for another database ---- */

static FILE *maak_bestand(const char *map, const char *naam)
{
    char pad[500];
    FILE *f;

    snprintf(pad, sizeof pad, "%s/%s", map, naam);
    f = fopen(pad, "w");
    if (!f)
        fail_msg("%s kan niet geschreven worden", pad);
    return f;
}

static void veld_schrijf(FILE *f, const struct wzv_kolom *k, uint64_t rij)
{
    uint64_t v = wzv_waarde(k, rij);

    if (v == wzv_onbekend(k->breedte))
        fputc(',', f);
    else if (k->soort == WZV_CODE)
        fprintf(f, ",%.*s", STR_ARG(k->code[v]));
    else
        fprintf(f, ",%llu", (unsigned long long)v);
}

/* The rows of table v, as sqlite_van has them: <nummer>.csv. */
static void laat_voorraad(const char *map, int nummer, const struct wzv *w)
{
    char naam[20];
    FILE *f;

    snprintf(naam, sizeof naam, "%d.csv", nummer);
    f = maak_bestand(map, naam);
    for (uint64_t i = 0; i < w->rijen; i++) {
        size_t buurt = wzv_gebied_van(w, WZV_BUURT, i);

        fprintf(f, "%llu,%zu", (unsigned long long)i, buurt);
        veld_schrijf(f, wzv_kolom(w, STR("woning")), i);
        for (int k = 0; k < 4; k++)
            veld_schrijf(f, wzv_kolom(w, str_from(velden[k].naam)), i);
        fprintf(f, ",%d\n", plek_van(w->gebied[WZV_BUURT][buurt].code));
    }
    assert_int_equal(fclose(f), 0);
}

/* A line of JSON: of which stock, the question, and per buurt and rule what the engine counted, without the
 * noughts. */
static void laat_tabel(FILE *f, int nummer, struct str vraag, const struct telling *tel)
{
    const char *komma = "";

    fprintf(f, "{\"voorraad\":%d,\"vraag\":\"%.*s\",\"telling\":[", nummer, STR_ARG(vraag));
    for (size_t i = 0; i < tel->buurten * tel->kolommen; i++)
        if (tel->at[i]) {
            fprintf(f, "%s[%zu,%zu,%u]", komma, i / tel->kolommen, i % tel->kolommen, tel->at[i]);
            komma = ",";
        }
    fprintf(f, "]}\n");
}

/* ---- the property ---- */

static void motor_zegt(struct hulp *h, struct motor *m, const struct wzv *w, const struct regeltabel *t,
                       const uint16_t *goed, const char *wie, struct telling *ret)
{
    uint16_t *rij = ARENA_ARRAY(&h->a, uint16_t, w->rijen + 1);
    uint32_t *tel;

    if (motor_tel(m, &h->a, t, rij, ret, &h->e))
        fail_msg("%s", h->e.text);
    tel = ARENA_ARRAY(&h->a, uint32_t, ret->buurten * ret->kolommen + 1);
    for (uint64_t i = 0; i < w->rijen; i++) {
        if (rij[i] != goed[i])
            fail_msg("%s: rij %llu valt onder regel %u en niet %u", wie, (unsigned long long)i, rij[i],
                     goed[i]);
        if (goed[i] != UINT16_MAX)
            tel[wzv_gebied_van(w, WZV_BUURT, i) * ret->kolommen + goed[i]]++;
    }
    assert_memory_equal(tel, ret->at, ret->buurten * ret->kolommen * sizeof *tel);
}

/* The class of every row, written by the vectors themselves, and the counts once more. */
static void klassen_zeggen(struct hulp *h, struct motor *m, const struct wzv *w, const struct regeltabel *t,
                           const uint16_t *goed, const char *wie)
{
    uint8_t *rij = arena_alloc(&h->a, motor_rijen(w) + 1), *klasse = arena_alloc(&h->a, t->n + 1);
    struct telling nog, tel;

    for (size_t r = 0; r <= t->n; r++)
        klasse[r] = (uint8_t)(r * 7 % 5);
    if (motor_tel(m, &h->a, t, NULL, &tel, &h->e) || motor_tel_klassen(m, &h->a, t, klasse, rij, &nog, &h->e))
        fail_msg("%s", h->e.text);
    for (uint64_t i = 0; i < w->rijen; i++)
        if (rij[i] != (goed[i] == UINT16_MAX ? 0xFF : klasse[goed[i]]))
            fail_msg("%s: rij %llu heeft klasse %u", wie, (unsigned long long)i, rij[i]);
    assert_memory_equal(nog.at, tel.at, tel.buurten * tel.kolommen * sizeof *tel.at);
}

/* For every width, one and two threads: nothing kept, all kept, and kept in the room of what went. The
 * engines of `bewaard` stay for the next table, whose bitmaps meet those of this one. Returns the widths. */
static int alle_motoren(struct hulp *h, struct motor *bewaard[KERN_SOORTEN][2], const struct wzv *w,
                        const struct regeltabel *t, const uint16_t *goed, struct telling *tel)
{
    int breedten = 0;

    for (int s = 0; s < KERN_SOORTEN; s++)
        for (int draden = 1; kern_van((enum kern_soort)s) && draden <= 2; draden++) {
            struct motor_keuze k = {.draden = draden, .kern = kern_van((enum kern_soort)s), .bewaar = 1};
            struct motor **m = &bewaard[s][draden - 1], *vers;

            breedten |= 1 << s;
            assert_int_equal(motor_open(&vers, w, k, &h->e), OK);
            motor_zegt(h, vers, w, t, goed, k.kern->naam, tel);
            assert_int_equal(tel->nieuw, tel->atomen);
            motor_close(vers);
            k.bewaar = 0;
            if (!*m)
                assert_int_equal(motor_open(m, w, k, &h->e), OK);
            motor_zegt(h, *m, w, t, goed, k.kern->naam, tel);
            motor_zegt(h, *m, w, t, goed, k.kern->naam, tel); /* all kept */
            assert_int_equal(tel->nieuw, 0);
            klassen_zeggen(h, *m, w, t, goed, k.kern->naam);
            motor_vergeet(*m);
            motor_zegt(h, *m, w, t, goed, k.kern->naam, tel); /* in the room of what went */
            assert_int_equal(tel->nieuw, tel->atomen);
        }
    return breedten;
}

static void motor_gewoon_en_sqlite_zeggen_hetzelfde(void **state)
{
    struct hulp *h = *state;
    const char *map = getenv("WZ_TEST_MOTOR_MAP");
    FILE *tabellen = map ? maak_bestand(map, "tabellen.jsonl") : NULL;
    int breedten = 0;
    uint64_t rijen = 0;

    philox_init(&p, 7, 1);
    for (int ronde = 0; ronde < RONDES; ronde++) {
        struct wzv *w = voorraad_toeval(h);
        struct motor *bewaard[KERN_SOORTEN][2] = {0};
        uint16_t *goed = ARENA_ARRAY(&h->a, uint16_t, w->rijen + 1);
        sqlite3 *db = sqlite_van(w);

        rijen += w->rijen;
        if (map)
            laat_voorraad(map, ronde, w);
        for (int tabel = 0; tabel < 3; tabel++) {
            struct telling tel = {0};
            uint32_t waarden[3];
            struct regeltabel *t;
            struct buf sql;
            struct str vraag;

            buf_init(&sql, &h->a, 1 << 16);
            t = tabel_toeval(h, &sql, waarden);
            vraag = vraag_van(h, buf_str(&sql), waarden);
            gewoon(h, w, t, goed);
            breedten |= alle_motoren(h, bewaard, w, t, goed, &tel);
            zelfde_als_sqlite(h, db, t, vraag, &tel);
            if (map)
                laat_tabel(tabellen, ronde, vraag, &tel);
        }
        sqlite3_close(db);
        for (int s = 0; s < KERN_SOORTEN; s++)
            for (int d = 0; d < 2; d++)
                motor_close(bewaard[s][d]);
        wzv_close(w);
        arena_reset(&h->a);
    }
    if (map)
        assert_int_equal(fclose(tabellen), 0);
    assert_true(breedten & 1 << KERN_GEWOON);
    assert_true(rijen > 100000);
}

static void een_verschoven_grens_kost_een_atoom(void **state)
{
    struct hulp *h = *state;
    struct motor *m;
    struct telling t;
    struct wzv *w;
    static const char regels_csv[] =
        "als oppervlakte;als lift;als verdieping;dan k\n>=%d;ja;<4;a\n<9;ja;-;b\n-;nee;-;c\n-;-;>8;d\n";
    char een[200], twee[200];

    philox_init(&p, 8, 1);
    w = voorraad_toeval(h);
    snprintf(een, sizeof een, regels_csv, 5);
    snprintf(twee, sizeof twee, regels_csv, 6);
    assert_int_equal(motor_open(&m, w, (struct motor_keuze){0}, &h->e), OK);
    assert_int_equal(motor_tel(m, &h->a, regels(h, een), NULL, &t, &h->e), OK);
    assert_int_equal(t.atomen, 6);
    assert_int_equal(t.nieuw, 6);
    assert_int_equal(motor_tel(m, &h->a, regels(h, twee), NULL, &t, &h->e), OK);
    assert_int_equal(t.nieuw, 1);
    motor_close(m);
    wzv_close(w);
}

static void wat_niet_past_wordt_in_woorden_geweigerd(void **state)
{
    static const struct {
        const char *tabel, *woorden;
    } gevallen[] = {
        {"als hoogte;dan k\n>5;a\n", "geen gegeven “hoogte”"},
        {"als lift;dan k\n>5;a\n", "“lift” is in de voorraad ja of nee, en in de regels een getal"},
        {"als eigenaar;dan k\ngemeente;a\n", "“eigenaar” is in de voorraad nooit “gemeente”"},
        {"als id;dan k\n>5;a\n", "geen gegeven “id”"},
        {"trefwijze;C\nals lift;dan k\nja;a\n", "trefwijze U, A, P of F"},
        {"trefwijze;U\nals lift;als bat;dan k\nja;-;a\n-;>2;b\n", "gelden allebei"}};
    struct hulp *h = *state;
    struct telling t;
    struct motor *m;
    struct wzv *w;

    philox_init(&p, 9, 1);
    w = voorraad_toeval(h);
    assert_int_equal(motor_open(&m, w, (struct motor_keuze){0}, &h->e), OK);
    for (size_t i = 0; i < sizeof gevallen / sizeof *gevallen; i++) {
        assert_int_equal(motor_tel(m, &h->a, regels(h, gevallen[i].tabel), NULL, &t, &h->e), ERR_DATA);
        assert_bevat(h->e.text, gevallen[i].woorden);
    }
    motor_close(m);
    wzv_close(w);
}

static void voorrang_gaat_naar_rang(void **state)
{
    struct hulp *h = *state;
    uint16_t *rij;
    struct telling t;
    struct motor *m;
    struct wzv *w;

    philox_init(&p, 10, 1);
    w = voorraad_toeval(h);
    rij = ARENA_ARRAY(&h->a, uint16_t, w->rijen);
    assert_int_equal(motor_open(&m, w, (struct motor_keuze){.alles = true}, &h->e), OK);
    assert_int_equal(
        motor_tel(
            m, &h->a,
            regels(
                h,
                "trefwijze;P\nuitkomsten;hoog;laag\nals lift;als oppervlakte;dan k\n-;-;laag\nja;>3;hoog\n"),
            rij, &t, &h->e),
        OK);
    for (uint64_t i = 0; i < w->rijen; i++) {
        uint64_t m2 = wzv_waarde(wzv_kolom(w, STR("oppervlakte")), i);

        assert_int_equal(rij[i],
                         wzv_waarde(wzv_kolom(w, STR("lift")), i) == 1 && m2 > 3 && m2 != UINT16_MAX ? 1 : 0);
    }
    motor_close(m);
    wzv_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, hulp_op, hulp_af)
        T(motor_gewoon_en_sqlite_zeggen_hetzelfde),
        T(een_verschoven_grens_kost_een_atoom),
        T(wat_niet_past_wordt_in_woorden_geweigerd),
        T(voorrang_gaat_naar_rang),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
