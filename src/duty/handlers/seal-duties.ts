import { CloudError } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import type { SchoolSettings } from "../../protocol/holders/school.ts";
import { RESTORED, type StepBack } from "../../protocol/keeping/step-back.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { nextDailyTime } from "../../protocol/time/daily-time.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import type { NewDuty } from "../../record/log/change.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import type { Scope, Store } from "../../record/scope.ts";
import { anchorText, type ToldStepBack } from "../../record/seal/anchor.ts";
import { type SignedSeal, sealHash } from "../../record/seal/seal.ts";
import type { Sealer } from "../../record/seal/sealer.ts";
import { sealStream } from "../../record/seal/streams.ts";
import type { Handler } from "../handler.ts";
import { personalChat } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE } from "./outcome.ts";

const MINUTE = 60_000;
const DAILY_WITHIN_MS = 10 * MINUTE;
const WEEK_MS = 7 * 24 * 60 * MINUTE;
const USUAL_TIME = "18:00";

/** The next daily seal, under the same id whichever server asks for it, and however often. */
const nextDay = (scope: Scope, settings: SchoolSettings, after: string): NewDuty => {
  const stream = sealStream(scope);
  const at = nextDailyTime(after, settings.sealAt ?? USUAL_TIME, settings.timeZone);
  return {
    id: `${stream}/${at}`,
    stream,
    at,
    duty: {
      work: { kind: "seal", of: "day" },
      afterMs: 0,
      deadlineMs: DAILY_WITHIN_MS,
      expiryMs: WEEK_MS,
      repeat: "until-done",
      urgent: false,
    },
  };
};

type Settings = { readonly school: Pick<DutyServices["school"], "settings"> };

type Scheduling = Settings & { readonly record: Pick<SchoolRecord, "append" | "scope"> };

/** Makes sure at start that a daily seal is planned; each seal then plans the next. */
export const scheduleSeals = async ({ record, school }: Scheduling, now: () => string): Promise<void> => {
  await record.append({ streams: [], duties: [nextDay(record.scope, school.settings(), now())] });
};

type Sealing = Settings &
  Pick<DutyServices, "now"> & {
    readonly people: Pick<DutyServices["people"], "holders">;
    readonly record: Pick<SchoolRecord, "scope">;
    readonly seals: { readonly [store in Store]: Pick<Sealer, "seal"> };
  };

/**
 * Seals the record, and asks for the messages about it. Staff matters are sealed by the clock alone:
 * their times do not show whether there are any.
 */
export const seal =
  ({ people, school, record, seals, now }: Sealing): Handler<"seal"> =>
  async ({ of }, { deadlineAt }) => {
    const { headteacher, dsl } = await people.holders();
    const tell = (made: SignedSeal): readonly NewDuty[] => {
      const scope = { ...record.scope, store: made.store };
      return headteacher.length === 0 && made.store === "general"
        ? missingOf(scope, made, dsl)
        : anchorsOf(scope, made, headteacher);
    };
    if (of === "lesson") {
      await seals.general.seal(tell);
      return DONE;
    }
    await seals.adult.seal(tell);
    if (of === "step-back") {
      await seals.general.seal(tell);
      return DONE;
    }
    // If the clock has been put back meanwhile, the next day must not be this one again.
    const due = new Date(deadlineAt - DAILY_WITHIN_MS).toISOString();
    await seals.general.seal((made) => {
      const after = now() < due ? due : now();
      return [...tell(made), nextDay(record.scope, school.settings(), after)];
    });
    return DONE;
  };

const anchorsOf = (scope: Scope, made: SignedSeal, headteachers: readonly string[]): readonly NewDuty[] =>
  headteachers.map((person, n) => ({
    id: `${sealStream(scope)}/${made.number}/${n}`,
    stream: sealStream(scope),
    at: made.at,
    duty: {
      work: { kind: "anchor", store: made.store, seal: made.number, person },
      afterMs: 0,
      deadlineMs: 10 * MINUTE,
      expiryMs: WEEK_MS,
      repeat: "until-done",
      urgent: false,
    },
  }));

type Anchoring = Settings &
  Pick<DutyServices, "record" | "sender"> & {
    readonly people: Pick<DutyServices["people"], "holders">;
    readonly seals: { readonly [store in Store]: Pick<Sealer, "sealAt" | "stepBackIn"> };
  };

/** The message to keep, in the headteacher's own chat: at least once, always the same words. */
export const anchor =
  (services: Anchoring): Handler<"anchor"> =>
  async ({ store, seal: number, person }) => {
    const made = await services.seals[store].sealAt(number);
    if (made === undefined) return { failed: "no such seal" };
    const before = number === 1 ? undefined : await services.seals[store].sealAt(number - 1);
    const newKey = before !== undefined && before.publicKey !== made.publicKey;
    const { timeZone } = services.school.settings();
    const time = clockTime(made.at, timeZone);
    const stepBack = wordsFor(await services.seals[store].stepBackIn(number), timeZone);
    const text = anchorText(store, time, sealHash(made), { newKey, school: made.school, stepBack });
    try {
      await services.sender.send(await personalChat(services, person), { text });
      return DONE;
    } catch (error) {
      // Better that it is there twice than not at all.
      if (error instanceof CloudError && error.kind === "unknown-outcome") return { reason: reasonOf(error) };
      return afterFailure(error, "anchor", async (_, final) => {
        if (!final) return;
        // Only headteachers hear of staff matters; the general message goes the same way and fails with it.
        if (store === "adult") return;
        const { dsl } = await services.people.holders();
        const duties = missingOf({ ...services.record.scope, store }, made, dsl);
        await services.record.append({ streams: [], duties });
      });
    }
  };

/** What the message about the first seal after a gap in the record says of it, in the school's own time. */
const wordsFor = (step: StepBack | undefined, timeZone: string): ToldStepBack | undefined => {
  if (step === undefined) return undefined;
  const { dayAndTime } = momentsIn(timeZone);
  return step.type === RESTORED
    ? { restoredFrom: dayAndTime(step.data.of) }
    : { lostSealOf: dayAndTime(step.data.lost.at) };
};

/** The DSLs hear that the message about a seal could not be given to a headteacher. */
export const anchorMissing =
  (services: Anchoring): Handler<"anchor-missing"> =>
  async ({ person }) => {
    try {
      await services.sender.send(await personalChat(services, person), { text: MISSING });
      return DONE;
    } catch (error) {
      return afterFailure(error, "anchor-missing", async () => undefined);
    }
  };

const MISSING =
  "The record is sealed, but the message with its proof could not be sent to a headteacher. Ask an administrator to " +
  "check that a headteacher is named in the settings and has Lesson Guard in Teams.";

const missingOf = (scope: Scope, made: SignedSeal, dsls: readonly string[]): readonly NewDuty[] =>
  dsls.map((person) => ({
    // Once a day at most, however many seals and headteachers there are.
    id: `${sealStream(scope)}/missing/${made.at.slice(0, 10)}/${person}`,
    stream: sealStream(scope),
    at: made.at,
    duty: {
      work: { kind: "anchor-missing", person },
      afterMs: 0,
      deadlineMs: 60 * MINUTE,
      expiryMs: 24 * 60 * MINUTE,
      repeat: "until-done",
      urgent: false,
    },
  }));
