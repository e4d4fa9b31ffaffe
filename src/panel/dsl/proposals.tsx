import { useCallback, useEffect, useState } from "preact/hooks";
import type { Guarded } from "../../protocol/holders/events.ts";
import type { ProposalView } from "../../protocol/holders/view.ts";
import { type Api, ApiError } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { dayAndTimeOf } from "../wording.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

const TITLES: { readonly [G in Guarded]: string } = {
  dsl: "Who is DSL",
  headteacher: "Who is headteacher",
  channel: "The DSL channel",
  cover: "Who covers for a headteacher",
  head: "Who is the headteacher",
  first: "Who is told first of a child",
};

const VALUE: { readonly [G in Guarded]: string } = {
  dsl: "Entra group",
  headteacher: "Entra group",
  channel: "Channel",
  cover: "Cover",
  head: "Headteacher",
  first: "First told",
};

type Answer = { readonly proposals?: readonly ProposalView[] };

const EVERY_MS = 60_000;

/** Changes of who is told that wait for approval; nothing if there are none, or this person is not asked. */
export const Proposals = ({ api }: { readonly api: Api }) => {
  const [proposals, setProposals] = useState<readonly ProposalView[]>([]);
  const { busy, said, say, ask } = useOneAtATime();
  const load = useCallback(async () => {
    try {
      const { proposals: waiting = [] } = await api.get<Answer>("/api/proposals");
      setProposals(waiting);
    } catch (problem) {
      // Most readers of this page are not asked; if they cannot be read at present, they are asked for again.
      if (problem instanceof ApiError && problem.status === 403) {
        setProposals([]);
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
    return null;
  }
  return (
    <section aria-labelledby="proposals-title">
      <h2 id="proposals-title">
        {proposals.some(({ why }) => why === undefined)
          ? "Waiting for your approval"
          : "Changes waiting for approval"}
      </h2>
      {proposals.map(({ proposal, of, from, to, at, byName, why }) => (
        <article key={proposal} class="detail" aria-label={TITLES[of]}>
          <h3>{TITLES[of]}</h3>
          <p>{`Proposed ${dayAndTimeOf(at)}, by ${byName}. Until it is approved, alerts go where they go now.`}</p>
          <dl>
            <dt>{`${VALUE[of]} now`}</dt>
            <dd>{from}</dd>
            <dt>{`${VALUE[of]} proposed`}</dt>
            <dd>{to}</dd>
          </dl>
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
  );
};
