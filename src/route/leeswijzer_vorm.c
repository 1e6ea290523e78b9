/* SPDX-License-Identifier: EUPL-1.2
 * See leeswijzer_vorm.h. Fields: k12 what column 12 is, k12j its years, k12d whether empty cells mean "as
 * above", k12v3 what holds for its figures (column 3 of the soort); v3 what holds for all rows; w5, w5o and
 * the hidden w5k, w5t a word, whether its rows are passed over, its column and its text. */
#include "route/leeswijzer_vorm.h"

#include "base/num.h"
#include "leeswijzer/lezer.h"

#include <stdarg.h>
#include <stdio.h>

enum { WOORDEN_MAX = 200 };

const struct kolom *wijzervorm_doel(const struct wijzervorm *v, struct str doel)
{
    for (int i = 0; i < v->h->soort->n && doel.n; i++)
        if (str_eq(kolom_kopnaam(v->p->a, &v->h->soort->at[i], 0, 0), doel))
            return &v->h->soort->at[i];
    return NULL;
}

void wijzervorm_fout(struct wijzervorm *v, struct str veld, const char *fmt, ...)
{
    struct arena *a = v->p->a;
    struct doc *x;
    va_list ap;

    if (v->fouten->list.n >= 100)
        return;
    x = doc_add(a, v->fouten, doc_map(a));
    va_start(ap, fmt);
    DOC_SET_STR(a, x, "veld", veld);
    DOC_SET_STR(a, x, "wat", str_vfmt(a, fmt, ap));
    va_end(ap);
}

static struct str fout_van(const struct wijzervorm *v, struct str veld)
{
    for (size_t i = 0; i < v->fouten->list.n; i++)
        if (str_eq(doc_get_str(v->fouten->list.at[i], STR("veld")), veld))
            return doc_get_str(v->fouten->list.at[i], STR("wat"));
    return STR("");
}

static bool in_kolom(const struct wijzervorm *v, struct str doel)
{
    for (size_t i = 0; i < v->w->kolom.n; i++)
        if (str_eq(v->w->kolom.at[i].doel, doel))
            return true;
    return false;
}

static size_t meet_kolommen(const struct wijzervorm *v)
{
    size_t n = 0;

    for (size_t i = 0; i < v->w->kolom.n; i++) {
        const struct kolom *k = wijzervorm_doel(v, v->w->kolom.at[i].doel);

        n += k && k->meet;
    }
    return n;
}

/* ---- the tree ---- */

static struct doc *veld_maak(struct wijzervorm *v, struct doc *velden, struct str id, struct str label,
                             struct str uitleg)
{
    struct arena *a = v->p->a;
    struct doc *d = doc_add(a, velden, doc_map(a));
    struct str fout = fout_van(v, id);

    DOC_SET_STR(a, d, "id", id);
    DOC_SET_STR(a, d, "naam", id);
    DOC_SET_STR(a, d, "label", label);
    if (uitleg.n)
        DOC_SET_STR(a, d, "uitleg", uitleg);
    if (fout.n)
        DOC_SET_STR(a, d, "fout", fout);
    return d;
}

static void tekst_veld(struct arena *a, struct doc *veld, struct str inhoud)
{
    DOC_SET_BOOL(a, veld, "is_tekst", true);
    DOC_SET_STR(a, veld, "inhoud", inhoud);
}

