import { fork } from "node:child_process";
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

/** A year of lessons takes some seconds. */
const LONGEST_MS = 120_000;
const MOST_MEMORY_MB = 512;

/**
 * Prints in a process of its own, one document at a time: laying out pages keeps no press waiting, and what it took of
 * memory is the machine's again.
 * @throws Error where the process fails, takes too long or too much memory; nothing else is harmed
 */
export const createPrinter =
  (files: PdfFiles): Print =>
  (document) =>
    oneAtATime("printing", () => printed(document, files));

const printed = async (document: Document, { program, fonts }: PdfFiles): Promise<Buffer> => {
  const child = fork(program, {
    // No setting and no secret of the program's own.
    env: {},
    execArgv: [`--max-old-space-size=${MOST_MEMORY_MB}`],
    serialization: "advanced",
    // An error's text may hold a name.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      child.once("message", (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
      child.once("error", reject);
      child.once("exit", () => reject(new Error("printing ended without a document")));
      child.send({ document, fonts });
    });
  } finally {
    child.kill("SIGKILL");
  }
};
