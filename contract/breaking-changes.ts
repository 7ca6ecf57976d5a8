import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** What a client of the released schema may trip over. */
export interface BreakingChange {
  /** `User.email`, `Query.users.first`, `Role.ADMIN`. */
  readonly path: string;
  readonly message: string;
}

/** The breaking changes since the release that the change log does not name. */
export async function findUnannounced(released: string, current: string, changeLog: string): Promise<BreakingChange[]> {
  const announced = announcedPaths(changeLog);
  return (await findBreakingChanges(released, current)).filter(({ path }) => !announced.has(path));
}

async function findBreakingChanges(released: string, current: string): Promise<BreakingChange[]> {
  const changes = await diff(buildSchema(released), buildSchema(current));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ path = '', message }) => ({ path, message }));
}

/** Every code span under `### Breaking` in the section `## [Unreleased]`. */
function announcedPaths(changeLog: string): Set<string | undefined> {
  const unreleased = sectionOf(changeLog, '## [Unreleased]');
  const spans = sectionOf(unreleased, '### Breaking').matchAll(/`([^`]+)`/g);
  return new Set([...spans].map(([, path]) => path));
}

function sectionOf(text: string, heading: string): string {
  const [level] = heading.split(' ');
  const [, section = ''] = `\n${text}`.split(`\n${heading}\n`);
  return section.split(`\n${level} `)[0] ?? '';
}
