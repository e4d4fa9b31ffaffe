import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { type AppTab, addressOf, isPersonal, type Place } from "../../app-links.ts";
import { administer } from "../control.ts";
import { belongsTo } from "../eyes.ts";
import type { Theme } from "../theme.ts";
import { ownSeat, type View } from "../view.ts";
import { AppFrame } from "./app-frame.tsx";

type Props = {
  readonly side: RefObject<HTMLElement | null>;
  readonly view: View;
  readonly place: Place;
  readonly theme: Theme;
  readonly onOpen: (place: Place) => void;
  readonly onLink: (link: string) => string | undefined;
};

/** Lesson Guard beside the meeting, as Teams shows an app: a title, the tabs of its manifest, the page. */
export const AppSide = ({ side, view, place, theme, onOpen, onLink }: Props) => {
  const { state, meeting, person } = view;
  const hosted = { person, tenantId: state.tenantId, meeting, place, theme };
  const [opened, setOpened] = useState(0);
  // In Teams the panel of the meeting is another one than its tab before: it opens anew on joining.
  const inside = ownSeat(view)?.where === "in" ? "inside" : "";
  const sitting = !isPersonal(place.tab) ? `${meeting.id} ${meeting.occurrence} ${inside}` : "";
  const key = [person.id, addressOf(place), sitting, opened].join(" ");
  return (
    <aside ref={side} class="side" aria-label="Lesson Guard">
      <div class="side-head">
        <h2 class="unseen">Lesson Guard</h2>
        {tabsOf(view).map((tab) => (
          <button
            key={tab.entityId}
            type="button"
            class="side-tab"
            aria-pressed={tab.entityId === place.tab.entityId}
            onClick={() => {
              setOpened(opened + 1);
              onOpen(isPersonal(tab) ? { tab } : { tab, chat: meeting.threadId });
            }}
          >
            {tab.name}
          </button>
        ))}
      </div>
      {isThere(view, place) ? (
        <AppFrame
          key={key}
          title={`${place.tab.name} of ${person.name}`}
          hosted={hosted}
          people={state.people}
          up={state.app.up}
          onLink={onLink}
        />
      ) : (
        <NotThere view={view} place={place} />
      )}
    </aside>
  );
};

/** The chat in which Teams keeps the app for this page: the person's own, or the meeting's. */
const homeOf = ({ state, person, meeting }: View, { tab }: Place) =>
  state.chats.find(({ kind, of }) =>
    isPersonal(tab) ? kind === "private" && of === person.id : kind === "meeting" && of === meeting.id,
  );

const isThere = (view: View, place: Place): boolean => homeOf(view, place)?.installed ?? false;

/** Teams has not been given the app here. */
const NotThere = ({ view, place }: { readonly view: View; readonly place: Place }) => {
  const { state, person, meeting, run } = view;
  const home = homeOf(view, place);
  const mayAdd = state.tenant.mayAdd.includes(person.id);
  if (!mayAdd || home === undefined)
    return <p class="side-empty">Teams does not offer Lesson Guard to {person.name}.</p>;
  return (
    <div class="side-empty">
      {isPersonal(place.tab) ? (
        <button
          type="button"
          class="press press-primary"
          onClick={() => void run(() => administer({ do: "add", person: person.id }))}
        >
          Apps › Built for your org › Lesson Guard › Add
        </button>
      ) : meeting.organiser === person.id ? (
        <button
          type="button"
          class="press press-primary"
          onClick={() => void run(() => administer({ do: "addTo", conversation: home.id }))}
        >
          Apps › Add an app › Lesson Guard
        </button>
      ) : (
        <p>Lesson Guard is not in this meeting.</p>
      )}
    </div>
  );
};

/** Where Teams offers the app to this person; the application decides whether they may see anything there. */
const tabsOf = (view: View): readonly AppTab[] => {
  const { state, person, meeting } = view;
  const isInside = ownSeat(view)?.where === "in";
  // The app is assigned to staff; in a meeting Teams shows its tabs to everyone in the meeting's chat.
  return state.teamsApp.tabs.filter((tab) =>
    isPersonal(tab)
      ? person.staff
      : belongsTo(meeting, person.id) &&
        tab.contexts.includes(isInside ? "meetingSidePanel" : "meetingChatTab"),
  );
};
