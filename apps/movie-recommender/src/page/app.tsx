import { ProblemAlert, ThemeButton } from '@autoencoders/app-kit';
import { AppShell, Container, Group, Loader, NativeSelect, Title } from '@mantine/core';
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
      <a className="skip-link" href="#main">
        Skip to the films
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <img src="./icon.svg" alt="" width={26} height={26} />
            <Title order={1} size="h5" lineClamp={1}>
              Movie recommender
            </Title>
          </Group>
          <Group gap="sm" wrap="nowrap">
            {summary && summary.folders.length > 1 && (
              <NativeSelect
                aria-label="Films"
                size="xs"
                value={summary.folder}
                data={summary.folders.map((value) => ({ value, label: setNames[value] ?? value }))}
                onChange={({ currentTarget }) => choose(currentTarget.value)}
              />
            )}
            <ThemeButton />
          </Group>
        </Group>
      </AppShell.Header>
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
