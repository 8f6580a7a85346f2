// Regular expressions for Swift: RE2 behind a C interface. Matching takes time linear in the text
// and bounded memory, whatever the pattern; no C++ type and no exception crosses this header.
#ifndef AVOW_REGULAR_EXPRESSION_H
#define AVOW_REGULAR_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#define AVOW_NOEXCEPT noexcept
#else
#define AVOW_NOEXCEPT
#endif

/// The longest pattern that compiles, in bytes.
enum { AVOW_REGULAR_EXPRESSION_PATTERN_MAX = 1024 };

/// How letters compare.
typedef enum {
  AVOW_CASE_SENSITIVE = 0,
  AVOW_CASE_INSENSITIVE = 1,
} avow_case_sensitivity;

/// A compiled pattern; several threads may match with it at once.
typedef struct avow_regular_expression avow_regular_expression;

/// Why a pattern did not compile: a sentence without a full stop, ended by NUL, and the bytes of
/// the pattern that it speaks of.
typedef struct {
  char message[96];
  size_t start;
  size_t length;
} avow_regular_expression_error;

/// Compiles `length` bytes of UTF-8; returns NULL and fills `error` if that is not a pattern.
avow_regular_expression *avow_regular_expression_compile(
    const char *pattern, size_t length, avow_case_sensitivity sensitivity,
    avow_regular_expression_error *error) AVOW_NOEXCEPT;

/// Whether the pattern matches somewhere within `length` bytes of UTF-8; `text` may be NULL if
/// `length` is 0.
bool avow_regular_expression_matches(
    const avow_regular_expression *expression, const char *text, size_t length) AVOW_NOEXCEPT;

/// Releases a compiled pattern; NULL is allowed.
void avow_regular_expression_free(avow_regular_expression *expression) AVOW_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
