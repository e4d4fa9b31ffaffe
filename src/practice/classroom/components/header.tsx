import { useEffect, useRef, useState } from "preact/hooks";
import type { MeetingView, PracticeState } from "../../control/shapes.ts";
import { dayAndTimeOf, phaseWords } from "../clock-words.ts";
import { THEME_WORDS, THEMES, type Theme } from "../theme.ts";

type Props = {
  readonly state: PracticeState;
  readonly meeting: MeetingView;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onMeeting: (id: string) => void;
};

/** Which lesson, where it stands, the practice clock, the theme. */
export const Header = ({ state, meeting, theme, onTheme, onMeeting }: Props) => {
  const now = usePracticeNow(state.clock.now);
  return (
    <header class="header">
      <div class="header-title">
        <p class="header-place">Practice classroom</p>
        <h1>{meeting.subject}</h1>
        <p class="header-phase">
          {phaseWords(meeting, now)}
          {meeting.recording ? " · recording" : ""}
        </p>
      </div>
      <p class="header-clock">
        <span class="label">Practice clock</span>
        <time dateTime={now}>{dayAndTimeOf(now)}</time>
      </p>
      <label class="choice">
        <span class="label">Meeting</span>
        <select value={meeting.id} onChange={({ currentTarget }) => onMeeting(currentTarget.value)}>
          {state.meetings
            // One that an app has made stands in no calendar: it is found by its link.
            .filter(({ inCalendar, id }) => inCalendar || id === meeting.id)
            .map(({ id, subject }) => (
              <option key={id} value={id}>
                {subject}
              </option>
            ))}
        </select>
      </label>
      <fieldset class="themes">
        <legend class="label">Theme</legend>
        {THEMES.map((one) => (
          <button key={one} type="button" aria-pressed={one === theme} onClick={() => onTheme(one)}>
            {THEME_WORDS[one]}
          </button>
        ))}
      </fieldset>
    </header>
  );
};

/** The practice clock, going on between two messages of practice; ISO, to the second. */
const usePracticeNow = (lastSaid: string): string => {
  const ahead = useRef({ said: "", ms: 0 });
  const [, tick] = useState(0);
  if (ahead.current.said !== lastSaid) {
    ahead.current = { said: lastSaid, ms: Date.parse(lastSaid) - Date.now() };
  }
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return new Date(Date.now() + ahead.current.ms).toISOString();
};
