import { variants } from 'virtual:catalogue';
import { Card } from '@autoencoders/app-kit';
import { Accordion, Select, Stack, Text } from '@mantine/core';
import { offeredOptions } from '../../form/offered-options.js';
import { OptionField } from '../../form/option-field.js';
import { useParts } from '../../page/store.js';

/** Chooses the variant and its options, in a form made of what the variant declares. */
export function ModelCard() {
  const { draft, change, activity } = useParts('draft', 'change', 'activity');
  const entry = variants.find(({ kind }) => kind === draft.kind)!;
  const { first, others } = offeredOptions(entry.options);
  const disabled = activity !== 'idle';

  const field = (name: string) => (
    <OptionField
      key={`${entry.kind} ${name}`}
      name={name}
      schema={entry.options[name]!}
      value={draft.options[name]}
      disabled={disabled}
      onChange={(value) => {
        const { [name]: _, ...rest } = draft.options;
        change({ options: value === undefined ? rest : { ...rest, [name]: value } });
      }}
    />
  );

  return (
    <Card level={3} title="Model">
      <Select
        label="Kind of autoencoder"
        data={variants.map(({ kind }) => kind)}
        value={draft.kind}
        allowDeselect={false}
        searchable
        disabled={disabled}
        onChange={(kind) => {
          if (kind === null || kind === draft.kind) return;
          // A code of the width chosen before is kept: it is what one compares kinds by.
          const options = variants.find((each) => each.kind === kind)!.options;
          const { latentDim } = draft.options;
          change({ kind, options: latentDim !== undefined && 'latentDim' in options ? { latentDim } : {} });
        }}
      />
      <Text size="sm" c="var(--quiet)">
        {entry.summary}.
      </Text>
      <Stack gap="sm">{first.map(field)}</Stack>
      {others.length > 0 && (
        <Accordion variant="contained" chevronPosition="left">
          <Accordion.Item value="others">
            <Accordion.Control>{others.length} more options</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">{others.map(field)}</Stack>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Card>
  );
}
