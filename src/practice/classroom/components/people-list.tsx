import type { SeatView } from "../../control/shapes.ts";
import { act } from "../control.ts";
import { Icon } from "../drawing/icons.tsx";
import { isPresenter, type View } from "../view.ts";

/** Who waits and who is in, with Teams' own buttons for those who have them. */
export const PeopleList = ({ view, own }: { readonly view: View; readonly own: SeatView }) => {
  const { meeting, run, person } = view;
  const waiting = meeting.seats.filter(({ where }) => where === "lobby");
  const inside = meeting.seats.filter(({ where }) => where === "in");
  const presenter = isPresenter(own);
  const organises = own.role === "organizer" || own.role === "coorganizer";
  const by = { meeting: meeting.id, by: person.id };
  return (
    <div class="people">
      {presenter ? (
        <div class="people-head">
          <h2>People</h2>
          <span class="people-buttons">
            <button type="button" class="press press-small" onClick={() => void run(() => muteAll(view))}>
              Mute all
            </button>
            {organises ? (
              <button
                type="button"
                class="press press-small"
                onClick={() =>
                  void run(() =>
                    // Practice has no lock of its own: with this scope a person who comes now waits in the lobby.
                    act({
                      do: "setOptions",
                      meeting: meeting.id,
                      person: person.id,
                      options: { lobbyBypassSettings: { scope: "organizer" } },
                    }),
                  )
                }
              >
                Lock the meeting
              </button>
            ) : null}
          </span>
        </div>
      ) : null}
      {presenter ? (
        <section aria-labelledby="lobby-title">
          <div class="people-head">
            <h2 id="lobby-title">
              <span role="status">
                {waiting.length === 0 ? "Lobby: no one is waiting" : `Lobby: ${waiting.length} waiting`}
              </span>
            </h2>
            {waiting.length === 0 ? null : (
              <button
                type="button"
                class="press press-small"
                onClick={() => void run(() => act({ do: "admitAll", ...by }))}
              >
                Admit all
              </button>
            )}
          </div>
          <ul class="people-rows">
            {waiting.map((seat) => (
              <li key={seat.participant}>
                <span class="people-name">
                  {seat.name} <Mark seat={seat} />
                </span>
                <span class="people-buttons">
                  <SmallPress
                    word="Admit"
                    name={seat.name}
                    onPress={() => void run(() => act({ do: "admit", person: seat.person, ...by }))}
                  />
                  <SmallPress
                    word="Deny"
                    name={seat.name}
                    onPress={() => void run(() => act({ do: "deny", person: seat.person, ...by }))}
                  />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <details>
        <summary>{`In the meeting: ${inside.length}`}</summary>
        <ul class="people-rows">
          {inside.map((seat) => (
            <li key={seat.participant}>
              <span class="people-name">
                {seat.name} <Mark seat={seat} /> <Icon name="mic" off={!seat.mic} />
                <span class="unseen">{seat.mic ? "mic on" : "mic off"}</span>
              </span>
              {presenter && seat !== own ? (
                <span class="people-buttons">
                  {seat.mic ? (
                    <SmallPress
                      word="Mute"
                      name={seat.name}
                      onPress={() =>
                        void run(() =>
                          act({ do: "mic", meeting: meeting.id, person: seat.person, on: false }),
                        )
                      }
                    />
                  ) : null}
                  <SmallPress
                    word="Remove"
                    name={seat.name}
                    onPress={() => void run(() => act({ do: "remove", person: seat.person, ...by }))}
                  />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
};

/** All attendees: organisers and presenters keep their mics. */
const muteAll = async ({ meeting }: View): Promise<void> => {
  for (const { person, role, where, mic } of meeting.seats)
    if (where === "in" && role === "attendee" && mic)
      await act({ do: "mic", meeting: meeting.id, person, on: false });
};

/** No one can type it: how Teams tells a guest from an app under the same name. */
const Mark = ({ seat: { mark } }: { readonly seat: SeatView }) =>
  mark === undefined ? null : <span class="people-mark">{`(${mark})`}</span>;

const SmallPress = (props: {
  readonly word: string;
  readonly name: string;
  readonly onPress: () => void;
}) => (
  <button type="button" class="press press-small" onClick={props.onPress}>
    {props.word}
    <span class="unseen"> {props.name}</span>
  </button>
);
