import type { Lesson } from "./state.ts";

/** Whether the call we are in has shown all who are in it: being in it is not yet a list. */
export const hasCallList = ({ call }: Lesson): boolean =>
  call.state === "in" && call.listSeenAt !== undefined;
