import { useCallback, useEffect, useState } from "preact/hooks";
import type { LessonNow } from "../../protocol/screen/lessons-now.ts";
import type { Api } from "../api.ts";
import { sayOf } from "../said.ts";
import { count, EXCEPTION_WORDS, timeOf } from "../wording.ts";

const AGAIN_MS = 10_000;

/** Of an older server there may be none: the concerns below must be there all the same. */
type Answer = { readonly now: string; readonly lessons?: readonly LessonNow[] };

/** The lessons that are on, looked at again every ten seconds: what is worst comes first. */
export const LessonsNow = ({ api }: { readonly api: Api }) => {
  const [answer, setAnswer] = useState<Answer>();
  const [trouble, setTrouble] = useState<string>();
  const load = useCallback(async () => {
    try {
      setAnswer(await api.get<Answer>("/api/record/now"));
      setTrouble(undefined);
    } catch (error) {
      setTrouble(sayOf(error));
    }
  }, [api]);
  useEffect(() => {
    void load();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void load();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [load]);
  return (
    <section aria-label="Lessons now">
      <h2>Lessons now</h2>
      {answer?.lessons === undefined ? null : (
        <p class="quiet">
          {answer.lessons.length === 0 ? "No lesson is on." : `As of ${timeOf(answer.now)}.`}
        </p>
      )}
      {trouble === undefined ? null : (
        <p role="status" class="warning">
          {answer === undefined ? trouble : `Not up to date since ${timeOf(answer.now)}. ${trouble}`}
        </p>
      )}
      {answer?.lessons?.map((one) => (
        <LessonLine key={one.lesson} {...one} />
      ))}
    </section>
  );
};

const LessonLine = ({
  label,
  standing,
  since,
  staff,
  here,
  expected,
  exceptions,
  alone,
  notes,
  admits = [],
  visit,
  inZoom,
  unseen,
}: LessonNow) => (
  <div class="detail">
    <p>
      <strong>{label}</strong>{" "}
      <span class={standing.state === "not done" ? "tag tag-late" : "tag"}>{standing.words}</span>
    </p>
    {alone ? (
      <p class="warning">
        <strong>
          {unseen === undefined
            ? "Pupils are in it without staff."
            : "Pupils may be in it without staff: no staff were in it when it was seen last."}
        </strong>
      </p>
    ) : null}
    {notes.map(({ sentence, amiss }) => (
      <p key={sentence} class={amiss ? "warning" : undefined}>
        {amiss ? <strong>{sentence}</strong> : sentence}
      </p>
    ))}
    {unseen === undefined ? null : <p class="warning">{unseen.sentence}</p>}
    <p>
      {[
        ...(since === undefined ? [] : [`since ${timeOf(since)}`]),
        ...(unseen?.before === false
          ? []
          : inZoom === undefined
            ? [
                staff.length === 0 ? "no staff inside" : `staff inside: ${staff.join(", ")}`,
                here > expected
                  ? `${here} here, ${count(expected, "pupil")} expected`
                  : `${here} of ${count(expected, "pupil")} here`,
              ]
            : [`${inZoom.checked} of ${count(expected, "pupil")} checked by staff`]),
      ].join("; ")}
    </p>
    {inZoom === undefined ? null : <p class="hint">{inZoom.sentence}</p>}
    {exceptions.length === 0 ? null : (
      <p>
        {`Not put right: ${exceptions.map(({ reason, count: many }) => `${EXCEPTION_WORDS[reason]} (${many})`).join(", ")}`}
      </p>
    )}
    {visit === undefined ? null : (
      <>
        <p>
          <a class="press" href={visit} target="_blank" rel="noopener noreferrer">
            Visit
          </a>
        </p>
        <p class="hint">
          {alone
            ? `Teams may put you in the lobby, and no one inside can let you in: call ${admits.length === 0 ? "the lesson’s organiser or a co-organiser" : admits.join(" or ")} first.`
            : "Teams may put you in the lobby: staff of the lesson let you in."}
        </p>
      </>
    )}
  </div>
);
