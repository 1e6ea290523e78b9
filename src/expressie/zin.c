/* SPDX-License-Identifier: EUPL-1.2
 * A condition in words, for the paper form and for who reads a questionnaire: "het antwoord op vraag 3 'ja'
 * is". What has no plain words is shown as the expression itself. */
#include "expressie/intern.h"

#include <math.h>
#include <string.h>

struct zin {
    struct arena *a;
    struct buf b;
    const struct expr_namen *namen;
};

static void schrijf(struct zin *z, const struct expr *x, bool ontken, int boven);

/* The name in ${x}, or in "." of a path that is only a name; false for all else. */
static bool vraag_van(const struct expr *x, struct str *ret)
{
    if (x->vorm == X_VERWIJZING) {
        *ret = x->tekst;
        return true;
    }
    if (x->vorm == X_PAD && !x->n && x->n_stappen) {
        const struct stap *s = &x->stappen[x->n_stappen - 1];

        if (x->n_stappen == 1 && s->as == AS_ZELF) {
            *ret = STR(".");
            return true;
        }
        if (s->as == AS_KIND && s->toets == TOETS_NAAM && !s->n) {
            *ret = s->naam;
            return true;
        }
    }
    return false;
}

static void vraag(struct zin *z, struct str naam)
{
    struct str s = z->namen->vraag ? z->namen->vraag(z->namen->wie, naam) : STR("");

    if (str_is(naam, "."))
        buf_lit(&z->b, "dit antwoord");
    else if (s.n)
        buf_fmt(&z->b, "het antwoord op %.*s", STR_ARG(s));
    else
        buf_fmt(&z->b, "het antwoord op vraag %.*s", STR_ARG(naam));
}

static bool waarde(struct zin *z, struct str naam, const struct expr *x);

static bool is_som(const struct expr *x)
{
    return x->vorm == X_PLUS || x->vorm == X_MIN || x->vorm == X_MAAL || x->vorm == X_DEEL;
}

/* "2 keer het antwoord op vraag 3". Of two values only: of more one would not hear what belongs together. */
static bool som(struct zin *z, struct str naam, const struct expr *x)
{
    bool om = x->vorm == X_MAAL && x->arg[1]->vorm == X_GETAL; /* the number first */
    const struct expr *een = x->arg[om], *ander = x->arg[!om];

    if (is_som(een) || is_som(ander))
        return false;
    buf_lit(&z->b, x->vorm == X_PLUS ? "de som van " : "");
    if (!waarde(z, naam, een))
        return false;
    buf_lit(&z->b, x->vorm == X_PLUS   ? " en "
                   : x->vorm == X_MIN  ? " min "
                   : x->vorm == X_MAAL ? " keer "
                                       : " gedeeld door ");
    return waarde(z, naam, ander);
}

/* A literal as its reader knows it: the label of the choice, else the text or number. False: there are no
 * words for it, and what was written of it is to be taken back. */
static bool waarde(struct zin *z, struct str naam, const struct expr *x)
{
    struct expr_omgeving o = {.a = z->a};
    struct str ander;

    if (x->vorm == X_TEKST) {
        struct str s = z->namen->keuze ? z->namen->keuze(z->namen->wie, naam, x->tekst) : STR("");

        buf_fmt(&z->b, "'%.*s'", STR_ARG(s.n ? s : x->tekst));
        return true;
    }
    if (x->vorm == X_GETAL || (x->vorm == X_NEGATIEF && x->arg[0]->vorm == X_GETAL)) {
        double d = x->vorm == X_GETAL ? x->getal : -x->arg[0]->getal;
        struct str plat = str_dup(z->a, expr_als_tekst(&o, w_getal(d)));
        char *punt = memchr(plat.p, '.', plat.n);

        if (punt)
            *punt = ',';
        buf_add(&z->b, plat);
        return true;
    }
    if (vraag_van(x, &ander)) {
        vraag(z, ander);
        return true;
    }
    if (x->vorm == X_FUNCTIE && str_is(x->tekst, "today")) {
        buf_lit(&z->b, "vandaag");
        return true;
    }
    if (x->vorm == X_FUNCTIE && str_is(x->tekst, "date") && x->n == 1 && x->arg[0]->vorm == X_TEKST) {
        struct expr_moment m;

        if (expr_als_datum(&o, w_tekst(x->arg[0]->tekst), false, &m)) {
            buf_add(&z->b, date_nl(z->a, date_add(19700101, m.ms / 86400000 - (m.ms % 86400000 < 0))));
            return true;
        }
    }
    return is_som(x) && som(z, naam, x);
}

