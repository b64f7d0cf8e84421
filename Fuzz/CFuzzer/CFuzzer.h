// The part of libFuzzer's interface (FuzzerInterface.h) that is called from Swift.
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
