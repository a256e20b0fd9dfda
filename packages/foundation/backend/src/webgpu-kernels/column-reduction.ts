import { groupSize, type Program } from './run-program.js';

/** How the groups of a program share a matrix `[rows, columns]` that is to be reduced to one row. */
export interface ColumnPlan {
  /** Columns to a group: neighbours, so that a group reads whole stretches of a row. */
  readonly tile: number;
  /** Parts that the rows fall into, each reduced by its own groups. */
  readonly parts: number;
  /** Rows in a part; the last may have fewer. */
  readonly chunk: number;
  readonly groups: readonly [number, number];
}

/**
 * Divides a matrix among groups: long columns into up to 64 parts, or a few channels of many images would keep
 * but a few groups busy.
 *
 * @returns `undefined` where the matrix is empty or has more columns than one dispatch takes.
 */
export function planColumns(rows: number, columns: number): ColumnPlan | undefined {
  if (rows === 0 || columns === 0) return undefined;
  const tile = Math.min(16, 2 ** Math.ceil(Math.log2(columns)));
  const lines = groupSize / tile;
  const wanted = rows <= 64 * lines ? 1 : Math.min(64, Math.ceil(rows / (16 * lines)));
  const chunk = Math.ceil(rows / wanted);
  const parts = Math.ceil(rows / chunk);
  const across = Math.ceil(columns / tile);
  return across > 65_535 ? undefined : { tile, parts, chunk, groups: [across, parts] };
}

/** The numbers of a `columnProgram`, to put before its own. */
export function columnUniforms(rows: number, columns: number, { chunk }: ColumnPlan): number[] {
  return [rows, columns, chunk];
}

/**
 * A program that reduces columns, for groups of `tile` columns. The body finds `column`, the rows `begin` to
 * `end` of its part, `overRows`, a loop, and `total(local, value)`, the sum over the part's rows of what each of
 * its threads has; `writes` is true in the one thread of each column that writes the result.
 */
export function columnProgram(
  program: Omit<Program, 'body'> & { readonly body: (overRows: (statement: string) => string) => string },
): (tile: number) => Program {
  const byTile = new Map<number, Program>();
  return (tile) => {
    const known = byTile.get(tile);
    if (known) return known;
    const made = forTile(program, tile);
    byTile.set(tile, made);
    return made;
  };
}

function forTile(program: Parameters<typeof columnProgram>[0], tile: number): Program {
  return {
    ...program,
    name: `${program.name}-${tile}`,
    uniforms: { rows: 'u32', columns: 'u32', chunk: 'u32', ...program.uniforms },
    declarations: `
      ${program.declarations ?? ''}
      var<workgroup> sums : array<vec2<f32>, ${groupSize}>;

      fn total(local : u32, value : vec2<f32>) -> vec2<f32> {
        sums[local] = value;
        workgroupBarrier();
        for (var span = ${groupSize / 2}u; span >= ${tile}u; span /= 2u) {
          if (local < span) { sums[local] += sums[local + span]; }
          workgroupBarrier();
        }
        let sum = sums[local % ${tile}u];
        workgroupBarrier();
        return sum;
      }`,
    body: `let column = group.x * ${tile}u + local % ${tile}u;
      let inside = column < uniforms.columns;
      let writes = inside && local < ${tile}u;
      let begin = group.y * uniforms.chunk;
      let end = min(begin + uniforms.chunk, uniforms.rows);
      ${program.body(
        (statement) => `
          for (var row = select(end, begin + local / ${tile}u, inside); row < end; row += ${groupSize / tile}u) {
            let at = row * uniforms.columns + column;
            ${statement}
          }`,
      )}`,
  };
}
