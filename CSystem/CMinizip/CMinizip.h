// Reading zip archives, as the minizip of zlib does it.
#pragma once

#if __has_include(<minizip/unzip.h>)
#include <minizip/unzip.h>
#else
#include <unzip.h>
#endif
