import { useEffect, useState } from "preact/hooks";
import type { AttestView } from "../../app/set-up/attest.ts";
import type { StepId } from "../../app/set-up/step.ts";
import type { SetUpView } from "../../app/set-up/view.ts";
import { type Api, ApiError } from "../api.ts";
import { SignOutNote } from "../components/notice-page.tsx";
import { PressButton } from "../components/press-button.tsx";
import type { Given, OnGive } from "./asked-field.tsx";
import { CheckLines, type OnAttest } from "./check-lines.tsx";
import { dayAndTimeOf } from "./day-and-time.ts";
import { RehearsalPart } from "./rehearsal-part.tsx";
import { StepPart } from "./step-part.tsx";

type Props = { readonly api: Api; readonly first: SetUpView };

const REHEARSAL: StepId = "rehearsal";
const LOOK_AGAIN_MS = 1_000;
const LOOKS = 15;
const FOLLOWS_EVERY_MS = 2_000;

/** A look takes longer than the page waits for an answer: then the result is fetched as soon as it is there. */
const checkedNow = async (api: Api, before: string | undefined): Promise<SetUpView> => {
  try {
    return await api.post<SetUpView>("/api/set-up/check", {});
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 0)) {
      throw error;
    }
    for (let look = 0; look < LOOKS; look += 1) {
      await new Promise((later) => setTimeout(later, LOOK_AGAIN_MS));
      const view = await api.get<SetUpView>("/api/set-up");
      if (view.at !== before) {
        return view;
      }
    }
    throw error;
  }
};

export const SetUpPage = ({ api, first }: Props) => {
  const [view, setView] = useState(first);
  const [busy, setBusy] = useState(false);
  const [acting, setActing] = useState(false);
  /** A rehearsal was on while this page is open: how it ended stays in sight. */
  const [led, setLed] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  /** The step of what was said last stays open: who pressed sees that it was taken, and can take it back. */
  const [said, setSaid] = useState<AttestView["what"]>();
  /** Kept here: a step is drawn anew where another one is next. */
  const [given, setGiven] = useState<Given>({});
  const [looked, setLooked] = useState<SetUpView>();
  const check = async (): Promise<void> => {
    setBusy(true);
    setTrouble(undefined);
    setLooked(undefined);
    try {
      const seen = await checkedNow(api, view.at);
      setView(seen);
      setLooked(seen);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      setTrouble(error.say);
    } finally {
      setBusy(false);
    }
  };
  const isOn = view.rehearsal !== undefined && view.rehearsal.over !== true;
  /** It ended, and did not show all: how it ended and what to press next stay in sight for whoever opens the page. */
  const isLeft =
    view.rehearsal !== undefined && view.steps.some(({ id, state }) => id === REHEARSAL && state !== "green");
  const posted = async (path: string, body: object): Promise<void> => {
    setActing(true);
    setTrouble(undefined);
    try {
      setView(await api.post<SetUpView>(path, body));
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      setTrouble(error.say);
    } finally {
      setActing(false);
    }
  };
  const rehearse = (act: "start" | "go on" | "stop"): void => {
    setLed(true);
    void posted("/api/set-up/rehearsal", { act });
  };
  const attest: OnAttest = (what, act, of) => {
    setSaid(what);
    void posted(`/api/set-up/attested/${what}`, { act, of });
  };
  const onGive: OnGive = (mark, value) => setGiven((before) => ({ ...before, [mark]: value }));
  useFollowed(api, isOn || view.looking === true, setView);
  useBackInSight(api, setView);
  const { next } = view;
  // The step to do is far down once some are done.
  useEffect(() => {
    const at = isOn ? REHEARSAL : looked?.next;
    if (looked !== undefined && at !== undefined)
      document.getElementById(`step-${at}`)?.scrollIntoView({ block: "start" });
  }, [looked]);
  return (
    <main class="set-up">
      <h1>Set-up</h1>
      <Verdict view={view} />
      <PressButton look="primary" busy={busy} onPress={() => void (busy ? undefined : check())}>
        Check now
      </PressButton>
      <p role="status" class="small">
        {busy || view.looking === true
          ? "Looking. This takes up to ten seconds."
          : (trouble ?? (looked && nextWords(looked)))}
      </p>
      <ol class="steps">
        {view.steps.map((step, n) => (
          // Opened anew where another step is the next one.
          <StepPart
            key={`${step.id} ${step.id === next} ${view.changed === true}`}
            step={step}
            number={n + 1}
            busy={acting}
            onAttest={attest}
            api={api}
            given={given}
            onGive={onGive}
            open={
              (step.id === next && view.changed === undefined) ||
              (said !== undefined && step.lines.some(({ attest: word }) => word?.what === said)) ||
              (step.id === REHEARSAL && (isOn || led || isLeft))
            }
          >
            {step.id === REHEARSAL ? (
              <RehearsalPart rehearsal={view.rehearsal} busy={acting} onAct={rehearse} />
            ) : null}
          </StepPart>
        ))}
      </ol>
      {view.others.length === 0 ? null : (
        <section class="others">
          <h2>The server, and the rest</h2>
          <CheckLines
            lines={view.others}
            busy={acting}
            onAttest={attest}
            api={api}
            asked={[]}
            given={given}
            onGive={onGive}
          />
        </section>
      )}
      <SignOutNote />
    </main>
  );
};

