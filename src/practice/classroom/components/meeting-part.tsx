import { act } from "../control.ts";
import { CameraPicture } from "../drawing/camera-picture.tsx";
import { sceneOf } from "../drawing/scene.ts";
import { isPresenter, ownSeat, type View } from "../view.ts";
import { Controls } from "./controls.tsx";
import { PeopleList } from "./people-list.tsx";
import { Stage } from "./stage.tsx";

/** The meeting as this person has it on the screen: before, waiting, or inside. */
export const MeetingPart = ({ view }: { readonly view: View }) => {
  const { meeting, person, run } = view;
  const seat = ownSeat(view);
  const somebodyWaits = isPresenter(seat) && meeting.seats.some(({ where }) => where === "lobby");
  if (seat?.where === "in") {
    return (
      <section class="meeting" aria-label="Meeting">
        <div class={somebodyWaits ? "meeting-room meeting-full" : "meeting-room"}>
          <Stage view={view} own={seat} />
          <PeopleList view={view} own={seat} />
        </div>
        <Controls view={view} seat={seat} />
      </section>
    );
  }
  const guest = person.objectId === null;
  const command = { meeting: meeting.id, person: person.id };
  return (
    <section
      class={guest ? "meeting meeting-outside meeting-waiting" : "meeting meeting-outside"}
      aria-label="Meeting"
    >
      {guest && person.part !== "phone" && person.part !== "noteTaker" ? (
        <div class="own-picture">
          <CameraPicture scene={sceneOf(person.id, false)} />
        </div>
      ) : null}
      {seat === undefined ? (
        <>
          <p class="meeting-words">{outsideWords(view)}</p>
          <button
            type="button"
            class="press press-primary"
            onClick={() => void run(() => act({ do: "arrive", ...command }))}
          >
            {guest ? "Open the link" : "Join"}
          </button>
        </>
      ) : (
        <>
          <p class="meeting-words" role="status">
            You are in the lobby. A person in the meeting will let you in.
          </p>
          <button
            type="button"
            class="press"
            onClick={() => void run(() => act({ do: "leave", ...command }))}
          >
            Leave
          </button>
        </>
      )}
    </section>
  );
};

const outsideWords = ({ meeting }: View): string => {
  if (meeting.running) return `${meeting.subject} is under way. You are not in it.`;
  return meeting.endedAt === null ? `${meeting.subject} has not started.` : `${meeting.subject} has ended.`;
};
