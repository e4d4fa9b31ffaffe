import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, type WriteStream, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Changes } from "../changes.ts";

export type ApplicationSettings = {
  /** The program to run with this Node. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly logFile: string;
  /** Here they stand as an administrator has them on a server, for the commands of the terminal. */
  readonly settingsFile: string;
  readonly startWithinMs: number;
};

/** The program ended before it was healthy. */
export class NotStarted extends Error {
  override readonly name = "NotStarted";
  /** The last that it said, for a person. */
  readonly said: string;

  constructor(what: string, said: string) {
    super(`${what}\n${said}`);
    this.said = said;
  }
}

/** The application under practice, as a process of its own that can be killed and started. */
export class Application {
  autoRestart = false;
  /** How often it was started. */
  starts = 0;
  readonly #settings: ApplicationSettings;
  /** Set since, by the person who keeps the server. */
  readonly #changed: Record<string, string> = {};
  readonly #changes: Changes;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #up = false;
  /** For the person who starts practice and sees it fail. */
  #lastWords = "";

  constructor(settings: ApplicationSettings, changes: Changes) {
    this.#settings = settings;
    this.#changes = changes;
    this.#log = createWriteStream(settings.logFile, { flags: "a" });
    // However practice itself ends, the application ends with it.
    process.once("exit", () => this.kill());
  }

  get up(): boolean {
    return this.#up;
  }

  get environment(): Readonly<Record<string, string>> {
    return { ...this.#settings.environment, ...this.#changed };
  }

  /** Takes effect at the next start. */
  set(settings: Readonly<Partial<Record<string, string>>>): void {
    for (const [name, value] of Object.entries(settings))
      if (value !== undefined) this.#changed[name] = value;
  }

  get processId(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves once `GET /health` answers 200. @throws NotStarted when the program ends before that, or takes too long */
  async start(): Promise<void> {
    if (this.#child) return;
    writeFileSync(this.#settings.settingsFile, asFile(this.environment), { mode: 0o600 });
    const child = spawn(process.execPath, [...inspector(), this.#settings.script], {
      env: { ...inherited(), ...this.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    this.#lastWords = "";
    this.starts += 1;
    for (const output of [child.stdout, child.stderr]) {
      output.on("data", (chunk: Buffer) => {
        this.#log.write(chunk);
        this.#lastWords = (this.#lastWords + chunk.toString()).slice(-4000);
      });
    }
    child.once("close", () => this.#gone(child));
    const until = Date.now() + this.#settings.startWithinMs;
    while (!(await this.#healthy())) {
      if (this.#child !== child) throw new NotStarted("the application ended at once.", this.#lastWords);
      if (Date.now() > until) throw new NotStarted("the application gives no health.", this.#lastWords);
      await pause(50);
    }
    this.#up = true;
    this.#changes.mark();
  }

  /** SIGKILL, now. */
  kill(): void {
    this.#child?.kill("SIGKILL");
  }

  /** Halts it in the middle of whatever it does; only `kill` follows. */
  freeze(): void {
    this.#child?.kill("SIGSTOP");
  }

  /** Asks it to stop, and kills it when it does not. */
  async stop(): Promise<void> {
    this.autoRestart = false;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    child.kill("SIGTERM");
    const impatient = setTimeout(() => child.kill("SIGKILL"), 3000);
    await ended;
    clearTimeout(impatient);
  }

  /** Waits until the killed process is really gone. */
  async gone(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    await new Promise<void>((resolve) => child.once("close", () => resolve()));
  }

  #gone(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#up = false;
    this.#changes.mark();
    if (this.autoRestart) this.start().catch((error: unknown) => this.#log.write(`${String(error)}\n`));
  }

  async #healthy(): Promise<boolean> {
    // Not fetch, which costs more: it is asked again and again while the application loads.
    const asked = get(new URL("/health", this.#settings.url), { agent: false, timeout: 1000 });
    asked.on("error", () => undefined);
    asked.once("timeout", () => asked.destroy(new Error("still too busy to answer")));
    const [answer] = (await once(asked, "response").catch(() => [])) as [IncomingMessage?];
    answer?.resume();
    return answer?.statusCode === 200;
  }
}

const asFile = (settings: Readonly<Record<string, string>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join("");

/** Where its inspector opens, once it is asked to. */
const inspector = (): readonly string[] =>
  process.execArgv.filter((one) => one.startsWith("--inspect-port="));

/** What a program needs of its surroundings, and none of practice's own settings. */
const inherited = (): Record<string, string> => {
  const needed = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "TZ"];
  const wanted = [...needed, "LOG_LEVEL", "NODE_COMPILE_CACHE", "SECURITY_LOG_FILE"];
  return Object.fromEntries(
    wanted.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
};
