import { useEffect, useState } from "preact/hooks";
import type { LessonState } from "../lesson-state.ts";
import type { LessonStore } from "../lesson-store.ts";

/** The state of a lesson, drawn anew when it changes. */
export const useStore = (store: LessonStore): LessonState => {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    setState(store.state);
    return store.listen(() => setState(store.state));
  }, [store]);
  return state;
};
