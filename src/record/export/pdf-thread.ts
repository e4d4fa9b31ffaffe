import { parentPort, workerData } from "node:worker_threads";
import type { Document } from "../../protocol/export/document.ts";
import { writePdf } from "./pdf.ts";

// A thread for one document: while it lays out pages, the program goes on answering.

const { document, fonts } = workerData as { readonly document: Document; readonly fonts: string };

parentPort?.postMessage(await writePdf(document, fonts));
