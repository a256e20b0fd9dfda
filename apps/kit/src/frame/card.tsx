import { Paper, Stack, Title, type TitleOrder } from '@mantine/core';
import type { ReactNode, Ref } from 'react';

/** Properties of {@link Card}. */
export interface CardProps {
  readonly title: string;
  /** Level of the heading. Default 2. */
  readonly level?: TitleOrder;
  /** For pages that move the focus there. */
  readonly titleRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}

/** A part of a page under a heading. */
export function Card({ title, level = 2, titleRef, children }: CardProps) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Title order={level} size="h5" {...(titleRef ? { ref: titleRef, tabIndex: -1 } : {})}>
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