/* The codes of a column as a list to choose from; false: it takes any text. */
static bool codes_zet(struct wijzervorm *v, struct doc *veld, const struct kolom *k, struct str nu)
{
    struct arena *a = v->p->a;
    struct doc *lijst;
    struct str rest;
    bool er = !nu.n;

    if (k->type != KOLOM_IS_WONINGTYPE && k->type != KOLOM_IS_STATUS && k->type != KOLOM_IS_PLANSTATUS &&
        k->type != KOLOM_IS_ONDERWERP && k->type != KOLOM_IS_KEUZE)
        return false;
    DOC_SET_BOOL(a, veld, "is_keuze", true);
    lijst = DOC_SET(a, veld, "keuzes", doc_list(a));
    optie_bij(a, lijst, STR(""), STR("Kies"), nu);
    if (k->type == KOLOM_IS_WONINGTYPE) {
        struct str vorige = STR("-");

        for (const struct woord_code *w = woningtype_woorden; w->woord; w++) {
            struct str code = *w->code ? str_from(w->code) : STR("totaal");

            if (*w->woord && !str_eq(code, vorige))
                optie_bij(a, lijst, code, code, nu);
            vorige = code;
        }
    } else if (k->type == KOLOM_IS_STATUS) {
        for (int i = STATUS_GEEN + 1; i < STATUS_AANTAL; i++)
            optie_bij(a, lijst, cijfer_status_naam((enum cijfer_status)i),
                      cijfer_status_naam((enum cijfer_status)i), nu);
    } else if (k->type == KOLOM_IS_PLANSTATUS) {
        for (size_t i = 0; i < v->kennis->statussen->n; i++) {
            const struct planstatus *s = &v->kennis->statussen->at[i];

            optie_bij(a, lijst, s->code, str_fmt(a, "%.*s: %.*s", STR_ARG(s->code), STR_ARG(s->naam)), nu);
        }
    } else if (k->type == KOLOM_IS_ONDERWERP) {
        for (size_t i = 0; i < v->kennis->n_onderwerpen; i++) {
            const struct onderwerp *o = &v->kennis->onderwerpen[i];

            optie_bij(a, lijst, o->code, str_fmt(a, "%.*s (%.*s)", STR_ARG(o->naam), STR_ARG(o->eenheid)),
                      nu);
        }
    } else {
        for (int i = 0; i < k->n_woorden; i++) {
            struct str woord = str_cut(str_from(k->woorden[i]), '|', &rest);

            optie_bij(a, lijst, woord, woord, nu);
        }
    }
    for (size_t i = 0; i < lijst->list.n; i++)
        er = er || doc_get(lijst->list.at[i], STR("gekozen"));
    if (!er) /* what is no code as we write it is still kept, until it is changed */
        optie_bij(a, lijst, nu, nu, nu);
    return true;
}

static void waarde_veld(struct wijzervorm *v, struct doc *velden, struct str id, struct str label,
                        struct str uitleg, const struct kolom *k, struct str nu, bool vrij)
{
    struct doc *veld = veld_maak(v, velden, id, label, uitleg);

    if (!codes_zet(v, veld, k, nu))
        tekst_veld(v->p->a, veld, nu);
    if (vrij)
        DOC_SET_BOOL(v->p->a, veld, "niet_verplicht", true);
}

/* What can be said of the figures of one column: whatever no column of the file says. */
static bool zegt_kolom(const struct wijzervorm *v, const struct kolom *k)
{
    return !k->meet && !k->jaren && k->type != KOLOM_IS_TEKST && k->type != KOLOM_IS_GETAL &&
           k->type != KOLOM_IS_DATUM && k->type != KOLOM_IS_GEBIED && k->type != KOLOM_IS_STATUS &&
           !in_kolom(v, kolom_kopnaam(v->p->a, k, 0, 0));
}

static struct str jaren_tekst(struct arena *a, const struct leeswijzer_kolom *x)
{
    return !x->van                     ? STR("")
           : x->tot == KOLOM_JAAR_OPEN ? str_fmt(a, "%d+", x->van)
           : x->tot != x->van          ? str_fmt(a, "%d-%d", x->van, x->tot)
                                       : str_fmt(a, "%d", x->van);
}

/* An explanation up to its first pause: a list to choose from has no room for more. */
static struct str kort(const char *uitleg)
{
    struct str s = str_from(uitleg);

    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ';' || s.p[i] == ',' || s.p[i] == '(')
            return str_trim(str_sub(s, 0, i));
    return s;
}

static void doel_veld(struct wijzervorm *v, struct doc *velden, struct str id,
                      const struct leeswijzer_kolom *x)
{
    struct arena *a = v->p->a;
    struct doc *veld = veld_maak(v, velden, id, STR("Dit is"), STR("")), *lijst;

    DOC_SET_BOOL(a, veld, "is_keuze", true);
    lijst = DOC_SET(a, veld, "keuzes", doc_list(a));
    optie_bij(a, lijst, STR(""), STR("niet lezen"), x->doel);
    for (int i = 0; i < v->h->soort->n; i++) {
        const struct kolom *k = &v->h->soort->at[i];
        struct str naam = kolom_kopnaam(a, k, 0, 0);

        optie_bij(a, lijst, naam,
                  str_fmt(a, "%.*s%s: %.*s", STR_ARG(naam), k->jaren ? " (van een jaar of meer)" : "",
                          STR_ARG(kort(k->uitleg))),
                  x->doel);
    }
}

