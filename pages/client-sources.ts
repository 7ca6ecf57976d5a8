import { fileURLToPath } from 'node:url';

const source = (file: string) => fileURLToPath(new URL(`../client/src/${file}.ts`, import.meta.url));

/** Vite takes the sources of the client library, so that the pages can be built before the package is: in a fresh clone. */
export const CLIENT_SOURCES = [
  { find: /^gatehouse-client$/, replacement: source('index') },
  { find: /^gatehouse-client\/([\w-]+)$/, replacement: source('$1') },
];
