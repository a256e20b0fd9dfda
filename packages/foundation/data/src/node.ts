export { readError, writeError } from './node/storage-error.js';
export { writeFileAtomic, writeFlushed } from './node/write-file-atomic.js';
