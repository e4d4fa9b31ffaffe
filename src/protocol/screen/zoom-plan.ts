import type { PlanLine } from "./plan-line.ts";

const LINK: PlanLine = {
  title: "The link",
  state: "done",
  words:
    "The address in Zoom is kept. Lesson Guard shows it to families who come through their own links, at the time of the lesson, and to no one else. Lesson Guard deletes it the day after.",
};

/**
 * What is left to staff of a lesson in Zoom: nothing of it is done, or seen, from here.
 * @param names of colleagues @param kept its address is not forgotten yet
 */
export const zoomLines = (names: readonly string[], kept: boolean): readonly PlanLine[] => [
  ...(kept ? [LINK] : []),
  {
    title: "Calendar",
    state: "your turn",
    words: `Lesson Guard puts no lesson in Zoom into a calendar. Put it into yours${names.length === 0 ? "" : `, and send the link to ${names.join(" and ")}`}.`,
  },
  {
    title: "In Zoom",
    state: "your turn",
    words:
      "Lesson Guard can see and set nothing in Zoom. Before the lesson, look there yourself: Waiting Room on, Mute participants upon entry on, participants’ video off, no automatic recording.",
  },
  {
    title: "During the lesson",
    state: "your turn",
    words:
      "Keep By hand open beside Zoom: the checklist, what to press in Zoom, and how to tell the DSL or the headteacher.",
  },
];
