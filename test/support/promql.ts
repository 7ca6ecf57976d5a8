import { parser } from '@prometheus-io/lezer-promql';

/** A metric that an expression reads, with what it compares labels to, and the labels it groups by. */
export interface Selected {
  readonly metric: string;
  readonly matchers: ReadonlyArray<{ readonly label: string; readonly value: string }>;
}

/** Grafana's own variables, as Grafana replaces them. */
const withoutVariables = (expression: string) => expression.replaceAll('$__rate_interval', '5m');

/** @throws {SyntaxError} the expression is no PromQL. */
export function readExpression(source: string): { selected: Selected[]; groupedBy: string[] } {
  const expression = withoutVariables(source);
  const selected: Array<Selected & { matchers: Array<{ label: string; value: string }> }> = [];
  const groupedBy: string[] = [];
  const textOf = (node?: { from: number; to: number } | null) => (node ? expression.slice(node.from, node.to) : '');
  parser.parse(expression).iterate({
    enter: ({ type, node, from }) => {
      if (type.isError) throw new SyntaxError(`at ${from}: ${expression}`);
      if (type.name === 'VectorSelector') selected.push({ metric: textOf(node.getChild('Identifier')), matchers: [] });
      if (type.name === 'UnquotedLabelMatcher') {
        const value = JSON.parse(textOf(node.getChild('StringLiteral')));
        selected.at(-1)?.matchers.push({ label: textOf(node.getChild('LabelName')), value });
      }
      if (type.name === 'GroupingLabels') groupedBy.push(...node.getChildren('LabelName').map(textOf));
    },
  });
  return { selected, groupedBy };
}
