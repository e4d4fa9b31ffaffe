import { useCallback, useState } from "preact/hooks";
import type { OwnCoverView } from "../../protocol/holders/view.ts";
import { daysInWords as daysOf } from "../../protocol/time/moments.ts";
import type { Api } from "../api.ts";
import { PersonField } from "../components/person-field.tsx";
import { PressButton } from "../components/press-button.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";
import { DateFields, type Period, wrongPeriod } from "./date-fields.tsx";

type Answer = OwnCoverView & { readonly say?: string };

const NO_DAYS: Period = { from: "", to: "" };

/** For a DSL or headteacher: when they are away, and who covers. Their own absence alone. */
export const OwnCover = ({ api }: { readonly api: Api }) => {
  const [view, setView] = useState<OwnCoverView>();
  const [by, setBy] = useState("");
  const [days, setDays] = useState(NO_DAYS);
  const { busy, said, say, ask } = useOneAtATime();
  const take = useCallback(
    async (request: () => Promise<Answer>): Promise<boolean> => {
      const answer = await ask(request);
      if (answer === undefined) {
        return false;
      }
      setView(answer);
      if (answer.say !== undefined) {
        say(answer.say);
      }
      return true;
    },
    [ask, say],
  );
  const save = async (): Promise<void> => {
    const missing = by === "" ? "Choose who covers." : wrongPeriod(days);
    if (missing !== undefined) {
      say(missing, "trouble");
      return;
    }
    const set = { by, from: days.from, until: days.to };
    if (await take(() => api.post<Answer>("/api/cover", { set }))) {
      setBy("");
      setDays(NO_DAYS);
    }
  };
  return (
    <details
      class="own-cover"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && view === undefined) {
          void take(() => api.get<Answer>("/api/cover"));
        }
      }}
    >
      <summary>When you are away</summary>
      <p>
        On these days you are not asked first. You keep your role, and you are still asked where no one else
        has taken an alert. The headteacher and the DSL are told of it.
      </p>
      {view === undefined ? null : (
        <>
          <PersonField
            label="Who covers"
            people={view.people}
            value={by}
            others="is neither DSL nor headteacher. Choose another."
            onChange={setBy}
          />
          <DateFields labels={["First day away", "Last day away"]} period={days} onChange={setDays} />
          <PressButton busy={busy} onPress={() => void save()}>
            Save this absence
          </PressButton>
          {view.own.map(({ by: other, byName, from, until }) => (
            <article
              key={`${other} ${from} ${until}`}
              class="detail"
              aria-label={`Away ${daysOf(from, until)}`}
            >
              <p>{`You are away ${daysOf(from, until)}. ${byName} covers.`}</p>
              <PressButton
                busy={busy}
                label={`Remove this absence: ${daysOf(from, until)}`}
                onPress={() =>
                  void take(() => api.post<Answer>("/api/cover", { end: { by: other, from, until } }))
                }
              >
                Remove this absence
              </PressButton>
            </article>
          ))}
          {view.others.length === 0 ? null : (
            <>
              <h2>Others who are away</h2>
              <ul>
                {view.others.map(({ name, byName, from, until }) => (
                  <li key={`${name} ${from} ${until}`}>
                    {`${name}, ${daysOf(from, until)}. ${byName} covers.`}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      <SaidLine said={said} />
    </details>
  );
};
