import type { LessonView } from "../../protocol/screen/view.ts";

/** What the record has of a lesson that is over. */
export const Summary = ({ view }: { readonly view: LessonView }) => {
  if (view.summary === undefined || view.summary.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="summary-title">
      <h2 id="summary-title">Summary</h2>
      <dl class="summary">
        {view.summary.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
