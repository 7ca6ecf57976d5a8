import { createHmac, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { User } from '../../users/user.entity.js';

/** A code that an account can be entered with, once, in place of a second factor. It is deleted when it is used. */
@Entity({ tableName: 'recovery_codes' })
export class RecoveryCode {
  @ManyToOne(() => User, { primary: true, deleteRule: 'cascade' })
  user!: User;

  /** HMAC-SHA-256 of the code, in base64url. */
  @PrimaryKey({ type: 'char', length: 43 })
  digest!: string;
}

const CODE_COUNT = 10;

/** Crockford's base 32, whose digits nobody takes for one another: https://www.crockford.com/base32.html */
// cspell:ignore ABCDEFGHJKMNPQRSTVWXYZ
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * 120 bits. From 112 bits on, a plain digest is safe even where the whole database is stolen (NIST SP 800-63B-4
 * §3.1.2.2). So the codes depend on no key of the server: they are there for when keys are lost, too.
 */
const CODE_LENGTH = 24;
const GROUP_LENGTH = 4;

/** Issues recovery codes and accepts them. Its methods require that the transaction holds the user. */
export class RecoveryCodes {
  /** Replaces all codes of a user. @returns the new ones: nobody can look them up later. */
  async replace(tx: EntityManager, user: User): Promise<string[]> {
    await this.removeAll(tx, user);
    const codes = Array.from({ length: CODE_COUNT }, newCode);
    await tx.insertMany(
      RecoveryCode,
      codes.map((code) => ({ user: user.id, digest: digestOf(code, user) })),
    );
    return codes;
  }

  /** Uses a code up. One conditional statement: of several requests with one code only one finds it. */
  async redeem(tx: EntityManager, user: User, code: string): Promise<boolean> {
    return (await tx.nativeDelete(RecoveryCode, { user: user.id, digest: digestOf(code, user) })) === 1;
  }

  countLeft(em: EntityManager, user: Pick<User, 'id'>): Promise<number> {
    return em.count(RecoveryCode, { user: user.id });
  }

  async removeAll(tx: EntityManager, user: User): Promise<void> {
    await tx.nativeDelete(RecoveryCode, { user: user.id });
  }
}

/** In groups, for people to read and type. A byte has eight times as many values as there are digits: none is favoured. */
function newCode(): string {
  const code = Array.from(randomBytes(CODE_LENGTH), (byte) => DIGITS[byte % DIGITS.length]).join('');
  return code.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g'))?.join('-') ?? code;
}

/** The user's id keeps equal codes of two users apart, and makes who has stolen a database search for each by itself. */
function digestOf(code: string, { id }: User): string {
  return createHmac('sha256', id).update(canonicalCode(code)).digest('base64url');
}

/** As people may write it: in lower case, in other groups, with the letters that look like digits. */
function canonicalCode(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
