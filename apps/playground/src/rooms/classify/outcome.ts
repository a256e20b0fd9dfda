import type { Items } from '../../items/items.js';

/** How a classifier is to be trained. */
export interface ClassifierSettings {
  /** Labelled examples that it learns from. */
  readonly labelled: number;
  readonly mode: 'frozen' | 'fine-tune';
  /** A linear head judges the codes; one with a hidden layer makes more of them. */
  readonly head: 'linear' | 'hidden';
  readonly seed: number;
}

/** How far the training of a classifier is. */
export interface ClassifierProgress {
  readonly stage: string;
  /** From 0 to 1, over all stages. */
  readonly done: number;
}

/** A classifier that was trained, and how it does on the test part. */
export interface Outcome {
  readonly settings: ClassifierSettings;
  /** The page's count of changes of the weights when the model was copied. */
  readonly revision: number;
  readonly classes: readonly string[];
  /** `[classes, classes]`: test items of the row's class that were taken for the column's. */
  readonly counts: Int32Array;
  readonly tested: number;
  /** Share of the test items that are classified rightly. */
  readonly accuracy: number;
  /** The share that is right by always naming the most frequent class. */
  readonly chance: number;
  readonly seconds: number;
}

/** What a classifier makes of one input. */
export interface Classified {
  readonly item: Items;
  /** Of each class. */
  readonly probabilities: Float32Array;
  /** Its class in the data, -1 where there is none. */
  readonly label: number;
}

/** Test items that were taken for another class. */
export interface Confused {
  readonly rows: readonly number[];
  readonly items: Items;
}
