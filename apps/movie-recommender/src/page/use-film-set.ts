import { messageOf } from '@autoencoders/app-kit';
import { useCallback, useEffect, useState } from 'react';
import type { FilmSetSummary } from '../worker/main.js';
import { type Address, readAddress, writeAddress } from './address.js';
import { worker } from './worker.js';

/** The films at hand. */
export interface UsedFilmSet {
  readonly summary: FilmSetSummary | undefined;
  readonly problem: string | undefined;
  choose(folder: string): void;
}

/** Opens the films that the address names, or those to be shown first. */
export function useFilmSet(): UsedFilmSet {
  const [address, setAddress] = useState<Address>(() => readAddress(location.hash));
  const [summary, setSummary] = useState<FilmSetSummary>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    let left = false;
    setSummary(undefined);
    setProblem(undefined);
    worker()
      .open(address.films, address.engine)
      .then(
        (opened) => !left && setSummary(opened),
        (error: unknown) => !left && setProblem(messageOf(error)),
      );
    return () => {
      left = true;
    };
  }, [address]);

  const choose = useCallback((films: string) => {
    setAddress((before) => {
      const next = { ...before, films };
      history.replaceState(null, '', writeAddress(next));
      return next;
    });
  }, []);
  return { summary, problem, choose };
}
