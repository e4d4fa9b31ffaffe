import { withOffice } from "../holders/office-phone.ts";

/** A person to phone for a pupil. `relation` as Microsoft has it: "parent", "guardian", "relative", "aide", "other". */
export type HomeContact = {
  readonly name: string;
  readonly relation: string;
  readonly phone?: string;
  readonly mail?: string;
  /** Microsoft's `accessConsent` is false: the school has not agreed that they see the pupil's data. */
  readonly notToBeTold?: true;
};

/** `note`: what to mind before this person is phoned. */
export type ShownContact = Omit<HomeContact, "notToBeTold"> & { readonly note?: string };

/** Whom to phone for a pupil, read from the directory for this one look; shown, and kept nowhere. */
export type HomeView = {
  readonly say: string;
  /** Several pupils have the name: a person chooses. */
  readonly pupils?: readonly { readonly pupil: string; readonly words: string }[];
  readonly contacts?: readonly ShownContact[];
  readonly address?: string;
};

/** Why there is nothing to show. */
export type NoHome = "not allowed" | "away" | "several schools" | "no pupil" | "no contact";

const WHY: { readonly [N in NoHome]: string } = {
  "not allowed":
    "Lesson Guard may not read contacts in the school directory. Look in the school’s own list of contacts. An administrator can allow it: EduRoster.Read.All.",
  away: "The school directory does not answer. Look in the school’s own list of contacts, or press again.",
  "several schools":
    "With several schools, contacts are not read from the directory. Look in the school’s own list of contacts.",
  "no pupil":
    "No class in the school directory has a pupil of this name. Check the name, or look in the school’s own list of contacts.",
  "no contact":
    "The school directory has no number for this pupil. Look in the school’s own list of contacts.",
};

/** What to do next, with the office's number. @param phone of the school; "" where unknown */
export const noHome = (why: NoHome, phone: string): HomeView => ({ say: withOffice(WHY[why], phone) });

/** @param pupils those of one name */
export const severalPupils = (
  pupils: readonly { readonly id: string; readonly name: string; readonly classes: readonly string[] }[],
): HomeView => ({
  say: `${pupils.length} pupils have this name. Choose the right one.`,
  pupils: pupils.map(({ id, name, classes }) => ({
    pupil: id,
    words: classes.length === 0 ? name : `${name}, ${classes.join(", ")}`,
  })),
});

const NOT_TO_BE_TOLD =
  "The directory does not let them see the child’s data: ask for help, and tell them nothing more.";

/** @param time when it was read, "10:42" */
export const homeShown = (
  name: string,
  contacts: readonly HomeContact[],
  address: string | undefined,
  time: string,
): HomeView => ({
  say: `${name}: read from the school directory at ${time}. Lesson Guard does not keep it.`,
  contacts: contacts.map(({ notToBeTold, ...one }) =>
    notToBeTold === true ? { ...one, note: NOT_TO_BE_TOLD } : one,
  ),
  ...(address === undefined ? {} : { address }),
});
