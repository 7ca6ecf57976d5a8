import { Button, Table, Text } from '@mantine/core';
import { Download } from 'lucide-react';
import { Section } from '../../shared/Section';
import { downloadFile } from '../audit-trail/download';
import { amount, count } from '../words';
import { type BadLine, MAX_BAD_LINES, type Progress } from './import-users';

/** The lines that are not imported, with what to change. */
export function BadLines({ progress: { badLines, badCount } }: { progress: Progress }) {
  return (
    <Section
      title={count(badCount, 'bad line')}
      lead={badCount > badLines.length ? `These are the first ${amount(MAX_BAD_LINES)}.` : undefined}
      action={
        <Button
          variant="default"
          size="xs"
          leftSection={<Download size={14} aria-hidden="true" />}
          onClick={() => download(badLines)}
        >
          Download
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="scrolling" aria-label="Bad lines" tabIndex={0}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Line</Table.Th>
              <Table.Th>What is wrong</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {badLines.map(({ line, message }) => (
              <Table.Tr key={line}>
                <Table.Td className="no-wrap">{amount(line)}</Table.Td>
                <Table.Td>
                  <Text size="sm" className="breakable">
                    {message}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Section>
  );
}

async function download(badLines: readonly BadLine[]): Promise<void> {
  const { toCsv } = await import('../audit-trail/csv');
  const rows = badLines.map(({ line, message }) => [String(line), message]);
  downloadFile('bad-lines.csv', new Blob([toCsv([['line', 'problem'], ...rows])], { type: 'text/csv' }));
}
