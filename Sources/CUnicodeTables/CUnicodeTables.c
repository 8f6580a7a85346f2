#include "CUnicodeTables.h"

#include <stddef.h>

struct scalar_range {
  uint32_t first, last;
};

struct width_range {
  uint32_t first, last;
  uint8_t width;
};

/// Scalars, `stride` apart, that fold to one scalar at a fixed distance.
struct shift_range {
  uint32_t first, last;
  int32_t delta;
  uint8_t stride;
};

/// A scalar that folds to several; unused places are 0.
struct expansion {
  uint32_t scalar;
  uint32_t out[4];
};

#include "Tables.inc"

/// Finds the range that holds `scalar` in a table whose rows begin with first and last.
#define FIND(table, row)                                 \
  size_t low = 0, high = sizeof(table) / sizeof *(table); \
  while (low < high) {                                   \
    size_t middle = low + (high - low) / 2;              \
    if ((table)[middle].last < scalar) {                 \
      low = middle + 1;                                  \
    } else {                                             \
      high = middle;                                     \
    }                                                    \
  }                                                      \
  int found = low < sizeof(table) / sizeof *(table) && (table)[low].first <= scalar; \
  row = &(table)[found ? low : 0];

static const struct width_range *width_row(uint32_t scalar) {
  const struct width_range *row;
  FIND(width_ranges, row)
  return found ? row : NULL;
}

static const struct scalar_range *dropped_row(uint32_t scalar) {
  const struct scalar_range *row;
  FIND(dropped_ranges, row)
  return found ? row : NULL;
}

static const struct shift_range *shift_row(uint32_t scalar) {
  const struct shift_range *row;
  FIND(shift_ranges, row)
  return found && (scalar - row->first) % row->stride == 0 ? row : NULL;
}

static const struct expansion *expansion_row(uint32_t scalar) {
  size_t low = 0, high = sizeof expansions / sizeof *expansions;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (expansions[middle].scalar < scalar) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  int found = low < sizeof expansions / sizeof *expansions && expansions[low].scalar == scalar;
  return found ? &expansions[low] : NULL;
}

int32_t avow_scalar_width(uint32_t scalar) {
  if (scalar < 0x300) {
    return scalar < 0x20 || (scalar >= 0x7F && scalar < 0xA0) ? 0 : 1;
  }
  const struct width_range *row = width_row(scalar);
  return row ? row->width : 1;
}

/// Decomposes a Hangul syllable into its two or three letters.
static int32_t fold_hangul(uint32_t scalar, uint32_t out[4]) {
  uint32_t index = scalar - 0xAC00;
  out[0] = 0x1100 + index / 588;
  out[1] = 0x1161 + index % 588 / 28;
  out[2] = 0x11A7 + index % 28;
  return index % 28 == 0 ? 2 : 3;
}

int32_t avow_scalar_fold(uint32_t scalar, uint32_t out[4]) {
  out[0] = scalar;
  if (scalar < 0x80) {
    out[0] += scalar >= 'A' && scalar <= 'Z' ? 'a' - 'A' : 0;
    return 1;
  }
  if (scalar >= 0xAC00 && scalar <= 0xD7A3) {
    return fold_hangul(scalar, out);
  }
  const struct shift_range *shift = shift_row(scalar);
  if (shift) {
    out[0] = (uint32_t)((int32_t)scalar + shift->delta);
    return 1;
  }
  if (dropped_row(scalar)) {
    return 0;
  }
  const struct expansion *expansion = expansion_row(scalar);
  if (!expansion) {
    return 1;
  }
  int32_t count = 0;
  while (count < 4 && expansion->out[count] != 0) {
    out[count] = expansion->out[count];
    count += 1;
  }
  return count;
}
