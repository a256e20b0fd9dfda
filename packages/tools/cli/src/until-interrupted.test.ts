import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { Interrupted } from './interrupted.js';
import { processTerminal } from './terminal.js';
import { untilInterrupted } from './until-interrupted.js';

function terminal() {
  const signals = new EventEmitter();
  return { ...processTerminal(), signals };
}

it('gives the result, or the error, where no signal comes', async () => {
  expect(await untilInterrupted(terminal(), async () => 7)).toBe(7);
  const failing = untilInterrupted(terminal(), () => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
});

it('gives up at a signal, whether the work heeds it or not', async () => {
  for (const heeding of [true, false]) {
    const own = terminal();
    const work = untilInterrupted(own, async (signal) => {
      own.signals.emit('SIGINT');
      if (heeding) signal.throwIfAborted();
      return 7;
    });
    await expect(work).rejects.toThrow(Interrupted);
    await expect(work).rejects.toThrow('nothing is written');
    expect(own.signals.listenerCount('SIGINT')).toBe(0);
  }
});
