import { Cursor, type EntityManager, type EntityName, type QueryOrderMap } from '@mikro-orm/core';
import { validate as isUuid } from 'uuid';

/** What a cursor may hold for a column of a type; PostgreSQL would refuse anything else with an error of its own. */
const FITS: Record<string, (value: string) => boolean> = {
  uuid: isUuid,
  // Four digits of a year, but not the year 0, which PostgreSQL does not know.
  timestamptz: (value) => /^(?!0000)\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)),
};

const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\u0000');

/** Whether a cursor, which clients may have tampered with, can stand in a list of this order. */
export function isCursorOf<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  orderBy: QueryOrderMap<T>[],
  cursor: string,
): boolean {
  const { properties } = em.getMetadata().get(entity);
  const types = orderBy
    .flatMap((order) => Object.keys(order))
    .map((key) => properties[key as keyof typeof properties].type);
  const values = decode(cursor);
  const fits = (value: unknown, index: number) => isText(value) && (FITS[types[index] ?? '']?.(value) ?? true);
  return values.length === types.length && values.every(fits);
}

function decode(cursor: string): unknown[] {
  try {
    return [Cursor.decode(cursor)].flat();
  } catch {
    return [];
  }
}
