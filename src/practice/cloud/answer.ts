/** What an endpoint of the cloud answers. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * The cloud refuses. `provoked` marks a refusal that a switch, a fault or a rate limit asked for;
 * every other 400, 401, 403, 413 and 501 is a violation by the application.
 */
export class Refusal extends Error {
  readonly answer: Answer;
  readonly provoked: boolean;

  constructor(answer: Answer, why: string, provoked = false) {
    super(why);
    this.name = "Refusal";
    this.answer = answer;
    this.provoked = provoked;
  }
}
