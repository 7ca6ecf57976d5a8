import { Cleanup } from './cleanup.ts';

/** What a program has found out: text for people, and whether all is as it should be. */
export interface Outcome {
  readonly report: string;
  readonly ok: boolean;
}

/** Runs a program to its end, prints its report, and cleans up even after a signal. Exit code 1: something is wrong. */
export async function runProgram(run: (cleanup: Cleanup) => Promise<Outcome>): Promise<never> {
  const cleanup = new Cleanup();
  try {
    const { report, ok } = await Promise.race([run(cleanup), interruption()]);
    console.log(report);
    process.exitCode = ok ? 0 : 1;
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await cleanup.run();
  }
  return process.exit();
}

function interruption(): Promise<never> {
  return new Promise((_, reject) => {
    process.once('uncaughtException', reject);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`Ended by ${signal}.`)));
  });
}

/** Node.js fires timers beyond 24.8 days at once; nothing here is meant to run for longer than a day. */
const DEFAULT_MAXIMUM = 86_400;

/** A number from the command line. */
export function numberOption(name: string, text: string, least: number, most = DEFAULT_MAXIMUM): number {
  const value = Number(text);
  if (!(value >= least && value <= most)) throw new Error(`--${name} must be a number from ${least} to ${most}.`);
  return value;
}
