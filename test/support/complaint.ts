import { loadConfig } from '../../src/config/config.js';

/** Why an environment is rejected; empty if it is not. */
export function complaint(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
