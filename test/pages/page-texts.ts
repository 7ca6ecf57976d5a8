import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** The texts of the account pages, by namespace and key. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** Those of a language, by their whole keys, such as `entrance.signIn.title`. */
export async function textsOf(language: string): Promise<Map<string, string>> {
  const { messages } = (await import(join(process.cwd(), 'pages/src/messages', language, 'index.ts'))) as {
    messages: Texts;
  };
  return new Map(flatten(messages));
}

function flatten(texts: Texts, prefix = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[prefix + key, text] as [string, string]] : flatten(text, `${prefix}${key}.`),
  );
}

/** The components: not the texts themselves, nor what is generated, nor the console, which speaks English only. */
export function componentFiles(): string[] {
  return globSync('pages/src/**/*.{ts,tsx}').filter((file) => !/\/(gql|messages|admin)\/|\.d\.ts$/.test(file));
}

export function textsIn(file: string): string[] {
  return textsWrittenInto(readFileSync(file, 'utf8'));
}

/** What people read of an element besides its content. */
const READ = /^(title|label|lead|button|description|alt|placeholder|text|note|aria-label)$/;

/** What has words with spaces between them, and nobody reads. */
const UNREAD = /^(class-?name|classNames|auto-?complete|d|viewBox)$/i;

const CHOICES = /^(JSXExpressionContainer|ConditionalExpression|TemplateLiteral|ParenthesisExpression)$/;

const SENTENCE = /\p{L}[,.?!]? \p{L}/u;

interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}

/**
 * Texts for people in the source of a component: the content of elements, attributes that are read, and whatever looks like
 * a sentence.
 */
export function textsWrittenInto(source: string): string[] {
  const found: string[] = [];
  visit(parseSync(source, { syntax: 'typescript', tsx: true }) as unknown as Node, false, found);
  return found;
}

/** @param isRead whether a single word that is found is read, too. */
function visit(node: Node, isRead: boolean, found: string[]): void {
  const { type } = node;
  if (type === 'ImportDeclaration' || isForProgram(node)) return;
  if (type === 'JSXAttribute' && UNREAD.test(nameOf(node))) return;
  const text = textOf(node);
  if (text !== undefined && (isRead ? /\p{L}/u : SENTENCE).test(text)) found.push(text.trim());
  for (const child of childrenOf(node)) visit(child, isReadIn(node, isRead), found);
}

function textOf(node: Node): string | undefined {
  if (node.type === 'TemplateElement') return node.raw as string;
  return node.type === 'JSXText' || node.type === 'StringLiteral' ? (node.value as string) : undefined;
}

/** A word is read in an element or such an attribute, and in what its content is chosen from. */
function isReadIn({ type, ...node }: Node, isRead: boolean): boolean {
  if (type === 'JSXElement' || type === 'JSXFragment') return true;
  if (type === 'JSXAttribute') return READ.test(nameOf(node));
  return isRead && (CHOICES.test(type ?? '') || ['&&', '||', '??'].includes(String(node.operator)));
}

/** `querySelector('main h2')` and documents of GraphQL. */
function isForProgram({ type, callee }: Node): boolean {
  const { value, property } = (callee ?? {}) as { value?: string; property?: { value?: string } };
  return type === 'CallExpression' && (property?.value === 'querySelector' || value === 'graphql');
}

function nameOf(node: Node): string {
  return String((node.name as { value?: string } | undefined)?.value ?? '');
}

function childrenOf(node: Node): Node[] {
  const values = Object.values(node).flat() as Node[];
  return values.filter((value) => typeof value === 'object' && value !== null);
}
