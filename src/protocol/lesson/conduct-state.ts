import type { Kind } from "../words.ts";
import type { Purpose, ScreenshotEnd, ScreenshotPlace, ScreenshotPurpose } from "./conduct-words.ts";

/** A screenshot that a member of staff has said they take (B6). */
export type NotedScreenshot = {
  readonly at: string;
  readonly by: string;
  readonly purpose: ScreenshotPurpose;
  readonly place: ScreenshotPlace;
  readonly deleteOn: string;
  readonly over?: { readonly at: string; readonly by: string; readonly how: ScreenshotEnd };
};

/** What staff have said of the lesson's purpose and of their own part in it. */
export type ConductState = {
  /** One-to-one (S3): absent until staff have said it. `by`: "" where it goes on from the lesson before. */
  readonly purpose?: { readonly at: string; readonly by: string; readonly purpose: Purpose };
  readonly child?: { readonly at: string; readonly by: string; readonly pupil: string };
  /** The last time that staff kept the kind, and the pupils inside then. */
  readonly kindKept?: { readonly kind: Kind; readonly inside: readonly string[] };
  /** What was said in this lesson of a family's room (B5), by pupil. */
  readonly rooms: Readonly<
    Record<string, { readonly at: string; readonly by: string; readonly agreed: boolean }>
  >;
  /** When each member of staff said that they had looked at their background, by Entra id (B2). */
  readonly backgrounds: Readonly<Record<string, string>>;
  /** Every re-check of the adults (S1). */
  readonly adultsSeen: readonly { readonly at: string; readonly pupils: readonly string[] }[];
  readonly screenshots: readonly NotedScreenshot[];
};

export const NO_CONDUCT: ConductState = { rooms: {}, backgrounds: {}, adultsSeen: [], screenshots: [] };
