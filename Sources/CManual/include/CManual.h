// The pages of the manual that are part of the binary.
#ifndef AVOW_MANUAL_H
#define AVOW_MANUAL_H

#include <stddef.h>

/// A text in UTF-8 that lives as long as the program.
typedef struct {
  const unsigned char *bytes;
  size_t size;
} avow_page;

/// The manual of the language.
avow_page avow_manual_language(void);

/// How a dataset is made.
avow_page avow_manual_datasets(void);

/// The catalogue of diagnostics.
avow_page avow_manual_diagnostics(void);

#endif
