import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DEFAULT_PAGE_SIZE } from '../../api/connections.js';

const SCALAR_COST = 1;
const OBJECT_COST = 2;
const DEPTH_FACTOR = 1.5;

/** The cost of a field that runs its own statement: a connection, or one of these. */
const STATEMENT_COST = 20;
const STATEMENTS_OF_QUERY = new Set(['node', 'nodes', '_entities', 'statistics', 'serverStatus']);
const STATEMENTS_OF_OBJECTS = new Set([
  ...['totalCount', 'hasNextPage', 'hasPreviousPage'],
  ...['hasPassword', 'totpFactors', 'recoveryCodesLeft', 'passkeys', 'identities', 'apiKeys'],
]);

export interface CountedOperation {
  readonly schema: GraphQLSchema;
  /** Validated, so its fragments have no cycles. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced. They often determine how much a request asks for. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The cost of an operation: an upper bound of the fields that it resolves, with a surcharge for statements and depth. A
 * page counts as often as it may have edges, and an object that is looked up as often as it is requested.
 */
export function costOf(counted: CountedOperation): number {
  return new CostCounter(counted).cost();
}

class CostCounter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Memoized: fragments that spread others twice would otherwise take exponential time. */
  private readonly fragmentCosts = new Map<string, number>();

  constructor(private readonly counted: CountedOperation) {
    const fragments = counted.document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  cost(): number {
    const { schema, operation } = this.counted;
    return this.selectionCost(operation.selectionSet, schema.getRootType(operation.operation), 1);
  }

  /** @param pageSize the maximum number of edges, if the object is a connection. */
  private selectionCost(
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType | null | undefined,
    pageSize: number,
  ): number {
    const costs = selections.map((selection) => {
      if (selection.kind === Kind.FIELD) return this.fieldCost(selection, parent, pageSize);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragmentCost(selection.name.value, pageSize);
      const { typeCondition, selectionSet } = selection;
      return this.selectionCost(selectionSet, typeCondition ? this.typeOf(typeCondition.name.value) : parent, pageSize);
    });
    return costs.reduce((sum, cost) => sum + cost, 0);
  }

  private fragmentCost(name: string, pageSize: number): number {
    const key = `${name} ${pageSize}`;
    const fragment = this.fragments.get(name);
    const known = this.fragmentCosts.get(key);
    if (known !== undefined || !fragment) return known ?? 0;
    const cost = this.selectionCost(fragment.selectionSet, this.typeOf(fragment.typeCondition.name.value), pageSize);
    this.fragmentCosts.set(key, cost);
    return cost;
  }

  private fieldCost(node: FieldNode, parent: GraphQLCompositeType | null | undefined, pageSize: number): number {
    const field = parent && !isUnionType(parent) ? parent.getFields()[node.name.value] : undefined;
    // `__typename`, and introspection, which other rules limit.
    if (!field) return node.selectionSet ? 0 : SCALAR_COST;
    const type = getNamedType(field.type);
    const args = this.argumentsOf(field, node);
    const own = (node.selectionSet ? OBJECT_COST : SCALAR_COST) + this.statementCost(field, parent);
    const within = isCompositeType(type) && node.selectionSet ? this.contentCost(node.selectionSet, type, args) : 0;
    return (own + within) * repetitions(field, args, pageSize);
  }

  private contentCost(selections: SelectionSetNode, type: GraphQLCompositeType, args: Record<string, unknown>): number {
    return DEPTH_FACTOR * this.selectionCost(selections, type, isConnection(type) ? pageSizeOf(args) : 1);
  }

  private statementCost(
    field: GraphQLField<unknown, unknown>,
    parent: GraphQLCompositeType | null | undefined,
  ): number {
    const isRoot = parent === this.counted.schema.getQueryType();
    const runsOne = (isRoot ? STATEMENTS_OF_QUERY : STATEMENTS_OF_OBJECTS).has(field.name);
    return runsOne || isConnection(getNamedType(field.type)) ? STATEMENT_COST : 0;
  }

  /** Empty if they have the wrong type, because the field will be rejected. */
  private argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Record<string, unknown> {
    try {
      return getArgumentValues(field, node, this.counted.variables);
    } catch {
      return {};
    }
  }

  private typeOf(name: string): GraphQLCompositeType | undefined {
    const type = this.counted.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

function isConnection(type: GraphQLNamedType): boolean {
  return isObjectType(type) && 'edges' in type.getFields() && 'pageInfo' in type.getFields();
}

function pageSizeOf({ first, last }: Record<string, unknown>): number {
  return Math.max(1, Number(first ?? last ?? DEFAULT_PAGE_SIZE));
}

/** How often the value of a field is in the response: once per edge, or per object looked up. */
function repetitions(field: GraphQLField<unknown, unknown>, args: Record<string, unknown>, pageSize: number): number {
  if (field.name === 'edges') return pageSize;
  const lengths = Object.values(args).map((value) => (Array.isArray(value) ? value.length : 0));
  return isListType(getNullableType(field.type)) ? Math.max(1, ...lengths) : 1;
}
