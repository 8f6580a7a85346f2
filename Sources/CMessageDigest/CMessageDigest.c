#include "CMessageDigest.h"

#if !__has_include(<sha2.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "libmd-dev is missing: run 'make setup' (or apt-get install libmd-dev)"
#endif

#include <sha2.h>

void avow_sha256(const uint8_t *bytes, size_t count, uint8_t digest[AVOW_SHA256_LENGTH]) {
  SHA2_CTX context;
  SHA256Init(&context);
  if (count > 0) {
    SHA256Update(&context, bytes, count);
  }
  SHA256Final(digest, &context);
}
