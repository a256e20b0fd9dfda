// As in assembly/product.ts, tasks.ts and pool.ts.

/** Bytes of a block of parameters. */
export const parameterBytes = 192;

const rows = 130;
const depth = 256;
const columns = 512;

/** What a thread's scratch holds, in bytes from its start; `spare` is where the rest begins. */
export const scratchLayout = { rows, depth, spare: 256 + 4 * depth * (rows + columns) };

/** Chunks that a task may have at most. */
export const mostChunks = 4096;

/** Bytes of the block that helpers watch. */
export const controlBytes = 64 + parameterBytes + 4 * mostChunks;
