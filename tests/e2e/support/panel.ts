import type { ConcernView, LessonView } from "../../../src/protocol/screen/view.ts";
import type { PracticeClient } from "./practice.ts";

export type Answered<Body> = { readonly status: number; readonly body: Body };

/** @throws Error with all that is known of an answer that is not JSON */
const bodyIn = (text: string, asked: string, { status, headers }: Response): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const had = `${status} ${headers.get("content-type")} "${text.slice(0, 100)}" (${text.length})`;
    throw new Error(`${asked} was answered ${had}, ${JSON.stringify([...headers.keys()])}`, { cause });
  }
};

const TOKEN_FRESH_MS = 20 * 60_000;

/** What the side panel of one person asks for and presses, with that person's own token. */
export class Panel {
  readonly #practice: PracticeClient;
  readonly #person: string;
  #token: { readonly text: string; readonly at: number } | undefined;
  /** Thread ids of chats: a meeting keeps its own for good. */
  readonly #threads = new Map<string, string>();

  constructor(practice: PracticeClient, person: string) {
    this.#practice = practice;
    this.#person = person;
  }

  async ask<Body>(method: string, path: string, body?: unknown): Promise<Answered<Body>> {
    const token = await this.#tokenNow();
    const response = await fetch(`${this.#practice.running.gateway}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: bodyIn(text, `${method} ${path}`, response) as Body };
  }

  /** Teams gives its page a new one long before the hour is over for which it is good. */
  async #tokenNow(): Promise<string> {
    if (this.#token === undefined || performance.now() - this.#token.at > TOKEN_FRESH_MS) {
      const text = await this.#practice.token({ kind: "panel", person: this.#person });
      this.#token = { text, at: performance.now() };
    }
    return this.#token.text;
  }

  /** The panel of a meeting as it opens in Teams: found by its chat. */
  async open(meeting = "maths"): Promise<LessonView> {
    const threadId = this.#threads.get(meeting) ?? (await this.#practice.meeting(meeting)).threadId;
    this.#threads.set(meeting, threadId);
    const { status, body } = await this.ask<{ view: LessonView; error?: { code: string; say: string } }>(
      "GET",
      `/api/meetings?chat=${encodeURIComponent(threadId)}`,
    );
    if (status !== 200)
      throw new Error(
        `the panel of ${this.#person} answered ${status} ${body.error?.code}: ${body.error?.say}`,
      );
    return body.view;
  }

  /** Presses, and fails where the press is refused. */
  async press(lesson: string, press: object): Promise<{ say: string; view: LessonView }> {
    const { status, body } = await this.ask<{ say: string; view: LessonView; error?: { say: string } }>(
      "POST",
      `/api/lessons/${lesson}/press`,
      press,
    );
    if (status !== 200) throw new Error(`${JSON.stringify(press)}: ${status} ${body.error?.say ?? ""}`);
    return body;
  }

  async raise(lesson: string, about: "child" | "adult"): Promise<ConcernView> {
    const { status, body } = await this.ask<{ concern: ConcernView }>("POST", "/api/concerns", {
      lesson,
      about,
    });
    if (status !== 200) throw new Error(`raising answered ${status}`);
    return body.concern;
  }

  async concern(ref: string): Promise<ConcernView | undefined> {
    const { status, body } = await this.ask<{ concern: ConcernView }>("GET", `/api/concerns/${ref}`);
    return status === 200 ? body.concern : undefined;
  }
}
