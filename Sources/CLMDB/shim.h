#include <lmdb.h>

// statfs(2), which Swift's Glibc module leaves out: it tells the kind of file system.
#include <sys/vfs.h>
