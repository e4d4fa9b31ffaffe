import type { ComponentChildren } from "preact";
import type { LessonState } from "../lesson-state.ts";
import type { LessonStore } from "../lesson-store.ts";
import { LeaveOut } from "./leave-out.tsx";
import { LessonActions } from "./lesson-actions.tsx";
import { ToldLine, ToldOfBoth } from "./told-line.tsx";
import { UndoLine } from "./undo-line.tsx";
import type { Told } from "./use-told.ts";

type Props = {
  readonly store: LessonStore;
  readonly state: LessonState;
  /** The people "Tell the DSL now" tells. */
  readonly child: Told;
  /** The people "Tell the headteacher now" tells. */
  readonly adult: Told;
  /** End for all is offered. */
  readonly ends: boolean;
  readonly children: ComponentChildren;
};

/** What is seldom pressed, or older than what stands below, and all of who is told, now and later: it scrolls. */
export const More = ({ store, state: { view, busy }, child, adult, ends, children }: Props) => (
  <div class="more">
    <UndoLine view={view} store={store} busy={busy} older />
    <LessonActions view={view} store={store} busy={busy} where="more" />
    <ToldOfBoth told={child} ends={ends} whole />
    <LeaveOut told={child} title="When you tell the DSL" />
    <ToldLine told={adult} button="Tell the headteacher now" whole />
    <LeaveOut told={adult} title="When you tell the headteacher" />
    {children}
  </div>
);
