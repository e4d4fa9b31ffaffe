import type { ComponentChildren } from "preact";
import type { LessonState, LessonStore } from "../lesson-store.ts";
import { LeaveOut } from "./leave-out.tsx";
import { LessonActions } from "./lesson-actions.tsx";
import { ToldLine } from "./told-line.tsx";
import { UndoLine } from "./undo-line.tsx";
import type { Told } from "./use-told.ts";

type Props = {
  readonly store: LessonStore;
  readonly state: LessonState;
  /** The people "Tell the DSL now" tells. */
  readonly child: Told;
  /** The people "Tell the headteacher now" tells. */
  readonly adult: Told;
  readonly children: ComponentChildren;
};

/** What is seldom pressed, or older than what stands below, and all of who is told, now and later: it scrolls. */
export const More = ({ store, state: { view, busy }, child, adult, children }: Props) => (
  <div class="more">
    <UndoLine view={view} store={store} busy={busy} older />
    <LessonActions view={view} store={store} busy={busy} where="more" />
    <ToldLine told={child} button="Tell the DSL now" whole />
    <LeaveOut told={child} title="When you tell the DSL" />
    <ToldLine told={adult} button="Tell the headteacher now" whole />
    <LeaveOut told={adult} title="When you tell the headteacher" />
    {children}
  </div>
);
