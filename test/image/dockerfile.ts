/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly keyword: string;
  readonly rest: string;
}

export interface Stage {
  readonly name: string;
  readonly instructions: Instruction[];
}

/** The stages of a Dockerfile that, as ours, continues no line. */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const line of text.split('\n').filter((each) => each.trim() && !each.startsWith('#'))) {
    const [, keyword = '', rest = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    if (keyword === 'FROM') stages.push({ name: / AS (\w+)$/.exec(rest)?.[1] ?? 'final', instructions: [] });
    else stages.at(-1)?.instructions.push({ keyword, rest });
  }
  return stages;
}

/** The command of `CMD ["a", "b"]`, or of `HEALTHCHECK --option CMD ["a", "b"]`. */
export function commandOf({ instructions }: Stage, keyword: string): string[] {
  const { rest = '' } = instructions.find((each) => each.keyword === keyword) ?? {};
  return JSON.parse(rest.slice(rest.indexOf('[')));
}

/** What `ENV A=1 B=2` sets. */
export function environmentOf({ instructions }: Stage): Record<string, string> {
  const settings = instructions.filter(({ keyword }) => keyword === 'ENV').flatMap(({ rest }) => rest.split(' '));
  return Object.fromEntries(settings.map((setting) => setting.split('=') as [string, string]));
}
