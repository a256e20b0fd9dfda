import { SegmentedControl, Stack } from '@mantine/core';
import { memo, useState } from 'react';
import { DrawingPad } from './drawing-pad.js';
import type { InputDescription, TestItems } from './input-description.js';
import type { InputSource } from './input-source.js';
import { TestItemChooser } from './test-item-chooser.js';

/** Properties of {@link InputChooser}. */
export interface InputChooserProps {
  readonly description: InputDescription;
  readonly loadItems: (rows: readonly number[]) => Promise<TestItems>;
  /** The test item that is chosen, if one is. */
  readonly row: number | undefined;
  /** Told `undefined` while nothing is drawn. */
  readonly onSource: (source: InputSource | undefined) => void;
}

/** Chooses what a model is given: something drawn, where the data are pictures of one channel, or a test item. */
export const InputChooser = memo(function InputChooser(props: InputChooserProps) {
  const { description, loadItems, row, onSource } = props;
  const { pad } = description;
  const [way, setWay] = useState<InputSource['kind']>(pad && row === undefined ? 'drawing' : 'test');
  // A test item that was chosen elsewhere in the room.
  const shown = row === undefined ? way : 'test';
  return (
    <Stack gap="sm">
      {pad && (
        <SegmentedControl
          aria-label="What the model is given"
          data={[
            { value: 'drawing', label: 'Draw' },
            { value: 'test', label: 'Take a test item' },
          ]}
          value={shown}
          onChange={(kind) => {
            setWay(kind as InputSource['kind']);
            onSource(kind === 'test' ? { kind: 'test', row: 0 } : undefined);
          }}
        />
      )}
      {pad && shown === 'drawing' ? (
        <DrawingPad
          size={pad}
          fill={pad.fill}
          lightPaper={pad.lightPaper}
          onDrawing={(values) => onSource(values && { kind: 'drawing', values })}
        />
      ) : (
        <TestItemChooser
          description={description}
          loadItems={loadItems}
          row={row}
          onRow={(chosen) => onSource({ kind: 'test', row: chosen })}
        />
      )}
    </Stack>
  );
});
