import type { messages } from './en';

/** The texts of the pages in English, which have the keys and the placeholders of all languages. */
export type Messages = typeof messages;

type Texts<Part> = { readonly [Key in keyof Part]: Part[Key] extends string ? string : Texts<Part[Key]> };

/** The same texts in another language. */
export type Translation<Part extends keyof Messages = never> = [Part] extends [never]
  ? Texts<Messages>
  : Texts<Messages[Part]>;
