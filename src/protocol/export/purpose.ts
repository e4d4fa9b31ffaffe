/** What an export is made for; "other" has to be explained in words. */
export const PURPOSES = ["safeguarding", "cpoms", "family", "inspection", "check", "other"] as const;
export type PurposeKind = (typeof PURPOSES)[number];

export type Purpose = { readonly kind: PurposeKind; readonly words?: string };

export const PURPOSE_WORDS: { readonly [P in PurposeKind]: string } = {
  safeguarding: "To keep a child safe",
  cpoms: "To record it in CPOMS",
  family: "A family asked what is held",
  inspection: "For an inspection",
  check: "To check that nothing was changed",
  other: "Something else",
};

export const purposeWords = ({ kind, words }: Purpose): string =>
  words === undefined || words === "" ? PURPOSE_WORDS[kind] : `${PURPOSE_WORDS[kind]}: ${words}`;
