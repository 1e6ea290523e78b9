/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg expressie BESTAND.tsv: a table of expressions, each in its context, to a table of values. The way
 * in which the public cases are run; also a bench for who writes a questionnaire. */
#include "expressie/expressie_cmd.h"

#include "doc/json.h"
#include "expressie/boom.h"
#include "tabel/tabel.h"
#include "tabel/xmlbouw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BESTAND_MAX = 64 << 20, KOLOMMEN = 32 };

/* ---- a document as nodes ---- */

struct bouw {
    struct arena *a;
    struct expr_knoop *nu;
};

static struct expr_knoop *bij(struct bouw *b, enum expr_knoop_soort soort, struct xml_naam naam,
                              struct str tekst)
{
    struct expr_knoop *k =
        expr_knoop_nieuw(b->a, b->nu, soort, str_dup(b->a, naam.naam), str_dup(b->a, tekst));

    k->voorvoegsel = str_dup(b->a, naam.voorvoegsel);
    k->ruimte = str_dup(b->a, naam.ruimte);
    return k;
}

static int bij_element(void *wie, struct xml_naam naam, struct err *e)
{
    struct bouw *b = wie;

    (void)e;
    b->nu = bij(b, KNOOP_ELEMENT, naam, STR(""));
    return OK;
}

static int bij_kenmerk(void *wie, struct xml_naam naam, struct str waarde, struct err *e)
{
    (void)e;
    bij(wie, KNOOP_KENMERK, naam, waarde);
    return OK;
}

static int bij_tekst(void *wie, struct str s, struct err *e)
{
    struct bouw *b = wie;

    (void)e;
    if (b->nu->laatste && b->nu->laatste->soort == KNOOP_TEKST)
        b->nu->laatste->tekst = str_cat(b->a, b->nu->laatste->tekst, s);
    else
        bij(b, KNOOP_TEKST, (struct xml_naam){0}, s);
    return OK;
}

static int bij_eind(void *wie, struct err *e)
{
    struct bouw *b = wie;

    (void)e;
    b->nu = b->nu->ouder;
    return OK;
}

int expr_boom_lees(struct arena *a, struct str xml, struct expr_knoop **ret, struct err *e)
{
    struct bouw b = {a, expr_knoop_nieuw(a, NULL, KNOOP_WORTEL, STR(""), STR(""))};
    struct xml_bouwer bouwer = {&b, bij_element, bij_kenmerk, bij_tekst, bij_eind};

    *ret = b.nu;
    return str_trim(xml).n ? xml_bouw(str_trim(xml), "context", &bouwer, e) : OK;
}

/* ---- one case ---- */

static int systeem_verschil(void *wie, int64_t utc_ms)
{
    time_t t = (time_t)(utc_ms / 1000 - (utc_ms % 1000 < 0));
    struct tm tm;

    (void)wie;
    return localtime_r(&t, &tm) ? (int)(tm.tm_gmtoff / 60) : 0;
}

/* A remark "TZ=America/Phoenix" sets the clock on which the case was measured; without one the clock is what
 * it was when the program started. */
static bool zone_kies(struct arena *a, struct str noot)
{
    static char begin[64];
    static bool gelezen;
    bool genoemd = str_starts(noot, STR("TZ="));
    struct str rest;

    if (!gelezen && getenv("TZ"))
        snprintf(begin, sizeof begin, "%s", getenv("TZ"));
    gelezen = true;
    if (genoemd)
        setenv("TZ", str_cstr(a, str_sub(str_cut(noot, ' ', &rest), 3, noot.n)), 1);
    else if (begin[0])
        setenv("TZ", begin, 1);
    else
        unsetenv("TZ");
    tzset();
    return genoemd;
}

static struct str uitkomst(const struct expr_omgeving *o, struct expr_waarde w, struct str soort)
{
    struct expr_moment m;

    if (str_is(soort, "boolean"))
        w = (struct expr_waarde){.soort = EXPR_WAAR, .waar = expr_als_waar(o, w)};
    else if (str_starts(soort, STR("number")))
        w = (struct expr_waarde){.soort = EXPR_GETAL, .getal = expr_als_getal(o, w)};
    else if (str_is(soort, "date") && expr_als_datum(o, w, false, &m))
        w = (struct expr_waarde){.soort = EXPR_DATUM, .datum = m};
    return expr_als_tekst(o, w);
}

