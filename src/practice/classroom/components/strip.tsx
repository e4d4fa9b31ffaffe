import { useState } from "preact/hooks";
import type { MeetingView, PracticeState } from "../../control/shapes.ts";
import type { Run } from "../acts.ts";
import type { Moment } from "../moments/moment.ts";
import { moments } from "../moments/moments.ts";

interface Props {
  readonly state: PracticeState;
  readonly meeting: MeetingView;
  readonly run: Run;
}

/** What happens next: the awkward moments of a lesson, each by one press, with what to watch. */
export function Strip({ state, meeting, run }: Props) {
  const [last, setLast] = useState<Moment>();
  const [played, setPlayed] = useState<ReadonlySet<string>>(new Set());
  const offered = (moment: Moment): boolean => moment.offered?.(state, meeting) ?? true;
  const next = moments.flatMap((group) => group.moments).find((one) => offered(one) && !played.has(one.id));
  const look = ({ id }: Moment): string =>
    [
      "moment",
      ...(played.has(id) ? ["moment-played"] : []),
      ...(id === next?.id ? ["moment-next"] : []),
    ].join(" ");
  const play = (moment: Moment): void => {
    setLast(moment);
    setPlayed((before) => new Set(before).add(moment.id));
    void run(() => moment.play(meeting, state));
  };
  return (
    <section class="strip" aria-labelledby="strip-title">
      <h2 id="strip-title">What happens next</h2>
      <div class="watch" role="status">
        {last === undefined ? (
          <p>Press what shall happen. Here you then read what to watch.</p>
        ) : (
          <>
            <p class="label">{last.title}</p>
            <p>{last.watch}</p>
          </>
        )}
      </div>
      {moments.map((group) => (
        <div key={group.title} class="strip-group">
          <h3 class="label">{group.title}</h3>
          <ul>
            {group.moments.map((moment) => (
              <li key={moment.id}>
                <button
                  type="button"
                  class={look(moment)}
                  aria-disabled={!offered(moment)}
                  onClick={() => (offered(moment) ? play(moment) : undefined)}
                >
                  {moment.title}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
