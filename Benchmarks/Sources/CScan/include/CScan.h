#pragma once
#include <stdint.h>

/// Opens the store in the folder `path`, scans all entries of its table "records" from the first to the last as often as
/// `rounds` says, and closes it. Gives the sum of the first eight bytes of each value, or UINT64_MAX after an error.
uint64_t c_scan(const char *path, int rounds);
