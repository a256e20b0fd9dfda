import { messageOf } from '@autoencoders/app-kit';
import { useEffect, useState } from 'react';
import type { InputDescription } from './input-description.js';

/** What the worker says of the data and the model at hand, asked for once. */
export function useInputDescription(ask: () => Promise<InputDescription>): {
  readonly description: InputDescription | undefined;
  readonly problem: string | undefined;
} {
  const [description, setDescription] = useState<InputDescription>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let wanted = true;
    ask().then(
      (answer) => wanted && setDescription(answer),
      (error: unknown) => wanted && setProblem(messageOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return { description, problem };
}
