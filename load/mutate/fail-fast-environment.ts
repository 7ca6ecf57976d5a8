import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** Skips what is left of a file once a test of it has failed: one failure kills a mutation. */
export default class FailFastEnvironment extends TestEnvironment {
  private hasFailed = false;

  handleTestEvent(event: Circus.Event): void {
    if (event.name === 'test_fn_failure') this.hasFailed = true;
    if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
  }
}
