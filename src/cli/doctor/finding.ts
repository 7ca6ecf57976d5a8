import { StartupError } from '../../config/startup-error.js';
import { describeForLog } from '../../logger.js';

/** What a check has found. The message of a warning or a fault ends with what to do, and contains no secret. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly message: string;
}

/** Makes the findings of one check. */
export function findingsOf(check: string) {
  const make =
    (state: Finding['state']) =>
    (message: string): Finding => ({ check, state, message });
  return { ok: make('ok'), warning: make('warning'), fault: make('fault') };
}

/** What the check finds; a fault where it fails, which says no more than the log would. */
export async function attempt(check: string, work: () => Promise<Finding[]> | Finding[]): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StartupError) return [findingsOf(check).fault(error.message)];
    const { name, code } = describeForLog(error);
    return [findingsOf(check).fault(`could not be checked (${code ?? name}). Report this, please.`)];
  }
}
