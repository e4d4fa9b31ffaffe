import type { ExceptionReason } from "../words.ts";

/** What to do about each exception, in order (B1, B3, B4, B5, C6, S1): shown beside it until it is put right. */
export const EXCEPTION_STEPS: Readonly<Record<ExceptionReason, string>> = {
  "no adult seen": "Ask for a grown-up to come and say hello.",
  "not a family room":
    "1: in Teams press ⋯ on their picture, then Disable camera. 2: ask them to move to a family room.",
  "name not shown": "Ask them to show the child's name.",
  dress: "Camera off first, then ask them to change.",
  language: "Mute in Teams, then remind everyone who can be heard.",
  "adult spoke to others": "Remind the grown-up to help their own child only.",
};
