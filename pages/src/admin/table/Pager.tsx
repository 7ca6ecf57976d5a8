import { Button, Text } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Address } from '../address';
import { count } from '../words';

export interface PageInfo {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

interface Props {
  /** What is listed. */
  readonly noun: string;
  /** Of all pages. Undefined until it is known. */
  readonly total: number | undefined;
  readonly pageInfo: PageInfo | undefined;
  readonly turnTo: Address['turnTo'];
}

/** How many there are, and where the next ones are. */
export function Pager({ noun, total, pageInfo, turnTo }: Props) {
  const { startCursor, endCursor, hasPreviousPage = false, hasNextPage = false } = pageInfo ?? {};
  return (
    <div className="pager">
      <Text size="sm" c="dimmed" role="status">
        {total !== undefined && count(total, noun)}
      </Text>
      {(hasPreviousPage || hasNextPage) && (
        <Button.Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<ChevronLeft size={14} aria-hidden="true" />}
            data-disabled={!hasPreviousPage || undefined}
            aria-disabled={!hasPreviousPage}
            onClick={() => hasPreviousPage && turnTo('before', startCursor ?? '')}
          >
            Previous
          </Button>
          <Button
            variant="default"
            size="xs"
            rightSection={<ChevronRight size={14} aria-hidden="true" />}
            data-disabled={!hasNextPage || undefined}
            aria-disabled={!hasNextPage}
            onClick={() => hasNextPage && turnTo('after', endCursor ?? '')}
          >
            Next
          </Button>
        </Button.Group>
      )}
    </div>
  );
}
