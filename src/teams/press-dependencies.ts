import type { SchoolServices } from "../desk/school-services.ts";
import type { Links } from "./cards/links.ts";

/** What presses on cards work with, in one school. */
export type PressDependencies = Pick<
  SchoolServices,
  "record" | "staffMatters" | "lessons" | "concerns" | "people" | "school"
> & {
  readonly links: Links;
  readonly now: () => string;
  /** A person pressed a button they have no right to. `meant`: the concern or lesson that the card names. */
  readonly turnedAway?: (person: string, meant: string) => void;
  /** @returns false where this person was not asked about the meeting */
  readonly chooseSchool: (meeting: string, school: string, by: string) => Promise<boolean>;
};
