/* SPDX-License-Identifier: MPL-2.0
 *
 * Expected values: the examples of FIPS 180-4 published by NIST; the others were computed with
 * another program.
 */
#include "leaf/sha256.h"

#include <criterion/criterion.h>
#include <string.h>

Test(sha256, published_examples) {
    static const struct {
        const char *text;
        const char *hex;
    } cases[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrl"
         "mnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char hex[PL_SHA256_HEX_SIZE];
        pl_sha256_of(cases[i].text, strlen(cases[i].text), hex);
        cr_expect_str_eq(hex, cases[i].hex);
    }
}

Test(sha256, a_million_a_in_pieces) {
    static const char expected[] =
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
    static const size_t pieces[] = {1, 7, 63, 64, 65, 1000, 1000000};
    static char bytes[1000000];
    memset(bytes, 'a', sizeof bytes);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        pl_sha256 hash;
        char hex[PL_SHA256_HEX_SIZE];
        pl_sha256_begin(&hash);
        for (size_t done = 0; done < sizeof bytes; done += pieces[i]) {
            const size_t left = sizeof bytes - done;
            pl_sha256_add(&hash, bytes + done, left < pieces[i] ? left : pieces[i]);
        }
        pl_sha256_end(&hash, hex);
        cr_expect_str_eq(hex, expected);
    }
}

Test(sha256, every_padding) {
    /* Of the digests of 0 to 130 bytes "x", one after the other. */
    static const char expected[] =
        "87aca1c44bc7ba8897768170211f0a02063de70801131ff86c7edb9ce32c6a50";
    static char all[131 * 64];
    char bytes[130];
    memset(bytes, 'x', sizeof bytes);
    for (size_t length = 0; length <= sizeof bytes; length++) {
        char hex[PL_SHA256_HEX_SIZE];
        pl_sha256_of(bytes, length, hex);
        memcpy(all + 64 * length, hex, 64);
    }
    char hex[PL_SHA256_HEX_SIZE];
    pl_sha256_of(all, sizeof all, hex);
    cr_expect_str_eq(hex, expected);
}
