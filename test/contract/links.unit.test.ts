import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PAGES = globSync(['*.md', '{docs,client,verifier}/*.md', 'examples/*/*.md']);
const withoutCode = (text: string) => text.replace(/```.*?```/gs, '');

/** As GitHub names the headings of a page: a second one of the same text gets `-1`. */
function anchorsOf(page: string): string[] {
  const titles = [...withoutCode(readFileSync(page, 'utf8')).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => title);
  const names = titles.map((title) => title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase());
  const anchors = names.map((name) => name.replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-'));
  return anchors.map((anchor, index) => {
    const earlier = anchors.slice(0, index).filter((each) => each === anchor).length;
    return earlier ? `${anchor}-${earlier}` : anchor;
  });
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path ? join(dirname(page), path) : page;
  if (!existsSync(target)) return false;
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(target).includes(anchor);
}

test.each(PAGES)('every link of %s to another page leads to a section that exists', (page) => {
  const links = [...withoutCode(readFileSync(page, 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !/^https?:/.test(link) && !leadsSomewhere(page, link))).toEqual([]);
});
