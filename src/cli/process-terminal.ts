import { text } from 'node:stream/consumers';
import { SingleBar } from 'cli-progress';
import { read } from 'read';
import { NoPasswordError, type Terminal } from './command-context.js';

/** The standard streams of this process. */
export const processTerminal: Terminal = {
  print: (text) => console.log(text),
  printError: (text) => console.error(text),
  // What is written to a file, a pipe or a terminal is written at once.
  flush: async () => {},
  readPassword: async (fromStdin) => {
    const password = process.stdin.isTTY && !fromStdin ? await typedPassword() : await firstLineOfInput();
    if (!password) throw new NoPasswordError();
    return password;
  },
  showProgress: (total) => {
    const bar = new SingleBar({
      format: '{bar} {percentage}% of the file',
      stream: process.stderr,
      clearOnComplete: true,
    });
    bar.start(total, 0);
    return bar;
  },
};

/** At the end of the input `read` would wait for ever. */
async function typedPassword(): Promise<string> {
  const ended = new Promise<string>((resolve) => process.stdin.once('end', () => resolve('')));
  const typed = read({ prompt: 'Password: ', silent: true, output: process.stderr });
  return Promise.race([typed, ended]).catch(() => '');
}

async function firstLineOfInput(): Promise<string> {
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/);
  return line;
}
