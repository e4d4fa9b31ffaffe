import { endingOf } from "../../../src/protocol/screen/ending.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { CHANNEL, ConcernStory, raising } from "../concern/story.ts";
import { arrival, ended, FOUND, MET, planned, roster, Story, TEACHER, user } from "../lesson/story.ts";

const PHONE = "01234 567890";
const LEAVE = "In Teams press the arrow beside Leave, then End meeting.";
const around = (story: Story) => ({ now: story.now, timeZone: "Europe/London", phone: PHONE });
const instruction = (story: Story, alert?: ConcernStory) =>
  endingOf(story.lesson, alert?.concern, around(story))?.instruction;

const pressed = (story: Story): { readonly story: Story; readonly say: string } => ({
  story,
  say: story.press({ press: "end-for-all" }).say,
});
const started = () => planned().after({ report: "meeting-started", source: "event" });

describe("no promise that the state already forbids", () => {
  it("with the bot in the call: who will be removed, when, and the way back", () => {
    const { story, say } = pressed(arrival());
    expect(say).toContain("Everyone except you and the organiser will be removed in 4 seconds.");
    expect(instruction(story)).toMatch(/^Press Undo to stop this\. Everyone except /);
  });

  it.each<[string, () => Story, string]>([
    [
      "in the lobby",
      () => started().after({ report: "call-waiting", call: "c" }),
      "Lesson Guard is waiting in the lobby and cannot remove anyone.",
    ],
    ["not in the call yet", started, "Lesson Guard is not in the call and cannot remove anyone."],
    [
      "lost",
      () => arrival().after({ report: "call-lost", call: "call1", code: 0, subcode: 1 }),
      "Lesson Guard is not in the call and cannot remove anyone.",
    ],
    [
      "in a meeting that cannot be protected",
      () => {
        const story = new Story().after(
          MET,
          { ...FOUND, protectable: false },
          { report: "meeting-started", source: "event" },
        );
        story.press({ press: "choose-kind", kind: "class" });
        return story;
      },
      "This meeting is not protected. Lesson Guard cannot shut its doors or remove anyone.",
    ],
  ])("with the bot %s: answer, panel and card say at once what to press", (_, make, why) => {
    const { story, say } = pressed(make());
    expect(say.startsWith(`${why} ${LEAVE}`)).toBe(true);
    expect(say).not.toContain("will be removed");
    expect(instruction(story)).toBe(`${why} ${LEAVE}`);
    story.wait(4000).report({ report: "end-window-passed" });
    expect(instruction(story)?.startsWith(`${why} ${LEAVE}`)).toBe(true);
  });

  it("a pause of a meeting that cannot be protected promises nothing either", () => {
    const story = new Story().after(
      MET,
      { ...FOUND, protectable: false },
      { report: "meeting-started", source: "event" },
    );
    story.press({ press: "choose-kind", kind: "class" });
    expect(story.press({ press: "pause" }).say).toContain("Nothing is switched off. In Teams press");
  });
});

describe("one instruction, and the telephone within five seconds of silence", () => {
  const told = new ConcernStory(raising("ended"), { do: "told", target: CHANNEL });

  it("once removal has begun: Leave, then End meeting; and that Teams is late, where it is", () => {
    const late = ended();
    expect(instruction(late, told)).toBe(`Teams has not done this yet. ${LEAVE}`);
    const asked = late.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    const done = late.after({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
    expect(instruction(done, told)).toBe(LEAVE);
  });

  it("Teams is silent for five seconds: the number, and when the page is to ask", () => {
    const story = ended();
    const begun = story.lesson.end?.beganAt ?? "";
    expect(instruction(story.wait(999), told)).not.toContain(PHONE);
    const view = lessonView(story.lesson, "organiser", [], { ended: told.concern }, around(story));
    expect(Date.parse(view.dueAt ?? "") - Date.parse(story.now)).toBeLessThanOrEqual(5000);
    story.wait(Date.parse(begun) + 5000 - Date.parse(story.now));
    expect(instruction(story, told)).toBe(
      `Teams has not done this yet. ${LEAVE} Then phone the school office on ${PHONE}.`,
    );
  });

  it("a refusal: at once", () => {
    const story = ended().after({ report: "removal-refused", person: "r-ben", reason: "403" });
    expect(instruction(story, told)).toContain(PHONE);
    expect(instruction(story, told)).toContain(LEAVE);
  });

  it("no step gives a second instruction", () => {
    for (const story of [ended(), ended().wait(6000), pressed(started()).story.wait(3000)]) {
      const steps = endingOf(story.lesson, undefined, around(story))?.steps ?? [];
      for (const { proof } of steps) expect(proof.sentence).not.toMatch(/press/i);
    }
  });

  it("over: nothing is left to press", () => {
    expect(instruction(ended().after(roster(user("t", TEACHER)), { report: "meeting-ended" }))).toBe("");
  });
});
