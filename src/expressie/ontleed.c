/* SPDX-License-Identifier: EUPL-1.2
 * Text of an expression to its tree: recursive descent straight on the bytes, bounded in length and depth. */
#include "expressie/intern.h"

#include <math.h>
#include <string.h>

struct lezer {
    struct arena *a;
    struct str t;
    size_t at;
    int diepte;
    int schakels; /* operators in all: a chain nests to the left, and evaluation follows it down */
    struct err *e;
};

enum { SCHAKELS_MAX = 2000 };

static int of(struct lezer *l, const struct expr **ret);

static bool is_begin(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static bool is_naam(unsigned char c)
{
    return is_begin(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool expr_ruimte_is(int32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char kijk(const struct lezer *l, size_t verder)
{
    return l->at + verder < l->t.n ? l->t.p[l->at + verder] : 0;
}

static void spaties(struct lezer *l)
{
    while (l->at < l->t.n && expr_ruimte_is(l->t.p[l->at]))
        l->at++;
}

static int fout(struct lezer *l, const char *verwacht)
{
    struct str rest = utf8_clip(str_sub(l->t, l->at, l->t.n), 20);

    if (!rest.n)
        return err_set(l->e, ERR_DATA, "de expressie houdt te vroeg op: verwacht %s", verwacht);
    return err_set(l->e, ERR_DATA, "teken %zu van de expressie (bij \"%.*s\"): verwacht %s", l->at + 1,
                   STR_ARG(rest), verwacht);
}

static bool eet(struct lezer *l, const char *teken)
{
    size_t n = strlen(teken);

    spaties(l);
    if (l->t.n - l->at < n || memcmp(l->t.p + l->at, teken, n) != 0)
        return false;
    l->at += n;
    return true;
}

static struct expr *nieuw(struct lezer *l, enum expr_vorm vorm, size_t van)
{
    struct expr *x = ARENA_NEW(l->a, struct expr);

    x->vorm = vorm;
    x->bron = str_trim(str_sub(l->t, van, l->at));
    return x;
}

static struct str naam_lees(struct lezer *l)
{
    size_t van = l->at;

    if (l->at < l->t.n && is_begin((unsigned char)l->t.p[l->at]))
        while (l->at < l->t.n && is_naam((unsigned char)l->t.p[l->at]))
            l->at++;
    return str_sub(l->t, van, l->at);
}

/* "jr:choice-name" or "naam"; a colon that opens an axis ("self::") stays. */
static struct str volle_naam(struct lezer *l, struct str *ret_voor)
{
    struct str naam = naam_lees(l);

    *ret_voor = (struct str){0};
    if (naam.n && kijk(l, 0) == ':' && is_begin((unsigned char)kijk(l, 1))) {
        *ret_voor = naam;
        l->at++;
        naam = naam_lees(l);
    }
    return naam;
}

static int getal(struct lezer *l, const struct expr **ret)
{
    size_t van = l->at;
    struct expr *x;

    while (l->at < l->t.n && kijk(l, 0) >= '0' && kijk(l, 0) <= '9')
        l->at++;
    if (kijk(l, 0) == '.') {
        l->at++;
        while (l->at < l->t.n && kijk(l, 0) >= '0' && kijk(l, 0) <= '9')
            l->at++;
    }
    x = nieuw(l, X_GETAL, van);
    x->getal = expr_getal_lees(x->bron);
    if (isnan(x->getal))
        return err_set(l->e, ERR_DATA, "het getal \"%.*s\" is te lang", STR_ARG(utf8_clip(x->bron, 40)));
    *ret = x;
    return OK;
}

static int tekst(struct lezer *l, const struct expr **ret)
{
    size_t van = l->at, eind;
    char teken = kijk(l, 0);
    struct expr *x;

    for (eind = van + 1; eind < l->t.n && l->t.p[eind] != teken; eind++)
        ;
    if (eind == l->t.n) {
        l->at = l->t.n;
        return err_set(l->e, ERR_DATA,
                       "teken %zu van de expressie: de tekst die daar begint heeft geen %c aan het eind",
                       van + 1, teken);
    }
    l->at = eind + 1;
    x = nieuw(l, X_TEKST, van);
    x->tekst = str_sub(l->t, van + 1, eind);
    *ret = x;
    return OK;
}

static int lijst(struct lezer *l, struct expr *x)
{
    VEC(const struct expr *) arg = {0};

    if (!eet(l, ")")) {
        do {
            const struct expr *een = NULL;
            int rc = of(l, &een);

            if (rc)
                return rc;
            VEC_PUSH(l->a, &arg, een);
        } while (eet(l, ","));
        if (!eet(l, ")"))
            return fout(l, "\",\" of \")\"");
    }
    x->arg = arg.at;
    x->n = arg.n;
    return OK;
}

static int voorwaarden(struct lezer *l, struct stap *s)
{
    VEC(const struct expr *) lijst_ = {0};

    while (eet(l, "[")) {
        const struct expr *x = NULL;
        int rc = of(l, &x);

        if (rc)
            return rc;
        if (!eet(l, "]"))
            return fout(l, "\"]\"");
        VEC_PUSH(l->a, &lijst_, x);
    }
    s->voorwaarden = lijst_.at;
    s->n = lijst_.n;
    return OK;
}

/* The name test behind an axis. */
static int toets(struct lezer *l, struct stap *s)
{
    spaties(l);
    if (kijk(l, 0) == '*') {
        l->at++;
        s->toets = TOETS_ELEMENT;
        return OK;
    }
    s->naam = volle_naam(l, &s->voorvoegsel);
    if (!s->naam.n)
        return fout(l, "een naam, een waarde of \"(\"");
    if (kijk(l, 0) == ':')
        return fout(l, "geen \":\" (die as of naamruimte kent een vragenlijst niet)");
    if (!s->voorvoegsel.n && (str_is(s->naam, "node") || str_is(s->naam, "text"))) {
        size_t terug = l->at;

        if (eet(l, "(") && eet(l, ")"))
            s->toets = str_is(s->naam, "node") ? TOETS_KNOOP : TOETS_TEKST;
        else
            l->at = terug;
    }
    return OK;
}

static int stap(struct lezer *l, struct stap *s)
{
    static const struct {
        const char *naam;
        enum stap_as as;
    } assen[] = {
        {"child::", AS_KIND}, {"parent::", AS_OUDER}, {"self::", AS_ZELF}, {"attribute::", AS_KENMERK}};
    int rc;

    *s = (struct stap){.as = AS_KIND};
    spaties(l);
    if (kijk(l, 0) == '.') {
        s->as = kijk(l, 1) == '.' ? AS_OUDER : AS_ZELF;
        s->toets = TOETS_KNOOP;
        l->at += s->as == AS_OUDER ? 2 : 1;
        return voorwaarden(l, s);
    }
    if (kijk(l, 0) == '@') {
        l->at++;
        s->as = AS_KENMERK;
    } else {
        for (size_t i = 0; i < sizeof assen / sizeof *assen; i++)
            if (eet(l, assen[i].naam)) {
                s->as = assen[i].as;
                break;
            }
    }
    rc = toets(l, s);
    return rc ? rc : voorwaarden(l, s);
}

/* Steps parted by "/"; the first one has been announced by what stood before. */
static int stappen(struct lezer *l, struct expr *x)
{
    VEC(struct stap) alle = {0};

    do {
        struct stap s;
        int rc;

        spaties(l);
        if (kijk(l, 0) == '/')
            return fout(l, "een naam: \"//\" kent een vragenlijst niet");
        rc = stap(l, &s);
        if (rc)
            return rc;
        VEC_PUSH(l->a, &alle, s);
    } while (eet(l, "/"));
    x->stappen = alle.at;
    x->n_stappen = alle.n;
    return OK;
}

/* ${x}[…], and the path that may go on from it. */
static int rijen(struct lezer *l, struct expr *begin, size_t van, const struct expr **ret)
{
    struct stap *s = ARENA_NEW(l->a, struct stap), *alle;
    struct expr *x = nieuw(l, X_PAD, van);
    int rc;

    begin->absoluut = true;
    *s = (struct stap){.as = AS_SAMEN, .toets = TOETS_KNOOP};
    x->arg = ARENA_ARRAY(l->a, const struct expr *, 1);
    x->arg[0] = begin;
    x->n = 1;
    rc = voorwaarden(l, s);
    if (!rc && eet(l, "/"))
        rc = stappen(l, x);
    if (rc)
        return rc;
    alle = ARENA_ARRAY(l->a, struct stap, x->n_stappen + 1);
    alle[0] = *s;
    for (size_t i = 0; i < x->n_stappen; i++)
        alle[i + 1] = x->stappen[i];
    x->stappen = alle;
    x->n_stappen++;
    x->bron = str_trim(str_sub(l->t, van, l->at));
    *ret = x;
    return OK;
}

static int pad(struct lezer *l, const struct expr *begin, size_t van, const struct expr **ret)
{
    struct expr *x = nieuw(l, X_PAD, van);
    int rc = OK;

    if (begin) {
        x->arg = ARENA_ARRAY(l->a, const struct expr *, 1);
        x->arg[0] = begin;
        x->n = 1;
        rc = stappen(l, x);
    } else if (kijk(l, 0) == '/') {
        l->at++;
        x->absoluut = true;
        spaties(l);
        if (is_begin((unsigned char)kijk(l, 0)) || strchr("*.@/", kijk(l, 0) ? kijk(l, 0) : ' '))
            rc = stappen(l, x);
        if (!rc && x->n_stappen && x->stappen[0].toets == TOETS_TEKST)
            rc = fout(l, "eerst een naam: los onder het begin staat geen tekst");
    } else {
        rc = stappen(l, x);
    }
    x->bron = str_trim(str_sub(l->t, van, l->at));
    *ret = x;
    return rc;
}

/* ${naam}, and a path that goes on from it. */
static int verwijzing(struct lezer *l, const struct expr **ret)
{
    size_t van = l->at;
    struct expr *x;
    struct str naam, voor;

    l->at += 2;
    spaties(l);
    naam = volle_naam(l, &voor);
    if (!naam.n || voor.n || !eet(l, "}"))
        return fout(l, "${naam van een vraag}");
    x = nieuw(l, X_VERWIJZING, van);
    x->tekst = naam;
    *ret = x;
    spaties(l);
    if (kijk(l, 0) == '[')
        return rijen(l, x, van, ret);
    return eet(l, "/") ? pad(l, x, van, ret) : OK;
}

/* A call, with the path that may go on from it; false when a name stands here that is no call. */
static bool aanroep(struct lezer *l, const struct expr **ret, int *ret_rc)
{
    size_t van = l->at;
    struct str voor, naam = volle_naam(l, &voor);
    struct expr *x;

    if (!naam.n || (!voor.n && (str_is(naam, "node") || str_is(naam, "text"))) || !eet(l, "(")) {
        l->at = van;
        return false;
    }
    x = nieuw(l, X_FUNCTIE, van);
    x->tekst = voor.n ? (struct str){voor.p, voor.n + 1 + naam.n} : naam;
    x->functie = expr_functie(x->tekst);
    *ret_rc = lijst(l, x);
    x->bron = str_trim(str_sub(l->t, van, l->at));
    *ret = x;
    if (!*ret_rc && eet(l, "/"))
        *ret_rc = pad(l, x, van, ret);
    return true;
}

static int kern(struct lezer *l, const struct expr **ret)
{
    char c, d;
    int rc = OK;

    spaties(l);
    c = kijk(l, 0);
    d = kijk(l, 1);
    if ((c >= '0' && c <= '9') || (c == '.' && d >= '0' && d <= '9'))
        return getal(l, ret);
    if (c == '\'' || c == '"')
        return tekst(l, ret);
    if (c == '$' && d == '{')
        return verwijzing(l, ret);
    if (c == '(') {
        l->at++;
        rc = of(l, ret);
        if (!rc && !eet(l, ")"))
            rc = fout(l, "\")\"");
        spaties(l);
        if (!rc && (kijk(l, 0) == '/' || kijk(l, 0) == '['))
            rc = fout(l, "een bewerking of het einde (een pad achter \")\" kent een vragenlijst niet)");
        return rc;
    }
    if (aanroep(l, ret, &rc))
        return rc;
    return pad(l, NULL, l->at, ret);
}

static int negatief(struct lezer *l, const struct expr **ret)
{
    size_t van, n = 0;
    int rc;

    spaties(l);
    van = l->at;
    while (eet(l, "-"))
        n++;
    rc = kern(l, ret);
    if (!rc && n) { /* two minuses are a number, as one is */
        for (size_t i = n % 2 ? 1 : 2; i > 0; i--) {
            struct expr *x = nieuw(l, X_NEGATIEF, van);

            x->arg = ARENA_ARRAY(l->a, const struct expr *, 1);
            x->arg[0] = *ret;
            x->n = 1;
            *ret = x;
        }
    }
    return rc;
}

/* The binary operators, weakest first; within a level from left to right. A longer sign stands before the
 * shorter one that it begins with. */
static const struct {
    const char *teken;
    enum expr_vorm vorm;
    int niveau;
} bewerkingen[] = {{"or", X_OF, 0},
                   {"and", X_EN, 1},
                   {"!=", X_ONGELIJK, 2},
                   {"=", X_GELIJK, 2},
                   {"<=", X_KLEINER_GELIJK, 3},
                   {">=", X_GROTER_GELIJK, 3},
                   {"<", X_KLEINER, 3},
                   {">", X_GROTER, 3},
                   {"+", X_PLUS, 4},
                   {"-", X_MIN, 4},
                   {"*", X_MAAL, 5},
                   {"div", X_DEEL, 5},
                   {"mod", X_REST, 5}};
enum { NIVEAUS = 6 };

/* A word is an operator unless a letter follows ("1 and1" is one, "order" is none). */
static bool eet_bewerking(struct lezer *l, const char *teken)
{
    size_t terug = l->at;

    if (!eet(l, teken))
        return false;
    if (is_begin((unsigned char)teken[0]) && is_begin((unsigned char)kijk(l, 0))) {
        l->at = terug;
        return false;
    }
    return true;
}

static int binair(struct lezer *l, int niveau, const struct expr **ret)
{
    size_t van;
    int rc;

    if (niveau == NIVEAUS)
        return negatief(l, ret);
    spaties(l);
    van = l->at;
    rc = binair(l, niveau + 1, ret);
    while (!rc) {
        const struct expr *rechts = NULL;
        struct expr *x;
        size_t i;

        for (i = 0; i < sizeof bewerkingen / sizeof *bewerkingen; i++)
            if (bewerkingen[i].niveau == niveau && eet_bewerking(l, bewerkingen[i].teken))
                break;
        if (i == sizeof bewerkingen / sizeof *bewerkingen)
            break;
        if (++l->schakels > SCHAKELS_MAX)
            return err_set(l->e, ERR_LIMIT, "de expressie heeft meer dan %d bewerkingen", SCHAKELS_MAX);
        rc = binair(l, niveau + 1, &rechts);
        x = nieuw(l, bewerkingen[i].vorm, van);
        x->arg = ARENA_ARRAY(l->a, const struct expr *, 2);
        x->arg[0] = *ret;
        x->arg[1] = rechts;
        x->n = 2;
        *ret = x;
    }
    return rc;
}

static int of(struct lezer *l, const struct expr **ret)
{
    int rc;

    if (++l->diepte > EXPR_DIEPTE_MAX)
        return err_set(l->e, ERR_LIMIT, "de expressie is te diep genest (meer dan %d haken in elkaar)",
                       EXPR_DIEPTE_MAX);
    rc = binair(l, 0, ret);
    l->diepte--;
    return rc;
}

int expr_lees(struct arena *a, struct str t, const struct expr **ret, struct err *e)
{
    struct lezer l = {.a = a, .t = t, .e = e};
    const struct expr *x = NULL;
    int rc;

    if (t.n > EXPR_TEKST_MAX)
        return err_set(e, ERR_LIMIT, "de expressie is langer dan %d tekens", EXPR_TEKST_MAX);
    if (!utf8_valid(t))
        return err_set(e, ERR_DATA, "de expressie is geen UTF-8");
    rc = of(&l, &x);
    if (rc)
        return rc;
    spaties(&l);
    if (l.at < t.n)
        return fout(&l, kijk(&l, 0) == '|' ? "geen \"|\": verenigingen kent een vragenlijst niet"
                                           : "een bewerking (and, or, =, +, …) of het einde");
    *ret = x;
    return OK;
}

static int loop(const struct expr *x, int (*bij)(void *wie, const struct expr *x, struct err *e), void *wie,
                struct err *e)
{
    int rc = bij(wie, x, e);

    for (size_t i = 0; !rc && i < x->n; i++)
        rc = loop(x->arg[i], bij, wie, e);
    for (size_t i = 0; !rc && i < x->n_stappen; i++)
        for (size_t j = 0; !rc && j < x->stappen[i].n; j++)
            rc = loop(x->stappen[i].voorwaarden[j], bij, wie, e);
    return rc;
}

static int functie_goed(void *wie, const struct expr *x, struct err *e)
{
    const struct functie *f = x->functie;

    (void)wie;
    if (x->vorm != X_FUNCTIE)
        return OK;
    if (!f)
        return err_set(e, ERR_DATA, "de functie %.*s() bestaat niet", STR_ARG(utf8_clip(x->tekst, 60)));
    if ((int)x->n < f->min || (f->max >= 0 && (int)x->n > f->max))
        return err_set(e, ERR_DATA, "%s() kreeg %zu gegevens; verwacht %d%s", f->naam, x->n, f->min,
                       f->max < 0        ? " of meer"
                       : f->max > f->min ? " of enkele meer"
                                         : "");
    return OK;
}

int expr_controleer(const struct expr *x, struct err *e)
{
    return loop(x, functie_goed, NULL, e);
}

struct verwijzer {
    int (*naam)(void *wie, struct str verwijzing, struct err *e);
    void *wie;
};

static int bij_verwijzing(void *wie, const struct expr *x, struct err *e)
{
    const struct verwijzer *v = wie;

    return x->vorm == X_VERWIJZING ? v->naam(v->wie, x->tekst, e) : OK;
}

int expr_verwijzingen(const struct expr *x, int (*naam)(void *wie, struct str verwijzing, struct err *e),
                      void *wie, struct err *e)
{
    struct verwijzer v = {naam, wie};

    return loop(x, bij_verwijzing, &v, e);
}
