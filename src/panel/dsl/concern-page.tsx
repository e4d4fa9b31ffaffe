import { useEffect, useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { ConcernState } from "../components/concern-state.tsx";
import { PressButton } from "../components/press-button.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { ABOUT_WORDS, CONCERN_WORDS, dayAndTimeOf, timeOf } from "../wording.ts";
import { AddDetails } from "./add-details.tsx";
import { CloseConcern } from "./close-concern.tsx";
import { ConcernExport } from "./concern-export.tsx";
import { ConcernKeeping } from "./concern-keeping.tsx";
import { CpomsCopy } from "./cpoms-copy.tsx";
import { CpomsTask } from "./cpoms-task.tsx";
import { DetailList } from "./detail-list.tsx";
import { FollowUp } from "./follow-up.tsx";
import { ReadBy } from "./read-by.tsx";
import { SentCards } from "./sent-cards.tsx";
import { SubPage } from "./sub-page.tsx";
import type { ConcernsControl } from "./use-concerns.ts";

type Props = {
  readonly api: Api;
  readonly concern: ConcernView;
  readonly control: ConcernsControl;
  readonly onBack: () => void;
};

/** One concern: what is proven, what was written, what happened when, and what a recipient can press. */
export const ConcernPage = ({ api, concern, control, onBack }: Props) => {
  const [taken, setTaken] = useState(false);
  const path = `/api/concerns/${encodeURIComponent(concern.ref)}`;
  const open = concern.closed === undefined;
  const { said, busy, send, opened } = control;
  useEffect(() => void opened(concern.ref), [opened, concern.ref]);
  const take = async (): Promise<void> => setTaken(await send(`${path}/have-it`, {}));
  return (
    <SubPage title={ABOUT_WORDS[concern.about]} onBack={onBack}>
      <p>
        <span class={`tag tag-${concern.state.replace(" ", "-")}`}>{CONCERN_WORDS[concern.state]}</span>{" "}
        {concern.plain}
      </p>
      <p class="quiet">
        {`${concern.ref}, ${concern.lessonLabel}, raised by ${concern.raisedBy} on ${dayAndTimeOf(concern.raisedAt)}`}
      </p>
      <p class="route">{concern.routeSentence}</p>
      {concern.you === "recipient" && open && !taken && !concern.youHaveIt ? (
        <PressButton look="primary" busy={busy} onPress={() => void take()}>
          I have it
        </PressButton>
      ) : null}
      {concern.youMayHandOn && open && !taken ? (
        <div class="apart">
          <p>Teaching, or not able to? Press I cannot take it now, and the next person is told at once.</p>
          <PressButton look="quiet" busy={busy} onPress={() => void send(`${path}/hand-on`, {})}>
            I cannot take it now
          </PressButton>
        </div>
      ) : null}
      <SaidLine said={said} />
      <section>
        <h2>Who has been told</h2>
        <ConcernState concern={concern} />
      </section>
      <DetailList details={concern.details} />
      {open ? (
        <AddDetails
          api={api}
          concern={concern}
          busy={busy}
          onSend={(details) => send(`${path}/details`, details)}
        />
      ) : null}
      {concern.followUp === undefined ? null : (
        <FollowUp
          api={api}
          {...(concern.about === "adult" ? {} : { home: `${path}/home` })}
          followUp={concern.followUp}
          open={open && concern.state !== "undone"}
          busy={busy}
          onSend={(act, body) => send(`${path}/${act}`, body)}
        />
      )}
      <section>
        <h2>What happened when</h2>
        <ol class="timeline">
          {concern.timeline.map(({ at, sentence }) => (
            <li key={`${at} ${sentence}`}>
              <time dateTime={at}>{timeOf(at)}</time> <span>{sentence}</span>
            </li>
          ))}
        </ol>
      </section>
      {concern.you === "recipient" ? <SentCards api={api} reference={concern.ref} /> : null}
      {concern.reads === undefined ? null : <ReadBy reads={concern.reads} />}
      {concern.you === "recipient" ? (
        <>
          {concern.cpoms?.state === "each" ? null : <CpomsCopy api={api} reference={concern.ref} />}
          <ConcernExport api={api} reference={concern.ref} />
          <ConcernKeeping api={api} concern={concern} onDone={() => void control.load()} />
          <CloseConcern
            concern={concern}
            busy={busy}
            onClose={(closing) => void send(`${path}/close`, closing)}
          />
          <CpomsTask
            api={api}
            reference={concern.ref}
            cpoms={concern.cpoms}
            busy={busy}
            onSend={(said) => void send(`${path}/cpoms`, said)}
          />
        </>
      ) : null}
    </SubPage>
  );
};
