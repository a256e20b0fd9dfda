import { ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type Id, knownNumber } from '../ratings/ids.js';
import type { Ratings } from '../ratings/ratings.js';
import { filledRows } from '../ratings/sparse-rows.js';
import { type Scoring, usersAtATime } from './scoring.js';

/** What puts a score into a range. */
export function clipped([minimum, maximum]: readonly [number, number]): (score: number) => number {
  return (score) => Math.min(maximum, Math.max(minimum, score));
}

/** The score of each rating of a test set, in their order. */
export async function predictTest(
  { byUser: { offsets, columns }, byUser, size }: Ratings,
  scores: Scoring,
  clip: (score: number) => number,
): Promise<Float32Array> {
  const predictions = new Float32Array(size);
  const users = filledRows(byUser);
  for (let from = 0; from < users.length; from += usersAtATime) {
    const part = users.subarray(from, from + usersAtATime);
    // Rows in order lie side by side.
    const [begin, end] = [offsets[part[0]!]!, offsets[part.at(-1)! + 1]!];
    const places = new Int32Array(2 * (end - begin));
    for (const [at, user] of part.entries()) {
      for (let cell = offsets[user]!; cell < offsets[user + 1]!; cell++) {
        places[2 * (cell - begin)] = at;
        places[2 * (cell - begin) + 1] = columns[cell]!;
      }
    }
    predictions.set(await scoresAt(part, places, scores), begin);
  }
  return predictions.map(clip);
}

/**
 * The score of each pair.
 *
 * @throws {ShapeError} when the lists differ in length. @throws {DataError} when a user or item is unknown.
 */
export async function predictPairs(
  users: readonly Id[],
  items: readonly Id[],
  known: Ratings,
  scores: Scoring,
  clip: (score: number) => number,
): Promise<Float32Array> {
  if (users.length !== items.length) {
    throw new ShapeError(`there are ${users.length} users and ${items.length} items: give one for each`);
  }
  const columns = items.map((item) => knownNumber(known.items, item, 'item'));
  const pairs = new Map<number, number[]>();
  for (const [pair, user] of users.entries()) {
    const number = knownNumber(known.users, user, 'user');
    const own = pairs.get(number);
    if (own) own.push(pair);
    else pairs.set(number, [pair]);
  }
  const predictions = new Float32Array(users.length);
  const distinct = [...pairs.keys()];
  for (let from = 0; from < distinct.length; from += usersAtATime) {
    const part = distinct.slice(from, from + usersAtATime);
    const asked = part.flatMap((user) => pairs.get(user)!);
    const places = part.flatMap((user, at) => pairs.get(user)!.flatMap((pair) => [at, columns[pair]!]));
    const found = await scoresAt(Int32Array.from(part), Int32Array.from(places), scores);
    for (const [at, pair] of asked.entries()) predictions[pair] = clip(found[at]!);
  }
  return predictions;
}

/** The scores of some users at places among them, `[places]`. */
async function scoresAt(users: Int32Array, places: Int32Array, scores: Scoring): Promise<Float32Array> {
  const all = await scores.scores(users);
  const taken = tf.tidy(() => tf.gatherND(all, tf.tensor2d(places, [places.length / 2, 2], 'int32')));
  all.dispose();
  const values = (await taken.data()) as Float32Array;
  taken.dispose();
  return values;
}