/* What one case looks at and how: all that the browser needs to work it out too. */
static int geval_open(struct arena *a, const struct expr_geval *g, struct expr_omgeving *o,
                      struct expr_knoop **ret_wortel, const struct expr **ret, struct err *e)
{
    const struct expr *waar;
    struct expr_waarde w;
    int rc = expr_boom_lees(a, g->xml, ret_wortel, e);

    *o = (struct expr_omgeving){.a = a, .nu = time_ms()};
    if (zone_kies(a, g->noot) || g->computer)
        o->verschil = systeem_verschil;
    o->knoop = *ret_wortel;
    if (!rc && str_trim(g->knoop).n) {
        rc = expr_lees(a, g->knoop, &waar, e);
        if (!rc)
            rc = expr_reken(waar, o, &w, e);
        if (!rc && (w.soort != EXPR_KNOPEN || !w.knopen.n))
            rc = err_set(e, ERR_DATA, "de context heeft geen %.*s", STR_ARG(utf8_clip(g->knoop, 80)));
        if (!rc)
            o->knoop = w.knopen.at[0];
    }
    return rc ? rc : expr_lees(a, g->expr, ret, e);
}

int expr_geval_reken(struct arena *a, const struct expr_geval *g, struct str *ret, struct err *e)
{
    struct expr_omgeving o;
    struct expr_knoop *wortel;
    const struct expr *x;
    struct expr_waarde w;
    int rc = geval_open(a, g, &o, &wortel, &x, e);

    if (!rc)
        rc = expr_reken(x, &o, &w, e);
    if (!rc)
        *ret = uitkomst(&o, w, g->soort);
    return rc;
}

/* Which node in the order of the document this is, from `top` on; *n counts. */
static bool knoop_plek(const struct expr_knoop *top, const struct expr_knoop *k, int64_t *n)
{
    if (top == k)
        return true;
    ++*n;
    for (const struct expr_knoop *x = top->kenmerk; x; x = x->volgende)
        if (knoop_plek(x, k, n))
            return true;
    for (const struct expr_knoop *x = top->eerste; x; x = x->volgende)
        if (knoop_plek(x, k, n))
            return true;
    return false;
}

/* The case as a line of JSON, with the value that it has here: "!" for none. */
static int geval_boom(struct arena *a, const struct expr_geval *g, struct err *e)
{
    struct expr_omgeving o;
    struct expr_knoop *wortel;
    const struct expr *x;
    struct expr_waarde w;
    struct err fout;
    struct doc *d = doc_map(a);
    struct buf b;
    int64_t plek = 0;
    int rc = geval_open(a, g, &o, &wortel, &x, e);

    if (rc)
        return rc;
    (void)knoop_plek(wortel, o.knoop, &plek);
    DOC_SET_STR(a, d, "bron", g->expr);
    DOC_SET(a, d, "expr", expr_boom(a, x));
    DOC_SET(a, d, "wortel", expr_knoop_boom(a, wortel));
    DOC_SET_INT(a, d, "knoop", plek);
    DOC_SET_INT(a, d, "nu", o.nu);
    DOC_SET_STR(a, d, "soort", g->soort.n ? g->soort : STR(""));
    DOC_SET_STR(a, d, "zone", str_starts(g->noot, STR("TZ=")) ? g->noot : STR(""));
    DOC_SET_STR(a, d, "uit", expr_reken(x, &o, &w, &fout) ? STR("!") : uitkomst(&o, w, g->soort));
    buf_init(&b, a, (size_t)16 << 20);
    json_write(&b, d, 0);
    printf("%.*s\n", STR_ARG(buf_str(&b)));
    return OK;
}

/* ---- the table ---- */

static struct str cel_los(struct arena *a, struct str s)
{
    struct buf b;