static void kolom_boom(struct wijzervorm *v, struct doc *lijst, size_t i)
{
    struct arena *a = v->p->a;
    const struct leeswijzer_kolom *x = &v->w->kolom.at[i];
    const struct kolom *k = wijzervorm_doel(v, x->doel);
    const struct herken_kolom *c =
        x->plaats >= 0 && (size_t)x->plaats < v->h->n ? &v->h->kolom[x->plaats] : NULL;
    struct doc *d = doc_add(a, lijst, doc_map(a)), *velden, *vb;
    struct str id = str_fmt(a, "k%d", x->plaats);

    DOC_SET_STR(a, d, "letter", x->plaats >= 0 ? tabel_kolom_letter(a, (size_t)x->plaats) : STR("?"));
    DOC_SET_STR(a, d, "kop", x->naam.n ? x->naam : STR("(zonder naam)"));
    DOC_SET_BOOL(a, d, "gelezen", k != NULL);
    vb = DOC_SET(a, d, "voorbeelden", doc_list(a));
    for (size_t n = 0; c && n < c->n_voorbeelden; n++)
        doc_add(a, vb, doc_str(a, c->voorbeeld[n]));
    DOC_SET_BOOL(a, d, "heeft_voorbeelden", vb->list.n > 0);
    if (c && c->waarom.n)
        DOC_SET_STR(a, d, "waarom", c->waarom);
    velden = DOC_SET(a, d, "velden", doc_list(a));
    doel_veld(v, velden, id, x);
    if (k && k->jaren)
        tekst_veld(a,
                   veld_maak(v, velden, str_fmt(a, "k%dj", x->plaats), STR("Van welk jaar of welke jaren"),
                             STR("Als 2027, 2028-2030 of 2035+.")),
                   jaren_tekst(a, x));
    if (k && k->meet && (x->vast.n || meet_kolommen(v) > 1))
        for (int n = 0; n < v->h->soort->n; n++) {
            const struct kolom *z = &v->h->soort->at[n];
            struct str naam = kolom_kopnaam(a, z, 0, 0);

            if (zegt_kolom(v, z) && !leeswijzer_vast_bij(&v->w->vast, naam).p)
                waarde_veld(v, velden, str_fmt(a, "k%dv%d", x->plaats, n),
                            str_fmt(a, "Deze getallen: %.*s", STR_ARG(naam)), STR(""), z,
                            leeswijzer_vast_bij(&x->vast, naam), !z->verplicht);
        }
    if (x->doorvullen) {
        struct doc *veld = veld_maak(v, velden, str_fmt(a, "k%dd", x->plaats),
                                     STR("Een lege cel betekent: zoals in de rij erboven"), STR(""));

        DOC_SET_BOOL(a, veld, "is_vinkje", true);
        DOC_SET_BOOL(a, veld, "gezet", true);
    }
}

static void vast_boom(struct wijzervorm *v, struct doc *moet, struct doc *mag)
{
    struct arena *a = v->p->a;

    for (int i = 0; i < v->h->soort->n; i++) {
        const struct kolom *k = &v->h->soort->at[i];
        struct str naam = kolom_kopnaam(a, k, 0, 0), nu = leeswijzer_vast_bij(&v->w->vast, naam);
        bool elders = in_kolom(v, naam);

        for (size_t x = 0; x < v->w->kolom.n && !elders; x++)
            elders = leeswijzer_vast_bij(&v->w->kolom.at[x].vast, naam).p;
        if ((elders && !fout_van(v, str_fmt(a, "v%d", i)).n) || k->jaren || (k->meet && !k->verplicht))
            continue;
        waarde_veld(v, k->verplicht || nu.n ? moet : mag, str_fmt(a, "v%d", i), naam, str_from(k->uitleg), k,
                    nu, !k->verplicht);
    }
}

static const struct leeswijzer_woord *woord_zoek(const struct wijzervorm *v, struct str doel, struct str van)
{
    for (size_t i = 0; i < v->w->woord.n; i++)
        if (str_eq(v->w->woord.at[i].doel, doel) &&
            str_eq(kop_vouw(v->p->a, v->w->woord.at[i].van), kop_vouw(v->p->a, van)))
            return &v->w->woord.at[i];
    return NULL;
}

