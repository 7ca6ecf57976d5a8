import { NativeSelect } from '@mantine/core';

interface Props {
  /** The first is for all. */
  readonly states: { readonly value: string; readonly label: string }[];
  readonly state: string | undefined;
  readonly choose: (state: string) => void;
}

/** Above a list of what has a state. */
export function StateFilter({ states, state = '', choose }: Props) {
  return (
    <search className="filters">
      <NativeSelect
        className="filter-choice"
        label="State"
        data={states}
        value={state}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
    </search>
  );
}
