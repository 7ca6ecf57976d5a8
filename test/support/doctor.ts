import type { Finding } from '../../src/cli/doctor/finding.js';
import { readRecords, runCli } from './cli.js';
import { leakDetector } from './leaks.js';

export interface Diagnosis {
  readonly code: number | null;
  readonly output: string;
  /** As `fault: message`, of one check. */
  of(check: string): string[];
}

/** Runs `gatehouse doctor` as a person does, in a folder. */
export async function doctor(environment: Record<string, string>, folder?: string): Promise<Diagnosis> {
  const result = await runCli(['doctor', '--json'], environment, '', folder);
  leakDetector.addOutput(result.output);
  const findings = readRecords(result) as unknown as Finding[];
  const of = (check: string) =>
    findings.filter((finding) => finding.check === check).map(({ state, message }) => `${state}: ${message}`);
  return { code: result.code, output: result.output, of };
}
