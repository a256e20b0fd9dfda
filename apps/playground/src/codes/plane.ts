/** A plane through the space of codes: the code of a place is `origin + x · across + y · up`. */
export interface Plane {
  /** `[width]` each; the directions are of length 1, at right angles. */
  readonly origin: Float32Array;
  readonly across: Float32Array;
  readonly up: Float32Array;
}

/** The codes of places `x, y, x, y, …` of a plane, flat, one after another. */
export function codesAt({ origin, across, up }: Plane, places: ArrayLike<number>): Float32Array {
  const width = origin.length;
  const codes = new Float32Array((places.length / 2) * width);
  for (let at = 0; at < codes.length; at++) {
    const place = 2 * Math.floor(at / width);
    const k = at % width;
    codes[at] = origin[k]! + places[place]! * across[k]! + places[place + 1]! * up[k]!;
  }
  return codes;
}

/** The places nearest to codes on a plane, `x, y` of one after another. */
export function placesOf({ origin, across, up }: Plane, codes: Float32Array): Float32Array {
  const width = origin.length;
  const places = new Float32Array((codes.length / width) * 2);
  for (let at = 0; at < codes.length; at++) {
    const place = 2 * Math.floor(at / width);
    const k = at % width;
    const difference = codes[at]! - origin[k]!;
    places[place]! += difference * across[k]!;
    places[place + 1]! += difference * up[k]!;
  }
  return places;
}

/** The plane of two dimensions of the code, where the others are as given; the places are those two values. */
export function planeOfDimensions(others: Float32Array, across: number, up: number): Plane {
  const origin = Float32Array.from(others);
  origin[across] = 0;
  origin[up] = 0;
  return { origin, across: unit(others.length, across), up: unit(others.length, up) };
}

/** The plane with directions turned round where they point away from those of the plane before. */
export function turnedTowards(plane: Plane, before: Plane | undefined): Plane {
  if (!before || before.origin.length !== plane.origin.length) return plane;
  const turned = (direction: Float32Array, old: Float32Array) =>
    direction.reduce((sum, value, k) => sum + value * old[k]!, 0) < 0
      ? direction.map((value) => -value)
      : direction;
  return {
    origin: plane.origin,
    across: turned(plane.across, before.across),
    up: turned(plane.up, before.up),
  };
}

function unit(width: number, at: number): Float32Array {
  const vector = new Float32Array(width);
  vector[at] = 1;
  return vector;
}
