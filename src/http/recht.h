/* SPDX-License-Identifier: EUPL-1.2
 * The rights that a route may ask for. Each route names one, in its line of the table: `.recht =
 * RECHT_LEZEN`. Which role has which right, over whose objects, is the matrix in toegang/matrix.c. A route
 * that names none keeps the program from starting. */
#ifndef WZ_HTTP_RECHT_H
#define WZ_HTTP_RECHT_H

enum recht {
    RECHT_GEEN = 0,    /* not filled in: refused at the start */
    RECHT_PUBLIEK,     /* see what is published */
    RECHT_AANMELDEN,   /* sign in, take an invitation, set a new password */
    RECHT_EIGEN,       /* the own account: password, second factor, sessions */
    RECHT_LEVEREN,     /* deliver a file and follow what becomes of it */
    RECHT_INTREKKEN,   /* withdraw a levering */
    RECHT_PARTIJEN,    /* see partijen, with whom to call */
    RECHT_ORGANISATIE, /* invite colleagues and give them a role, keys for programs */
    RECHT_SPOOR,       /* read what was changed, by whom */
    RECHT_BEHEER,      /* change partijen, people and roles everywhere */
    RECHT_REDACTIE,    /* change what the installation publishes: texts, definitions */
    RECHT_INVULLEN,    /* fill a questionnaire in by a link of one's own */
    RECHT_RONDE,       /* send questionnaires out, follow and reopen them, key in what came on paper */
    RECHT_ADRESSEN,    /* see which address a dwelling of the stock has */
    RECHT_N
};

#endif
