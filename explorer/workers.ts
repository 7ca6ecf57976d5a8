import { source as editor } from 'worker:monaco-editor/esm/vs/editor/editor.worker.js';
import { source as json } from 'worker:monaco-editor/esm/vs/language/json/json.worker.js';
import { source as graphql } from 'worker:monaco-graphql/esm/graphql.worker.js';

const SOURCES: Record<string, string> = { graphql, json };

/** Monaco works in threads. Their code is in the page, so that it loads nothing. */
Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) => {
      const url = URL.createObjectURL(new Blob([SOURCES[label] ?? editor], { type: 'text/javascript' }));
      const worker = new Worker(url, { name: label });
      URL.revokeObjectURL(url);
      return worker;
    },
  },
});
