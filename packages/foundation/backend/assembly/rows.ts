import { all } from './simd';

/** Rows of a table, named by index, one after another. */
export function gatherRows(table: usize, rows: usize, count: i32, bytes: usize, to: usize): void {
  for (let i = 0; i < count; i++) {
    memory.copy(to, table + <usize>load<i32>(rows) * bytes, bytes);
    rows += 4;
    to += bytes;
  }
}

/** Adds each row to the row of the result that its index names; an index outside of `0 … segments - 1` is left out. */
export function sumRows(from: usize, ids: usize, count: i32, width: i32, segments: i32, to: usize): void {
  memory.fill(to, 0, <usize>(segments * width) << 2);
  for (let i = 0; i < count; i++) {
    const id = load<i32>(ids + (<usize>i << 2));
    if (<u32>id >= <u32>segments) {
      from += <usize>width << 2;
      continue;
    }
    const row = to + (<usize>(id * width) << 2);
    let k = 0;
    for (; k + 4 <= width; k += 4) {
      const o = <usize>k << 2;
      v128.store(row + o, f32x4.add(v128.load(row + o), v128.load(from + o)));
    }
    for (; k < width; k++) {
      const o = <usize>k << 2;
      store<f32>(row + o, load<f32>(row + o) + load<f32>(from + o));
    }
    from += <usize>width << 2;
  }
}

/** Bytes as numbers times `scale`. The bytes may end where the numbers end: they are read from the front. */
export function scaleBytes(from: usize, count: i32, scale: f32, to: usize): void {
  const s = all(scale);
  let i = 0;
  for (; i + 16 <= count; i += 16) {
    const bytes = v128.load(from + <usize>i);
    const low = i16x8.extend_low_i8x16_u(bytes);
    const high = i16x8.extend_high_i8x16_u(bytes);
    const at = to + (<usize>i << 2);
    v128.store(at, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)), s));
    v128.store(at, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)), s), 16);
    v128.store(at, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)), s), 32);
    v128.store(at, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)), s), 48);
  }
  for (; i < count; i++) store<f32>(to + (<usize>i << 2), <f32>load<u8>(from + <usize>i) * scale);
}
