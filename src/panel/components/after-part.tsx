import type { ComponentProps } from "preact";
import type { After } from "./after.tsx";
import { useLater } from "./use-later.ts";

const load = () => import("./after.tsx");

/** The lesson as the record has it, and what is left to do. It loads after the buttons that keep children safe. */
export const AfterPart = (props: ComponentProps<typeof After>) => {
  const part = useLater(load, 10_000);
  return typeof part === "string" ? null : <part.After {...props} />;
};
