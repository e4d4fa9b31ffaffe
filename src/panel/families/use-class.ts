import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import { type Api, ApiError } from "../api.ts";
import type { Said } from "../said.ts";

type Answer = {
  readonly say: string;
  readonly view: ClassView;
  readonly note?: string;
  readonly notes?: readonly MadeLink[];
};

/** One of many that were made by one press. */
export type MadeLink = {
  readonly family: string;
  readonly adult: string;
  readonly link: string;
  readonly text: string;
};

/** A new link's text: it is shown once, and this page alone has it. `madeAt`: of the link. */
export type Note = { readonly text: string; readonly madeAt: string | undefined };

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
  readonly notes: ReadonlyMap<string, Note>;
  /** undefined where it was not done, or not for certain: `said` says so. */
  readonly press: (body: object, adult?: string) => Promise<Answer | undefined>;
};

/** Parents answer while the page is open: it is read again this often, while it is in sight. */
const AGAIN_MS = 10_000;

/** One list, and the presses on it. */
export const useClass = (api: Api, first: ClassView): ClassControl => {
  const [view, setView] = useState(first);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<ClassControl["said"]>();
  const [notes, setNotes] = useState<ReadonlyMap<string, Note>>(new Map());
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
    async (body: object, adult?: string): Promise<Answer | undefined> => {
      setBusy(true);
      pressing.current += 1;
      try {
        const answer = await api.post<Answer>(path, body);
        setView(answer.view);
        setSaid({ text: answer.say, tone: "plain" });
        const { note: text } = answer;
        if (text !== undefined && adult !== undefined)
          setNotes((before) => new Map(before).set(adult, { text, madeAt: worksSince(answer.view, adult) }));
        return answer;
      } catch (problem) {
        if (!(problem instanceof ApiError)) {
          throw problem;
        }
        setSaid({ text: problem.say, tone: "trouble" });
        return undefined;
      } finally {
        setBusy(false);
        pressing.current += 1;
      }
    },
    [api, path],
  );
  const current = new Map([...notes].filter(([adult, { madeAt }]) => worksSince(view, adult) === madeAt));
  return { view, busy, said, notes: current, press };
};
