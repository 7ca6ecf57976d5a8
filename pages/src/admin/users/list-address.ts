import type { SortingState } from '@tanstack/react-table';
import { oneOf } from '../address';
import { OrderDirection, Role, type UserFilter, type UserOrder, UserOrderField, UserState } from '../gql/graphql';

export function filterOf(parameters: URLSearchParams): UserFilter {
  return {
    text: parameters.get('text'),
    role: oneOf(Role, parameters.get('role')),
    state: oneOf(UserState, parameters.get('state')),
  };
}

/** The newest first, unless the address says otherwise: `order=EMAIL-ASC`. */
export function orderOf(parameters: URLSearchParams): UserOrder {
  const [field = null, direction = null] = parameters.get('order')?.split('-') ?? [];
  return {
    field: oneOf(UserOrderField, field) ?? UserOrderField.CreatedAt,
    direction: oneOf(OrderDirection, direction) ?? OrderDirection.Desc,
  };
}

export function sortingOf({ field, direction }: UserOrder): SortingState {
  return [{ id: field, desc: direction === OrderDirection.Desc }];
}

export function orderParameter([sort]: SortingState): string | undefined {
  return sort && `${sort.id}-${sort.desc ? OrderDirection.Desc : OrderDirection.Asc}`;
}
