#include "CRegularExpression.h"

#if !__has_include(<re2/re2.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "libre2-dev is missing: run 'make setup' (or apt-get install libre2-dev)"
#endif

#include <re2/re2.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <string>

struct avow_regular_expression {
  avow_regular_expression(const re2::StringPiece &pattern, const RE2::Options &options)
      : compiled(pattern, options) {}

  RE2 compiled;
};

namespace {

/// The memory that one pattern may take, programs and cached states together, in bytes.
constexpr int64_t kMemoryMax = 8 << 20;

/// The places that are tried when looking for the part of a pattern that is wrong.
constexpr int kPlacesMax = 16;

RE2::Options OptionsFor(avow_case_sensitivity sensitivity) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingUTF8);
  options.set_case_sensitive(sensitivity == AVOW_CASE_SENSITIVE);
  options.set_max_mem(kMemoryMax);
  options.set_log_errors(false);
  return options;
}

const char *MessageFor(RE2::ErrorCode code) {
  switch (code) {
    case RE2::NoError:
    case RE2::ErrorInternal:
      return "the regular expression cannot be compiled";
    case RE2::ErrorBadEscape:
      return "unknown escape in the regular expression";
    case RE2::ErrorBadCharClass:
      return "unknown character class in the regular expression";
    case RE2::ErrorBadCharRange:
      return "unknown class or backward range in the regular expression";
    case RE2::ErrorMissingBracket:
      return "missing ] in the regular expression";
    case RE2::ErrorMissingParen:
      return "missing ) in the regular expression";
    case RE2::ErrorUnexpectedParen:
      return "unexpected ) in the regular expression";
    case RE2::ErrorTrailingBackslash:
      return "the regular expression ends in a backslash";
    case RE2::ErrorRepeatArgument:
      return "nothing to repeat in the regular expression";
    case RE2::ErrorRepeatSize:
      return "repetition count too large in the regular expression";
    case RE2::ErrorRepeatOp:
      return "two repetition operators in a row in the regular expression";
    case RE2::ErrorBadPerlOp:
      return "unsupported group in the regular expression";
    case RE2::ErrorBadUTF8:
      return "the regular expression is not UTF-8";
    case RE2::ErrorBadNamedCapture:
      return "wrong group name in the regular expression";
    case RE2::ErrorPatternTooLarge:
      return "the regular expression takes too much memory";
  }
  return "the regular expression cannot be compiled";
}

void Report(avow_regular_expression_error *error, const char *message, size_t start,
            size_t length) {
  if (error == nullptr) return;
  std::snprintf(error->message, sizeof error->message, "%s", message);
  error->start = start;
  error->length = length;
}

/// RE2 names the wrong part by its text alone. The same text may stand earlier in the pattern and
/// be right there, so the place is the first at which the pattern cut off behind it fails alike.
size_t StartOfWrongPart(const RE2 &failed, const re2::StringPiece &pattern,
                        const RE2::Options &options) {
  const std::string &part = failed.error_arg();
  if (part.empty()) return pattern.size();
  size_t place = pattern.find(part);
  for (int tried = 0; place != re2::StringPiece::npos && tried < kPlacesMax; tried++) {
    RE2 cut(re2::StringPiece(pattern.data(), place + part.size()), options);
    if (cut.error_code() == failed.error_code() && cut.error_arg() == part) return place;
    place = pattern.find(part, place + 1);
  }
  return re2::StringPiece::npos;
}

void ReportFailure(const RE2 &failed, const re2::StringPiece &pattern,
                   const RE2::Options &options, avow_regular_expression_error *error) {
  const char *message = MessageFor(failed.error_code());
  if (failed.error_code() == RE2::ErrorTrailingBackslash) {
    Report(error, message, pattern.size() - 1, 1);
    return;
  }
  size_t start = StartOfWrongPart(failed, pattern, options);
  if (start >= pattern.size()) {
    Report(error, message, 0, pattern.size());
  } else {
    Report(error, message, start, failed.error_arg().size());
  }
}

}  // namespace

avow_regular_expression *avow_regular_expression_compile(
    const char *pattern, size_t length, avow_case_sensitivity sensitivity,
    avow_regular_expression_error *error) noexcept {
  if (length > AVOW_REGULAR_EXPRESSION_PATTERN_MAX) {
    Report(error, "the regular expression is longer than 1024 bytes", 0, length);
    return nullptr;
  }
  try {
    const RE2::Options options = OptionsFor(sensitivity);
    const re2::StringPiece piece(length == 0 ? "" : pattern, length);
    auto expression = std::make_unique<avow_regular_expression>(piece, options);
    if (expression->compiled.ok()) return expression.release();
    ReportFailure(expression->compiled, piece, options, error);
  } catch (const std::exception &) {
    Report(error, "the regular expression takes too much memory", 0, length);
  }
  return nullptr;
}

bool avow_regular_expression_matches(const avow_regular_expression *expression, const char *text,
                                     size_t length) noexcept {
  const re2::StringPiece piece(length == 0 ? "" : text, length);
  return expression->compiled.Match(piece, 0, length, RE2::UNANCHORED, nullptr, 0);
}

void avow_regular_expression_free(avow_regular_expression *expression) noexcept {
  delete expression;
}
