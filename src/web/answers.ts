import type { Response } from "restify";
import { storageAwayWords } from "../record/engine/away.ts";

/** What every route answers when it does not do what was asked. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly say: string;
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(status: number, code: string, say: string, fields?: Readonly<Record<string, string>>) {
    super(code);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.say = say;
    this.fields = fields;
  }
}

export const notForYou = (): Refusal =>
  new Refusal(403, "not-for-you", "This is for the staff of the lesson.");
export const notHere = (): Refusal => new Refusal(404, "not-found", "There is nothing here for you.");
export const badRequest = (): Refusal =>
  new Refusal(400, "bad-request", "Lesson Guard could not read that. Nothing was changed.");
export const directoryAway = (phone = ""): Refusal =>
  new Refusal(
    503,
    "directory-away",
    "The school directory does not answer, so nobody's role can be checked. Pause, End for all and Tell the " +
      "DSL are still taken, in the panel and in your chat with Lesson Guard." +
      (phone === "" ? "" : ` If a child is at risk, phone the school office now on ${phone}.`),
  );

/** Asked again once it answers: a press is decided on what stands in the record then. */
export const storageAway = (phone = ""): Refusal => new Refusal(503, "storage-away", storageAwayWords(phone));

/** Answers are never kept by a browser or a proxy on the way. */
export const answer = (response: Response, status: number, body: object): void => {
  response.setHeader("cache-control", "no-store");
  response.json(status, body);
};

export const refuse = (response: Response, refusal: Refusal): void => {
  const { code, say, fields } = refusal;
  answer(response, refusal.status, { error: { code, say, ...(fields === undefined ? {} : { fields }) } });
};
