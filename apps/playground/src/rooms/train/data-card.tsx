import { Card, FileDrop, messageOf, ProblemAlert } from '@autoencoders/app-kit';
import { Loader, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { DataChoice } from '../../configuration/configuration.js';
import { keepOwnFiles } from '../../data/keep-own-files.js';
import { useParts, worker } from '../../page/store.js';

const bundled = [
  { value: 'mnist', label: 'MNIST, handwritten digits of 28 × 28' },
  { value: 'fashion', label: 'Fashion-MNIST, clothes of 28 × 28' },
  { value: 'digits', label: 'Digits, small ones of 8 × 8' },
  { value: 'own', label: 'Files of your own' },
] as const;

/** Chooses the data: what ships with the page, or files of the visitor's own. */
export function DataCard() {
  const { draft, summary, chooseData, activity } = useParts('draft', 'summary', 'chooseData', 'activity');
  const { data } = draft;
  const own = data.source === 'table' || data.source === 'images';
  const [asking, setAsking] = useState(own);
  const [columns, setColumns] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string>();
  const busy = activity !== 'idle';

  const take = async (files: readonly File[]) => {
    setProblem(undefined);
    try {
      const choice = await keepOwnFiles(files);
      setColumns(choice.source === 'table' ? await worker().columnsOf(files[0]!) : []);
      await chooseData(choice);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };

  return (
    <Card level={3} title="Data">
      <Select
        label="Data set"
        data={bundled}
        value={asking ? 'own' : data.source}
        allowDeselect={false}
        disabled={busy}
        onChange={(choice) => {
          setAsking(choice === 'own');
          if (choice !== 'own' && choice !== null) void chooseData({ source: choice } as DataChoice);
        }}
      />
      {asking && (
        <FileDrop
          what="a CSV or pictures"
          accept=".csv,.tsv,text/csv,image/*"
          multiple
          disabled={busy}
          onFiles={(files) => void take(files)}
        />
      )}
      {data.source === 'table' && columns.length > 0 && (
        <Select
          label="Column with the class"
          description="It is not learnt from: rooms show and compare by it."
          placeholder="none"
          clearable
          data={columns}
          value={data.labelColumn ?? null}
          disabled={busy}
          onChange={(name) => {
            const { labelColumn: _, ...rest } = data;
            void chooseData(name === null ? rest : { ...rest, labelColumn: name });
          }}
        />
      )}
      <ProblemAlert problem={problem} />
      {summary ? (
        <Text size="sm" c="var(--quiet)">
          {summary.train.toLocaleString('en')} examples to learn from and {summary.test.toLocaleString('en')}{' '}
          to look at, each of {summary.shape.join(' × ')} values
          {summary.classes.length > 0 && `, in ${summary.classes.length} classes`}.
        </Text>
      ) : (
        <Loader size="sm" aria-label="Reading the data" />
      )}
    </Card>
  );
}
