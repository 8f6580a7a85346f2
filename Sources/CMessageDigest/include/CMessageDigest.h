#ifndef CMESSAGEDIGEST_H
#define CMESSAGEDIGEST_H

#include <stddef.h>
#include <stdint.h>

// The length of a SHA-256 digest in bytes.
#define AVOW_SHA256_LENGTH 32

// Writes the SHA-256 digest (FIPS 180-4) of some bytes; bytes may be NULL where count is 0.
void avow_sha256(const uint8_t *bytes, size_t count, uint8_t digest[AVOW_SHA256_LENGTH]);

#endif
