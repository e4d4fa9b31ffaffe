import { fork } from "node:child_process";
import type { Refused } from "../../protocol/decision.ts";
import type { Document } from "../../protocol/export/document.ts";
import { oneAtATime } from "../engine/one-at-a-time.ts";

/** Prints a document as PDF. */
export type Print = (document: Document) => Promise<Buffer>;

type PdfFiles = {
  /** The program of the process (`pdf-process.ts`), as it is written or as it is built. */
  readonly program: URL;
  /** The folder of DejaVu Sans. */
  readonly fonts: string;
};

type Limits = {
  /** How long a document waits for those of others. */
  readonly waitsMs: number;
  /** How long the making of one may take. */
  readonly longestMs: number;
};

/** A year of lessons takes some seconds. Both together are less than a connection may be silent (`web/connections`). */
const LIMITS: Limits = { waitsMs: 55_000, longestMs: 50_000 };
const MOST_MEMORY_MB = 512;

/** It was not printed, and why, in words for the person who asked. */
export class NotPrinted extends Error {
  readonly refusal: Refused;

  constructor(say: string) {
    super(say);
    this.name = "NotPrinted";
    this.refusal = { refused: "took-too-long", say };
  }
}

const BUSY = "Other files are being made. Nothing was exported. Try again in a minute.";
const TOO_LONG =
  "The file took too long to make, so Lesson Guard stopped. Nothing was exported. Choose fewer days or lessons, or take CSV.";

/**
 * Prints in a process of its own, one document at a time: laying out pages keeps no press waiting, and what it took of
 * memory is the machine's again.
 * @throws NotPrinted where others' documents, or this one, take too long; Error where the process fails or takes too
 * much memory. Nothing else is harmed
 */
export const createPrinter =
  (files: PdfFiles, { waitsMs, longestMs }: Limits = LIMITS): Print =>
  async (document) => {
    const { promise: turn, resolve: begins } = Promise.withResolvers<"turn">();
    let isLate = false;
    const made = oneAtATime("printing", async () => {
      begins("turn");
      if (isLate) throw new NotPrinted(BUSY);
      return printed(document, files, longestMs);
    });
    // Whoever has given up no longer listens.
    made.catch(() => undefined);
    const late = Promise.withResolvers<"late">();
    const timer = setTimeout(late.resolve, waitsMs, "late");
    isLate = (await Promise.race([turn, late.promise])) === "late";
    clearTimeout(timer);
    if (isLate) throw new NotPrinted(BUSY);
    return made;
  };

const printed = async (
  document: Document,
  { program, fonts }: PdfFiles,
  longestMs: number,
): Promise<Buffer> => {
  const child = fork(program, {
    // No setting and no secret of the program's own.
    env: {},
    execArgv: [`--max-old-space-size=${MOST_MEMORY_MB}`],
    serialization: "advanced",
    // An error's text may hold a name.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let stop: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      stop = setTimeout(() => reject(new NotPrinted(TOO_LONG)), longestMs);
      child.once("message", (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
      child.once("error", reject);
      child.once("exit", () => reject(new Error("printing ended without a document")));
      child.send({ document, fonts });
    });
  } finally {
    clearTimeout(stop);
    child.kill("SIGKILL");
  }
};