/* The expression itself, with the questions in it called as people know them. */
static void letterlijk(struct zin *z, const struct expr *x, bool ontken)
{
    struct str rest = x->bron;

    buf_lit(&z->b, ontken ? "niet geldt: \"" : "geldt: \"");
    while (rest.n) {
        const char *op = memmem(rest.p, rest.n, "${", 2);
        size_t voor = op ? (size_t)(op - rest.p) : rest.n, eind;
        struct str naam, s;

        buf_add(&z->b, str_sub(rest, 0, voor));
        if (!op)
            break;
        rest = str_sub(rest, voor + 2, rest.n);
        eind = str_index(rest, '}');
        naam = str_trim(str_sub(rest, 0, eind));
        rest = str_sub(rest, eind + 1, rest.n);
        s = z->namen->vraag ? z->namen->vraag(z->namen->wie, naam) : STR("");
        buf_add(&z->b, s.n ? s : str_cat(z->a, STR("vraag "), naam));
    }
    buf_char(&z->b, '"');
}

/* count-selected(${x}) beside a number: how many choices there are. */
static bool aantal_gekozen(struct zin *z, const struct expr *x, bool ontken)
{
    static const char *const woorden[2][X_GROTER_GELIJK + 1] = {{[X_GELIJK] = "precies",
                                                                 [X_ONGELIJK] = "niet precies",
                                                                 [X_KLEINER] = "minder dan",
                                                                 [X_KLEINER_GELIJK] = "ten hoogste",
                                                                 [X_GROTER] = "meer dan",
                                                                 [X_GROTER_GELIJK] = "ten minste"},
                                                                {[X_GELIJK] = "niet precies",
                                                                 [X_ONGELIJK] = "precies",
                                                                 [X_KLEINER] = "ten minste",
                                                                 [X_KLEINER_GELIJK] = "meer dan",
                                                                 [X_GROTER] = "ten hoogste",
                                                                 [X_GROTER_GELIJK] = "minder dan"}};
    const struct expr *tel = x->arg[0], *getal = x->arg[1];
    struct str naam;

    if (tel->vorm != X_FUNCTIE || tel->n != 1 || !str_is(tel->tekst, "count-selected") ||
        !vraag_van(tel->arg[0], &naam) || getal->vorm != X_GETAL)
        return false;
    buf_lit(&z->b, "bij ");
    vraag(z, naam);
    buf_fmt(&z->b, " %s %g keuze%s gemaakt %s", woorden[ontken][x->vorm], getal->getal,
            getal->getal == 1 ? "" : "s", getal->getal == 1 ? "is" : "zijn");
    return true;
}

static bool is_leeg(const struct expr *x)
{
    return x->vorm == X_TEKST && !x->tekst.n;
}

