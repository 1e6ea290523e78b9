/* SPDX-License-Identifier: EUPL-1.2
 * Dates as a number that sorts and reads (20231101), and moments as UTC milliseconds. */
#ifndef WZ_BASE_DATE_H
#define WZ_BASE_DATE_H

#include "base/str.h"

typedef int32_t date_t;        /* yyyymmdd; 0 is no date */
enum { DATE_OPEN = 99991231 }; /* "until further notice" in validity columns */

/* ISO "2023-11-01", or Dutch "1-11-2023" and "01-11-2023"; must exist in the calendar, years 1800–9999. */
bool date_parse(struct str s, date_t *ret);
bool date_valid(date_t d);
struct str date_iso(struct arena *a, date_t d); /* "2023-11-01"; "" for 0 and DATE_OPEN */
struct str date_nl(struct arena *a, date_t d);  /* "1 november 2023" */
int64_t date_days(date_t d);                    /* days since 1970-01-01 */
date_t date_add(date_t d, int64_t days);
date_t date_today(void); /* in the Netherlands */

int64_t time_ms(void);                            /* now, UTC milliseconds since 1970 */
struct str time_iso(struct arena *a, int64_t ms); /* "2026-11-22T14:02:10.123Z" */
struct str time_nl(struct arena *a, int64_t ms);  /* "22 november 2026 15:02", Dutch clock */
/* What time_iso writes, milliseconds optional; or a date: the last millisecond of that day in the
 * Netherlands. */
bool time_parse(struct str s, int64_t *ret);
date_t time_date(int64_t ms); /* the Dutch calendar day */

#endif
