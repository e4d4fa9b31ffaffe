import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Fault, FaultOrder } from "../../../src/practice/cloud/faults.ts";
import type { LedgerEntry, Violation } from "../../../src/practice/cloud/ledger.ts";
import type { CommandInput } from "../../../src/practice/control/command.ts";
import type { TenantOrder } from "../../../src/practice/control/orders.ts";
import type { MeetingView, PracticeState, Pressed, SeatView } from "../../../src/practice/control/shapes.ts";
import type { Running } from "../../../src/practice/practice.ts";
import type { Latency, Switches } from "../../../src/practice/switches.ts";
import { busy } from "../../support/busy.ts";

/** Looking makes work for the programs that are looked at: the longer it takes, the less often it is done. */
const SHORTEST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 320;
/** How long a look takes on a quiet machine, at most. */
const LOOK_MS = 40;

export type PracticeStart = {
  /** Another program than the application. */
  readonly app?: string;
  /** An application that the test runs itself. */
  readonly appUrl?: string;
  /** Keeps the application's `DATA_DIR`. */
  readonly data?: string;
  /** As quick as Microsoft, where the whole run is not (PRACTICE_PACE=slow). */
  readonly pace?: "microsoft" | "at once";
  /** A tenant in which nothing has been set up. */
  readonly bare?: boolean;
  /** Settings that the person who starts it gives. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** The nightly form plays every lesson at Microsoft's pace: then there is more time for everything. */
const SLOW = process.env["PRACTICE_PACE"] === "slow";
const TIMES_LONGER = SLOW ? 5 : 1;

export type TokenOrder = {
  readonly kind: "panel" | "bot" | "call";
  readonly person?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly expired?: boolean;
  readonly otherKey?: boolean;
  readonly algorithm?: "RS256" | "none" | "HS256";
};

/** Starts practice as the program it is, on a free port; resolves when the application is healthy. */
export const startPractice = async (options: PracticeStart = {}): Promise<PracticeClient> => {
  const root = resolve(import.meta.dirname, "../../..");
  const pace = options.pace ?? (SLOW ? "microsoft" : "at once");
  const args = [resolve(root, "dist/cloud/main.mjs"), "--port", "0", "--json"];
  if (options.app !== undefined) args.push("--app", options.app);
  if (options.appUrl !== undefined) args.push("--app-url", options.appUrl);
  if (pace === "at once") args.push("--at-once");
  if (options.bare === true) args.push("--bare");
  if (options.data !== undefined) args.push("--data", options.data);
  const env = { ...process.env, ...options.environment };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const running = await readReady(child);
  return new PracticeClient(running, () => ended(child));
};

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const exit = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGTERM");
  await exit;
};

const readReady = async (child: ChildProcess): Promise<Running> => {
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  return new Promise((ready, failed) => {
    child.once("exit", (code) => failed(new Error(`practice ended with ${code}: ${words}`)));
    if (!child.stdout) throw new Error("practice has no output");
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) ready(JSON.parse(line) as Running);
    });
  });
};

/** A test's hands in the practice school: one method for each route of the control API. */
export class PracticeClient {
  readonly running: Running;
  readonly stop: () => Promise<void>;
  /** The newest state there was. */
  #seen: PracticeState | undefined;

  constructor(running: Running, stop: () => Promise<void>) {
    this.running = running;
    this.stop = stop;
  }

  async state(): Promise<PracticeState> {
    const seen = this.#seen;
    const newer = await this.#ask<PracticeState | null>("GET", `state?unless=${seen?.version ?? ""}`);
    const state = newer ?? seen;
    if (state === undefined) throw new Error("no state of practice");
    this.#seen = state;
    return state;
  }

  async meeting(id: string): Promise<MeetingView> {
    const { meetings } = await this.state();
    const found = meetings.find((meeting) => meeting.id === id);
    if (!found) throw new Error(`no meeting ${id}`);
    return found;
  }

  async seat(meeting: string, person: string): Promise<SeatView | undefined> {
    return (await this.meeting(meeting)).seats.find((seat) => seat.person === person);
  }

  /** Everything received or answered after this place in the one sequence. */
  ledger(after = 0): Promise<LedgerEntry[]> {
    return this.#ask("GET", `ledger?after=${after}`);
  }

  violations(): Promise<Violation[]> {
    return this.#ask("GET", "violations");
  }

  forgetViolations(): Promise<void> {
    return this.#ask("DELETE", "violations");
  }

  do(command: Exclude<CommandInput, { do: "press" | "deliver" }>): Promise<void> {
    return this.#ask("POST", "do", command);
  }

  press(command: Omit<Extract<CommandInput, { do: "press" }>, "do">): Promise<Pressed> {
    return this.#ask("POST", "do", { do: "press", ...command });
  }

  deliver(command: Omit<Extract<CommandInput, { do: "deliver" }>, "do">): Promise<Pressed> {
    return this.#ask("POST", "do", { do: "deliver", ...command });
  }

  /** What an administrator does outside Lesson Guard. @returns what the window of PowerShell shows */
  async administer(order: TenantOrder): Promise<string> {
    const { shown } = await this.#ask<{ shown: string }>("POST", "tenant", order);
    return shown;
  }

  async token(order: TokenOrder): Promise<string> {
    const { token } = await this.#ask<{ token: string }>("POST", "tokens", order);
    return token;
  }

  fault(order: FaultOrder): Promise<Fault> {
    return this.#ask("POST", "faults", order);
  }

  clearFaults(): Promise<void> {
    return this.#ask("DELETE", "faults");
  }

  clock(
    order:
      | { advanceMinutes: number; keepAlive?: "sent" | "missed" }
      | { set: string }
      | { jumpMinutes: number },
  ): Promise<{ now: string }> {
    return this.#ask("POST", "clock", order);
  }

  latency(order: Partial<Latency>): Promise<Latency> {
    return this.#ask("POST", "latency", order);
  }

  switches(order: Partial<Switches>): Promise<Switches> {
    return this.#ask("POST", "switches", order);
  }

  app(order: {
    act?: "kill" | "start" | "stop";
    autoRestart?: boolean;
  }): Promise<{ up: boolean; starts: number }> {
    return this.#ask("POST", "app", order);
  }

  /**
   * Waits until `look` gives something; fails with `what` after `withinMs` of a quiet machine, and as many looks as
   * there are in that time: where each takes long, everything does.
   */
  async until<Found>(
    what: string,
    look: () => Promise<Found | undefined | false>,
    withinMs = 5000,
  ): Promise<Found> {
    const from = Date.now();
    let looksLeft = withinMs / (LONGEST_WAIT_MS + LOOK_MS);
    for (let waitMs = SHORTEST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      looksLeft -= 1;
      if (Date.now() - from > withinMs * TIMES_LONGER * busy() && looksLeft <= 0)
        throw new Error(`did not happen within ${withinMs} ms: ${what}`);
      await new Promise((later) => setTimeout(later, waitMs));
    }
  }

  async #ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.running.gateway}/practice/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /practice/${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  }
}
