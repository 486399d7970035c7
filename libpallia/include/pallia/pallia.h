/* SPDX-License-Identifier: MPL-2.0
 *
 * libpallia: opioid rotation, equianalgesic tables and their sources, exactly.
 *
 * CONVENTIONS
 *
 * For whom. Decision support for professionals who check, adults only. Not a prescriber. Every
 * answer names its sources and says that the figures were not clinically reviewed until they were.
 *
 * Three ways in. A request is a JSON document, an answer is a JSON document: see pallia_run. The
 * documents are described by the schemas that pallia_run({"op":"schema"}) returns. Handles: an answer
 * read place by place, pallia/result.h; a conversion prepared once and applied to many doses,
 * pallia/conversion.h. Arrays: pallia/columns.h.
 *
 * Numbers. In documents, quantities are text with their unit ("60 mg", "2 mg/h", "7,5 mg"); results
 * carry the exact value ("25/6"), the unit and a text for a reader. Only pallia/conversion.h and
 * pallia/columns.h take and return doses as doubles, and say which doubles are doses.
 *
 * Text. UTF-8, always with its length in bytes; returned text is NUL-terminated as well.
 *
 * NULL. A pointer argument must not be NULL unless its line says so. A NULL there touches nothing:
 * a function that returns a status returns PALLIA_EARGUMENT, one that returns a pointer NULL, and
 * one that releases does nothing.
 *
 * Status. Functions that can fail return an int32_t status of pallia/status.h, PALLIA_OK (0) for
 * success. On failure outputs are left untouched unless stated.
 *
 * Ownership. What a call allocates, its line says how to release. A text described as borrowed lives
 * as long as the handle it came from, a static one as long as the library is loaded.
 *
 * Threads. A pallia_tables handle is immutable once created: any number of threads may use it at
 * the same time. There is no global state, no environment variable, no locale, no file, no network;
 * the library never prints, exits or aborts.
 *
 * Versions. Three, apart: the library (pallia_version), its binary interface (pallia_abi, the
 * soname), the tables (in every answer's "identity", with their SHA-256).
 */
#ifndef PALLIA_PALLIA_H
#define PALLIA_PALLIA_H

#include "pallia/status.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define PALLIA_API __attribute__((visibility("default")))
#define PALLIA_USE_RESULT __attribute__((warn_unused_result))
#else
#define PALLIA_API
#define PALLIA_USE_RESULT
#endif

/* The memory that a handle uses. `size` is sizeof(pallia_allocator) as the caller compiled it.
 * allocate and resize return NULL on exhaustion; resize(user, NULL, n) allocates; release(user,
 * NULL) does nothing. All three must be callable from every thread that uses the handle. */
typedef struct pallia_allocator {
    size_t size;
    void *user;
    void *(*allocate)(void *user, size_t bytes);
    void *(*resize)(void *user, void *block, size_t bytes);
    void (*release)(void *user, void *block);
} pallia_allocator;

/* Tables: editions, profile, products, drugs and messages, as one immutable set. */
typedef struct pallia_tables pallia_tables;

/* The library's version, "major.minor.patch". Static. */
PALLIA_API const char *pallia_version(void);

/* The number of the binary interface, the one of the soname. Changes only when a program must be
 * recompiled. */
PALLIA_API int32_t pallia_abi(void);

/* The name of a status ("no-rule"); NULL when `status` is none. Static. */
PALLIA_API const char *pallia_status_name(int32_t status);

/* The index-th status, in ascending order; -1 past the last: every constant of pallia/status.h, for
 * a language that cannot read it. */
PALLIA_API int32_t pallia_status_at(size_t index);

/* The tables embedded in this library. Each domain is read when it is first needed, by whichever
 * thread needs it. Its bytes were compared with their digests when the library was built;
 * pallia_run({"op":"tables","check":true}) compares them again, and holds all of the tables to every
 * rule.
 *
 *   allocator  copied; NULL for malloc, realloc and free
 *   tables     receives the handle; release it with pallia_tables_release
 *
 * PALLIA_ENOMEM, PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_tables_new(const pallia_allocator *allocator,
                                                       pallia_tables **tables);

/* A new set: `base` and one local table on top of it, from bytes that the caller read. Every answer
 * that uses it says "local" with its digest. `base` is not changed and may be released.
 *
 *   document   an edition (schema pallia.edition/1) or a team's protocol for anticipation (schema
 *              pallia.anticipation/1); held to the same checks as the embedded ones
 *   tables     receives the new handle; release it with pallia_tables_release
 *   answer     on failure, a document {"status":"error","error":{…}} that says which rule is broken
 *              and where, to release with pallia_free; NULL if not wanted. NULL on success and
 *              without memory. Its words are French, for a table says nothing of its reader:
 *              pallia_run({"op":"explain"}) has the same code in English.
 *
 * A status of families 1xxx or 3xxx, PALLIA_ENOMEM, PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_tables_with_local(const pallia_tables *base,
                                                              const char *document, size_t length,
                                                              pallia_tables **tables,
                                                              char **answer);

/* One more owner; returns `tables`. */
PALLIA_API pallia_tables *pallia_tables_retain(pallia_tables *tables);

/* One owner less; the last one frees. */
PALLIA_API void pallia_tables_release(pallia_tables *tables);

/* The edition of the tables, "2026.11", and the SHA-256 of their manifest. Borrowed. */
PALLIA_API const char *pallia_tables_edition(const pallia_tables *tables);
PALLIA_API const char *pallia_tables_sha256(const pallia_tables *tables);

/* A text of tables/messages: `language` is "fr" or "en", `key` for instance "page.start". Borrowed;
 * NULL when there is none. */
PALLIA_API const char *pallia_text(const pallia_tables *tables, const char *language,
                                   const char *key);

/* Answers one request.
 *
 *   request, length   the document, strict JSON of at most 4 MiB
 *   answer            receives a document, always, also when the request is wrong; release it with
 *                     pallia_free. Left untouched only for the two statuses below.
 *   answer_length     bytes of the answer without the final NUL; may be NULL
 *
 * Returns PALLIA_OK when an answer was written, whatever it says: read its "status" (ok, partial,
 * withheld, refused, error). PALLIA_ENOMEM or PALLIA_EARGUMENT when there is no answer. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_run(const pallia_tables *tables, const char *request,
                                                size_t length, char **answer,
                                                size_t *answer_length);

/* Releases text that a call of this library allocated. NULL is accepted. Independent of any handle.
 */
PALLIA_API void pallia_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
