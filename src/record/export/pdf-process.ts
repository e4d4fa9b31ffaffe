import type { Document } from "../../protocol/export/document.ts";
import { writePdf } from "./pdf.ts";

// A process for one document: while it lays out pages the program goes on answering, and its memory goes with it.

process.once("message", ({ document, fonts }: { readonly document: Document; readonly fonts: string }) => {
  void writePdf(document, fonts).then((pdf) => process.send?.(pdf, () => process.disconnect()));
});
