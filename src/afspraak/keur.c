/* SPDX-License-Identifier: EUPL-1.2
 * Whether an afspraak and a promise are right: the same for a form and a file. Reads words, writes nothing.
 */
#include "afspraak/afspraak.h"

#include "base/num.h"

enum { JAAR_EERSTE = 1990, JAAR_LAATSTE = 2100, WOORD_MAX = 100 };

static void fout(struct afspraak_fout *f, const char *veld, struct str wat)
{
    if (!f->fout.n) {
        f->veld = veld;
        f->fout = wat;
    } else if (f->n_ook < AFSPRAAK_OOK_MAX) {
        f->ook[f->n_ook++] = (struct afspraak_ook){veld, wat};
    }
}

static void tekst_keur(struct afspraak_fout *f, const char *veld, struct str s, size_t most, bool moet)
{
    if (moet && !s.n)
        fout(f, veld, STR("Vul dit in."));
    else if (s.n > most)
        fout(f, veld,
             most == AFSPRAAK_TEKST_MAX ? STR("Houd dit bij 2.000 tekens.")
                                        : STR("Houd dit bij 200 tekens."));
    else if (!utf8_valid(s))
        fout(f, veld, STR("Dit is geen tekst die wij kunnen lezen."));
}

void afspraak_keur(const struct afspraak_regels *r, const struct afspraak *x, struct str partij_soort,
                   struct afspraak_fout *ret)
{
    const struct afspraak_soort *s = afspraak_soort_bij(r, x->soort);

    *ret = (struct afspraak_fout){0};
    if (!s)
        fout(ret, "soort", STR("Kies een soort afspraak."));
    tekst_keur(ret, "titel", x->titel, AFSPRAAK_TITEL_MAX, true);
    if (!x->gebied)
        fout(ret, "gebied", STR("Dit gebied kennen wij niet. Noem een code als WD03, of een naam."));
    tekst_keur(ret, "bron", x->bron, AFSPRAAK_TEKST_MAX, true);
    tekst_keur(ret, "toelichting", x->toelichting, AFSPRAAK_TEKST_MAX, false);
    if (x->boek.n && !str_eq(afspraak_boek_bij(r, x->boek)->code, x->boek))
        fout(ret, "boek", STR("Kies een regelboek uit de lijst."));
    if (s && partij_soort.n && !afspraak_soort_mag(s, partij_soort))
        fout(ret, "partij",
             STR("Deze organisatie houdt zulke afspraken niet bij. Kies een andere, of een andere soort."));
}

/* ---- the path ---- */

static bool scheidt(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ';';
}

static struct str woord_lees(struct str s, size_t *at)
{
    size_t van = *at;

    while (*at < s.n && !scheidt(s.p[*at]) && s.p[*at] != '=' && s.p[*at] != ':')
        ++*at;
    return str_sub(s, van, *at);
}

static void spaties_over(struct str s, size_t *at)
{
    while (*at < s.n && s.p[*at] == ' ')
        ++*at;
}

/* The next "2026=1.250" or "2026: 1.250"; 0 at the end, -1 when it is not one. */
static int deel_lees(struct str s, size_t *at, int *jaar, int64_t *aantal)
{
    struct str links, rechts;
    struct dec d;
    int64_t j;

    while (*at < s.n && scheidt(s.p[*at]))
        ++*at;
    if (*at == s.n)
        return 0;
    links = woord_lees(s, at);
    spaties_over(s, at);
    if (*at == s.n || (s.p[*at] != '=' && s.p[*at] != ':'))
        return -1;
    ++*at;
    spaties_over(s, at);
    rechts = woord_lees(s, at);
    if (!num_i64(links, &j) || j < JAAR_EERSTE || j > JAAR_LAATSTE || !dec_parse(rechts, ',', &d) ||
        !dec_rescale(d, 0, aantal) || *aantal < 0 || *aantal > BELOFTE_AANTAL_MAX)
        return -1;
    *jaar = (int)j;
    return 1;
}

