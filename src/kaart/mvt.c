/* SPDX-License-Identifier: EUPL-1.2
 * See mvt.h. The wire form of protocol buffers is small enough to write out: a field is its number and kind,
 * then a varint or a length and bytes. */
#include "kaart/mvt.h"

#include "base/map.h"

#include <math.h>

enum { VARINT = 0, BYTES = 2 }; /* kinds of field */
enum { TILE_LAYER = 3 };        /* fields of a tile */
enum { L_NAME = 1, L_FEATURE, L_KEY, L_VALUE, L_EXTENT, L_VERSION = 15 };
enum { F_ID = 1, F_TAGS, F_TYPE, F_GEOMETRY };
enum { V_STRING = 1, POINT = 1, POLYGON = 3 };
enum { MOVE_TO = 1, LINE_TO = 2, CLOSE_PATH = 7 };
enum { TEGEL_MAX = 16 << 20 };

struct mvt {
    struct arena *a;
    struct str laag;
    struct buf features, keys, values;
    struct map key, value; /* text → its number + 1 */
    size_t n;
    bool over; /* an area was larger than a tile may be */
};

static void varint(struct buf *b, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        buf_char(b, (char)(v | 0x80));
    buf_char(b, (char)v);
}

static void veld(struct buf *b, unsigned nummer, unsigned soort)
{
    varint(b, nummer << 3 | soort);
}

static void veld_bytes(struct buf *b, unsigned nummer, struct str s)
{
    veld(b, nummer, BYTES);
    varint(b, s.n);
    buf_add(b, s);
}

static void zigzag(struct buf *b, int64_t v)
{
    varint(b, (uint64_t)v << 1 ^ (v < 0 ? UINT64_MAX : 0));
}

struct mvt *mvt_new(struct arena *a, struct str laag)
{
    struct mvt *m = ARENA_NEW(a, struct mvt);

    m->a = a;
    m->laag = laag;
    buf_init(&m->features, a, TEGEL_MAX);
    buf_init(&m->keys, a, TEGEL_MAX);
    buf_init(&m->values, a, TEGEL_MAX);
    map_init(&m->key, a);
    map_init(&m->value, a);
    return m;
}

static uint64_t sleutel_nummer(struct mvt *m, const char *sleutel)
{
    bool nieuw;
    struct map_entry *k = map_put(&m->key, str_from(sleutel), &nieuw);

    if (nieuw) {
        k->value.i = (int64_t)m->key.n - 1;
        veld_bytes(&m->keys, L_KEY, k->key);
    }
    return (uint64_t)k->value.i;
}

static uint64_t waarde_nummer(struct mvt *m, struct str tekst)
{
    bool nieuw;
    struct map_entry *k = map_put(&m->value, tekst, &nieuw);
    struct buf b;

    if (nieuw) {
        k->value.i = (int64_t)m->value.n - 1;
        buf_init(&b, m->a, TEGEL_MAX);
        veld_bytes(&b, V_STRING, tekst);
        veld_bytes(&m->values, L_VALUE, buf_str(&b));
    }
    return (uint64_t)k->value.i;
}

struct pen {
    struct buf b;
    int64_t x, y; /* where it is: every place is written as the way from the one before */
};

static void naar(struct pen *p, const double *xy)
{
    int64_t x = llrint(xy[0]), y = llrint(xy[1]);

    zigzag(&p->b, x - p->x);
    zigzag(&p->b, y - p->y);
    p->x = x;
    p->y = y;
}

/* The closing place is not written: ClosePath means it. */
static void ring_schrijf(struct pen *p, const double *xy, size_t n)
{
    varint(&p->b, MOVE_TO | 1 << 3);
    naar(p, xy);
    varint(&p->b, LINE_TO | (uint64_t)(n - 2) << 3);
    for (size_t i = 1; i + 1 < n; i++)
        naar(p, xy + 2 * i);
    varint(&p->b, CLOSE_PATH | 1 << 3);
}

static void kenmerk(struct mvt *m, uint64_t id, unsigned soort, const struct buf *geometrie,
                    const struct mvt_waarde *w, size_t n)
{
    struct buf f, tags;

    buf_init(&f, m->a, TEGEL_MAX);
    buf_init(&tags, m->a, TEGEL_MAX);
    for (size_t i = 0; i < n && i < MVT_WAARDEN; i++) {
        if (!w[i].tekst.p)
            continue;
        varint(&tags, sleutel_nummer(m, w[i].sleutel));
        varint(&tags, waarde_nummer(m, w[i].tekst));
    }
    m->over = m->over || geometrie->over;
    veld(&f, F_ID, VARINT);
    varint(&f, id);
    veld_bytes(&f, F_TAGS, buf_str(&tags));
    veld(&f, F_TYPE, VARINT);
    varint(&f, soort);
    veld_bytes(&f, F_GEOMETRY, buf_str(geometrie));
    veld_bytes(&m->features, L_FEATURE, buf_str(&f));
    m->n++;
}

void mvt_vlak(struct mvt *m, uint64_t id, const struct vlak *v, const struct mvt_waarde *w, size_t n)
{
    struct pen p = {0};

    if (!v->n_ringen)
        return;
    buf_init(&p.b, m->a, TEGEL_MAX);
    for (size_t r = 0; r < v->n_ringen; r++)
        ring_schrijf(&p, v->xy + 2 * v->ring[r].van, v->ring[r].n);
    kenmerk(m, id, POLYGON, &p.b, w, n);
}

void mvt_punt(struct mvt *m, uint64_t id, double x, double y, const struct mvt_waarde *w, size_t n)
{
    struct pen p = {0};

    buf_init(&p.b, m->a, 64);
    varint(&p.b, MOVE_TO | 1 << 3);
    naar(&p, (const double[]){x, y});
    kenmerk(m, id, POINT, &p.b, w, n);
}

struct str mvt_klaar(struct mvt *m)
{
    struct buf laag, tegel;

    if (!m->n)
        return STR("");
    if (m->over || m->features.over)
        return (struct str){NULL, 0};
    buf_init(&laag, m->a, TEGEL_MAX);
    buf_init(&tegel, m->a, TEGEL_MAX);
    veld(&laag, L_VERSION, VARINT);
    varint(&laag, 2);
    veld_bytes(&laag, L_NAME, m->laag);
    buf_add(&laag, buf_str(&m->features));
    buf_add(&laag, buf_str(&m->keys));
    buf_add(&laag, buf_str(&m->values));
    veld(&laag, L_EXTENT, VARINT);
    varint(&laag, MVT_MAAT);
    veld_bytes(&tegel, TILE_LAYER, buf_str(&laag));
    return buf_str(&tegel);
}
