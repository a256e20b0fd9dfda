import type { Id } from '@autoencoders/autorec';
import { printTable } from '../print-table.js';
import { formatFigure } from '../progress-bar.js';
import { printLine, type Terminal } from '../terminal.js';
import type { RecommenderFigures } from './judge-recommender.js';
import type { HoldOut } from './recommend-flags.js';
import { feedbackOf } from './recommend-methods.js';
import type { RecommendOutcome } from './recommend-outcome.js';

/** Prints what `recommend` found, for a person or as JSON. */
export function printRecommendations(outcome: RecommendOutcome, terminal: Terminal): void {
  if (outcome.flags.json) printLine(terminal, JSON.stringify(jsonOf(outcome)));
  else printText(outcome, terminal);
}

/** How many recommendations there are, of how many items, and to whom nothing is left to recommend. */
export function countsOf({ lists }: Pick<RecommendOutcome, 'lists'>) {
  const items = new Set(lists.flatMap((list) => list.items.map(({ item }) => item)));
  return {
    users: lists.length,
    recommendations: lists.reduce((sum, list) => sum + list.items.length, 0),
    items: items.size,
    without: lists.filter((list) => list.items.length === 0).length,
  };
}

function jsonOf(outcome: RecommendOutcome) {
  const { flags, ready, evaluated, history, lists, similar, summary } = outcome;
  const { ratings, users, items, range, mean, density } = summary;
  const { users: listed, recommendations, items: recommended, without } = countsOf(outcome);
  return {
    model: flags.model ?? null,
    ratings: flags.ratings ?? null,
    method: ready.details?.method ?? null,
    data: { ratings, users, items, range, mean, density, repeated: ready.loaded?.repeated ?? 0 },
    training: history ? { ...ready.plan, steps: history.steps, seconds: history.seconds } : null,
    figures: evaluated?.figures ?? null,
    recommendations:
      lists.length > 0 ? { users: listed, recommendations, items: recommended, without } : null,
    similar: similar ?? null,
    out: flags.out ?? null,
    saved: flags.save ?? null,
    report: flags.report ?? null,
  };
}

function printText(outcome: RecommendOutcome, terminal: Terminal): void {
  const { flags, request, ready, evaluated, history, similar, like } = outcome;
  const print = (line: string) => printLine(terminal, line);
  if (ready.loaded) print(`${flags.ratings}: ${describe(outcome)}`);
  if (evaluated) {
    print('');
    printFigures(evaluated.figures, request.holdOut!, terminal);
    print('');
  }
  if (history) printTraining(outcome, terminal);
  if (similar) {
    print(`items like ${nameOf(like!, outcome)}, by the cosine of what is learned of them:`);
    const rows = similar.map(({ item, similarity }) => [nameOf(item, outcome), similarity.toFixed(3)]);
    printTable(['item', 'similarity'], rows, terminal);
  }
  if (flags.out !== undefined) printLists(outcome, terminal);
  if (flags.save !== undefined) print(`the recommender is in ${flags.save}`);
  if (flags.report !== undefined) print(`the report is in ${flags.report}`);
}

function printTraining({ ready, evaluated, history, made }: RecommendOutcome, terminal: Terminal): void {
  const { method, epochs } = ready.plan!;
  const { minRating } = ready.details!;
  const count = made!.ratings.size.toLocaleString('en');
  const what = feedbackOf(method) === 'explicit' ? 'ratings' : 'choices';
  const least = minRating === null ? '' : `, ratings of ${minRating} or more`;
  const { steps, seconds } = history!;
  const time = seconds.toFixed(seconds < 10 ? 1 : 0);
  printLine(
    terminal,
    `trained ${method}${evaluated ? ' again,' : ''} on all ${count} ${what}${least}: ${epochs} epochs, ${steps} steps, ${time} s`,
  );
}

/** `100,000 ratings from 1 to 5 of 1,682 items by 943 users, 6.3 % of all pairs`. */
export function describe({ summary, ready }: Pick<RecommendOutcome, 'summary' | 'ready'>): string {
  const { ratings, users, items, range, density } = summary;
  const [count, of, by] = [ratings, items, users].map((value) => value.toLocaleString('en'));
  const rated = ready.loaded?.rated ?? ready.details?.rated ?? true;
  const what = rated && range[0] < range[1] ? `ratings from ${range[0]} to ${range[1]}` : 'choices';
  return `${count} ${what} of ${of} items by ${by} users, ${Number((100 * density).toPrecision(2))} % of all pairs`;
}

/** How ratings were held out, and what figures mean. */
export function describeHoldOut(figures: RecommenderFigures, { how, share }: HoldOut): string {
  const count = figures.heldOut.toLocaleString('en');
  const ways = {
    random: `${count} ratings held out at random (${Number((100 * share).toPrecision(3))} %)`,
    'by-time': `the latest ${count} ratings held out (${Number((100 * share).toPrecision(3))} %)`,
    'leave-one-out': `${count} ratings held out, one of each user (the latest, where there are times)`,
  };
  if (figures.of === 'ratings') return ways[how];
  const { relevant, users } = figures;
  const chosen = relevant === figures.heldOut ? '' : `, ${relevant.toLocaleString('en')} of them choices`;
  return `${ways[how]}${chosen}; lists for ${users.toLocaleString('en')} users`;
}

/** Figures as a table: names of columns, and a row for each way to predict. */
export function figureTable(figures: RecommenderFigures): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [string, ...number[]])[];
} {
  if (figures.of === 'ratings') {
    return {
      columns: ['predicted by', 'RMSE', 'MAE'],
      rows: figures.rows.map(({ name, rootMeanSquaredError, meanAbsoluteError }) => [
        name,
        rootMeanSquaredError,
        meanAbsoluteError,
      ]),
    };
  }
  const { k } = figures;
  return {
    columns: ['recommended by', `recall@${k}`, `NDCG@${k}`, 'coverage'],
    rows: figures.rows.map(({ name, recall, normalizedDiscountedCumulativeGain, coverage }) => [
      name,
      recall,
      normalizedDiscountedCumulativeGain,
      coverage,
    ]),
  };
}

function printFigures(figures: RecommenderFigures, holdOut: HoldOut, terminal: Terminal): void {
  printLine(terminal, `${describeHoldOut(figures, holdOut)}:`);
  const { columns, rows } = figureTable(figures);
  printTable(
    columns,
    rows.map(([name, ...values]) => [name, ...values.map((value) => (value as number).toFixed(4))]),
    terminal,
  );
}

function printLists(outcome: RecommendOutcome, terminal: Terminal): void {
  const { flags, lists } = outcome;
  const { users, recommendations, items, without } = countsOf(outcome);
  const [count, of, to] = [recommendations, items, users].map((value) => value.toLocaleString('en'));
  printLine(terminal, `${count} recommendations of ${of} items for ${to} users are in ${flags.out}`);
  if (without > 0)
    printLine(terminal, `${without} users have rated all items: nothing is left to recommend to them`);
  const first = lists.find((list) => list.items.length > 0);
  if (!first) return;
  const some = first.items
    .slice(0, 3)
    .map(({ item, score }) => `${nameOf(item, outcome)} (${formatFigure(Number(score.toPrecision(3)))})`);
  printLine(terminal, `for user ${first.user}, the first are ${some.join('; ')}`);
}

/** An item by its title, where there is one. */
export function nameOf(item: Id, { ready: { loaded } }: Pick<RecommendOutcome, 'ready'>): string {
  const title = loaded?.titles?.get(item);
  return title === undefined ? String(item) : `${item} ${title}`;
}
