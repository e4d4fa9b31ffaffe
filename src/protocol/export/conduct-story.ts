import type { ConductEvent } from "../lesson/conduct-events.ts";
import { PURPOSE_IN_WORDS } from "../lesson/decide-conduct.ts";
import { OPTION_WORDS } from "../screen/proofs.ts";
import { momentsIn } from "../time/moments.ts";
import type { ExceptionReason } from "../words.ts";
import type { Teller } from "./names.ts";

export const EXCEPTION_IN_WORDS: { readonly [E in ExceptionReason]: string } = {
  "no adult seen": "no adult seen",
  "not a family room": "not a family room",
  "name not shown": "name not shown",
  dress: "dress",
  language: "language",
  "adult spoke to others": "adult spoke to others",
  screenshot: "screenshot by the family",
};

/** "2026-12-24" → "24 December 2026" */
const dayOn = (day: string): string => momentsIn("UTC").day(`${day}T12:00:00Z`);

/** What is told of the lesson's purpose and of how everyone behaved (S3, S1, B2, B5, B6). */
export const CONDUCT_TELLERS: {
  readonly [T in ConductEvent["type"]]: Teller<T>;
} = {
  PurposeChosen: ({ data }, names) =>
    data.how === "series"
      ? `The one-to-one goes on from the lesson before: ${PURPOSE_IN_WORDS[data.purpose]}.`
      : `${names.staff(data.by)} said what the one-to-one is for: ${PURPOSE_IN_WORDS[data.purpose]}.`,
  ChildChosen: ({ data }, names) =>
    data.how === "series"
      ? `It is with the child of the lesson before: ${names.pupil(data.pupil)}.`
      : data.how === "inside"
        ? `It is with the child who was inside alone: ${names.pupil(data.pupil)}.`
        : `${names.staff(data.by)} said who it is with: ${names.pupil(data.pupil)}.`,
  KindKept: ({ data }, names) =>
    `${names.staff(data.by)} was asked because of who was inside, and kept it: ${data.kind}.`,
  BackgroundChecked: ({ data }, names) => `${names.staff(data.by)} had looked at their own background.`,
  ExceptionFollowed: ({ data }, names) =>
    `${names.staff(data.by)} noted for ${names.pupil(data.pupil)}, ${EXCEPTION_IN_WORDS[data.reason]}: ${data.step}.`,
  RoomAgreed: ({ data }, names) =>
    data.agreed
      ? `${names.staff(data.by)} noted for ${names.pupil(data.pupil)}: no other room, agreed with the headteacher.`
      : `${names.staff(data.by)} noted for ${names.pupil(data.pupil)}: the family has another room again.`,
  FamiliesSeenAgain: ({ data }, names) =>
    `${names.staff(data.by)} noted that adults were seen again: with ${data.pupils.length} of the pupils.`,
  HomeLookedUp: ({ data }, names) =>
    `${names.staff(data.by)} looked up whom to phone for ${names.pupil(data.pupil)}: ${EXCEPTION_IN_WORDS[data.why]}.`,
  OptionLeft: ({ data }, names) =>
    `${names.staff(data.by)} left a change made in Teams, for this lesson: ${OPTION_WORDS[data.option]}.`,
  OptionNotLeft: ({ data }, names) =>
    `${names.staff(data.by)} had a change made in Teams put back: ${OPTION_WORDS[data.option]}.`,
  ScreenshotNoted: ({ data }, names) =>
    `${names.staff(data.by)} noted a screenshot before taking it: ${data.purpose}, kept in: ${data.place}, to be deleted on ${dayOn(data.deleteOn)}.`,
  ScreenshotOver: ({ data }, names) =>
    `${names.staff(data.by)} noted of a screenshot: ${data.how === "deleted" ? "deleted" : "not taken"}.`,
};
