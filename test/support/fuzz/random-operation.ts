import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Dice } from './dice.js';
import { type KnownValues, RandomInput } from './random-input.js';

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Deeper than that, only what has no fields of its own. */
const MAX_DEPTH = 4;

/** Writes one random operation that a schema allows, but for some of its values. */
export function randomOperation(schema: GraphQLSchema, dice: Dice, known: KnownValues): Operation {
  return new OperationWriter(schema, dice, known).write();
}

class OperationWriter {
  private readonly variables: Record<string, unknown> = {};
  private readonly declarations: string[] = [];
  private readonly fragments: string[] = [];
  private readonly inVariables: RandomInput;
  private readonly inDocument: RandomInput;
  private names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly dice: Dice,
    known: KnownValues,
  ) {
    this.inVariables = new RandomInput(dice, known, 3);
    // Of a wrong type, they would all fail the same way: when the document is validated.
    this.inDocument = new RandomInput(dice, known, 1);
  }

  write(): Operation {
    const kind = this.dice.pick(['query', 'mutation', 'mutation']);
    const root = (kind === 'query' ? this.schema.getQueryType() : this.schema.getMutationType()) as GraphQLObjectType;
    const fields = this.dice.some(Object.values(root.getFields()), 3).map((field) => this.field(field, 0));
    const declared = this.declarations.length > 0 ? `(${this.declarations.join(', ')})` : '';
    const query = [`${kind} Random${declared} { ${fields.join(' ')} }`, ...this.fragments].join('\n');
    return { query, variables: this.variables };
  }

  /** Under an alias if it has arguments: with others, the same field cannot be asked for twice. */
  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.filter((argument) => isNonNullType(argument.type) || this.dice.percent(50));
    const args = given.map((argument) => `${argument.name}: ${this.argument(argument)}`);
    const alias = field.args.length > 0 ? `${this.newName('f')}: ` : '';
    const call = args.length > 0 ? `(${args.join(', ')})` : '';
    return `${alias}${field.name}${call}${this.directive()}${this.selection(getNamedType(field.type), depth + 1)}`;
  }

  private selection(type: GraphQLNamedType, depth: number): string {
    if (isObjectType(type)) return ` { ${this.fieldsOf(type, depth)} }`;
    if (!isAbstractType(type)) return '';
    const types = this.dice.some(this.schema.getPossibleTypes(type), 3);
    return ` { __typename ${types.map((member) => this.fragment(member, depth)).join(' ')} }`;
  }

  private fieldsOf(type: GraphQLObjectType, depth: number): string {
    const all = Object.values(type.getFields());
    const leaves = all.filter((field) => isLeafType(getNamedType(field.type)));
    const fields = depth < MAX_DEPTH || leaves.length === 0 ? all : leaves;
    return `__typename ${this.dice
      .some(fields, 4)
      .map((field) => this.field(field, depth))
      .join(' ')}`;
  }

  private fragment(type: GraphQLObjectType, depth: number): string {
    const fields = this.fieldsOf(type, depth);
    if (this.dice.percent(70)) return `... on ${type.name}${this.directive()} { ${fields} }`;
    const name = this.newName('Fragment');
    this.fragments.push(`fragment ${name} on ${type.name} { ${fields} }`);
    return `...${name}${this.directive()}`;
  }

  private directive(): string {
    if (this.dice.percent(95)) return '';
    const condition = this.dice.percent(50) ? 'true' : this.variable('Boolean!', this.dice.percent(70));
    return ` @${this.dice.pick(['include', 'skip'])}(if: ${condition})`;
  }

  private argument({ name, type }: GraphQLArgument): string {
    if (this.dice.percent(50)) return this.variable(String(type), this.inVariables.value(type, name));
    return literal(this.inDocument.value(type, name), type);
  }

  private variable(type: string, value: unknown): string {
    const name = this.newName('v');
    this.variables[name] = value;
    this.declarations.push(`$${name}: ${type}`);
    return `$${name}`;
  }

  private newName(prefix: string): string {
    this.names += 1;
    return `${prefix}${this.names}`;
  }
}

/** A value as it is written in a document: enums without quotes, names of fields too. */
function literal(value: unknown, type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (isEnumType(named) && typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, type)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = isInputObjectType(named) ? named.getFields() : {};
  const entries = Object.entries(value).map(([name, each]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return `${name}: ${literal(each, field?.type ?? type)}`;
  });
  return `{${entries.join(', ')}}`;
}
