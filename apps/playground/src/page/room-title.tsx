import { Stack, Text, Title } from '@mantine/core';

/** A room's name, and what it is for in a sentence. */
export function RoomTitle({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <Stack gap={2} mb="md">
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="var(--quiet)" size="sm" maw="46rem">
        {children}
      </Text>
    </Stack>
  );
}
