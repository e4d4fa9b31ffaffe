import type { ConcernCommand } from "../../src/protocol/concern/commands.ts";
import type { Refused } from "../../src/protocol/decision.ts";
import type { Day } from "./school-day.ts";

export const REASON = "Asked for by the family";
export const NOT_THERE = "not-there";

export type Said = { readonly say: string } | Refused;
export type Scene = {
  readonly day: Day;
  readonly lesson: string;
  readonly list: string;
  readonly family: string;
  readonly adult: string;
};
export type Press = (scene: Scene) => Promise<Said>;

/** `first` does something; `again` is the same once more, `missing` the same of what is not there. */
export type Tried = {
  readonly before?: (scene: Scene) => Promise<unknown>;
  readonly first: Press;
  /** Absent where a second press is a second deed of its own. */
  readonly again?: Press;
  readonly missing: readonly Press[];
};

export const dsl = ({ day }: Scene) => day.caller("dsl");
export const teacher = ({ day }: Scene) => day.caller("teacher");

let ref: string;
const raise = async (scene: Scene, about: "child" | "adult" = "child") => {
  const lesson = await scene.day.lessons.read(scene.lesson);
  const answer = await scene.day.concerns.raise(teacher(scene), lesson, about);
  if ("refused" in answer) throw new Error(answer.say);
  ref = answer.concern.ref;
  return answer;
};
const closed = async (scene: Scene) => {
  await raise(scene);
  return scene.day.concerns.close(dsl(scene), ref, { decision: "Talked", reason: REASON });
};

/** A press on a concern, and the same on one that is not there, and by a person it was not sent to. */
const onConcern = (
  press: (scene: Scene, of: string, who?: string) => Promise<Said>,
  before: Tried["before"] = raise,
  repeats: "once" | "each time" = "once",
): Tried => ({
  before,
  first: (scene) => press(scene, ref),
  ...(repeats === "once" ? { again: (scene: Scene) => press(scene, ref) } : {}),
  missing: [(scene) => press(scene, "NONE1234"), (scene) => press(scene, ref, "colleague")],
});

export const CONCERNS: {
  readonly [Does in Exclude<
    ConcernCommand["do"],
    "escalate" | "told" | "unanswered" | "not-told" | "raise"
  >]: Tried;
} = {
  "take-back": {
    before: async (scene) => {
      await scene.day.school.change({ ...scene.day.school.settings(), undoSeconds: 4 }, "admin");
      await raise(scene, "adult");
    },
    first: (scene) => scene.day.concerns.takeBack(teacher(scene), ref),
    again: (scene) => scene.day.concerns.takeBack(teacher(scene), ref),
    missing: [
      (scene) => scene.day.concerns.takeBack(teacher(scene), "NONE1234"),
      (scene) => scene.day.concerns.takeBack(scene.day.caller("colleague"), ref),
    ],
  },
  "add-detail": onConcern(
    ({ day }, of, who = "teacher") => day.concerns.addDetail(day.caller(who), of, { words: "I was cold." }),
    raise,
    "each time",
  ),
  "have-it": onConcern(({ day }, of, who = "dsl") => day.concerns.haveIt(day.caller(who), of)),
  "hand-on": onConcern(
    ({ day }, of, who = "dsl") => day.concerns.handOn(day.caller(who), of),
    async (scene) => {
      await raise(scene);
      await scene.day.concerns.escalate(ref, 2);
    },
  ),
  close: onConcern(({ day }, of, who = "dsl") =>
    day.concerns.close(day.caller(who), of, { decision: "Talked", reason: REASON }),
  ),
  "note-cpoms": onConcern(
    ({ day }, of, who = "dsl") => day.concerns.noteCpoms(day.caller(who), of, { cpoms: "C-1" }),
    closed,
    "each time",
  ),
  hold: onConcern(({ day }, of, who = "dsl") =>
    day.concerns.keep(day.caller(who), of, { do: "hold", reason: REASON }),
  ),
  "lift-hold": onConcern(
    ({ day }, of, who = "dsl") => day.concerns.keep(day.caller(who), of, { do: "lift-hold", reason: REASON }),
    async (scene) => {
      await raise(scene);
      await scene.day.concerns.keep(dsl(scene), ref, { do: "hold", reason: REASON });
    },
  ),
  "note-action": onConcern(
    ({ day }, of, who = "dsl") =>
      day.concerns.followUp(day.caller(who), of, { do: "note-action", action: "Phoned home" }),
    raise,
    "each time",
  ),
  "set-reminder": onConcern(
    ({ day }, of, who = "dsl") =>
      day.concerns.followUp(day.caller(who), of, { do: "set-reminder", on: "2026-12-01" }),
    raise,
    "each time",
  ),
  "link-child": onConcern(({ day }, of, who = "dsl") =>
    day.concerns.followUp(day.caller(who), of, { do: "link-child", child: "Amara Okafor" }),
  ),
  "hand-over": onConcern(({ day }, of, who = "dsl") => day.concerns.handOver(day.caller(who), of, "deputy")),
  review: onConcern(
    ({ day }, of, who = "dsl") =>
      day.concerns.keep(day.caller(who), of, {
        do: "review",
        outcome: "keep",
        until: "2030-01-01",
        reason: REASON,
      }),
    raise,
    "each time",
  ),
  export: onConcern(
    ({ day }, of, who = "dsl") =>
      day.concerns.recordExport(day.caller(who), of, { form: "pdf", purpose: { kind: "cpoms" } }),
    raise,
    "each time",
  ),
};
