// Embeds the pages of the manual, so that help says what they say. The release program holds them
// without what help does not show: Scripts/build-release makes those pages.
#include "CManual.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char language[] = {
#ifdef AVOW_SHORT_MANUAL
#embed "../../.build/manual/Language.md"
#else
#embed "../../Grammar/Language.md"
#endif
};

static const unsigned char datasets[] = {
#ifdef AVOW_SHORT_MANUAL
#embed "../../.build/manual/Datasets.md"
#else
#embed "../../Grammar/Datasets.md"
#endif
};

static const unsigned char diagnostics[] = {
#embed "../../Grammar/Diagnostics.md"
};

avow_page avow_manual_language(void) {
  return (avow_page){.bytes = language, .size = sizeof language};
}

avow_page avow_manual_datasets(void) {
  return (avow_page){.bytes = datasets, .size = sizeof datasets};
}

avow_page avow_manual_diagnostics(void) {
  return (avow_page){.bytes = diagnostics, .size = sizeof diagnostics};
}
