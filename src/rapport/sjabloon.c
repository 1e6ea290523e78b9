/* SPDX-License-Identifier: EUPL-1.2
 * A template: its head, and the references in its text, each counted and put in place. */
#include "rapport/rapport.h"

#include "base/num.h"

#include <string.h>

static const char streep[] = "\xE2\x80\x93";

struct lezer {
    struct conn *c;
    struct arena *a;
    const struct gebieden *g;
    struct rapport *r;
    struct str naam;
    int64_t regel;
    struct buf uit;
};

static int fout(struct lezer *l, struct err *e, const char *wat, struct str tekst)
{
    return err_set(e, ERR_DATA, "%.*s, regel %lld: %s%s%.*s%s", STR_ARG(l->naam), (long long)l->regel, wat,
                   tekst.n ? ": “" : "", STR_ARG(utf8_clip(tekst, 200)), tekst.n ? "”" : "");
}

/* ---- the sum of the data ---- */

static void vraag_som(struct buf *b, const struct ui_set *s, const struct ui_vraag *v)
{
    size_t n = ui_rijen(s, v);

    buf_fmt(b, "vraag %.*s\n", STR_ARG(v->code));
    for (size_t r = 0; r < n; r++) {
        buf_char(b, (char)('0' + v->toestand[r]));
        if (v->toestand[r] == UI_BEANTWOORD && v->soort == UI_EEN)
            buf_add(b, v->optie[v->keus[r]].code);
        for (size_t o = 0; v->toestand[r] == UI_BEANTWOORD && v->soort == UI_MEER && o < v->n_optie; o++)
            if (ui_heeft(v, r, o)) {
                buf_add(b, v->optie[o].code);
                buf_char(b, ' ');
            }
        if (v->toestand[r] == UI_BEANTWOORD && v->soort == UI_GETAL)
            buf_fmt(b, "%lld/%d", (long long)v->getal[r], v->schaal);
        buf_char(b, '\n');
    }
}

struct str set_som(struct arena *a, const struct ui_set *s)
{
    char *hex = arena_alloc(a, SHA256_HEX + 1);
    struct buf b;

    buf_init(&b, a, (size_t)1 << 31);
    buf_fmt(&b, "ronde %.*s %.*s %lld %d\n", STR_ARG(s->code), STR_ARG(s->lijst), (long long)s->versie,
            (int)s->peildatum);
    for (size_t p = 0; p < s->n; p++)
        buf_fmt(&b, "partij %.*s %d\n", STR_ARG(s->partij[p].code), s->partij[p].deelnemend);
    for (size_t i = 0; i < s->indeling.n; i++) {
        const struct ui_indeling *x = &s->indeling.at[i];

        buf_fmt(&b, "indeling %.*s", STR_ARG(x->code));
        for (size_t p = 0; p < s->n; p++)
            for (size_t k = x->van[p]; k < x->van[p + 1]; k++)
                buf_fmt(&b, " %zu:%.*s", p, STR_ARG(x->regio[x->in[k]].code));
        buf_char(&b, '\n');
    }
    for (size_t i = 0; i < s->vraag.n; i++)
        vraag_som(&b, s, s->vraag.at[i]);
    sha256_hex(buf_str(&b), hex);
    return str_from(hex);
}

/* ---- the head ---- */

static int ronde_bij(struct lezer *l, struct str naam, struct str code, struct err *e)
{
    struct rapport *r = l->r;
    struct laad_wens alles = {0};
    int rc;

    if (r->n_set == RAPPORT_RONDES_MAX)
        return fout(l, e, "een rapport gaat over ten hoogste 20 rondes", STR(""));
    if (!l->c)
        return fout(l, e, "zonder database is er geen andere ronde", code);
    rc = uitkomst_laad(l->c, l->a, l->g, code, &alles, &r->set[r->n_set], e);
    if (rc)
        return naam.n ? err_prefix(e, "%.*s, regel %lld: ", STR_ARG(l->naam), (long long)l->regel) : rc;
    r->verzonnen = r->verzonnen || r->set[r->n_set]->verzonnen;
    r->set_naam[r->n_set++] = naam;
    return OK;
}

