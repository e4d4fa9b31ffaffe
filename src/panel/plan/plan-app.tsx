import { useCallback, useEffect, useState } from "preact/hooks";
import { defined } from "../../protocol/defined.ts";
import type { PlanView } from "../../protocol/screen/plan-view.ts";
import { type Api, ApiError } from "../api.ts";
import { NotOpen } from "../components/not-open.tsx";
import { PressButton } from "../components/press-button.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { useAgain } from "../components/use-again.ts";
import { tellHostReady } from "../host.ts";
import type { Said } from "../said.ts";
import { PlanForm, type PlanToSend } from "./plan-form.tsx";
import { PlannedPart } from "./planned-part.tsx";
import type { Plans } from "./plans.ts";

/** Plans a lesson, and shows how far Microsoft's side of each planned one is. */
export const PlanApp = ({ api }: { readonly api: Api }) => {
  const [known, setKnown] = useState<Plans>();
  const [error, setError] = useState<ApiError>();
  /** `of`: the lesson that it is about, until that one says all itself. */
  const [said, setSaid] = useState<Said & { readonly of?: string }>();
  const [busy, setBusy] = useState(false);
  /** What was not planned yet, because it is at the time of another lesson. */
  const [overlaps, setOverlaps] = useState<PlanToSend>();
  /** A new form for each lesson that was planned. */
  const [form, setForm] = useState(0);

  const load = useCallback(async () => {
    try {
      setKnown(await api.get<Plans>("/api/plans"));
      setError(undefined);
    } catch (problem) {
      if (!(problem instanceof ApiError)) {
        throw problem;
      }
      setError(problem);
    } finally {
      tellHostReady();
    }
  }, [api]);
  useEffect(() => void load(), [load]);
  useAgain(known === undefined ? error : undefined, load);

  const changed = useCallback((view: PlanView): void => {
    // "Being made now" is over once everything of it is done.
    if (view.ready) setSaid((before) => (before?.of === view.lesson ? undefined : before));
    setKnown((before) =>
      before === undefined
        ? before
        : {
            ...before,
            plans: before.plans.some(({ lesson }) => lesson === view.lesson)
              ? before.plans.map((one) => (one.lesson === view.lesson ? view : one))
              : [view, ...before.plans],
          },
    );
  }, []);

  /** @returns why it was not done; undefined where it was */
  const send = async (path: string, body: object, done?: () => void): Promise<string | undefined> => {
    setBusy(true);
    try {
      const { say, view } = await api.post<{ say: string; view: PlanView }>(path, body);
      changed(view);
      setSaid({ text: say, tone: "plain", ...(view.ready ? {} : { of: view.lesson }) });
      done?.();
      return undefined;
    } catch (problem) {
      if (!(problem instanceof ApiError)) {
        throw problem;
      }
      setSaid({ text: problem.say, tone: "trouble" });
      return problem.code;
    } finally {
      setBusy(false);
    }
  };
  const plan = async (asked: PlanToSend): Promise<void> => {
    setOverlaps(undefined);
    const code = await send("/api/plans", asked, () => setForm((count) => count + 1));
    if (code === "overlaps") setOverlaps(asked);
    // In Zoom each week is a lesson of its own, and the answer shows the first.
    else if (code === undefined && asked.zoom !== undefined && asked.weeklyUntil !== undefined) await load();
  };
  const leave = (): void => {
    setOverlaps(undefined);
    setSaid({ text: "Not planned.", tone: "plain" });
  };
  const cancel = (lesson: string, day?: string) =>
    send(`/api/plans/${encodeURIComponent(lesson)}`, { do: "cancel", ...defined({ day }) });

  if (known === undefined) {
    return (
      <NotOpen
        api={api}
        load={load}
        error={error}
        opening="Opening the lessons that you planned."
        title="Planning is for staff"
        sentence="Your account is not in the staff group."
      />
    );
  }
  return (
    <main class="plan">
      <h1>Plan a lesson</h1>
      <p>
        Lesson Guard puts the lesson into your calendar, with its Teams meeting, and sets the meeting’s
        options. A meeting that you make in Teams yourself is looked after too: Lesson Guard asks you what it
        is. A lesson in Zoom can be planned here too, and is kept by hand.
      </p>
      <PlanForm key={form} known={known} busy={busy} onPlan={(asked) => void plan(asked)} />
      <SaidLine said={said} />
      {overlaps === undefined ? null : (
        <div class="actions">
          <PressButton busy={busy} onPress={() => void plan({ ...overlaps, overlapping: true })}>
            Plan it all the same
          </PressButton>
          <PressButton look="quiet" onPress={leave}>
            Do not plan it
          </PressButton>
        </div>
      )}
      <p>
        <a href="/by-hand">Your lessons in Zoom, and your colleagues’ with you</a>
      </p>
      {known.plans.length === 0 ? null : <h2>Lessons that you planned</h2>}
      {known.plans.map((view) => (
        <PlannedPart
          key={view.lesson}
          api={api}
          view={view}
          onChanged={changed}
          busy={busy}
          onCancel={(lesson, day) => void cancel(lesson, day)}
        />
      ))}
    </main>
  );
};
