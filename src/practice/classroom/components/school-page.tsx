import { useCallback, useRef } from "preact/hooks";
import { follow as followed, isPersonal } from "../../app-links.ts";
import type { PracticeState } from "../../control/shapes.ts";
import { useActs } from "../acts.ts";
import { useTheme } from "../theme.ts";
import { useUnread } from "../unread.ts";
import { AdminPart } from "./admin-part.tsx";
import { AppSide } from "./app-side.tsx";
import { Banners } from "./banners.tsx";
import { Chats } from "./chats.tsx";
import { EyesBar } from "./eyes-bar.tsx";
import { Header } from "./header.tsx";
import { MeetingPart } from "./meeting-part.tsx";
import { Strip } from "./strip.tsx";
import { useLooking } from "./use-looking.ts";
import { WalkPart } from "./walk-part.tsx";

type Props = {
  readonly state: PracticeState;
  readonly connected: boolean;
};

/** The whole page: a Teams lesson in the middle, what happens next beside it, Lesson Guard on the right. */
export const SchoolPage = ({ state, connected }: Props) => {
  const [theme, setTheme] = useTheme();
  const { run, refusal } = useActs();
  const looking = useLooking(state);
  const { eye, person, meeting, place, open, goTo } = looking;
  const unread = useUnread(state, eye);
  const side = useRef<HTMLElement>(null);
  const follow = useCallback(
    (link: string): string | undefined => {
      const joined = state.meetings.find(({ joinWebUrl }) => joinWebUrl === link);
      if (joined !== undefined) {
        goTo(joined.id);
        return undefined;
      }
      const wanted = followed(link, state.teamsApp) ?? elsewhere(link);
      if (typeof wanted === "string") return wanted;
      open(wanted);
      side.current?.scrollIntoView({ block: "nearest" });
      return undefined;
    },
    [open, goTo, state.meetings, state.teamsApp],
  );
  const view = { state, meeting, eye, person, run };
  const teams = (
    <>
      {eye.id === "channel" ? null : <MeetingPart view={view} />}
      <Chats key={eye.id} view={view} onOpen={follow} />
    </>
  );
  const shape = place === undefined ? "no-side" : !isPersonal(place.tab) ? "side" : "wide-side";
  return (
    <div class={`page page-${shape}`}>
      <div class="top">
        <Header state={state} meeting={meeting} theme={theme} onTheme={setTheme} onMeeting={looking.goTo} />
        <EyesBar state={state} looking={looking} unread={unread} />
        <Banners state={state} connected={connected} run={run} />
        <WalkPart sight={{ state, meeting, eye: eye.id, place }} />
      </div>
      <Strip key={`${meeting.id} ${meeting.occurrence}`} state={state} meeting={meeting} run={run} />
      <main class="lesson" aria-label={`${eye.label}: ${person.name}`}>
        {person.part === "administrator" ? (
          <AdminPart state={state} meeting={meeting} run={run}>
            {teams}
          </AdminPart>
        ) : (
          teams
        )}
      </main>
      {place === undefined ? null : (
        <AppSide side={side} view={view} place={place} theme={theme} onOpen={open} onLink={follow} />
      )}
      <p class="refusal" role="alert">
        {refusal === undefined ? null : <span>{refusal}</span>}
      </p>
    </div>
  );
};

/** What a link that practice cannot follow does in Teams. */
const elsewhere = (link: string): string => {
  if (link.includes("/l/meetup-join/")) return "In Teams this joins the meeting.";
  if (link.includes("/l/call/")) return "In Teams this calls them.";
  return "Practice does not open links to other places.";
};
