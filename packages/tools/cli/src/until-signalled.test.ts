import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { processTerminal } from './terminal.js';
import { untilSignalled } from './until-signalled.js';

it('aborts the work at a signal, takes an echo of it for the same one, and listens no longer than the work', async () => {
  const signals = new EventEmitter();
  const result = await untilSignalled({ ...processTerminal(), signals }, async (signal) => {
    expect(signal.aborted).toBe(false);
    signals.emit('SIGINT');
    signals.emit('SIGINT');
    expect(signal.aborted).toBe(true);
    expect(signals.listenerCount('SIGINT')).toBe(1);
    return 'what there is';
  });
  expect(result).toBe('what there is');
  expect(signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM')).toBe(0);
});