/* What a text in the place of a figure means; the words are such as an import knows. */
static void geen_getal_veld(struct wijzervorm *v, struct doc *velden, struct str id, struct str nu)
{
    struct arena *a = v->p->a;
    struct doc *veld = veld_maak(v, velden, id, STR("Dat betekent"), STR("")), *lijst;

    DOC_SET_BOOL(a, veld, "is_keuze", true);
    lijst = DOC_SET(a, veld, "keuzes", doc_list(a));
    optie_bij(a, lijst, STR(""), STR("Kies"), nu);
    optie_bij(a, lijst, STR("onbekend"), STR("het getal is niet geleverd"), nu);
    optie_bij(a, lijst, STR("n.v.t."), STR("niet van toepassing"), nu);
    optie_bij(a, lijst, STR("geheim"), STR("het getal is geheim"), nu);
}

static void woord_boom(struct wijzervorm *v, struct doc *lijst, size_t i)
{
    struct arena *a = v->p->a;
    const struct herken_woord *x = &v->h->woord.at[i];
    struct str doel = STR(""), nu;
    const struct leeswijzer_woord *eigen;
    const struct kolom *k;
    struct doc *d, *veld, *velden;

    for (size_t n = 0; n < v->w->kolom.n; n++)
        if (v->w->kolom.at[n].plaats == x->kolom)
            doel = v->w->kolom.at[n].doel;
    k = wijzervorm_doel(v, doel);
    if (!k)
        return;
    eigen = woord_zoek(v, doel, x->woord);
    nu = eigen ? eigen->naar : x->naar.p ? x->naar : STR("");
    d = doc_add(a, lijst, doc_map(a));
    DOC_SET_STR(a, d, "woord", x->woord.n ? x->woord : STR("(een lege cel)"));
    DOC_SET_STR(a, d, "kolom", doel);
    DOC_SET_STR(a, d, "aantal", str_fmt(a, "%zu keer", x->aantal));
    if (x->waarom.n && !eigen)
        DOC_SET_STR(a, d, "waarom", x->waarom);
    if (x->let_op.n)
        DOC_SET_STR(a, d, "let_op", x->let_op);
    DOC_SET_STR(a, d, "nummer", str_fmt(a, "%zu", i));
    DOC_SET_STR(a, d, "tekst", x->woord);
    DOC_SET_STR(a, d, "plaats", str_fmt(a, "%d", x->kolom));
    velden = DOC_SET(a, d, "velden", doc_list(a));
    if (k->type == KOLOM_IS_GETAL)
        geen_getal_veld(v, velden, str_fmt(a, "w%zu", i), nu);
    else
        waarde_veld(v, velden, str_fmt(a, "w%zu", i),
                    k->type == KOLOM_IS_GEBIED ? STR("Naam of code van het gebied dat bedoeld is")
                                               : STR("Dat betekent"),
                    STR(""), k, nu, false);
    veld = veld_maak(v, velden, str_fmt(a, "w%zuo", i), STR("Sla deze rijen over"), STR(""));
    DOC_SET_BOOL(a, veld, "is_vinkje", true);
    if (eigen ? eigen->overslaan : x->overslaan)
        DOC_SET_BOOL(a, veld, "gezet", true);
}

void wijzervorm_boom(struct wijzervorm *v)
{
    struct arena *a = v->p->a;
    struct doc *b = v->p->boom, *kolommen = DOC_SET(a, b, "kolommen", doc_list(a)),
               *moet = DOC_SET(a, b, "vast", doc_list(a)), *mag = DOC_SET(a, b, "vrij", doc_list(a)),
               *woorden = DOC_SET(a, b, "woorden", doc_list(a));

    for (size_t i = 0; i < v->w->kolom.n && i < VORM_KOLOMMEN_MAX; i++)
        kolom_boom(v, kolommen, i);
    vast_boom(v, moet, mag);
    for (size_t i = 0; i < v->h->woord.n && i < WOORDEN_MAX; i++)
        woord_boom(v, woorden, i);
    DOC_SET_BOOL(a, b, "heeft_vast", moet->list.n > 0);
    DOC_SET_BOOL(a, b, "heeft_vrij", mag->list.n > 0);
    DOC_SET_BOOL(a, b, "heeft_woorden", woorden->list.n > 0);
}

/* ---- and back ---- */

/* A field of the form on one line, bounded. */
static struct str veld_lees(struct wijzervorm *v, const struct doc *form, struct str id)
{
    struct str s = str_trim(doc_get_str(form, id));
    bool goed = s.n <= LEESWIJZER_TEKST_MAX;

    for (size_t i = 0; i < s.n && goed; i++)
        goed = (unsigned char)s.p[i] >= 0x20;
    if (goed)
        return s;
    wijzervorm_fout(v, id, "Dit is te lang, of het staat niet op één regel.");
    return STR("");
}