/** For a person who does not see that the page has moved. */
const nextWords = ({ next, steps, others }: SetUpView): string => {
  const isLate = [...others, ...steps.flatMap(({ lines }) => lines)].some(({ late }) => late !== undefined);
  if (isLate) return "Looked, and not everything answered. Press Check now again in a minute.";
  const at = steps.findIndex(({ id }) => id === next);
  const title = steps[at]?.title;
  return title === undefined ? "Looked at all." : `Looked at all. Next is step ${at + 1}: ${title}.`;
};

/** One answer that does not come is passed over. */
const fetchQuietly = (api: Api, show: (view: SetUpView) => void): void => {
  api.get<SetUpView>("/api/set-up").then(show, (error: unknown) => {
    if (!(error instanceof ApiError)) {
      throw error;
    }
  });
};

/** While a rehearsal is on, or it is looked at, what that shows is fetched again and again. */
const useFollowed = (api: Api, isOn: boolean, show: (view: SetUpView) => void): void => {
  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    const timer = setInterval(() => fetchQuietly(api, show), FOLLOWS_EVERY_MS);
    return () => clearInterval(timer);
  }, [api, isOn, show]);
};

/** A person comes back to the page from another window, where they may have saved something. */
const useBackInSight = (api: Api, show: (view: SetUpView) => void): void => {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === "visible") fetchQuietly(api, show);
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [api, show]);
};

const Verdict = ({
  view: { ready, awaits, notSeen, at, wentBackAt, changed, steps, others },
}: {
  readonly view: SetUpView;
}) => {
  if (changed)
    return (
      <p class="verdict verdict-no">
        <strong>Not known yet.</strong> Settings were saved since the last look. All of it is looked at again
        now, by itself.
      </p>
    );
  const seen = at === undefined ? "" : ` Looked at on ${dayAndTimeOf(at)}.`;
  if (awaits)
    return (
      <p class="verdict verdict-no">
        <strong>Not known just now.</strong> Something gave no answer. When it last did, all was ready for
        lessons. Press Check now again in a minute.{seen}
      </p>
    );
  if (!ready) {
    return (
      <p class="verdict verdict-no">
        <strong>Not ready. Until this page says “Ready for lessons”, do not rely on Lesson Guard.</strong>{" "}
        {wentBackAt === undefined
          ? ""
          : `Not looked at since the record went back to a copy, on ${dayAndTimeOf(wentBackAt)}. `}
        {at === undefined
          ? "Press Check now, and do what is not done, from the top. Then check again."
          : `Do what is not done, from the top, and check again.${seen}`}
      </p>
    );
  }
  const toMend = [...others, ...steps].some(({ state }) => state === "amber");
  return (
    <p class="verdict verdict-yes">
      <strong>Ready for lessons.</strong> {notSeen}
      {toMend ? " Something should be mended: see below." : ""}
      {seen}
    </p>
  );
};
