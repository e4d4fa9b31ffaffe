import type { ConcernView } from "../../protocol/screen/view.ts";
import { dayAndTimeOf } from "../wording.ts";

/** Who has been shown the concern, newest first. */
export const ReadBy = ({ reads }: { readonly reads: NonNullable<ConcernView["reads"]> }) => (
  <section>
    <h2>Who has read this</h2>
    <p class="quiet">Repeat visits within an hour count once.</p>
    <ul>
      {[...reads].reverse().map(({ by, at, surface }) => (
        <li key={`${at} ${by} ${surface}`}>
          {`${by}, ${dayAndTimeOf(at)}, ${surface === "list" ? "in the list of concerns" : "opened by itself"}`}
        </li>
      ))}
    </ul>
  </section>
);
