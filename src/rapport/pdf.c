/* SPDX-License-Identifier: EUPL-1.2
 * HTML to PDF, through a browser that is on the machine: tagged, with bookmarks and page numbers. On which
 * page a heading comes only the browser knows: so it is printed, poppler reads where the headings came, and
 * it is printed again with those numbers in the contents, for which room was kept. The moment of making and
 * the browser's own count of nodes are taken out of it, so that the same report is the same bytes. */
#include "rapport/rapport.h"

#include "base/num.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDEN_MAX = 90, PDF_MAX = 64 << 20 };

extern char **environ;

/* The program before the script that Debian puts round it: that one looks at /proc/cpuinfo, which the service
 * does not see. */
static const char *const browsers[] = {"/usr/lib/chromium/chromium", "/usr/bin/chromium",
                                       "/usr/bin/chromium-browser", "/usr/bin/google-chrome", NULL};
static const char weasyprint[] = "/usr/bin/weasyprint", pdfinfo[] = "/usr/bin/pdfinfo";

int rapport_schrijf(const char *pad, struct str s, struct err *e)
{
    FILE *f = fopen(pad, "wbe");
    bool goed = f && fwrite(s.p, 1, s.n, f) == s.n;

    if (f)
        goed = !fclose(f) && goed;
    return goed ? OK : err_set(e, ERR_ENV, "%s kan niet geschreven worden: %m", pad);
}

