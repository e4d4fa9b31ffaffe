import { useEffect, useRef, useState } from "preact/hooks";
import type { MeetingView, PracticeState } from "../../control/shapes.ts";
import type { Run } from "../acts.ts";
import type { Moment } from "../moments/moment.ts";
import { moments } from "../moments/moments.ts";

type Props = {
  readonly state: PracticeState;
  readonly meeting: MeetingView;
  readonly run: Run;
};

/** What happens next: the awkward moments of a lesson, each by one press, with what to watch. */
export const Strip = ({ state, meeting, run }: Props) => {
  const [last, setLast] = useState<Moment>();
  const [played, setPlayed] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState(false);
  const offered = (moment: Moment): boolean => moment.offered?.(state, meeting) ?? true;
  const ahead = meeting.endedAt === null ? moments : moments.slice(-1);
  const next = ahead.flatMap((group) => group.moments).find((one) => offered(one) && !played.has(one.id));
  const all = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (next !== undefined) all.current?.querySelector(".moment-next")?.scrollIntoView({ block: "nearest" });
  }, [next]);
  const play = (moment: Moment): void => {
    setLast(moment);
    setPlayed((before) => new Set(before).add(moment.id));
    void run(() => moment.play(meeting, state));
  };
  const button = (moment: Moment) => (
    <MomentButton
      moment={moment}
      offered={offered(moment)}
      played={played.has(moment.id)}
      next={moment === next}
      onPlay={() => play(moment)}
    />
  );
  return (
    <section class="strip" aria-labelledby="strip-title">
      <h2 id="strip-title">What happens next</h2>
      <div class="watch" role="status">
        {last === undefined ? (
          <p>Press what should happen next. Then this says what to watch.</p>
        ) : (
          <>
            <p class="label">{last.title}</p>
            <p>{last.watch}</p>
          </>
        )}
      </div>
      <div class="strip-short">
        {next === undefined || unfolded ? null : button(next)}
        <button
          type="button"
          class="press press-quiet"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? "Fewer moments" : "All moments"}
        </button>
      </div>
      <div ref={all} class={unfolded ? "strip-all" : "strip-all strip-folded"}>
        {moments.map((group) => (
          <div key={group.title} class="strip-group">
            <h3 class="label">{group.title}</h3>
            <ul>
              {group.moments.map((moment) => (
                <li key={moment.id}>{button(moment)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
};

const MomentButton = (props: {
  readonly moment: Moment;
  readonly offered: boolean;
  readonly played: boolean;
  readonly next: boolean;
  readonly onPlay: () => void;
}) => {
  const { moment, offered, played, next, onPlay } = props;
  const look = ["moment", ...(played ? ["moment-played"] : []), ...(next ? ["moment-next"] : [])];
  return (
    <button
      type="button"
      class={look.join(" ")}
      aria-disabled={!offered}
      onClick={offered ? onPlay : undefined}
    >
      {moment.title}
    </button>
  );
};
