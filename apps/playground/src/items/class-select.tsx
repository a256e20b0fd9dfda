import { Select } from '@mantine/core';
import type { Given } from '../codes/model-for.js';
import { usePlayground } from '../page/store.js';

/** Properties of {@link ClassSelect}. */
export interface ClassSelectProps {
  readonly given: Given;
  readonly value: number | undefined;
  readonly onChange: (label: number | undefined) => void;
}

/** The class that a model is told to make examples of. */
export function ClassSelect({ given, value, onChange }: ClassSelectProps) {
  const classes = usePlayground((state) => state.summary?.classes);
  return (
    <Select
      label="Class to make"
      styles={{ description: { color: 'var(--quiet)' } }}
      description={
        given.by === 'condition'
          ? 'The decoder is told it, beside the code.'
          : 'The prior has a part for each.'
      }
      data={[
        { value: 'any', label: 'any' },
        ...Array.from({ length: given.count }, (_, k) => ({ value: `${k}`, label: classes?.[k] ?? `${k}` })),
      ]}
      value={value === undefined ? 'any' : `${value}`}
      allowDeselect={false}
      maw={240}
      onChange={(chosen) => onChange(chosen === null || chosen === 'any' ? undefined : Number(chosen))}
    />
  );
}
