import { requireSupportedNode } from '../config/node-version.js';

requireSupportedNode();

const { runHere } = await import('./run-here.js');
await runHere(process.argv.slice(2));
