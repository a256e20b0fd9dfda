import { useState } from 'react';
import { worker } from '../../page/store.js';
import { useLook } from '../../page/use-look.js';
import type { Examples } from './verbs.js';

/** Examples to choose from, and the way to others. */
export interface ExampleChoice {
  readonly examples: Examples | undefined;
  readonly more: () => void;
}

/** So many are shown at a time. */
const shown = 16;

/** A few examples of the test part, to choose from. */
export function useExamples(): ExampleChoice {
  const [first, setFirst] = useState(0);
  const { result } = useLook(() => worker().generate.examples(first, shown), [first], 0);
  return { examples: result, more: () => setFirst(first + shown) };
}
