import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import compile from 'icu-minify/compile';
import { defineConfig, type Plugin, runnerImport } from 'vite';
import { CLIENT_SOURCES } from './client-sources.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

/** Compiles the texts, so that browsers need no parser for their syntax: 7 kB less. */
function compiledMessages(): Plugin {
  return {
    name: 'compiled-messages',
    load: {
      filter: { id: /\/src\/messages\/\w+\/index\.ts$/ },
      async handler(id) {
        const { module, dependencies } = await runnerImport<{ messages: Texts }>(id, { configFile: false });
        for (const file of dependencies) this.addWatchFile(file);
        return `export const messages = ${JSON.stringify(compiled(module.messages))};`;
      },
    },
  };
}

function compiled(texts: Texts): object {
  const entries = Object.entries(texts);
  return Object.fromEntries(
    entries.map(([key, text]) => [key, typeof text === 'string' ? compile(text) : compiled(text)]),
  );
}

const OPERATION = /graphql\(`\s*(?:query|mutation|subscription)\s+(\w+)[^`]*`\)/g;
const FRAGMENT = /graphql\(`\s*fragment\s[^`]*`\);/g;
const DOCUMENT = /^virtual:document\/(\w+)\/(\w+)$/;

/** Gives each page only the documents that it sends: the generated ones of an area are one module, loaded as a whole. */
function separateDocuments(): Plugin {
  const generated = (area: string) => fileURLToPath(new URL(`src/${area}/gql/graphql.ts`, import.meta.url));
  return {
    name: 'separate-documents',
    apply: 'build',
    enforce: 'pre',
    resolveId: { filter: { id: DOCUMENT }, handler: (id) => `\0${id}` },
    transform: {
      filter: { id: /\/src\/(?:account|admin)\/(?!gql\/)/, code: 'graphql(`' },
      handler(code, id) {
        const [, area] = /\/src\/(\w+)\//.exec(id) ?? [];
        const names = [...code.matchAll(OPERATION)].map(([, name]) => name);
        const imports = names.map((name) => `import ${name}Document from 'virtual:document/${area}/${name}Document';`);
        return {
          code: [...imports, code.replace(OPERATION, '$1Document').replace(FRAGMENT, '')].join('\n'),
          map: null,
        };
      },
    },
    load: {
      filter: { id: /^\0virtual:document\// },
      async handler(id) {
        const [, area = '', name = ''] = DOCUMENT.exec(id.slice(1)) ?? [];
        const { module } = await runnerImport<Record<string, unknown>>(generated(area), { configFile: false });
        if (!module[name]) throw new Error(`There is no document ${name}. Run \`npm run codegen\`.`);
        return `export default ${JSON.stringify(module[name])};`;
      },
    },
  };
}

const GATEHOUSE = 'http://localhost:4000';

export default defineConfig({
  // All areas are one build, whose files the server serves here.
  base: '/pages/',
  plugins: [separateDocuments(), react(), compiledMessages()],
  resolve: {
    alias: [
      ...CLIENT_SOURCES,
      // Takes the texts only as compiledMessages leaves them.
      { find: /^use-intl\/format-message$/, replacement: 'use-intl/format-message/format-only' },
    ],
  },
  // Bundled for development, it would not see the alias.
  optimizeDeps: { exclude: ['use-intl'] },
  build: {
    outDir: '../dist/pages',
    emptyOutDir: true,
    assetsDir: '',
    // Of 2024: all of them know `light-dark()` and colors relative to others, from which style.css makes those of the brand.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    // A policy without `data:` scripts and fonts would block what is inlined.
    assetsInlineLimit: 0,
    // Sizes are measured by the build, compressed.
    reportCompressedSize: false,
  },
  // `npm run dev --workspace pages`: the pages from here, everything else from a Gatehouse.
  server: { port: 5174, strictPort: true, proxy: { '/graphql': GATEHOUSE, '/readyz': GATEHOUSE } },
});
