import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import { type Api, ApiError } from "../api.ts";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";
import { type Said, sayOf } from "../said.ts";

type Answer = {
  readonly say: string;
  readonly view: ClassView;
  readonly notes?: readonly MadeLink[];
};

/** One of many that were made by one press. */
export type MadeLink = {
  readonly family: string;
  readonly adult: string;
  readonly link: string;
  readonly text: string;
  /** Of the link. */
  readonly madeAt: string;
};

/** When the link was made that an adult can use now: a text with an earlier one is of no use to them. */
export const worksSince = ({ families }: ClassView, adult: string): string | undefined => {
  const one = families.flatMap(({ adults }) => adults).find((known) => known.adult === adult);
  return one?.link?.state === "works" ? one.link.madeAt : undefined;
};

export type ClassControl = {
  readonly view: ClassView;
  readonly busy: boolean;
  readonly said: Said | undefined;
  /** Of links that still work, by adult. */
  readonly notes: ReadonlyMap<string, MadeLink>;
  /** undefined where it was not done, or not for certain: `said` says so. */
  readonly press: (body: object) => Promise<Answer | undefined>;
  /** The list and the new links as the server has them; false where it does not answer. */
  readonly recover: () => Promise<boolean>;
  /** The person has the links: they are shown no more. */
  readonly forget: () => Promise<void>;
};

/** Parents answer while the page is open: it is read again this often, while it is in sight. */
const AGAIN_MS = 10_000;

const byAdult = (made: readonly MadeLink[]): readonly (readonly [string, MadeLink])[] =>
  made.map((one) => [one.adult, one]);

/** No lesson stands on this page, so no child waits for its office. */
export const wordsOf = (problem: unknown): string =>
  problem instanceof ApiError ? problem.words : sayOf(problem);

/** One list, and the presses on it. @param made links that were made before the page was left, and are not sent */
export const useClass = (api: Api, first: ClassView, made: readonly MadeLink[]): ClassControl => {
  const [view, setView] = useState(first);
  const { busy, said, say, ask } = useOneAtATime(undefined, wordsOf);
  const [notes, setNotes] = useState<ReadonlyMap<string, MadeLink>>(new Map(byAdult(made)));
  const pressing = useRef(0);
  const path = `/api/classes/${encodeURIComponent(first.class)}`;
  useEffect(() => {
    const again = async (): Promise<void> => {
      const before = pressing.current;
      if (document.hidden) return;
      try {
        const { view: now } = await api.get<Pick<Answer, "view">>(path);
        // What was pressed meanwhile has its own, newer answer.
        if (pressing.current === before) setView(now);
      } catch (problem) {
        // It is asked for again soon; a press says what is wrong.
        if (!(problem instanceof ApiError)) throw problem;
      }
    };
    const timer = setInterval(() => void again(), AGAIN_MS);
    const seen = (): void => void again();
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [api, path]);
  const press = useCallback(
    async (body: object): Promise<Answer | undefined> => {
      const answer = await ask(async () => {
        pressing.current += 1;
        try {
          return await api.post<Answer>(path, body);
        } finally {
          pressing.current += 1;
        }
      });
      if (answer === undefined) return undefined;
      setView(answer.view);
      say(answer.say);
      setNotes((before) => new Map([...before, ...byAdult(answer.notes ?? [])]));
      return answer;
    },
    [api, path, ask, say],
  );
  const current = new Map([...notes].filter(([adult, { madeAt }]) => worksSince(view, adult) === madeAt));
  const recover = useCallback(async (): Promise<boolean> => {
    try {
      const { view: now, notes: shown = [] } = await api.get<Answer>(`${path}?links=yes`);
      setView(now);
      setNotes(new Map(byAdult(shown)));
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      return false;
    }
  }, [api, path]);
  const forget = useCallback(async (): Promise<void> => {
    if ((await press({ do: "links-copied" })) !== undefined) setNotes(new Map());
  }, [press]);
  return { view, busy, said, notes: current, press, recover, forget };
};
