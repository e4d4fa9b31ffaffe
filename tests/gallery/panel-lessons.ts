import { ASSISTANT, guest, TEACHER, user } from "../protocol/lesson/story.ts";
import { alone, cannotStay, checked, live, met } from "./played.ts";

export const CHILDREN = [
  "amara-osei",
  "noah-clarke",
  "freya-thompson",
  "ibrahim-malik",
  "maya-singh",
  "leo-fitzgerald",
  "chloe-nguyen",
];

export const TWO = [user("r-teacher", TEACHER), user("r-assistant", ASSISTANT)] as const;

export const drifted = () => {
  const story = live();
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("Nothing was asked of Teams.");
  return story.after({
    report: "options-drifted",
    asked,
    seen: { ...asked, lobbyScope: "everyone" },
  });
};

/** Others were made presenters in Teams, and a member of staff left it so. */
export const leftAsChanged = () => {
  const story = live();
  story.press({ press: "let-mics-on" });
  const asked = story.confirmed().lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("Nothing was asked of Teams.");
  story.after({
    report: "options-drifted",
    asked,
    seen: { ...asked, presenters: "roleIsPresenter", announce: true },
  });
  story.confirmed().press({ press: "leave-option", option: "presenters" });
  return story.confirmed();
};

export const recorded = () =>
  live().people(...TWO, { ...guest("r-amara-osei", "Amara's mum"), cameraOn: true, recording: true });

export const twoDevices = () =>
  live()
    .class("in", true, { ...guest("r-2", "Noah's dad"), cameraOn: true }, guest("r-3", ASSISTANT.name))
    .recognise("2", "noah-clarke");

export const exceptions = () =>
  live()
    .note("ibrahim-malik", "name not shown")
    .note("amara-osei", "no adult seen")
    .note("aisha-rahman", "not a family room");

export const paused = () => {
  const story = checked();
  story.press({ press: "pause" });
  return story.wait(500);
};

export const smallGroup = () =>
  met("group")
    .confirmed()
    .begun()
    .inCall()
    .people(
      ...TWO,
      ...["Oliver Bennett", "Zainab Hussain", "Noah Clarke", "Freya"].map((name) => guest(`r-${name}`, name)),
    );

export const oneRoom = () => {
  const story = live().note("amara-osei", "not a family room");
  story.press({ press: "agree-room", pupil: "amara-osei", agreed: true });
  return story;
};

export const HOUR_MS = 3_600_000;

export const parentStays = () => {
  const story = alone();
  story.press({ press: "parent-stays" });
  return story;
};

/** Told, and a minute later Teams shows no recording. */
export const notRecorded = () => {
  const story = cannotStay();
  story.press({ press: "parent-told", reason: "at work" });
  return story.confirmed().wait(60_000).after({ report: "unrecorded-due" });
};

export const endedOrdinarily = () => {
  const story = checked().wait(HOUR_MS).class("in", true);
  story.press({ press: "end-lesson" });
  return story.wait(30_000).after({ report: "end-window-passed" });
};

export const overOf = () =>
  checked()
    .endBegun()
    .confirmed()
    .people(...TWO)
    .after({ report: "meeting-ended" });
