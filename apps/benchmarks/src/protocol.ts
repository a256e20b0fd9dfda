/** The activation of a layer, known to both sides. */
export type ActivationName = 'linear' | 'relu' | 'sigmoid';

/** What the reconstruction is judged by: summed over features, averaged over the batch. */
export type LossName = 'bernoulli' | 'squaredError';

/** Dense layers to a code and, mirrored, back. */
export interface DenseNetwork {
  readonly type: 'dense';
  readonly input: number;
  readonly hidden: readonly number[];
  readonly code: number;
  readonly activation: ActivationName;
  readonly codeActivation: ActivationName;
  readonly loss: LossName;
}

/** A dense Gaussian encoder of two heads and a dense decoder, trained by the ELBO of a Bernoulli likelihood. */
export interface VariationalNetwork {
  readonly type: 'variational';
  readonly input: number;
  readonly hidden: readonly number[];
  readonly code: number;
}

/** Strided 3 × 3 convolutions to a plane of channels and transposed ones back, Bernoulli likelihood. */
export interface ConvolutionalNetwork {
  readonly type: 'convolutional';
  /** Height and width of the input, of one channel. */
  readonly side: number;
  readonly filters: readonly [number, number];
}

/** A network in words that both sides build from. */
export type Network = DenseNetwork | VariationalNetwork | ConvolutionalNetwork;

/** Training steps of a network on random examples. */
export interface TrainingTask {
  readonly network: Network;
  readonly batch: number;
  /** Examples in memory, shuffled anew each epoch. */
  readonly rows: number;
}

/** Steps until there are enough or the time is over, yet never fewer than the least. */
export interface Budget {
  readonly steps: number;
  readonly milliseconds: number;
  readonly least: number;
}

/** The sizes of a matrix product `[rows, inner] · [inner, columns]`. */
export interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** What a child can be asked for, one JSON object a line. */
export type Request =
  | { readonly op: 'steps'; readonly task: TrainingTask; readonly budget: Budget; readonly warmUp: Budget }
  | { readonly op: 'encode'; readonly task: TrainingTask }
  | { readonly op: 'product'; readonly product: Product; readonly budget: Budget }
  | { readonly op: 'profile'; readonly task: TrainingTask; readonly budget: Budget; readonly warmUp: Budget }
  | { readonly op: 'memory'; readonly task: TrainingTask; readonly marks: readonly number[] }
  | { readonly op: 'epoch'; readonly epochs: number; readonly images: MnistImages };

/** The files of MNIST's images in IDX format. */
export interface MnistImages {
  readonly train: string;
  readonly test: string;
}

/** Milliseconds of each step, product or pass. */
export interface Times {
  readonly times: readonly number[];
}

/** The time of a kernel in a step, without that of kernels it calls. */
export interface KernelTime {
  readonly kernel: string;
  /** Calls in a step. */
  readonly calls: number;
  /** Milliseconds in a step. */
  readonly milliseconds: number;
}

/** Where the time of a step goes. */
export interface Profile {
  /** Milliseconds of a step, with the measuring. */
  readonly step: number;
  readonly kernels: readonly KernelTime[];
}

/** What a training holds at a step. */
export interface MemorySample {
  readonly step: number;
  readonly residentBytes: number;
  readonly tensors: number;
}

/** An epoch of the quickstart's training. */
export interface EpochTime {
  readonly seconds: number;
  readonly loss: number;
  readonly validationLoss: number;
}

/** What each request is answered with. */
export interface Results {
  readonly steps: Times;
  readonly encode: Times;
  readonly product: Times;
  readonly profile: Profile;
  readonly memory: { readonly samples: readonly MemorySample[] };
  readonly epoch: EpochTime;
}

/** What a child says of itself when it is ready. */
export interface EngineFacts {
  readonly threads: number;
  readonly version: string;
  /** The graphics adapter, or the library that computes matrix products. */
  readonly computes?: string;
  /** The processor that the library takes this one for. */
  readonly core?: string;
}

/** The first line of a child. */
export type Hello = { readonly facts: EngineFacts } | { readonly unavailable: string };

/** A line of a child: its answer, and the most memory that the process has held so far. */
export type Reply<Result> =
  | { readonly result: Result; readonly peakBytes: number }
  | { readonly error: string; readonly peakBytes: number };
