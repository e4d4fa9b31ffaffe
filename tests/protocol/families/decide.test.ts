import { decideFamily, decideRoom, type FamilyCommand } from "../../../src/protocol/families/decide.ts";
import {
  decideJoining,
  decideVisit,
  type VisitCommand,
  visitorOf,
} from "../../../src/protocol/families/decide-visit.ts";
import type { FamilyEvent } from "../../../src/protocol/families/events.ts";
import { linkEnds } from "../../../src/protocol/families/link-days.ts";
import { newestWording } from "../../../src/protocol/families/note.ts";
import { evolveFamily, type Family, NO_FAMILY } from "../../../src/protocol/families/state.ts";
import { TEACHER } from "../lesson/story.ts";
import { inZone, type LoosePress, type LooseVisit } from "./family-story.ts";

const NOW = "2026-11-24T10:00:00.000Z";
const later = (minutes: number): string => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();

/** What was decided, and the family after it. */
const press = (family: Family, command: LoosePress, at = NOW) => {
  const decision = decideFamily(family, inZone<FamilyCommand>(command), TEACHER, at);
  const events = "events" in decision ? decision.events : [];
  return { ...decision, events, family: events.reduce(evolveFamily, family) };
};
const visit = (family: Family, digest: string, ...more: readonly [LooseVisit, string?, string?]) => {
  const [command, at = NOW, place = "here"] = more;
  const decision = decideVisit(family, digest, inZone<VisitCommand>(command), place, at);
  const events = "events" in decision ? decision.events : [];
  return { ...decision, events, family: events.reduce(evolveFamily, family) };
};

const LIST = { do: "list", family: "f1", child: "Maya Singh", also: ["M. Singh"] } as const;
const link = (adult: string) =>
  ({
    do: "make-link",
    adult,
    link: `link-${adult}`,
    digest: `digest-${adult}`,
    expiresAt: later(60 * 24 * 60),
    wording: newestWording().since,
  }) as const;

/** Maya with two adults, each with a link. */
const maya = (): Family =>
  (
    [
      LIST,
      { do: "add-adult", adult: "mum", name: "Mrs Singh" },
      { do: "add-adult", adult: "dad", name: "Mr Singh" },
      link("mum"),
      link("dad"),
    ] as const
  ).reduce<Family>((family, command) => press(family, command).family, NO_FAMILY);

const typesOf = ({ events }: { readonly events: readonly { readonly type: string }[] }) =>
  events.map(({ type }) => type);

describe("a family on a class's list", () => {
  it("is kept once, with child, other names and who did it, and again only where something differs", () => {
    const first = press(NO_FAMILY, LIST);
    expect(first.events).toEqual([
      {
        type: "FamilyListed",
        at: NOW,
        data: { by: TEACHER.id, family: "f1" },
        personal: { byName: TEACHER.name, child: "Maya Singh", also: ["M. Singh"] },
      },
    ]);
    expect(first.family).toMatchObject({ id: "f1", child: "Maya Singh", also: ["M. Singh"], version: 1 });
    expect(press(first.family, LIST).events).toEqual([]);
    expect(typesOf(press(first.family, { ...LIST, child: "Maya Shah" }))).toEqual(["FamilyListed"]);
    expect(typesOf(press(first.family, { ...LIST, also: [] }))).toEqual(["FamilyListed"]);
  });

  it("has each adult once, and eight at most", () => {
    let family = press(NO_FAMILY, LIST).family;
    const add = (n: number) => press(family, { do: "add-adult", adult: `a${n}`, name: `Adult ${n}` });
    for (let n = 1; n <= 8; n += 1) {
      const added = add(n);
      expect(added.events).toMatchObject([{ personal: { byName: TEACHER.name, name: `Adult ${n}` } }]);
      ({ family } = added);
    }
    expect(add(1)).toMatchObject({ say: "An adult of this name is there already.", events: [] });
    expect(add(9)).toMatchObject({ refused: "too-many-adults", events: [] });
    expect(family.adults).toHaveLength(8);
    expect(family.adults[0]).toEqual({ id: "a1", name: "Adult 1", permission: "not asked", answered: [] });
  });

  it("does nothing for an adult who is not there", () => {
    for (const command of [
      link("gran"),
      { do: "revoke", adult: "gran" },
      { do: "note-answer", adult: "gran", answer: "given" },
      { do: "sent", adult: "gran", how: "ClassDojo" },
    ] as readonly FamilyCommand[])
      expect(press(maya(), command)).toMatchObject({ refused: "nothing", events: [] });
  });
});

