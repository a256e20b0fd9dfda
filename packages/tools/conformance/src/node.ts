export { describeFlatMemory, type MemorySubject } from './node/describe-flat-memory.js';
export { type MemorySample, memoryWhileTraining } from './node/memory-while-training.js';
