import { Button, Paper, Stack, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Heading } from './Heading';

/** Shown in place of a page that could not be loaded or shown, such as one whose files a new version has replaced. */
export class PageErrors extends Component<{ children: ReactNode }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="entrance">
        <Paper className="card" role="alert">
          <Stack>
            <Heading order={1}>This page could not be loaded</Heading>
            <Text c="dimmed">Check your connection, and load it again.</Text>
            <Button onClick={() => location.reload()}>Load again</Button>
          </Stack>
        </Paper>
      </main>
    );
  }
}
