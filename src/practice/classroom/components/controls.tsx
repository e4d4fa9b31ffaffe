import type { SeatView } from "../../control/shapes.ts";
import { act } from "../control.ts";
import { Icon } from "../drawing/icons.tsx";
import { isPresenter, type View } from "../view.ts";

/** Teams' own buttons for the person in the meeting. */
export const Controls = ({ view, seat }: { readonly view: View; readonly seat: SeatView }) => {
  const { meeting, person, run } = view;
  const who = { meeting: meeting.id, person: person.id };
  const organises = seat.role === "organizer" || seat.role === "coorganizer";
  return (
    <div class="controls" role="toolbar" aria-label="Meeting controls">
      <Switch
        word="Mic"
        icon="mic"
        on={seat.mic}
        may={seat.mayMic}
        onPress={(on) => void run(() => act({ do: "mic", ...who, on }))}
      />
      <Switch
        word="Camera"
        icon="camera"
        on={seat.camera}
        may={seat.mayCamera}
        onPress={(on) => void run(() => act({ do: "camera", ...who, on }))}
      />
      {organises ? (
        <button
          type="button"
          class="control"
          onClick={() =>
            void run(() =>
              // Practice has no lock of its own: with this scope a person who comes now waits in the lobby.
              act({ do: "setOptions", ...who, options: { lobbyBypassSettings: { scope: "organizer" } } }),
            )
          }
        >
          <Icon name="lock" />
          Lock
        </button>
      ) : null}
      <button type="button" class="control" onClick={() => void run(() => act({ do: "leave", ...who }))}>
        <Icon name="leave" />
        Leave
      </button>
      {person.staff && isPresenter(seat) ? (
        <button
          type="button"
          class="control control-end"
          onClick={() => void run(() => act({ do: "end", ...who }))}
        >
          End meeting
        </button>
      ) : null}
    </div>
  );
};

const Switch = (props: {
  readonly word: "Mic" | "Camera";
  readonly icon: "mic" | "camera";
  readonly on: boolean;
  readonly may: boolean;
  readonly onPress: (on: boolean) => void;
}) => {
  const { word, icon, on, may, onPress } = props;
  return (
    <button type="button" class="control" aria-disabled={!may && !on} onClick={() => onPress(!on)}>
      <Icon name={icon} off={!on} />
      {word} {on ? "on" : may ? "off" : "off for you"}
    </button>
  );
};
