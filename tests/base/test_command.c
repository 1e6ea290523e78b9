/* SPDX-License-Identifier: EUPL-1.2
 * The command tables: options, arguments, help and exit codes. Output is caught in a file. */
#include "base.h"

#include "base/command.h"

#include <stdlib.h>
#include <unistd.h>

static struct {
    int runs;
    char db[64], bestand[64], tweede[64], proef[8], soort[64];
    bool heeft_soort;
} gezien;

static int doe(struct command_call *call, struct err *e)
{
    gezien.runs++;
    snprintf(gezien.db, sizeof gezien.db, "%.*s", STR_ARG(command_value(call, "db")));
    snprintf(gezien.bestand, sizeof gezien.bestand, "%.*s", STR_ARG(command_value(call, "BESTAND")));
    snprintf(gezien.tweede, sizeof gezien.tweede, "%.*s", STR_ARG(command_value_at(call, "BESTAND", 1)));
    snprintf(gezien.proef, sizeof gezien.proef, "%.*s", STR_ARG(command_value(call, "proef")));
    snprintf(gezien.soort, sizeof gezien.soort, "%.*s", STR_ARG(command_value(call, "soort")));
    gezien.heeft_soort = command_value(call, "soort").p != NULL;
    printf("gedaan\n");
    (void)e;
    return OK;
}

static const struct command_option opties[] = {{"BESTAND", "", "wat te lezen", true, true, true},
                                               {"db", "URL", "de database", true, false, false},
                                               {"soort", "SOORT", "welke soort", false, false, false},
                                               {"proef", NULL, "alleen kijken", false, false, false},
                                               OPTION_CONFIG,
                                               {0}};
static const struct command_option geen[] = {{0}};
static const struct command tafel[] = {{"cijfer", "lees", "Leest een bestand", "Meer uitleg.", doe, opties},
                                       {"dien", NULL, "Draait", NULL, doe, geen},
                                       {0}};
static const struct command *const tafels[] = {tafel, NULL};

static char uit[20000];

/* Runs with the words given, NULL at the end; standard output and error together in uit[]. */
static int roep(const char *eerste, ...)
{
    char *argv[20] = {(char *)(uintptr_t) "woonzorg"};
    int argc = 1, rc, out = dup(1), err = dup(2);
    FILE *f = tmpfile();
    va_list ap;
    size_t n;

    va_start(ap, eerste);
    for (const char *w = eerste; w; w = va_arg(ap, const char *))
        argv[argc++] = (char *)(uintptr_t)w;
    va_end(ap);
    memset(&gezien, 0, sizeof gezien);
    fflush(stdout);
    dup2(fileno(f), 1);
    dup2(fileno(f), 2);
    rc = command_main(tafels, argc, argv);
    fflush(stdout);
    dup2(out, 1);
    dup2(err, 2);
    close(out);
    close(err);
    rewind(f);
    n = fread(uit, 1, sizeof uit - 1, f);
    uit[n] = '\0';
    fclose(f);
    return rc;
}

static void options_and_arguments_reach_the_command(void **state)
{
    (void)state;
    assert_int_equal(roep("cijfer", "lees", "een.csv", "--db", "sqlite:x", "twee.csv", "--proef", NULL), 0);
    assert_int_equal(gezien.runs, 1);
    assert_string_equal(gezien.db, "sqlite:x");
    assert_string_equal(gezien.bestand, "een.csv");
    assert_string_equal(gezien.tweede, "twee.csv");
    assert_string_equal(gezien.proef, "1");
    assert_false(gezien.heeft_soort);
    assert_int_equal(roep("cijfer", "lees", "--db=sqlite:a=b", "--soort=", "x", NULL), 0);
    assert_string_equal(gezien.db, "sqlite:a=b");
    assert_true(gezien.heeft_soort);
    assert_string_equal(gezien.soort, "");
    assert_int_equal(roep("cijfer", "lees", "--db=--gek", "-", NULL), 0);
    assert_string_equal(gezien.db, "--gek");
    assert_string_equal(gezien.bestand, "-");
    assert_int_equal(roep("dien", NULL), 0);
    assert_int_equal(gezien.runs, 1);
}

