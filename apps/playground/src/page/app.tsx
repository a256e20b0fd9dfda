import { variants } from 'virtual:catalogue';
import { ErrorBoundary, PageHeader, ProblemAlert } from '@autoencoders/app-kit';
import { AppShell, Burger, Container, Loader, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect } from 'react';
import { toLink } from '../configuration/link.js';
import { HaltedAlert } from './halted-alert.js';
import { roomParts } from './room-parts.js';
import { rooms } from './rooms.js';
import { RunBadge } from './run-badge.js';
import { useParts } from './store.js';

/** The whole page: a list of rooms, and the room one is in. */
export function App() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { room, draft, enter, chooseData, problem, dismissProblem } = useParts(
    'room',
    'draft',
    'enter',
    'chooseData',
    'problem',
    'dismissProblem',
  );
  const { title, Part } = roomParts[room];

  useEffect(() => {
    const values = new URLSearchParams(toLink(draft, variants));
    if (room !== 'train') values.set('room', room);
    history.replaceState(null, '', `#${values}`);
    document.title = `${title} · Autoencoder playground`;
  }, [draft, room, title]);

  useEffect(() => void chooseData(draft.data), []);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 190, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <PageHeader
        title="Autoencoder playground"
        content="room"
        before={
          <Burger
            opened={opened}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label={opened ? 'Close the list of rooms' : 'Open the list of rooms'}
          />
        }
      >
        <RunBadge />
      </PageHeader>
      <AppShell.Navbar p="xs" component="nav" aria-label="Rooms">
        {rooms.map((name) => {
          const { title: label, Icon } = roomParts[name];
          return (
            <NavLink
              key={name}
              component="button"
              label={label}
              leftSection={<Icon size={18} aria-hidden />}
              active={name === room}
              aria-current={name === room ? 'page' : undefined}
              onClick={() => {
                enter(name);
                close();
              }}
            />
          );
        })}
        <Text size="xs" c="var(--quiet)" mt="auto" p="xs">
          Everything happens in this browser: no data leave it.
        </Text>
      </AppShell.Navbar>
      <AppShell.Main id="room" tabIndex={-1}>
        <Container size="xl" px={0}>
          <HaltedAlert />
          <ProblemAlert problem={problem} mb="md" withCloseButton onClose={dismissProblem} />
          <ErrorBoundary key={room}>
            <Suspense fallback={<Loader aria-label="Loading the room" />}>
              <Part />
            </Suspense>
          </ErrorBoundary>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
