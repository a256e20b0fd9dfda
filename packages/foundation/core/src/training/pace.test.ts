import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pace } from './pace.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

it('tells the examples per second of late, also just after a report', () => {
  const pace = new Pace(2, 10);
  pass(500);
  pace.count(400);
  expect(pace.due).toBe(true);
  expect(pace.report(0, 9, 9, {}).rate).toBeCloseTo(800);
  // The epoch ends with nothing counted since, then with little.
  expect(pace.report(0, 9, 9, {}).rate).toBeCloseTo(800);
  pass(100);
  pace.count(50);
  expect(pace.due).toBe(false);
  expect(pace.report(0, 10, 10, {}).rate).toBeCloseTo(500);
  pass(250);
  pace.count(100);
  expect(pace.report(1, 1, 11, {}).rate).toBeCloseTo(400);
});

it('estimates the seconds left by the steps so far', () => {
  const pace = new Pace(2, undefined);
  pass(1000);
  expect(pace.report(0, 4, 4, {}).secondsLeft).toBeUndefined();
  pass(1000);
  expect(pace.endEpoch(8)).toBe(2);
  expect(pace.report(0, 8, 8, {}).secondsLeft).toBeCloseTo(2);
});