static void wrong_use_is_told_in_words_with_code_2_and_runs_nothing(void **state)
{
    (void)state;
#define VERKEERD(woorden, ...)                                                                               \
    do {                                                                                                     \
        assert_int_equal(roep(__VA_ARGS__, NULL), 2);                                                        \
        assert_int_equal(gezien.runs, 0);                                                                    \
        if (!strstr(uit, (woorden)))                                                                         \
            fail_msg("'%s' is not in: %s", (woorden), uit);                                                  \
    } while (0)
    VERKEERD("--bd bestaat niet", "cijfer", "lees", "x", "--bd", "y");
    VERKEERD("achter --db hoort een waarde: URL", "cijfer", "lees", "x", "--db");
    VERKEERD("achter --db hoort een waarde: URL", "cijfer", "lees", "x", "--db", "--proef");
    VERKEERD("--proef heeft geen waarde", "cijfer", "lees", "x", "--db", "y", "--proef=1");
    VERKEERD("--db staat er twee keer", "cijfer", "lees", "x", "--db", "y", "--db", "z");
    VERKEERD("--db ontbreekt: de database", "cijfer", "lees", "x");
    VERKEERD("BESTAND ontbreekt: wat te lezen", "cijfer", "lees", "--db", "y");
    VERKEERD("“x” is te veel", "dien", "x");
    VERKEERD("kent de opdracht “schrijf” niet", "cijfer", "schrijf");
    VERKEERD("bij cijfer hoort een opdracht", "cijfer");
    VERKEERD("het onderwerp “plan” bestaat niet", "plan");
    VERKEERD("Gebruik: woonzorg cijfer lees BESTAND… --db URL [--soort SOORT] [--proef] [--config BESTAND]",
             "cijfer", "lees");
    assert_int_equal(roep(NULL), 2);
    assert_non_null(strstr(uit, "Opdrachten:"));
}

static void help_names_everything_and_is_no_error(void **state)
{
    (void)state;
    assert_int_equal(roep("--help", NULL), 0);
    assert_non_null(strstr(uit, "cijfer lees"));
    assert_non_null(strstr(uit, "Leest een bestand"));
    assert_non_null(strstr(uit, "dien"));
    assert_non_null(strstr(uit, "1 gegevens geweigerd, 2 verkeerd gebruik, 3 omgeving"));
    assert_int_equal(roep("cijfer", "lees", "--help", NULL), 0);
    for (size_t i = 0; opties[i].name; i++) {
        assert_non_null(strstr(uit, opties[i].name));
        assert_non_null(strstr(uit, opties[i].text));
    }
    assert_non_null(strstr(uit, "Meer uitleg."));
    assert_int_equal(gezien.runs, 0);
    assert_int_equal(roep("cijfer", "-h", NULL), 0);
    assert_int_equal(roep("--version", NULL), 0);
    assert_non_null(strstr(uit, WOONZORG_VERSION));
}

static int geweigerd(struct command_call *call, struct err *e)
{
    (void)call;
    return err_set(e, ERR_DATA, "rij 3: dit is geen getal");
}

static void exit_codes_tell_data_use_and_environment_apart(void **state)
{
    static const struct command fout[] = {{"fout", NULL, "Faalt", NULL, geweigerd, geen}, {0}};
    static const struct command *const met[] = {fout, NULL};
    char *argv[] = {(char *)(uintptr_t) "woonzorg", (char *)(uintptr_t) "fout", NULL};

    (void)state;
    assert_int_equal(command_main(met, 2, argv), 1);
    assert_int_equal(err_exit_code(OK), 0);
    assert_int_equal(err_exit_code(ERR_DATA), 1);
    assert_int_equal(err_exit_code(ERR_NOT_FOUND), 1);
    assert_int_equal(err_exit_code(ERR_CONFLICT), 1);
    assert_int_equal(err_exit_code(ERR_LIMIT), 1);
    assert_int_equal(err_exit_code(ERR_CANCELLED), 1);
    assert_int_equal(err_exit_code(ERR_DENIED), 1);
    assert_int_equal(err_exit_code(ERR_USAGE), 2);
    assert_int_equal(err_exit_code(ERR_ENV), 3);
}

