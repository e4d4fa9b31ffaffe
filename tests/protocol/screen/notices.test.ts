import type { Concern } from "../../../src/protocol/concern/state.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { noticeFace, noticesOf, pastNoticeFace } from "../../../src/protocol/screen/notices.ts";
import { doorsProof } from "../../../src/protocol/screen/proofs.ts";
import { CHANNEL, ConcernStory, raising } from "../concern/story.ts";
import { ASSISTANT, arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";

const notices = (story: Story) => noticesOf(story.lesson, "Europe/London");
const only = (story: Story) => {
  const found = notices(story);
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
};

const FAMILY = guest("r-amara", "Amara Okafor (Guest)");
const FAMILIES = [FAMILY, guest("r-ben", "Ben's mum (Guest)")] as const;
const BACK = roster(user("r-back", ASSISTANT), ...FAMILIES);
const DUE = { report: "alone-due" } as const;
const BEGUN = "No member of staff has been in the lesson since 10:00.";
const TITLE = "Pupils are in the lesson without staff";

/** The teacher has dropped out, and families stay. */
const left = (): Story => arrival().after(roster(...FAMILIES));
const paused = (): Story => left().wait(20_000).after(DUE);

describe("what staff are told of pupils without staff", () => {
  it("is nothing before it is acted on", () => {
    expect(notices(arrival())).toEqual([]);
    expect(notices(left())).toEqual([]);
  });

  it("is that the lesson was paused, when everyone is removed, and what to do", () => {
    expect(only(paused())).toEqual({
      about: "alone",
      at: "2026-11-24T10:00:20.000Z",
      title: TITLE,
      sentence: `Join in Teams, then press Resume. ${BEGUN} Without staff, everyone is removed at 10:05. Teams was asked to pause it at 10:00. An alert was raised.`,
    });
  });

  it("is Resume once they are back, and nothing once they have pressed it", () => {
    const story = paused().after(BACK);
    expect(only(story)).toEqual({
      about: "alone",
      at: "2026-11-24T10:00:20.000Z",
      title: "Staff are back in the lesson",
      sentence:
        "Staff are back: press Resume when you are ready. Teams was asked to pause it at 10:00 because no staff were in it.",
      resume: true,
    });
    story.press({ press: "resume" });
    expect(notices(story)).toEqual([]);
  });

  it("is that it is still paused, when they are gone again before they press Resume", () => {
    const story = paused()
      .after(BACK)
      .wait(60_000)
      .after(roster(...FAMILIES));
    expect(only(story)).toMatchObject({
      title: TITLE,
      sentence:
        "Join in Teams, then press Resume. No member of staff has been in the lesson since 10:01. Teams was asked to pause it at 10:00.",
    });
    // One message for each pause: it is the first one, drawn again.
    expect(only(story)?.at).toBe("2026-11-24T10:00:20.000Z");
  });

  it("is nothing of the kind where staff had paused it themselves", () => {
    const story = arrival();
    story.press({ press: "pause" });
    expect(notices(story.after(roster(...FAMILIES)))).toEqual([]);
  });

  it("names the alert that went before, where it covers this too", () => {
    const story = paused().after(BACK);
    story.press({ press: "resume" });
    const again = story
      .wait(60_000)
      .after(roster(...FAMILIES))
      .wait(20_000)
      .after(DUE);
    expect(only(again)?.sentence).toContain("The alert of 10:00 covers this too.");
  });

  it("is that it is empty, once the families have left", () => {
    const story = paused().after(
      ...FAMILIES.map(({ id }) => ({ report: "person-left", person: id }) as const),
    );
    for (let second = 0; second <= 6; second += 1) story.wait(1000).after(roster());
    expect(only(story)).toMatchObject({
      title: "The lesson is empty",
      sentence: "It is empty now. Teams was asked to pause it at 10:00 because no staff were in it.",
    });
    expect(only(story)).not.toHaveProperty("resume");
  });

  it("is to look in Teams, once Lesson Guard can no longer see", () => {
    const story = paused().after({ report: "call-lost", call: "call1", code: 500, subcode: 7 });
    expect(only(story)).toMatchObject({
      title: "Lesson Guard cannot see who is in the lesson",
      sentence: expect.stringMatching(/^Look in Teams now: Lesson Guard is no longer in the call/),
    });
  });

  it("is that everyone is being removed, once it is ended, and then that it is over", () => {
    const story = paused().wait(280_000).after({ report: "alone-end-due" });
    const said = (how: string) => ({
      title: "A lesson without staff",
      sentence: `${how} ${BEGUN}`,
    });
    expect(only(story)).toMatchObject(said("Everyone is being removed."));
    expect(only(story.after({ report: "meeting-ended" }))).toMatchObject(said("It is over."));
  });
});

describe("beside what is said of pupils without staff stands how far its alert has come", () => {
  const alert = new ConcernStory(raising("alone"), { do: "told", target: CHANNEL }).concern;
  const said = (story: Story, alone?: Concern): string | undefined =>
    lessonView(
      story.lesson,
      "organiser",
      [],
      { alone },
      { now: story.now, timeZone: "Europe/London", phone: "" },
    ).notices?.[0]?.sentence;

  it("while they are without, so that staff know whether to phone", () => {
    expect(said(paused(), alert)).toMatch(
      /everyone is removed at 10:05\. .*Sent to the DSL channel at 10:00/,
    );
    expect(said(paused())).toMatch(/An alert was raised\.$/);
  });

  it("and not once staff are back, nor beside anything else", () => {
    const back = paused().after(roster(user("r-2", TEACHER), ...FAMILIES));
    expect(said(back, alert)).toMatch(/^Staff are back: press Resume when you are ready\./);
    // Gone again before Resume was pressed: another alert is not raised.
    const again = back.wait(1000).after(roster(...FAMILIES));
    expect(said(again, alert)).toMatch(/Teams was asked to pause it at 10:00\.$/);
    const recorded = arrival().after(
      roster(user("r-teacher", TEACHER), ...FAMILIES.map((one) => ({ ...one, recording: true }))),
    );
    expect(said(recorded, alert)).toMatch(/Stop recording and transcription\. Seen 10:00\.$/);
  });
});

describe("what staff are told of an option that was changed in Teams", () => {
  const asked = arrival().lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing was asked");
  const SEEN = { report: "options-seen", asked, seen: asked, coOrganisersSet: false } as const;
  const drifted = (seen: object): Story =>
    arrival()
      .after(SEEN)
      .wait(60_000)
      .after({ report: "options-drifted", asked, seen: { ...asked, ...seen } });
  const drift = (story: Story) => notices(story).find(({ about }) => about === "drift");

  it("leaves nothing to press while it is being put back, and says what to press once that is late", () => {
    const story = drifted({ lobbyScope: "everyone" });
    const doors = () => doorsProof(story.lesson, story.now, "Europe/London").sentence;
    expect(doors()).toBe("Teams shows another setting for who waits in the lobby.");
    story.wait(2_000);
    expect(doors()).toBe(
      "Teams shows another setting for who waits in the lobby. In Teams press People, then Mute all. Once everyone has come: Lock the meeting.",
    );
  });

  it("is which, when, and that it is being put right, until it is", () => {
    const story = drifted({ lobbyScope: "everyone" });
    expect(drift(story)).toEqual({
      about: "drift",
      at: "2026-11-24T10:01:00.000Z",
      title: "A meeting option was changed in Teams",
      sentence: "The lobby was opened in Teams 10:01. Shutting it again.",
    });
    // Still so: nothing has been put back.
    story.wait(60_000).after({ ...SEEN, seen: { ...asked, lobbyScope: "everyone" } });
    expect(drift(story)?.sentence).toContain("Shutting it again.");
    expect(drift(story.after(SEEN))?.sentence).toBe("The lobby was opened in Teams 10:01. Put back 10:02.");
    const again = { ...SEEN, seen: { ...asked, lobbyScope: "everyone" } } as const;
    expect(drift(story.after(again))?.sentence).toBe(
      "The lobby was opened in Teams 10:01. Put back 10:02, but Teams shows it changed again.",
    );
    expect(drift(story.after({ report: "meeting-ended" }))).toBeUndefined();
  });

  it("is each of several", () => {
    expect(drift(drifted({ lobbyScope: "everyone", recording: true }))?.sentence).toBe(
      "The lobby was opened in Teams 10:01. Shutting it again. Recording was allowed in Teams 10:01. Switching it off again.",
    );
  });
});

describe("what staff are told of what records (S2)", () => {
  const app = { id: "r-app", identity: "application", shown: "Notes", place: "in" } as const;
  const inside = [user("r-teacher", TEACHER), ...FAMILIES] as const;
  const recording = (story: Story) => notices(story).filter(({ about }) => about === "recording");

  it("is what it is and where to stop it, until it is over", () => {
    const story = arrival().after(roster(user("r-teacher", TEACHER), { ...FAMILY, recording: true }));
    expect(recording(story)).toEqual([
      {
        about: "recording",
        at: story.now,
        title: "The lesson is being recorded in Teams",
        sentence:
          "The lesson is being recorded in Teams: press ⋯ More → Stop recording and transcription. Seen 10:00.",
      },
    ]);
    story.wait(1000).after(roster(...inside));
    expect(recording(story)).toEqual([]);
  });

  it("is that an app may record, and nothing more once the lesson is over", () => {
    const story = arrival().after(roster(...inside, app));
    expect(recording(story).map(({ title }) => title)).toEqual([
      "An app is in the lesson, perhaps a note-taker that records",
    ]);
    expect(recording(story.after({ report: "meeting-ended" }))).toEqual([]);
  });
});

it("the message of a notice says it of its lesson, with Resume where that may be pressed", () => {
  const face = (story: Story) => {
    const [notice] = notices(story);
    if (notice === undefined) throw new Error("there is no notice");
    return { notice, face: noticeFace(story.lesson, notice, "Europe/London") };
  };
  const { notice, face: without } = face(paused());
  expect(without).toEqual({
    title: TITLE,
    day: "24 November 2026",
    facts: [],
    quiet: [],
    lines: [`The 10:00 class lesson. ${notice.sentence}`],
    buttons: [],
    turn: 0,
  });
  expect(face(paused().after(BACK)).face.buttons).toEqual([
    { press: "resume", title: "Resume", where: "first" },
  ]);
});

it("a message that a fact has overtaken says so, and offers nothing to press", () => {
  const was = { about: "alone", at: "2026-11-24T10:04:00.000Z" } as const;
  expect(pastNoticeFace(arrival().lesson, was, "Europe/London")).toEqual({
    title: "No longer so: pupils without staff",
    day: "24 November 2026",
    facts: [],
    quiet: [],
    lines: [
      "The 10:00 class lesson. What this message said at 10:04 no longer holds. How it stands now is in the panel.",
    ],
    buttons: [],
    turn: 0,
  });
});
