import type { Response } from "restify";
import { type RefusalCode, statusOf } from "../protocol/decision.ts";
import { defined } from "../protocol/defined.ts";
import { withOffice } from "../protocol/holders/office-phone.ts";
import { storageAwayWords } from "../record/engine/away.ts";

/** The answer of every route that does not do what was asked. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  readonly say: string;
  readonly fields: Readonly<Record<string, string>> | undefined;
  readonly againAfterSeconds: number | undefined;

  constructor(
    code: RefusalCode,
    say: string,
    fields?: Readonly<Record<string, string>>,
    againAfterSeconds?: number,
  ) {
    super(code);
    this.name = "Refusal";
    this.status = statusOf(code);
    this.code = code;
    this.say = say;
    this.fields = fields;
    this.againAfterSeconds = againAfterSeconds;
  }
}

export const notForYou = (): Refusal => new Refusal("not-for-you", "This is for the staff of the lesson.");
/** For staff, while no one can say whether the lesson is theirs: nothing untrue, and whom to phone. */
export const notKnownYet = (phone: string | undefined): Refusal =>
  new Refusal(
    "not-known-yet",
    withOffice("Teams has not shown Lesson Guard yet whose lesson this is.", phone),
  );
export const protectOnly = (phone: string | undefined): Refusal =>
  new Refusal(
    "protect-only",
    withOffice(
      "The school directory no longer lists you as staff, so this lesson is not shown. Pause, End for all and Tell " +
        "the DSL still work. Ask an administrator of Lesson Guard to look at the staff group.",
      phone,
    ),
  );
/** A refused press that protects or tells: it may have been the last hope. */
export const withPhone = (
  { code, say, fields, againAfterSeconds }: Refusal,
  phone: string | undefined,
): Refusal => new Refusal(code, withOffice(say, phone), fields, againAfterSeconds);
export const notHere = (): Refusal => new Refusal("not-found", "There is nothing here for you.");
export const notNoted = (): Refusal =>
  new Refusal(
    "not-noted",
    "Lesson Guard notes in the record who reads a concern. That failed just now, so nothing is shown. Try again.",
  );
export const badRequest = (): Refusal =>
  new Refusal("bad-request", "Lesson Guard could not read that. Nothing was changed.");
/** Not all of a request came while a connection may wait for it. */
export const notInTime = (): Refusal =>
  new Refusal("not-in-time", "This did not reach Lesson Guard in time. Nothing was done. Try again.");
export const directoryAway = (phone?: string): Refusal =>
  new Refusal(
    "directory-away",
    withOffice(
      "The school directory does not answer, so your role cannot be checked. Pause, End for all and Tell the " +
        "DSL still work, in the panel and in your chat with Lesson Guard.",
      phone,
    ),
  );

/** The person has to press again once the record answers: a press is decided on what is in the record then. */
export const storageAway = (phone = ""): Refusal => new Refusal("storage-away", storageAwayWords(phone));

/** No browser and no proxy on the way may keep answers. */
export const answer = (response: Response, status: number, body: object): void => {
  response.setHeader("cache-control", "no-store");
  response.json(status, body);
};

export const refuse = (response: Response, refusal: Refusal): void => {
  const { code, say, fields, againAfterSeconds } = refusal;
  if (againAfterSeconds !== undefined) response.setHeader("retry-after", String(againAfterSeconds));
  answer(response, refusal.status, { error: { code, say, ...defined({ fields }) } });
};
