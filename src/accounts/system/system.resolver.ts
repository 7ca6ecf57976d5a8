import type { SqlEntityManager } from '@mikro-orm/sql';
import { Authorized, Ctx, Field, ID, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import type { Config } from '../../config/config.js';
import { type EffectiveSetting, effectiveSettings, SettingSource } from '../../config/effective-settings.js';
import { SIGNING_ALGORITHMS, type SigningKeys } from '../../config/signing-key.js';
import type { EncryptedSecrets } from '../../security/encrypted-secrets.js';
import type { Context } from '../../sessions/context.js';
import { Role } from '../../users/user.entity.js';
import { ServerStatus, type StatusReport } from './server-status.js';

registerEnumType(SettingSource, {
  name: 'SettingSource',
  description: 'Where the value of a setting comes from.',
  valuesConfig: {
    DEFAULT: { description: 'It is not set, and has its default.' },
    DERIVED: { description: 'It is not set, and follows from other settings.' },
    ENVIRONMENT: { description: 'It is an environment variable, or stands in the file `.env`.' },
  },
});

@ObjectType({ description: 'A setting as this server uses it.' })
export class Setting implements EffectiveSetting {
  @Field(() => String, { description: 'The environment variable.' })
  readonly name!: string;

  @Field(() => String, { description: 'What it means.' })
  readonly description!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The value. Null if there is none, and always null for a secret. URLs that may contain a password are shown without user, password, path and parameters.',
  })
  readonly value!: string | null;

  @Field(() => SettingSource, { description: 'Where the value comes from.' })
  readonly source!: SettingSource;

  @Field(() => Boolean, { description: 'Whether it is a secret, whose value is never shown.' })
  readonly isSecret!: boolean;
}

/** What may be known of a key: nothing that it consists of. */
@ObjectType('SigningKey', { description: 'A key for access tokens.' })
export class ShownSigningKey {
  @Field(() => ID, { description: 'The `kid` of the tokens that it signs.' })
  readonly id!: string;

  @Field(() => String, { description: `The algorithm: ${SIGNING_ALGORITHMS.join(', ')}.` })
  readonly algorithm!: string;

  @Field(() => Boolean, { description: 'Whether it signs new tokens. The others only verify those that exist.' })
  readonly signs!: boolean;

  @Field(() => Boolean, {
    description: 'Whether `/.well-known/jwks.json` has its public key, so that other services can verify tokens.',
  })
  readonly isPublished!: boolean;

  @Field(() => Date, {
    nullable: true,
    description:
      'When its file was last changed. Null if it is not from `JWT_KEY_FILES`. How old the key is, the server does not know.',
  })
  readonly fileModifiedAt!: Date | null;
}

@ObjectType('EncryptionKey', { description: 'A key of `SECRETS_KEYS`, for secrets in the database.' })
export class ShownEncryptionKey {
  @Field(() => ID, { description: 'The name of the key beside what it has encrypted.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether it encrypts new secrets. The others only decrypt those that exist.' })
  readonly encrypts!: boolean;
}

export interface SystemParts {
  readonly config: Config;
  readonly signingKeys: SigningKeys;
  readonly secrets: EncryptedSecrets;
  readonly statusReport: StatusReport;
}

/** What administrators see of the server itself. */
@Resolver()
export class SystemResolver {
  private readonly effectiveSettings: EffectiveSetting[];

  constructor(private readonly parts: SystemParts) {
    // Once: the files that the URL of the database names may be gone later.
    this.effectiveSettings = effectiveSettings(parts.config);
  }

  @Authorized(Role.ADMIN)
  @Query(() => ServerStatus, { description: 'How the server is doing. For administrators.' })
  serverStatus(@Ctx() { em }: Context): Promise<ServerStatus> {
    return this.parts.statusReport.read(em as SqlEntityManager);
  }

  @Authorized(Role.ADMIN)
  @Query(() => [Setting], { description: 'Every setting of the server, without secrets. For administrators.' })
  settings(): EffectiveSetting[] {
    return this.effectiveSettings;
  }

  @Authorized(Role.ADMIN)
  @Query(() => [ShownSigningKey], { description: 'The keys for access tokens; the first signs. For administrators.' })
  signingKeys(): ShownSigningKey[] {
    return this.parts.signingKeys.map(({ kid, algorithm, verifyWith, fileModifiedAt = null }, index) => ({
      id: kid,
      algorithm,
      signs: index === 0,
      isPublished: verifyWith.type === 'public',
      fileModifiedAt,
    }));
  }

  @Authorized(Role.ADMIN)
  @Query(() => [ShownEncryptionKey], {
    description: 'The keys for secrets in the database; the first encrypts. For administrators.',
  })
  async encryptionKeys(): Promise<ShownEncryptionKey[]> {
    const ids = await this.parts.secrets.keyIds();
    return ids.map((id, index) => ({ id, encrypts: index === 0 }));
  }
}