describe("a link", () => {
  it("takes the place of that adult's own, and of no other's", () => {
    const first = maya();
    expect(first.links.map(({ adult, opened, joined }) => [adult, opened, joined])).toEqual([
      ["mum", [], []],
      ["dad", [], []],
    ]);
    const again = press(first, { ...link("mum"), link: "second", digest: "second", instead: NOW });
    expect(press(first, { ...link("mum"), link: "second", digest: "second" })).toMatchObject({
      refused: "link-in-use",
    });
    expect(again.events).toMatchObject([
      { type: "LinkRevoked", data: { link: "link-mum", by: TEACHER.id } },
      { type: "LinkMade", data: { adult: "mum", link: "second" }, personal: { byName: TEACHER.name } },
    ]);
    expect(again.family.links.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      ["link-mum", NOW],
      ["link-dad", undefined],
      ["second", undefined],
    ]);
    expect(typesOf(press(press(NO_FAMILY, LIST).family, link("mum")))).toEqual([]);
  });

  it("is noted as sent once for each way, and ended once", () => {
    const sent = press(maya(), { do: "sent", adult: "dad", how: "ClassDojo" });
    expect(sent.family.links.map(({ sent: how }) => how)).toEqual([undefined, { at: NOW, how: "ClassDojo" }]);
    expect(press(sent.family, { do: "sent", adult: "dad", how: "ClassDojo" })).toMatchObject({
      say: "Noted already.",
      events: [],
    });
    const ended = press(sent.family, { do: "revoke", adult: "dad" });
    expect(typesOf(ended)).toEqual(["LinkRevoked"]);
    expect(press(ended.family, { do: "revoke", adult: "dad" })).toMatchObject({
      say: "This adult has no link that works.",
      events: [],
    });
    expect(typesOf(press(ended.family, { do: "revoke", adult: "mum" }))).toEqual(["LinkRevoked"]);
  });

  it.each([
    ["2026-11-24", "2027-08-31T23:00:00.000Z"],
    ["2026-07-30", "2026-08-31T23:00:00.000Z"],
    ["2026-08-01", "2027-08-31T23:00:00.000Z"],
    ["2026-09-01", "2027-08-31T23:00:00.000Z"],
  ])("made on %s ends at %s, with a school year that has a month to go", (today, ends) => {
    expect(linkEnds(`${today}T10:00:00.000Z`, today, "08-31", "Europe/London")).toBe(ends);
  });
});

describe("an adult's visit", () => {
  it("is of the adult whose link it is, and of no one else", () => {
    expect(visitorOf(maya(), "digest-dad")?.adult.id).toBe("dad");
    expect(visitorOf(maya(), "digest-mum")?.link.id).toBe("link-mum");
    expect(visitorOf(maya(), "unknown")).toBeUndefined();
    expect(visitorOf({ ...maya(), adults: [] }, "digest-mum")).toBeUndefined();
    expect(visit(maya(), "unknown", { do: "open" })).toMatchObject({ refused: "link", events: [] });
    const ended = press(maya(), { do: "revoke", adult: "mum" }).family;
    expect(visit(ended, "digest-mum", { do: "open" })).toMatchObject({ refused: "link", events: [] });
  });

  it("is recorded once in half an hour from the same place", () => {
    const opened = visit(maya(), "digest-mum", { do: "open" });
    expect(opened.events).toMatchObject([{ type: "LinkOpened", data: { link: "link-mum" } }]);
    const again = (minutes: number, place?: string) =>
      typesOf(visit(opened.family, "digest-mum", { do: "open" }, later(minutes), place));
    expect([again(29), again(30), again(1, "elsewhere")]).toEqual([[], ["LinkOpened"], ["LinkOpened"]]);
    const joined = visit(maya(), "digest-mum", { do: "join", lesson: "l1" });
    const join = (lesson: string) =>
      typesOf(visit(joined.family, "digest-mum", { do: "join", lesson }, later(1)));
    expect([join("l1"), join("l2")]).toEqual([[], ["JoinShown"]]);
  });

  it("answers for that adult alone; no after a yes takes it back, and no at first refuses", () => {
    const refused = visit(maya(), "digest-mum", { do: "answer", yes: false });
    expect(refused.family.adults.map(({ permission }) => permission)).toEqual(["refused", "not asked"]);
    const given = visit(refused.family, "digest-mum", { do: "answer", yes: true });
    expect(visit(given.family, "digest-mum", { do: "answer", yes: true }).events).toEqual([]);
    const back = visit(given.family, "digest-mum", { do: "answer", yes: false });
    expect(back.events).toMatchObject([{ data: { adult: "mum", answer: "withdrawn", link: "link-mum" } }]);
    expect(visit(back.family, "digest-mum", { do: "answer", yes: false }).events).toEqual([]);
    const [mum, ...others] = maya().adults;
    const implied = { ...maya(), adults: [{ ...mum, permission: "implied by joining" } as never, ...others] };
    expect(visit(implied, "digest-mum", { do: "answer", yes: false }).events).toMatchObject([
      { data: { answer: "withdrawn" } },
    ]);
  });

  it("changes its answer six times a day at most", () => {
    let family = maya();
    for (let n = 0; n < 6; n += 1)
      ({ family } = visit(family, "digest-mum", { do: "answer", yes: n % 2 === 0 }, later(n)));
    expect(visit(family, "digest-mum", { do: "answer", yes: true }, later(24 * 60 - 1))).toMatchObject({
      refused: "too-many",
    });
    expect(typesOf(visit(family, "digest-mum", { do: "answer", yes: true }, later(24 * 60)))).toEqual([
      "PermissionAnswered",
    ]);
  });
});

