/* SPDX-License-Identifier: EUPL-1.2
 * The layout of a .wzv file, for the one who reads and the one who writes it. Little endian, as it stands in
 * docs/methoden/wzv.md. */
#ifndef WZ_VOORRAAD_WZV_INTERN_H
#define WZ_VOORRAAD_WZV_INTERN_H

#include "voorraad/wzv.h"

#define WZV_MERK "\x89WZV\r\n\x1a\n"

struct wzv_deel { /* 16 bytes: where a part stands */
    uint64_t plaats;
    uint32_t n, nul;
};

struct wzv_kop { /* 256 bytes */
    char merk[8];
    uint32_t versie;
    uint32_t kop_bytes; /* of this and the directory of columns */
    uint64_t bestand_bytes;
    uint64_t rijen;
    uint32_t peildatum; /* yyyymmdd */
    uint32_t vlaggen;   /* bit 0: made up */
    uint32_t n_kolommen;
    uint32_t blokrijen;
    uint64_t tekst_plaats; /* the texts that others point into */
    uint64_t tekst_bytes;
    struct wzv_deel gebied[WZV_NIVEAUS];
    uint64_t blok_plaats;
    uint32_t herkomst_plaats, herkomst_bytes; /* within the texts */
    uint8_t sha256[32];                       /* of all bytes from kop_bytes on */
    uint8_t kop_sha256[32];                   /* of the first kop_bytes, with this field zero */
    uint8_t nul[32];
};

struct wzv_kolom_kop { /* 64 bytes */
    char naam[WZV_NAAM];
    uint8_t breedte, soort;
    uint16_t n_codes;
    uint32_t codes_plaats, codes_bytes; /* within the texts: n_codes words, each ended by a NUL */
    uint32_t nul;
    uint64_t plaats;
    uint64_t nul2[2];
};

struct wzv_gebied_kop { /* 48 bytes */
    char code[12];
    uint32_t ouder;
    uint64_t eerste, n;
    uint32_t naam_plaats, naam_bytes;
    uint64_t nul;
};

_Static_assert(sizeof(struct wzv_kop) == 256, "the head of a .wzv is 256 bytes");
_Static_assert(sizeof(struct wzv_kolom_kop) == 64, "a column of a .wzv takes 64 bytes");
_Static_assert(sizeof(struct wzv_gebied_kop) == 48, "an area of a .wzv takes 48 bytes");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "a .wzv is mapped as it is: little endian");

static inline uint64_t wzv_rond(uint64_t n, uint64_t rand)
{
    return (n + rand - 1) / rand * rand;
}

#endif
