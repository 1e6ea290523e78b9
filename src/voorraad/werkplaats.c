/* SPDX-License-Identifier: EUPL-1.2
 * See werkplaats.h. */
#include "voorraad/werkplaats.h"

#include "base/num.h"

static struct str param_tekst(struct arena *a, const struct regeltabel *t, size_t p)
{
    return regel_getal_tekst(a, t->param[p].waarde);
}

/* "c-2-4" → 2, 4; "p-0" → 0 */
static bool plaats_van(struct str veld, char soort, size_t *ret_i, size_t *ret_k)
{
    struct str rest, eerste;
    int64_t i, k = 0;

    if (veld.n < 3 || veld.n > 12 || veld.p[0] != soort || veld.p[1] != '-')
        return false;
    eerste = str_cut(str_sub(veld, 2, veld.n), '-', &rest);
    if (!num_i64(eerste, &i) || i < 0 || (soort == 'c' && (!num_i64(rest, &k) || k < 0)) ||
        (soort == 'p' && rest.p))
        return false;
    *ret_i = (size_t)i;
    *ret_k = (size_t)k;
    return true;
}

static void neem(struct arena *a, struct werkplaats *w, struct str veld, struct str tekst)
{
    struct wijziging x = {.veld = veld, .wordt = str_trim(tekst)};
    size_t i, k;
    struct err e = {0};
    int rc;

    if (plaats_van(veld, 'p', &i, &k) && i < w->was->n_param) {
        x.waar = regel_parameter_naam(a, &w->was->param[i]);
        x.was = param_tekst(a, w->was, i);
        if (str_eq(x.was, x.wordt))
            return;
        rc = regeltabel_zet_param(w->wordt, i, x.wordt, &e);
        if (!rc && w->wordt->param[i].waarde == w->was->param[i].waarde)
            return;
    } else if (plaats_van(veld, 'c', &i, &k) && i < w->was->n && k < w->was->n_in) {
        const struct regel_cel *c = &w->was->regel[i].als[k];

        x.waar = str_fmt(a, "regel %.*s, %.*s", STR_ARG(w->was->regel[i].naam), STR_ARG(w->was->in[k].naam));
        x.was = c->alles ? STR("-") : c->tekst;
        if (str_eq(x.was, x.wordt))
            return;
        rc = x.wordt.n ? regeltabel_zet_cel(a, w->wordt, i, k, x.wordt, &e)
                       : err_set(&e, ERR_DATA, "%.*s: schrijf - als het niet uitmaakt", STR_ARG(x.waar));
    } else {
        return;
    }
    if (rc) {
        x.fout = str_dup(a, str_from(e.text));
        w->fouten++;
    }
    VEC_PUSH(a, &w->wijziging, x);
}

int werkplaats_lees(struct arena *a, const struct regelset *set, const struct doc *velden,
                    struct werkplaats *ret, struct err *e)
{
    struct buf b;
    int rc;

    *ret = (struct werkplaats){.inhoud = set->inhoud};
    rc = regeltabel_lees(a, set->inhoud, &ret->was, e);
    if (!rc)
        rc = regeltabel_lees(a, set->inhoud, &ret->wordt, e);
    if (rc)
        return rc;
    for (size_t i = 0; velden && i < velden->map.n && ret->wijziging.n < WIJZIGINGEN_MAX; i++)
        if (velden->map.at[i].value->type == DOC_STR)
            neem(a, ret, velden->map.at[i].key, velden->map.at[i].value->s);
    if (ret->wijziging.n == ret->fouten)
        return OK;
    buf_init(&b, a, 4 << 20);
    regels_csv_schrijf(&b, ret->wordt);
    ret->inhoud = buf_str(&b);
    return b.over ? err_set(e, ERR_LIMIT, "de regels zijn te groot") : OK;
}

static void adres_bij(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
            c == '.' || c == '_')
            buf_char(b, (char)c);
        else
            buf_fmt(b, "%%%02X", c);
    }
}

struct str werkplaats_query(struct arena *a, const struct werkplaats *w, struct str zonder)
{
    struct buf b;

    buf_init(&b, a, 30000);
    for (size_t i = 0; i < w->wijziging.n; i++) {
        const struct wijziging *x = &w->wijziging.at[i];

        if (str_eq(x->veld, zonder))
            continue;
        buf_fmt(&b, "&%.*s=", STR_ARG(x->veld));
        adres_bij(&b, x->wordt);
    }
    return buf_str(&b);
}

size_t cel_getallen(struct str s, struct cel_getal *ret)
{
    size_t n = 0;

    for (size_t i = 0; i < s.n;) {
        size_t van = i;
        struct dec d;
        int64_t v;

        if (!(s.p[i] >= '0' && s.p[i] <= '9')) {
            if ((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '"' || s.p[i] == ',')
                return 0; /* words, or a list: those are typed */
            i++;
            continue;
        }
        while (i < s.n &&
               ((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] == '.' && i + 1 < s.n && s.p[i + 1] >= '0' &&
                                                     s.p[i + 1] <= '9' && s.p[i - 1] != '.')))
            i++;
        if (n == 2 || !dec_parse(str_sub(s, van, i), '.', &d) || !dec_rescale(d, REGEL_SCHAAL, &v))
            return 0;
        ret[n++] = (struct cel_getal){v, van, i};
    }
    return n;
}