static void output_that_cannot_be_written_is_an_error_of_the_environment(void **state)
{
    FILE *vol = fopen("/dev/full", "w");
    int out = dup(1), rc;
    char *argv[] = {(char *)(uintptr_t) "woonzorg", (char *)(uintptr_t) "dien", NULL};

    (void)state;
    if (!vol) {
        print_message("# /dev/full is er niet\n");
        skip();
    }
    fflush(stdout);
    dup2(fileno(vol), 1);
    rc = command_main(tafels, 2, argv);
    dup2(out, 1);
    close(out);
    fclose(vol);
    clearerr(stdout);
    assert_int_equal(rc, 3);
}

/* Writes a file of options and runs with it. */
static int roep_met(const char *regels, const char *extra)
{
    char pad[] = "/tmp/woonzorg-config-XXXXXX";
    int fd = mkstemp(pad), rc;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, regels, strlen(regels)), (ssize_t)strlen(regels));
    close(fd);
    rc = roep("cijfer", "lees", "een.csv", "--config", pad, extra, NULL);
    unlink(pad);
    return rc;
}

static void a_file_gives_the_options_that_the_command_line_leaves_open(void **state)
{
    (void)state;
    assert_int_equal(roep_met("# de server\n\n db = postgresql://x:y=z@h/w \r\nsoort=\nproef = ja", NULL), 0);
    assert_string_equal(gezien.db, "postgresql://x:y=z@h/w");
    assert_string_equal(gezien.proef, "1");
    assert_false(gezien.heeft_soort);
    assert_int_equal(roep_met("db = sqlite:a\nproef = nee\n", "--db=sqlite:b"), 0);
    assert_string_equal(gezien.db, "sqlite:b");
    assert_string_equal(gezien.proef, "");
}

static void a_mistake_in_the_file_is_told_with_its_line(void **state)
{
    static const char *const fout[][2] = {
        {"db = x\nbd = y\n", "regel 2: de optie “bd” bestaat niet"},
        {"db = x\ndb = y", "regel 2: de optie “db” staat er twee keer"},
        {"\ndb", "regel 2: achter “db” hoort = en een waarde"},
        {"proef = misschien\ndb = x", "regel 1: achter “proef” hoort ja of nee"},
        {"config = y\ndb = x", "regel 1: de optie “config” bestaat niet"},
        {"db = \xff", "regel 1: de regel is geen UTF-8"},
        {"soort = x", "--db ontbreekt"}};

    (void)state;
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++) {
        assert_int_equal(roep_met(fout[i][0], NULL), 2);
        assert_int_equal(gezien.runs, 0);
        if (!strstr(uit, fout[i][1]))
            fail_msg("'%s' is not in: %s", fout[i][1], uit);
    }
    assert_int_equal(roep("cijfer", "lees", "x", "--config", "/is/er/niet", NULL), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_and_arguments_reach_the_command),
        cmocka_unit_test(wrong_use_is_told_in_words_with_code_2_and_runs_nothing),
        cmocka_unit_test(help_names_everything_and_is_no_error),
        cmocka_unit_test(exit_codes_tell_data_use_and_environment_apart),
        cmocka_unit_test(a_file_gives_the_options_that_the_command_line_leaves_open),
        cmocka_unit_test(a_mistake_in_the_file_is_told_with_its_line),
        cmocka_unit_test(output_that_cannot_be_written_is_an_error_of_the_environment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
