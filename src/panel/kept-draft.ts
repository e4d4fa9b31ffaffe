import { type Draft, EMPTY_DRAFT } from "./draft.ts";

export const isBlank = (draft: Draft): boolean =>
  Object.values(draft).every((value: string | readonly string[]) => value.length === 0);

/** As it is kept; "" for a blank one. */
export const storedDraft = (draft: Draft): string => (isBlank(draft) ? "" : JSON.stringify(draft));

/** A draft that was kept, also by an older page; a blank one where it cannot be read. */
export const draftIn = (stored: string | undefined): Draft => {
  try {
    const read: unknown = JSON.parse(stored ?? "null");
    return typeof read === "object" && read !== null ? { ...EMPTY_DRAFT, ...known(read) } : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
};

const known = (read: object): Partial<Draft> =>
  Object.fromEntries(
    Object.entries(read).filter(
      ([name, value]) =>
        name in EMPTY_DRAFT &&
        (Array.isArray(EMPTY_DRAFT[name as keyof Draft]) ? Array.isArray(value) : typeof value === "string"),
    ),
  );