    if (!memchr(s.p ? s.p : "", '\\', s.n))
        return s;
    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], d = i + 1 < s.n ? s.p[i + 1] : 0;

        if (c == '\\' && (d == 't' || d == 'n' || d == 'r' || d == '\\')) {
            c = d == 't' ? '\t' : d == 'n' ? '\n' : d == 'r' ? '\r' : '\\';
            i++;
        }
        buf_char(&b, c);
    }
    return buf_str(&b);
}

static void cel_druk(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\t')
            fputs("\\t", stdout);
        else if (s.p[i] == '\n')
            fputs("\\n", stdout);
        else if (s.p[i] == '\r')
            fputs("\\r", stdout);
        else if (s.p[i] == '\\')
            fputs("\\\\", stdout);
        else
            putchar(s.p[i]);
    }
    putchar('\n');
}

size_t expr_cellen(struct arena *a, struct str regel, struct str *ret, size_t n)
{
    size_t i = 0;

    if (regel.n && regel.p[regel.n - 1] == '\r')
        regel.n--;
    for (struct str rest = regel; rest.p && i < n;)
        ret[i++] = cel_los(a, str_cut(rest, '\t', &rest));
    return i;
}

static struct str kolom(const struct str *kop, size_t n_kop, const struct str *cel, size_t n_cel,
                        const char *naam)
{
    for (size_t i = 0; i < n_kop && i < n_cel; i++)
        if (str_is(str_trim(kop[i]), naam))
            return cel[i];
    return (struct str){0};
}

static int expressie_cmd(struct command_call *call, struct err *e)
{
    struct str bytes, rest, kop[KOLOMMEN], cel[KOLOMMEN];
    size_t n_kop, n_cel, nummer = 1;
    struct arena rij;
    int rc = bestand_lees(call->a, str_cstr(call->a, command_value(call, "BESTAND")), BESTAND_MAX, &bytes, e);

    if (rc)
        return rc;
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = str_sub(bytes, 3, bytes.n);
    n_kop = expr_cellen(call->a, str_cut(bytes, '\n', &rest), kop, KOLOMMEN);
    if (!kolom(kop, n_kop, kop, n_kop, "expr").p)
        return err_set(
            e, ERR_DATA,
            "de eerste regel heeft geen kolom expr; verwacht de koppen expr, context_node en context_xml, "
            "gescheiden door tabs");
    arena_init(&rij, (size_t)64 << 20);
    while (rest.n) {
        struct str regel = str_cut(rest, '\n', &rest), waarde;
        struct err fout = {0};
        struct expr_geval g;

        nummer++;
        arena_reset(&rij);
        n_cel = expr_cellen(&rij, regel, cel, KOLOMMEN);
        g = (struct expr_geval){
            kolom(kop, n_kop, cel, n_cel, "expr"),        kolom(kop, n_kop, cel, n_cel, "context_node"),
            kolom(kop, n_kop, cel, n_cel, "context_xml"), kolom(kop, n_kop, cel, n_cel, "type"),
            kolom(kop, n_kop, cel, n_cel, "note"),        true};
        if (command_value(call, "boom").p) {
            if (geval_boom(&rij, &g, &fout))
                puts("{}");
        } else if (expr_geval_reken(&rij, &g, &waarde, &fout)) {
            puts("!");
            fprintf(stderr, "regel %zu: %s\n", nummer, fout.text);
        } else {
            cel_druk(waarde);
        }
    }
    arena_done(&rij);
    return OK;
}

static const struct command_option opties[] = {
    {"BESTAND", NULL, "een tabel met tabs: expr, context_node, context_xml en als u wilt type", true, true,
     false},
    {"boom", NULL, "geef elke regel als JSON, zoals de browser hem uitrekent, met de waarde erbij", false,
     false, false},
    {0}};

const struct command expressie_commands[] = {
    {"expressie", NULL, "Rekent expressies van vragenlijsten uit, per regel van een tabel",
     "Elke regel geeft een regel uitvoer met de waarde; \"!\" als de expressie geen waarde heeft (de reden "
     "staat op de "
     "foutuitvoer). Een kolom type (string, number, boolean, date) zet de waarde om. De klok is die van deze "
     "computer, of die van een zone in de kolom note (TZ=Europe/Amsterdam).",
     expressie_cmd, opties},
    {0}};
