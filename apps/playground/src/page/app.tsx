import { variants } from 'virtual:catalogue';
import { ErrorBoundary, ProblemAlert, ThemeButton } from '@autoencoders/app-kit';
import { AppShell, Burger, Container, Group, Loader, NavLink, Text, Title } from '@mantine/core';
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
      <a className="skip-link" href="#room">
        Skip to the room
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={opened ? 'Close the list of rooms' : 'Open the list of rooms'}
            />
            <img src="./icon.svg" alt="" width={26} height={26} />
            <Title order={1} size="h4" lineClamp={1}>
              Autoencoder playground
            </Title>
          </Group>
          <Group gap="sm" wrap="nowrap">
            <RunBadge />
            <ThemeButton />
          </Group>
        </Group>
      </AppShell.Header>
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
