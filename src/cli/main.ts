import { requireSupportedNode } from '../config/node-version.js';

requireSupportedNode();

// `npm run cli`, which has a command for developers, too.
const { runHere } = await import('./run-here.js');
await runHere(process.argv.slice(2), (program) => {
  program
    .command('generate')
    .description('write schema.graphql, .env.example and docs/settings.md (for developers)')
    .action(async () => (await import('./generate.js')).generateFiles());
});