static struct str regel_neem(struct lezer *l, struct str *rest)
{
    struct str r = str_cut(*rest, '\n', rest);

    l->regel++;
    return r.n && r.p[r.n - 1] == '\r' ? str_sub(r, 0, r.n - 1) : r;
}

/* "---", lines "naam: waarde", "---". */
static int kop_lees(struct lezer *l, struct str *rest, struct err *e)
{
    struct str voor = *rest, regel = regel_neem(l, rest);
    int rc = OK;

    if (!str_is(str_trim(regel), "---")) {
        *rest = voor;
        l->regel = 0;
        return OK;
    }
    while (!rc) {
        struct str naam, waarde;

        if (!rest->n)
            return fout(l, e, "de kop eindigt niet; verwacht een regel ---", STR(""));
        regel = regel_neem(l, rest);
        if (str_is(str_trim(regel), "---"))
            return OK;
        naam = str_trim(str_cut(regel, ':', &waarde));
        waarde = str_trim(waarde);
        if (!naam.n)
            continue;
        if (str_is(naam, "titel") && waarde.n)
            l->r->titel = waarde;
        else if (str_starts(naam, STR("ronde ")) && waarde.n)
            rc = ronde_bij(l, str_trim(str_sub(naam, 6, naam.n)), waarde, e);
        else
            return fout(l, e, "verwacht “titel: …” of “ronde NAAM: CODE”", regel);
    }
    return rc;
}

/* ---- a reference ---- */

enum { WOORDEN_MAX = 12 };
struct verwijzing {
    struct str heel, wat, doel; /* doel: [ronde:]vraag[=optie+optie] */
    struct ui_set *set,
        *met; /* met: the ronde beside it, with per=ronde or per=overgang; NULL: the one before */
    struct str met_naam;
    struct ui_vraagstelling w;
    struct str opties, kolom, titel, samen;
};

/* Words parted by spaces; a value between quotes may hold them. */
static size_t woorden(struct str s, struct str *ret)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n && n < WOORDEN_MAX;) {
        size_t van = i;
        bool aan = false;

        for (; i < s.n && (aan || s.p[i] != ' '); i++)
            aan ^= s.p[i] == '"';
        if (i > van)
            ret[n++] = str_sub(s, van, i);
        i++;
    }
    return n;
}

static struct str zonder_aanhaling(struct str s)
{
    return s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"' ? str_sub(s, 1, s.n - 1) : s;
}

static bool is_naast(const struct verwijzing *v)
{
    return str_is(v->w.per, "ronde") || str_is(v->w.per, "overgang");
}

/* A ronde by the name that the head gives it, or by its code; only those are in the sum of the data. */
static struct ui_set *ronde_vind(const struct rapport *r, struct str naam)
{
    for (size_t i = 0; i < r->n_set; i++)
        if (str_eq(r->set_naam[i], naam) || str_eq(r->set[i]->code, naam))
            return r->set[i];
    return NULL;
}

static int met_lees(struct lezer *l, struct verwijzing *v, struct err *e)
{
    if (!v->met_naam.n)
        return OK;
    if (!is_naast(v))
        return fout(l, e, "met= hoort bij per=ronde of per=overgang", v->heel);
    v->met = ronde_vind(l->r, v->met_naam);
    if (!v->met)
        return fout(l, e,
                    "de ronde van met= staat niet in de kop van het sjabloon; zet daar “ronde NAAM: CODE”",
                    v->met_naam);
    if (str_eq(v->met->code, v->set->code))
        return fout(l, e, "kies bij met= een andere ronde dan die van de vraag zelf", v->met_naam);
    if (v->set->vorige && str_eq(v->met->code, v->set->vorige->code)) /* as without met= */
        v->met = NULL;
    return OK;
}

static int doel_lees(struct lezer *l, struct verwijzing *v, struct err *e)
{
    struct str vraag, voor;

    v->set = l->r->set[0];
    vraag = str_cut(v->doel, '=', &v->opties);
    if (str_index(vraag, ':') < vraag.n) {
        struct str na;
        size_t i = 0;

        voor = str_cut(vraag, ':', &na);
        while (i < l->r->n_set && !str_eq(l->r->set_naam[i], voor))
            i++;
        if (i == l->r->n_set)
            return fout(l, e, "deze ronde staat niet in de kop van het sjabloon", voor);
        v->set = l->r->set[i];
        vraag = na;
    }
    v->w.vraag = vraag;
    return met_lees(l, v, e);
}

