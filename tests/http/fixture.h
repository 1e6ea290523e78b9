/* SPDX-License-Identifier: EUPL-1.2
 * A small site for the tests of src/http: its own templates, static files and routes instead of those of the
 * program. */
#ifndef WZ_TESTS_HTTP_FIXTURE_H
#define WZ_TESTS_HTTP_FIXTURE_H

#include "http/intern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those before it. */
#include <cmocka.h>

/* cmocka does not know our text: compares and prints it. */
void assert_str(struct str got, const char *want);

extern const struct http_route fixture_routes[];
extern const struct http_route *const fixture_tables[];

/* The route /traag waits until this is raised. */
void fixture_hold(void);
void fixture_release(void);
int fixture_waiting(void); /* handlers that wait now */

/* The value of a header of the answer, NULL when it is not there. */
const char *answer_get(const struct exchange *x, const char *name);

#endif
