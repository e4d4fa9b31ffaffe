import { busy } from "../support/busy.ts";
import { messagesOf, wordsOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { liveTopics } from "./support/live.ts";

describe("Step 3: the checklist", () => {
  let lesson: PracticeLesson;
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    id = (await lesson.arrived()).lesson;
  });

  afterAll(() => lesson.endsWell());

  it("puts names first that no one on the register clearly has", async () => {
    const { unknown } = await lesson.teacher.open();
    expect(unknown.map((one) => one.shown)).toContain("iPad");
    const lily = unknown.find((one) => one.shown === "Lily");
    expect(lily?.suggestions.map((one) => one.name).toSorted()).toEqual(["Lily Chen", "Lily Foster"]);
  });

  it("shows counts on the card and names in the panel only", async () => {
    const { pupils } = await lesson.teacher.open();
    const cards = (await messagesOf(lesson.practice, "private", "okafor")).map(wordsOf).join("\n");
    for (const { name } of pupils) expect(cards).not.toContain(name);
  });

  it("checks the names of all others in one press, except those with an open exception, while no adult can be seen", async () => {
    const before = await lesson.teacher.open();
    const noted = before.pupils.find((one) => one.place === "in");
    const note = { press: "note-exception", pupil: noted?.pupil, reason: "not a family room" };
    const { say } = await lesson.teacher.press(id, note);
    expect(say).toContain("1: in Teams press ⋯ on their picture, then Disable camera.");
    const swept = await lesson.teacher.press(id, { press: "names-match" });
    expect(swept.view.counts).toMatchObject({ checked: 0 });
    expect(swept.view.presses.map((one) => one.press)).not.toContain("all-others-fine");
    const row = swept.view.pupils.find((one) => one.pupil === noted?.pupil);
    expect(row?.checked).toBeUndefined();
    const others = swept.view.pupils.filter((one) => one.place === "in" && one.pupil !== noted?.pupil);
    const { "one device": one, "two devices": two } = Object.groupBy(others, ({ devices }) =>
      devices === undefined ? "one device" : "two devices",
    );
    expect(one?.every((other) => other.checked?.namesOnly === true)).toBe(true);
    expect(two?.map(({ shown, checked }) => [shown, checked])).toEqual([
      [["noah clarke", "Noah's dad"], undefined],
    ]);
    expect(swept.say).toContain("a device to look at");
    const { view } = await lesson.teacher.press(id, { press: "check-pupil", pupil: two?.[0]?.pupil });
    const noah = view.pupils.find((other) => other.pupil === two?.[0]?.pupil);
    expect(noah).toMatchObject({ checked: { how: "each" }, recognised: "confirmed" });
    expect(noah?.devices).toBeUndefined();
    expect(swept.say).toMatch(/^\d+ names? match(es)?\. Adults not seen yet: cameras are off\./);
  });

  it("keeps both when two members of staff press at once", async () => {
    const assistant = lesson.as("hughes");
    const { pupils } = await lesson.teacher.open();
    const [one, other] = pupils.filter((row) => row.place === "in" && row.exceptions.length === 0);
    await Promise.all([
      lesson.teacher.press(id, { press: "note-exception", pupil: one?.pupil, reason: "dress" }),
      assistant.press(id, { press: "note-exception", pupil: one?.pupil, reason: "language" }),
      lesson.teacher.press(id, { press: "check-pupil", pupil: other?.pupil }),
      assistant.press(id, { press: "note-exception", pupil: other?.pupil, reason: "no adult seen" }),
    ]);
    const after = await lesson.teacher.open();
    const reasons = after.pupils.find((row) => row.pupil === one?.pupil)?.exceptions.map((row) => row.reason);
    expect(reasons?.toSorted()).toEqual(["dress", "language"]);
    const second = after.pupils.find((row) => row.pupil === other?.pupil);
    expect(second?.checked?.how).toBe("each");
    expect(second?.exceptions).toHaveLength(1);
  });

  it("tells every open panel of a change within a second", async () => {
    const topics = await liveTopics(lesson, "hughes");
    const pressed = Date.now();
    await lesson.teacher.press(id, { press: "let-cameras-on" });
    await topics.next(`lesson:${id}`);
    expect(Date.now() - pressed).toBeLessThan(1000 * busy());
    topics.close();
  });

  it("lets cameras on, then mics, and shows each when Teams has it", async () => {
    const cameras = await lesson.shows(
      "Cameras allowed",
      (view) => view.doors.state === "proven" && view.opened.cameras,
    );
    expect(cameras.phase).toBe("live");
    expect(cameras.doors.sentence).toContain("Families' cameras allowed, mics off");
    await lesson.teacher.press(id, { press: "let-mics-on" });
    await lesson.shows("mics allowed", (view) =>
      view.doors.sentence.includes("Families' mics and cameras allowed"),
    );
  });

  it("never claims to have switched off one child's camera", async () => {
    const { pupils } = await lesson.teacher.open();
    const { say } = await lesson.teacher.press(id, {
      press: "note-exception",
      pupil: pupils.at(-1)?.pupil,
      reason: "not a family room",
    });
    expect(say).toBe(
      "Noted. 1: in Teams press ⋯ on their picture, then Disable camera. 2: ask them to move to a family room.",
    );
  });

  it("takes a name for a pupil only when staff say so", async () => {
    const { unknown, pupils } = await lesson.teacher.open();
    const tablet = unknown.find((one) => one.shown === "iPad");
    const missing = pupils.find((one) => one.place === "not here");
    await lesson.teacher.press(id, {
      press: "recognise",
      person: tablet?.person,
      as: "pupils",
      pupils: [missing?.pupil],
    });
    const after = await lesson.teacher.open();
    expect(after.pupils.find((one) => one.pupil === missing?.pupil)).toMatchObject({
      place: "in",
      recognised: "confirmed",
      shown: ["iPad"],
    });
  });
});
