import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import type { Pupil } from "../../../src/protocol/names/register.ts";
import { guest, planned, roster, TEACHER, user } from "./story.ts";

const pupil = (name: string): Pupil => ({ id: name, name, also: [] });

/** Who each unknown device may be, by the names on its buttons. */
const suggested = (register: readonly string[], ...shown: readonly string[]) => {
  const story = planned();
  story.press({ press: "set-register", source: "csv", register: register.map(pupil) });
  story.after(
    { report: "meeting-started", source: "event" },
    { report: "call-entered", call: "call1" },
    roster(user("r-teacher", TEACHER), ...shown.map((name, n) => guest(`r${n}`, name))),
  );
  const unknown = unknownPeople(story.lesson);
  const names = (of: readonly { readonly name: string }[] = []) => of.map(({ name }) => name);
  return unknown.map(({ shown: device, suggestions, together, notHere }) => ({
    device,
    byName: names(suggestions),
    together: together?.length ?? 0,
    notHere: names(notHere),
  }));
};

const CLASS = [
  "Arjun Patel",
  "Samuel Okoro",
  "Lily Chen",
  "Lily Foster",
  "Harvey Brooks",
  "Martha Brooks",
  "Ada Price",
];

describe("who an unknown device may be", () => {
  it("of an iPad: those who are not here and whom no other device may mean", () => {
    expect(suggested(CLASS, "iPad", "Samsung SM-T220", "Lily", "Brooks family", "Ada Price")).toEqual([
      { device: "iPad", byName: [], together: 0, notHere: ["Arjun Patel", "Samuel Okoro"] },
      { device: "Samsung SM-T220", byName: [], together: 0, notHere: ["Arjun Patel", "Samuel Okoro"] },
      { device: "Lily", byName: ["Lily Chen", "Lily Foster"], together: 0, notHere: [] },
      { device: "Brooks family", byName: ["Harvey Brooks", "Martha Brooks"], together: 2, notHere: [] },
    ]);
  });

  it("of one of two Lilys: the one who is not here comes first, and nothing for both", () => {
    expect(suggested(CLASS, "Lily", "Lily Chen")).toEqual([
      { device: "Lily", byName: ["Lily Foster", "Lily Chen"], together: 0, notHere: [] },
    ]);
  });

  it("of two pupils with one name: each, and not both", () => {
    const [one] = suggested(["Lily Chen", "Lily Chen "], "Lily Chen");
    expect([one?.byName.length, one?.together]).toEqual([2, 0]);
  });

  it("no one for a name that is not on the register, for a phone, or where many are missing", () => {
    expect(suggested(CLASS, "xx_dark_xx", "iPad").map(({ notHere }) => notHere)).toEqual([[], []]);
    expect(suggested(CLASS.slice(0, 2), "xx_dark_xx", "iPad").map(({ notHere }) => notHere)).toEqual([
      [],
      ["Arjun Patel", "Samuel Okoro"],
    ]);
  });
});