describe("what staff note of a family", () => {
  it("is an answer once, and a day after today on which the page asks again", () => {
    const noted = press(maya(), { do: "note-answer", adult: "dad", answer: "given" });
    expect(noted.family.adults.map(({ permission }) => permission)).toEqual(["not asked", "given"]);
    expect(press(noted.family, { do: "note-answer", adult: "dad", answer: "given" }).events).toEqual([]);
    const ask = (on: string, family = maya()) => press(family, { do: "ask-again", on, today: "2026-11-24" });
    for (const on of ["2026-11-24", "2026-11-23", "2027-02-30", "soon"])
      expect([on, ask(on)]).toMatchObject([on, { refused: "day", events: [] }]);
    const set = ask("2026-11-25");
    expect(set.family.askAgainOn).toBe("2026-11-25");
    expect(ask("2026-11-25", set.family)).toMatchObject({ say: "Noted already.", events: [] });
  });
});

describe("what a lesson says of a family", () => {
  const room = (family: Family, at: string, agreed: boolean) => {
    const decision = decideRoom(family, "l1", { at, by: TEACHER.id, agreed }, later(60));
    const events = "events" in decision ? decision.events : [];
    return { events, family: events.reduce(evolveFamily, family) };
  };

  it("is the room as it was noted last, once; of a child whose name was erased nothing is kept", () => {
    const agreed = room(maya(), NOW, true);
    expect(agreed.events).toEqual([
      {
        type: "FamilyRoomAgreed",
        at: later(60),
        data: { by: TEACHER.id, lesson: "l1", notedAt: NOW, agreed: true },
      },
    ]);
    expect(agreed.family.room).toEqual({ at: NOW, agreed: true });
    expect(room(agreed.family, later(1), true).events).toEqual([]);
    // Another lesson's earlier note comes late, or the same comes twice.
    for (const before of [NOW, later(-1)]) expect(room(agreed.family, before, false).events).toEqual([]);
    expect(room(agreed.family, later(1), false).family.room).toEqual({ at: later(1), agreed: false });
    expect(room(maya(), NOW, false).events).toEqual([]);
    const { child: _erased, ...nameless } = maya();
    expect(room(nameless, NOW, true).events).toEqual([]);
  });

  it("is that permission was implied by coming to it, as long as no one has answered", () => {
    let family = press(maya(), { do: "sent", adult: "dad", how: "ClassDojo" }).family;
    ({ family } = visit(family, "digest-dad", { do: "join", lesson: "l1" }));
    expect(decideJoining(family, "l2", NOW)).toEqual({ events: [], say: "" });
    const implied = decideJoining(family, "l1", NOW);
    expect(implied).toMatchObject({
      events: [{ type: "PermissionImplied", data: { adult: "dad", link: "link-dad", lesson: "l1" } }],
    });
    family = "events" in implied ? implied.events.reduce(evolveFamily, family) : family;
    expect(family.adults).toMatchObject([
      { permission: "not asked" },
      { permission: "implied by joining", since: NOW, lesson: "l1" },
    ]);
    const answered = visit(family, "digest-dad", { do: "answer", yes: true }, later(1)).family.adults[1];
    expect(answered).toEqual({
      id: "dad",
      name: "Mr Singh",
      permission: "given",
      since: later(1),
      answered: [later(1)],
    });
  });
});

describe("a family as the record tells it", () => {
  it("is known by its ids alone once names were erased", () => {
    const events = [
      { type: "FamilyListed", at: NOW, data: { by: TEACHER.id, family: "f1" } },
      { type: "AdultAdded", at: NOW, data: { by: TEACHER.id, adult: "mum" } },
    ] as const satisfies readonly FamilyEvent[];
    expect(events.reduce<Family>(evolveFamily, NO_FAMILY)).toEqual({
      version: 2,
      id: "f1",
      also: [],
      adults: [{ id: "mum", permission: "not asked", answered: [] }],
      links: [],
    });
  });

  it("counts what erased names and what a later version wrote, and is not changed by it", () => {
    const family = maya();
    for (const type of ["PersonalErased", "FamilySung"])
      expect(evolveFamily(family, { type, at: NOW, data: {} } as never)).toEqual({
        ...family,
        version: family.version + 1,
      });
  });

  it("keeps the newest twenty uses of a link, and of the others' none", () => {
    let family = maya();
    for (let n = 0; n < 25; n += 1)
      ({ family } = visit(family, "digest-mum", { do: "open" }, later(30 * n), "home"));
    const [mum, dad] = family.links;
    expect(mum?.opened.map(({ at }) => at)).toEqual(
      Array.from({ length: 20 }, (_, n) => later(30 * (n + 5))),
    );
    expect(dad?.opened).toEqual([]);
  });
});
