import { arrange } from "../../../src/panel/arrangement.ts";
import { fullNames, tellLesson } from "../../../src/protocol/export/lesson-story.ts";
import { countLesson } from "../../../src/protocol/export/sample-document.ts";
import { countsOf } from "../../../src/protocol/lesson/checklist.ts";
import { checksOf } from "../../../src/protocol/lesson/checks.ts";
import { pupilRows, unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { unsortedLines } from "../../../src/protocol/lesson/unsorted.ts";
import {
  impliedBy,
  WHAT_TO_DO_IN_LOBBY,
  WHAT_TO_DO_IN_ZOOM,
  WHAT_TO_DO_INSIDE,
} from "../../../src/protocol/rules/p2-implied.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { summaryOf } from "../../../src/protocol/screen/summary.ts";
import { MINUTE, twoHouseholds } from "../families/family-story.ts";
import { arrival, guest, planned, roster, TEACHER, user, withCameras } from "../lesson/story.ts";
import { givenLesson, pressed, reported, rule } from "./given.ts";

const amara = guest("r-amara", "Amara Okafor (Guest)");
const chidi = guest("r-chidi", "Chidi (Guest)", "lobby");
const teacher = user("r-teacher", TEACHER);

/** Ben's file holds a refusal, and his mum is inside; Chidi waits in the lobby with his. */
const refusals = () => arrival().after({ report: "refusals-on-file", pupils: ["p-ben", "p-chidi"] });

describe(rule("P2"), () => {
  it("implies it where the adult whom the school sent the link joins through it, and has not answered", () => {
    const story = twoHouseholds();
    story.visit("dad", { do: "join", lesson: "l1" });
    expect(impliedBy(story.family, "l1")).toEqual({ adult: "dad", link: "dad-link" });
    expect(impliedBy(story.family, "another lesson")).toBeUndefined();
  });

  it("implies nothing by a link alone: no one has said that it was sent to this parent", () => {
    const story = twoHouseholds();
    story.makeLink("mum", "mum-2");
    story.visit("mum-2", { do: "join", lesson: "l1" });
    expect(impliedBy(story.family, "l1")).toBeUndefined();
  });

  it("implies nothing by a link that was passed on", () => {
    const story = twoHouseholds();
    story.visit("mum", { do: "open" }, "home");
    story.wait(MINUTE).visit("mum", { do: "join", lesson: "l1" }, "elsewhere");
    expect(impliedBy(story.family, "l1")).toBeUndefined();
  });

  it("implies nothing by a link that was revoked, nor by the other adult's", () => {
    const story = twoHouseholds();
    story.visit("dad", { do: "join", lesson: "l1" });
    story.press({ do: "revoke", adult: "dad" });
    expect(impliedBy(story.family, "l1")).toBeUndefined();
    story.visit("mum", { do: "join", lesson: "l1" });
    expect(impliedBy(story.family, "l1")).toEqual({ adult: "mum", link: "mum-link" });
  });

  it("keeps a refusal with the child where staff choose another register, by name", () => {
    const story = refusals().after(roster(teacher, amara, guest("r-ben", "Ben's mum (Guest)")));
    const before = noticesOf(story.lesson, "Europe/London");
    expect(before.map(({ about }) => about)).toContain("permission");
    const named = (id: string, name: string) => ({ id, name, also: [] });
    story.press({
      press: "set-register",
      source: "csv",
      register: [named("c1", "PRICE, Ben"), named("c2", "Amara Okafor")],
    });
    expect(story.lesson.refusals).toEqual(["c1"]);
    expect(noticesOf(story.lesson, "Europe/London").map(({ about }) => about)).toContain("permission");
    // A list of the school's own families says it anew.
    expect(story.after({ report: "refusals-on-file", pupils: [] }).lesson.refusals).toEqual([]);
  });

  it.each([false, true])("implies nothing where an adult has answered (yes: %s)", (yes) => {
    const story = twoHouseholds();
    story.visit("mum", { do: "answer", yes });
    story.visit("dad", { do: "join", lesson: "l1" });
    expect(impliedBy(story.family, "l1")).toBeUndefined();
  });

  it("puts a device by whose name a refusal is on file on top, with what to say, and without saying who refused", () => {
    const { lesson } = refusals();
    expect(unknownPeople(lesson).map(({ person }) => person)).toEqual(["r-ben", "r-chidi"]);
    expect(unknownPeople(lesson)[1]).toMatchObject({
      place: "lobby",
      warning: `permission was refused. ${WHAT_TO_DO_IN_LOBBY}`,
      suggestions: [{ pupil: "p-chidi", name: "Chidi Nwosu" }],
    });
    const [notice] = noticesOf(lesson, "Europe/London");
    expect(notice).toMatchObject({
      about: "permission",
      title: "Permission was refused, and they are inside",
    });
    expect(notice?.sentence).toContain("press Remove beside the name in the panel");
    // No one in the lobby hears a teacher, and one press for all lets them in unseen.
    expect(WHAT_TO_DO_IN_LOBBY).toMatch(/do not press Admit all.*cannot hear you/);
    for (const words of [WHAT_TO_DO_IN_LOBBY, WHAT_TO_DO_IN_ZOOM]) expect(words).not.toMatch(/\bsay\b/);
    // It goes to chats: no name.
    expect(JSON.stringify(notice)).not.toMatch(/ben|chidi/i);
  });

  it("offers the way out as soon as the name matches, and before staff have said whose device it is", () => {
    const story = refusals();
    expect(unknownPeople(story.lesson)).toMatchObject([
      { person: "r-ben", refused: { remove: true, words: expect.stringContaining(WHAT_TO_DO_INSIDE) } },
      { person: "r-chidi", refused: { words: expect.stringContaining("Deny in Teams: People.") } },
    ]);
    expect(story.press({ press: "remove", person: "r-ben" })).not.toHaveProperty("refused");
    // Another name is no refused child's.
    story.after(roster(teacher, amara, guest("r-ipad", "iPad")));
    expect(unknownPeople(story.lesson).find(({ person }) => person === "r-ipad")).not.toHaveProperty(
      "refused",
    );
  });

  it("does not expect the child: every count leaves them out, and says for how many", () => {
    const story = refusals();
    const { register } = story.lesson;
    expect(countsOf(story.lesson).expected).toBe(register.length - 2);
    const marked = () =>
      pupilRows(story.lesson).flatMap((row) => (row.noPermission === true ? [row.pupil] : []));
    expect(marked()).toEqual(["p-ben", "p-chidi"]);
    story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
    const here = pupilRows(story.lesson).filter(({ place }) => place === "in").length;
    // Whoever is inside without permission is counted apart.
    expect(countsOf(story.lesson)).toMatchObject({
      here: here - 1,
      refused: 1,
      expected: register.length - 2,
    });
    expect(unsortedLines(story.lesson)).toContainEqual({
      amiss: true,
      sentence: "Permission was refused for 1 person inside.",
    });
    for (const { of, state } of checksOf(story.lesson))
      expect([of, state === "done"]).toEqual([here - 1, false]);
    expect(countLesson(story.lesson)).toMatchObject({ expected: register.length - 2, came: here - 1 });
    const summary = summaryOf(story.lesson, undefined, {
      now: story.now,
      timeZone: "Europe/London",
      phone: "",
    });
    const shown = (wanted: string) => summary.find(({ label }) => label === wanted)?.value;
    expect(shown("Came")).toBe(`${here - 1} of ${register.length - 2}`);
    expect(shown("Permission refused")).toBe("2 pupils, not expected, 1 came in all the same");
    story.after({ report: "refusals-on-file", pupils: [] });
    expect([marked(), countsOf(story.lesson).expected]).toEqual([[], register.length]);
  });

  it("takes no such device along in a sweep: joining does not overrule a refusal", () => {
    givenLesson(refusals())
      .when(pressed({ press: "names-match" }))
      .thenState((lesson) => {
        expect(pupilRows(lesson).find(({ pupil }) => pupil === "p-ben")?.checked).toBeUndefined();
        expect(countsOf(lesson).unknown).toBe(2);
      });
  });

  it("marks the child's row once staff have said whose device it is: first, with what to do and the way out, unchecked", () => {
    const story = refusals();
    story.press({
      press: "recognise",
      person: "r-chidi",
      recognition: { as: "pupils", pupils: ["p-chidi"] },
    });
    story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
    const rowOf = (pupil: string) => pupilRows(story.lesson).find((row) => row.pupil === pupil);
    expect(rowOf("p-ben")?.refused).toEqual([
      {
        person: "r-ben",
        shown: "Ben's mum (Guest)",
        words: `Permission was refused. ${WHAT_TO_DO_INSIDE}`,
        remove: true,
      },
    ]);
    expect(rowOf("p-chidi")?.refused).toEqual([
      {
        person: "r-chidi",
        shown: "Chidi (Guest)",
        words: `Permission was refused. ${WHAT_TO_DO_IN_LOBBY} To keep them out: Deny in Teams: People.`,
      },
    ]);
    expect(rowOf("p-amara")).not.toHaveProperty("refused");
    expect(story.press({ press: "check-pupil", pupil: "p-ben" })).toMatchObject({ refused: "no-permission" });
    story.press({ press: "all-others-fine" });
    expect(rowOf("p-ben")?.checked).toBeUndefined();
    const around = { now: story.now, timeZone: "Europe/London", phone: "" };
    const view = lessonView(story.lesson, "organiser", [], {}, around);
    expect(arrange(view)["to sort out"].slice(0, 2)).toEqual(["p-ben", "p-chidi"]);
    expect(story.press({ press: "remove", person: "r-ben" })).not.toHaveProperty("refused");
    expect(rowOf("p-ben")?.refused?.[0]).toMatchObject({
      words: expect.stringContaining("Teams is asked to remove them."),
    });
    story.after({ report: "refusals-on-file", pupils: [] });
    expect(rowOf("p-ben")).not.toHaveProperty("refused");
  });

  it("is read before any other name to sort out", () => {
    const story = refusals().after(
      roster(teacher, guest("r-ipad", "iPad"), guest("r-ben", "Ben's mum (Guest)", "lobby")),
    );
    expect(unknownPeople(story.lesson).map(({ person }) => person)).toEqual(["r-ben", "r-ipad"]);
  });

  it("still asks of a device that drops out and comes back", () => {
    const { lesson } = refusals().after(
      roster(teacher, amara, chidi),
      roster(teacher, amara, chidi, guest("r-ben-2", "Ben's mum (Guest)", "lobby")),
    );
    expect(unknownPeople(lesson).map(({ person, warning }) => [person, warning])).toContainEqual([
      "r-ben-2",
      expect.stringContaining("permission was refused"),
    ]);
  });

  it("stands until that child is out, whatever name their device shows and whoever has said whose it is", () => {
    const story = refusals().after(roster(teacher, amara, guest("r-ipad", "iPad")));
    const notice = () => noticesOf(story.lesson, "Europe/London").find(({ about }) => about === "permission");
    const shown = () =>
      lessonView(story.lesson, "organiser", [], {}, { now: story.now, timeZone: "Europe/London", phone: "" });
    expect(notice()).toBeUndefined();
    const recognition = { as: "pupils", pupils: ["p-ben"] } as const;
    expect(story.press({ press: "recognise", person: "r-ipad", recognition })).toMatchObject({
      say: "Noted. Permission was refused for this child. Remove them, and ask the office to phone the family.",
    });
    expect(notice()?.title).toBe("Permission was refused, and they are inside");
    expect(shown().well).toBeUndefined();
    withCameras(story);
    for (const press of ["names-match", "all-others-fine"] as const) story.press({ press });
    expect(story.lesson.pupils["p-ben"]?.checked).toBeUndefined();
    expect(story.lesson.pupils["p-amara"]?.checked).toBeDefined();
    expect(JSON.stringify(tellLesson(story.events, fullNames(story.lesson)))).toContain(
      "A refusal of permission was on file for",
    );
    story.after(roster(teacher, amara));
    expect(notice()).toBeUndefined();
  });

  it("is quiet once the refusal is no longer on file", () => {
    const settled = refusals();
    settled.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
    expect(unknownPeople(settled.lesson).map(({ person }) => person)).toEqual(["r-chidi"]);
    const lifted = refusals().after({ report: "refusals-on-file", pupils: [] });
    expect(unknownPeople(lifted.lesson)).toEqual([]);
    expect(noticesOf(lifted.lesson, "Europe/London")).toEqual([]);
  });

  it("is in the record of the lesson at each change, and of the next lesson of the series", () => {
    givenLesson(refusals())
      .when(reported({ report: "refusals-on-file", pupils: ["p-ben", "p-chidi"] }))
      .thenNothing();
    givenLesson()
      .when(
        reported({
          report: "meeting-met",
          lesson: "l2",
          meetingId: "m1",
          chatId: "chat1",
          previous: refusals().lesson,
        }),
      )
      .thenAmong({ type: "RefusalsOnFile", data: { pupils: ["p-ben", "p-chidi"] } });
  });

  it("is looked up anew where a lesson is begun again: while it was over it heard of no answer", () => {
    const story = planned().after({ report: "meeting-started", source: "event" });
    const asksFor = () =>
      story.duties.map(({ work }) => work.kind).filter((kind) => kind === "find-refusals");
    const first = asksFor().length;
    story.after({ report: "meeting-ended" });
    story.wait(60_000).after({ report: "meeting-started", source: "event" });
    expect(story.lesson.phase).toBe("arrival");
    expect(asksFor()).toHaveLength(first + 1);
  });

  it("looks whether joining implies permission once staff have settled a device, and not before", () => {
    const story = planned().after({ report: "refusals-on-file", pupils: [] }, roster(guest("r-ben", "Ben")));
    expect(story.duties.map(({ work }) => work.kind)).not.toContain("note-joining");
    story.after({ report: "meeting-started", source: "event" });
    story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
    expect(story.duties.map(({ work }) => work.kind)).toContain("note-joining");
  });
});
