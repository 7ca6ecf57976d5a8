import { requireSupportedNode } from '../config/node-version.js';

requireSupportedNode();

await import('./program.js');
