import { describeBackend, type Json } from '@autoencoders/core';
import type { ReportSection } from '@autoencoders/report';
import { childAnswer } from '../child-answer.js';
import { type RatingScale, type RatingScaleFigures, trainAtScale } from '../rating-scale.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  ratings: [1e6, 1e7, 5e7],
  /** Fewer than these are gone through several times. */
  timed: 1e7,
  perUser: 50,
  items: 50_000,
  hidden: 64,
  batchSize: 512,
  warmUp: 5,
};

/** What a short one does. */
const short: typeof full = { ...full, ratings: [1e5, 3e5], timed: 0, hidden: 16, warmUp: 1 };

/** Whether AutoRec's time and memory go with the number of ratings. */
export const autorecScale: Study = {
  name: 'autorec-scale',
  question: 'Do time and memory of training go with the number of ratings, up to 50 million?',
  paper: 'no paper: what a user of many ratings needs',
  run,
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const { ratings: sizes, timed, ...shared } = context.pick(full, short);
  const found: RatingScaleFigures[] = [];
  for (const ratings of sizes) {
    const epochs = Math.max(1, Math.ceil(timed / ratings));
    const figures = await measured({ ...shared, ratings, epochs, seed: context.seed }, context);
    const { ratingsPerSecond, peak } = figures;
    context.say(
      `${ratings.toLocaleString('en')} ratings: ${Math.round(ratingsPerSecond).toLocaleString('en')} a second, peak ${Math.round(peak)} MiB`,
    );
    found.push(figures);
  }
  return {
    claims: [...(context.quick ? [] : costClaims(found)), ...tensorClaims(found)],
    configuration: { ...shared, timed, sizes: found as unknown as Json },
    sections: [tableSection(found, shared, context)],
  };
}

/** In a process of its own, so that the peak is that of this training; in the short form beside the others. */
async function measured(scale: RatingScale, context: StudyContext): Promise<RatingScaleFigures> {
  const { signal } = context.options('scale');
  if (context.quick) return trainAtScale(scale, signal ? { signal } : {});
  const { engine, threads } = describeBackend();
  const module = new URL('./rating-scale-child.js', import.meta.url);
  return childAnswer(module, { scale, engine, threads }, signal);
}

function costClaims(found: readonly RatingScaleFigures[]): Claim[] {
  const rates = found.map(({ ratingsPerSecond }) => ratingsPerSecond);
  const last = found.at(-1)!;
  return [
    {
      figure: `ratings a second: the least of ${found.length} sizes over the greatest`,
      value: Math.min(...rates) / Math.max(...rates),
      target: 0.8,
      better: 'higher',
      unit: 'times',
    },
    {
      figure: `peak of memory at ${last.ratings.toLocaleString('en')} ratings of ${last.users.toLocaleString('en')} users`,
      value: last.peak / 1024,
      target: 6,
      better: 'lower',
      unit: 'GiB',
    },
    {
      figure: `RMSE in training over the last epoch, against the standard deviation of the ratings, at ${last.ratings.toLocaleString('en')}`,
      value: last.rmse,
      target: last.deviation,
      better: 'lower',
      unit: 'stars',
    },
  ];
}

function tensorClaims(found: readonly RatingScaleFigures[]): Claim[] {
  const [first, last] = [found[0]!, found.at(-1)!];
  return [
    {
      figure: 'bytes of tensors for each further rating',
      value: (last.tensorBytes - first.tensorBytes) / (last.ratings - first.ratings),
      target: 16,
      better: 'lower',
      unit: 'bytes',
    },
    {
      figure: 'tensors that are left of the trainings',
      value: found.reduce((sum, { tensorsLeft }) => sum + tensorsLeft, 0),
      target: 0,
      better: 'lower',
      unit: '',
    },
  ];
}

function tableSection(
  found: readonly RatingScaleFigures[],
  { items, hidden, batchSize, perUser }: Pick<RatingScale, 'items' | 'hidden' | 'batchSize' | 'perUser'>,
  { pick }: StudyContext,
): ReportSection {
  const process = pick(
    'Each size was trained on in a process of its own, whose peak of memory is given',
    'The peaks of memory are those of one process, which trained on one size after the other',
  );
  return {
    title: 'Ratings, time and memory',
    text: [
      `U-AutoRec with ${hidden} hidden units over ${items.toLocaleString('en')} items, ${perUser} ratings a user, ${batchSize} users a step. Training went over all ratings, the fewest several times. ${process}: with the ratings and everything else that it holds.`,
    ],
    tables: [
      {
        caption: 'The rates leave out the drawing of the ratings and the first steps',
        columns: [
          'ratings',
          'users',
          'steps',
          'seconds until the first step',
          'seconds of steps',
          'ratings a second',
          'ratings a second of processor time',
          'peak of memory, MiB',
          'RMSE in training',
        ],
        rows: found.map((each) => [
          each.ratings.toLocaleString('en'),
          each.users.toLocaleString('en'),
          each.steps,
          Math.round(each.prepared),
          Math.round(each.seconds),
          Math.round(each.ratingsPerSecond),
          Math.round(each.ratingsPerProcessorSecond),
          Math.round(each.peak),
          each.rmse,
        ]),
      },
    ],
  };
}
