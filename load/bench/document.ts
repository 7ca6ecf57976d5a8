import { readFile, writeFile } from 'node:fs/promises';
import type { Measurements } from './measure.ts';
import type { PeerFigures } from './peers/measure-peers.ts';
import { type Bar, plot } from './plot.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);
const IMAGE = new URL('../../docs/images/performance.svg', import.meta.url);

const PLOT =
  '![Bars: how many requests per second this server and others handle, and how that compares with a minimal implementation](images/performance.svg)';

/** The part of the page that is measured. */
const MEASURED = /(?<=<!-- measured -->\n)[\s\S]*(?=<!-- \/measured -->)/;

/** Writes what was measured into docs/performance.md, and plots it. */
export async function writeDocument(report: string, measured: Measurements, peers: readonly PeerFigures[]) {
  const page = await readFile(PAGE, 'utf8');
  if (!MEASURED.test(page)) throw new Error('docs/performance.md has no place for what was measured.');
  const part = `\n${PLOT}\n\n\`\`\`text\n${report}\n\`\`\`\n\n`;
  await writeFile(
    PAGE,
    page.replace(MEASURED, () => part),
  );
  await writeFile(IMAGE, plot('Requests per second', [panelOfPeers(peers), panelOfFloors(measured)]));
}

function panelOfPeers(peers: readonly PeerFigures[]) {
  const bars = peers.map(({ name, perSecond }): Bar => {
    return { label: name, value: perSecond, text: perSecond.toFixed(0), isOurs: name === 'Gatehouse' };
  });
  return { title: 'Who is signed in? Requests per second', bars };
}

function panelOfFloors(measured: Measurements) {
  const bars = (['me', 'refreshToken', 'logout', 'login'] as const).map((operation): Bar => {
    const { gatehouse, floor } = measured[operation];
    const ratio = gatehouse.perSecond / floor.perSecond;
    return { label: operation, value: ratio, text: ratio.toFixed(2), isOurs: true };
  });
  const floor = { label: 'a minimal implementation', value: 1, text: '1' };
  return { title: 'Compared with a minimal implementation of the same operation', bars: [floor, ...bars] };
}
