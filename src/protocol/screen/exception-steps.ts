import type { ExceptionReason } from "../words.ts";

/** What to do about each exception, in order (B1, B3, B4, B5, B6, C6, S1): shown beside it until it is put right. */
export const EXCEPTION_STEPS: Readonly<Record<ExceptionReason, string>> = {
  "no adult seen": "Ask for a grown-up to come and say hello.",
  "not a family room":
    "1: in Teams press ⋯ on their picture, then Disable camera. 2: ask them to move to a family room.",
  "name not shown": "Ask them to show the child's name.",
  dress: "Camera off first, then ask them to change.",
  language: "Mute in Teams, then remind everyone who can be heard.",
  "adult spoke to others": "Remind the grown-up to help their own child only.",
  screenshot: "Ask them to delete it, and to take none.",
};

/** What staff can say to the family, word for word. */
export const EXCEPTION_SAY: Readonly<Record<ExceptionReason, string>> = {
  "no adult seen": "Could your grown-up come to the camera and say hello, please?",
  "not a family room": "Please move to a family room, such as the living room or kitchen.",
  "name not shown": "Please change the name that shows to the child’s name.",
  dress: "Please come back to the camera once everyone is dressed for the day.",
  language: "Everyone can hear you. Please mind the language while the lesson is on.",
  "adult spoke to others": "Please help your own child, and leave the other children to me.",
  screenshot: "Please take no pictures of the screen, and delete the one you have.",
};
