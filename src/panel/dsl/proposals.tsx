import { useCallback, useEffect, useState } from "preact/hooks";
import type { Guarded, Told } from "../../protocol/holders/events.ts";
import type { MadeView, ProposalView } from "../../protocol/holders/view.ts";
import { type Api, ApiError } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";
import { dayAndTimeOf } from "../wording.ts";

const TITLES: { readonly [G in Guarded]: string } = {
  dsl: "Who is DSL",
  headteacher: "Who is headteacher",
  channel: "The DSL channel",
  cover: "Who covers for a headteacher",
  head: "Who is the headteacher",
  first: "Who is told first of a child",
  phone: "The school’s phone number",
  escalation: "How long an alert may wait",
  retention: "How long lessons and concerns are kept",
  administrators: "Who administers Lesson Guard",
};

const MADE: { readonly [T in Told]: string } = {
  staff: "The group of staff",
  mailbox: "The mailbox for alerts",
  "time zone": "The time zone",
  alone: "How long pupils may be without staff: paused after, removed after",
  lessons: "Which meetings are lessons",
  cover: "Who is away and who covers",
  chair: "The address of the chair of governors",
  lado: "The number of the local authority’s officer (LADO)",
  recordings: "Where the recordings of one-to-ones are kept, and for how long",
};

const ALERTS = "alerts go where they go now";

/** What stays meanwhile. */
const HOLDS: { readonly [G in Guarded]: string } = {
  dsl: ALERTS,
  headteacher: ALERTS,
  channel: ALERTS,
  cover: ALERTS,
  head: ALERTS,
  first: ALERTS,
  phone: "people see the present number",
  escalation: "the next person is told as soon as now",
  retention: "everything is kept as long as now",
  administrators: "the present administrators stay",
};

const VALUE: { readonly [G in Guarded]: string } = {
  dsl: "Entra group",
  headteacher: "Entra group",
  channel: "Channel",
  cover: "Cover",
  head: "Headteacher",
  first: "First told",
  phone: "Phone",
  escalation: "Next person told after",
  retention: "Kept",
  administrators: "Entra group",
};

type Answer = { readonly proposals?: readonly ProposalView[]; readonly made?: readonly MadeView[] };

const EVERY_MS = 60_000;

/** Changes of who is told that wait for approval; nothing if there are none, or this person is not asked. */
export const Proposals = ({ api }: { readonly api: Api }) => {
  const [proposals, setProposals] = useState<readonly ProposalView[]>([]);
  const [made, setMade] = useState<readonly MadeView[]>([]);
  const { busy, said, say, ask } = useOneAtATime();
  const load = useCallback(async () => {
    try {
      const { proposals: waiting = [], made: lately = [] } = await api.get<Answer>("/api/proposals");
      setProposals(waiting);
      setMade(lately);
    } catch (problem) {
      // Most readers of this page are not asked; if they cannot be read at present, they are asked for again.
      if (problem instanceof ApiError && problem.status === 403) {
        setProposals([]);
        setMade([]);
      }
    }
  }, [api]);
  useEffect(() => {
    void load();
    const again = setInterval(() => void load(), EVERY_MS);
    return () => clearInterval(again);
  }, [load]);
  const send = async (proposal: string, answer: "yes" | "no"): Promise<void> => {
    const done = await ask(() => api.post<{ say: string }>(`/api/proposals/${proposal}`, { answer }));
    if (done !== undefined) {
      say(done.say);
    }
    await load();
  };
  if (proposals.length === 0 && said === undefined) {
    return <MadeLately made={made} />;
  }
  return (
    <>
      <section aria-labelledby="proposals-title">
        <h2 id="proposals-title">
          {proposals.some(({ why }) => why === undefined)
            ? "Waiting for your approval"
            : "Changes waiting for approval"}
        </h2>
        {proposals.map(({ proposal, of, from, to, readers, at, byName, why }) => (
          <article key={proposal} class="detail" aria-label={TITLES[of]}>
            <h3>{TITLES[of]}</h3>
            <p>{`Proposed ${dayAndTimeOf(at)}, by ${byName}. Until it is approved, ${HOLDS[of]}.`}</p>
            <dl>
              <dt>{`${VALUE[of]} now`}</dt>
              <dd>{from}</dd>
              <dt>{`${VALUE[of]} proposed`}</dt>
              <dd>{to}</dd>
            </dl>
            {readers === undefined ? null : <p>{readers}</p>}
            {why === undefined ? (
              <div class="proposal-answers">
                <PressButton
                  busy={busy}
                  label={`Approve: ${TITLES[of]}`}
                  onPress={() => void send(proposal, "yes")}
                >
                  Approve
                </PressButton>
                <PressButton
                  busy={busy}
                  label={`Reject: ${TITLES[of]}`}
                  onPress={() => void send(proposal, "no")}
                >
                  Reject
                </PressButton>
              </div>
            ) : (
              <p class="quiet">{why}</p>
            )}
          </article>
        ))}
        <SaidLine said={said} />
      </section>
      <MadeLately made={made} />
    </>
  );
};

/** Changes of the last 30 days that waited for no one: headteacher and DSL see who made them. */
const MadeLately = ({ made }: { readonly made: readonly MadeView[] }) =>
  made.length === 0 ? null : (
    <section aria-labelledby="made-title">
      <h2 id="made-title">Settings changed in the last 30 days</h2>
      {made.map(({ change, of, from, to, at, byName }) => (
        <article key={change} class="detail" aria-label={MADE[of]}>
          <h3>{MADE[of]}</h3>
          <p>{`Changed ${dayAndTimeOf(at)}, by ${byName}. It is in force.`}</p>
          <dl>
            <dt>Before</dt>
            <dd>{from}</dd>
            <dt>Now</dt>
            <dd>{to}</dd>
          </dl>
        </article>
      ))}
    </section>
  );
