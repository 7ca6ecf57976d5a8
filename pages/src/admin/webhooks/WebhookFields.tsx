import type { Values } from '../../shared/forms/Form';
import { TextField } from '../../shared/forms/fields';
import { Choices, chosenOf } from '../Choices';
import { WebhookEventType } from '../gql/graphql';
import { EVENT_NAMES } from './event-types';

const CHOICES = Object.fromEntries(Object.entries(EVENT_NAMES).map(([type, label]) => [type, { label }]));

interface Props {
  /** Of the webhook that is edited. */
  readonly url?: string;
  readonly description?: string | null;
  readonly eventTypes?: readonly WebhookEventType[];
}

export function WebhookFields({ url, description, eventTypes }: Props) {
  return (
    <>
      <TextField
        name="url"
        label="URL"
        description="Where events are sent, by POST."
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        defaultValue={url}
        data-autofocus
      />
      <TextField
        name="description"
        label="Description"
        description="What it is for."
        autoComplete="off"
        defaultValue={description ?? undefined}
      />
      <Choices name="eventTypes" label="Events" description="What it is sent." choices={CHOICES} chosen={eventTypes} />
    </>
  );
}

/** What the fields say, as an input. */
export function webhookInputOf(values: Values) {
  const { url = '', description } = values;
  return { url, description: description || null, eventTypes: chosenOf(WebhookEventType, values) };
}
