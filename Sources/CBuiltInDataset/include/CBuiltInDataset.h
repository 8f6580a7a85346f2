// The snapshot of the dataset that is part of the binary.
#ifndef AVOW_BUILT_IN_DATASET_H
#define AVOW_BUILT_IN_DATASET_H

#include <stddef.h>

/// The bytes of the snapshot; they live as long as the program.
const unsigned char *avow_built_in_snapshot(void);

/// The number of bytes.
size_t avow_built_in_snapshot_size(void);

#endif