static int verwijzing_lees(struct lezer *l, struct str s, struct verwijzing *v, struct err *e)
{
    struct str w[WOORDEN_MAX];
    size_t n = woorden(s, w);

    *v = (struct verwijzing){.heel = s, .w = {.per = STR(""), .kijker = UI_PUBLIEK}};
    if (!n)
        return fout(l, e, "tussen {{ en }} staat niets", STR(""));
    v->wat = w[0];
    for (size_t i = 1; i < n; i++) {
        struct str na, naam = str_cut(w[i], '=', &na);

        na = zonder_aanhaling(na);
        if (str_is(naam, "per"))
            v->w.per = na;
        else if (str_is(naam, "met"))
            v->met_naam = na;
        else if (str_is(naam, "kolom"))
            v->kolom = na;
        else if (str_is(naam, "titel"))
            v->titel = na;
        else if (str_is(naam, "samen"))
            v->samen = na;
        else if (str_is(naam, "basis")) {
            v->w.heeft_basis = true;
            if (!ui_basis_bij(na, &v->w.basis))
                return fout(l, e, "basis is uitgenodigd, deelnemend of beantwoord", w[i]);
        } else if (!v->doel.n)
            v->doel = w[i];
        else
            return fout(
                l, e,
                "dit woord hoort hier niet; verwacht per=, met=, kolom=, basis=, titel= of samen=", w[i]);
    }
    if (v->met_naam.p && !v->met_naam.n)
        return fout(l, e, "achter met= hoort een ronde", v->heel);
    return doel_lees(l, v, e);
}

/* The ronde before counts in the sum of the data once it is used. */
static void naast_bij(struct lezer *l, struct ui_set *s)
{
    for (size_t i = 0; i < l->r->n_set; i++)
        if (str_eq(l->r->set[i]->code, s->code))
            return;
    for (size_t i = 0; i < l->r->naast.n; i++)
        if (str_eq(l->r->naast.at[i]->code, s->code))
            return;
    VEC_PUSH(l->a, &l->r->naast, s);
}

static int tabel_van(struct lezer *l, const struct verwijzing *v, struct ui_tabel *ret, struct err *e)
{
    int rc;

    v->set->naast = v->met;
    rc = ui_tabel_maak(l->a, v->set, &v->w, ret, e);
    v->set->naast = NULL;
    if (!rc && is_naast(v) && !v->met)
        naast_bij(l, v->set->vorige);
    return rc ? err_prefix(e, "%.*s, regel %lld, {{%.*s}}: ", STR_ARG(l->naam), (long long)l->regel,
                           STR_ARG(utf8_clip(v->heel, 200)))
              : OK;
}

static int kolom_kies(struct lezer *l, const struct verwijzing *v, const struct ui_tabel *t, size_t *ret,
                      struct err *e)
{
    struct str meer, naam = str_cut(v->kolom, ':', &meer), code = v->kolom;
    const struct ui_set *s = str_is(v->w.per, "ronde") && naam.n ? ronde_vind(l->r, naam) : NULL;

    *ret = 0;
    if (!v->kolom.n && is_naast(v))
        return fout(l, e, "noem bij per=ronde of per=overgang met kolom= uit welke kolom het cijfer komt",
                    v->heel);
    if (s)
        code = str_fmt(l->a, "%.*s%s%.*s", STR_ARG(s->code), meer.n ? ":" : "", STR_ARG(meer));
    for (size_t i = 0; v->kolom.n && i < t->n_kolom; i++)
        if (str_eq(t->kolom[i].code, code)) {
            *ret = i;
            return OK;
        }
    return v->kolom.n ? fout(l, e, "deze kolom heeft de tabel niet", v->kolom) : OK;
}

