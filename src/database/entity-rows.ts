import type { EntityClass, EntityManager } from '@mikro-orm/core';

/**
 * The columns of an entity, for a statement that MikroORM does not write; those that are lazy are left out. Each gets a
 * name that says whose it is, so that one row can bring several entities.
 */
export function columnsOf<T extends object>(em: EntityManager, entity: EntityClass<T>): string {
  const { tableName } = em.getMetadata().get(entity);
  return fieldsOf(em, entity)
    .map((field) => `${tableName}.${field} as "${tableName}.${field}"`)
    .join(', ');
}

/** The entity in a row with the columns of {@link columnsOf}, managed by the EntityManager. */
export function entityOf<T extends object>(em: EntityManager, entity: EntityClass<T>, row: Record<string, unknown>): T {
  const { tableName } = em.getMetadata().get(entity);
  const fields = fieldsOf(em, entity).map((field) => [field, row[`${tableName}.${field}`]]);
  return em.map(entity, Object.fromEntries(fields));
}

function fieldsOf<T extends object>(em: EntityManager, entity: EntityClass<T>): string[] {
  const stored = em
    .getMetadata()
    .get(entity)
    .props.filter((property) => property.fieldNames && !property.lazy);
  return stored.flatMap(({ fieldNames }) => fieldNames);
}
