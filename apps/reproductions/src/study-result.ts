import type { Json } from '@autoencoders/core';
import type { Claim } from './study.js';

/** A full run of a study, as it is kept. */
export interface StudyResult {
  readonly name: string;
  readonly paper: string;
  readonly claims: readonly Claim[];
  readonly seed: number;
  readonly configuration: Json;
  readonly backend: string;
  readonly threads: number;
  readonly seconds: number;
  readonly commit: string;
}
