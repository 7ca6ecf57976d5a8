import { Skeleton, Stack } from '@mantine/core';
import { Brand } from '../shared/Brand';

/** While a page is loading. */
export function PageSkeleton() {
  return (
    <Stack gap="lg" aria-busy="true" aria-label="Loading" role="status">
      <Skeleton height={34} width={180} />
      <Skeleton height={42} />
      <Skeleton height={320} radius="lg" />
    </Stack>
  );
}

/** While nothing is known yet. */
export function FrameSkeleton() {
  return (
    <div className="console">
      <header className="console-header">
        <Brand />
      </header>
      <div className="console-nav" />
      <main className="console-main">
        <PageSkeleton />
      </main>
    </div>
  );
}
