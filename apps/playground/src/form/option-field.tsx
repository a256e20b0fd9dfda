import { messageOf } from '@autoencoders/app-kit';
import {
  alternativesOf,
  limitsText,
  parseValue,
  placeholder,
  type ValueSchema,
  valueText,
} from '@autoencoders/core/options';
import { Select, Switch, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

/** Properties of {@link OptionField}. */
export interface OptionFieldProps {
  readonly name: string;
  readonly schema: ValueSchema;
  /** `undefined` where the variant's default holds. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** A field for one option of a variant, as the variant's schema describes it. */
export function OptionField({ name, schema, value, onChange }: OptionFieldProps) {
  const label = fieldLabel(name);
  const description = [schema.description, limitsText(schema)].filter(Boolean).join(' ');
  const shown = value ?? schema.default;
  if (schema.type === 'boolean') {
    return (
      <Switch
        label={label}
        description={description}
        checked={shown === true}
        onChange={({ currentTarget: { checked } }) =>
          onChange(checked === schema.default ? undefined : checked)
        }
      />
    );
  }
  if (schema.enum) {
    return (
      <Select
        label={label}
        description={description}
        data={schema.enum.map(String)}
        value={shown === undefined ? null : String(shown)}
        placeholder="chosen by the model"
        allowDeselect={false}
        clearable={schema.default === undefined}
        onChange={(choice) => onChange(choice === null || choice === schema.default ? undefined : choice)}
      />
    );
  }
  return <TextField {...{ name, label, description, schema, shown, onChange }} />;
}

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly schema: ValueSchema;
  readonly shown: unknown;
  readonly onChange: (value: unknown) => void;
}

/** Text that stands for a value, as on the command line; what cannot be read is said below and changes nothing. */
function TextField({ name, label, description, schema, shown, onChange }: TextFieldProps) {
  const settled = shown === undefined ? '' : valueText(shown);
  const [text, setText] = useState(settled);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    setText(settled);
    setProblem(undefined);
  }, [settled]);
  const settle = () => {
    if (text === settled) return setProblem(undefined);
    if (text.trim() === '') return onChange(undefined);
    try {
      const value = parseValue(name, text, schema);
      setProblem(undefined);
      onChange(JSON.stringify(value) === JSON.stringify(schema.default) ? undefined : value);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  const isNumber = (alternativesOf(schema) ?? [schema]).every(
    ({ type }) => type === 'integer' || type === 'number',
  );
  return (
    <TextInput
      label={label}
      description={description}
      placeholder={schema.default === undefined ? 'chosen by the model' : placeholder(schema)}
      value={text}
      error={problem}
      inputMode={isNumber ? 'decimal' : 'text'}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={settle}
      onKeyDown={({ key }) => key === 'Enter' && settle()}
    />
  );
}

/** `latentDim` as `Latent dim`. */
export function fieldLabel(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words[0]!.toUpperCase() + words.slice(1);
}
