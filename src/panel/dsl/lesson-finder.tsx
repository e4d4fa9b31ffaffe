import { useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { sayOf } from "../said.ts";
import { dayAndTimeOf } from "../wording.ts";
import { DateFields, lastDays, wrongPeriod } from "./date-fields.tsx";
import { ExportForm } from "./export-form.tsx";
import { ReasonForm } from "./reason-form.tsx";

type LessonLine = {
  readonly lesson: string;
  readonly title?: string;
  readonly kind: string;
  readonly startedAt?: string;
  readonly staff: readonly string[];
};

/** Finds a lesson by its day, to export its record. */
export const LessonFinder = ({ api, onMade }: { readonly api: Api; readonly onMade: () => void }) => {
  const [period, setPeriod] = useState(() => lastDays(7));
  const [found, setFound] = useState<readonly LessonLine[]>();
  const [said, setSaid] = useState("");
  const find = async (): Promise<void> => {
    const wrong = wrongPeriod(period);
    if (wrong !== undefined) {
      setSaid(wrong);
      return;
    }
    try {
      const query = new URLSearchParams(period).toString();
      const { lessons } = await api.get<{ lessons: readonly LessonLine[] }>(`/api/record/lessons?${query}`);
      setFound(lessons);
      setSaid(lessons.length === 0 ? "There was no lesson on these days." : "");
    } catch (error) {
      setSaid(sayOf(error));
    }
  };
  return (
    <section>
      <h2>One lesson</h2>
      <DateFields period={period} onChange={setPeriod} />
      <PressButton onPress={() => void find()}>Find lessons</PressButton>
      <p role="status" class="small">
        {said}
      </p>
      {(found ?? []).map((one) => (
        <details key={one.lesson} class="group">
          <summary>{lineOf(one)}</summary>
          <ExportForm
            api={api}
            name={one.lesson}
            forms={["pdf", "csv", "sealed", "page"]}
            purpose="safeguarding"
            wanted={() => ({ of: "lesson", lesson: one.lesson })}
            button="Export this lesson"
            onMade={onMade}
          />
          <h3>Legal hold</h3>
          <ReasonForm
            api={api}
            path="/api/keeping"
            body={() => ({ do: "hold", on: "lesson", lesson: one.lesson })}
            button="Place a legal hold on this lesson"
            onDone={onMade}
          />
        </details>
      ))}
    </section>
  );
};

const lineOf = ({ startedAt, title, kind, staff }: LessonLine): string => {
  const when = startedAt === undefined ? "Not started" : dayAndTimeOf(startedAt);
  return [when, title ?? kind, staff.join(", ")].filter((part) => part !== "").join(" · ");
};
