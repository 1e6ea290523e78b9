/* SPDX-License-Identifier: EUPL-1.2
 * Rulebooks and kinds of afspraken: tables, read and refused with the place; and which file counts. */
#include "afspraak/afspraak.h"

#include "base/num.h"
#include "tabel/rijen.h"

#include <stdlib.h>
#include <string.h>

static const char sql_nu[] =
    "SELECT bestand, inhoud FROM afspraak_bestand WHERE soort = ?1 ORDER BY id DESC LIMIT 1";
static const char sql_bewaar[] = "INSERT INTO afspraak_bestand (soort, bestand, inhoud, wie, moment)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id";

enum { BOEKEN_MAX = 20, TREDEN_MAX = 12, SOORTEN_MAX = 40, CODE_MAX = 40 };

/* A code stands in addresses. */
static bool code_goed(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char x = s.p[i];

        if (!((x >= 'a' && x <= 'z') || (x >= '0' && x <= '9') || x == '-'))
            return false;
    }
    return s.n > 0 && s.n <= CODE_MAX;
}

/* ---- rulebooks ---- */

enum { BOEK, NAAM, JAREN, VANAF, OORDEEL, ERNST, GEVOLG, BRON, VERZONNEN };
static const char *const boek_kolommen[] = {"*boek",  "*naam",   "*jaren", "*vanaf",    "*oordeel",
                                            "*ernst", "*gevolg", "*bron",  "verzonnen", NULL};

static int getal(const struct rijen *r, size_t kolom, int64_t van, int64_t tot, int64_t *ret, struct err *e)
{
    if (!num_i64(rijen_tekst(r, kolom), ret) || *ret < van || *ret > tot)
        return rijen_fout(r, kolom, e, "verwacht een heel getal van %lld tot en met %lld, niet “%.*s”",
                          (long long)van, (long long)tot, STR_ARG(utf8_clip(rijen_tekst(r, kolom), 40)));
    return OK;
}

static int boek_rij(struct rijen *r, struct afspraak_regels *uit, struct err *e)
{
    struct str code = rijen_tekst(r, BOEK);
    struct afspraak_boek *b = NULL;
    struct afspraak_trede t = {.oordeel = rijen_tekst(r, OORDEEL), .gevolg = rijen_tekst(r, GEVOLG)};
    int64_t jaren, ernst;
    bool verzonnen;
    int rc;

    for (size_t k = 0; k < VERZONNEN; k++)
        if (!rijen_tekst(r, k).n)
            return rijen_fout(r, k, e, "deze cel mag niet leeg zijn");
    if (!code_goed(code))
        return rijen_fout(r, BOEK, e,
                          "verwacht een code van kleine letters, cijfers en streepjes, niet “%.*s”",
                          STR_ARG(utf8_clip(code, 40)));
    rc = getal(r, JAREN, 0, BELOFTE_JAREN_MAX, &jaren, e);
    if (!rc)
        rc = getal(r, VANAF, 0, 1000, &t.vanaf, e);
    if (!rc)
        rc = getal(r, ERNST, 0, 3, &ernst, e);
    if (!rc)
        rc = rijen_janee(r, VERZONNEN, &verzonnen, e);
    if (rc)
        return rc;
    t.ernst = (int)ernst;
    for (size_t i = 0; i < uit->n_boek; i++)
        if (str_eq(uit->boek[i].code, code))
            b = &uit->boek[i];
    if (!b && uit->n_boek == BOEKEN_MAX)
        return rijen_fout(r, BOEK, e, "meer dan %d regelboeken", BOEKEN_MAX);
    if (!b) {
        b = &uit->boek[uit->n_boek++];
        *b = (struct afspraak_boek){code,
                                    rijen_tekst(r, NAAM),
                                    rijen_tekst(r, BRON),
                                    (int)jaren,
                                    verzonnen,
                                    ARENA_ARRAY(r->a, struct afspraak_trede, TREDEN_MAX),
                                    0};
    }
    if (b->jaren != jaren || !str_eq(b->naam, rijen_tekst(r, NAAM)))
        return rijen_fout(r, JAREN, e, "naam en jaren zijn anders dan op een eerdere rij van dit boek");
    if (b->n && b->tr[b->n - 1].vanaf <= t.vanaf)
        return rijen_fout(r, VANAF, e, "zet de treden van hoog naar laag, elk één keer");
    if (b->n && b->tr[b->n - 1].ernst > t.ernst)
        return rijen_fout(r, ERNST, e, "een lagere trede kan niet minder ernstig zijn");
    if (b->n == TREDEN_MAX)
        return rijen_fout(r, VANAF, e, "meer dan %d treden", TREDEN_MAX);
    b->tr[b->n++] = t;
    return OK;
}

int afspraak_boeken_lees(struct arena *a, struct str bestand, struct str bytes, struct afspraak_regels *ret,
                         struct err *e)
{
    struct afspraak_regels uit = *ret;
    struct rijen r;
    int rc = rijen_open(a, bestand, bytes, boek_kolommen, &r, e);

    uit.boek = ARENA_ARRAY(a, struct afspraak_boek, BOEKEN_MAX);
    uit.n_boek = 0;
    uit.bestand = bestand;
    while (!rc && (rc = rijen_volgende(&r, e)) > 0)
        rc = boek_rij(&r, &uit, e);
    rijen_close(&r);
    for (size_t i = 0; !rc && i < uit.n_boek; i++)
        if (uit.boek[i].tr[uit.boek[i].n - 1].vanaf)
            rc = err_set(e, ERR_DATA, "%.*s: de laagste trede van %.*s begint niet bij 0", STR_ARG(bestand),
                         STR_ARG(uit.boek[i].code));
    if (!rc && !uit.n_boek)
        rc = err_set(e, ERR_DATA, "%.*s: er staat geen regelboek in", STR_ARG(bestand));
    if (!rc)
        *ret = uit;
    return rc;
}

