#ifndef CUNICODETABLES_H
#define CUNICODETABLES_H

#include <stdint.h>

/// Returns the terminal cells that a scalar takes: 0 for control characters, combining marks,
/// joiners and variation selectors, 2 for wide characters and emoji, else 1.
int32_t avow_scalar_width(uint32_t scalar);

/// Writes what stands for a scalar when texts are compared without regard to case and accents:
/// the scalar decomposed, without its marks, case-folded.
/// Returns how many scalars were written, 0 to 4; 0 means that the scalar is a mark.
int32_t avow_scalar_fold(uint32_t scalar, uint32_t out[4]);

#endif
