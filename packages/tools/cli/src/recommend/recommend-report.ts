import type { Recommendation } from '@autoencoders/autorec';
import type { History } from '@autoencoders/core';
import type { ReportSection, ReportTable } from '@autoencoders/report';
import { formatFigure } from '../progress-bar.js';
import { curvesSection, settingsSection, writeReport } from '../write-report.js';
import { countsOf, describe, describeHoldOut, figureTable, nameOf } from './print-recommendations.js';
import type { RecommendRequest } from './recommend-flags.js';
import type { RecommendOutcome } from './recommend-outcome.js';

/** How many users' lists are shown, and items that are recommended most. */
const shown = { users: 10, items: 15 };

/** The page of `recommend`: figures, ratings, recommendations, training curves and settings. */
export async function writeRecommendReport(page: string, outcome: RecommendOutcome): Promise<void> {
  const { flags, request, ready, evaluated, history } = outcome;
  const { method, minRating } = ready.details ?? {};
  await writeReport(page, {
    title: `Recommendations from ${flags.ratings ?? flags.model}`,
    summary: `${describe(outcome)}.`,
    sections: [
      ...(evaluated ? [figuresSection(outcome)] : []),
      await ratingsSection(outcome),
      ...recommendationsSection(outcome),
      ...(await trainingSection(outcome)),
      settingsSection({
        ratings: flags.ratings,
        recommender: flags.model,
        method,
        'least rating that is a choice': minRating ?? undefined,
        'items for each user': request.top,
        'held out': heldOutSetting(request),
        ...(history ? { ...ready.plan, method } : {}),
      }),
    ],
  });
}

function heldOutSetting({ holdOut }: RecommendRequest): string | undefined {
  if (!holdOut) return undefined;
  return holdOut.how === 'leave-one-out' ? holdOut.how : `${holdOut.share}, ${holdOut.how}`;
}

function figuresSection({ evaluated, request, ready }: RecommendOutcome): ReportSection {
  const { figures } = evaluated!;
  const { columns, rows } = figureTable(figures);
  const about = describeHoldOut(figures, request.holdOut!);
  const meaning =
    figures.of === 'ratings'
      ? 'RMSE and MAE are errors of predicted ratings, in the units of these: the smaller, the better.'
      : `Recall@${figures.k} is the share of what was held out that is among the first ${figures.k} (of at most ${figures.k}); NDCG@${figures.k} counts early places more; coverage is the share of all items that anyone is recommended.`;
  return {
    title: 'How good it is',
    text: [
      `${about[0]!.toUpperCase()}${about.slice(1)}. ${meaning} The recommendations below are of ${ready.details!.method} trained again on all ratings.`,
    ],
    tables: [{ caption: 'On what was held out, beside simpler ways', columns, rows: rows.map(rounded) }],
  };
}

function rounded([name, ...values]: readonly [string, ...number[]]): (string | number)[] {
  return [name, ...values.map((value) => Number(value.toFixed(4)))];
}

async function ratingsSection({ summary, ready }: RecommendOutcome): Promise<ReportSection> {
  const { barChart, lineChart } = await import('@autoencoders/report');
  const { distribution, ofItems, mean, ratings, users, items } = summary;
  const popularity = ofItems.filter((count) => count > 0).sort((a, b) => b - a);
  const per = (of: number) => Number((ratings / of).toPrecision(3));
  const labels = { xLabel: 'rating', yLabel: 'ratings' };
  const chart =
    distribution.length > 1
      ? [
          {
            picture: barChart(distribution, labels),
            narrow: barChart(distribution, { ...labels, width: 340 }),
            caption: `How many ratings there are of each; their mean is ${Number(mean.toFixed(3))}.`,
          },
        ]
      : [];
  return {
    title: ready.loaded ? 'Ratings' : 'Ratings that it learned from',
    text: [`On average an item has ${per(items)} ratings, and a user has given ${per(users)}.`],
    pictures: [
      ...chart,
      {
        picture: lineChart([{ name: 'ratings', values: popularity }], {
          xLabel: 'items, the most rated first',
          yLabel: 'ratings of the item',
          logarithmic: true,
          alt: `Ratings of each item, from ${popularity[0]} of the most rated to ${popularity.at(-1)}.`,
        }),
        caption: 'How many ratings each item has, on a logarithmic scale.',
      },
    ],
  };
}

