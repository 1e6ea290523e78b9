/* SPDX-License-Identifier: EUPL-1.2
 * What goes out to other servers: one HTTP request, one mail. Bounded in time and size, never follows a
 * redirect, checks certificates always. libcurl stays behind this header. */
#ifndef WZ_NET_NET_H
#define WZ_NET_NET_H

#include "base/err.h"
#include "base/str.h"

enum {
    NET_VERBIND_S = 5, /* to connect */
    NET_S = 10,        /* in all; a mail 60 */
    NET_MAIL_S = 60,
    NET_BYTES = 256 << 10, /* of an answer */
};

/* Once, before threads start. */
int net_begin(struct err *e) MUST_CHECK;

struct net_vraag {
    struct str url;                   /* https, or http to this machine itself: net_url_goed() */
    struct str body;                  /* p NULL: a GET, else a POST */
    const char *type;                 /* of the body */
    struct str gebruiker, wachtwoord; /* for Basic; gebruiker empty: none */
    struct str ca;                    /* file with certificates; empty: the system's */
};
struct net_antwoord {
    int status;
    struct str body; /* on the arena */
};
/* Any HTTP status is an answer; ERR_ENV when there is none, or it is too large or too slow. */
int net_vraag(struct arena *a, const struct net_vraag *v, struct net_antwoord *ret, struct err *e) MUST_CHECK;
bool net_url_goed(struct str url);

struct net_mail {
    struct str server; /* "smtp://host:587": STARTTLS is demanded, but to this machine; "smtps://host" */
    struct str gebruiker, wachtwoord; /* gebruiker empty: no sign-in */
    struct str ca;
    struct str van, aan; /* the envelope: bare addresses */
    struct str tekst;    /* the whole message, lines end with CRLF */
};
/* ERR_ENV: try again later. ERR_DATA: the server refuses this message for good. */
int net_mail(struct arena *a, const struct net_mail *m, struct err *e) MUST_CHECK;

#endif
