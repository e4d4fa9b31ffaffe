import type { SeatView } from "../../control/shapes.ts";
import { act } from "../control.ts";
import { Icon } from "../drawing/icons.tsx";
import { isPresenter, type View } from "../view.ts";
import { Menu } from "./menu.tsx";

/** Teams' own buttons for the person in the meeting. */
export const Controls = ({ view, seat }: { readonly view: View; readonly seat: SeatView }) => {
  const { meeting, person, run } = view;
  const who = { meeting: meeting.id, person: person.id };
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
      {person.staff && isPresenter(seat) ? (
        <Menu
          label="More"
          class="control"
          items={[
            meeting.recording
              ? {
                  words: "Stop recording and transcription",
                  onPress: () => void run(() => act({ do: "record", ...who, on: false })),
                }
              : {
                  words: "Record and transcribe: Start recording",
                  onPress: () => void run(() => act({ do: "record", ...who, on: true })),
                },
          ]}
        >
          ⋯ More
        </Menu>
      ) : null}
      <span class="control-split">
        <button
          type="button"
          class="control control-end"
          onClick={() => void run(() => act({ do: "leave", ...who }))}
        >
          <Icon name="leave" />
          Leave
        </button>
        {person.staff && isPresenter(seat) ? (
          <Menu
            label="More ways to leave"
            class="control control-end control-arrow"
            items={[
              {
                words: "End meeting",
                danger: true,
                onPress: () => void run(() => act({ do: "end", ...who })),
              },
            ]}
          >
            ▾
          </Menu>
        ) : null}
      </span>
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
