import { PageHeader, ProblemAlert } from '@autoencoders/app-kit';
import { AppShell, Container, Loader, NativeSelect } from '@mantine/core';
import { Recommending } from './recommending.js';
import { useFilmSet } from './use-film-set.js';

const setNames: Readonly<Record<string, string>> = {
  model: 'Your MovieLens',
  'made-up': 'Made-up films',
};

/** The whole page. */
export function App() {
  const { summary, problem, choose } = useFilmSet();
  return (
    <AppShell header={{ height: 56 }} padding={{ base: 'sm', sm: 'lg' }}>
      <PageHeader title="Movie recommender" content="main">
        {summary && summary.folders.length > 1 && (
          <NativeSelect
            aria-label="Films"
            size="xs"
            value={summary.folder}
            data={summary.folders.map((value) => ({ value, label: setNames[value] ?? value }))}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
        )}
      </PageHeader>
      <AppShell.Main id="main" tabIndex={-1}>
        <Container size="xl" px={0}>
          <ProblemAlert problem={problem} />
          {summary && <Recommending key={summary.name} summary={summary} />}
          {!summary && problem === undefined && <Loader aria-label="Loading the films" />}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
