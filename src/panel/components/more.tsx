import type { Api } from "../api.ts";
import type { LessonState, LessonStore } from "../lesson-store.ts";
import { LessonActions } from "./lesson-actions.tsx";
import { SignOutNote } from "./notice-page.tsx";
import { type Held, TellHead } from "./tell-head.tsx";
import { LeaveOut } from "./told-line.tsx";
import { type Told, useTold } from "./use-told.ts";

type Props = {
  readonly api: Api;
  readonly store: LessonStore;
  readonly state: LessonState;
  /** The people "Tell the DSL now" tells. */
  readonly child: Told;
  readonly held: Held | undefined;
  readonly onRaiseAdult: (without: string | undefined) => void;
  readonly onUndo: (ref: string) => void;
};

/** Seldom pressed buttons: they scroll. "About an adult" stays in place beneath them, with who is told beside it. */
export const More = ({ api, store, state: { view, busy }, child, held, onRaiseAdult, onUndo }: Props) => {
  const adult = useTold(api, view.lesson, "adult", true);
  return (
    <>
      <div class="more">
        <LessonActions view={view} store={store} busy={busy} where="more" />
        <LeaveOut told={child} title="When you tell the DSL" />
        <LeaveOut told={adult} title="When you tell the headteacher" />
        <SignOutNote />
      </div>
      <TellHead told={adult} store={store} busy={busy} held={held} onRaise={onRaiseAdult} onUndo={onUndo} />
    </>
  );
};
