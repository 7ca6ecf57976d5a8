import { existsSync, readFileSync } from 'node:fs';
import { CLIENT_SOURCES } from '../../pages/client-sources.js';

const { name, exports } = JSON.parse(readFileSync('client/package.json', 'utf8')) as { name: string; exports: object };

test.each(Object.keys(exports).map((path) => path.replace('.', name)))(
  'in a fresh clone, where no package is built yet, the pages find the sources of %s',
  (module) => {
    const alias = CLIENT_SOURCES.find(({ find }) => find.test(module));
    expect(existsSync(module.replace(alias?.find ?? '', alias?.replacement ?? ''))).toBe(true);
  },
);
