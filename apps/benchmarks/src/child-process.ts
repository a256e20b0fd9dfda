import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { BackendError } from '@autoencoders/errors';
import type { EngineFacts, Hello, Reply, Request, Results } from './protocol.js';

/** How a child is started. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** What of a child's complaints is kept for an error's message. */
const complaintLength = 2000;

const living = new Set<Child>();

/** Stops every child at once. */
export function stopChildren(): void {
  for (const child of living) child.kill();
}

/** A process of its own that runs one engine and is asked for one thing at a time. */
export class Child {
  /** The most memory that the process has held, as of its last answer. */
  peakBytes = 0;
  readonly #lines: AsyncIterator<string>;
  #complaints = '';

  private constructor(private readonly process: ChildProcessWithoutNullStreams) {
    this.#lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
    process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-complaintLength);
    });
    // A child that has ended is noticed by its missing answer.
    process.stdin.on('error', () => {});
    process.on('error', (error) => {
      this.#complaints += error.message;
    });
    process.on('close', () => living.delete(this));
    living.add(this);
  }

  /**
   * Starts a child and waits until its engine is ready.
   *
   * @returns the child and the facts that it tells of its engine, or the reason why that does not start.
   */
  static async start({ command, args, environment }: Launch): Promise<[Child, EngineFacts] | string> {
    const env = { ...process.env, ...environment };
    const child = new Child(spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] }));
    try {
      const hello = (await child.#line()) as Hello;
      if ('facts' in hello) return [child, hello.facts];
      await child.stop();
      return hello.unavailable;
    } catch (error) {
      child.kill();
      return (error as Error).message;
    }
  }

  /**
   * Asks for one thing and waits for it.
   *
   * @throws {BackendError} with the child's own message when it cannot, or has ended.
   */
  async ask<Asked extends Request>(request: Asked): Promise<Results[Asked['op']]> {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    const reply = (await this.#line()) as Reply<Results[Asked['op']]>;
    this.peakBytes = reply.peakBytes;
    if ('error' in reply) throw new BackendError(reply.error);
    return reply.result;
  }

  /** Lets the child end by itself, and waits for that. */
  async stop(): Promise<void> {
    this.process.stdin.end();
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'close');
  }

  kill(): void {
    this.process.kill('SIGTERM');
  }

  async #line(): Promise<unknown> {
    const { value, done } = await this.#lines.next();
    if (!done) return JSON.parse(value);
    const lastLine = this.#complaints.trim().split('\n').at(-1);
    throw new BackendError(`the process ended: ${lastLine || 'it says nothing of why'}`);
  }
}
