import { createHmac, hkdfSync, type KeyObject } from "node:crypto";
import { defined } from "../protocol/defined.ts";
import { type Pseudonym, SECURITY_LINES, type SecurityEvent, type SecurityLine } from "./security-lines.ts";

export type SecurityLevel = "info" | "warn" | "error";

/** Events for a person who guards the installation: never a name, a word or a reference. */
export type SecurityLog = {
  readonly note: (line: SecurityLine) => void;
  readonly pseudonymOf: (person: string) => Pseudonym;
  /** Call it before the end: writes how many lines were left out so far. */
  readonly close: () => void;
};

type Dependencies = {
  readonly write: (level: SecurityLevel, line: SecurityLine) => void;
  /** The installation's own key; asked for with the first person. */
  readonly key: () => KeyObject;
  /** Milliseconds, of a clock that no one can set. */
  readonly now?: () => number;
};

const MINUTE_MS = 60_000;

/** Events that outsiders can cause as often as they like: this many lines in this time, the rest are counted. */
const AT_MOST: { readonly [Event in SecurityEvent]?: { readonly lines: number; readonly ms: number } } = {
  "sign-in-refused": { lines: 60, ms: MINUTE_MS },
  "right-refused": { lines: 30, ms: MINUTE_MS },
  "input-refused": { lines: 30, ms: MINUTE_MS },
  "record-away": { lines: 1, ms: 10 * MINUTE_MS },
};

const LEVELS: { readonly [Event in SecurityEvent]?: SecurityLevel } = {
  "start-refused": "error",
  "record-away": "error",
  "walks-through-references": "error",
  "sign-in-refused": "warn",
  "right-refused": "warn",
  "input-refused": "warn",
  "lines-left-out": "warn",
};

type Window = {
  readonly of: SecurityEvent;
  readonly who: Pseudonym | undefined;
  readonly until: number;
  lines: number;
  leftOut: number;
};

export const createSecurityLog = ({
  write,
  key,
  now = () => performance.now(),
}: Dependencies): SecurityLog => {
  const windows = new Map<string, Window>();

  const put = (line: SecurityLine): void => {
    const checked = SECURITY_LINES.safeParse(line);
    if (checked.success) write(LEVELS[line.event] ?? "info", checked.data);
  };

  const close = (name: string, { of, who, leftOut }: Window): void => {
    windows.delete(name);
    if (leftOut > 0) put({ event: "lines-left-out", of, lines: leftOut, ...defined({ who }) });
  };

  /** Each person has room for this many lines; so have all unknown people together. */
  const hasRoom = (line: SecurityLine): boolean => {
    const most = AT_MOST[line.event];
    if (most === undefined) return true;
    const who = "who" in line ? line.who : undefined;
    const name = `${line.event} ${who ?? ""}`;
    const window = windows.get(name) ?? { of: line.event, who, until: now() + most.ms, lines: 0, leftOut: 0 };
    windows.set(name, window);
    window.lines += 1;
    if (window.lines <= most.lines) return true;
    window.leftOut += 1;
    return false;
  };

  return {
    note: (line) => {
      for (const [name, window] of windows) if (now() >= window.until) close(name, window);
      if (hasRoom(line)) put(line);
    },
    pseudonymOf: pseudonyms(key),
    close: () => {
      for (const [name, window] of windows) close(name, window);
    },
  };
};

/** A key of its own, made from the installation's: a pseudonym helps no one to forge a seal, nor a seal a pseudonym. */
const PURPOSE = "lesson-guard: people in the security log";

const pseudonyms = (key: () => KeyObject): ((person: string) => Pseudonym) => {
  let own: Buffer | undefined;
  return (person) => {
    own ??= Buffer.from(
      hkdfSync("sha256", key().export({ type: "pkcs8", format: "der" }), Buffer.alloc(0), PURPOSE, 32),
    );
    return `p-${createHmac("sha256", own).update(person.toLowerCase()).digest("hex").slice(0, 16)}`;
  };
};
