import { Paper, Stack, Title } from '@mantine/core';
import type { ReactNode, Ref } from 'react';

interface CardProps {
  readonly title: string;
  readonly titleRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

/** A part of the page under a heading. */
export function Card({ title, titleRef, children }: CardProps) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={2} size="h4" ref={titleRef} tabIndex={-1}>
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
