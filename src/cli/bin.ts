#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { isStartedByNpx, requireSupportedNode } from '../config/node-version.js';

requireSupportedNode('Install a newer one from https://nodejs.org.');

// What `gatehouse` runs where the package is installed: without arguments the server, as `npm start` does.

/** Why: "Memory and disk" in docs/operations.md. */
const NODE_OPTIONS = ['--enable-source-maps', '--max-semi-space-size=4', '--liftoff-only'];

const SERVER = new URL('../main.js', import.meta.url);

async function startServer(): Promise<void> {
  const flags = isStartedByNpx() ? ['--stop-with-parent'] : [];
  const { execve, execPath, execArgv, platform } = process;
  // The same process takes the options, and gets every signal itself. Windows cannot do this: there, the defaults have to do.
  if (execve && platform !== 'win32')
    execve(execPath, [execPath, ...execArgv, ...NODE_OPTIONS, fileURLToPath(SERVER), ...flags]);
  process.argv.push(...flags);
  await import(SERVER.href);
}

async function runCommand(args: string[]): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { runHere } = await import('./run-here.js');
  await runHere(args, (program) => program.addHelpText('before', 'Without a command, gatehouse starts the server.\n'));
}

const [, , ...args] = process.argv;
await (args.length > 0 ? runCommand(args) : startServer());
