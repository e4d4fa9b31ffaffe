import type { MeetingView, PersonView, SeatView } from "../../control/shapes.ts";
import { CameraPicture } from "../drawing/camera-picture.tsx";
import { Icon } from "../drawing/icons.tsx";
import { sceneOf } from "../drawing/scene.ts";

type Props = {
  readonly meeting: MeetingView;
  readonly people: readonly PersonView[];
  readonly own: SeatView;
};

/** Everyone inside, staff first. */
export const Stage = ({ meeting, people, own }: Props) => {
  const staff = new Set(people.filter((person) => person.staff).map(({ id }) => id));
  const inside = meeting.seats.filter(({ where }) => where === "in");
  const tiles = [
    ...inside.filter(({ person }) => staff.has(person)),
    ...inside.filter(({ person, callingBot }) => !staff.has(person) && !callingBot),
    ...inside.filter(({ callingBot }) => callingBot),
  ];
  return (
    <section class="stage" aria-label="Stage">
      <ul class={tiles.length > 12 ? "tiles tiles-many" : "tiles"}>
        {tiles.map((seat) => (
          <Tile key={seat.participant} seat={seat} staff={staff.has(seat.person)} you={seat === own} />
        ))}
      </ul>
    </section>
  );
};

const Tile = (props: { readonly seat: SeatView; readonly staff: boolean; readonly you: boolean }) => {
  const { seat, staff, you } = props;
  const scene = sceneOf(seat.person, staff);
  return (
    <li class="tile">
      {seat.camera ? (
        <CameraPicture scene={scene} />
      ) : (
        <span class={`initials colour-${scene.colour}`} aria-hidden="true">
          {seat.initials}
        </span>
      )}
      <span class="tile-name">
        <span class="tile-words">{you ? `${seat.name} (you)` : seat.name}</span>
        {seat.callingBot ? null : <Icon name="mic" off={!seat.mic} />}
        <span class="unseen">{seat.callingBot ? ", app" : stateWords(seat)}</span>
      </span>
    </li>
  );
};

const stateWords = ({ mic, camera }: SeatView): string =>
  `, mic ${mic ? "on" : "off"}, camera ${camera ? "on" : "off"}`;