static void jaren_lees(struct wijzervorm *v, const struct doc *form, struct leeswijzer_kolom *x)
{
    struct str id = str_fmt(v->p->a, "k%dj", x->plaats), s = veld_lees(v, form, id);

    if (!doc_get(form, id))
        s = x->naam; /* the field was not there yet: the header may say it */
    x->van = x->tot = 0;
    if (!kop_jaren(kop_vouw(v->p->a, s), &x->van, &x->tot))
        wijzervorm_fout(v, id, "Vul in over welk jaar kolom %.*s gaat, als 2027 of 2028-2030.",
                        STR_ARG(tabel_kolom_letter(v->p->a, (size_t)x->plaats)));
}

static void kolom_uit(struct wijzervorm *v, const struct doc *form, struct leeswijzer_kolom *x)
{
    struct arena *a = v->p->a;
    struct str id = str_fmt(a, "k%d", x->plaats), doel = veld_lees(v, form, id);
    const struct kolom *k = wijzervorm_doel(v, doel);
    bool zelfde = str_eq(doel, x->doel);

    if (!doc_get(form, id))
        return; /* a program may send only what it changes */
    if (doel.n && !k)
        wijzervorm_fout(v, id, "Deze keuze is er niet.");
    x->doel = k ? doel : STR("");
    x->doorvullen = x->doorvullen && zelfde && doc_get_str(form, str_fmt(a, "k%dd", x->plaats)).n;
    if (k && k->jaren)
        jaren_lees(v, form, x);
    if (!k || !k->meet) {
        x->vast = (struct leeswijzer_vasten){0};
        return;
    }
    for (int n = 0; n < v->h->soort->n; n++) {
        struct str veld = str_fmt(a, "k%dv%d", x->plaats, n),
                   naam = kolom_kopnaam(a, &v->h->soort->at[n], 0, 0);
        struct leeswijzer_vasten nieuw = {0};

        if (!doc_get(form, veld))
            continue;
        for (size_t i = 0; i < x->vast.n; i++)
            if (!str_eq(x->vast.at[i].doel, naam))
                VEC_PUSH(a, &nieuw, x->vast.at[i]);
        if (veld_lees(v, form, veld).n && nieuw.n < LEESWIJZER_VAST_MAX)
            VEC_PUSH(a, &nieuw, ((struct leeswijzer_vast){naam, veld_lees(v, form, veld)}));
        x->vast = nieuw;
    }
}

static void woorden_uit(struct wijzervorm *v, const struct doc *form)
{
    struct arena *a = v->p->a;

    for (size_t i = 0; i < WOORDEN_MAX; i++) {
        struct str id = str_fmt(a, "w%zu", i), plaats = doc_get_str(form, str_fmt(a, "w%zuk", i));
        struct leeswijzer_woord x = {.van = str_trim(doc_get_str(form, str_fmt(a, "w%zut", i)))};
        const struct leeswijzer_woord *er;
        int64_t kolom;

        if (!doc_get(form, id) || !num_i64(plaats, &kolom) || x.van.n > LEESWIJZER_TEKST_MAX)
            continue;
        for (size_t k = 0; k < v->w->kolom.n; k++)
            if (v->w->kolom.at[k].plaats == kolom)
                x.doel = v->w->kolom.at[k].doel;
        x.overslaan = doc_get_str(form, str_fmt(a, "w%zuo", i)).n > 0;
        x.naar = veld_lees(v, form, id);
        if (!x.doel.n || (!x.naar.n && !x.overslaan) || v->w->woord.n >= LEESWIJZER_WOORDEN_MAX)
            continue;
        er = woord_zoek(v, x.doel, x.van);
        if (er)
            v->w->woord.at[er - v->w->woord.at] = x;
        else
            VEC_PUSH(a, &v->w->woord, x);
    }
}

void wijzervorm_lees(struct wijzervorm *v, const struct doc *form)
{
    struct arena *a = v->p->a;
    struct leeswijzer_vasten vast = {0};

    for (size_t i = 0; i < v->w->kolom.n; i++)
        if (v->w->kolom.at[i].plaats >= 0)
            kolom_uit(v, form, &v->w->kolom.at[i]);
    for (int n = 0; n < v->h->soort->n; n++) {
        struct str id = str_fmt(a, "v%d", n), naam = kolom_kopnaam(a, &v->h->soort->at[n], 0, 0),
                   s = doc_get(form, id) ? veld_lees(v, form, id) : leeswijzer_vast_bij(&v->w->vast, naam);

        if (s.n && !in_kolom(v, naam) && vast.n < LEESWIJZER_VAST_MAX)
            VEC_PUSH(a, &vast, ((struct leeswijzer_vast){naam, s}));
    }
    v->w->vast = vast;
    woorden_uit(v, form);
}