/* The rows of "a+b" added up in one column; weg when one of them may not be shown. */
static int samen_tel(struct lezer *l, const struct ui_tabel *t, struct str opties, size_t kolom,
                     struct ui_cel *ret, struct err *e)
{
    *ret = (struct ui_cel){0};
    if (t->vraag->soort == UI_MEER && str_index(opties, '+') < opties.n)
        return fout(
            l, e,
            "van een vraag met meer antwoorden kunnen keuzes niet opgeteld worden: wie beide koos telt "
            "dan dubbel",
            opties);
    while (opties.p && opties.n) {
        struct str o = str_cut(opties, '+', &opties);
        size_t r = 0;

        while (r < t->n_regel && !str_eq(t->regel[r].code, o))
            r++;
        if (r == t->n_regel)
            return fout(l, e, "deze keuze heeft de vraag niet (of geen_antwoord past niet bij deze basis)",
                        o);
        ret->n += ui_cel(t, r, kolom)->n;
        ret->weg = ret->weg || ui_cel(t, r, kolom)->weg;
    }
    return OK;
}

static struct str in_woord(struct arena *a, int64_t n)
{
    static const char *const woord[] = {"geen",  "één",  "twee",  "drie", "vier", "vijf",  "zes",
                                        "zeven", "acht", "negen", "tien", "elf",  "twaalf"};

    return n >= 0 && n <= 12 ? str_from(woord[n]) : num_nl(a, n, 0);
}

static struct str percent(struct arena *a, const struct ui_cel *c, int64_t N)
{
    int64_t p;

    return !c->weg && num_percent(c->n, N, &p) ? str_fmt(a, "%lld%%", (long long)p) : str_from(streep);
}

static int getal_waarde(struct lezer *l, const struct verwijzing *v, const struct ui_tabel *t, size_t k,
                        struct str *ret, struct err *e)
{
    const struct ui_getallen *g = &t->kolom[k].getal;
    int schaal = t->vraag->schaal;

    if (!t->vraag->getal)
        return fout(l, e, "alleen een vraag naar een getal heeft een som, gemiddelde of mediaan", v->heel);
    if (g->weg || !g->n)
        *ret = str_from(streep);
    else if (str_is(v->wat, "som"))
        *ret = num_nl(l->a, g->som, schaal);
    else
        *ret = num_nl(l->a, str_is(v->wat, "mediaan") ? g->mediaan : g->gemiddelde, schaal + 1);
    return OK;
}

static int cijfer_waarde(struct lezer *l, const struct verwijzing *v, struct str *ret, struct err *e)
{
    struct ui_tabel t;
    struct ui_cel c;
    int64_t N;
    size_t k;
    int rc = tabel_van(l, v, &t, e);

    if (!rc)
        rc = kolom_kies(l, v, &t, &k, e);
    if (rc)
        return rc;
    N = t.kolom[k].N;
    if (str_is(v->wat, "N")) {
        *ret = t.kolom[k].weg ? str_from(streep) : num_nl(l->a, N, 0);
        return OK;
    }
    if (str_is(v->wat, "som") || str_is(v->wat, "gemiddelde") || str_is(v->wat, "mediaan"))
        return getal_waarde(l, v, &t, k, ret, e);
    if (!v->opties.n)
        return fout(l, e, "noem de keuze, als vraag=keuze", v->heel);
    rc = samen_tel(l, &t, v->opties, k, &c, e);
    if (rc)
        return rc;
    c.weg = c.weg || t.kolom[k].weg;
    if (str_is(v->wat, "procent"))
        *ret = percent(l->a, &c, N);
    else if (c.weg)
        *ret = str_from(streep);
    else if (str_is(v->wat, "aantal"))
        *ret = num_nl(l->a, c.n, 0);
    else if (str_is(v->wat, "woord"))
        *ret = in_woord(l->a, c.n);
    else
        *ret = str_fmt(l->a, "%.*s (%.*s)", STR_ARG(num_nl(l->a, c.n, 0)), STR_ARG(percent(l->a, &c, N)));
    return OK;
}