static void eigen_pad(struct arena *a, struct str tekst, struct belofte *b, struct afspraak_fout *f)
{
    bool er[JAAR_LAATSTE - JAAR_EERSTE + 1] = {false};
    int64_t wat[JAAR_LAATSTE - JAAR_EERSTE + 1] = {0}, aantal, *pad;
    int jaar, van = 0, tot = 0, rc;
    size_t at = 0;

    while ((rc = deel_lees(tekst, &at, &jaar, &aantal)) > 0) {
        if (er[jaar - JAAR_EERSTE])
            fout(f, "jaren", STR("Een jaar staat er twee keer."));
        er[jaar - JAAR_EERSTE] = true;
        wat[jaar - JAAR_EERSTE] = aantal;
        van = !van || jaar < van ? jaar : van;
        tot = jaar > tot ? jaar : tot;
    }
    if (rc < 0 || !van)
        fout(f, "jaren", STR("Schrijf elk jaar als 2026=150, met een spatie of een regel ertussen."));
    b->van = b->van ? b->van : van;
    b->tot = b->tot ? b->tot : tot;
    if (!f->fout.n && (b->van != van || b->tot != tot))
        fout(f, "jaren", STR("Deze jaren zijn andere dan het eerste en het laatste jaar."));
    if (f->fout.n || tot - van >= BELOFTE_JAREN_MAX)
        return;
    pad = ARENA_ARRAY(a, int64_t, tot - van + 1);
    for (int j = van; j <= tot; j++) {
        if (!er[j - JAAR_EERSTE])
            fout(f, "jaren", STR("Noem elk jaar, ook als er dan niets beloofd is: 2027=0."));
        pad[j - van] = wat[j - JAAR_EERSTE];
    }
    b->pad = pad;
    b->eigen_pad = true;
}

void belofte_pad_lees(struct arena *a, struct str tekst, struct belofte *b, struct afspraak_fout *ret)
{
    int64_t *pad;

    *ret = (struct afspraak_fout){0};
    if (tekst.n) {
        eigen_pad(a, tekst, b, ret);
        return;
    }
    if (b->van < JAAR_EERSTE || b->tot > JAAR_LAATSTE || b->tot < b->van ||
        b->tot - b->van >= BELOFTE_JAREN_MAX)
        return; /* belofte_keur() says what is wrong */
    pad = ARENA_ARRAY(a, int64_t, b->tot - b->van + 1);
    belofte_pad_gelijk(b->aantal, (size_t)(b->tot - b->van + 1), pad);
    b->pad = pad;
    b->eigen_pad = false;
}

struct str belofte_pad_tekst(struct arena *a, const struct belofte *b)
{
    struct buf s;

    buf_init(&s, a, 2000);
    for (int j = b->van; b->eigen_pad && j <= b->tot; j++)
        buf_fmt(&s, "%s%d=%lld", j > b->van ? " " : "", j, (long long)b->pad[j - b->van]);
    return buf_str(&s);
}

int belofte_partijen_lees(struct conn *c, struct arena *a, struct str tekst, char sep, struct belofte *b,
                          struct afspraak_fout *ret, struct err *e)
{
    struct str rest = tekst;
    struct partij p;
    int rc;

    *ret = (struct afspraak_fout){0};
    b->partij = ARENA_ARRAY(a, struct belofte_partij, BELOFTE_PARTIJEN_MAX);
    b->n_partij = 0;
    while (rest.n) {
        struct str een = str_trim(str_cut(rest, sep, &rest));
        bool er = false;

        if (!een.n)
            continue;
        if (b->n_partij == BELOFTE_PARTIJEN_MAX) {
            fout(ret, "partijen", STR("Noem hoogstens 60 organisaties."));
            return OK;
        }
        rc = utf8_valid(een) ? partij_zoek(c, a, een, &p, e) : ERR_NOT_FOUND;
        if (rc == ERR_NOT_FOUND || rc == ERR_DATA || rc == ERR_CONFLICT) {
            fout(ret, "partijen",
                 str_fmt(
                     a,
                     "De organisatie “%.*s” kennen wij niet, of er zijn er meer. Noem haar nummer of code.",
                     STR_ARG(utf8_clip(een, 80))));
            return OK;
        }
        if (rc)
            return rc;
        for (size_t i = 0; i < b->n_partij; i++)
            er = er || b->partij[i].partij == p.id;
        if (!er)
            b->partij[b->n_partij++] = (struct belofte_partij){.partij = p.id, .naam = p.naam};
    }
    return OK;
}

/* ---- a promise ---- */

static int onderwerp_keur(struct conn *c, struct arena *a, const struct belofte *b, struct afspraak_fout *f,
                          struct err *e)
{
    const struct indicator *in = indicator_bij_code(b->onderwerp);
    struct onderwerp o;
    int rc;

    if (in) {
        if (b->cijferbron.n)
            fout(f, "cijferbron", STR("Een verhouding komt uit meer dan een bron. Laat dit leeg."));
        if (!in->per_woningtype && b->woningtype.n)
            fout(f, "woningtype", STR("Deze verhouding is er niet per woningtype. Kies: alle samen."));
        return OK;
    }
    rc = onderwerp_lees(c, a, b->onderwerp, &o, e);

