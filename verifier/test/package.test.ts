import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('verifier/package.json', 'utf8'));
const entries = Object.entries(manifest.exports as Record<string, Record<string, string>>);

describe('the package', () => {
  test('the verifier is published with its license and its entries', () => {
    const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--workspace', 'verifier']);
    const files = JSON.parse(String(output))[0].files.map(({ path }: { path: string }) => path);
    const paths = entries.flatMap(([, entry]) => Object.values(entry));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', ...paths.map((path) => path.slice(2))]));
    expect(files.filter((path: string) => /^(src|test)/.test(path))).toEqual([]);
  });

  test.each(entries.map(([name]) => name))('the entry %s of the verifier can be imported', (name) => {
    const script = `console.log(Object.keys(await import('gatehouse-verifier${name.slice(1)}')).length > 0)`;
    expect(String(execFileSync(process.execPath, ['--input-type=module', '--eval', script]))).toBe('true\n');
  });
});