static void vergelijking(struct zin *z, const struct expr *x, bool ontken)
{
    /* By form: as it stands, denied, and as it reads with its sides changed. */
    static const struct {
        const char *wel, *niet;
        enum expr_vorm om;
    } woorden[] = {
        [X_GELIJK] = {"is", "niet is", X_GELIJK},
        [X_ONGELIJK] = {"niet is", "is", X_ONGELIJK},
        [X_KLEINER] = {"kleiner is dan", "ten minste is", X_GROTER},
        [X_KLEINER_GELIJK] = {"ten hoogste is", "groter is dan", X_GROTER_GELIJK},
        [X_GROTER] = {"groter is dan", "ten hoogste is", X_KLEINER},
        [X_GROTER_GELIJK] = {"ten minste is", "kleiner is dan", X_KLEINER_GELIJK},
    };
    const struct expr *links = x->arg[0], *rechts = x->arg[1];
    enum expr_vorm v = x->vorm;
    size_t terug = z->b.n;
    const char *w;
    struct str naam;

    if (!vraag_van(links, &naam) && vraag_van(rechts, &naam)) {
        links = x->arg[1];
        rechts = x->arg[0];
        v = woorden[v].om;
    }
    if (vraag_van(links, &naam)) {
        vraag(z, naam);
    } else if (is_som(links) && som(z, STR(""), links)) {
        naam = STR("");
    } else {
        z->b.n = terug;
        if (!aantal_gekozen(z, x, ontken))
            letterlijk(z, x, ontken);
        return;
    }
    if (is_leeg(rechts) && (v == X_GELIJK || v == X_ONGELIJK)) {
        buf_lit(&z->b, (v == X_GELIJK) != ontken ? " leeg is" : " is ingevuld");
        return;
    }
    buf_char(&z->b, ' ');
    w = ontken ? woorden[v].niet : woorden[v].wel;
    if (v == X_GELIJK || v == X_ONGELIJK) { /* the verb comes last: "'ja' is" */
        bool niet = (v == X_ONGELIJK) != ontken;

        if (niet)
            buf_lit(&z->b, "niet ");
        if (waarde(z, naam, rechts)) {
            buf_lit(&z->b, " is");
            return;
        }
    } else {
        buf_fmt(&z->b, "%s ", w);
        if (waarde(z, naam, rechts))
            return;
    }
    z->b.n = terug;
    letterlijk(z, x, ontken);
}

static void samen(struct zin *z, const struct expr *x, bool ontken, int boven)
{
    /* Denied, "and" reads as "or" and the other way round (De Morgan). */
    bool en = (x->vorm == X_EN) != ontken;
    int niveau = en ? 2 : 1;

    if (boven > niveau)
        buf_char(&z->b, '(');
    schrijf(z, x->arg[0], ontken, niveau);
    buf_lit(&z->b, en ? " en " : " of ");
    schrijf(z, x->arg[1], ontken, niveau);
    if (boven > niveau)
        buf_char(&z->b, ')');
}

static void schrijf(struct zin *z, const struct expr *x, bool ontken, int boven)
{
    struct str naam;

    if (x->vorm == X_OF || x->vorm == X_EN) {
        samen(z, x, ontken, boven);
    } else if (x->vorm >= X_GELIJK && x->vorm <= X_GROTER_GELIJK) {
        vergelijking(z, x, ontken);
    } else if (x->vorm == X_FUNCTIE && x->n == 1 && str_is(x->tekst, "not")) {
        schrijf(z, x->arg[0], !ontken, boven);
    } else if (x->vorm == X_FUNCTIE && x->n == 2 && str_is(x->tekst, "selected") &&
               vraag_van(x->arg[0], &naam)) {
        size_t terug = z->b.n;

        buf_lit(&z->b, "bij ");
        vraag(z, naam);
        buf_char(&z->b, ' ');
        if (waarde(z, naam, x->arg[1])) {
            buf_lit(&z->b, ontken ? " niet is gekozen" : " is gekozen");
        } else {
            z->b.n = terug;
            letterlijk(z, x, ontken);
        }
    } else if (vraag_van(x, &naam)) {
        vraag(z, naam);
        buf_lit(&z->b, ontken ? " leeg is" : " is ingevuld");
    } else {
        letterlijk(z, x, ontken);
    }
}

struct str expr_zin(struct arena *a, const struct expr *x, const struct expr_namen *namen)
{
    struct zin z = {.a = a, .namen = namen};

    buf_init(&z.b, a, (size_t)64 << 10);
    schrijf(&z, x, false, 0);
    return buf_str(&z.b);
}
