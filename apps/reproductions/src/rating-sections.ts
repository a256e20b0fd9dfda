import { meanWithStandardError } from '@autoencoders/metrics';
import { lineChart, type ReportSection } from '@autoencoders/report';
import type { RankingFigures } from './ranking-figures.js';
import type { RatingErrors } from './rating-errors.js';

/** What a group of candidates came to. */
export interface Judged {
  readonly group: string;
  readonly model: string;
  /** On the validation part; left out where there was nothing to choose. */
  readonly validation?: RatingErrors;
  readonly chosen: boolean;
}

/** The errors of a model on the test files, by split, one for each seed. */
export interface Tested {
  readonly model: string;
  readonly errors: Readonly<Record<string, readonly RatingErrors[]>>;
}

/** An activation of the hidden layer and one of the ratings, with the RMSE found and the paper's on larger data. */
export interface Activated {
  readonly hidden: string;
  readonly ratings: string;
  readonly l2: number;
  readonly epochs: number;
  readonly rmse: number;
  readonly published: number;
}

/** Mean over seeds, with the standard deviation over them where there are several. */
export function overSeeds(values: readonly number[]): string {
  if (values.length === 1) return values[0]!.toFixed(4);
  const { mean, standardError } = meanWithStandardError(values);
  return `${mean.toFixed(4)} ± ${(standardError * Math.sqrt(values.length)).toFixed(4)}`;
}

export function testedSection(tested: readonly Tested[], splits: readonly string[]): ReportSection {
  const figures = ['rmse', 'mae'] as const;
  return {
    title: 'Errors on the test files',
    tables: [
      {
        caption: 'In stars; means over seeds with their standard deviations',
        columns: ['model', ...splits.flatMap((split) => [`RMSE ${split}`, `MAE ${split}`])],
        rows: tested.map(({ model, errors }) => [
          model,
          ...splits.flatMap((split) =>
            figures.map((figure) => overSeeds(errors[split]!.map((each) => each[figure]))),
          ),
        ]),
      },
    ],
  };
}

export function validationSection(judged: readonly Judged[], text: string): ReportSection {
  const tried = judged.flatMap(({ validation, ...rest }) => (validation ? [{ ...rest, ...validation }] : []));
  return {
    title: 'Chosen by validation',
    text: [text],
    tables: [
      {
        caption: 'In stars; the model of each group that has the least RMSE is the one that is tested',
        columns: ['group', 'model', 'RMSE', 'MAE', ''],
        rows: tried.map(({ group, model, rmse, mae, chosen }) => [
          group,
          model,
          rmse.toFixed(4),
          mae.toFixed(4),
          chosen ? 'chosen' : '',
        ]),
      },
    ],
    pictures: [
      {
        picture: lineChart(
          tried.flatMap(({ group, chosen, curve }) =>
            chosen && curve ? [{ name: group, values: curve.map(inView) }] : [],
          ),
          {
            xLabel: 'epoch',
            yLabel: 'RMSE in stars',
            alt: 'RMSE on the validation part after each epoch, a line for the chosen model of each group',
          },
        ),
        caption: `The chosen models in training: RMSE on the validation part, where it is below ${highest}.`,
      },
    ],
  };
}

/** Greater errors are those of the first epochs, beside which all others would look alike. */
const highest = 1.05;

function inView(rmse: number): number {
  return rmse <= highest ? rmse : Number.NaN;
}

export function activationSection(activated: readonly Activated[], where: string): ReportSection {
  return {
    title: 'Activations of I-AutoRec',
    tables: [
      {
        caption: `RMSE ${where}, beside that of the paper's table 2 on MovieLens 1M`,
        columns: ['ratings, f', 'hidden units, g', 'L2', 'epochs', 'RMSE', "the paper's RMSE"],
        rows: activated.map(({ ratings, hidden, l2, epochs, rmse, published }) => [
          ratings,
          hidden,
          l2,
          epochs,
          rmse.toFixed(4),
          published.toFixed(3),
        ]),
      },
    ],
  };
}

export function rankingSection(
  found: Readonly<Record<string, readonly RankingFigures[]>>,
  k: number,
): ReportSection {
  const users = Object.values(found)[0]![0]!.users;
  return {
    title: 'Recommendations on ua',
    text: [
      `Models learned what users had rated with four stars or more; relevant are the ratings of four or more in the test file. What a user has rated in the training file is never recommended. Means over the ${users} users with something relevant.`,
    ],
    tables: [
      {
        caption: 'Means over seeds with their standard deviations',
        columns: ['model', `NDCG@${k}`, `Recall@${k}`],
        rows: Object.entries(found).map(([model, figures]) => [
          model,
          overSeeds(figures.map(({ ndcg }) => ndcg)),
          overSeeds(figures.map(({ recall }) => recall)),
        ]),
      },
    ],
  };
}
