/* SPDX-License-Identifier: EUPL-1.2
 * Mail about an account: the invitation, the link for a new password, and the word that something was
 * changed. A link is made when its mail is sent, so that none lies in the queue. */
#include "toegang/mens.h"

#include "base/date.h"
#include "post/post.h"

static int link_vul(struct conn *c, struct arena *a, int64_t id, bool uitnodiging, struct doc *waarden,
                    struct err *e)
{
    int64_t duur = uitnodiging ? UITNODIGING_DUUR : HERSTEL_DUUR;
    char geheim[GEHEIM_HEX + 1];
    struct mens m;
    int rc = mens_lees(c, a, id, &m, e);

    if (!rc && !m.actief)
        rc = err_set(e, ERR_CONFLICT, "deze gebruiker is buitengesloten");
    if (!rc && uitnodiging && m.wachtwoord.n)
        rc = err_set(e, ERR_CONFLICT, "deze gebruiker heeft al een wachtwoord gekozen");
    if (!rc)
        rc = eenmalig_maak(c, NULL, id, uitnodiging, duur, geheim, e);
    if (rc)
        return rc;
    DOC_SET_STR(
        a, waarden, "link",
        str_fmt(a, "%.*s/nieuw-wachtwoord?sleutel=%s", STR_ARG(doc_get_str(waarden, STR("site"))), geheim));
    DOC_SET_STR(a, waarden, "geldig", time_nl(a, time_ms() + duur));
    return OK;
}

static int uitnodiging_vul(struct conn *c, struct arena *a, int64_t id, struct doc *waarden, struct err *e)
{
    return link_vul(c, a, id, true, waarden, e);
}

static int wachtwoord_vul(struct conn *c, struct arena *a, int64_t id, struct doc *waarden, struct err *e)
{
    return link_vul(c, a, id, false, waarden, e);
}

const struct post_vuller mens_vullers[] = {
    {"uitnodiging", uitnodiging_vul}, {"wachtwoord", wachtwoord_vul}, {0}};

/* One line, as a template may hold it: a name may have been delivered with anything in it. */
static struct str regel(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, 1000);
    for (size_t i = 0; i < s.n; i++)
        buf_char(&b, (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? ' ' : s.p[i]);
    return buf_str(&b);
}

int mens_mail_link(struct conn *c, int64_t mens, struct err *e)
{
    struct arena a;
    struct doc *w;
    struct mens m;
    int rc;

    arena_init(&a, 0);
    w = doc_map(&a);
    rc = mens_lees(c, &a, mens, &m, e);
    if (!rc && !m.actief)
        rc = err_set(e, ERR_CONFLICT, "Deze gebruiker is buitengesloten.");
    if (!rc) {
        DOC_SET_STR(&a, w, "naam", regel(&a, m.naam));
        rc = post_trek_terug(c, "wachtwoord", "mens", mens, e);
    }
    if (!rc)
        rc = post_zet(
            c,
            &(struct post_brief){
                .aan = m.email, .sjabloon = "wachtwoord", .waarden = w, .object = "mens", .object_id = mens},
            NULL, e);
    arena_done(&a);
    return rc;
}

int mens_mail_rol(struct conn *c, int64_t mens, bool nieuw, struct str organisatie, enum rol rol,
                  struct str door, struct err *e)
{
    struct arena a;
    struct doc *w;
    struct mens m;
    int rc;

    arena_init(&a, 0);
    w = doc_map(&a);
    rc = mens_lees(c, &a, mens, &m, e);
    if (!rc) {
        DOC_SET_STR(&a, w, "naam", regel(&a, m.naam));
        DOC_SET_STR(&a, w, "organisatie", regel(&a, organisatie));
        DOC_SET_STR(&a, w, "rol", str_from(rollen[rol].naam));
        if (door.n)
            DOC_SET_STR(&a, w, "door", regel(&a, door));
        rc = post_zet(c,
                      &(struct post_brief){.aan = m.email,
                                           .sjabloon = nieuw ? "uitnodiging" : "rol",
                                           .waarden = w,
                                           .object = "mens",
                                           .object_id = mens},
                      NULL, e);
    }
    arena_done(&a);
    return rc;
}

static int mail_over(const struct omgeving *o, struct conn *c, int64_t mens, const char *sjabloon,
                     struct str wat, struct str waar, struct err *e)
{
    struct arena a;
    struct doc *w;
    struct mens m;
    int rc;

    if (post_stand(o) == POST_UIT)
        return OK;
    arena_init(&a, 0);
    w = doc_map(&a);
    rc = mens_lees(c, &a, mens, &m, e);
    if (!rc && post_adres_goed(m.email)) {
        DOC_SET_STR(&a, w, "naam", regel(&a, m.naam));
        DOC_SET_STR(&a, w, "wat", wat);
        DOC_SET_STR(&a, w, "wanneer", time_nl(&a, time_ms()));
        if (waar.n)
            DOC_SET_STR(&a, w, "waar", regel(&a, waar));
        rc = post_zet(
            c,
            &(struct post_brief){
                .aan = m.email, .sjabloon = sjabloon, .waarden = w, .object = "mens", .object_id = mens},
            NULL, e);
    }
    arena_done(&a);
    return rc;
}

int mens_mail_gewijzigd(const struct omgeving *o, struct conn *c, int64_t mens, const char *wat,
                        struct str waar, struct err *e)
{
    return mail_over(o, c, mens, "account", str_from(wat), waar, e);
}

int mens_mail_waak(const struct omgeving *o, struct conn *c, int64_t mens, struct str wat, struct err *e)
{
    return mail_over(o, c, mens, "waak", wat, STR(""), e);
}
