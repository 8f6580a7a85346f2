// Embeds the pages of the manual, so that help says what they say.
#include "CManual.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char language[] = {
#embed "../../Grammar/Language.md"
};

static const unsigned char diagnostics[] = {
#embed "../../Grammar/Diagnostics.md"
};

avow_page avow_manual_language(void) {
  return (avow_page){.bytes = language, .size = sizeof language};
}

avow_page avow_manual_diagnostics(void) {
  return (avow_page){.bytes = diagnostics, .size = sizeof diagnostics};
}
