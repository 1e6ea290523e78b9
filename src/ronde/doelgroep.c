/* SPDX-License-Identifier: EUPL-1.2
 * Making a ronde of what people give: a list of organisations as text or as a file, days, and a version of a
 * questionnaire. For the page and the command alike. */
#include "ronde/maak.h"

#include "base/map.h"
#include "tabel/tabel.h"

static bool code_goed(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
              c == '_'))
            return false;
    }
    return s.n > 0 && s.n <= 60;
}

/* ---- the doelgroep ---- */

/* All organisations by what they may be called, read once: a list may name a hundred thousand. As partij_zoek
 * has it; NULL behind what two are called. op_kort: by a name without its soort ("Heerlen"), for what is in
 * op_wat under no name. */
struct gids {
    struct map op_wat, op_kort, erin;
};

static void wat_bij(struct map *gids, struct str wat, const struct partij *p)
{
    bool nieuw;
    struct map_entry *m;

    if (!wat.n)
        return;
    m = map_put(gids, wat, &nieuw);
    m->value.p = nieuw || m->value.p == p ? (void *)(uintptr_t)p : NULL;
}

/* "Heerlen" of "Gemeente Heerlen"; empty when a name does not begin with its soort. */
static struct str korte_naam(const struct partij *p)
{
    const struct partij_soort *s = partij_soort_bij(p->soort);
    size_t n = s ? str_from(s->naam).n : 0;

    return n && p->naam.n > n + 1 && p->naam.p[n] == ' ' && str_ieq(str_sub(p->naam, 0, n), str_from(s->naam))
               ? str_trim(str_sub(p->naam, n + 1, p->naam.n))
               : STR("");
}

static int gids_lees(struct conn *c, struct ronde_opdracht *o, struct gids *g, struct err *e)
{
    const struct partij *p = NULL;
    size_t n = 0;
    int rc = partijen_lees(c, o->a, STR(""), false, &p, &n, e);

    map_init(&g->op_wat, o->a);
    map_init(&g->op_kort, o->a);
    map_init(&g->erin, o->a);
    for (size_t i = 0; !rc && i < n; i++) {
        struct str nummer = str_fmt(o->a, "%lld", (long long)p[i].id);

        if (nummer.n != 8) /* eight digits are a number of the KvK */
            wat_bij(&g->op_wat, nummer, &p[i]);
        wat_bij(&g->op_wat, p[i].kvk, &p[i]);
        wat_bij(&g->op_wat, p[i].cbs, &p[i]);
        wat_bij(&g->op_wat, p[i].naam, &p[i]);
        wat_bij(&g->op_kort, korte_naam(&p[i]), &p[i]);
    }
    return rc;
}

static int zoek_bij(struct ronde_opdracht *o, struct gids *g, struct str wat, int64_t rij, struct err *e)
{
    const struct map_entry *m = map_get(&g->op_wat, wat);
    const struct partij *p;
    bool nieuw;

    if (!m)
        m = map_get(&g->op_kort, wat);
    p = m ? m->value.p : NULL;
    if (!p) {
        o->n_onbekend++;
        if (o->n_onbekend <= 20)
            VEC_PUSH(o->a, &o->onbekend,
                     str_fmt(o->a,
                             m ? "rij %lld: meer dan één organisatie heet “%.*s”; noem haar nummer of code"
                               : "rij %lld: de organisatie “%.*s” is er niet",
                             (long long)rij, STR_ARG(utf8_clip(wat, 80))));
        return OK;
    }
    map_put(&g->erin, str_fmt(o->a, "%lld", (long long)p->id), &nieuw);
    if (!nieuw)
        return OK;
    if (o->partij.n >= RONDE_DOEL_MAX)
        return err_set(e, ERR_LIMIT, "een doelgroep heeft hoogstens %d organisaties", RONDE_DOEL_MAX);
    VEC_PUSH(o->a, &o->partij, p->id);
    return OK;
}

static int onbekend_fout(const struct ronde_opdracht *o, struct err *e)
{
    struct buf b;

    if (!o->n_onbekend)
        return o->partij.n ? OK : err_set(e, ERR_DATA, "de doelgroep is leeg; noem minstens één organisatie");
    buf_init(&b, o->a, 900);
    for (size_t i = 0; i < o->onbekend.n; i++) {
        buf_lit(&b, i ? "; " : "");
        buf_add(&b, o->onbekend.at[i]);
    }
    return err_set(e, ERR_DATA,
                   "%zu organisatie%s van de doelgroep vinden wij niet. Noem %s het nummer, het "
                   "KvK-nummer, de CBS-code (als GM0935) of de naam zoals hij hier staat. %.*s",
                   o->n_onbekend, o->n_onbekend == 1 ? "" : "s", o->n_onbekend == 1 ? "daarvan" : "van elk",
                   STR_ARG(buf_str(&b)));
}

