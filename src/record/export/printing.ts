import { Worker } from "node:worker_threads";
import type { Document } from "../../protocol/export/document.ts";
import { oneAtATime } from "../engine/one-at-a-time.ts";

/** Prints a document as PDF. */
export type Print = (document: Document) => Promise<Buffer>;

type PdfFiles = {
  /** The program of the thread (`pdf-thread.ts`), as it is written or as it is built. */
  readonly thread: string | URL;
  /** The folder of DejaVu Sans. */
  readonly fonts: string;
};

/** A year of lessons takes some seconds. */
const LONGEST_MS = 120_000;
const MOST_MEMORY_MB = 512;

/**
 * Prints in a thread of its own, one document at a time, so that laying out pages never keeps a press waiting.
 * @throws Error where the thread fails, takes too long or too much memory; nothing else is harmed
 */
export const createPrinter =
  ({ thread, fonts }: PdfFiles): Print =>
  (document) =>
    oneAtATime("printing", () => printed(document, { thread, fonts }));

const printed = async (document: Document, { thread, fonts }: PdfFiles): Promise<Buffer> => {
  const worker = new Worker(thread, {
    workerData: { document, fonts },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const impatient = setTimeout(() => void worker.terminate(), LONGEST_MS);
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      worker.once("message", (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("printing ended without a document")));
    });
  } finally {
    clearTimeout(impatient);
    void worker.terminate();
  }
};
