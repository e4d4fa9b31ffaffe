import { useCallback, useEffect, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { NotOpen } from "../components/not-open.tsx";
import { PressButton } from "../components/press-button.tsx";
import { useAgain } from "../components/use-again.ts";
import { tellHostReady } from "../host.ts";
import { dayAndTimeOf } from "../wording.ts";
import { ByHandPage } from "./by-hand-page.tsx";

type Own = {
  readonly lesson: string;
  readonly title?: string;
  readonly phase: string;
  readonly startsAt?: string;
  readonly platform: string;
};

const DAY_MS = 86_400_000;

/** To come or on; or over for less than a day: *It is over* may have been pressed by mistake. */
const isStillAtHand = ({ phase, startsAt }: Own): boolean =>
  phase !== "over" || (startsAt !== undefined && Date.now() - Date.parse(startsAt) < DAY_MS);

/** One's own lessons in Zoom that are not over, or just were, and the one that is chosen. */
export const ByHandApp = ({ api, lesson }: { readonly api: Api; readonly lesson: string | undefined }) => {
  const [own, setOwn] = useState<readonly Own[]>();
  const [error, setError] = useState<ApiError>();
  const [chosen, setChosen] = useState(lesson);
  const load = useCallback(async () => {
    try {
      const { lessons } = await api.get<{ lessons: readonly Own[] }>("/api/lessons");
      setOwn(lessons.filter((one) => one.platform === "Zoom" && isStillAtHand(one)));
      setError(undefined);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setError(problem);
    } finally {
      tellHostReady();
    }
  }, [api]);
  useEffect(() => {
    if (chosen === undefined) void load();
  }, [load, chosen]);
  useAgain(chosen === undefined && own === undefined ? error : undefined, load);
  if (chosen !== undefined)
    return (
      <ByHandPage
        api={api}
        lesson={chosen}
        onBack={() => {
          setChosen(undefined);
        }}
      />
    );
  if (own === undefined)
    return (
      <NotOpen
        api={api}
        load={load}
        error={error}
        opening="Opening your lessons in Zoom."
        title="This page is for staff"
        sentence="Your account is not in the staff group."
      />
    );
  return (
    <main class="by-hand">
      <h1>By hand: lessons in Zoom</h1>
      {own.length === 0 ? (
        <p>You have no lesson in Zoom to come. Plan one on the page Plan a lesson.</p>
      ) : null}
      <ul class="plain-list">
        {own
          .toSorted((one, other) => (one.startsAt ?? "").localeCompare(other.startsAt ?? ""))
          .map(({ lesson: id, title = "Lesson", startsAt, phase }) => (
            <li key={id}>
              <PressButton wide onPress={() => setChosen(id)}>
                {startsAt === undefined ? title : `${title}: ${dayAndTimeOf(startsAt)}`}
                {phase === "over" ? " (over)" : ""}
              </PressButton>
            </li>
          ))}
      </ul>
      <p>
        <a href="/plan?from=by-hand">Plan a lesson</a>
      </p>
    </main>
  );
};
