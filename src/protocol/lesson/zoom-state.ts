import type { ZoomStep } from "./zoom-events.ts";

/** By the word of one member of staff; Lesson Guard sees nothing of it. */
export type Said = { readonly at: string; readonly by: string };

/** A lesson that is held in Zoom. */
export type ZoomState = {
  readonly begun?: Said;
  readonly over?: Said;
  /** In order. */
  readonly done: readonly (Said & { readonly step: ZoomStep })[];
  /** Since when its staff are asked whether it is over. */
  readonly endPassedAt?: string;
};
