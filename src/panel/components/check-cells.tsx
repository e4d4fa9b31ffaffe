import type { LessonView, PupilRow } from "../../protocol/screen/view.ts";
import type { ExceptionReason } from "../../protocol/words.ts";
import { openExceptions } from "../arrangement.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { EXCEPTION_WORDS } from "../wording.ts";
import { Glyph } from "./icon.tsx";

/*! Paths from Microsoft's Fluent UI System Icons. Copyright (c) Microsoft Corporation. MIT licence. */
const PATHS = {
  person:
    "M10 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8M7 6a3 3 0 1 1 6 0 3 3 0 0 1-6 0m-2 5a2 2 0 0 0-2 2c0 1.7.83 2.97 2.13 3.8A9 9 0 0 0 10 18c1.85 0 3.58-.39 4.87-1.2A4.4 4.4 0 0 0 17 13a2 2 0 0 0-2-2zm-1 2a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1c0 1.3-.62 2.28-1.67 2.95A8 8 0 0 1 10 17a8 8 0 0 1-4.33-1.05A3.4 3.4 0 0 1 4 13",
  room: "M9 2.39a1.5 1.5 0 0 1 2 0l5.5 4.94c.32.28.5.69.5 1.12v7.05c0 .83-.67 1.5-1.5 1.5H13a1.5 1.5 0 0 1-1.5-1.5V12a.5.5 0 0 0-.5-.5H9a.5.5 0 0 0-.5.5v3.5c0 .83-.67 1.5-1.5 1.5H4.5A1.5 1.5 0 0 1 3 15.5V8.45c0-.43.18-.84.5-1.12zm1.33.74a.5.5 0 0 0-.66 0l-5.5 4.94a.5.5 0 0 0-.17.38v7.05c0 .28.22.5.5.5H7a.5.5 0 0 0 .5-.5V12c0-.83.67-1.5 1.5-1.5h2c.83 0 1.5.67 1.5 1.5v3.5c0 .28.22.5.5.5h2.5a.5.5 0 0 0 .5-.5V8.45a.5.5 0 0 0-.17-.38z",
  name: "M8 8.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0m-4 3.2c0-.53.42-.95.95-.95h3.1c.53 0 .95.42.95.95 0 .85-.58 1.58-1.4 1.79l-.06.01a4 4 0 0 1-2.08 0l-.06-.01c-.82-.2-1.4-.94-1.4-1.8M11.5 8a.5.5 0 0 0 0 1h3a.5.5 0 0 0 0-1zm0 3a.5.5 0 0 0 0 1h3a.5.5 0 0 0 0-1zM2 5.75C2 4.78 2.78 4 3.75 4h12.5c.97 0 1.75.78 1.75 1.75v8.5c0 .97-.78 1.75-1.75 1.75H3.75C2.78 16 2 15.22 2 14.25zM3.75 5a.75.75 0 0 0-.75.75v8.5c0 .41.34.75.75.75h12.5c.41 0 .75-.34.75-.75v-8.5a.75.75 0 0 0-.75-.75z",
  done: "M3.37 10.17a.5.5 0 0 0-.74.66l4 4.5c.19.22.52.23.72.02l10.5-10.5a.5.5 0 0 0-.7-.7L7.02 14.27z",
  amiss:
    "M7.37 3.56a3 3 0 0 1 5.26 0l5.5 10A3 3 0 0 1 15.5 18h-11a3 3 0 0 1-2.63-4.44zm4.38.48a2 2 0 0 0-3.5 0l-5.5 10A2 2 0 0 0 4.5 17h11a2 2 0 0 0 1.75-2.96zM10 12.75a.75.75 0 1 1 0 1.5.75.75 0 0 1 0-1.5m0-6.25c.28 0 .5.22.5.5v4a.5.5 0 0 1-1 0V7c0-.28.22-.5.5-.5",
} as const;

type Cell = { readonly reason: ExceptionReason; readonly head: string; readonly icon: keyof typeof PATHS };

/** The school's three checks, in their order (S1, B5, C6). */
const CELLS = [
  { reason: "no adult seen", head: "Adult", icon: "person" },
  { reason: "not a family room", head: "Room", icon: "room" },
  { reason: "name not shown", head: "Name", icon: "name" },
] as const satisfies readonly Cell[];

/** What one press in the row notes: elsewhere it need not be offered again. */
export const isCell = (reason: ExceptionReason): boolean => CELLS.some((one) => one.reason === reason);

/** Of a pupil who is inside, each of the three can be seen, and noted where it does not hold. */
export const hasCells = (view: LessonView, pupil: PupilRow): boolean => view.mayCheck && pupil.place === "in";

type Props = { readonly pupil: PupilRow; readonly store: LessonStore; readonly busy: ReadonlySet<string> };

/** One press for what is not right; the icon says how far each check is, the button's name says what it notes. */
export const CheckCells = ({ pupil, store, busy }: Props) => {
  const open = openExceptions(pupil).map(({ reason }) => reason);
  const { checked, devices } = pupil;
  return (
    <div class="cells">
      {CELLS.map(({ reason, icon }) => {
        const noted = open.includes(reason);
        const holds =
          checked !== undefined &&
          devices === undefined &&
          (reason === "name not shown" || checked.namesOnly !== true);
        const press = { press: "note-exception", pupil: pupil.pupil, reason } as const;
        return (
          <button
            key={reason}
            type="button"
            class={`cell ${noted ? "cell-amiss" : holds ? "cell-done" : ""}`}
            aria-label={`${EXCEPTION_WORDS[reason]}: ${pupil.name}`}
            aria-pressed={noted}
            aria-busy={busy.has(keyOf(press))}
            tabIndex={-1}
            title={EXCEPTION_WORDS[reason]}
            onClick={() => void (noted ? undefined : noteIn(store, press))}
          >
            <Glyph path={PATHS[noted ? "amiss" : icon]} />
            {holds && !noted ? <Glyph path={PATHS.done} /> : null}
          </button>
        );
      })}
    </div>
  );
};

/** Notes it; what to do next stands in the pupil's row as long as it is open, and is not said twice. */
export const noteIn = async (
  store: LessonStore,
  press: { readonly press: "note-exception"; readonly pupil: string; readonly reason: ExceptionReason },
): Promise<void> => {
  if (await store.press(press)) store.say("Noted.");
};

/** Heads the columns, where the rows of a group have them. */
export const CellHeads = () => (
  <span class="cell-heads" aria-hidden="true">
    {CELLS.map(({ head }) => (
      <span key={head}>{head}</span>
    ))}
  </span>
);
