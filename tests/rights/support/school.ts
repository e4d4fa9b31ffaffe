import type { RecordPlace } from "../../../src/record/record-store.ts";
import { PracticeLesson } from "../../e2e/support/lesson.ts";
import { type InProcess, startInProcess } from "../../support/in-process.ts";
import { type Call, EVERYBODY, type Person, type Scene } from "./who-may.ts";

export type Answer = { readonly status: number; readonly body: string; readonly headers: readonly string[] };

const ON_EVERY_ANSWER = [
  "strict-transport-security",
  "x-content-type-options",
  "referrer-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "content-security-policy",
] as const;

/** A school with a lesson on, a concern about a child and one about the teacher: all there is to ask for. */
export class WalkedSchool {
  readonly running: InProcess;
  readonly scene: Scene;
  readonly #tokens = new Map<string, string>();

  private constructor(running: InProcess, scene: Scene) {
    this.running = running;
    this.scene = scene;
  }

  static async begin(place: RecordPlace, settings?: Readonly<Record<string, string>>): Promise<WalkedSchool> {
    const running = await startInProcess(place, settings);
    return new WalkedSchool(running, await sceneIn(running));
  }

  async tokenOf(person: string): Promise<string> {
    const known = this.#tokens.get(person) ?? (await this.running.practice.token({ kind: "panel", person }));
    this.#tokens.set(person, known);
    return known;
  }

  /** Everyone signs in again. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  async ask(method: string, { path, body }: Pick<Call, "path" | "body">, token?: string): Promise<Answer> {
    const stop = new AbortController();
    const response = await fetch(`${this.running.practice.running.gateway}${path}`, {
      method,
      signal: stop.signal,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const name of ON_EVERY_ANSWER)
      if (!response.headers.has(name)) throw new Error(`${method} ${path} was answered without ${name}`);
    const headers = [...response.headers].map(([name, value]) =>
      name === "date" ? name : `${name}: ${value}`,
    );
    if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
      stop.abort();
      return { status: response.status, body: "", headers };
    }
    return { status: response.status, body: await response.text(), headers };
  }

  /** Every route, read from the running server. */
  routes(): readonly string[] {
    const routes = this.running.server.router.getRoutes() as unknown as Record<
      string,
      { method: string; path: string }
    >;
    return Object.values(routes).map(({ method, path }) => `${method} ${path}`);
  }

  stop(): Promise<void> {
    return this.running.practice.stop();
  }
}

const sceneIn = async (running: InProcess): Promise<Scene> => {
  const lesson = PracticeLesson.on(running.practice);
  const { teacher } = lesson;
  const view = await lesson.recognised();
  await running.practice.do({ do: "start", meeting: "maths" });
  for (const person of ["family-01", "impostor"])
    await running.practice.do({ do: "arrive", meeting: "maths", person });
  await running.practice.switches({ admitAllBots: true });
  await running.practice.do({ do: "admitAll", meeting: "maths" });
  const { threadId } = await running.practice.meeting("maths");
  const { ref: child } = await teacher.raise(view.lesson, "child");
  const { ref: adult } = await lesson.as("hughes").raise(view.lesson, "adult");
  const okafor = view.staffHere.find(({ part }) => part === "organiser")?.person;
  await running.practice.until(
    "both were told",
    async () => {
      const states = await Promise.all([teacher.concern(child), lesson.as("hughes").concern(adult)]);
      return states.every((one) => one?.state === "told");
    },
    20_000,
  );
  await lesson.as("hughes").ask("POST", `/api/concerns/${adult}/details`, { subject: okafor });
  // The deputy is told in their stead, so that all who may read it have been.
  await lesson.as("evans").ask("POST", `/api/concerns/${adult}/hand-on`, {});
  await running.practice.until(
    "the deputy was told",
    async () => (await lesson.as("bell").concern(adult)) !== undefined,
  );
  return { view, child, adult, chat: threadId };
};

/** Those who may not, all at once; then the others, one by one: their presses change what there is. */
export const firstOthers = async (
  may: readonly Person[],
  act: (person: Person) => Promise<void>,
): Promise<void> => {
  await Promise.all(EVERYBODY.filter((person) => !may.includes(person)).map(act));
  for (const person of may) await act(person);
};

/** What one person is answered, in one word. */
export const outcome = ({ status, body }: Answer): string => {
  if (status === 403 && body.includes('"not-for-you"')) return "not for you";
  if (status === 404 && body.includes('"not-found"')) return "not there";
  if (status === 409 && /"raiser"|Whom to phone is not shown/.test(body)) return "told why not";
  if (status === 503 && body.includes('"directory-away"')) return "the directory is away";
  return [200, 400, 409].includes(status) ? "let in" : `${status} ${body}`;
};

export const expected = ({ may, hidden, refused = [] }: Call, person: Person): string =>
  may.includes(person)
    ? "let in"
    : refused.includes(person)
      ? "told why not"
      : hidden
        ? "not there"
        : "not for you";
