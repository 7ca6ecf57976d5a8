import { Button, FileInput, Group, Text } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Heading } from '../../shared/Heading';
import { Section } from '../../shared/Section';
import { BadLines } from './BadLines';
import { ImportProgress } from './ImportProgress';
import { useImport } from './import-users';

const ACCEPTED = '.csv,.jsonl,.ndjson,.json';

/** Brings in accounts from another system, from a file that stays in the browser and is sent part by part. */
export function Import() {
  const [file, setFile] = useState<File | null>(null);
  const { progress, run, stop, forget } = useImport();
  const isRunning = progress?.state === 'RUNNING';
  useWarning(isRunning);

  function choose(chosen: File | null) {
    setFile(chosen);
    forget();
  }

  return (
    <>
      <Heading>Import</Heading>
      <Section
        title="Users from another system"
        lead="They keep their passwords, of which the file has the hashes. A bad line does not keep the others from being imported, and a second run imports nobody twice."
      >
        <FileInput
          label="File"
          description="CSV with a heading, or JSON lines"
          placeholder="Choose a file"
          accept={ACCEPTED}
          leftSection={<FileUp size={16} aria-hidden="true" />}
          value={file}
          onChange={choose}
          disabled={isRunning}
          className="file-field"
        />
        <Group gap="sm">
          <Button disabled={!file || isRunning} onClick={() => file && run(file, true)} variant="default">
            Check the file
          </Button>
          <Button disabled={!file || isRunning} onClick={() => file && run(file, false)}>
            Import
          </Button>
        </Group>
        <Fields />
      </Section>
      {progress && <ImportProgress progress={progress} stop={stop} />}
      {progress && progress.badCount > 0 && <BadLines progress={progress} />}
    </>
  );
}

function Fields() {
  return (
    <details className="chart-table">
      <summary>What a line may have</summary>
      <Text size="sm" c="dimmed" component="div">
        <code>email</code> and <code>password_hash</code> (bcrypt, or that of Werkzeug or passlib); and, if they are
        known, <code>username</code>, <code>role</code>, <code>created_at</code>, <code>email_verified_at</code> and{' '}
        <code>totp_secret</code>. Delete the file afterwards.
      </Text>
    </details>
  );
}

/** The browser asks before it leaves the page. */
function useWarning(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isOn]);
}
