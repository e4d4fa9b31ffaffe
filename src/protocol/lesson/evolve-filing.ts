import type { Evolvers } from "./evolver.ts";
import type { FiledRecording, Filing } from "./filing-state.ts";
import type { Lesson } from "./state.ts";

const withFiling = ({ filing }: Lesson, change: (filing: Filing) => Partial<Filing>): Partial<Lesson> =>
  filing === undefined ? {} : { filing: { ...filing, ...change(filing) } };

const withRecording = (
  lesson: Lesson,
  id: string,
  change: (one: FiledRecording) => Partial<FiledRecording>,
): Partial<Lesson> =>
  withFiling(lesson, ({ recordings }) => ({
    recordings: recordings.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
  }));

/** What becomes of a recording after the lesson (S7). */
export const FILING_EVOLVERS = {
  FilingAsked: ({ filing }, { at, data: rules }) => ({
    filing: { ...(filing ?? { recordings: [] }), at, rules },
  }),
  RecordingFound: (lesson, { at, data: { recording: id, from } }) =>
    withFiling(lesson, ({ recordings }) => ({ recordings: [...recordings, { id, from, foundAt: at }] })),
  RecordingFiled: (lesson, { at, data: { recording, ...filed } }) => {
    const changed = withRecording(lesson, recording, () => ({ filed: { at, ...filed } }));
    if (changed.filing === undefined) return {};
    // Whatever stood in its way no longer does.
    const { trouble: _trouble, ...rest } = changed.filing;
    return { filing: rest };
  },
  RecordingNotFiled: (lesson, { at, data: { why } }) => withFiling(lesson, () => ({ trouble: { at, why } })),
  FolderAccessSeen: (lesson, { at, data: { seen } }) => withFiling(lesson, () => ({ access: { at, seen } })),
  RecordingWhereabouts: (lesson, { at, data: { recording, where } }) =>
    withRecording(lesson, recording, ({ filed }) =>
      filed === undefined ? {} : { filed: { ...filed, where, whereAt: at } },
    ),
  RecordingFiledByHand: (lesson, { at, data: { by, deleteOn } }) =>
    withFiling(lesson, () => ({ byHand: { at, by, deleteOn } })),
  FirstCopyDeleted: (lesson, { at, data: { by } }) => withFiling(lesson, () => ({ firstCopy: { at, by } })),
  RecordingDeleted: (lesson, { at, data: { by } }) => withFiling(lesson, () => ({ deleted: { at, by } })),
  // What it ends is taken out in evolve.ts.
  WordTakenBack: () => ({}),
} satisfies Partial<Evolvers>;
