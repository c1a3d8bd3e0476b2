// Expected: initializer is inaccessible due to 'internal' protection level
import LMDB

let table = Table(identifier: 2, environmentNumber: 1)
