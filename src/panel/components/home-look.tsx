import { useEffect, useRef, useState } from "preact/hooks";
import type { HomeView, ShownContact } from "../../protocol/screen/home-view.ts";
import { type Api, ApiError } from "../api.ts";
import { bringIntoSight } from "../into-sight.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly api: Api;
  readonly path: string;
  /** @param chosen where several pupils have the name */
  readonly body: (chosen?: string) => object;
  readonly name: string;
};

const RELATION_WORDS: Readonly<Record<string, string>> = {
  parent: "parent",
  guardian: "guardian",
  relative: "relative",
  aide: "helper",
};

const contactWords = ({ name, relation, phone, mail, note }: ShownContact): string => {
  const who = [name, RELATION_WORDS[relation]].filter((one) => one !== undefined && one !== "").join(", ");
  return `${who}: ${phone ?? mail}${note === undefined ? "" : `. ${note}`}`;
};

/** Whom to phone for one pupil: asked for by a press, on the screen until it is hidden, and kept nowhere. */
export const HomeLook = ({ api, path, body, name }: Props) => {
  const [shown, setShown] = useState<HomeView>();
  const [busy, setBusy] = useState(false);
  const all = useRef<HTMLDivElement>(null);
  // In a narrow panel the number would come up below the edge, and no one scrolls for what they do not know of.
  useEffect(() => {
    const { current: look } = all;
    if (shown !== undefined && look !== null) bringIntoSight(look, look);
  }, [shown]);
  const look = async (chosen?: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      setShown(await api.post<HomeView>(path, body(chosen)));
      // The name that was chosen goes, and the keyboard would be lost with it.
      if (chosen !== undefined) all.current?.querySelector("button")?.focus();
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setShown({ say: problem.say });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div ref={all} class="home-look">
      <PressButton
        look="quiet"
        busy={busy}
        label={shown === undefined ? `Whom to phone: ${name}` : `Hide whom to phone: ${name}`}
        onPress={() => (shown === undefined ? void look() : setShown(undefined))}
      >
        {shown === undefined ? "Whom to phone" : "Hide whom to phone"}
      </PressButton>
      <div role="status">
        {shown === undefined ? null : (
          <>
            <p>{shown.say}</p>
            {shown.contacts === undefined ? null : (
              <ul class="plain-list">
                {shown.contacts.map((one) => (
                  <li key={contactWords(one)}>{contactWords(one)}</li>
                ))}
              </ul>
            )}
            {shown.address === undefined ? null : <p>{`Address: ${shown.address}`}</p>}
          </>
        )}
      </div>
      {shown?.pupils?.map(({ pupil, words }) => (
        <PressButton key={pupil} wide busy={busy} onPress={() => void look(pupil)}>
          {words}
        </PressButton>
      ))}
    </div>
  );
};
