import { useCallback, useEffect, useState } from "preact/hooks";
import type { Preview, Previews } from "../../protocol/screen/route-words.ts";
import { type Api, ApiError } from "../api.ts";

/** Cover and roles change seldom; the page shows a change after this long at the latest. */
const EVERY_MS = 60_000;
/** While it is not known. */
const SOON_MS = 3_000;

export type Told = {
  /** undefined until it is known, and where the server cannot say. */
  readonly preview: Previews | undefined;
  /** It was asked for, and could not be had. */
  readonly late: boolean;
  /** The person who is left out: "not this person". */
  readonly without: Person | undefined;
  readonly leaveOut: (person: Person | undefined) => void;
};

type Person = Preview["people"][number];

const isPreview = (answer: Partial<Previews>): answer is Previews =>
  typeof answer.sentence === "string" && Array.isArray(answer.people);

/** The people a press would tell, by name, asked of the server before the press. @param wanted while it is shown */
export const useTold = (api: Api, lesson: string, about: "child" | "adult", wanted: boolean): Told => {
  const [preview, setPreview] = useState<Previews>();
  const [late, setLate] = useState(false);
  const [without, leaveOut] = useState<Person>();
  const left = without === undefined ? "" : `&without=${encodeURIComponent(without.person)}`;
  const load = useCallback(async () => {
    try {
      const answer = await api.get<Partial<Previews>>(
        `/api/lessons/${encodeURIComponent(lesson)}/route?about=${about}${left}`,
      );
      // A server of another version may answer otherwise: then the page does not say who is told.
      setPreview(isPreview(answer) ? answer : undefined);
      setLate(!isPreview(answer));
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      // A name that may no longer be right must not stay beside the button.
      setPreview(undefined);
      setLate(true);
    }
  }, [api, lesson, about, left]);
  useEffect(() => {
    if (wanted) void load();
  }, [load, wanted]);
  const every = late ? SOON_MS : EVERY_MS;
  useEffect(() => {
    if (!wanted) return undefined;
    const again = setInterval(() => void load(), every);
    return () => clearInterval(again);
  }, [load, wanted, every]);
  return { preview, late, without, leaveOut };
};
