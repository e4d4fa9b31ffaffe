import type { ConcernView } from "../../protocol/screen/view.ts";
import { dayAndTimeOf } from "../wording.ts";

/** What was written, by whom and when; as written. A correction stands below what it corrects. */
export const DetailList = ({ details }: { readonly details: ConcernView["details"] }) => (
  <section>
    <h2>Details</h2>
    {details.length === 0 ? <p>Nothing has been written yet.</p> : null}
    {details.map(({ at, by, who, noticed, kind, words, said, done, told }) => (
      <div key={`${at} ${by}`} class="detail">
        <p class="quiet">{`${by}, ${dayAndTimeOf(at)}`}</p>
        <dl>
          {(
            [
              ["Who", who],
              ["Noticed", noticed === undefined ? undefined : dayAndTimeOf(noticed)],
              ["What kind", kind],
              ["What was seen and heard", words],
              ["The child’s own words", said],
              ["What was done", done],
              ["Told in person", told],
            ] as const
          ).map(([name, value]) =>
            value === undefined ? null : (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
      </div>
    ))}
  </section>
);
