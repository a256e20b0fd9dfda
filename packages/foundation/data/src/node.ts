export { type Mnist, mnist } from './node/mnist.js';
export { type DataFile, dataFormats, readData } from './node/read-data.js';
export { readBytes } from './node/read-file.js';
export { type LabelledTable, readColumnNames, readLabelledTable } from './node/read-labelled-table.js';
export { scanTable, type TableHead, type TableScan } from './node/scan-table.js';
export { readError, writeError } from './node/storage-error.js';
export { unzip } from './node/unzip.js';
export { writeFileAtomic, writeFlushed } from './node/write-file-atomic.js';
export { writeTable } from './node/write-table.js';