/* ---- what is wrong ---- */

static void dubbel_toets(struct wijzervorm *v)
{
    for (size_t i = 0; i < v->w->kolom.n; i++) {
        const struct leeswijzer_kolom *x = &v->w->kolom.at[i];
        const struct kolom *k = wijzervorm_doel(v, x->doel);

        for (size_t n = 0; k && !k->meet && n < i; n++) {
            const struct leeswijzer_kolom *y = &v->w->kolom.at[n];

            if (str_eq(x->doel, y->doel) && (!k->jaren || (x->van <= y->tot && x->tot >= y->van))) {
                wijzervorm_fout(v, str_fmt(v->p->a, "k%d", x->plaats),
                                "Kolom %.*s en kolom %.*s zijn allebei “%.*s”%s. Kies er één.",
                                STR_ARG(tabel_kolom_letter(v->p->a, (size_t)y->plaats)),
                                STR_ARG(tabel_kolom_letter(v->p->a, (size_t)x->plaats)), STR_ARG(x->doel),
                                k->jaren ? " over dezelfde jaren" : "");
                break;
            }
        }
    }
}

/* Of several columns of figures each must say something of its own, else they are told twice. */
static void meet_toets(struct wijzervorm *v)
{
    size_t meet = meet_kolommen(v);

    for (size_t i = 0; i < v->w->kolom.n && meet > 1; i++) {
        const struct leeswijzer_kolom *x = &v->w->kolom.at[i];
        const struct kolom *k = wijzervorm_doel(v, x->doel);

        if (k && k->meet && !x->vast.n)
            wijzervorm_fout(
                v, str_fmt(v->p->a, "k%d", x->plaats),
                "Er zijn %zu kolommen met getallen. Zeg van kolom %.*s waar die over gaan, of lees "
                "haar niet.",
                meet, STR_ARG(tabel_kolom_letter(v->p->a, (size_t)x->plaats)));
    }
}

void wijzervorm_toets(struct wijzervorm *v)
{
    struct arena *a = v->p->a;

    dubbel_toets(v);
    meet_toets(v);
    for (int n = 0; n < v->h->soort->n; n++) {
        const struct kolom *k = &v->h->soort->at[n];
        struct str naam = kolom_kopnaam(a, k, 0, 0);
        size_t zegt = 0;

        if (!k->verplicht || k->jaren || in_kolom(v, naam) || leeswijzer_vast_bij(&v->w->vast, naam).n)
            continue;
        for (size_t i = 0; i < v->w->kolom.n; i++)
            zegt += leeswijzer_vast_bij(&v->w->kolom.at[i].vast, naam).p != NULL;
        if (!zegt || zegt < meet_kolommen(v))
            wijzervorm_fout(v, str_fmt(a, "v%d", n),
                            "Zeg welke kolom “%.*s” is, of vul het hier in voor alle rijen.", STR_ARG(naam));
    }
    for (size_t i = 0; i < v->h->woord.n && i < WOORDEN_MAX; i++) {
        const struct herken_woord *x = &v->h->woord.at[i];
        struct str doel = STR("");

        for (size_t k = 0; k < v->w->kolom.n; k++)
            if (v->w->kolom.at[k].plaats == x->kolom)
                doel = v->w->kolom.at[k].doel;
        if (doel.n && !woord_zoek(v, doel, x->woord))
            wijzervorm_fout(v, str_fmt(a, "w%zu", i), "Kies wat %s%.*s%s betekent, of sla deze rijen over.",
                            x->woord.n ? "“" : "",
                            STR_ARG(x->woord.n ? utf8_clip(x->woord, 60) : STR("een lege cel")),
                            x->woord.n ? "”" : "");
    }
}

struct doc *wijzervorm_verborgen(struct pagina *p)
{
    struct doc *f = DOC_SET(p->a, p->boom, "vorm", doc_map(p->a));

    DOC_SET_BOOL(p->a, f, "is_post", true);
    return DOC_SET(p->a, f, "verborgen", doc_list(p->a));
}
