import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { ASSISTANT, AT, REGISTER, Story, TEACHER, typesOf } from "./story.ts";

/** A reading group in Zoom that Miss Hart has planned, with Mr Bell, from now on. */
export const inZoom = (kind: "group" | "one-to-one" = "group"): Story =>
  new Story().after({
    report: "lesson-planned",
    lesson: "z1",
    by: TEACHER.id,
    byName: TEACHER.name,
    kind,
    title: "Reading group",
    startsAt: AT,
    endsAt: addMs(AT, 30 * 60_000),
    staff: [{ person: ASSISTANT.id, name: ASSISTANT.name }],
    register: REGISTER,
    class: "c1",
    platform: "Zoom",
  });

/** The same, once Miss Hart has said that it is on. */
export const onInZoom = (kind?: "group" | "one-to-one"): Story => {
  const story = inZoom(kind);
  story.press({ press: "begin-by-hand" });
  return story;
};

/** A lesson that is asked about once its planned end has passed: now its staff were asked, and are not again. */
export const expectAskedOnce = (story: Story): void => {
  expect(story.duties).toContainEqual(
    expect.objectContaining({
      work: { kind: "remind", lesson: "z1", of: "planned-end" },
      afterMs: 1_800_000,
    }),
  );
  story.wait(1_800_000).after({ report: "planned-end-passed" });
  expect(story.duties.map(({ work }) => work)).toEqual([
    { kind: "tell-staff", lesson: "z1", staff: "teacher", about: "planned end", at: story.now },
    { kind: "tell-staff", lesson: "z1", staff: "assistant", about: "planned end", at: story.now },
  ]);
  expect(typesOf(story.report({ report: "planned-end-passed" }))).toEqual([]);
};
