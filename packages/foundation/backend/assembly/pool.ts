import { compute, deliver, PARAMETERS } from './tasks';

// Several threads on one task. Each takes the next chunk by itself; the main thread takes chunks too. A helper
// computes in its own scratch and delivers at the end, so that the main thread may take over a chunk whose helper
// has lost its core: whoever marks the chunk first writes it, with the same bits. A helper that wakes up much later
// finds its chunk marked or the task gone, and has touched nothing but its scratch.

/** Milliseconds on a clock. */
// @ts-ignore: decorator
@external('env', 'now')
declare function now(): f64;

// The control block, in bytes: the chunk to take next (with the number of the task above it), how often helpers
// were called, how many sleep, whether they shall end, how many have started, the task's parameters, and a mark for
// each chunk.
const NEXT: usize = 0;
const CALLS: usize = 8;
const ASLEEP: usize = 12;
const ENDING: usize = 16;
const STARTED: usize = 20;
const TAKEN_OVER: usize = 24;
const TASK: usize = 64;
const MARKS: usize = TASK + PARAMETERS;

/** Chunks that a task may have at most. */
export const MOST_CHUNKS: i32 = 4096;

/** Bytes of a control block. */
export const CONTROL: usize = MARKS + <usize>(MOST_CHUNKS * 4);

const CHUNK_BITS: i64 = 24;
const NO_CHUNK: i64 = (1 << 24) - 1;

// The marks of a chunk, below the number of the task.
const OPEN: i32 = 0;
const DELIVERING: i32 = 1;
const DONE: i32 = 2;
const TAKEN: i32 = 3;

/** How long a helper that has nothing to do stays awake, in looks at the control block. */
const PATIENCE: i32 = 20000;

// @ts-ignore: decorator
@inline
function mark(task: i64, state: i32): i32 {
  return (<i32>task << 2) | state;
}

/** The next chunk of a task, or -1 where it has none left or is over. */
function takeChunk(control: usize, task: i64, chunks: i32): i32 {
  while (true) {
    const next = atomic.load<i64>(control + NEXT);
    const chunk = <i32>(next & NO_CHUNK);
    if (next >> CHUNK_BITS != task || chunk >= chunks) return -1;
    if (atomic.cmpxchg<i64>(control + NEXT, next, next + 1) == next) return chunk;
  }
}

/** Computes a task together with the helpers of the control block. */
export function runTogether(control: usize, parameters: usize, scratch: usize): void {
  const chunks = load<i32>(parameters, 4);
  const task = (atomic.load<i64>(control + NEXT) >> CHUNK_BITS) + 1;
  // Shut while it changes: a helper checks the number before and after it has read the parameters.
  atomic.store<i64>(control + NEXT, (task << CHUNK_BITS) | NO_CHUNK);
  memory.copy(control + TASK, parameters, PARAMETERS);
  for (let i = 0; i < chunks; i++) store<i32>(control + MARKS + (<usize>i << 2), mark(task, OPEN));
  atomic.store<i64>(control + NEXT, task << CHUNK_BITS);
  atomic.add<i32>(control + CALLS, 1);
  if (atomic.load<i32>(control + ASLEEP) > 0) atomic.notify(control + CALLS, -1);

  const start = now();
  let own = 0;
  while (true) {
    const chunk = takeChunk(control, task, chunks);
    if (chunk < 0) break;
    compute(parameters, chunk, scratch, false);
    store<i32>(control + MARKS + (<usize>chunk << 2), mark(task, DONE));
    own += 1;
  }
  if (own == chunks) return;
  const end = now();
  // A helper that began last needs about as long as one chunk took here; longer, and its core is busy.
  const limit = end + (own > 0 ? (end - start) / <f64>own : 0.1) * 1.5;
  for (let chunk = 0; chunk < chunks; chunk++) {
    const at = control + MARKS + (<usize>chunk << 2);
    let looks = 0;
    while (atomic.load<i32>(at) != mark(task, DONE)) {
      if ((++looks & 63) != 0 || now() < limit) continue;
      if (atomic.cmpxchg<i32>(at, mark(task, OPEN), mark(task, TAKEN)) != mark(task, OPEN)) continue;
      compute(parameters, chunk, scratch, false);
      atomic.add<i32>(control + TAKEN_OVER, 1);
      break;
    }
  }
}

/** What a helper does until it is told to end. */
export function help(control: usize, scratch: usize): void {
  const own = scratch;
  const room = scratch + PARAMETERS;
  let seen: i64 = 0;
  let looks = 0;
  atomic.add<i32>(control + STARTED, 1);
  while (!atomic.load<i32>(control + ENDING)) {
    const calls = atomic.load<i32>(control + CALLS);
    const next = atomic.load<i64>(control + NEXT);
    const task = next >> CHUNK_BITS;
    if (task == seen || (next & NO_CHUNK) == NO_CHUNK) {
      if (++looks < PATIENCE) continue;
      atomic.add<i32>(control + ASLEEP, 1);
      if (atomic.load<i64>(control + NEXT) == next && !atomic.load<i32>(control + ENDING)) {
        atomic.wait<i32>(control + CALLS, calls, -1);
      }
      atomic.sub<i32>(control + ASLEEP, 1);
      looks = 0;
      continue;
    }
    looks = 0;
    memory.copy(own, control + TASK, PARAMETERS);
    if (atomic.load<i64>(control + NEXT) >> CHUNK_BITS != task) continue;
    seen = task;
    const chunks = load<i32>(own, 4);
    while (true) {
      const chunk = takeChunk(control, task, chunks);
      if (chunk < 0) break;
      compute(own, chunk, room, true);
      const at = control + MARKS + (<usize>chunk << 2);
      if (atomic.cmpxchg<i32>(at, mark(task, OPEN), mark(task, DELIVERING)) != mark(task, OPEN)) continue;
      deliver(own, chunk, room);
      atomic.store<i32>(at, mark(task, DONE));
    }
  }
  atomic.sub<i32>(control + STARTED, 1);
}
