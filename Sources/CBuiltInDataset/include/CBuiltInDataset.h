// The files of the dataset that is part of the binary, byte for byte as they stand in Datasets.
#ifndef AVOW_BUILT_IN_DATASET_H
#define AVOW_BUILT_IN_DATASET_H

#include <stddef.h>

/// One file of the dataset.
typedef struct {
  /// The path within the dataset, ended by NUL.
  const char *path;
  /// The contents; they live as long as the program.
  const unsigned char *bytes;
  /// The number of bytes.
  size_t size;
} avow_built_in_file;

/// The name of the dataset, ended by NUL.
const char *avow_built_in_name(void);

/// The number of files.
size_t avow_built_in_file_count(void);

/// The file at a position; its path is NULL beyond the last.
avow_built_in_file avow_built_in_file_at(size_t position);

#endif
