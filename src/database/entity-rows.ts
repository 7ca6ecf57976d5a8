import type { EntityClass, EntityManager, EntityProperty } from '@mikro-orm/core';

/** A row with the columns of several entities. */
export type EntityRow = Record<string, unknown>;

/** How a statement that MikroORM does not write gets at an entity. Properties that are lazy are left out. */
export interface EntityReader<T> {
  /** What to select. Each column gets a name that says whose it is, so that one row can bring several entities. */
  readonly columns: string;
  /**
   * @param more properties that are not in the row itself, such as an entity that another one refers to.
   * @returns an entity that no EntityManager manages: to change one, load it in a transaction.
   */
  read(row: EntityRow, more?: Partial<T>): T;
}

export function entityReader<T extends object>(em: EntityManager, entity: EntityClass<T>): EntityReader<T> {
  const { tableName, props } = em.getMetadata().get(entity);
  const stored = props.filter(({ fieldNames, lazy }) => fieldNames && !lazy);
  const fields = stored.map((property) => {
    const [column] = property.fieldNames;
    return { name: property.name, column, alias: `${tableName}.${column}`, convert: converter(em, property) };
  });
  const columns = fields.map(({ column, alias }) => `${tableName}.${column} as "${alias}"`).join(', ');
  const read = (row: EntityRow, more?: Partial<T>) => {
    const data: EntityRow = {};
    for (const { name, alias, convert } of fields) data[name] = convert(row[alias]);
    // In a literal, which defines properties: assigning them would run MikroORM's setters, one by one and slow.
    return { __proto__: entity.prototype, ...data, ...more } as unknown as T;
  };
  return { columns, read };
}

/** Dates come as text, or from the embedded database as dates. */
function converter<T>(em: EntityManager, { runtimeType, customType }: EntityProperty<T>): (value: unknown) => unknown {
  if (runtimeType === 'Date') return (value) => value && new Date(value as string);
  if (!customType) return (value) => value;
  const platform = em.getPlatform();
  return (value) => customType.convertToJSValue(value, platform);
}
