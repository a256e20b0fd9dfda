// A child process: starts one engine and answers requests, a line of JSON each, until its input ends.
// usage: node dist/runner.js ENGINE
import { createInterface } from 'node:readline';
import { peakMemory } from './child/peak-memory.js';
import { Server } from './child/serve.js';
import { startEngine } from './child/start-engine.js';
import type { Request } from './protocol.js';

// What libraries print must not come between the lines of answers.
console.log = console.error;
console.info = console.error;

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const server = new Server();

const hello = await startEngine(process.argv[2] ?? '');
say(hello);
if ('unavailable' in hello) process.exit(0);
for await (const line of createInterface({ input: process.stdin })) {
  let outcome: object;
  try {
    outcome = { result: await server.answer(JSON.parse(line) as Request) };
  } catch (error) {
    outcome = { error: error instanceof Error ? error.message : String(error) };
  }
  say({ ...outcome, peakBytes: peakMemory() });
}
process.exit(0);
