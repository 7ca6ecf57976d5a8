import {
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Dice } from './dice.js';
import { oddCursor, oddJson, oddNumber, oddText } from './odd-values.js';

/** In every password that is made up: no answer and no log line may have it. */
export const PASSWORD_MARK = 'hunter2';

/** Values that mean something to the server, by the names that they go by there. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** Makes up values for arguments: most of the right type, some that mean something, some odd, a few of a wrong type. */
export class RandomInput {
  /** How many values in a hundred are of a wrong type. */
  constructor(
    private readonly dice: Dice,
    private readonly known: KnownValues,
    private readonly wrongPercent: number,
  ) {}

  value(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return this.value(type.ofType, name);
    if (this.dice.percent(this.wrongPercent)) return this.wrong(name);
    if (isListType(type)) return [this.value(type.ofType, name)];
    if (isInputObjectType(type)) return this.object(Object.values(type.getFields()));
    if (isEnumType(type)) return this.dice.pick(type.getValues()).name;
    return this.scalar(type.name, name);
  }

  private object(fields: readonly GraphQLInputField[]): Record<string, unknown> {
    const present = fields.filter(({ type }) => this.dice.percent(isNonNullType(type) ? 99 : 60));
    return Object.fromEntries(present.map(({ name, type }) => [name, this.value(type, name)]));
  }

  private scalar(type: string, name: string): unknown {
    if (type === 'Int' || type === 'Float')
      return this.dice.percent(70) ? this.dice.number(1, 100) : oddNumber(this.dice);
    if (type === 'Boolean') return this.dice.percent(50);
    if (type === 'DateTime' && this.dice.percent(70)) return `2026-0${this.dice.number(1, 9)}-01T00:00:00Z`;
    if (type === 'JSONObject' && this.dice.percent(70)) return { id: this.text('id'), response: {} };
    return this.text(name);
  }

  private text(name: string): string {
    const isPassword = /password/i.test(name);
    const known = this.known[name] ?? this.known.id ?? [''];
    if (this.dice.percent(60)) return this.dice.pick(known);
    if (/^(after|before)$/.test(name)) return oddCursor(this.dice);
    return isPassword ? `${PASSWORD_MARK}${oddText(this.dice)}` : oddText(this.dice);
  }

  /** A password in the place of a name is not looked for: names may be repeated, they help to find a mistake. */
  private wrong(name: string): unknown {
    if (!/password|input/i.test(name)) return oddJson(this.dice);
    return this.dice.pick([
      PASSWORD_MARK,
      [PASSWORD_MARK],
      { password: [PASSWORD_MARK] },
      { x: PASSWORD_MARK },
      5,
      null,
    ]);
  }
}
