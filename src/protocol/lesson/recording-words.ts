import type { Filing, RecordingWord } from "./filing-state.ts";
import type { Lesson } from "./state.ts";

/** One that can be taken back; `of`: when it was said. */
type SaidWord = { readonly what: RecordingWord; readonly of: string };

/** Teams has shown or listed a recording since: then it no longer rests on what staff said. */
const isShownSince = ({ recordings, filing }: Lesson, at: string): boolean =>
  (filing?.recordings ?? []).length > 0 ||
  recordings.some(({ what, at: from, overAt = from }) => what === "recording" && overAt >= at);

const fileWords = (lesson: Lesson): readonly SaidWord[] => {
  const { asTold, filing } = lesson;
  const said = (what: RecordingWord, at: string | undefined): readonly SaidWord[] =>
    at === undefined ? [] : [{ what, of: at }];
  return [
    ...(asTold?.saidBy === undefined || isShownSince(lesson, asTold.at) ? [] : said("recorded", asTold.at)),
    ...said("in the folder", filing?.byHand?.at),
    ...said("first copy", filing?.firstCopy?.at),
    ...said("deleted", filing?.deleted?.at),
  ];
};

/** The newest word of staff: what was said before it may be what it rests on. @returns undefined where there is none */
export const lastWord = (lesson: Lesson, about: "file" | "CPOMS"): SaidWord | undefined => {
  const { cpoms } = lesson;
  if (about === "CPOMS") return cpoms === undefined ? undefined : { what: "CPOMS", of: cpoms.at };
  return fileWords(lesson).reduce<SaidWord | undefined>(
    (last, one) => (last === undefined || one.of >= last.of ? one : last),
    undefined,
  );
};

const withoutIn = ({ filing, ...lesson }: Lesson, take: (filing: Filing) => Filing): Lesson =>
  filing === undefined ? lesson : { ...lesson, filing: take(filing) };

/** The lesson as if that had not been said: a spread alone could only overwrite it. */
export const withoutWord = (lesson: Lesson, what: RecordingWord): Lesson => {
  switch (what) {
    case "recorded": {
      const { asTold: _asTold, filing: _filing, ...rest } = lesson;
      return rest;
    }
    case "CPOMS": {
      const { cpoms: _cpoms, ...rest } = lesson;
      return rest;
    }
    case "in the folder":
      return withoutIn(lesson, ({ byHand: _byHand, ...rest }) => rest);
    case "first copy":
      return withoutIn(lesson, ({ firstCopy: _firstCopy, ...rest }) => rest);
    case "deleted":
      return withoutIn(lesson, ({ deleted: _deleted, ...rest }) => rest);
  }
};
