import type { WatchState } from '../page/state.js';
import type { Stretch } from '../table/stretches.js';
import type { Band } from './draw.js';

type Shown = Pick<WatchState, 'axis' | 'normal' | 'normalBands' | 'judgement' | 'dragging'>;

/** What is marked behind the lines: normal rows before there are results, then alarms and faults. */
export function bandsOf({ axis, normal, normalBands, judgement, dragging }: Shown): Band[] {
  if (!axis) return [];
  const { x } = axis;
  const band =
    (kind: Band['kind']) =>
    ({ from, to }: Stretch): Band => ({
      kind,
      from: x[from] ?? x.at(-1)!,
      to: x[Math.max(from, to - 1)] ?? x.at(-1)!,
    });
  const chosen = normal.by === 'range' ? [normal] : normalBands;
  return [
    ...(judgement && dragging === 'zoom' ? [] : chosen.map(band('normal'))),
    ...(judgement?.alarms ?? []).map(band('alarm')),
    ...(judgement?.faults?.found ?? []).map(band('fault')),
  ];
}
