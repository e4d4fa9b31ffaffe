import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { belongsOnCpoms, isCpomsOpen } from "../../../src/protocol/concern/cpoms.ts";
import { decideConcern } from "../../../src/protocol/concern/decide.ts";
import { concernDutiesOf } from "../../../src/protocol/concern/duties.ts";
import { evolveConcern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { concernDocument, cpomsText } from "../../../src/protocol/export/concern-document.ts";
import { tasksOf } from "../../../src/protocol/screen/concern-tasks.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { concernView as concernViewOf } from "../../panel/support/views.ts";
import { fc } from "../../support/properties.ts";
import { ASSISTANT, AT, TEACHER } from "../lesson/story.ts";
import { ConcernStory, DSL, HOLDERS, outcomeOf, raising } from "./story.ts";

const CLOSE = { do: "close", by: DSL, decision: "Support within school", reason: "Spoke with home" } as const;
const AROUND = { now: AT, timeZone: "Europe/London", phone: "01234 567890" };
const DETAIL = {
  do: "add-detail",
  by: TEACHER,
  who: "Ben Price",
  holders: HOLDERS,
  lessonStaff: [TEACHER.id],
} as const;

const seen = (story: ConcernStory, you: "raiser" | "recipient" = "recipient") =>
  concernView(story.concern, you, AROUND);

describe("CPOMS (X3)", () => {
  it("is done where the closing gives the reference, or why it is not needed", () => {
    expect(seen(new ConcernStory(raising("child"), { ...CLOSE, cpoms: "C-1" })).cpoms).toMatchObject({
      state: "done",
      by: DSL.name,
      reference: "C-1",
    });
    expect(
      seen(new ConcernStory(raising("child"), { ...CLOSE, cpomsNotNeeded: "Same as C-1" })).cpoms,
    ).toMatchObject({ state: "not needed", reason: "Same as C-1" });
  });

  it("stays open where it was closed without either, says so, and is done afterwards", () => {
    const story = new ConcernStory(raising("child"));
    expect(seen(story).cpoms).toEqual({ state: "asked at closing" });
    expect(story.take(CLOSE)).toMatchObject({ say: expect.stringContaining("CPOMS: not yet") });
    expect(seen(story).cpoms).toEqual({ state: "not yet" });
    expect(outcomeOf(story.take({ do: "note-cpoms", by: DSL }))).toBe("refused: empty");
    expect(outcomeOf(story.take({ do: "note-cpoms", by: DSL, cpoms: "C-9" }))).toBe("CpomsNoted");
    expect(seen(story).cpoms).toMatchObject({ state: "done", reference: "C-9" });
    expect(seen(story).timeline.map(({ sentence }) => sentence)).toContain(
      `${DSL.name} noted the CPOMS reference.`,
    );
  });

  it("is never both, neither at closing nor after it", () => {
    const both = { cpoms: "C-1", cpomsNotNeeded: "No" };
    expect(outcomeOf(new ConcernStory(raising("child")).take({ ...CLOSE, ...both }))).toBe("refused: both");
    const closed = new ConcernStory(raising("child"), CLOSE);
    expect(outcomeOf(closed.take({ do: "note-cpoms", by: DSL, ...both }))).toBe("refused: both");
  });

  it("is asked of an ended lesson only once it is written whom of the families it is about", () => {
    const ended = new ConcernStory(raising("ended"));
    expect(seen(ended).cpoms).toBeUndefined();
    ended.take(DETAIL);
    expect(seen(ended).cpoms).toEqual({ state: "asked at closing" });
    expect(belongsOnCpoms({ ...ended.concern, subjects: [ASSISTANT.id] })).toBe(false);
  });

  it("is never asked about an adult at school, and not taken there (X2)", () => {
    const story = new ConcernStory(raising("adult"), DETAIL, CLOSE);
    expect(seen(story).cpoms).toBeUndefined();
    expect(outcomeOf(story.take({ do: "note-cpoms", by: DSL, cpoms: "C-1" }))).toBe("refused: adult");
  });

  it("stands in the export, open or done; nothing of it is the raiser's", () => {
    const story = new ConcernStory(raising("child"), CLOSE);
    const lines = () =>
      JSON.stringify(concernDocument(seen(story), { ...AROUND, school: "Oakfield" }).sections);
    expect(lines()).toContain("Not yet: neither a reference nor a reason has been given.");
    story.take({ do: "note-cpoms", by: DSL, cpomsNotNeeded: "Written under her sister" });
    expect(lines()).toContain("Not needed in CPOMS: Written under her sister");
    expect(JSON.stringify(seen(story, "raiser"))).not.toMatch(/cpoms/i);
  });

  it("with several children each has a reference of their own, and the task stays until the last is there", () => {
    const story = new ConcernStory(raising("child"));
    story.take({
      do: "add-detail",
      by: TEACHER,
      children: ["Amara Okafor"],
      holders: HOLDERS,
      lessonStaff: [],
    });
    story.take({ do: "link-child", by: DSL, child: "Ben Price" });
    expect(seen(story).cpoms).toEqual({
      state: "each",
      of: [{ child: "Amara Okafor" }, { child: "Ben Price" }],
      open: true,
    });
    expect(outcomeOf(story.take({ ...CLOSE, cpoms: "C-1" }))).toBe("refused: several");
    expect(story.take(CLOSE)).toMatchObject({ say: expect.stringContaining("CPOMS: not yet") });
    const note = (more: object) => outcomeOf(story.take({ do: "note-cpoms", by: DSL, ...more }));
    expect(note({ cpoms: "C-1" })).toBe("refused: several");
    expect(note({ cpoms: "C-1", child: "Chidi Nwosu" })).toBe("refused: no-pupil");
    expect(note({ cpoms: "C-1", child: "Amara Okafor" })).toBe("CpomsNoted");
    expect(isCpomsOpen(story.concern)).toBe(true);
    expect(tasksOf(story.concern, AROUND).map(({ sentence }) => sentence)).toEqual([
      "CPOMS: not yet for 1 of 2 children. It was closed on 24 November 2026.",
    ]);
    expect(note({ cpomsNotNeeded: "Has left the school", child: "Ben Price" })).toBe("CpomsNoted");
    expect(isCpomsOpen(story.concern)).toBe(false);
    const text = JSON.stringify(concernDocument(seen(story), { ...AROUND, school: "Oakfield" }).sections);
    expect(text).toContain("Amara Okafor: CPOMS reference: C-1");
    expect(text).toContain("Ben Price: Not needed in CPOMS: Has left the school");
  });

  it("a child who is linked after closing opens the task again, and it is reminded of", () => {
    const story = new ConcernStory(raising("child"));
    story.take({ do: "link-child", by: DSL, child: "Amara Okafor" });
    story.take({ ...CLOSE, cpoms: "C-1" });
    expect(isCpomsOpen(story.concern)).toBe(false);
    const before = story.concern;
    story.take({ do: "link-child", by: DSL, child: "Ben Price" });
    expect(isCpomsOpen(story.concern)).toBe(true);
    expect(seen(story).cpoms).toMatchObject({
      of: [{ child: "Amara Okafor", said: { reference: "C-1" } }, { child: "Ben Price" }],
    });
    const linked = { type: "ChildLinked", at: AT, data: { by: DSL.id } } as const;
    const duties = concernDutiesOf(before, story.concern, [linked]).flat();
    expect(duties.map(({ work }) => work.kind)).toContain("remind-concern");
    // One reason may hold for all of them.
    story.take({ do: "note-cpoms", by: DSL, cpomsNotNeeded: "Both in C-1" });
    expect(isCpomsOpen(story.concern)).toBe(false);
  });

  it("the text of one child names no other child of it, and says how many there are", () => {
    const view = concernViewOf({
      followUp: { actions: [], children: ["Amara Okafor", "Ben Price"], tasks: [], rank: 0 },
    });
    const text = cpomsText(view, "Europe/London", "Ben Price");
    expect(text).toContain(
      "Child: Ben Price\nIt also concerns 1 other child, who has an entry of their own.",
    );
    expect(text).not.toContain("Amara");
    expect(cpomsText(view, "Europe/London")).toContain("Children: Amara Okafor, Ben Price");
  });

  it("an older closing is read as it was; erased, it asks for nothing", () => {
    const raised = new ConcernStory(raising("child")).concern;
    const old = { type: "ConcernClosed", at: AT, data: { by: DSL.id } } as const;
    const kept = evolveConcern(raised, {
      ...old,
      personal: { byName: DSL.name, decision: "None", reason: "None", cpoms: "C-7" },
    });
    expect(kept).toMatchObject({ closed: { decision: "None" }, cpoms: { reference: "C-7" } });
    const gone = evolveConcern(evolveConcern(raised, old), {
      type: "PersonalErased",
      at: AT,
      data: { by: DSL.id, versions: [1, 2] },
      personal: { byName: DSL.name },
    });
    expect(isCpomsOpen(gone)).toBe(false);
    expect(evolveConcern(gone, { type: "CpomsNoted", at: AT, data: { by: DSL.id } }).cpoms).toMatchObject({
      reference: "(erased)",
    });
  });

  it("no closed concern about a child is quiet about CPOMS, whatever was pressed in which order", () => {
    const press = fc.constantFrom<ConcernCommand>(
      CLOSE,
      { ...CLOSE, cpoms: "C-1" },
      { ...CLOSE, cpomsNotNeeded: "No" },
      { do: "note-cpoms", by: DSL, cpoms: "C-2" },
      { do: "note-cpoms", by: DSL, cpomsNotNeeded: " " },
      { do: "have-it", by: DSL },
      DETAIL,
    );
    fc.assert(
      fc.property(fc.array(press, { maxLength: 8 }), (presses) => {
        const concern = [raising("child"), ...presses].reduce((state, command) => {
          const decision = decideConcern(state, command, AT);
          return "refused" in decision ? state : decision.events.reduce(evolveConcern, state);
        }, NO_CONCERN);
        const { cpoms, closed } = concernView(concern, "recipient", AROUND);
        const given = presses.some((one) => "cpoms" in one) || presses.some((one) => one.do === "close");
        expect(closed === undefined || cpoms !== undefined).toBe(true);
        expect(cpoms?.state === "not yet").toBe(closed !== undefined && concern.cpoms === undefined);
        expect(cpoms?.state !== "done" || given).toBe(true);
      }),
    );
  });
});
