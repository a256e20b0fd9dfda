import { Alert, Button, Container, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';

/** Says what went wrong where a part of the page cannot be shown, in place of an empty page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { problem?: Error }> {
  override state: { problem?: Error } = {};

  static getDerivedStateFromError(problem: Error) {
    return { problem };
  }

  override render() {
    const { problem } = this.state;
    if (!problem) return this.props.children;
    return (
      <Container size="sm" py="xl">
        <Alert color="red" title="This page came to a halt" role="alert">
          <Stack align="flex-start">
            <Text>{problem.message}</Text>
            <Button onClick={() => location.reload()}>Load it again</Button>
          </Stack>
        </Alert>
      </Container>
    );
  }
}
