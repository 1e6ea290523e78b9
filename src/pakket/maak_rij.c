/* SPDX-License-Identifier: EUPL-1.2
 * A file of a package while it is written: its rows as CSV, its hash and its size. */
#include "pakket/maak.h"

#include "tabel/tabel.h"

#include <stdarg.h>

void maak_spoel(struct pakket_maker *m)
{
    struct str s = buf_str(&m->b);

    if (!m->deel_open || !s.n)
        return;
    crypto_hash_sha256_update(&m->som, (const unsigned char *)s.p, s.n);
    zip_uit_bytes(m->zip, s);
    m->nu.bytes += (int64_t)s.n;
    m->b.n = 0;
}

void maak_bestand_open(struct pakket_maker *m, struct str pad, struct str titel, bool groot)
{
    m->nu = (struct deel_geschreven){.pad = str_dup(&m->a, pad), .titel = str_dup(&m->a, titel)};
    m->deel_open = true;
    m->b.n = 0;
    crypto_hash_sha256_init(&m->som);
    zip_uit_deel(m->zip, pad, groot);
}

void maak_bestand_sluit(struct pakket_maker *m)
{
    unsigned char som[crypto_hash_sha256_BYTES];

    if (!m->deel_open)
        return;
    maak_spoel(m);
    zip_uit_deel_eind(m->zip);
    crypto_hash_sha256_final(&m->som, som);
    sodium_bin2hex(m->nu.sha256, sizeof m->nu.sha256, som, sizeof som);
    VEC_PUSH(&m->a, &m->deel, m->nu);
    m->deel_open = false;
}

void maak_scheiding(struct pakket_maker *m)
{
    if (m->rij_open)
        buf_char(&m->b, ',');
    m->rij_open = true;
}

void maak_cel(struct pakket_maker *m, struct str s)
{
    bool citaat = false;

    maak_scheiding(m);
    for (size_t i = 0; i < s.n && !citaat; i++)
        citaat = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (!citaat) {
        buf_add(&m->b, s);
        return;
    }
    buf_char(&m->b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_char(&m->b, '"');
        buf_char(&m->b, s.p[i]);
    }
    buf_char(&m->b, '"');
}

void maak_cel_i(struct pakket_maker *m, int64_t v)
{
    maak_scheiding(m);
    buf_i64(&m->b, v);
}

void maak_cel_of_leeg(struct pakket_maker *m, int64_t v)
{
    maak_scheiding(m);
    if (v)
        buf_i64(&m->b, v);
}

void maak_cel_datum(struct pakket_maker *m, date_t d)
{
    maak_scheiding(m);
    if (d && d != DATE_OPEN)
        buf_fmt(&m->b, "%04d-%02d-%02d", d / 10000, d / 100 % 100, d % 100);
}

static void cel_moment(struct pakket_maker *m, int64_t ms)
{
    maak_cel(m, ms ? time_iso(m->b.a, ms) : STR(""));
}

void maak_cel_janee(struct pakket_maker *m, bool v)
{
    maak_cel(m, v ? STR("ja") : STR("nee"));
}

void maak_cel_kolom(struct pakket_maker *m, int64_t kolom)
{
    maak_cel(m, kolom < 0 ? STR("") : tabel_kolom_letter(m->b.a, (size_t)kolom));
}

void maak_rij_eind(struct pakket_maker *m)
{
    buf_lit(&m->b, "\r\n");
    m->rij_open = false;
    m->nu.rijen++;
}

void maak_deel_begin(struct pakket_maker *m, enum deel_id id)
{
    const struct deel_soort *s = &deel_soorten[id];

    if (m->deel_open)
        return;
    maak_bestand_open(m, str_from(s->pad), str_from(s->titel), s->groot);
    m->nu.soort = s;
    for (const struct deel_veld *v = s->velden; v->naam; v++)
        maak_cel(m, str_from(v->naam));
    maak_rij_eind(m);
    m->nu.rijen = 0;
}

void maak_gebied_cel(struct pakket_maker *m, const struct gebied *g)
{
    m->gebruikt[g->index] = true;
    maak_cel(m, g->code);
}

void maak_rij_schrijf(struct pakket_maker *m, enum deel_id id, const char *vorm, ...)
{
    va_list ap;

    maak_deel_begin(m, id);
    va_start(ap, vorm);
    for (; *vorm; vorm++)
        switch (*vorm) {
        case 's':
            maak_cel(m, va_arg(ap, struct str));
            break;
        case 'i':
            maak_cel_i(m, va_arg(ap, int64_t));
            break;
        case 'l':
            maak_cel_of_leeg(m, va_arg(ap, int64_t));
            break;
        case 'd':
            maak_cel_datum(m, va_arg(ap, date_t));
            break;
        case 'm':
            cel_moment(m, va_arg(ap, int64_t));
            break;
        default:
            maak_cel_janee(m, va_arg(ap, int));
        }
    va_end(ap);
    maak_rij_eind(m);
}
