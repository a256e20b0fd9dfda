import { Text } from '@mantine/core';
import { type CSSProperties, useId } from 'react';
import './confusion-table.css';

interface ConfusionTableProps {
  readonly classes: readonly string[];
  /** `[classes, classes]`, actual classes in rows. */
  readonly counts: Int32Array;
}

/** More cannot be read. */
const most = 20;

/** How often each class was taken for which, the more the darker. */
export function ConfusionTable({ classes, counts }: ConfusionTableProps) {
  const caption = useId();
  if (classes.length > most) {
    return (
      <Text size="sm">
        There are {classes.length} classes, too many for a table: below are those that are confused most.
      </Text>
    );
  }
  const long = classes.some(({ length }) => length > 3);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keyboard
    <section className="confusion" data-long={long || undefined} tabIndex={0} aria-label="Confusion table">
      <Text size="xs" c="var(--quiet)" pb={6} id={caption}>
        Test items of each class (rows) by the class they were taken for (columns)
      </Text>
      <table aria-labelledby={caption}>
        <thead>
          <tr>
            <td />
            {classes.map((name) => (
              <th key={name} scope="col">
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((name, actual) => {
            const row = counts.subarray(actual * classes.length, (actual + 1) * classes.length);
            const total = Math.max(
              1,
              row.reduce((sum, count) => sum + count, 0),
            );
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {classes.map((other, predicted) => (
                  <Cell
                    key={other}
                    count={row[predicted]!}
                    share={row[predicted]! / total}
                    right={actual === predicted}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly count: number;
  readonly share: number;
  readonly right: boolean;
}

function Cell({ count, share, right }: CellProps) {
  // Errors are few beside what is right: their colour rises faster.
  const strength = Math.round(85 * Math.min(1, right ? share : 2.5 * share));
  return (
    <td
      data-right={right || undefined}
      data-empty={count === 0 || undefined}
      style={{ '--strength': `${strength}%` } as CSSProperties}
    >
      {count}
    </td>
  );
}
