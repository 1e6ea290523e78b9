/* SPDX-License-Identifier: EUPL-1.2
 * Looks at a picture as a reader would: parses it with libxml2 and asks for elements by class. What must hold
 * for every picture, whatever went in, stands in beeld_open(). */
#ifndef WZ_TESTS_GRAFIEK_BEELD_H
#define WZ_TESTS_GRAFIEK_BEELD_H

#include "grafiek/grafiek.h"
#include "grafiek/svg.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Of all tests of a file; BEELD_TESTEN runs them. */
static struct arena arena;

static inline int beeld_opzet(void **state)
{
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static inline int beeld_afbraak(void **state)
{
    (void)state;
    arena_done(&arena);
    return 0;
}

#define BEELD_TESTEN(tests) cmocka_run_group_tests(tests, beeld_opzet, beeld_afbraak)

struct beeld {
    xmlDocPtr doc;
    VEC(xmlNodePtr) nodes; /* all elements in document order */
    double breedte, hoogte;
    struct arena *a;
};

static inline double attr(xmlNodePtr n, const char *naam)
{
    xmlChar *w = xmlGetNoNsProp(n, (const xmlChar *)naam);
    double d = w ? strtod((const char *)w, NULL) : 0;

    xmlFree(w);
    return d;
}

static inline struct str attr_tekst(struct arena *a, xmlNodePtr n, const char *naam)
{
    xmlChar *w = xmlGetNoNsProp(n, (const xmlChar *)naam);
    struct str s = str_dup(a, str_from((const char *)w));

    xmlFree(w);
    return s;
}

static inline struct str inhoud(struct arena *a, xmlNodePtr n)
{
    xmlChar *w = xmlNodeGetContent(n);
    struct str s = str_dup(a, str_from((const char *)w));

    xmlFree(w);
    return s;
}

static inline bool is_element(xmlNodePtr n, const char *naam)
{
    return !strcmp((const char *)n->name, naam);
}

static inline bool heeft_klasse(struct arena *a, xmlNodePtr n, const char *klasse)
{
    struct str rest = attr_tekst(a, n, "class");

    while (rest.p && rest.n)
        if (str_is(str_cut(rest, ' ', &rest), klasse))
            return true;
    return false;
}

static inline void nodes_lees(struct beeld *b, xmlNodePtr n)
{
    for (; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE) {
            VEC_PUSH(b->a, &b->nodes, n);
            nodes_lees(b, n->children);
        }
}

/* No inline style or script (strict CSP), nothing that is not a number in a coordinate, ids that exist once.
 */
static inline void node_eisen(struct beeld *b, xmlNodePtr n)
{
    assert_false(is_element(n, "style") || is_element(n, "script") || is_element(n, "foreignObject") ||
                 is_element(n, "image"));
    for (xmlAttrPtr p = n->properties; p; p = p->next) {
        const char *naam = (const char *)p->name;
        struct str w = attr_tekst(b->a, n, naam);

        assert_string_not_equal(naam, "style");
        assert_false(naam[0] == 'o' && naam[1] == 'n');
        if (strchr("xyrwh", naam[0]) && naam[1] != 'o' && strcmp(naam, "href") && strcmp(naam, "role")) {
            char *eind;

            assert_true(w.n > 0);
            strtod(str_cstr(b->a, w), &eind);
            assert_int_equal(*eind, 0);
        }
        if (str_starts(w, STR("url(#"))) {
            struct str id = str_sub(w, 5, w.n - 1);
            int n_id = 0;

            for (size_t i = 0; i < b->nodes.n; i++)
                n_id += str_eq(attr_tekst(b->a, b->nodes.at[i], "id"), id);
            assert_int_equal(n_id, 1);
        }
    }
}

static inline void beeld_open(struct beeld *b, struct arena *a, struct str svg)
{
    xmlNodePtr wortel;
    double x, y;

    *b = (struct beeld){.a = a};
    b->doc = xmlReadMemory(svg.p, (int)svg.n, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_HUGE);
    assert_non_null(b->doc);
    wortel = xmlDocGetRootElement(b->doc);
    nodes_lees(b, wortel);
    assert_true(is_element(wortel, "svg"));
    assert_int_equal(sscanf(str_cstr(a, attr_tekst(a, wortel, "viewBox")), "%lf %lf %lf %lf", &x, &y,
                            &b->breedte, &b->hoogte),
                     4);
    assert_true(b->breedte > 0 && b->hoogte > 0 && b->hoogte < 1e6);
    assert_true(is_element(b->nodes.at[1], "title") && inhoud(a, b->nodes.at[1]).n > 0);
    assert_true(is_element(b->nodes.at[2], "desc") && inhoud(a, b->nodes.at[2]).n > 0);
    assert_true(str_eq(attr_tekst(a, wortel, "aria-labelledby"), attr_tekst(a, b->nodes.at[1], "id")));
    for (size_t i = 0; i < b->nodes.n; i++)
        node_eisen(b, b->nodes.at[i]);
}

static inline void beeld_dicht(struct beeld *b)
{
    xmlFreeDoc(b->doc);
}

/* The i-th element of this name with this class (NULL: any), or NULL. */
static inline xmlNodePtr vind(struct beeld *b, const char *element, const char *klasse, size_t i)
{
    bool defs = false;

    for (size_t j = 0; j < b->nodes.n; j++) {
        xmlNodePtr n = b->nodes.at[j];

        defs = n->parent && n->parent->name &&
               (is_element(n->parent, "pattern") || is_element(n->parent, "defs"));
        if (!defs && is_element(n, element) && (!klasse || heeft_klasse(b->a, n, klasse)) && i-- == 0)
            return n;
    }
    return NULL;
}

static inline size_t tel(struct beeld *b, const char *element, const char *klasse)
{
    size_t n = 0;

    while (vind(b, element, klasse, n))
        n++;
    return n;
}

static inline bool heeft_tekst(struct beeld *b, const char *tekst)
{
    xmlNodePtr n;

    for (size_t i = 0; (n = vind(b, "text", NULL, i)); i++)
        if (str_is(inhoud(b->a, n), tekst))
            return true;
    return false;
}

struct doos {
    double x0, y0, x1, y1;
};

static inline struct doos tekst_doos(struct beeld *b, xmlNodePtr n)
{
    double maat = attr(n, "font-size"), w = svg_maat(inhoud(b->a, n), maat, attr(n, "font-weight") > 0),
           x = attr(n, "x");
    struct str anker = attr_tekst(b->a, n, "text-anchor");

    x -= str_is(anker, "end") ? w : str_is(anker, "middle") ? w / 2 : 0;
    return (struct doos){x, attr(n, "y") - maat * .74, x + w, attr(n, "y") + maat * .2};
}

/* Every piece of text lies within the picture and none lies over another. */
static inline void tekst_eisen(struct beeld *b)
{
    size_t n = tel(b, "text", NULL);
    struct doos *d = ARENA_ARRAY(b->a, struct doos, n + 1);

    for (size_t i = 0; i < n; i++) {
        d[i] = tekst_doos(b, vind(b, "text", NULL, i));
        assert_true(d[i].x0 > -1 && d[i].x1 < b->breedte + 1);
        assert_true(d[i].y0 > -1 && d[i].y1 < b->hoogte + 1);
        for (size_t j = 0; j < i; j++)
            if (d[i].x0 < d[j].x1 - .3 && d[j].x0 < d[i].x1 - .3 && d[i].y0 < d[j].y1 - .3 &&
                d[j].y0 < d[i].y1 - .3)
                fail_msg("\"%s\" ligt over \"%s\"", str_cstr(b->a, inhoud(b->a, vind(b, "text", NULL, i))),
                         str_cstr(b->a, inhoud(b->a, vind(b, "text", NULL, j))));
    }
}

/* The same numbers on every machine. */
static inline uint32_t toeval(uint32_t *r)
{
    *r = *r * 1664525u + 1013904223u;
    return *r >> 8;
}

#endif
