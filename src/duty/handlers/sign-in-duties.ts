import { CloudError } from "../../meeting/cloud-error.ts";
import { daysLeft } from "../../meeting/sign-in-end.ts";
import { addMs } from "../../protocol/time/clock-time.ts";
import type { NewDuty } from "../../record/log/change.ts";
import { keepingStream } from "../../record/log/streams.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import { signInEndsCard } from "../../teams/cards/sign-in-ends-card.ts";
import type { Handler } from "../handler.ts";
import { drawFor } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { afterFailure, DONE, isFinal } from "./outcome.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** How long before the end the administrators are told. */
const DAYS_BEFORE = [30, 7, 1] as const;

type Scheduling = Pick<DutyServices, "now" | "signInEnd"> & {
  readonly record: Pick<SchoolRecord, "append" | "scope">;
};

/**
 * Makes sure that the administrators are told before the sign-in ends, under the same ids whichever server asks for
 * it. Of the days that are past already only the newest counts, which is then at once.
 */
export const scheduleSignInEnd = async ({ record, signInEnd, now }: Scheduling): Promise<void> => {
  if (signInEnd === undefined) return;
  const { at: end } = signInEnd;
  const due = DAYS_BEFORE.map((days) => ({ days, at: addMs(end, -days * DAY_MS) }));
  const [newest] = due.filter(({ at }) => at <= now()).slice(-1);
  const wanted = [...(newest === undefined ? [] : [newest]), ...due.filter(({ at }) => at > now())];
  await record.append({
    streams: [],
    duties: wanted.map(({ days, at }) => duty(record.scope.school, end, days, at)),
  });
};

const duty = (school: string, end: string, days: number, at: string): NewDuty => {
  const stream = keepingStream(school);
  return {
    id: `${stream}/sign-in-ends/${end}/${days}`,
    stream,
    at,
    duty: {
      work: { kind: "tell-sign-in-ends", at: end, days },
      afterMs: 0,
      deadlineMs: 12 * HOUR_MS,
      // Past the end nothing can be sent any more, until it is mended.
      expiryMs: days * DAY_MS,
      repeat: "until-done",
      urgent: false,
    },
  };
};

/** To each administrator, in their own chat; a chat that is closed keeps it from no other. */
export const tellSignInEnds =
  (services: DutyServices): Handler<"tell-sign-in-ends"> =>
  async ({ at, days }) => {
    const { signInEnd, people, now } = services;
    // A newer secret or certificate is in use by now.
    if (signInEnd?.at !== at) return DONE;
    const card = signInEndsCard(signInEnd.of, at.slice(0, 10), daysLeft(signInEnd, now()));
    const administrators = await people.administrators();
    const told = await Promise.allSettled(
      administrators.map((person) =>
        drawFor(services, `sign-in-ends:${at}:${days}:${person}`, person, async () => card),
      ),
    );
    const failed = told.flatMap((one) => (one.status === "rejected" ? [one.reason as Error] : []));
    const passing = failed.find((error) => !(error instanceof CloudError && isFinal(error)));
    if (passing !== undefined) return afterFailure(passing, "tell-sign-in-ends", async () => undefined);
    return failed.length < told.length ? DONE : { failed: "no administrator could be told" };
  };
