import type { ComponentChildren } from "preact";
import type { SeatView } from "../../control/shapes.ts";
import { act } from "../control.ts";
import { CameraPicture } from "../drawing/camera-picture.tsx";
import { Icon } from "../drawing/icons.tsx";
import { sceneOf } from "../drawing/scene.ts";
import { isPresenter, type View } from "../view.ts";
import { Menu } from "./menu.tsx";

type Props = {
  readonly view: View;
  readonly own: SeatView;
};

/** Everyone inside, staff first. */
export const Stage = ({ view, own }: Props) => {
  const { meeting } = view;
  const { people } = view.state;
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
          <Tile key={seat.participant} seat={seat} staff={staff.has(seat.person)} you={seat === own}>
            {isPresenter(own) && seat !== own ? <TileMenu view={view} seat={seat} /> : null}
          </Tile>
        ))}
      </ul>
    </section>
  );
};

/** ⋯ on a picture: what organisers and presenters can do about one person. */
const TileMenu = ({
  view: { meeting, person, run },
  seat,
}: {
  readonly view: View;
  readonly seat: SeatView;
}) => {
  const off = (what: "mic" | "camera") => () =>
    void run(() => act({ do: what, meeting: meeting.id, person: seat.person, on: false }));
  return (
    <Menu
      label={`More for ${seat.name}`}
      class="tile-more"
      items={[
        seat.mic ? { words: "Mute", onPress: off("mic") } : undefined,
        seat.camera ? { words: "Disable camera", onPress: off("camera") } : undefined,
        {
          words: "Remove from meeting",
          danger: true,
          onPress: () =>
            void run(() => act({ do: "remove", meeting: meeting.id, person: seat.person, by: person.id })),
        },
      ]}
    >
      ⋯
    </Menu>
  );
};

const Tile = (props: {
  readonly seat: SeatView;
  readonly staff: boolean;
  readonly you: boolean;
  readonly children: ComponentChildren;
}) => {
  const { seat, staff, you } = props;
  const scene = sceneOf(seat.person, staff, seat);
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
      {props.children}
    </li>
  );
};

const stateWords = ({ mic, camera }: SeatView): string =>
  `, mic ${mic ? "on" : "off"}, camera ${camera ? "on" : "off"}`;
