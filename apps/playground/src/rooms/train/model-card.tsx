import { variants } from 'virtual:catalogue';
import { Card } from '@autoencoders/app-kit';
import { Accordion, Select, Text } from '@mantine/core';
import { offeredOptions } from '../../form/offered-options.js';
import { OptionField } from '../../form/option-field.js';
import { useParts } from '../../page/store.js';
import { UnlessBusy } from './unless-busy.js';

/** Chooses the variant and its options, in a form made of what the variant declares. */
export function ModelCard() {
  const { draft, change } = useParts('draft', 'change');
  const entry = variants.find(({ kind }) => kind === draft.kind)!;
  const { first, others } = offeredOptions(entry.options);

  const field = (name: string) => (
    <OptionField
      key={`${entry.kind} ${name}`}
      name={name}
      schema={entry.options[name]!}
      value={draft.options[name]}
      onChange={(value) => {
        const { [name]: _, ...rest } = draft.options;
        change({ options: value === undefined ? rest : { ...rest, [name]: value } });
      }}
    />
  );

  return (
    <Card level={3} title="Model">
      <UnlessBusy>
        <Select
          label="Kind of autoencoder"
          data={variants.map(({ kind }) => kind)}
          value={draft.kind}
          allowDeselect={false}
          searchable
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
        {first.map(field)}
      </UnlessBusy>
      {others.length > 0 && (
        <Accordion variant="contained" chevronPosition="left">
          <Accordion.Item value="others">
            <Accordion.Control>{others.length} more options</Accordion.Control>
            <Accordion.Panel>
              <UnlessBusy>{others.map(field)}</UnlessBusy>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </Card>
  );
}
