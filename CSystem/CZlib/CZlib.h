// gzip, as zlib does it.
#pragma once

#include <zlib.h>
