import { Alert, Progress as Bar, Button } from '@mantine/core';
import { useLocalization } from '../../shared/language/Localized';
import { say } from '../../shared/language/messages';
import { Section } from '../../shared/Section';
import { amount, count } from '../words';
import type { Progress } from './import-users';

interface Props {
  readonly progress: Progress;
  readonly stop: () => void;
}

/** How far an import has come, and its outcome. */
export function ImportProgress({ progress, stop }: Props) {
  const localization = useLocalization();
  const { isTrial, state, share, importedCount, existingCount, badCount, problem } = progress;
  const percent = Math.floor(share * 100);
  return (
    <Section
      title={titleOf(progress)}
      action={
        state === 'RUNNING' && (
          <Button variant="default" size="xs" onClick={stop}>
            Stop
          </Button>
        )
      }
    >
      <Bar value={percent} aria-label="Progress" size="lg" radius="xl" animated={false} color={colorOf(progress)} />
      <dl className="counts">
        <dt>{isTrial ? 'Would be imported' : 'Imported'}</dt>
        <dd>{amount(importedCount)}</dd>
        <dt>There already</dt>
        <dd>{amount(existingCount)}</dd>
        <dt>Bad lines</dt>
        <dd>{amount(badCount)}</dd>
      </dl>
      <p role="status" className="hidden-text">
        {state === 'RUNNING' ? `${percent - (percent % 10)} percent` : summaryOf(progress)}
      </p>
      {problem && (
        <Alert color="red" variant="light" radius="md" role="alert">
          {say(problem, localization)} What was imported until then remains: import the file again to go on.
        </Alert>
      )}
    </Section>
  );
}

function titleOf({ isTrial, state }: Progress): string {
  if (state === 'RUNNING') return isTrial ? 'Checking the file' : 'Importing';
  if (state === 'STOPPED') return isTrial ? 'The check was stopped' : 'The import was stopped';
  if (state === 'FAILED') return isTrial ? 'The check failed' : 'The import failed';
  return isTrial ? 'The file is checked' : 'The file is imported';
}

function colorOf({ state, badCount }: Progress): string | undefined {
  if (state === 'FAILED') return 'red';
  return state === 'DONE' && badCount === 0 ? 'green' : undefined;
}

function summaryOf(progress: Progress): string {
  const { importedCount, badCount } = progress;
  return `${titleOf(progress)}: ${count(importedCount, 'account')}, ${count(badCount, 'bad line')}.`;
}
