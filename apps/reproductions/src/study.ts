import type { FitOptions, History, Json, Trainable } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import type { ReportSection } from '@autoencoders/report';

/** A figure that a study is held to. */
export interface Claim {
  /** What was measured, in words. */
  readonly figure: string;
  readonly value: number;
  /** The figure asked for. */
  readonly target: number;
  /** On which side of the target it is met. */
  readonly better: 'lower' | 'higher';
  readonly unit: string;
}

/** What a study found. */
export interface StudyOutcome {
  readonly claims: readonly Claim[];
  /** Everything that someone needs to do the same. */
  readonly configuration: Json;
  /** Tables and pictures for the report. */
  readonly sections: readonly ReportSection[];
  /** Drawings of numbers only, which may be kept beside the results, as SVG by name. */
  readonly drawings?: Readonly<Record<string, string>>;
}

/** What a study runs in. */
export interface StudyContext {
  readonly seed: number;
  /** A short form that shows the direction of each claim. */
  readonly quick: boolean;
  /** How many times as long as usual a study that `continues` trains. */
  readonly longer: number;
  /** One of two values: the full run's, or the short form's. */
  pick<Value>(full: Value, quick: Value): Value;
  /**
   * `fit` with progress, checkpoints and resume; `name` is the training's own within the study.
   *
   * @throws {Interrupted} when the run is ended from outside.
   */
  train(
    name: string,
    model: Trainable,
    data: Dataset,
    options: Omit<FitOptions, 'signal' | 'resume'>,
  ): Promise<History>;
  /** What `train` adds to the options of `fit`, for whoever calls it elsewhere; `checkEnd` its history afterwards. */
  options(name: string): Pick<FitOptions, 'callbacks' | 'signal' | 'resume' | 'seed'>;
  /** @throws {Interrupted} when the training was ended from outside. */
  checkEnd(name: string, history: History): void;
  /** A result that takes long: what an interrupted run kept under that name, else what `work` gives, which is kept. */
  kept<Result extends Json>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** A line for whoever watches. */
  say(line: string): void;
}

/** A published result that is looked for again. */
export interface Study {
  /** As on the command line: `pretraining-mnist`. */
  readonly name: string;
  /** What it asks, in a sentence. */
  readonly question: string;
  /** Where it was answered first. */
  readonly paper: string;
  /** The folder in `../shared/data`, beside the repository, that it reads: `adbench`. */
  readonly needs?: string;
  /** Its paper trained longer: a full run leaves its checkpoints, to go on from with `--resume --longer N`. */
  readonly continues?: boolean;
  run(context: StudyContext): Promise<StudyOutcome>;
}

/** Whether a claim is met. */
export function isMet({ value, target, better }: Claim): boolean {
  return better === 'lower' ? value <= target : value >= target;
}
