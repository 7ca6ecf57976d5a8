import { rm } from 'node:fs/promises';

export default async function tearDown() {
  await globalThis.postgres?.stop();
  await rm(process.env.GATEHOUSE_TEST_FOLDER, { recursive: true, force: true });
}
