import { messageOf, PixelPicture, ProblemAlert } from '@autoencoders/app-kit';
import { ActionIcon, Group, NumberInput, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { InputDescription, TestItems } from './input-description.js';
import './test-item-chooser.css';

/** Properties of {@link TestItemChooser}. */
export interface TestItemChooserProps {
  readonly description: InputDescription;
  readonly loadItems: (rows: readonly number[]) => Promise<TestItems>;
  readonly row: number | undefined;
  readonly onRow: (row: number) => void;
}

const pageSize = 15;

/** Chooses an item of the test part: a picture by clicking it, a row of a table by its number. */
export function TestItemChooser(props: TestItemChooserProps) {
  const { description, row, onRow } = props;
  if (description.pictures) return <PicturePages {...props} />;
  return (
    <NumberInput
      label="Test row"
      description={`of ${description.test.toLocaleString('en')}`}
      min={1}
      max={description.test}
      clampBehavior="strict"
      allowDecimal={false}
      value={(row ?? 0) + 1}
      onChange={(value) => typeof value === 'number' && value >= 1 && onRow(value - 1)}
    />
  );
}

function PicturePages({ description, loadItems, row, onRow }: TestItemChooserProps) {
  const { test, classes } = description;
  const [from, setFrom] = useState(row === undefined ? 0 : row - (row % pageSize));
  const [page, setPage] = useState<{ readonly from: number; readonly found: TestItems }>();
  const [problem, setProblem] = useState<string>();
  const rows = Array.from({ length: Math.min(pageSize, test - from) }, (_, at) => from + at);
  useEffect(() => {
    let wanted = true;
    loadItems(rows).then(
      (found) => wanted && setPage({ from, found }),
      (error: unknown) => wanted && setProblem(messageOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [from]);
  const items = page?.found.items;
  return (
    <div>
      <ProblemAlert problem={problem} />
      <SimpleGrid cols={5} spacing={6} maw={290}>
        {page &&
          items?.kind === 'pictures' &&
          Array.from({ length: items.pixels.count }, (_, at) => {
            const each = page.from + at;
            const name = classes[page.found.labels[at]!];
            return (
              <UnstyledButton
                key={each}
                className="test-item"
                aria-label={`Test item ${each + 1}${name === undefined ? '' : `, ${name}`}`}
                aria-pressed={each === row}
                onClick={() => onRow(each)}
              >
                <PixelPicture pixels={items.pixels} index={at} size={48} />
              </UnstyledButton>
            );
          })}
      </SimpleGrid>
      <Group gap="xs" mt="xs">
        <ActionIcon
          variant="default"
          aria-label="Earlier test items"
          disabled={from === 0}
          onClick={() => setFrom(from - pageSize)}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          aria-label="Further test items"
          disabled={from + pageSize >= test}
          onClick={() => setFrom(from + pageSize)}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
        <Text size="xs" c="var(--quiet)">
          {from + 1} to {from + rows.length} of {test.toLocaleString('en')}
        </Text>
      </Group>
    </div>
  );
}
