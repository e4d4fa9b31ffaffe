import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { ASSISTANT, AT, REGISTER, Story, TEACHER } from "./story.ts";

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