/* ---- kinds ---- */

enum { S_CODE, S_NAAM, S_UITLEG, S_REGIE };
static const char *const soort_kolommen[] = {"*code", "*naam", "*uitleg", "*regie", NULL};

static int soort_rij(struct rijen *r, struct afspraak_regels *uit, struct err *e)
{
    struct afspraak_soort s = {rijen_tekst(r, S_CODE), rijen_tekst(r, S_NAAM), rijen_tekst(r, S_UITLEG),
                               rijen_tekst(r, S_REGIE)};
    struct str rest = s.regie;

    if (!code_goed(s.code) || !s.naam.n || s.naam.n > AFSPRAAK_TITEL_MAX)
        return rijen_fout(r, S_CODE, e,
                          "verwacht een code van kleine letters, cijfers en streepjes, en een naam");
    if (afspraak_soort_bij(uit, s.code))
        return rijen_fout(r, S_CODE, e, "deze soort staat er al");
    if (uit->n_soort == SOORTEN_MAX)
        return rijen_fout(r, S_CODE, e, "meer dan %d soorten", SOORTEN_MAX);
    if (!rest.n)
        return rijen_fout(r, S_REGIE, e, "zeg welke soorten organisaties haar mogen bijhouden");
    while (rest.n) {
        struct str een = str_cut(rest, ' ', &rest);

        if (!partij_soort_bij(een))
            return rijen_fout(r, S_REGIE, e, "“%.*s” is geen soort organisatie", STR_ARG(utf8_clip(een, 40)));
    }
    uit->soort[uit->n_soort++] = s;
    return OK;
}

int afspraak_soorten_lees(struct arena *a, struct str bestand, struct str bytes, struct afspraak_regels *ret,
                          struct err *e)
{
    struct afspraak_regels uit = *ret;
    struct rijen r;
    int rc = rijen_open(a, bestand, bytes, soort_kolommen, &r, e);

    uit.soort = ARENA_ARRAY(a, struct afspraak_soort, SOORTEN_MAX);
    uit.n_soort = 0;
    while (!rc && (rc = rijen_volgende(&r, e)) > 0)
        rc = soort_rij(&r, &uit, e);
    rijen_close(&r);
    if (!rc && !uit.n_soort)
        rc = err_set(e, ERR_DATA, "%.*s: er staat geen soort in", STR_ARG(bestand));
    if (!rc)
        *ret = uit;
    return rc;
}

/* ---- which file counts ---- */

static int bestand_nu(struct conn *c, struct arena *a, const char *soort, const char *ingebouwd,
                      struct str *naam, struct str *inhoud, struct err *e)
{
    const struct embed_file *f = embed_files;
    struct stmt *st;
    int rc = sql_open(c, sql_nu, &st, e);

    if (rc)
        return rc;
    sql_bind_str(st, 1, str_from(soort));
    rc = sql_step(st, e);
    if (rc > 0) {
        *naam = sql_str_dup(st, 0, a);
        *inhoud = sql_str_dup(st, 1, a);
    }
    sql_close(st);
    if (rc)
        return rc < 0 ? rc : OK;
    while (f->name && strcmp(f->name, ingebouwd) != 0)
        f++;
    if (!f->name)
        return err_set(e, ERR_ENV, "in dit programma ontbreekt %s", ingebouwd);
    *naam = str_from(ingebouwd);
    *inhoud = (struct str){(const char *)f->bytes, f->n};
    return OK;
}

int afspraak_regels_nu(struct conn *c, struct arena *a, struct afspraak_regels *ret, struct err *e)
{
    struct str naam, inhoud;
    int rc = bestand_nu(c, a, "soorten", "referentie/afspraak-soorten.csv", &naam, &inhoud, e);

    *ret = (struct afspraak_regels){0};
    if (!rc)
        rc = afspraak_soorten_lees(a, naam, inhoud, ret, e);
    if (!rc)
        rc = bestand_nu(c, a, "regels", "referentie/afspraak-regels.csv", &naam, &inhoud, e);
    return rc ? rc : afspraak_boeken_lees(a, naam, inhoud, ret, e);
}

struct bewaar {
    const struct dader *d;
    struct str soort, bestand, bytes;
};

static int bewaar_doe(struct conn *c, void *ctx, struct err *e)
{
    struct bewaar *b = ctx;
    struct arena a;
    struct doc *na;
    int64_t id;
    int rc = sql_get_int(c, sql_bewaar, &id, e, "ssssi", b->soort, b->bestand, b->bytes,
                         dader_woord(b->d->soort), time_ms());

    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "soort", b->soort);
    DOC_SET_STR(&a, na, "bestand", b->bestand);
    rc = spoor_schrijf(c, b->d, &(struct daad){"afspraak.bestand", "afspraak_bestand", id, NULL, na}, e);
    arena_done(&a);
    return rc;
}

int afspraak_bestand_bewaar(struct store *s, struct arena *a, const struct dader *d, const char *soort,
                            struct str bestand, struct str bytes, struct err *e)
{
    struct bewaar b = {d, str_from(soort), bestand, bytes};
    struct afspraak_regels r = {0};
    int rc = strcmp(soort, "regels") ? afspraak_soorten_lees(a, bestand, bytes, &r, e)
                                     : afspraak_boeken_lees(a, bestand, bytes, &r, e);

    if (!rc && !utf8_valid(bytes))
        rc = err_set(e, ERR_DATA, "%.*s: bewaar het als CSV in UTF-8", STR_ARG(bestand));
    return rc ? rc : store_write(s, bewaar_doe, &b, e);
}
