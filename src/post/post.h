/* SPDX-License-Identifier: EUPL-1.2
 * Mail: a message is queued in the transaction of what it tells about, and sent within seconds by a taak
 * that tries again when the mail server does not answer. One message is for one person. Start with
 * post_zet(); README.md says how to add a template. */
#ifndef WZ_POST_POST_H
#define WZ_POST_POST_H

#include "base/command.h"
#include "doc/doc.h"
#include "gebied/omgeving.h"
#include "taak/taak.h"

enum {
    POST_ADRES_MAX = 200,        /* bytes */
    POST_WAARDEN_MAX = 64 << 10, /* bytes of JSON */
    POST_POGINGEN = 8,           /* tried this often, over about a day, it has failed */
    POST_BEWAAR_DAGEN = 90,      /* the log of a message is kept this long, its text only until it is sent */
};

/* ---- queueing ---- */

struct post_brief {
    struct str aan;       /* one address: "a.devries@voorbeeld.nl" */
    const char *sjabloon; /* of web/sjablonen/post/, as "uitnodiging": <sjabloon>.mustache is its text, which
                             begins with a line "Onderwerp: …", and <sjabloon>-html.mustache its HTML */
    const struct doc *waarden; /* a map for the template; may be NULL. Text in it has no line ends or other
                                  control characters, but for "\n" in what is not in the Onderwerp. "site"
                                  (address without a slash at its end) and "installatie" are added when it is
                                  sent. Never a secret: see post_vuller */
    const char *object;        /* what it is about, for the log and the page: "mens", "ronde" … */
    int64_t object_id;
    int64_t niet_voor; /* ms UTC: not before this moment; 0: at once */
};
/* Queues one message within the caller's write transaction; it is sent only when that commits. ERR_DATA when
 * the address is none, when a value would break a header, or when there is no such template. *ret_id (may be
 * NULL): its number. Queueing does not depend on whether this installation sends: see post_stand(). */
int post_zet(struct conn *c, const struct post_brief *b, int64_t *ret_id, struct err *e) MUST_CHECK;
/* Takes back what still waits about an object (template NULL: whichever), as a reminder that is no longer
 * needed. */
int post_trek_terug(struct conn *c, const char *sjabloon, const char *object, int64_t object_id,
                    struct err *e) MUST_CHECK;
bool post_adres_goed(struct str s);

/* What may not lie in the queue, such as a link that opens an account, is made when the message is sent: adds
 * to `waarden`, in a write transaction of its own. ERR_CONFLICT: there is nothing to send any more (the
 * message is dropped, with the words of e in its log). */
typedef int post_vuller_fn(struct conn *c, struct arena *a, int64_t object_id, struct doc *waarden,
                           struct err *e);
struct post_vuller {
    const char *sjabloon;
    post_vuller_fn *vul;
};

/* ---- the installation's mail ---- */

enum post_stand {
    POST_UIT,  /* nothing is sent: who makes a link passes it on */
    POST_TOON, /* shown under Beheer instead of sent: the demo, and trying out */
    POST_AAN,
};
struct post; /* settings of this process, in omgeving.post */
struct post_config {
    struct str server;     /* "smtp://host:587" (STARTTLS), "smtps://host:465", "toon"; empty: POST_UIT */
    struct str van;        /* "Woonzorg <woonzorg@voorbeeld.nl>" */
    struct str gebruiker;  /* empty: no sign-in at the mail server */
    struct str wachtwoord; /* what stands in the file, not its name */
    struct str ca;         /* file with certificates to trust instead of the system's; empty: the system's */
    struct str site;       /* "https://woonzorg.voorbeeld.nl": where the links lead */
    struct str installatie;
    const struct post_vuller *vullers; /* ends with sjabloon NULL; may be NULL */
};
int post_start(const struct post_config *c, struct post **ret, struct err *e) MUST_CHECK;
void post_stop(struct post *p); /* takes NULL */
enum post_stand post_stand(const struct omgeving *o);
struct str post_site(const struct omgeving *o); /* empty when it is not set */

extern const struct taak_soort post_taken[]; /* the one that sends */

/* ---- looking back, for the page under Beheer ---- */

struct post_bericht {
    int64_t id, gemaakt, volgende, verstuurd, object_id; /* moments in ms; 0: not */
    int pogingen;
    struct str aan, sjabloon, onderwerp, object, fout;
    enum bericht_status { BERICHT_WACHT, BERICHT_VERSTUURD, BERICHT_GETOOND, BERICHT_MISLUKT } status;
    struct str tekst, html; /* of one that was shown instead of sent */
};
/* The newest first, at most 200; voor: only those before this number, 0: all. */
int post_lijst(struct conn *c, struct arena *a, int64_t voor, const struct post_bericht **ret, size_t *ret_n,
               struct err *e) MUST_CHECK;
/* All to one address, the newest first. */
int post_aan(struct conn *c, struct arena *a, struct str aan, const struct post_bericht **ret, size_t *ret_n,
             struct err *e) MUST_CHECK;
int post_lees(struct conn *c, struct arena *a, int64_t id, struct post_bericht *ret,
              struct err *e) MUST_CHECK;
/* A failed one once more. ERR_CONFLICT when it is not failed. */
int post_opnieuw(struct conn *c, int64_t id, struct err *e) MUST_CHECK;
/* Forgets the messages that were ended before `moment`, or (mens) all to an address. */
int post_vergeet(struct conn *c, int64_t moment, struct err *e) MUST_CHECK;
int post_vergeet_adres(struct conn *c, struct str aan, struct err *e) MUST_CHECK;

#endif
