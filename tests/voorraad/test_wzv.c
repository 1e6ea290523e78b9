/* SPDX-License-Identifier: EUPL-1.2
 * The column file: what is written is read, and a file that was cut off, changed, foreign or newer is refused
 * in words. And the generator: the same seed gives the same file. */
#include "hulp.h"

#include "tabel/tabel.h"

#include <sodium.h>
#include <sys/stat.h>

static void maak(struct hulp *h, uint64_t n, uint64_t zaad, int draden)
{
    struct stand s;

    stand_init(&s);
    s.peildatum = 20260101;
    if (stand_maak(&s, n, zaad, STR("PV31"), draden, &h->e) || stand_schrijf(&s, h->pad, &h->e))
        fail_msg("%s", h->e.text);
    stand_done(&s);
}

static struct wzv *open_(struct hulp *h)
{
    struct wzv *w;

    if (wzv_open(&w, h->pad, &h->e))
        fail_msg("%s", h->e.text);
    return w;
}

static void philox_geeft_de_bekende_antwoorden(void **state)
{
    /* Random123, kat_vectors: philox4x32 10 */
    static const uint32_t nul[4] = {0}, vol[4] = {UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX},
                          goed_nul[4] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
                          goed_vol[4] = {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
    uint32_t uit[4];

    (void)state;
    philox_blok(nul, nul, uit);
    assert_memory_equal(uit, goed_nul, sizeof uit);
    philox_blok(vol, vol, uit);
    assert_memory_equal(uit, goed_vol, sizeof uit);
}

static void hetzelfde_zaad_geeft_hetzelfde_land(void **state)
{
    struct hulp *h = *state;
    uint8_t een[32];
    struct wzv *w;

    maak(h, 30000, 5, 1);
    w = open_(h);
    memcpy(een, w->sha256, 32);
    assert_int_equal(wzv_toets(w, &h->e), OK);
    wzv_close(w);
    maak(h, 30000, 5, 2);
    w = open_(h);
    assert_memory_equal(w->sha256, een, 32);
    wzv_close(w);
    maak(h, 30000, 6, 2);
    w = open_(h);
    assert_memory_not_equal(w->sha256, een, 32);
    wzv_close(w);
}

static void een_verzonnen_land_lijkt_op_nederland(void **state)
{
    struct hulp *h = *state;
    struct wzv *w;
    uint64_t woning = 0, meergezins = 0, lift = 0, dubbel = 0, vorige = 0;

    maak(h, 100000, 1, 2);
    w = open_(h);
    assert_true(w->verzonnen);
    assert_int_equal(w->rijen, 100000);
    assert_int_equal(w->n_gebieden[WZV_GEMEENTE], 31); /* Limburg, 2026 */
    assert_true(w->n_gebieden[WZV_BUURT] > 100);
    for (uint64_t i = 0; i < w->rijen; i++) {
        woning += wzv_waarde(wzv_kolom(w, STR("woning")), i) == 1;
        meergezins += wzv_waarde(wzv_kolom(w, STR("meergezins")), i) == 1;
        lift += wzv_waarde(wzv_kolom(w, STR("lift")), i) == UINT8_MAX;
    }
    assert_in_range(woning, 80000, 95000);
    assert_in_range(meergezins, 20000, 60000);
    assert_in_range(lift, 50000, 90000); /* unknown for most */
    for (size_t g = 0; g < w->n_gebieden[WZV_BUURT]; g++) {
        vorige = 0;
        for (uint64_t i = w->gebied[WZV_BUURT][g].eerste;
             i < w->gebied[WZV_BUURT][g].eerste + 2 && i < w->rijen; i++) {
            dubbel += wzv_waarde(wzv_kolom(w, STR("id")), i) == vorige;
            vorige = wzv_waarde(wzv_kolom(w, STR("id")), i);
        }
    }
    assert_int_equal(dubbel, 0);
    wzv_close(w);
}

/* ---- files that are not right ---- */

static struct str inhoud(struct hulp *h)
{
    struct str s;
    char *kopie;

    assert_int_equal(bestand_lees(&h->a, h->pad, 64 << 20, &s, &h->e), OK);
    kopie = aligned_alloc(64, (s.n + 63) / 64 * 64);
    memcpy(kopie, s.p, s.n);
    return (struct str){kopie, s.n};
}

static void weigert(struct hulp *h, struct str s, const char *woorden)
{
    struct wzv *w;

    assert_int_equal(wzv_van_bytes(&w, s.p, s.n, &h->e), ERR_DATA);
    assert_bevat(h->e.text, woorden);
}

static void kop_herteken(char *p) /* as one who means harm would */
{
    uint32_t n;

    memcpy(&n, p + 12, 4);
    memset(p + 192, 0, 32);
    crypto_hash_sha256((unsigned char *)p + 192, (unsigned char *)p, n);
}

static void wat_niet_heel_is_wordt_geweigerd(void **state)
{
    struct hulp *h = *state;
    struct str s;
    char *p;
    struct wzv *w;

    maak(h, 3000, 1, 1);
    s = inhoud(h);
    p = (char *)s.p;
    weigert(h, STR("PK\3\4 dit is een zip"), "geen voorraadbestand");
    weigert(h, str_sub(s, 0, 100), "afgebroken");
    weigert(h, str_sub(s, 0, s.n - 128), "afgebroken");
    weigert(h, str_sub(s, 0, 4096), "afgebroken");
    p[8] = 2;
    weigert(h, s, "versie 2, en dit programma kent versies tot en met 1");
    p[8] = 1;
    p[24]++;
    weigert(h, s, "controlesom van de kop");
    kop_herteken(p);
    weigert(h, s, "beschadigd of nagemaakt");
    p[24]--;
    kop_herteken(p);
    assert_int_equal(wzv_van_bytes(&w, s.p, s.n, &h->e), OK);
    p[s.n - 200] ^= 1;
    assert_int_equal(wzv_toets(w, &h->e), ERR_DATA);
    assert_bevat(h->e.text, "controlesom van de inhoud");
    wzv_close(w);
    free(p);
}

/* Every byte of the head, directory and areas changed, and signed again: refused, or safe to walk through. */
static void geen_byte_leidt_buiten_het_bestand(void **state)
{
    struct hulp *h = *state;
    struct str s;
    char *p;
    size_t geweigerd = 0;

    maak(h, 300, 1, 1);
    s = inhoud(h);
    p = (char *)s.p;
    for (size_t i = 16; i < s.n && i < 12000; i++) {
        struct wzv *w;
        char oud = p[i];

        if (i >= 160 && i < 224)
            continue;
        p[i] = (char)(oud ^ (1 << i % 8));
        kop_herteken(p);
        if (wzv_van_bytes(&w, s.p, s.n, &h->e) == OK) {
            uint64_t som = 0;

            for (size_t k = 0; k < w->n_kolommen; k++)
                som += wzv_waarde(&w->kolom[k], w->rijen - 1) + wzv_tekst(&h->a, &w->kolom[k], 3).n;
            for (size_t g = 0; g < w->n_gebieden[WZV_BUURT]; g++)
                som += w->gebied[WZV_BUURT][g].naam.n;
            assert_true(som > 0);
            wzv_close(w);
        } else {
            geweigerd++;
        }
        p[i] = oud;
    }
    assert_true(geweigerd > 500);
    free(p);
}

static void een_mislukte_schrijfpoging_laat_het_oude_staan(void **state)
{
    struct hulp *h = *state;
    struct wzv_nieuw n = {.rijen = WZV_RIJEN_MAX + 1};
    struct stat st;
    struct wzv *w;

    maak(h, 300, 1, 1);
    assert_int_equal(wzv_schrijf(h->pad, &n, &h->e), ERR_LIMIT);
    w = open_(h);
    assert_int_equal(wzv_toets(w, &h->e), OK);
    wzv_close(w);
    assert_int_equal(stat(str_cstr(&h->a, str_fmt(&h->a, "%s.nieuw-%ld", h->pad, (long)getpid())), &st), -1);
    assert_int_equal(wzv_schrijf("/bestaat/niet/x.wzv", &n, &h->e), ERR_ENV);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, hulp_op, hulp_af)
        T(philox_geeft_de_bekende_antwoorden),    T(hetzelfde_zaad_geeft_hetzelfde_land),
        T(een_verzonnen_land_lijkt_op_nederland), T(wat_niet_heel_is_wordt_geweigerd),
        T(geen_byte_leidt_buiten_het_bestand),    T(een_mislukte_schrijfpoging_laat_het_oude_staan),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
