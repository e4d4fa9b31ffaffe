import type { LessonState, LessonStore } from "../lesson-store.ts";
import { LessonActions } from "./lesson-actions.tsx";
import { SignOutNote } from "./notice-page.tsx";
import { ToldLine } from "./told-line.tsx";
import { useLaterParts } from "./use-later-parts.ts";
import type { Told } from "./use-told.ts";

type Props = {
  readonly store: LessonStore;
  readonly state: LessonState;
  /** The people "Tell the DSL now" tells. */
  readonly child: Told;
  /** The people "Tell the headteacher now" tells. */
  readonly adult: Told;
};

/** Seldom pressed buttons, and all of who is told, now and later: they scroll. */
export const More = ({ store, state: { view, busy }, child, adult }: Props) => {
  const part = useLaterParts();
  const choices = (told: Told, title: string) =>
    typeof part === "string" ? null : <part.LeaveOut told={told} title={title} />;
  return (
    <div class="more">
      <LessonActions view={view} store={store} busy={busy} where="more" />
      <ToldLine told={child} button="Tell the DSL now" whole />
      {choices(child, "When you tell the DSL")}
      <ToldLine
        told={adult}
        button="Tell the headteacher now"
        whole
        unknown="Who is told about an adult cannot be shown now."
      />
      {choices(adult, "When you tell the headteacher")}
      <SignOutNote />
    </div>
  );
};