int doelgroep_tekst(struct conn *c, struct ronde_opdracht *o, struct str tekst, struct err *e)
{
    struct gids g;
    int64_t rij = 0;
    int rc = gids_lees(c, o, &g, e);

    while (!rc && tekst.n) {
        struct str regel = str_trim(str_cut(tekst, '\n', &tekst));

        rij++;
        if (regel.n)
            rc = zoek_bij(o, &g, regel, rij, e);
    }
    return rc ? rc : onbekend_fout(o, e);
}

int doelgroep_soort(struct conn *c, struct ronde_opdracht *o, struct str soort, struct err *e)
{
    const struct partij *p;
    size_t n;
    int rc = partijen_lees(c, o->a, soort, false, &p, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        VEC_PUSH(o->a, &o->partij, p[i].id);
    return rc;
}

/* The column that names the organisation. */
static size_t kolom_partij(const struct tabel_rij *kop)
{
    static const char *const namen[] = {"partij", "cbs", "kvk", "code", "naam", "organisatie", "gemeente"};

    for (size_t k = 0; k < sizeof namen / sizeof *namen; k++)
        for (size_t i = 0; i < kop->n; i++)
            if (str_ieq(str_trim(kop->cellen[i].tekst), str_from(namen[k])))
                return i;
    return SIZE_MAX;
}

int doelgroep_bestand(struct conn *c, struct ronde_opdracht *o, struct str naam, struct str bytes,
                      struct err *e)
{
    struct tabel *t = NULL;
    struct tabel_rij rij;
    struct gids g;
    size_t kolom;
    int rc = tabel_open(o->a, naam, bytes, (struct tabel_grens){.rijen = RONDE_DOEL_MAX + 1}, &t, e);

    if (!rc)
        rc = tabel_volgende(t, &rij, e);
    if (!rc)
        rc = err_set(e, ERR_DATA, "het bestand met de doelgroep is leeg");
    if (rc < 0) {
        tabel_close(t);
        return rc;
    }
    kolom = kolom_partij(&rij);
    rc = kolom == SIZE_MAX
             ? err_set(e, ERR_DATA,
                       "het bestand met de doelgroep heeft geen kolom partij (of cbs, kvk, naam) in rij %lld",
                       (long long)rij.nummer)
             : OK;
    if (!rc)
        rc = gids_lees(c, o, &g, e);
    while (!rc && (rc = tabel_volgende(t, &rij, e)) > 0) {
        struct str wat = str_dup(o->a, str_trim(tabel_cel(&rij, kolom)->tekst));

        rc = wat.n ? zoek_bij(o, &g, wat, rij.nummer, e) : OK;
    }
    tabel_close(t);
    return rc ? rc : onbekend_fout(o, e);
}

/* ---- the rest ---- */

int ronde_opdracht_versie(struct conn *c, struct ronde_opdracht *o, struct str code, struct err *e)
{
    struct vl_versie *v = NULL;
    struct str nummer;
    size_t n = 0;
    struct str naam = str_cut(code, '@', &nummer);
    int rc = versies_lees(c, o->a, naam, &v, &n, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < n; i++)
        if (!nummer.n || str_eq(nummer, str_fmt(o->a, "%lld", (long long)v[i].nummer))) {
            o->ronde.versie_id = v[i].id;
            if (!o->ronde.titel.n)
                o->ronde.titel = v[i].titel;
            return OK;
        }
    return err_set(e, ERR_NOT_FOUND, "vragenlijst %.*s heeft geen versie %.*s", STR_ARG(naam),
                   STR_ARG(utf8_clip(nummer, 20)));
}

struct str ronde_opdracht_keur(const struct ronde_opdracht *o, const char **ret_veld)
{
    const struct ronde *r = &o->ronde;

    *ret_veld = "ronde_code";
    if (!code_goed(r->code))
        return STR("Kies een code van letters, cijfers, - of _, zoals inventarisatie-2026.");
    *ret_veld = "titel";
    if (!r->titel.n || r->titel.n > RONDE_TEKST_MAX)
        return STR("Geef de ronde een naam, met hoogstens 200 tekens.");
    *ret_veld = "peildatum";
    if (!r->peildatum)
        return STR("Vul een peildatum in, zoals 1-11-2023: de dag waarover de antwoorden gaan.");
    *ret_veld = "sluit";
    if (r->sluit < r->opent)
        return STR("De ronde sluit op een dag die na de opening ligt.");
    return STR("");
}

int ronde_opdracht_doe(struct conn *c, void *ctx, struct err *e)
{
    struct ronde_opdracht *o = ctx;

    return ronde_maak(c, o->a, &o->dader, o->g, &o->ronde, o->partij.at, o->partij.n, e);
}
