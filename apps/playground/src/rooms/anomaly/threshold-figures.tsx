import './threshold-figures.css';
import type { OddGroup } from './scored.js';
import type { ThresholdFigures } from './threshold.js';
import { percent } from './told.js';

interface ThresholdFiguresProps {
  readonly figures: ThresholdFigures;
  /** The odd ones that are compared with, if any. */
  readonly group: OddGroup | undefined;
}

/** What the threshold catches, misses, and takes for odd by mistake. Plain elements: it changes as one drags. */
export function ThresholdFiguresView({ figures, group }: ThresholdFiguresProps) {
  const { caught, missed, falseAlarms, quiet, precision, recall, falseAlarmRate } = figures;
  const named: readonly (readonly [string, string])[] = [
    ...(group ? ([['Precision', percent(precision)]] as const) : []),
    ...(group ? ([['Recall', percent(recall)]] as const) : []),
    ['False alarms', percent(falseAlarmRate)],
    ...(group ? ([['AUROC', group.areaUnderRoc.toFixed(3)]] as const) : []),
    ...(group ? ([['PR AUC', group.averagePrecision.toFixed(3)]] as const) : []),
  ];
  return (
    <div>
      <dl className="threshold-figures">
        {named.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className="threshold-counts" aria-label="Counts at this threshold">
        <thead>
          <tr>
            <td />
            <th scope="col">alarm</th>
            <th scope="col">no alarm</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">normal</th>
            <td>{falseAlarms}</td>
            <td>{quiet}</td>
          </tr>
          {group && (
            <tr>
              <th scope="row">{group.name}</th>
              <td>{caught}</td>
              <td>{missed}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
