import { readFileSync } from 'node:fs';
import { findUnannounced } from './breaking-changes.ts';

const [released, current, changeLog] = ['contract/schema.released.graphql', 'schema.graphql', 'CHANGELOG.md'].map(
  (file) => readFileSync(file, 'utf8'),
) as [string, string, string];

const changes = await findUnannounced(released, current, changeLog);
if (changes.length > 0) {
  console.error('schema.graphql breaks clients of the last release. Undo it, or tell them in CHANGELOG.md:\n');
  console.error('## [Unreleased]\n\n### Breaking\n');
  for (const { path, message } of changes) console.error(`- \`${path}\`: ${message}.`);
  process.exitCode = 1;
}
