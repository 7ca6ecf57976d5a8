import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { ofError } from '../../shared/forms/outcome';
import type { Wording } from '../../shared/language/messages';
import { useAct } from '../acts/act';
import { graphql } from '../gql';
import { ImportFormat } from '../gql/graphql';
import { type Batch, batchesOf, type TooLong } from './batches';

const IMPORT_USERS = graphql(`
  mutation ImportUsers($input: ImportUsersInput!) {
    importUsers(input: $input) {
      __typename
      ... on ImportUsersPayload {
        importedCount
        existingCount
        rejectedLines {
          line
          message
        }
      }
      ...Failure
    }
  }
`);

export interface BadLine {
  readonly line: number;
  readonly message: string;
}

/** By the name of a file. */
function formatOf(name: string): ImportFormat {
  return /\.(jsonl|ndjson|json)$/i.test(name) ? ImportFormat.JsonLines : ImportFormat.Csv;
}

/** How far an import has come. */
export interface Progress {
  readonly isTrial: boolean;
  readonly state: 'RUNNING' | 'DONE' | 'STOPPED' | 'FAILED';
  /** From 0 to 1. */
  readonly share: number;
  readonly importedCount: number;
  readonly existingCount: number;
  readonly badCount: number;
  /** The first of them. */
  readonly badLines: readonly BadLine[];
  /** Why it failed. */
  readonly problem?: Wording | undefined;
}

/** So many a browser can hold and show. */
export const MAX_BAD_LINES = 1000;

const TOO_LONG = 'It is too long. Is a quotation mark not closed?';

const begin = (isTrial: boolean): Progress => ({
  ...{ isTrial, state: 'RUNNING', share: 0 },
  ...{ importedCount: 0, existingCount: 0, badCount: 0, badLines: [] },
});

/** Sends a file part by part. Leaving the page stops it, and what was imported until then remains. */
export function useImport() {
  const act = useAct();
  const client = useApolloClient();
  const stopping = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => () => stopping.current?.abort(), []);

  async function sendBatch(batch: Batch, format: ImportFormat, dryRun: boolean) {
    const { importUsers: result } = await act(IMPORT_USERS, { text: batch.text, format, dryRun });
    if (result.__typename !== 'ImportUsersPayload') throw new Error(result.message);
    const badLines = result.rejectedLines.map(({ line, message }) => ({ line: line + batch.offset, message }));
    return { importedCount: result.importedCount, existingCount: result.existingCount, badLines };
  }

  const handle = (part: Batch | TooLong, format: ImportFormat, isTrial: boolean) =>
    'text' in part
      ? sendBatch(part, format, isTrial)
      : { importedCount: 0, existingCount: 0, badLines: [{ line: part.line, message: TOO_LONG }] };

  async function run(file: File, isTrial: boolean): Promise<void> {
    const controller = new AbortController();
    stopping.current = controller;
    let now = begin(isTrial);
    let bytes = 0;
    const report = (next: Partial<Progress>) => {
      now = { ...now, ...next };
      setProgress(now);
    };
    report({});
    try {
      const format = formatOf(file.name);
      for await (const part of batchesOf(file, format === ImportFormat.Csv)) {
        if (controller.signal.aborted) return report({ state: 'STOPPED' });
        const added = await handle(part, format, isTrial);
        bytes += part.bytes;
        report({ ...sumOf(now, added), share: bytes / file.size });
      }
      report({ state: 'DONE', share: 1 });
    } catch (error) {
      report({ state: 'FAILED', problem: ofError(error).problem });
    } finally {
      if (!isTrial) await client.refetchQueries({ include: 'active' });
    }
  }

  return { progress, run, stop: () => stopping.current?.abort(), forget: () => setProgress(undefined) };
}

type Added = Pick<Progress, 'importedCount' | 'existingCount' | 'badLines'>;

function sumOf(before: Progress, { importedCount, existingCount, badLines }: Added): Partial<Progress> {
  return {
    importedCount: before.importedCount + importedCount,
    existingCount: before.existingCount + existingCount,
    badCount: before.badCount + badLines.length,
    badLines: [...before.badLines, ...badLines].slice(0, MAX_BAD_LINES),
  };
}
