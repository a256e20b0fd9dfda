import { type AdbenchSet, adbenchSets } from '../adbench-sets.js';
import { type AreasBySet, meanAreas, meanOfSets, setsAhead } from '../anomaly-areas.js';
import { type AnomalyMethod, type Areas, areasOf } from '../anomaly-methods.js';
import { anomalySection, methodDescriptions, methodsSection } from '../anomaly-sections.js';
import { anomalySplit, type Protocol, protocols } from '../anomaly-split.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  /** All that are there. */
  sets: undefined as readonly string[] | undefined,
  seeds: 5,
  /** As many as a detector takes by default. */
  steps: undefined as number | undefined,
};

/** What a short one does. */
const short: typeof full = { sets: ['fault', 'letter', 'WBC'], seeds: 1, steps: 100 };

/** What scikit-learn reaches on the 16 tables, trained on normal rows: means over the tables. */
const byScikitLearn = { PCA: 0.752, 'isolation forest': 0.8 } as const;

/** One detector for every table, beside those that have no network. */
export const anomalyAdbench: Study = {
  name: 'anomaly-adbench',
  question:
    'Does one detector without tuning find the anomalies of many tables, beside PCA and isolation forest?',
  paper:
    'Han et al. 2022, "ADBench"; An and Cho 2015 (reconstruction probability); Liu, Ting and Zhou 2008, "Isolation forest"',
  needs: 'adbench',
  run,
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const sets = (await adbenchSets()).filter(({ name }) => settings.sets?.includes(name) ?? true);
  const found = { 'one-class': new Map<string, Areas[]>(), unsupervised: new Map<string, Areas[]>() };
  // Seeds outermost: a run that is interrupted has seen every table.
  for (let seed = context.seed; seed < context.seed + settings.seeds; seed++) {
    for (const set of sets) {
      for (const protocol of protocols) {
        const areas = await runSet(set, protocol, { seed, steps: settings.steps }, context);
        found[protocol].set(set.name, [...(found[protocol].get(set.name) ?? []), areas]);
      }
    }
  }
  return {
    claims: claimsOf(found['one-class'], context),
    configuration: {
      seeds: settings.seeds,
      steps: settings.steps ?? 'the default',
      methods: methodDescriptions,
      means: Object.fromEntries(protocols.map((protocol) => [protocol, meanAreas(found[protocol])])),
    },
    sections: [
      methodsSection,
      anomalySection('Trained on half of the normal rows', found['one-class']),
      anomalySection('Trained on all rows, anomalies among them', found.unsupervised),
    ],
  };
}

/** Every method on one table, or what an interrupted run kept of it. */
async function runSet(
  { name, read }: AdbenchSet,
  protocol: Protocol,
  options: { readonly seed: number; readonly steps: number | undefined },
  context: StudyContext,
): Promise<Areas> {
  const split = `${name}-${protocol}-seed-${options.seed}`;
  return context.kept(split, async () => {
    const start = performance.now();
    const areas = await areasOf(split, anomalySplit(await read(), protocol, options.seed), options, context);
    const seconds = (performance.now() - start) / 1000;
    const said = (['best default', 'PCA', 'isolation forest'] as const).map(
      (method) => `${method} ${areas[method].toFixed(3)}`,
    );
    context.say(`${split}: ${said.join(', ')}, ${seconds.toFixed(0)} s`);
    return areas;
  });
}

function claimsOf(found: AreasBySet, { quick }: StudyContext): Claim[] {
  const own = meanOfSets(found, 'best default');
  const against = (other: AnomalyMethod, whose: string, target: number): Claim => ({
    figure: `mean AUROC of the default, trained on normal rows, against ${other} ${whose}`,
    value: own,
    target,
    better: 'higher',
    unit: '',
  });
  const compared = ['PCA', 'isolation forest'] as const;
  return [
    // Means over all tables say nothing of a few.
    ...(quick ? [] : compared.map((other) => against(other, 'by scikit-learn', byScikitLearn[other]))),
    ...compared.map((other) => against(other, 'of this run', meanOfSets(found, other))),
    {
      figure: `of ${found.size} tables, those on which it is ahead of PCA`,
      value: setsAhead(found, 'best default', 'PCA'),
      target: Math.ceil((2 / 3) * found.size),
      better: 'higher',
      unit: 'tables',
    },
  ];
}
