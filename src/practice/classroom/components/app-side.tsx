import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { belongsTo } from "../eyes.ts";
import { addressOf, type Place } from "../host/deep-link.ts";
import type { Theme } from "../theme.ts";
import { ownSeat, type View } from "../view.ts";
import { AppFrame } from "./app-frame.tsx";

type Props = {
  readonly side: RefObject<HTMLElement | null>;
  readonly view: View;
  readonly place: Place;
  readonly theme: Theme;
  readonly onOpen: (place: Place) => void;
  readonly onLink: (link: string) => boolean;
};

const TITLES: Readonly<Record<Place["page"], string>> = {
  panel: "Panel",
  record: "Record",
  settings: "Settings",
};

/** Lesson Guard beside the meeting, as Teams shows an app: a title, its tabs, the page. */
export const AppSide = ({ side, view, place, theme, onOpen, onLink }: Props) => {
  const { state, meeting, person } = view;
  const hosted = { person, tenantId: state.tenantId, meeting, place, theme };
  const [opened, setOpened] = useState(0);
  // In Teams the panel of the meeting is another one than its tab before: it opens anew on joining.
  const inside = ownSeat(view)?.where === "in" ? "inside" : "";
  const sitting = place.page === "panel" ? `${meeting.id} ${meeting.occurrence} ${inside}` : "";
  const key = [person.id, addressOf(place), sitting, opened].join(" ");
  return (
    <aside ref={side} class="side" aria-label="Lesson Guard">
      <div class="side-head">
        <h2>Lesson Guard</h2>
        {pagesOf(view).map((page) => (
          <button
            key={page}
            type="button"
            class="side-tab"
            aria-pressed={page === place.page}
            onClick={() => {
              setOpened(opened + 1);
              onOpen(page === "panel" ? { page, chat: meeting.threadId } : { page });
            }}
          >
            {TITLES[page]}
          </button>
        ))}
      </div>
      <AppFrame
        key={key}
        title={`${TITLES[place.page]} of ${person.name}`}
        hosted={hosted}
        up={state.app.up}
        onLink={onLink}
      />
    </aside>
  );
};

/** Where Teams offers the app to this person; the application decides whether they may see anything there. */
const pagesOf = ({ person, meeting }: View): readonly Place["page"][] => [
  ...(belongsTo(meeting, person.id) ? (["panel"] as const) : []),
  ...(person.staff ? (["record"] as const) : []),
  ...(person.part === "administrator" ? (["settings"] as const) : []),
];
