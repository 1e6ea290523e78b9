/* SPDX-License-Identifier: EUPL-1.2
 * Reads the form of a promise (vorm_http.c), and says beside each field what is wrong with it. */
#include "afspraak/intern.h"

#include "base/num.h"
#include "toegang/toegang.h"

/* A whole number of a field; empty is 0. */
static int64_t getal_lees(struct akte *x, const char *veld, bool *ret_er)
{
    struct str s = form_tekst(x->v.p.q, veld);
    struct dec d;
    int64_t v = 0;

    if (ret_er)
        *ret_er = s.n > 0;
    if (s.n && (!dec_parse(s, ',', &d) || !dec_rescale(d, 0, &v)))
        vel_fout(&x->v, veld, STR("Vul een heel getal in."));
    return v;
}

static int jaar_lees(struct akte *x, const char *veld)
{
    int64_t v = getal_lees(x, veld, NULL);

    if (v < 0 || v > 9999) {
        vel_fout(&x->v, veld, STR("Vul een jaar in, bijvoorbeeld 2026."));
        v = 0;
    }
    return (int)v;
}

void akte_fouten(struct akte *x, const struct afspraak_fout *f)
{
    if (f->fout.n)
        vel_fout(&x->v, f->veld, f->fout);
    for (size_t i = 0; i < f->n_ook; i++)
        vel_fout(&x->v, f->ook[i].veld, f->ook[i].fout);
}

static void cijfer_lees_vorm(struct akte *x, struct belofte *b)
{
    struct afspraak_fout f;

    b->onderwerp = form_tekst(x->v.p.q, "onderwerp");
    b->woningtype = form_tekst(x->v.p.q, "woningtype");
    b->segment = form_tekst(x->v.p.q, "segment");
    b->kenmerk = form_tekst(x->v.p.q, "kenmerk");
    b->cijferbron = form_tekst(x->v.p.q, "cijferbron");
    b->definitieset = form_tekst(x->v.p.q, "definitieset");
    b->nul_bron = form_tekst(x->v.p.q, "nul_bron");
    b->aantal = getal_lees(x, "aantal", NULL);
    b->van = jaar_lees(x, "van");
    b->tot = jaar_lees(x, "tot");
    b->venster_van = jaar_lees(x, "venster_van");
    b->venster_tot = jaar_lees(x, "venster_tot");
    b->nul = getal_lees(x, "nul", &b->heeft_nul);
    belofte_pad_lees(x->v.p.a, form_tekst(x->v.p.q, "jaren"), b, &f);
    akte_fouten(x, &f);
}

/* The boxes of the form, beside those that were named: partij.12. */
static int vinkjes_lees(struct akte *x, struct belofte *b, struct err *e)
{
    struct pagina *p = &x->v.p;
    const struct partij *alle;
    size_t n;
    int rc = partijen_lees(p->c, p->a, STR(""), false, &alle, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        struct str veld = str_fmt(p->a, "partij.%lld", (long long)alle[i].id);
        bool er = false;

        if (!form_tekst(x->v.p.q, str_cstr(p->a, veld)).n)
            continue;
        for (size_t k = 0; k < b->n_partij; k++)
            er = er || b->partij[k].partij == alle[i].id;
        if (!er && b->n_partij == BELOFTE_PARTIJEN_MAX)
            vel_fout(&x->v, "partijen", STR("Kies hoogstens 60 organisaties."));
        else if (!er)
            b->partij[b->n_partij++] = (struct belofte_partij){.partij = alle[i].id, .naam = alle[i].naam};
    }
    return rc;
}

int belofte_lees_vorm(struct akte *x, bool cijfer, struct belofte *b, struct err *e)
{
    struct pagina *p = &x->v.p;
    struct afspraak_fout f;
    int rc;

    *b = (struct belofte){.cijfer = cijfer,
                          .toezegging = form_tekst(x->v.p.q, "toezegging"),
                          .door = form_tekst(x->v.p.q, "door"),
                          .reden = STR(""),
                          .wie = wie_van(p->q)->naam};
    b->gebied = gebied_zoek(p->g, p->a, form_tekst(x->v.p.q, "belofte_gebied"), STR(""), date_today()).gebied;
    rc = belofte_partijen_lees(p->c, p->a, form_tekst(x->v.p.q, "partijen"), '\n', b, &f, e);
    if (rc)
        return rc;
    akte_fouten(x, &f);
    rc = vinkjes_lees(x, b, e);
    if (rc)
        return rc;
    if (cijfer)
        cijfer_lees_vorm(x, b);
    else if (form_tekst(x->v.p.q, "uiterlijk").n &&
             !date_parse(form_tekst(x->v.p.q, "uiterlijk"), &b->uiterlijk))
        b->uiterlijk = 0;
    rc = belofte_keur(p->c, p->a, b, &f, e);
    if (!rc)
        akte_fouten(x, &f);
    return rc;
}
