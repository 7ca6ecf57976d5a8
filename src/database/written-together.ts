import { type EntityData, type EntityManager, type RawQueryFragment, raw } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';

/** A statement that can be a part of another one: its common table expressions, and the query that uses them. */
export interface StatementParts {
  readonly ctes: RawQueryFragment;
  readonly result: RawQueryFragment;
}

/** Fragments as one, whose text is the whole one: listeners to statements see it. */
export function joined(parts: readonly RawQueryFragment[], separator: string): RawQueryFragment {
  return raw(parts.map((part) => part.sql).join(separator), [...parts.flatMap((part) => part.params)]);
}

export function statementOf({ ctes, result }: StatementParts): RawQueryFragment {
  return raw(`with ${ctes.sql} ${result.sql}`, [...ctes.params, ...result.params]);
}

/**
 * Inserts all entities that were created in the transaction, and does what else it is given, by one statement instead of
 * one for each table. No part of it sees what another part does, and foreign keys are checked at its end. Afterwards the
 * entities are managed, as after flush().
 *
 * @throws {UniqueConstraintViolationException} as flush() does.
 */
export async function writeTogether(
  em: EntityManager,
  parts: StatementParts,
  others: readonly RawQueryFragment[] = [],
): Promise<void> {
  const tx = em as SqlEntityManager;
  const unitOfWork = tx.getUnitOfWork();
  const created = [...unitOfWork.getPersistStack()].map((entity) => ({ entity, data: dataOf(tx, entity) }));
  const writes = [...created.map(({ entity, data }) => insertion(tx, entity, data)), ...others];
  const written = writes.map((write, index) => raw(`written_${index} as (${write.sql})`, write.params));
  const statement = statementOf({ ...parts, ctes: joined([parts.ctes, ...written], ', ') });
  await tx.execute(statement).catch((error: Error) => {
    throw tx.getPlatform().getExceptionConverter().convertException(error);
  });
  for (const { entity, data } of created) unitOfWork.register(entity, data, { refresh: true });
  unitOfWork.getPersistStack().clear();
}

function dataOf<T extends object>(tx: SqlEntityManager, entity: T): EntityData<T> {
  return tx.getComparator().prepareEntity(entity);
}

function insertion(tx: SqlEntityManager, entity: object, data: object): RawQueryFragment {
  return tx.createQueryBuilder(Object.getPrototypeOf(entity).constructor).insert(data).toRaw();
}
