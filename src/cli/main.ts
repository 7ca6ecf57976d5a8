import { requireSupportedNode } from '../node-version.js';

requireSupportedNode();

await import('./program.js');
