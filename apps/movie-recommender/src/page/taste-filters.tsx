import { Group, NativeSelect, RangeSlider, Text } from '@mantine/core';
import { useState } from 'react';
import type { Fame, TasteFilter } from '../taste/taste.js';
import type { UsedRecommender } from './use-recommender.js';

/** Which films may be recommended: by genre, by year, and by how well they are known. */
export function TasteFilters({ recommender }: { readonly recommender: UsedRecommender }) {
  const { filter, setFilter, summary } = recommender;
  const [first, last] = summary.years;
  const [years, setYears] = useState<[number, number]>([first, last]);
  const changeYears = ([from, to]: [number, number]) => {
    const { years: _, ...rest } = filter;
    setFilter(from === first && to === last ? rest : { ...rest, years: [from, to] });
  };
  const changeGenre = (genre: string) => {
    const { genre: _, ...rest } = filter;
    setFilter(genre === '' ? rest : ({ ...rest, genre } satisfies TasteFilter));
  };
  return (
    <>
      <Group grow wrap="wrap" preventGrowOverflow={false} gap="xs">
        <NativeSelect
          label="Recommend"
          value={filter.genre ?? ''}
          data={[{ value: '', label: 'All genres' }, ...summary.genres]}
          onChange={({ currentTarget }) => changeGenre(currentTarget.value)}
        />
        <NativeSelect
          label="Known to"
          value={filter.fame}
          data={[
            { value: 'any', label: 'Anyone' },
            { value: 'well-known', label: `Many (${summary.wellKnown} people or more)` },
            { value: 'lesser-known', label: `Few (under ${summary.wellKnown} people)` },
          ]}
          onChange={({ currentTarget }) => setFilter({ ...filter, fame: currentTarget.value as Fame })}
        />
      </Group>
      <div>
        <Text size="sm" fw={500}>
          Years {years[0]} to {years[1]}
        </Text>
        <RangeSlider
          label={null}
          min={first}
          max={last}
          minRange={0}
          value={years}
          onChange={setYears}
          onChangeEnd={changeYears}
          thumbFromLabel="First year"
          thumbToLabel="Last year"
          mx={8}
        />
      </div>
    </>
  );
}
