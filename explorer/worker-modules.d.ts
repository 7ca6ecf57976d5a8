/** The text of a script for a thread: scripts/build-explorer.js bundles it. */
declare module 'worker:*' {
  export const source: string;
}

declare module '*.css';
