import { useCallback, useState } from "preact/hooks";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import { type Api, ApiError } from "../api.ts";
import type { Said } from "../said.ts";

type Answer = { readonly say: string; readonly view: ClassView; readonly note?: string };

/** A new link's text: it is shown once, and this page alone has it. */
export type Note = { readonly adult: string; readonly text: string };

export type ClassControl = {
  readonly view: ClassView;
  readonly busy: boolean;
  readonly said: Said | undefined;
  readonly note: Note | undefined;
  readonly press: (body: object, adult?: string) => Promise<void>;
};

/** One list, and the presses on it. */
export const useClass = (api: Api, first: ClassView): ClassControl => {
  const [view, setView] = useState(first);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<ClassControl["said"]>();
  const [note, setNote] = useState<Note>();
  const press = useCallback(
    async (body: object, adult?: string): Promise<void> => {
      setBusy(true);
      try {
        const answer = await api.post<Answer>(`/api/classes/${encodeURIComponent(first.class)}`, body);
        setView(answer.view);
        setSaid({ text: answer.say, tone: "plain" });
        if (answer.note !== undefined && adult !== undefined) setNote({ adult, text: answer.note });
      } catch (problem) {
        if (!(problem instanceof ApiError)) {
          throw problem;
        }
        setSaid({ text: problem.say, tone: "trouble" });
      } finally {
        setBusy(false);
      }
    },
    [api, first.class],
  );
  return { view, busy, said, note, press };
};
