import type { RandomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/** A network that gives the logits of a place from the places before it. */
export interface MapModel {
  readonly network: tf.LayersModel;
  readonly height: number;
  readonly width: number;
  /** What the network takes for integers `[count, rows, width]`. */
  inputOf(indices: tf.Tensor): tf.Tensor;
}

/** How to draw. */
export interface Drawing {
  /** Where the draws come from; not needed with a temperature of 0. */
  readonly random?: RandomSource;
  /** What logits are divided by: 1 as the model has it, 0 for the most probable value at each place. */
  readonly temperature: number;
  /** `[count, width]` or `[count, height, width, channels]`, as the network takes it. */
  readonly condition?: tf.Tensor;
}

/**
 * Draws maps place by place in raster order: for each the network is applied once, to the rows as far as they are
 * known. Nothing is read from the engine on the way.
 * Source: van den Oord et al. 2016, "Pixel recurrent neural networks", section 2.1.
 *
 * @returns int32 `[count, height, width]`
 */
export function drawMap(model: MapModel, count: number, drawing: Drawing): tf.Tensor3D {
  const { height, width } = model;
  const places = height * width;
  const { random, temperature } = drawing;
  const uniform = temperature > 0 ? random!.uniform('places', [places, count, 1]) : undefined;
  let known: tf.Tensor = tf.zeros([count, 0], 'int32');
  for (let place = 0; place < places; place++) {
    const longer = tf.tidy(() => {
      const logits = logitsAt(model, known, place, drawing.condition);
      const drawn = uniform
        ? drawCategory(tf.div(logits, temperature), tf.reshape(tf.slice(uniform, place, 1), [count, 1]))
        : tf.argMax(logits, 1);
      const column = tf.reshape(tf.cast(drawn, 'int32'), [count, 1]);
      return place === 0 ? tf.clone(column) : tf.concat([known, column], 1);
    });
    known.dispose();
    known = longer;
  }
  const map = tf.reshape(known, [count, height, width]) as tf.Tensor3D;
  tf.dispose(uniform ? [known, uniform] : known);
  return map;
}

/** Logits of one place `[count, categories]`, given those before it `[count, place]`. */
function logitsAt(
  { network, width, inputOf }: MapModel,
  known: tf.Tensor,
  place: number,
  condition: tf.Tensor | undefined,
): tf.Tensor {
  const count = known.shape[0]!;
  const row = Math.floor(place / width);
  const rows = row + 1;
  const open = tf.zeros([count, rows * width - place], 'int32');
  const filled = place === 0 ? open : tf.concat([known, open], 1);
  const x = inputOf(tf.reshape(filled, [count, rows, width]));
  const above = condition && condition.rank === 4 ? firstRows(condition, rows) : condition;
  const logits = network.apply(above ? [x, above] : x) as tf.Tensor;
  const categories = logits.shape.at(-1)!;
  const here = tf.slice(logits, [0, row, place - row * width, 0], [count, 1, 1, categories]);
  return tf.reshape(here, [count, categories]);
}

function firstRows(condition: tf.Tensor, rows: number): tf.Tensor {
  const [count, , width, channels] = condition.shape as [number, number, number, number];
  return tf.slice(condition, [0, 0, 0, 0], [count, rows, width, channels]);
}

/** The category at which the cumulative probability passes a uniform draw: `[count]`. */
function drawCategory(logits: tf.Tensor, uniform: tf.Tensor): tf.Tensor {
  const above = tf.step(tf.sub(tf.cumsum(tf.softmax(logits), 1), uniform));
  const passed = tf.sub(logits.shape[1]!, tf.sum(above, 1));
  // Rounding may leave the last sum below the draw.
  return tf.minimum(passed, logits.shape[1]! - 1);
}
