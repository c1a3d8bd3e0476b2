#include "CScan.h"
#include <lmdb.h>
#include <stddef.h>

static uint64_t first_bytes(MDB_val value) {
    const uint8_t *bytes = value.mv_data;
    uint64_t number = 0;
    for (int index = 0; index < 8; index++) number = number << 8 | bytes[index];
    return number;
}

uint64_t c_scan(const char *path, int rounds) {
    MDB_env *environment;
    MDB_txn *transaction;
    MDB_cursor *cursor;
    MDB_dbi table;
    MDB_val key, value;
    uint64_t sum = 0;
    if (mdb_env_create(&environment)) return UINT64_MAX;
    mdb_env_set_mapsize(environment, (size_t)1 << 30);
    mdb_env_set_maxdbs(environment, 1);
    if (mdb_env_open(environment, path, MDB_RDONLY | MDB_NOTLS, 0600)) return UINT64_MAX;
    if (mdb_txn_begin(environment, NULL, MDB_RDONLY, &transaction)) return UINT64_MAX;
    if (mdb_dbi_open(transaction, "records", 0, &table)) return UINT64_MAX;
    for (int round = 0; round < rounds; round++) {
        if (mdb_cursor_open(transaction, table, &cursor)) return UINT64_MAX;
        while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == MDB_SUCCESS) sum += first_bytes(value);
        mdb_cursor_close(cursor);
    }
    mdb_txn_abort(transaction);
    mdb_env_close(environment);
    return sum;
}
