import { useQuery } from '@apollo/client/react';
import { Badge, Skeleton, Text } from '@mantine/core';
import { KeyRound, LockKeyhole } from 'lucide-react';
import { useId } from 'react';
import { Heading } from '../../shared/Heading';
import { ListItem } from '../../shared/ListItem';
import { Section } from '../../shared/Section';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import type { KeysQuery } from '../gql/graphql';
import { Problem } from '../Problem';

const KEYS = graphql(`
  query Keys {
    signingKeys {
      id
      algorithm
      signs
      isPublished
      fileModifiedAt
    }
    encryptionKeys {
      id
      encrypts
    }
  }
`);

/** Which keys the server has. None of them is shown: only what they are called. */
export function Keys() {
  const { data, error, refetch } = useQuery(KEYS, { fetchPolicy: 'cache-and-network' });
  return (
    <>
      <Heading>Keys</Heading>
      {error && <Problem error={error} retry={refetch} />}
      <Section
        title="Access tokens"
        lead="The first key signs. The others verify tokens that it did not sign yet, so that keys can be exchanged without signing anyone out."
      >
        {data ? (
          <ul className="list">
            {data.signingKeys.map((key) => (
              <SigningKey key={key.id} signingKey={key} />
            ))}
          </ul>
        ) : (
          !error && <Skeleton height={90} />
        )}
      </Section>
      <Section
        title="Secrets in the database"
        lead="Authenticator apps are encrypted by the first key of SECRETS_KEYS. The others decrypt what they have encrypted."
      >
        {data ? <EncryptionKeys keys={data.encryptionKeys} /> : !error && <Skeleton height={90} />}
      </Section>
    </>
  );
}

function SigningKey({ signingKey }: { signingKey: KeysQuery['signingKeys'][number] }) {
  const { id, algorithm, signs, isPublished, fileModifiedAt } = signingKey;
  return (
    <ListItem
      icon={KeyRound}
      name={id}
      nameId={useId()}
      details={
        <Text size="sm" c="dimmed">
          {algorithm} · {isPublished ? 'published for other services' : 'a secret, which is not published'}
          {fileModifiedAt && (
            <>
              {' '}
              · file changed <Time at={fileModifiedAt} />
            </>
          )}
        </Text>
      }
    >
      <Use isFirst={signs} first="Signs" other="Verifies" />
    </ListItem>
  );
}

function EncryptionKeys({ keys }: { keys: KeysQuery['encryptionKeys'] }) {
  if (keys.length === 0)
    return (
      <Text c="dimmed">There is none, so nobody can add an authenticator app or a webhook. Set SECRETS_KEYS.</Text>
    );
  return (
    <ul className="list">
      {keys.map((key) => (
        <EncryptionKey key={key.id} encryptionKey={key} />
      ))}
    </ul>
  );
}

function EncryptionKey({ encryptionKey: { id, encrypts } }: { encryptionKey: KeysQuery['encryptionKeys'][number] }) {
  return (
    <ListItem
      icon={LockKeyhole}
      name={id}
      nameId={useId()}
      details={
        <Text size="sm" c="dimmed">
          AES-256-GCM
        </Text>
      }
    >
      <Use isFirst={encrypts} first="Encrypts" other="Decrypts" />
    </ListItem>
  );
}

function Use({ isFirst, first, other }: { isFirst: boolean; first: string; other: string }) {
  return (
    <Badge variant="light" color={isFirst ? 'green' : 'gray'} tt="none">
      {isFirst ? first : other}
    </Badge>
  );
}
