/** Markup, as opposed to text that has to be escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | Html | readonly Part[] | undefined;

/** A tag for templates that escapes everything inserted that is not itself Html. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(markupOf)));
}

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup;
  return typeof part === 'string' ? escapeHtml(part) : (part ?? []).map(markupOf).join('');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