    if (rc == ERR_NOT_FOUND) {
        fout(f, "onderwerp", STR("Kies door welk cijfer dit gemeten wordt."));
        return OK;
    }
    if (rc)
        return rc;
    if (o.aard == AARD_VERHOUDING || o.schaal)
        fout(f, "onderwerp", STR("Dit cijfer is een verhouding en is niet te tellen. Kies een aantal."));
    if (o.aard == AARD_STROOM && b->heeft_nul)
        fout(f, "nul",
             STR("Dit cijfer telt wat er in een jaar bij komt; daar hoort geen beginstand bij. Laat dit "
                 "leeg."));
    if (o.aard == AARD_STROOM && (b->venster_van || b->venster_tot))
        fout(f, "venster_van", STR("Dit cijfer telt per jaar; laat deze jaren leeg."));
    return OK;
}

static int woorden_keur(struct conn *c, struct arena *a, const struct belofte *b, struct afspraak_fout *f,
                        struct err *e)
{
    const struct definitieset *set;
    size_t n;
    bool er = !b->definitieset.n;
    int rc = cijfer_woningtype_toets(c, a, b->woningtype, e);

    if (rc == ERR_NOT_FOUND) {
        fout(f, "woningtype", STR("Dit woningtype kent geen enkel cijfer."));
        rc = OK;
    }
    if (!rc)
        rc = cijfer_bron_toets(c, a, b->cijferbron, e);
    if (rc == ERR_NOT_FOUND) {
        fout(f, "cijferbron", STR("Deze bron kennen wij niet."));
        rc = OK;
    }
    if (!rc)
        rc = definitiesets_lees(c, a, &set, &n, e);
    for (size_t i = 0; !rc && i < n; i++)
        er = er || str_eq(set[i].code, b->definitieset);
    if (!rc && !er)
        fout(f, "definitieset", STR("Deze definitieset kennen wij niet."));
    tekst_keur(f, "segment", b->segment, WOORD_MAX, false);
    tekst_keur(f, "kenmerk", b->kenmerk, WOORD_MAX, false);
    return rc;
}

static void getallen_keur(const struct belofte *b, struct afspraak_fout *f)
{
    int64_t som = 0;

    if (b->van < JAAR_EERSTE || b->van > JAAR_LAATSTE)
        fout(f, "van", STR("Noem het eerste jaar, bijvoorbeeld 2026."));
    if (b->tot < b->van || b->tot > JAAR_LAATSTE)
        fout(f, "tot", STR("Noem het laatste jaar: hetzelfde of een later jaar dan het eerste."));
    if (!f->fout.n && b->tot - b->van >= BELOFTE_JAREN_MAX)
        fout(f, "tot", STR("Een belofte loopt hoogstens 30 jaar."));
    if (b->aantal < 1 || b->aantal > BELOFTE_AANTAL_MAX)
        fout(f, "aantal", STR("Vul een heel getal in van 1 of meer."));
    for (int i = 0; !f->fout.n && b->pad && i <= b->tot - b->van; i++)
        som += b->pad[i];
    if (!f->fout.n && b->pad && som != b->aantal) /* no path: what was sent as one was told to be wrong */
        fout(f, "jaren", STR("De jaren tellen niet op tot het aantal dat beloofd is."));
    if (b->heeft_nul && (b->nul < 0 || b->nul > BELOFTE_AANTAL_MAX))
        fout(f, "nul", STR("Vul een heel getal in van 0 of meer, of laat dit leeg."));
    if ((b->venster_van || b->venster_tot) &&
        (b->venster_van < JAAR_EERSTE || b->venster_tot > JAAR_LAATSTE || b->venster_tot < b->venster_van))
        fout(f, "venster_van", STR("Noem een eerste en een laatste jaar, of laat beide leeg."));
}

int belofte_keur(struct conn *c, struct arena *a, const struct belofte *b, struct afspraak_fout *ret,
                 struct err *e)
{
    struct afspraak_fout f = {0};
    int rc = OK;

    tekst_keur(&f, "toezegging", b->toezegging, AFSPRAAK_TEKST_MAX, true);
    tekst_keur(&f, "door", b->door, AFSPRAAK_TITEL_MAX, false);
    if (!b->n_partij && !b->door.n)
        fout(&f, "partijen", STR("Kies wie dit belooft, of noem wie er niet bij staat."));
    if (!b->gebied)
        fout(&f, "belofte_gebied", STR("Dit gebied kennen wij niet. Noem een code als GM0935, of een naam."));
    if (b->cijfer) {
        rc = onderwerp_keur(c, a, b, &f, e);
        if (!rc)
            rc = woorden_keur(c, a, b, &f, e);
        getallen_keur(b, &f);
        tekst_keur(&f, "nul_bron", b->nul_bron, AFSPRAAK_TITEL_MAX, false);
    } else if (!date_valid(b->uiterlijk)) {
        fout(&f, "uiterlijk", STR("Vul de dag in waarop het gedaan moet zijn, bijvoorbeeld 1-6-2026."));
    }
    *ret = f;
    return rc;
}
