import { useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { DateFields, lastDays, wrongPeriod } from "./date-fields.tsx";
import { ExportForm } from "./export-form.tsx";

type Props = {
  readonly api: Api;
  readonly of: "sample" | "terms" | "record";
  readonly onMade: () => void;
};

const LESSONS_SHOWN = 3;

const ABOUT = {
  sample: {
    title: "Sample for an inspection",
    hint: "Figures for the period and three lessons, spread evenly over it, without names. Concerns about staff are left out.",
    button: "Make the sample",
  },
  terms: {
    title: "How the rules were kept, by term",
    hint: "Counts alone, for governors: no name, and nothing of concerns. Only headteachers see this.",
    button: "Make the counts",
  },
  record: {
    title: "Signed copy of the record",
    hint: "All lessons of the period, and the concerns you may read, signed so that any later change shows.",
    button: "Download the signed copy",
  },
} as const;

const FORMS = {
  sample: ["pdf", "csv"],
  terms: ["page", "pdf", "csv"],
  record: ["sealed"],
} as const;

/** Exports for a period: a sample, counts by term, or the signed copy of the record. */
export const PeriodExport = ({ api, of, onMade }: Props) => {
  const [period, setPeriod] = useState(() => lastDays(of === "terms" ? 365 : 90));
  const { title, hint, button } = ABOUT[of];
  return (
    <details class="group">
      <summary>{title}</summary>
      <ExportForm
        api={api}
        name={of}
        forms={FORMS[of]}
        purpose={of === "record" ? "check" : "inspection"}
        wanted={() =>
          wrongPeriod(period) ?? { of, ...period, ...(of === "sample" ? { lessons: LESSONS_SHOWN } : {}) }
        }
        button={button}
        onMade={onMade}
      >
        <p class="hint">{hint}</p>
        <DateFields period={period} onChange={setPeriod} />
      </ExportForm>
    </details>
  );
};
