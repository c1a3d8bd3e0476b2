#pragma once
#include <stdint.h>

/// The number of blocks of memory taken so far by this process, whoever asked for them.
uint64_t allocation_count(void);
