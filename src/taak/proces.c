/* SPDX-License-Identifier: EUPL-1.2
 * Who is alive. A loper's name tells on which running kernel, in which room of process numbers, under which
 * number and since when its process runs; with that, another process on the same machine knows for sure
 * whether it is still there, also after kill -9 and when the number is in use again. */
#include "base/num.h"
#include "taak/taak_intern.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One line of a small file; false when it cannot be read. */
static bool regel_lees(const char *pad, char *ret, int n)
{
    FILE *f = fopen(pad, "re");
    bool goed = f && fgets(ret, n, f);

    if (f)
        fclose(f);
    if (goed)
        ret[strcspn(ret, "\n")] = '\0';
    return goed;
}

/* When a process began, in ticks since the machine started; 0 when it is not to be seen, -1 when it has ended
 * but nobody has asked how. */
static long long begin_van(long pid)
{
    char pad[64], regel[1024], staat;
    const char *na;
    long long begin;

    snprintf(pad, sizeof pad, "/proc/%ld/stat", pid);
    if (!regel_lees(pad, regel, sizeof regel))
        return 0;
    na = strrchr(regel, ')'); /* the name of the program before it may hold anything */
    if (!na ||
        sscanf(na + 1, " %c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %lld",
               &staat, &begin) != 2)
        return 0;
    return staat == 'Z' || staat == 'X' ? -1 : begin;
}

/* The running kernel and the room of process numbers. */
static void plaats(char ret[80])
{
    struct stat st = {0};
    char boot[64];

    if (!regel_lees("/proc/sys/kernel/random/boot_id", boot, sizeof boot) || stat("/proc/self/ns/pid", &st))
        randombytes_buf(&st.st_ino, sizeof st.st_ino), snprintf(boot, sizeof boot, "?");
    snprintf(ret, 80, "%s:%llx", boot, (unsigned long long)st.st_ino);
}

void proces_naam(char ret[LOPER_NAAM])
{
    char waar[80];

    plaats(waar);
    snprintf(ret, LOPER_NAAM, "%s:%ld:%lld:%08x", waar, (long)getpid(), begin_van(getpid()),
             (unsigned)randombytes_random());
}

enum proces_staat proces_leeft(struct str naam)
{
    char waar[80];
    struct str rest, boot = str_cut(naam, ':', &rest), ruimte = str_cut(rest, ':', &rest);
    struct str pid = str_cut(rest, ':', &rest), sinds = str_cut(rest, ':', &rest);
    int64_t p, begin;
    long long nu;

    plaats(waar);
    if (!num_i64(pid, &p) || !num_i64(sinds, &begin) || p <= 0 || p > INT32_MAX ||
        boot.n + 1 + ruimte.n != strlen(waar) || memcmp(naam.p, waar, strlen(waar)))
        return PROCES_ONBEKEND;
    nu = begin_van((long)p);
    if (nu > 0 && begin > 0)
        return nu == begin ? PROCES_LEEFT : PROCES_DOOD;
    if (nu < 0 || (kill((pid_t)p, 0) && errno == ESRCH))
        return PROCES_DOOD;
    return PROCES_ONBEKEND;
}
