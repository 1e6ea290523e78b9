/* SPDX-License-Identifier: EUPL-1.2
 * Answers as text: what people type to what is kept, and back; choices that a filter leaves; ${x} in a text.
 */
#include "base/num.h"
#include "ronde/invul.h"

#include <math.h>
#include <string.h>

static const struct vl_keuze anders = {.naam = STR_INIT("other")};

/* ---- choices ---- */

static bool in_lijst(const struct vl_element *el, struct str naam)
{
    for (size_t i = 0; el->lijst && i < el->lijst->keuze.n; i++)
        if (str_eq(el->lijst->keuze.at[i].naam, naam))
            return true;
    return el->of_anders && str_is(naam, "other");
}

static const struct expr_knoop *eigen_lijst(void *wie, struct str id)
{
    (void)id;
    return ((const struct vl_element *)wie)->lijst->instantie;
}

/* The condition holds a choice's own columns beside ${x} of the question, as XLSForm means it:
 * all item of instance('lijst') for which it holds. */
static int gefilterd(const struct invul *in, const struct invul_veld *x, bool **ret, struct err *e)
{
    const struct vl_element *el = veld_el(in, x);
    const struct expr_knoop *root = el->lijst->instantie->eerste, *item;
    struct expr_omgeving o = {.a = in->a, .knoop = x->knoop, .nu = in->nu, .wie = (void *)(uintptr_t)el};
    struct expr_waarde w;
    const struct expr *uit;
    size_t i = 0;
    int rc;

    o.instantie = eigen_lijst;
    *ret = ARENA_ARRAY(in->a, bool, el->lijst->keuze.n + 1);
    rc = expr_lees(in->a, str_fmt(in->a, "instance('lijst')/*/item[%.*s]", STR_ARG(el->choice_filter.bron)),
                   &uit, e);
    if (!rc)
        rc = expr_reken(uit, &o, &w, e);
    if (rc == ERR_LIMIT)
        return rc;
    for (item = root->eerste; item; item = item->volgende, i++) {
        (*ret)[i] = rc != OK; /* a filter that cannot be worked out leaves all */
        for (size_t k = 0; !rc && w.soort == EXPR_KNOPEN && k < w.knopen.n; k++)
            (*ret)[i] = (*ret)[i] || w.knopen.at[k] == item;
    }
    return OK;
}

int veld_keuzes(const struct invul *in, const struct invul_veld *x, struct keuze_lijst *ret, struct err *e)
{
    const struct vl_element *el = veld_el(in, x);
    bool *mag = NULL;
    int rc = OK;

    *ret = (struct keuze_lijst){0};
    if (!el->lijst)
        return OK;
    if (el->choice_filter.x)
        rc = gefilterd(in, x, &mag, e);
    ret->at = ARENA_ARRAY(in->a, const struct vl_keuze *, el->lijst->keuze.n + 1);
    for (size_t i = 0; !rc && i < el->lijst->keuze.n; i++)
        if (!mag || mag[i])
            ret->at[ret->n++] = &el->lijst->keuze.at[i];
    if (!rc && el->of_anders)
        ret->at[ret->n++] = &anders;
    return rc;
}

/* ---- typed to kept ---- */

