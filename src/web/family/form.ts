import type { Written } from "./tell-part.ts";

const MOST_WORDS = 4_000;
/** A link, a press, and what a parent writes in two places; in a form, an accented letter takes six bytes. */
export const LARGEST_FORM = 2 * 6 * MOST_WORDS + 4_096;

/** What a parent wrote, in all its places. */
export const writtenIn = (form: URLSearchParams): Written => {
  const said = (name: string): string => (form.get(name) ?? "").slice(0, MOST_WORDS);
  return { about: said("about"), words: said("words"), ref: said("ref"), more: said("more") };
};

/** When the page was drawn that a form comes from; undefined where it does not say. */
export const drawnOf = (form: URLSearchParams): string | undefined =>
  /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.exec(form.get("drawn") ?? "")?.[0];
