import { fullNames, tellLesson } from "../../../src/protocol/export/lesson-story.ts";
import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { arrival, guest, roster, type Story, TEACHER, typesOf, user } from "../lesson/story.ts";
import { surfaces } from "./surfaces.ts";

const ZONE = "UTC";
const UNREAD = { report: "call-not-read", call: "call1" } as const;
const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];
const BACK = roster(user("r-teacher", TEACHER), ...FAMILIES, guest("r-chidi", "Chidi (Guest)", "lobby"));

const leftAlone = (): Story =>
  arrival()
    .after(roster(...FAMILIES))
    .wait(20_000)
    .after({ report: "alone-due" });

describe("given a lesson, when the list of its call is not answered in time", () => {
  it("then that is a fact once, until Teams shows it again, and once more in the next outage", () => {
    const story = arrival();
    expect(typesOf(story.wait(60_000).report(UNREAD))).toEqual(["CallNotRead"]);
    expect(typesOf(story.wait(60_000).report(UNREAD))).toEqual([]);
    expect(typesOf(story.wait(1000).report(BACK))).toEqual(["CallListSeen"]);
    expect(typesOf(story.wait(1000).report(BACK))).toEqual([]);
    expect(typesOf(story.report(UNREAD))).toEqual(["CallNotRead"]);
  });

  it("then not of a call that is ours no more, nor once the meeting is over", () => {
    expect(typesOf(arrival().report({ ...UNREAD, call: "call0" }))).toEqual([]);
    const lost = arrival().after({ report: "call-lost", call: "call1", code: 0, subcode: 1 });
    expect(typesOf(lost.report(UNREAD))).toEqual([]);
    expect(typesOf(arrival().after({ report: "meeting-ended" }).report(UNREAD))).toEqual([]);
  });

  it("then a word of a single person is no list, and one list after another that cannot be believed is none either", () => {
    const story = arrival().after(UNREAD, { ...roster(FAMILIES[0] as never), whole: false });
    expect(story.lesson.call.notReadAt).toBeDefined();
    const doubted = arrival();
    const odd = { ...roster(), whole: false, doubtful: true };
    for (let seconds = 0; seconds < 20; seconds += 1) doubted.after(odd).wait(1000);
    expect(doubted.count("CallNotRead")).toBe(0);
    doubted.after(odd, odd);
    expect(doubted.count("CallNotRead")).toBe(1);
    expect(typesOf(doubted.report(BACK))).toEqual(["CallListSeen"]);
  });

  it("then the record tells when it was not shown and when it was again, and of no other list", () => {
    const story = arrival().after(UNREAD, BACK, { ...BACK, whole: false, doubtful: true }, BACK);
    const told = tellLesson(story.events, fullNames(story.lesson)).map(({ sentence }) => sentence);
    expect(story.count("CallListSeen")).toBe(3);
    expect(told.filter((sentence) => sentence.startsWith("Teams "))).toEqual([
      "Teams did not show who was in the call when Lesson Guard looked.",
      "Teams showed again who was in the call.",
    ]);
  });

  it("then an end says at once whom to phone", () => {
    const story = arrival();
    story.press({ press: "end-for-all" });
    const instruction = () => surfaces(story.lesson, story.now).view.end?.instruction;
    expect(instruction()).toContain("will be removed");
    story.after(UNREAD);
    expect(instruction()).toBe(
      "Teams does not show Lesson Guard the call now. It may not be able to remove anyone. In Teams press the arrow beside Leave, then End meeting. Then phone the school office.",
    );
  });

  it("then panel and card say since when, and what to do", () => {
    const story = arrival()
      .wait(11 * 60_000)
      .after(UNREAD);
    const { view, card } = surfaces(story.lesson, story.now);
    expect(view.roster).toMatchObject({
      state: "not proven",
      sentence:
        "Teams has not shown who is in the call since 10:11. Count by eye. Stay in the lesson: Lesson Guard cannot see whether staff are in it.",
    });
    expect(view.call.sentence).toBe(
      "Teams has not shown Lesson Guard the call since 10:11. Lesson Guard may not be able to remove or mute anyone.",
    );
    expect(card.facts[0]).toEqual(["Here at 10:11", "2 of 3"]);
    expect(card.lines).toContain(view.roster.sentence);
    expect(card.lines).toContain(view.call.sentence);
  });

  it("then the list is asked for again at once, and so it is where the options are not shown", () => {
    const story = arrival().after(UNREAD);
    const work = story.duties.map((one) => one.work);
    expect(work).toContainEqual({ kind: "read-roster", lesson: "l1", call: "call1" });
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    story.after(
      { report: "options-seen", asked, seen: asked, coOrganisersSet: false },
      { report: "options-not-read" },
    );
    expect(story.duties.map((one) => one.work)).toContainEqual({
      kind: "read-roster",
      lesson: "l1",
      call: "call1",
    });
  });
});

