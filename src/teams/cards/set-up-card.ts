import { type Card, card, heading, line, open } from "./build.ts";

type Changed = {
  readonly name: string;
  readonly says: string;
  readonly mend?: string | undefined;
};

export type SetUpNews = {
  /** Not right any more, or not right since the program was brought up to date. */
  readonly worse: readonly Changed[];
  /** Names of what is right again. */
  readonly mended: readonly string[];
  readonly ready: boolean;
  /** What no look can see: said where it is ready. */
  readonly notSeen: string;
};

/** Teams draws a long card badly: the rest stands on the page. */
const MOST_LINES = 4;

/** To each administrator in their own chat, when a check has found something else than the one before. */
export const setUpCard = ({ worse, mended, ready, notSeen }: SetUpNews, pageUrl: string): Card => {
  const title = ready ? "Lesson Guard is ready for lessons again" : "Lesson Guard is not ready for lessons";
  const more = worse.length - MOST_LINES;
  return card(
    title,
    [
      heading(title),
      ...worse
        .slice(0, MOST_LINES)
        .flatMap(({ name, says, mend }) => [
          line(`${name}: ${says}.`),
          ...(mend === undefined ? [] : [line(`To mend it: ${mend}`)]),
        ]),
      ...(more > 0 ? [line(`And ${more} more.`)] : []),
      ...(mended.length === 0 ? [] : [line(`Right again: ${mended.join(", ")}.`)]),
      ...(ready ? [line(notSeen)] : []),
    ],
    [open(pageUrl, "Open Set-up")],
  );
};
