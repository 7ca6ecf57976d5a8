import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ipaddr from 'ipaddr.js';

type Value = string | number | readonly Value[] | { readonly [name: string]: Value };

/** What addresses have, by CIDR range. */
export type Ranges = Readonly<Record<string, Value>>;

const names = (en: string, more: Readonly<Record<string, string>> = {}) => ({ names: { en, ...more } });
const GERMANY = { iso_code: 'DE', ...names('Germany', { de: 'Deutschland', 'pt-BR': 'Alemanha' }) };

/** Addresses that anyone may use in examples (RFC 5737, RFC 3849) are in no real file, and count as private. */
export const MUNICH = '5.1.0.7';

export const RANGES: Ranges = {
  '5.1.0.0/16': { city: names('Munich', { de: 'München' }), country: GERMANY },
  '5.2.0.0/16': { country: GERMANY },
  '5.3.0.0/16': { continent: names('Europe') },
  '10.0.0.0/8': { city: names('Nowhere'), country: GERMANY },
  '2a01:4f8::/32': { city: names('Nuremberg', { de: 'Nürnberg' }), country: GERMANY },
};

interface Made {
  readonly type?: string;
  readonly builtAt?: Date;
}

/**
 * A file in the format of MaxMind, with 24 bits for each half of a node and IPv4 addresses below `::/96`:
 * https://maxmind.github.io/MaxMind-DB/
 */
export function placeFile(ranges: Ranges, { type = 'Test-City', builtAt = new Date() }: Made = {}): Buffer {
  const data: Buffer[] = [];
  const nodes: Half[][] = [[null, null]];
  for (const [range, value] of Object.entries(ranges)) {
    insert(nodes, bitsOf(range), { at: Buffer.concat(data).length });
    data.push(encode(value));
  }
  const pointer = (half: Half) => {
    if (half === null) return nodes.length;
    return typeof half === 'number' ? half : nodes.length + 16 + half.at;
  };
  const tree = nodes.flatMap((halves) => halves.map((half) => unsigned(pointer(half), 3)));
  const metadata = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: Math.floor(builtAt.getTime() / 1000),
    database_type: type,
    description: { en: 'Made by a test' },
    ip_version: 6,
    languages: ['de', 'en', 'pt-BR'],
    node_count: nodes.length,
    record_size: 24,
  };
  const marker = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex');
  return Buffer.concat([...tree, Buffer.alloc(16), ...data, marker, encode(metadata)]);
}

/** Nothing, the number of another node, or where the data is. */
type Half = null | number | { readonly at: number };

function bitsOf(range: string): number[] {
  const [address, length] = ipaddr.parseCIDR(range);
  const bits = address.toByteArray().flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((place) => (byte >> place) & 1));
  const prefix = address.kind() === 'ipv4' ? new Array<number>(96).fill(0) : [];
  return [...prefix, ...bits.slice(0, length)];
}

function insert(nodes: Half[][], bits: number[], value: Half): void {
  let node = nodes[0] as Half[];
  for (const bit of bits.slice(0, -1)) {
    if (typeof node[bit] !== 'number') node[bit] = nodes.push([null, null]) - 1;
    node = nodes[node[bit] as number] as Half[];
  }
  node[bits.at(-1) as number] = value;
}

function encode(value: Value): Buffer {
  if (typeof value === 'number') return Buffer.concat([control(6, 4), unsigned(value, 4)]);
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encode)]);
  const entries = Object.entries(value);
  return Buffer.concat([control(7, entries.length), ...entries.flat().map(encode)]);
}

/** Of what follows: its type, of which those above 7 take a byte more, and a size of less than 285. */
function control(type: number, size: number): Buffer {
  const extended = type > 7 ? [type - 7] : [];
  const sizes = size < 29 ? [] : [size - 29];
  return Buffer.from([((type > 7 ? 0 : type) << 5) | Math.min(size, 29), ...extended, ...sizes]);
}

function unsigned(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

/** Writes a file of that content. @returns its path. */
export function writePlaceFile(content: Buffer = placeFile(RANGES)): string {
  const path = join(mkdtempSync(join(tmpdir(), 'places-')), 'places.mmdb');
  writeFileSync(path, content);
  return path;
}
