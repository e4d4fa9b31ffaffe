import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, raising } from "../concern/story.ts";
import {
  ASSISTANT,
  arrival,
  ended,
  FOUND,
  guest,
  planned,
  REGISTER,
  roster,
  type Story,
  TEACHER,
  user,
  withCameras,
} from "../lesson/story.ts";

const around = (story: Story) => ({ now: story.now, timeZone: "Europe/London", phone: "01234 567890" });
const view = (story: Story, raised: readonly ConcernStory[] = [], alert?: ConcernStory) =>
  lessonView(
    story.lesson,
    "organiser",
    raised.map((one) => one.concern),
    { ended: alert?.concern },
    around(story),
  );

describe("what a member of staff sees of a lesson", () => {
  it("nothing of a concern that a colleague raised, even about them", () => {
    const story = arrival();
    const before = JSON.stringify(view(story));
    const other = new ConcernStory(raising("adult", { by: ASSISTANT, ref: "SECRET" }));
    expect(other.concern.ref).toBe("SECRET");
    expect(JSON.stringify(view(story))).toBe(before);
    expect(view(story).concerns).toEqual([]);
  });

  it("their own concerns as a line: reference and how far it is proven, no words, no subject", () => {
    const mine = new ConcernStory(raising("child"), {
      do: "add-detail",
      by: TEACHER,
      words: "He said he was hungry",
      subject: "somebody",
      holders: { dsl: [DSL.id, DEPUTY.id], headteacher: [] },
      lessonStaff: ["somebody"],
    });
    const shown = view(arrival(), [mine]);
    expect(shown.concerns).toEqual([
      { ref: "ABC234", about: "child", state: "asked", sentence: expect.any(String) },
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/hungry|somebody/);
  });

  it("the alert of an ended lesson as a step, not as a concern, and never its reference", () => {
    const story = ended();
    const alert = new ConcernStory(raising("ended", { ref: "ALERT2" }));
    const shown = view(story, [alert], alert);
    expect(shown.concerns).toEqual([]);
    expect(shown.end?.steps.map(({ step }) => step)).toEqual(["alert", "leave", "doors", "removal"]);
    expect(JSON.stringify(shown)).not.toMatch(/ALERT2|REF\d/);
  });

  it("no call-back, call or chat id of Teams", () => {
    const story = arrival();
    const text = JSON.stringify(view(story));
    for (const id of [story.lesson.call.callback, story.lesson.chatId, "call1", "graph1"])
      expect(text).not.toContain(`"${id}"`);
  });

  it("unknown names, pupils and staff each in their own list", () => {
    const shown = view(arrival());
    expect(shown.pupils.map((row) => [row.name, row.place])).toEqual([
      [REGISTER[0]?.name, "in"],
      [REGISTER[1]?.name, "in"],
      [REGISTER[2]?.name, "lobby"],
    ]);
    expect(shown.unknown).toEqual([]);
    expect(shown.staffHere).toMatchObject([
      { person: TEACHER.id, place: "in", part: "organiser" },
      { person: ASSISTANT.id, place: "out", part: "co-organiser" },
    ]);
  });
});

describe("a member of staff of the lesson is called", () => {
  const assistant = (story: Story) => view(story).staffHere.find(({ person }) => person === ASSISTANT.id);
  const shownAs = (id: string, shown: string, place: "in" | "lobby" | "out") => ({
    ...user(id, ASSISTANT, place),
    shown,
  });
  const teacher = user("r-teacher", TEACHER);

  it("as Teams shows them, where they are inside before where they wait, and there before where they were", () => {
    const waiting = arrival().after(roster(teacher, shownAs("r-phone", "Mr Bell (phone)", "lobby")));
    expect(assistant(waiting)).toMatchObject({ name: "Mr Bell (phone)", place: "lobby" });
    const both = waiting.after(
      roster(
        teacher,
        shownAs("r-phone", "Mr Bell (phone)", "lobby"),
        shownAs("r-laptop", "Mr Bell (laptop)", "in"),
      ),
    );
    expect(assistant(both)).toMatchObject({ name: "Mr Bell (laptop)", place: "in" });
    const left = both.after(
      { report: "person-left", person: "r-laptop" },
      { report: "person-left", person: "r-phone" },
    );
    expect(assistant(left)).toMatchObject({ name: expect.stringMatching(/^Mr Bell/), place: "out" });
  });

  it("by name before they come, and what they are where their name is not known", () => {
    expect(assistant(arrival())).toMatchObject({ name: "Staff", place: "out" });
    const named = planned().after({ ...FOUND, staffNames: { [ASSISTANT.id]: "Mr Bell" } });
    expect(assistant(named)?.name).toBe("Mr Bell");
  });
});

describe("the summary", () => {
  const summary = (story: Story): Readonly<Record<string, string>> =>
    Object.fromEntries((view(story).summary ?? []).map(({ label, value }) => [label, value]));

  it("is there once the lesson is shut or over, not before", () => {
    expect(view(arrival()).summary).toBeUndefined();
    expect(view(ended()).summary).toBeDefined();
  });

  it("never overstates how pupils were checked (S1)", () => {
    const story = withCameras(arrival());
    story.press({ press: "check-pupil", pupil: "p-ben" });
    story.press({ press: "all-others-fine" });
    const unseen = arrival();
    unseen.press({ press: "names-match" });
    for (const one of [story, unseen]) one.report({ report: "meeting-ended" });
    expect(summary(unseen)["Checked"]).toBe("2 by name only: their adults were not seen.");
    expect(summary(story)).toMatchObject({
      Came: "2 of 3",
      Checked: "2 pupils: 1 together, 1 singly.",
      "Ended for all": "no",
    });
  });

  it("says of three pupils checked together that none was checked singly", () => {
    const story = withCameras(
      arrival().after(
        roster(
          user("r-teacher", TEACHER),
          guest("r-amara", "Amara Okafor"),
          guest("r-ben", "Ben Price"),
          guest("r-chidi", "Chidi Nwosu"),
        ),
      ),
    );
    story.press({ press: "all-others-fine" });
    story.report({ report: "meeting-ended" });
    expect(summary(story)["Checked"]).toBe("3 pupils, all together.");
  });

  it("says when it began and was over, who of the register came, and what was noted of them", () => {
    const story = arrival().after(
      roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor"), guest("r-ben", "Ben Price")),
    );
    expect(story.lesson.startedAt).toBeDefined();
    for (const reason of ["not a family room", "dress"] as const)
      story.press({ press: "note-exception", pupil: "p-amara", reason });
    story.press({ press: "note-exception", pupil: "p-ben", reason: "dress" });
    story.wait(60_000).after({ report: "meeting-ended" });
    expect(summary(story)).toMatchObject({ Started: "10:00", Over: "10:01", "Exceptions noted": "3" });
    const fewer = planned().after(
      { report: "meeting-started", source: "event" },
      { report: "call-entered", call: "call1" },
      roster(user("r-teacher", TEACHER), guest("r-amara", "Amara Okafor")),
      { report: "meeting-ended" },
    );
    expect(summary(fewer)).toMatchObject({ Came: "1 of 3", "Exceptions noted": "0" });
  });

  it("counts the names that were never sorted out: no staff, no app, and no pupil of the register", () => {
    const app = { id: "r-app", identity: "application", shown: "Notes", place: "in" } as const;
    const story = arrival().after(
      roster(
        user("r-teacher", TEACHER),
        guest("r-amara", "Amara Okafor"),
        guest("r-x", "iPad"),
        guest("r-y", "xx"),
        app,
      ),
    );
    story.press({ press: "recognise", person: "r-y", recognition: { as: "pupils", pupils: ["p-ben"] } });
    story.after({ report: "meeting-ended" });
    expect(summary(story)["Names not sorted out"]).toBe("1");
  });

  it("says who was told of a lesson that was ended for safety, and nothing of that where none was", () => {
    const told = new ConcernStory(raising("ended"), { do: "told", target: CHANNEL });
    const labels = view(ended(), [], told).summary ?? [];
    expect(labels.find(({ label }) => label === "Told")?.value).toContain("Sent to the DSL channel at 10:00");
    expect(summary(ended())).not.toHaveProperty("Told");
  });

  it("does not say that a lesson is over before Teams does", () => {
    expect(summary(ended())).toMatchObject({ Over: "not yet", "Ended for all": "pressed at 10:00" });
  });

  it("says that the doors are shut only where Teams has confirmed it (C4)", () => {
    const over = () => arrival().after({ report: "meeting-ended" });
    expect(summary(over().wait(2000)).Doors).toBe("Asked at 10:00. Teams has not confirmed this yet.");
    const refused = over().after({ report: "options-not-set", reason: "403" });
    expect(summary(refused).Doors).toBe("Teams refused the meeting options.");
    const story = over();
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    story.report({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
    expect(summary(story).Doors).toMatch(/^shut until the next lesson in this series, confirmed \d\d:\d\d$/);
  });
});
