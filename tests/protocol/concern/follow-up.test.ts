import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { decideConcern } from "../../../src/protocol/concern/decide.ts";
import type { ConcernEvent } from "../../../src/protocol/concern/events.ts";
import { colleaguesFor } from "../../../src/protocol/concern/follow-up.ts";
import { ownerOf, reminderOf } from "../../../src/protocol/concern/follow-up-of.ts";
import { isReminded, remindedOf } from "../../../src/protocol/concern/reminded.ts";
import { evolveConcern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { childDocument } from "../../../src/protocol/export/child-document.ts";
import { concernDocument, cpomsText } from "../../../src/protocol/export/concern-document.ts";
import { rankOf, tasksOf } from "../../../src/protocol/screen/concern-tasks.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { fc } from "../../support/properties.ts";
import { ASSISTANT, AT, TEACHER } from "../lesson/story.ts";
import { ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, outcomeOf, raising } from "./story.ts";

const ZONE = "Europe/London";
const TODAY = AT.slice(0, 10);
const DAY_MS = 24 * 60 * 60_000;
const later = (days: number): string => new Date(Date.parse(AT) + days * DAY_MS).toISOString().slice(0, 10);

const TAKE = { do: "have-it", by: DSL } as const;
const RANG = {
  do: "note-action",
  by: DSL,
  action: "Rang mother 11:10",
  why: "To ask who is at home",
} as const;
const OVER = { do: "hand-over", by: DSL, to: DEPUTY, holders: HOLDERS, lessonStaff: [TEACHER.id] } as const;
const remind = (days: number, what?: string): ConcernCommand => ({
  do: "set-reminder",
  by: DSL,
  on: later(days),
  today: TODAY,
  ...(what === undefined ? {} : { what }),
});

const seen = (story: ConcernStory, you: "raiser" | "recipient" = "recipient") =>
  concernView(story.concern, you, { now: story.now, timeZone: ZONE, phone: "01234 567890" }, DSL.id);
const tasks = (story: ConcernStory, days = 0) =>
  tasksOf(story.concern, {
    now: new Date(Date.parse(story.now) + days * DAY_MS).toISOString(),
    timeZone: ZONE,
  });

describe("actions", () => {
  it("are kept with who, when and why, one after the other, also once the concern is closed", () => {
    const story = new ConcernStory(raising("child"), TAKE, RANG);
    story.take({ do: "close", by: DSL, decision: "Referred outside school", reason: "Third time" });
    expect(outcomeOf(story.take({ ...RANG, by: DEPUTY, action: "Referral taken" }))).toBe("ActionNoted");
    expect(seen(story).followUp?.actions).toMatchObject([
      { by: DSL.name, action: "Rang mother 11:10", why: "To ask who is at home" },
      { by: DEPUTY.name, action: "Referral taken" },
    ]);
    expect(outcomeOf(story.take({ ...RANG, action: " " }))).toBe("refused: empty");
  });

  it("are the recipients' alone: the raiser reads none of them, in no field", () => {
    const story = new ConcernStory(raising("child"), TAKE, RANG, OVER, remind(1, "Ring again"));
    expect(JSON.stringify(seen(story, "raiser"))).not.toMatch(/Rang|Ring again|followUp|handed it over/);
  });

  it("stand in the concern's export, the text for CPOMS and the export of the child", () => {
    const story = new ConcernStory(raising("child"), TAKE, RANG, {
      do: "link-child",
      by: DSL,
      child: "Ben Price",
    });
    const view = seen(story);
    const around = { now: AT, timeZone: ZONE, school: "Oakfield" };
    const child = { name: "Ben Price", lessons: [], concerns: [view], alsoMasked: [] };
    for (const text of [
      JSON.stringify(concernDocument(view, around)),
      cpomsText(view, ZONE),
      JSON.stringify(childDocument(child, around)),
    ]) {
      expect(text).toContain("Rang mother 11:10");
      expect(text).toContain("To ask who is at home");
      expect(text).toContain("Ben Price");
    }
  });

  it("mask another child's name in the export for one child's family", () => {
    const story = new ConcernStory(raising("child"), { ...RANG, action: "Rang the mother of Ava Cole" });
    const child = {
      name: "Ben Price",
      lessons: [],
      concerns: [seen(story)],
      alsoMasked: [{ id: "p9", name: "Ava Cole", also: [] }],
    };
    const text = JSON.stringify(childDocument(child, { now: AT, timeZone: ZONE, school: "Oakfield" }));
    expect(text).toContain("Rang the mother of");
    expect(text).not.toContain("Ava Cole");
  });

  it("are refused once the words are erased, as are all the others", () => {
    const story = new ConcernStory(raising("child"), TAKE);
    const erased = evolveConcern(story.concern, {
      type: "PersonalErased",
      at: AT,
      data: { by: DSL.id, versions: [1] },
      personal: { byName: DSL.name },
    });
    for (const command of [RANG, OVER, remind(1), { do: "link-child", by: DSL, child: "A B" } as const])
      expect(outcomeOf(decideConcern(erased, command, AT))).toBe("refused: erased");
  });

  it("whose words are gone are still read", () => {
    const story = new ConcernStory(raising("child"), TAKE, RANG, OVER, remind(1, "Ring"));
    const bare = story.events.reduce(
      (state, { personal: _gone, ...event }) => evolveConcern(state, event as ConcernEvent),
      NO_CONCERN,
    );
    expect(bare.followUp.actions).toMatchObject([{ action: "(erased)" }]);
    expect(ownerOf(bare)).toBe(DEPUTY.id);
  });
});

describe("whose it is", () => {
  it("is the first who took it, until it is handed over to a colleague by name, who is told", () => {
    const story = new ConcernStory(raising("child"));
    expect(seen(story).followUp?.owner).toBeUndefined();
    story.take(TAKE);
    expect(seen(story).followUp?.owner).toEqual({ name: DSL.name, you: true });
    expect(outcomeOf(story.take(OVER))).toBe("HandedOver, RouteWidened");
    expect(story.duties.map(({ work }) => work)).toContainEqual(
      expect.objectContaining({ kind: "tell-handed-over", ref: "ABC234", person: DEPUTY.id }),
    );
    expect(seen(story).followUp?.owner).toEqual({ name: DEPUTY.name, you: false });
    expect(outcomeOf(story.take(OVER))).toBe("");
  });

  it("gives a person who was not told the right to read it, as one who was told", () => {
    const story = new ConcernStory(raising("child"), TAKE, { ...OVER, to: HEAD });
    expect(story.concern.deliveries).toContainEqual(
      expect.objectContaining({ target: { to: "person", person: HEAD.id, as: "headteacher" }, step: 1 }),
    );
  });

  it.each([
    ["a person without a role", { to: ASSISTANT }, "child"],
    ["the raiser", { to: TEACHER, holders: { ...HOLDERS, dsl: [DSL.id, TEACHER.id] } }, "child"],
    ["a DSL, about an adult (X2)", { by: HEAD, to: DSL }, "adult"],
    [
      "a headteacher who has a part in the lesson, about an adult who is not named (X2)",
      {
        by: HEAD,
        to: ASSISTANT,
        holders: { ...HOLDERS, headteacher: [HEAD.id, ASSISTANT.id] },
        lessonStaff: [TEACHER.id, ASSISTANT.id],
      },
      "adult",
    ],
  ] as const)("never becomes that of %s", (_who, more, about) => {
    const story = new ConcernStory(raising(about));
    expect(outcomeOf(story.take({ ...OVER, ...more }))).toBe("refused: not-theirs");
    expect(ownerOf(story.concern)).toBeUndefined();
  });

  it("is no one's while it can still be taken back, and once it was", () => {
    const held = new ConcernStory(raising("adult", { undoMs: 60_000 }));
    const over = {
      ...OVER,
      by: HEAD,
      to: { id: "other", name: "Mr Ray" },
      holders: { ...HOLDERS, headteacher: [HEAD.id, "other"] },
    };
    expect(outcomeOf(held.take(over))).toBe("refused: held");
    held.take({ do: "take-back", by: TEACHER });
    expect(outcomeOf(held.take(over))).toBe("refused: held");
  });

  it("is no longer that of a person whom it is about by now (X2)", () => {
    const { concern } = new ConcernStory(raising("child"), TAKE, OVER);
    expect(ownerOf({ ...concern, subjects: [DEPUTY.id] })).toBe(DSL.id);
    expect(ownerOf({ ...concern, subjects: [DEPUTY.id, DSL.id] })).toBeUndefined();
  });

  it("offers exactly those who would be taken", () => {
    const people = ["teacher", "assistant", "dsl", "deputy", "head", "other"];
    const some = fc.subarray(people);
    fc.assert(
      fc.property(
        fc.constantFrom("child", "adult", "ended", "alone"),
        some,
        some,
        some,
        some,
        (about, dsl, headteacher, leftOut, lessonStaff) => {
          const holders = { dsl, headteacher };
          const raised = raising(about, { holders, leftOut, lessonStaff, by: TEACHER });
          const { concern } = new ConcernStory(raised);
          const offered = colleaguesFor(concern, holders, lessonStaff).map(({ person }) => person);
          for (const id of people) {
            const by = { id: "someone", name: "S" };
            const command = { do: "hand-over", by, to: { id, name: id }, holders, lessonStaff } as const;
            const taken = outcomeOf(decideConcern(concern, command, AT)).startsWith("HandedOver");
            expect([id, taken]).toEqual([id, offered.includes(id)]);
            if (about === "adult" && !headteacher.includes(id)) expect(taken).toBe(false);
          }
        },
      ),
    );
  });
});

describe("a reminder", () => {
  it("is for a day after today, stands until something is noted on its day, and the last one counts", () => {
    const story = new ConcernStory(raising("child"), TAKE);
    expect(outcomeOf(story.take(remind(0)))).toBe("refused: day");
    expect(outcomeOf(story.take(remind(3, "Ring again")))).toBe("ReminderSet");
    expect(story.duties.map(({ work }) => work)).toEqual([{ kind: "remind-concern", ref: "ABC234" }]);
    expect(outcomeOf(story.take(remind(2)))).toBe("ReminderSet");
    expect(reminderOf(story.concern, ZONE)).toMatchObject({ on: later(2) });
    story.take(RANG);
    expect(tasks(story, 1).map(({ what }) => what)).toEqual(["close"]);
    expect(tasks(story, 2)[0]).toMatchObject({ what: "reminder", late: true });
    story.wait(2 * DAY_MS);
    story.take(RANG);
    expect(reminderOf(story.concern, ZONE)).toBeUndefined();
    expect(isReminded(story.concern, ZONE)).toBe(false);
  });

  it("can be taken away, and is over once the concern is closed", () => {
    const story = new ConcernStory(raising("child"), TAKE, remind(1));
    const away = { do: "set-reminder", by: DSL, today: TODAY } as const;
    expect(outcomeOf(story.take(away))).toBe("ReminderSet");
    expect(reminderOf(story.concern, ZONE)).toBeUndefined();
    expect(outcomeOf(story.take(away))).toBe("");
    story.take(remind(1));
    story.take({ do: "close", by: DSL, decision: "None", reason: "None", cpoms: "C-1" });
    expect(isReminded(story.concern, ZONE)).toBe(false);
    expect(outcomeOf(story.take(remind(1)))).toBe("refused: closed");
  });

  it("goes to the person who has it; if they may not read it any more, to those who were told", () => {
    const { concern } = new ConcernStory(raising("child", { channel: false }), TAKE, OVER);
    expect(remindedOf(concern, HOLDERS, [])).toEqual([DEPUTY.id]);
    expect(remindedOf(concern, { ...HOLDERS, dsl: [DSL.id] }, [])).toEqual([DSL.id]);
    expect(remindedOf(concern, { dsl: ["new"], headteacher: [] }, [])).toEqual(["new"]);
    const { concern: adult } = new ConcernStory(raising("adult"), { ...TAKE, by: HEAD });
    expect(remindedOf(adult, { dsl: [DSL.id], headteacher: [] }, [])).toEqual([]);
  });

  it("comes each morning for a missing CPOMS reference, and never of an adult at school (X2)", () => {
    const close = { do: "close", by: DSL, decision: "None", reason: "None" } as const;
    const child = new ConcernStory(raising("child"), TAKE, close);
    expect(child.duties.map(({ work }) => work)).toContainEqual({ kind: "remind-concern", ref: "ABC234" });
    expect(tasks(child)).toMatchObject([{ what: "CPOMS", late: false }]);
    expect(tasks(child, 1)).toMatchObject([{ what: "CPOMS", late: true }]);
    child.take({ do: "note-cpoms", by: DSL, cpoms: "C-1" });
    expect(isReminded(child.concern, ZONE)).toBe(false);
    const adult = new ConcernStory(raising("adult"), { ...TAKE, by: HEAD }, { ...close, by: HEAD });
    expect(adult.duties.map(({ work }) => work.kind)).not.toContain("remind-concern");
    expect(tasks(adult)).toEqual([]);
  });
});

it("in a list, what no one has taken comes first, then what is late, CPOMS, and what is open", () => {
  const close = { do: "close", by: DSL, decision: "None", reason: "None" } as const;
  const rank = (story: ConcernStory, days = 0): number => rankOf(tasks(story, days));
  const raised = raising("child");
  expect([
    rank(new ConcernStory(raised)),
    rank(new ConcernStory(raised, TAKE), 8),
    rank(new ConcernStory(raised, TAKE, close)),
    rank(new ConcernStory(raised, TAKE)),
    rank(new ConcernStory(raised, TAKE, { ...close, cpoms: "C-1" })),
  ]).toEqual([0, 1, 2, 3, 4]);
});

it("links each child once, whether picked in the form or added later", () => {
  const story = new ConcernStory(raising("child"), {
    do: "add-detail",
    by: TEACHER,
    children: ["Ben Price"],
    holders: HOLDERS,
    lessonStaff: [],
  });
  expect(outcomeOf(story.take({ do: "link-child", by: DSL, child: "Ben Price" }))).toBe("");
  expect(outcomeOf(story.take({ do: "link-child", by: DSL, child: " Ava Cole " }))).toBe("ChildLinked");
  expect(outcomeOf(story.take({ do: "link-child", by: DSL, child: "" }))).toBe("refused: empty");
  expect(seen(story).followUp?.children).toEqual(["Ben Price", "Ava Cole"]);
});

it("takes no time of noticing that is still to come", () => {
  const story = new ConcernStory(raising("child"));
  const detail = {
    do: "add-detail",
    by: TEACHER,
    said: "I was cold",
    holders: HOLDERS,
    lessonStaff: [],
  } as const;
  const noticed = new Date(Date.parse(story.now) + 60 * 60_000).toISOString();
  expect(outcomeOf(story.take({ ...detail, noticed }))).toBe("refused: too-early");
  expect(outcomeOf(story.take({ ...detail, noticed: AT }))).toBe("DetailAdded");
  expect(seen(story).details).toMatchObject([{ noticed: AT, said: "I was cold" }]);
});
