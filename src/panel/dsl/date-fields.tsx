export type Period = { readonly from: string; readonly to: string };

type Props = {
  readonly labels?: readonly [first: string, last: string];
  readonly period: Period;
  readonly onChange: (period: Period) => void;
};

/** The first and the last day, both included. */
export const DateFields = ({ labels: [first, last] = ["From", "To"], period, onChange }: Props) => (
  <div class="dates">
    <label class="field">
      <span>{first}</span>
      <input
        type="date"
        value={period.from}
        onInput={({ currentTarget }) => onChange({ ...period, from: currentTarget.value })}
      />
    </label>
    <label class="field">
      <span>{last}</span>
      <input
        type="date"
        value={period.to}
        onInput={({ currentTarget }) => onChange({ ...period, to: currentTarget.value })}
      />
    </label>
  </div>
);

/** The last days, this many, today included, in the reader's own calendar. */
export const lastDays = (days: number): Period => {
  const day = (ago: number): string => {
    const date = new Date();
    date.setDate(date.getDate() - ago);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
  };
  return { from: day(days - 1), to: day(0) };
};

/** What is wrong with it, in a sentence. */
export const wrongPeriod = ({ from, to }: Period): string | undefined => {
  if (from === "" || to === "") {
    return "Give the first and the last day.";
  }
  return from > to ? "The first day comes after the last." : undefined;
};
