import { NumberInput } from '@mantine/core';

/** Properties of {@link Whole}. */
export interface WholeProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

/** A whole number within bounds. */
export function Whole({ label, value, min, max, disabled, onChange }: WholeProps) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="blur"
      disabled={disabled}
      onChange={(given) => {
        if (typeof given === 'number' && given >= min && given <= max) onChange(given);
      }}
    />
  );
}
