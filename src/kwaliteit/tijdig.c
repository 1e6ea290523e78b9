/* SPDX-License-Identifier: EUPL-1.2
 * In time: how old figures were when they came in, and when the next ones are expected. And what a partij is
 * called. No SQL. */
#include "kwaliteit/kwaliteit.h"
#include "kwaliteit/regel.h"

/* The same day some months later; the last of the month when that day is not there, and from the last to the
 * last. */
static date_t maanden_later(date_t d, int maanden)
{
    int jaar = d / 10000, maand = d / 100 % 100 - 1 + maanden, dag = d % 100;
    bool laatste = date_add(d, 1) % 100 == 1;
    date_t uit;

    jaar += maand / 12;
    maand = maand % 12 + 1;
    if (laatste)
        dag = 31;
    do
        uit = jaar * 10000 + maand * 100 + dag--;
    while (!date_valid(uit));
    return uit;
}

struct tijdigheid tijdigheid_van(const struct ritme *r, date_t peildatum, date_t ontvangen, date_t vandaag)
{
    struct tijdigheid t = {.dagen = date_days(ontvangen) - date_days(peildatum)};

    if (!r)
        return t;
    t.verwacht = true;
    t.maanden = r->maanden;
    t.termijn = r->termijn;
    t.uiterlijk = date_add(peildatum, r->termijn);
    t.volgende = maanden_later(peildatum, r->maanden);
    t.volgende_uiterlijk = date_add(t.volgende, r->termijn);
    t.te_laat = vandaag > t.volgende_uiterlijk ? date_days(vandaag) - date_days(t.volgende_uiterlijk) : 0;
    return t;
}

struct str leveraar_naam(const struct str soort, const struct str leveraar)
{
    return leveraar.n ? leveraar : soort;
}

struct str leveraar_code(struct arena *a, struct str naam)
{
    struct str s = str_fold(a, utf8_clip(naam, 120));
    struct buf b;

    buf_init(&b, a, 80);
    for (size_t i = 0; i < s.n && b.n < 60; i++) {
        bool letter = (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9');

        if (letter)
            buf_char(&b, s.p[i]);
        else if (b.n && b.p[b.n - 1] != '-')
            buf_char(&b, '-');
    }
    while (b.n && b.p[b.n - 1] == '-')
        b.n--;
    return b.n ? buf_str(&b) : STR("onbekend");
}