function recommendationsSection(outcome: RecommendOutcome): ReportSection[] {
  const { recommendations, items, users } = countsOf(outcome);
  if (recommendations === 0) return [];
  const [count, of, to] = [recommendations, items, users].map((value) => value.toLocaleString('en'));
  return [
    {
      title: 'Recommendations',
      text: [`${count} recommendations of ${of} different items for ${to} users.`],
      tables: [mostRecommended(outcome), firstLists(outcome)],
    },
  ];
}

function mostRecommended(outcome: RecommendOutcome): ReportTable {
  const { lists, summary, ready } = outcome;
  const counts = new Map<string | number, number>();
  for (const { item } of lists.flatMap((list) => list.items)) counts.set(item, (counts.get(item) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, shown.items);
  // A saved recommender and new ratings number items each in their own way.
  const known = outcome.flags.model === undefined || !ready.loaded;
  const ratingsOf = (item: string | number) => summary.ofItems[ready.items.indexOf(item)!]!;
  return {
    caption: 'What is recommended to most users',
    columns: ['item', 'users', ...(known ? ['ratings'] : [])],
    rows: most.map(([item, users]) => [nameOf(item, outcome), users, ...(known ? [ratingsOf(item)] : [])]),
  };
}

function firstLists(outcome: RecommendOutcome): ReportTable {
  const some = outcome.lists.filter(({ items }) => items.length > 0).slice(0, shown.users);
  const places = ['first', 'second', 'third'];
  const cell = ({ item, score }: Recommendation) =>
    `${nameOf(item, outcome)} (${formatFigure(Number(score.toPrecision(3)))})`;
  return {
    caption: 'The first users, and what suits them best, with its score',
    columns: ['user', ...places],
    rows: some.map(({ user, items }) => [
      String(user),
      ...places.map((_, place) => (items[place] ? cell(items[place]) : '')),
    ]),
  };
}

/** The loss of the training ratings, and what becomes of those held out, which is of another scale. */
async function trainingSection({ evaluated, history }: RecommendOutcome): Promise<ReportSection[]> {
  const shownHistory = evaluated?.history ?? history;
  if (!shownHistory) return [];
  const epochs = shownHistory.epochs.map(({ validation: _, ...record }) => record);
  const [section] = await curvesSection({ ...shownHistory, epochs });
  if (!section) return [];
  if (!evaluated) return [section];
  const text = ['Without what was held out.'];
  const { name, values } = heldOutCurve(evaluated.history);
  if (values.length === 0) return [{ ...section, text }];
  const { lineChart } = await import('@autoencoders/report');
  const alt = `${name} after each epoch, ${formatFigure(values.at(-1)!)} at the end.`;
  const picture = lineChart([{ name, values }], { xLabel: 'epoch', yLabel: name, alt });
  const caption = 'How well ratings that were held out are predicted from the others, after each epoch.';
  return [{ ...section, text, pictures: [...section.pictures!, { picture, caption }] }];
}

/** RMSE of held-out ratings before clipping, or nats for each held-out choice; nothing of methods without either. */
function heldOutCurve({ epochs }: History): { readonly name: string; readonly values: number[] } {
  const records = epochs.flatMap(({ validation }) => (validation ? [validation] : []));
  const perTarget = (term: string) =>
    records.flatMap((record) =>
      record[term] === undefined ? [] : [record[term] / record['ratings/targets']!],
    );
  const squares = perTarget('ratings/squaredError');
  return squares.length > 0
    ? { name: 'RMSE of ratings held out', values: squares.map(Math.sqrt) }
    : { name: 'nats for each choice held out', values: perTarget('ratings/negativeLogLikelihood') };
}
