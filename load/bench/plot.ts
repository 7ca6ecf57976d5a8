/** A horizontal bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What is written beside it. */
  readonly text: string;
  readonly isOurs?: boolean;
}

export interface Panel {
  readonly title: string;
  readonly bars: readonly Bar[];
}

const WIDTH = 720;
const LABEL_WIDTH = 190;
const TEXT_WIDTH = 110;
const BAR_HEIGHT = 20;
const LINE_HEIGHT = 28;
const TITLE_HEIGHT = 40;

/** Colors that are told apart on a light and on a dark page. */
const STYLE =
  'text{font:13px system-ui,sans-serif;fill:#777}.title{font-weight:600}.ours{fill:#2f6fde}.theirs{fill:#9aa4b2}';

/** Draws panels of bars, one below the other, as SVG. */
export function plot(title: string, panels: readonly Panel[]): string {
  let top = 0;
  const parts = panels.map((panel) => {
    const part = `<g transform="translate(0 ${top})">${drawPanel(panel)}</g>`;
    top += TITLE_HEIGHT + panel.bars.length * LINE_HEIGHT;
    return part;
  });
  const size = `width="${WIDTH}" height="${top}" viewBox="0 0 ${WIDTH} ${top}"`;
  const head = `<title>${escapeXml(title)}</title>\n<style>${STYLE}</style>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">\n${head}\n${parts.join('\n')}\n</svg>\n`;
}

function drawPanel({ title, bars }: Panel): string {
  const longest = Math.max(...bars.map(({ value }) => value));
  const scale = (WIDTH - LABEL_WIDTH - TEXT_WIDTH) / longest;
  const lines = bars.map((bar, index) => drawBar(bar, TITLE_HEIGHT + index * LINE_HEIGHT, bar.value * scale));
  return [`<text class="title" x="0" y="26">${escapeXml(title)}</text>`, ...lines].join('\n');
}

function drawBar({ label, text, isOurs = false }: Bar, y: number, length: number): string {
  const baseline = y + BAR_HEIGHT - 5;
  return [
    `<text x="${LABEL_WIDTH - 10}" y="${baseline}" text-anchor="end">${escapeXml(label)}</text>`,
    `<rect class="${isOurs ? 'ours' : 'theirs'}" x="${LABEL_WIDTH}" y="${y}" width="${length.toFixed(1)}" height="${BAR_HEIGHT}" rx="2"/>`,
    `<text x="${(LABEL_WIDTH + length + 8).toFixed(1)}" y="${baseline}">${escapeXml(text)}</text>`,
  ].join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
