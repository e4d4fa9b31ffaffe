import { sameName } from "../names/matching.ts";

/** What a class or a group of the directory holds (meeting/class-lists.ts). */
type Found = {
  readonly pupils: readonly { readonly name: string; readonly adults: readonly string[] }[];
  readonly teachers: readonly { readonly id: string; readonly name: string }[];
  readonly leftOut: readonly {
    readonly name: string;
    readonly why: "no role" | "account disabled" | "no name";
  }[];
  readonly adultsUnread: number;
  readonly contactsLeftOut: number;
};

/** What staff see of it before they keep a list. `notes`: whole sentences. */
export type FoundListView = {
  readonly name: string;
  readonly pupils: Found["pupils"];
  readonly notes: readonly string[];
};

/** A year of four classes. What a list costs the program grows with it, and a Pause of another is not to wait for that. */
export const MOST_ON_A_LIST = 120;

const named = (people: readonly { readonly name: string }[]): string =>
  people.map(({ name }) => name || "a person without a name").join(", ");

const sentence = (begin: string, people: readonly { readonly name: string }[]): readonly string[] =>
  people.length === 0 ? [] : [`${begin}: ${named(people)}.`];

const counted = (many: number, one: string, more: string): readonly string[] =>
  many === 0 ? [] : [many === 1 ? one : more.replace("#", String(many))];

const twice = ({ pupils }: Found): readonly { readonly name: string }[] =>
  pupils.filter(({ name }, n) => pupils.findIndex((one) => sameName(one.name, name)) < n);

/** @returns why no list can be begun with it, in a sentence */
export const notAList = ({ pupils: { length } }: Pick<Found, "pupils">): string | undefined => {
  if (length === 0) return "No pupil was found there. Nothing was changed.";
  return length > MOST_ON_A_LIST
    ? `${length} pupils are in it, and a list holds ${MOST_ON_A_LIST} at most. Choose a smaller class or group.`
    : undefined;
};

/** @param of whose list it would be: `reader` is the person who looks */
export const foundListView = (
  found: Found,
  of: { readonly name: string; readonly from: "class" | "group"; readonly reader: string },
): FoundListView => {
  const { pupils, teachers, leftOut, adultsUnread, contactsLeftOut } = found;
  const because = (why: Found["leftOut"][number]["why"]) => leftOut.filter((one) => one.why === why);
  const isTeacher = teachers.some(({ id }) => id === of.reader);
  const colleagues = teachers.filter(({ id }) => id !== of.reader);
  const noAdults = pupils.every(({ adults }) => adults.length === 0) && adultsUnread === 0;
  return {
    name: of.name,
    pupils,
    notes: [
      ...sentence(
        of.from === "class"
          ? "Not on the list, because they teach this class"
          : "Not on the list, because they are staff",
        teachers,
      ),
      ...sentence("Not on the list, because the account is disabled", because("account disabled")),
      ...sentence(
        "Not on the list, because Microsoft does not say whether this is a pupil",
        because("no role"),
      ),
      ...counted(
        because("no name").length,
        "Not on the list: one member whose name cannot be read.",
        "Not on the list: # members whose names cannot be read.",
      ),
      ...sentence("The same name is here twice. Add a second name to one of them", twice(found)),
      ...(of.from === "class" && !isTeacher
        ? [
            "Microsoft does not list you as a teacher of this class, so its adults are not shown. Add them by hand.",
          ]
        : noAdults
          ? ["Microsoft knows no adults of these pupils. Add them by hand."]
          : []),
      ...counted(
        adultsUnread,
        "The adults of one pupil could not be read. Add them by hand.",
        "The adults of # pupils could not be read. Add them by hand.",
      ),
      ...counted(
        contactsLeftOut,
        "Left out: one contact who is neither parent nor guardian, or may not see the pupil’s data.",
        "Left out: # contacts who are neither parent nor guardian, or may not see the pupil’s data.",
      ),
      ...(of.from === "class"
        ? sentence("Once it is saved, these colleagues can see and change the list, too", colleagues)
        : []),
    ],
  };
};
