import { useLater } from "./use-later.ts";

const PATIENCE_MS = 10_000;

/** Fetched with the panel, though after its buttons. */
const later = import("./later-parts.ts");
const load = () => later.then(({ parts }) => parts);

/** The register, and what is chosen before it or beside it. */
export const useLaterParts = () => useLater(load, PATIENCE_MS);