static int stuk_bij(struct lezer *l, const struct verwijzing *v, struct err *e)
{
    struct rapport_stuk s = {.is_beeld = str_is(v->wat, "beeld")};
    int rc = tabel_van(l, v, &s.tabel, e);

    if (rc)
        return rc;
    s.titel = v->titel.n ? v->titel : s.tabel.titel;
    if (v->samen.n) {
        struct str opties;

        s.samen_naam = str_trim(str_cut(v->samen, ':', &opties));
        s.samen = ARENA_ARRAY(l->a, struct ui_cel, s.tabel.n_kolom);
        for (size_t k = 0; !rc && k < s.tabel.n_kolom; k++)
            rc = samen_tel(l, &s.tabel, str_trim(opties), k, &s.samen[k], e);
    }
    buf_fmt(&l->uit, "\n\n" STUK_BEGIN "%zu" STUK_EIND "\n\n", l->r->stuk.n);
    VEC_PUSH(l->a, &l->r->stuk, s);
    return rc;
}

/* What concerns a ronde as a whole. */
static bool ronde_waarde(struct lezer *l, const struct verwijzing *v, struct str *ret)
{
    const struct ui_set *s = v->set;
    int64_t n = 0;

    for (size_t i = 0; !v->doel.n && i < l->r->n_set; i++)
        s = l->r->set[0];
    for (size_t i = 0; v->doel.n && i < l->r->n_set; i++)
        if (str_eq(l->r->set_naam[i], v->doel))
            s = l->r->set[i];
    for (size_t p = 0; p < s->n; p++)
        n += s->partij[p].deelnemend;
    if (str_is(v->wat, "uitgenodigd"))
        *ret = num_nl(l->a, (int64_t)s->n, 0);
    else if (str_is(v->wat, "deelnemend"))
        *ret = num_nl(l->a, n, 0);
    else if (str_is(v->wat, "peildatum"))
        *ret = date_nl(l->a, s->peildatum);
    else if (str_is(v->wat, "ronde"))
        *ret = s->titel;
    else
        return false;
    return true;
}

static int verwijzing_doe(struct lezer *l, struct str s, struct err *e)
{
    static const char *const soorten[] = {"aantal", "procent", "aantal-procent", "woord", "N",
                                          "som",    "mediaan", "gemiddelde",     NULL};
    struct verwijzing v;
    struct str waarde = STR("");
    int i = 0, rc = verwijzing_lees(l, s, &v, e);

    if (rc)
        return rc;
    if (l->r->cijfer.n + l->r->stuk.n >= RAPPORT_VERWIJZINGEN_MAX)
        return fout(l, e, "een sjabloon heeft ten hoogste 3000 verwijzingen", STR(""));
    if (str_is(v.wat, "tabel") || str_is(v.wat, "beeld"))
        return stuk_bij(l, &v, e);
    while (soorten[i] && !str_is(v.wat, soorten[i]))
        i++;
    if (soorten[i])
        rc = cijfer_waarde(l, &v, &waarde, e);
    else if (!ronde_waarde(l, &v, &waarde))
        return fout(l, e,
                    "dit kan geen verwijzing zijn; verwacht aantal, procent, aantal-procent, woord, N, som, "
                    "gemiddelde, mediaan, tabel, beeld, uitgenodigd, deelnemend, peildatum of ronde",
                    v.wat);
    if (rc)
        return rc;
    VEC_PUSH(l->a, &l->r->cijfer, (struct rapport_cijfer){s, waarde, l->regel});
    buf_add(&l->uit, waarde);
    return OK;
}

/* One line of text, its references replaced. "\{{" is two braces. */
static int regel_doe(struct lezer *l, struct str regel, struct err *e)
{
    int rc = OK;

    for (size_t i = 0; !rc && i < regel.n;) {
        const char *eind;

        if (regel.p[i] == '\\' && str_starts(str_sub(regel, i + 1, regel.n), STR("{{"))) {
            buf_lit(&l->uit, "{{");
            i += 3;
        } else if (str_starts(str_sub(regel, i, regel.n), STR("{{"))) {
            eind = memmem(regel.p + i, regel.n - i, "}}", 2);
            if (!eind)
                return fout(l, e, "{{ zonder }} op dezelfde regel", str_sub(regel, i, regel.n));
            rc = verwijzing_doe(l, str_trim(str_sub(regel, i + 2, (size_t)(eind - regel.p))), e);
            i = (size_t)(eind - regel.p) + 2;
        } else if (str_starts(str_sub(regel, i, regel.n), STR(STUK_BEGIN)) ||
                   str_starts(str_sub(regel, i, regel.n), STR(STUK_EIND))) {
            buf_lit(&l->uit, "\xEF\xBF\xBD"); /* a private character cannot pass for a piece */
            i += 3;
        } else {
            buf_char(&l->uit, regel.p[i++]);
        }
    }
    buf_char(&l->uit, '\n');
    return rc;
}