/* Waits for a child, at most so long; ended by us when it takes longer. */
static int wacht(pid_t kind, struct err *e)
{
    for (int i = 0; i < SECONDEN_MAX * 20; i++) {
        int staat;
        pid_t p = waitpid(kind, &staat, WNOHANG);

        if (p == kind)
            return WIFEXITED(staat) && !WEXITSTATUS(staat)
                       ? OK
                       : err_set(e, ERR_ENV, "de browser die de PDF maakt is misgegaan (%d)", staat);
        if (p < 0 && errno != EINTR)
            return err_set(e, ERR_ENV, "op de browser die de PDF maakt kan niet gewacht worden: %m");
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    kill(kind, SIGKILL);
    waitpid(kind, NULL, 0);
    return err_set(e, ERR_ENV, "de browser die de PDF maakt deed er langer dan %d seconden over",
                   SECONDEN_MAX);
}

/* Runs a program; what it prints goes to the file `uit`. */
static int draai(const char *const *argv, const char *uit, struct err *e)
{
    posix_spawn_file_actions_t acties;
    pid_t kind;
    int rc;

    posix_spawn_file_actions_init(&acties);
    posix_spawn_file_actions_addopen(&acties, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&acties, 1, uit, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&acties, 2, "/dev/null", O_WRONLY, 0);
    rc = posix_spawn(&kind, argv[0], &acties, NULL, (char *const *)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&acties);
    if (rc)
        return err_set(e, ERR_ENV, "%s kan niet gestart worden: %s", argv[0], err_oorzaak(rc));
    return wacht(kind, e);
}

static int lees(struct arena *a, const char *pad, struct str *ret, struct err *e)
{
    FILE *f = fopen(pad, "rbe");
    struct stat st;
    char *p;

    if (!f || fstat(fileno(f), &st) || st.st_size <= 0 || st.st_size > PDF_MAX) {
        if (f)
            fclose(f);
        return err_set(e, ERR_ENV, "de browser heeft geen PDF gemaakt");
    }
    p = arena_alloc(a, (size_t)st.st_size);
    ret->n = fread(p, 1, (size_t)st.st_size, f);
    ret->p = p;
    fclose(f);
    return ret->n == (size_t)st.st_size ? OK : err_set(e, ERR_ENV, "de PDF kan niet gelezen worden");
}

/* "/CreationDate (D:20260101…)" keeps its length: the places of other parts do not move. */
static void moment_weg(struct str pdf)
{
    static const char *const namen[] = {"/CreationDate", "/ModDate"};

    for (int i = 0; i < 2; i++) {
        char *p = memmem(pdf.p, pdf.n, namen[i], strlen(namen[i])), *eind = (char *)(uintptr_t)pdf.p + pdf.n;

        for (; p && p < eind && *p != ')' && *p != '\n'; p++)
            if (*p >= '0' && *p <= '9')
                *p = '1';
    }
}

/* Chromium names the parts that the structure of a page refers to after its own count of nodes,
 * "(node00000118)", and that count now and then begins one further. They get their place among each other
 * instead: as long, and in the same order, for the file looks them up by it. */
enum { NAAM_CIJFERS = 8 };
static const char deel_naam[] = "(node";

/* The next such name from p on, as a number; NULL when there is none. */
static char *deel_zoek(char *p, const char *eind, int64_t *ret)
{
    const size_t kop = sizeof deel_naam - 1;

    while ((p = memmem(p, (size_t)(eind - p), deel_naam, kop))) {
        if ((size_t)(eind - p) > kop + NAAM_CIJFERS && p[kop + NAAM_CIJFERS] == ')' && p[kop] >= '0' &&
            p[kop] <= '9' && num_i64((struct str){p + kop, NAAM_CIJFERS}, ret))
            return p + kop;
        p += kop;
    }
    return NULL;
}

static void namen_gelijk(struct arena *a, struct str pdf)
{
    char *begin = (char *)(uintptr_t)pdf.p;
    const char *eind = pdf.p + pdf.n;
    VEC(int64_t) alle = {0};
    size_t n = 0;
    int64_t x;

    for (char *p = begin; (p = deel_zoek(p, eind, &x));)
        VEC_PUSH(a, &alle, x);
    if (alle.n)
        qsort(alle.at, alle.n, sizeof *alle.at, num_order);
    for (size_t i = 0; i < alle.n; i++)
        if (!i || alle.at[i] != alle.at[n - 1])
            alle.at[n++] = alle.at[i];
    for (char *p = begin; n && (p = deel_zoek(p, eind, &x));) {
        const int64_t *plek = bsearch(&x, alle.at, n, sizeof *alle.at, num_order);
        char naam[NAAM_CIJFERS + 1];

        snprintf(naam, sizeof naam, "%0*u", NAAM_CIJFERS, (unsigned)(plek - alle.at + 1) % 100000000U);
        memcpy(p, naam, NAAM_CIJFERS);
    }
}

/* One at a time: a browser takes a core and hundreds of megabytes, and whoever may read may ask for one. */
static atomic_flag bezig = ATOMIC_FLAG_INIT;

static int maak(const char *map, struct arena *a, struct err *e)
{
    const char *in = str_fmt(a, "file://%s/rapport.html", map).p, *uit = str_fmt(a, "%s/rapport.pdf", map).p;
    int i = 0;

    while (browsers[i] && access(browsers[i], X_OK))
        i++;
    if (browsers[i]) {
        /* The report holds no script and fetches nothing. A browser has no sandbox of its own as root, nor
         * where no program may get more rights, as in the service: there systemd's is round both. No memory
         * may then be written and run either. */
        bool omsloten = !geteuid() || prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
        const char *const argv[] = {browsers[i],
                                    "--headless=new",
                                    "--disable-gpu",
                                    "--js-flags=--jitless",
                                    omsloten ? "--no-sandbox" : "--disable-extensions",
                                    "--disable-dev-shm-usage",
                                    "--no-first-run",
                                    "--no-pdf-header-footer",
                                    "--generate-pdf-document-outline",
                                    str_fmt(a, "--user-data-dir=%s/profiel", map).p,
                                    str_fmt(a, "--print-to-pdf=%s", uit).p,
                                    in,
                                    NULL};

        return draai(argv, "/dev/null", e);
    }
    if (!access(weasyprint, X_OK)) {
        const char *const argv[] = {weasyprint, str_fmt(a, "%s/rapport.html", map).p, uit, NULL};

        return draai(argv, "/dev/null", e);
    }
    return err_set(
        e, ERR_ENV,
        "om een PDF te maken is Chromium nodig (apt-get install chromium) of WeasyPrint; het rapport als "
        ".html of .odt kan wel");
}

/* ---- page numbers in the contents ---- */

/* The page of the heading with this id, of what pdfinfo -dests says: 'page [ place ] "id"' a line. 0: none.
 */
static int64_t bladzijde_van(struct str plekken, struct str id)
{
    while (plekken.n) {
        struct str regel = str_trim(str_cut(plekken, '\n', &plekken)), rest,
                   nummer = str_cut(regel, ' ', &rest);
        size_t op = str_index(rest, '"');
        int64_t n;

        if (str_eq(str_trim(str_sub(rest, op + 1, rest.n)), id) && num_i64(nummer, &n))
            return n;
    }
    return 0;
}

/* The contents with the numbers in it. */
static struct str genummerd(struct arena *a, struct str html, struct str plekken)
{
    static const char link[] = "<a href=\"#";
    struct buf b;

    buf_init(&b, a, html.n + ((size_t)1 << 20));
    while (html.n) {
        const char *gat = memmem(html.p, html.n, RAPPORT_BLADZIJDE, sizeof RAPPORT_BLADZIJDE - 1);
        size_t tot = gat ? (size_t)(gat - html.p) : html.n, begin = tot;
        int64_t n;

        buf_add(&b, str_sub(html, 0, tot));
        if (!gat)
            break;
        while (begin > 0 && !str_starts(str_sub(html, begin, tot), str_from(link)))
            begin--;
        begin += sizeof link - 1;
        n = bladzijde_van(
            plekken,
            str_fmt(a, "%.*s\"",
                    STR_ARG(str_sub(html, begin, begin + str_index(str_sub(html, begin, tot), '"')))));
        if (n > 0)
            buf_fmt(&b, "<span class=\"blz\">%lld</span>", (long long)n);
        html = str_sub(html, tot + sizeof RAPPORT_BLADZIJDE - 1, html.n);
    }
    return buf_str(&b);
}

/* Prints again with page numbers, where poppler is there to read them. */
static int nummer(const char *map, struct arena *a, struct str html, struct err *e)
{
    const char *uit = str_fmt(a, "%s/plekken.txt", map).p, *const argv[] = {
                                                               pdfinfo, "-dests",
                                                               str_fmt(a, "%s/rapport.pdf", map).p, NULL};
    struct str plekken;
    int rc;

    if (!memmem(html.p, html.n, RAPPORT_BLADZIJDE, sizeof RAPPORT_BLADZIJDE - 1) || access(pdfinfo, X_OK))
        return OK;
    rc = draai(argv, uit, e);
    if (!rc)
        rc = lees(a, uit, &plekken, e);
    if (!rc)
        rc = rapport_schrijf(str_fmt(a, "%s/rapport.html", map).p, genummerd(a, html, plekken), e);
    return rc ? rc : maak(map, a, e);
}

static void ruim_op(struct arena *a, const char *map)
{
    const char *const argv[] = {"/bin/rm", "-rf", "--", map, NULL};
    struct err e;

    (void)a;
    if (draai(argv, "/dev/null", &e)) {
        /* what is left lies in the folder for temporary files */
    }
}

int rapport_pdf(struct arena *a, struct str html, struct str *ret, struct err *e)
{
    const char *tijdelijk = getenv("TMPDIR");
    char *map =
        (char *)(uintptr_t)str_fmt(a, "%s/woonzorg-XXXXXX", tijdelijk && *tijdelijk ? tijdelijk : "/tmp").p;
    int rc;

    if (atomic_flag_test_and_set(&bezig))
        return err_set(e, ERR_CONFLICT, "er wordt al een PDF gemaakt; probeer het over een minuut opnieuw");
    if (!mkdtemp(map)) {
        atomic_flag_clear(&bezig);
        return err_set(e, ERR_ENV, "er kan geen tijdelijke map gemaakt worden: %m");
    }
    rc = rapport_schrijf(str_fmt(a, "%s/rapport.html", map).p, html, e);
    if (!rc)
        rc = maak(map, a, e);
    if (!rc)
        rc = nummer(map, a, html, e);
    if (!rc)
        rc = lees(a, str_fmt(a, "%s/rapport.pdf", map).p, ret, e);
    if (!rc)
        moment_weg(*ret);
    if (!rc)
        namen_gelijk(a, *ret);
    ruim_op(a, map);
    atomic_flag_clear(&bezig);
    return rc;
}
