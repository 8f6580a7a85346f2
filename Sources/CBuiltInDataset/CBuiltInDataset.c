// Embeds the snapshot of the built-in dataset, which `make snapshot` writes from Datasets.
#include "CBuiltInDataset.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char snapshot[] = {
#embed "ukraine-guarantees.avowdb"
};

const unsigned char *avow_built_in_snapshot(void) { return snapshot; }

size_t avow_built_in_snapshot_size(void) { return sizeof snapshot; }