static void set_som_bij(struct buf *b, struct arena *a, const struct ui_set *s)
{
    buf_fmt(b, "%.*s %.*s\n", STR_ARG(s->code), STR_ARG(set_som(a, s)));
}

static void gegevens_som(struct arena *a, struct rapport *r)
{
    char *hex = arena_alloc(a, SHA256_HEX + 1);
    struct buf b;

    buf_init(&b, a, 100000);
    for (size_t i = 0; i < r->n_set; i++)
        set_som_bij(&b, a, r->set[i]);
    for (size_t i = 0; i < r->naast.n; i++)
        set_som_bij(&b, a, r->naast.at[i]);
    sha256_hex(buf_str(&b), hex);
    r->gegevens_som = str_from(hex);
}

static int sjabloon_keur(const struct lezer *l, struct str sjabloon, struct err *e)
{
    if (sjabloon.n > RAPPORT_BYTES_MAX)
        return err_set(e, ERR_LIMIT, "%.*s: een sjabloon is ten hoogste 2 MB", STR_ARG(l->naam));
    if (!utf8_valid(sjabloon) || memchr(sjabloon.p ? sjabloon.p : "", 0, sjabloon.n))
        return err_set(e, ERR_DATA, "%.*s: verwacht tekst in UTF-8", STR_ARG(l->naam));
    if (!str_trim(sjabloon).n)
        return err_set(e, ERR_DATA, "%.*s: het sjabloon is leeg", STR_ARG(l->naam));
    return OK;
}

/* The first ronde is there: the rest of the work. */
static int lezer_doe(struct lezer *l, struct str sjabloon, struct err *e)
{
    char *hex = arena_alloc(l->a, SHA256_HEX + 1);
    struct str rest = sjabloon;
    int rc;

    if (str_starts(rest, STR("\xEF\xBB\xBF")))
        rest = str_sub(rest, 3, rest.n);
    sha256_hex(sjabloon, hex);
    l->r->sjabloon_som = str_from(hex);
    rc = kop_lees(l, &rest, e);
    buf_init(&l->uit, l->a, (size_t)RAPPORT_BYTES_MAX * 8);
    while (!rc && rest.n)
        rc = regel_doe(l, regel_neem(l, &rest), e);
    if (!rc && l->uit.over)
        rc = err_set(e, ERR_LIMIT, "%.*s: het rapport wordt te groot", STR_ARG(l->naam));
    if (!rc)
        rc = markdown_lees(l->a, buf_str(&l->uit), &l->r->boom, e);
    if (rc)
        return rc;
    if (!l->r->titel.n)
        l->r->titel = l->r->set[0]->titel;
    gegevens_som(l->a, l->r);
    return OK;
}

int rapport_maak(struct conn *c, struct arena *a, const struct gebieden *g, struct str ronde, struct str naam,
                 struct str sjabloon, struct rapport **ret, struct err *e)
{
    struct lezer l = {.c = c, .a = a, .g = g, .naam = naam, .r = ARENA_NEW(a, struct rapport)};
    int rc = sjabloon_keur(&l, sjabloon, e);

    if (!rc)
        rc = ronde_bij(&l, STR(""), ronde, e);
    if (!rc)
        rc = lezer_doe(&l, sjabloon, e);
    *ret = l.r;
    return rc;
}

int rapport_van_set(struct arena *a, struct ui_set *s, struct str naam, struct str sjabloon,
                    struct rapport **ret, struct err *e)
{
    struct lezer l = {.a = a, .naam = naam, .r = ARENA_NEW(a, struct rapport)};
    int rc = sjabloon_keur(&l, sjabloon, e);

    l.r->set[0] = s;
    l.r->set_naam[0] = STR("");
    l.r->n_set = 1;
    l.r->verzonnen = s->verzonnen;
    if (!rc)
        rc = lezer_doe(&l, sjabloon, e);
    *ret = l.r;
    return rc;
}
