import { unshared } from '@autoencoders/backend';
import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** One tensor for each variable: a moment of an optimizer. */
export interface Slot {
  /** The tensor of a variable; zeros before the first write. */
  read(index: number): tf.Tensor;
  /** The tensor of a variable, with data that nothing else holds: it may be changed in place. */
  own(index: number): tf.Tensor;
  /** Keeps a new tensor in its place. */
  write(index: number, value: tf.Tensor): void;
}

/** The slots of an optimizer, by name, with what they need to be saved and restored. */
export class Slots {
  readonly #tensors = new Map<string, tf.Tensor>();

  constructor(
    private readonly variables: readonly tf.Variable[],
    names: readonly string[],
  ) {
    for (const name of names) {
      for (const [index, variable] of variables.entries()) {
        this.#tensors.set(`${name}/${index}`, tf.keep(tf.zeros(variable.shape)));
      }
    }
  }

  slot(name: string): Slot {
    return {
      read: (index) => this.#tensors.get(`${name}/${index}`)!,
      own: (index) => this.#own(`${name}/${index}`),
      write: (index, value) => this.#replace(`${name}/${index}`, tf.keep(value)),
    };
  }

  view(): ReadonlyMap<string, tf.Tensor> {
    return this.#tensors;
  }

  restore(state: ReadonlyMap<string, tf.Tensor>): void {
    for (const [key, current] of this.#tensors) {
      const saved = state.get(key);
      if (!saved || !tf.util.arraysEqual(saved.shape, current.shape)) {
        const index = Number(key.split('/')[1]);
        throw new ModelFormatError(
          `the optimizer's state '${key}' has shape [${saved?.shape ?? 'none'}], variable '${this.variables[index]?.name}' needs [${current.shape}]`,
        );
      }
      this.#replace(key, tf.keep(tf.clone(saved)));
    }
  }

  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
  }

  #own(key: string): tf.Tensor {
    const tensor = this.#tensors.get(key)!;
    const own = unshared(tensor);
    if (own !== tensor) this.#tensors.set(key, tf.keep(own));
    return own;
  }

  #replace(key: string, value: tf.Tensor): void {
    this.#tensors.get(key)!.dispose();
    this.#tensors.set(key, value);
  }
}