bool getal_dubbelzinnig(struct str s)
{
    size_t n = 0, begin = s.n && (s.p[0] == '-' || s.p[0] == '+');

    s = str_sub(s, begin, s.n);
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    if (n < 1 || n > 3 || s.p[0] == '0' || s.n != n + 4 || (s.p[n] != '.' && s.p[n] != ','))
        return false;
    for (size_t i = n + 1; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* What people write is Dutch: 1,234 has decimals, and only of 1.234 we ask which is meant. What is kept or
 * computed has a point before its decimals. */
enum van_wie { VAN_MENSEN, VAN_ONS };

static bool getal_net(struct arena *a, struct str s, bool heel, enum van_wie van, struct str *ret,
                      struct str *ret_fout)
{
    struct dec d;

    if (van == VAN_MENSEN && !heel && memchr(s.p, '.', s.n) && getal_dubbelzinnig(s)) {
        struct str na, voor = str_cut(s, '.', &na);

        *ret_fout = str_fmt(a,
                            "“%.*s” kan twee getallen zijn. Schrijf %.*s%.*s als het duizend of meer is, of "
                            "%.*s,%.*s als er cijfers achter de komma staan.",
                            STR_ARG(s), STR_ARG(voor), STR_ARG(na), STR_ARG(voor), STR_ARG(na));
        return false;
    }
    if (!(van == VAN_MENSEN && dec_parse(s, ',', &d)) && !dec_parse(s, '.', &d)) {
        *ret_fout = heel ? STR("Vul een heel getal in, met cijfers, zoals 12 of 1.200.")
                         : STR("Vul een getal in, met cijfers, zoals 12 of 12,5.");
        return false;
    }
    if (heel && d.scale) {
        *ret_fout = STR("Vul een heel getal in, zonder cijfers achter de komma.");
        return false;
    }
    *ret = num_plain(a, d.v, d.scale);
    return true;
}

static bool schaal_net(const struct vl_element *el, struct arena *a, struct str s, enum van_wie van,
                       struct str *ret, struct str *ret_fout)
{
    double d, n, laag = fmin(el->van, el->tot), hoog = fmax(el->van, el->tot);

    if (!getal_net(a, s, false, van, ret, ret_fout))
        return false;
    d = expr_getal_lees(*ret);
    n = el->stap ? (d - el->van) / el->stap : 0;
    if (d >= laag && d <= hoog && fabs(n - floor(n + 0.5)) < 1e-9)
        return true;
    *ret_fout =
        str_fmt(a, "Vul een getal in van %g tot en met %g, in stappen van %g.", laag, hoog, fabs(el->stap));
    return false;
}

static bool tijd_net(struct arena *a, struct str s, struct str *ret)
{
    int64_t uur, min, sec = 0;
    struct str rest, u = str_cut(s, ':', &rest), m = str_cut(rest, ':', &rest);
    struct str x = rest.n ? str_cut(rest, '.', &rest) : STR("");

    if (!u.n || u.n > 2 || m.n != 2 || (x.p && x.n && x.n != 2) || !num_i64(u, &uur) || !num_i64(m, &min) ||
        (x.n && !num_i64(x, &sec)) || uur < 0 || uur > 23 || min < 0 || min > 59 || sec < 0 || sec > 59)
        return false;
    *ret = str_fmt(a, "%02d:%02d:%02d", (int)uur, (int)min, (int)sec);
    return true;
}

static bool moment_net(struct arena *a, struct str s, struct str *ret)
{
    size_t at = str_index(s, 'T');
    struct str tijd;
    date_t d;

    at = at == s.n ? str_index(s, ' ') : at;
    if (!date_parse(str_sub(s, 0, at), &d) || !tijd_net(a, str_trim(str_sub(s, at + 1, s.n)), &tijd))
        return false;
    *ret = str_fmt(a, "%.*sT%.*s", STR_ARG(date_iso(a, d)), STR_ARG(tijd));
    return true;
}

/* Names parted by spaces: of a multiple choice in the order of the list, of a ranking as given; each once. */
static bool namen_net(struct arena *a, const struct vl_element *el, struct str s, struct str *ret,
                      struct str *ret_fout)
{
    VEC(struct str) gekozen = {0};
    struct buf b;

    while (s.n) {
        struct str naam = str_cut(s, ' ', &s);
        bool er = false;

        for (size_t i = 0; i < gekozen.n; i++)
            er = er || str_eq(gekozen.at[i], naam);
        if (!naam.n || er)
            continue;
        if (!in_lijst(el, naam)) {
            *ret_fout = str_fmt(a, "“%.*s” is geen keuze bij deze vraag.", STR_ARG(utf8_clip(naam, 60)));
            return false;
        }
        VEC_PUSH(a, &gekozen, naam);
    }
    buf_init(&b, a, ANTWOORD_MAX);
    for (size_t i = 0; el->soort == VL_RANK && i < gekozen.n; i++) {
        buf_lit(&b, b.n ? " " : "");
        buf_add(&b, gekozen.at[i]);
    }
    for (size_t k = 0; el->soort != VL_RANK && k <= el->lijst->keuze.n; k++) {
        struct str naam = k < el->lijst->keuze.n ? el->lijst->keuze.at[k].naam : STR("other");

        for (size_t i = 0; i < gekozen.n; i++)
            if (str_eq(gekozen.at[i], naam)) {
                buf_lit(&b, b.n ? " " : "");
                buf_add(&b, naam);
                break;
            }
    }
    *ret = buf_str(&b);
    return true;
}

static struct str regels_net(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\r')
            buf_char(&b, s.p[i]);
        else if (i + 1 == s.n || s.p[i + 1] != '\n')
            buf_char(&b, '\n');
    return str_trim(buf_str(&b));
}

static bool net(const struct invul *in, const struct invul_veld *x, struct str getypt, enum van_wie van,
                struct str *ret, struct str *ret_fout)
{
    const struct vl_element *el = veld_el(in, x);
    struct arena *a = in->a;
    struct str s = regels_net(a, getypt);
    date_t d;

    *ret = STR("");
    *ret_fout = STR("");
    if (!s.n)
        return true;
    if (s.n > ANTWOORD_MAX) {
        *ret_fout = str_fmt(a, "Dit antwoord is te lang; houd het bij %d tekens.", ANTWOORD_MAX);
        return false;
    }
    switch (el->soort) {
    case VL_INTEGER:
        return getal_net(a, s, true, van, ret, ret_fout);
    case VL_DECIMAL:
        return getal_net(a, s, false, van, ret, ret_fout);
    case VL_RANGE:
        return schaal_net(el, a, s, van, ret, ret_fout);
    case VL_DATE:
        if (date_parse(s.n > 10 && s.p[10] == 'T' ? str_sub(s, 0, 10) : s, &d)) {
            *ret = date_iso(a, d);
            return true;
        }
        *ret_fout = STR("Vul een datum in, zoals 1-11-2023.");
        return false;
    case VL_TIME:
        if (tijd_net(a, s, ret))
            return true;
        *ret_fout = STR("Vul een tijd in, zoals 13:30.");
        return false;
    case VL_DATETIME:
        if (moment_net(a, s, ret))
            return true;
        *ret_fout = STR("Vul een datum en een tijd in, zoals 1-11-2023 13:30.");
        return false;
    case VL_SELECT_ONE:
        if (in_lijst(el, s)) {
            *ret = s;
            return true;
        }
        *ret_fout = str_fmt(a, "“%.*s” is geen keuze bij deze vraag.", STR_ARG(utf8_clip(s, 60)));
        return false;
    case VL_SELECT_MULTIPLE:
    case VL_RANK:
        return namen_net(a, el, s, ret, ret_fout);
    case VL_ACKNOWLEDGE:
        *ret = STR("OK");
        return true;
    default:
        *ret = s;
        return true;
    }
}

bool waarde_net(const struct invul *in, const struct invul_veld *x, struct str getypt, struct str *ret,
                struct str *ret_fout)
{
    return net(in, x, getypt, VAN_MENSEN, ret, ret_fout);
}

bool waarde_keur(const struct invul *in, const struct invul_veld *x, struct str waarde, struct str *ret,
                 struct str *ret_fout)
{
    return net(in, x, waarde, VAN_ONS, ret, ret_fout);
}

bool waarde_weer(const struct invul *in, const struct invul_veld *x, struct str waarde, struct str *ret)
{
    struct str fout;

    return waarde_keur(in, x, waarde, ret, &fout);
}

/* ---- kept to readable ---- */

static struct str keuze_label(const struct vragenlijst *v, const struct vl_element *el, struct str naam)
{
    for (size_t i = 0; i < el->lijst->keuze.n; i++)
        if (str_eq(el->lijst->keuze.at[i].naam, naam)) {
            struct str s = vl_tekst_nl(v, el->lijst->keuze.at[i].label);

            return s.n ? s : naam;
        }
    return el->of_anders && str_is(naam, "other") ? STR("Anders, namelijk") : naam;
}

static struct str labels(struct arena *a, const struct vragenlijst *v, const struct vl_element *el,
                         struct str s)
{
    struct buf b;
    int n = 0;

    buf_init(&b, a, (size_t)1 << 20);
    while (s.n) {
        struct str naam = str_cut(s, ' ', &s);

        if (el->soort == VL_RANK)
            buf_fmt(&b, "%s%d. ", n ? "; " : "", n + 1);
        else
            buf_lit(&b, n ? "; " : "");
        buf_add(&b, keuze_label(v, el, naam));
        n++;
    }
    return buf_str(&b);
}

struct str waarde_leesbaar(struct arena *a, const struct vragenlijst *v, const struct vl_element *el,
                           struct str waarde)
{
    struct dec d;
    date_t dag;

    if (!waarde.n)
        return STR("");
    if (el->vul != VL_VUL_NIET)
        return date_parse(waarde, &dag) ? date_nl(a, dag) : waarde;
    switch (el->soort) {
    case VL_SELECT_ONE:
        return keuze_label(v, el, waarde);
    case VL_SELECT_MULTIPLE:
    case VL_RANK:
        return labels(a, v, el, waarde);
    case VL_INTEGER:
    case VL_DECIMAL:
    case VL_RANGE:
        return dec_parse(waarde, '.', &d) ? num_nl(a, d.v, d.scale) : waarde;
    case VL_DATE:
    case VL_TODAY:
        return date_parse(waarde, &dag) ? date_nl(a, dag) : waarde;
    case VL_DATETIME:
    case VL_START:
    case VL_END:
        if (waarde.n >= 16 && date_parse(str_sub(waarde, 0, 10), &dag))
            return str_fmt(a, "%.*s %.*s", STR_ARG(date_nl(a, dag)), STR_ARG(str_sub(waarde, 11, 16)));
        return waarde;
    case VL_TIME:
        return str_sub(waarde, 0, 5);
    case VL_ACKNOWLEDGE:
        return STR("akkoord");
    default:
        return waarde;
    }
}

enum { GEVULD_DIEP = 3 }; /* a choice that names an answer, in a text that names the choice */

static struct str gevuld(const struct invul *in, const struct invul_veld *x, struct str s, int diep)
{
    struct buf b;

    if (!memmem(s.p ? s.p : "", s.n, "${", 2))
        return s;
    if (diep == GEVULD_DIEP)
        return STR("…");
    buf_init(&b, in->a, s.n + (size_t)10 * ANTWOORD_MAX);
    while (s.n) {
        const char *op = memmem(s.p, s.n, "${", 2);
        size_t voor = op ? (size_t)(op - s.p) : s.n, eind;
        struct str naam;
        struct expr_omgeving o = {.a = in->a, .nu = in->nu};
        struct expr_waarde w;
        const struct expr *uit;
        struct err e;
        size_t i;

        buf_add(&b, str_sub(s, 0, voor));
        if (!op)
            break;
        s = str_sub(s, voor + 2, s.n);
        eind = str_index(s, '}');
        naam = str_trim(str_sub(s, 0, eind));
        s = str_sub(s, eind + 1, s.n);
        i = vl_vind(in->v, naam);
        o.knoop = x && x->knoop ? x->knoop : in->data;
        if (i != SIZE_MAX && !expr_lees(in->a, str_fmt(in->a, "${%.*s}", STR_ARG(naam)), &uit, &e) &&
            !expr_reken(uit, &o, &w, &e) && expr_als_tekst(&o, w).n) {
            struct str tekst = waarde_leesbaar(in->a, in->v, &in->v->el.at[i], expr_als_tekst(&o, w));

            buf_add(&b, in->v->el.at[i].lijst ? gevuld(in, x, tekst, diep + 1) : tekst);
        } else {
            buf_lit(&b, "…");
        }
    }
    return buf_str(&b);
}

struct str tekst_gevuld(const struct invul *in, const struct invul_veld *x, struct str s)
{
    return gevuld(in, x, s, 0);
}

struct str veld_leesbaar(const struct invul *in, const struct invul_veld *x, struct str waarde)
{
    const struct vl_element *el = veld_el(in, x);
    struct str s = waarde_leesbaar(in->a, in->v, el, waarde);

    return el->lijst ? gevuld(in, x, s, 0) : s; /* what people typed names nothing */
}