describe("given what is done by the list of the call, when that is not answered", () => {
  const asAsked = (story: Story): Story => {
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    return story.wait(100).after({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
  };
  const families = FAMILIES.map((one) => ({ ...one, cameraOn: true }));
  const full = roster(user("r-teacher", TEACHER), ...families);

  it("then silence, and the pause with it, is not known to be so", () => {
    const story = arrival();
    story.press({ press: "pause" });
    asAsked(story).wait(100).after(BACK);
    const shown = () => surfaces(story.lesson, story.now).view;
    const before = shown();
    expect([before.quiet?.state, before.standing.state]).toEqual(["proven", "done"]);
    story.wait(60_000).after(UNREAD);
    expect(shown().quiet?.sentence).toBe(
      "Teams has not shown whose cameras and mics are on since 10:01. Look at the pictures in Teams.",
    );
    expect(shown().standing).toEqual({ state: "not done", words: "Pause not confirmed" });
    story.after(BACK);
    expect([shown().quiet, shown().standing]).toEqual([before.quiet, before.standing]);
  });

  it("then no check is done for everyone inside, and the next step is to count", () => {
    const story = arrival().after(roster(user("r-teacher", TEACHER), ...FAMILIES));
    story.press({ press: "let-cameras-on" });
    asAsked(story).after(full);
    story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-ben"] } });
    story.press({ press: "all-others-fine" });
    const states = () => surfaces(story.lesson, story.now).view.items.map(({ state }) => state);
    const lead = () => surfaces(story.lesson, story.now).view.lead;
    expect(states()).toEqual(["done", "done", "done"]);
    story.wait(60_000).after(UNREAD);
    expect(states()).toEqual(["your turn", "your turn", "your turn"]);
    expect(lead()).toBe("Count by eye: Teams does not show who is inside.");
    story.after(full);
    expect(states()).toEqual(["done", "done", "done"]);
  });
});

describe("given pupils without staff, when the list is not answered", () => {
  const left = (): Story => arrival().after(roster(...FAMILIES));

  it("then the pause comes all the same: it can be taken back", () => {
    const story = left().wait(15_000).after(UNREAD).wait(5000).after({ report: "alone-due" });
    expect(story.lesson.phase).toBe("paused");
    expect(surfaces(story.lesson, story.now).view.presses.map(({ press }) => press)).toContain("resume");
    expect(surfaces(story.lesson, story.now).alert.since).toContain(
      "Teams has not shown who is in it since 10:00.",
    );
  });

  it("then staff who resume are not taken for absent by a list of before, but by word that they have gone", () => {
    const story = leftAlone().after(UNREAD).wait(30_000);
    expect(typesOf(story.press({ press: "resume" }))).toEqual(["Resumed", "OptionsAsked"]);
    const word = { ...roster(user("r-teacher", TEACHER)), whole: false };
    expect(typesOf(story.wait(1000).report(word))).toEqual(["PersonMoved"]);
    const gone = { ...roster(user("r-teacher", TEACHER, "out")), whole: false };
    expect(typesOf(story.wait(1000).report(gone))).toEqual(["PersonMoved", "LeftAlone"]);
  });

  it("then no one is removed by a list of before, and no time is promised for it", () => {
    const story = left().wait(20_000).after({ report: "alone-due" });
    story.wait(60_000).after(UNREAD);
    const [notice] = noticesOf(story.lesson, ZONE);
    expect(notice?.sentence).toContain("Lesson Guard removes no one until Teams shows who is in it.");
    expect(typesOf(story.wait(220_000).report({ report: "alone-end-due" }))).toEqual([]);
    story.wait(60_000).report(roster(...FAMILIES));
    const seen = story.events.at(-1);
    expect(seen?.type).toBe("CallListSeen");
    const due = seen === undefined ? [] : dutiesFor(story.lesson, seen);
    expect(due.filter(({ work }) => work.kind === "remind")).toMatchObject([
      { work: { of: "alone-end" }, afterMs: 0 },
    ]);
    expect(typesOf(story.report({ report: "alone-end-due" }))).toContain("EndAsked");
  });

  it("then a member of staff who came back meanwhile is not removed with the others", () => {
    const story = left().wait(20_000).after({ report: "alone-due" });
    story.wait(60_000).after(UNREAD).wait(280_000).report(BACK);
    expect(typesOf(story.report({ report: "alone-end-due" }))).toEqual([]);
  });
});
