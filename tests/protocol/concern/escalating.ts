import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { alertProof } from "../../../src/protocol/screen/end-steps.ts";
import type { Holders } from "../../../src/protocol/who/route.ts";
import { TEACHER } from "../lesson/story.ts";
import { type ConcernStory, DSL, HEAD, HOLDERS } from "./story.ts";

export const HEAD_TOO = "deputy head";
export const TWO_HEADS: Holders = { ...HOLDERS, headteacher: [HEAD.id, HEAD_TOO] };
export const AFTER_MS = 180_000;
export const OFFICE = "Phone the school office on 01234 567890.";
export const person = (id: string, as: "dsl" | "headteacher") => ({ to: "person", person: id, as }) as const;

export const due = (
  step: number,
  more: Partial<Extract<ConcernCommand, { do: "escalate" }>> = {},
): ConcernCommand => ({
  do: "escalate",
  step,
  holders: TWO_HEADS,
  lessonStaff: [TEACHER.id],
  afterMs: AFTER_MS,
  ...more,
});

export const cannot = (by = DSL): ConcernCommand => ({
  do: "hand-on",
  by,
  holders: TWO_HEADS,
  lessonStaff: [TEACHER.id],
  afterMs: AFTER_MS,
});

export const CLOSE: ConcernCommand = {
  do: "close",
  by: DSL,
  decision: "Spoke to home",
  reason: "Child is safe",
};

export const askedAt = (story: ConcernStory, step: number): readonly string[] =>
  story.concern.deliveries
    .filter((one) => one.step === step)
    .map(({ target }) => (target.to === "channel" ? "channel" : target.person));

export const sentence = (story: ConcernStory): string =>
  alertProof(story.concern, story.now, "Europe/London", "01234 567890").sentence;
