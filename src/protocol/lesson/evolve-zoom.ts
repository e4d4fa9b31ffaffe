import type { Evolvers } from "./evolver.ts";
import type { ZoomState } from "./zoom-state.ts";

const NOTHING_SAID: ZoomState = { done: [] };

/** A lesson in Zoom, by the word of its staff. */
export const ZOOM_EVOLVERS = {
  BegunByHand: ({ zoom = NOTHING_SAID, startedAt }, { at, data: { by, planned } }) => {
    const { over: _over, ...before } = zoom;
    if (planned === true) {
      const { begun: _begun, ...rest } = before;
      return { phase: "planned", zoom: rest };
    }
    return {
      phase: "live",
      startedAt: startedAt ?? at,
      zoom: { ...before, begun: before.begun ?? { at, by } },
    };
  },
  DoneInZoom: ({ zoom = NOTHING_SAID }, { at, data: { by, step } }) => ({
    zoom: { ...zoom, done: [...zoom.done, { at, by, step }] },
  }),
  OverByHand: ({ zoom = NOTHING_SAID }, { at, data: { by } }) => ({
    phase: "over",
    overAt: at,
    ended: at,
    zoom: { ...zoom, over: { at, by } },
  }),
  PlannedEndPassed: ({ zoom = NOTHING_SAID }, { at }) => ({ zoom: { ...zoom, endPassedAt: at } }),
} satisfies Partial<Evolvers>;
