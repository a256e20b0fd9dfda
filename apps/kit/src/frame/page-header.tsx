import { AppShell, Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ThemeButton } from './theme-button.js';

/** Properties of {@link PageHeader}. */
export interface PageHeaderProps {
  /** The app's name. */
  readonly title: string;
  /** Id of the element that the skip link leads to. */
  readonly content: string;
  /** What stands before the name. */
  readonly before?: ReactNode;
  /** What stands before the button for the theme. */
  readonly children?: ReactNode;
}

/** The top of a page, in an `AppShell`: its name and icon, the theme, and a link past it for keyboards. */
export function PageHeader({ title, content, before, children }: PageHeaderProps) {
  return (
    <>
      <a className="skip-link" href={`#${content}`}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            {before}
            <img src="./icon.svg" alt="" width={26} height={26} />
            <Title order={1} fz={{ base: 'sm', xs: 'h4' }} lh={1.2} lineClamp={2}>
              {title}
            </Title>
          </Group>
          <Group gap="sm" wrap="nowrap" flex="none">
            {children}
            <ThemeButton />
          </Group>
        </Group>
      </AppShell.Header>
    </>
  );
}
