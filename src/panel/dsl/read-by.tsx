import type { ConcernView } from "../../protocol/screen/view.ts";
import { dayAndTimeOf } from "../wording.ts";

type Read = NonNullable<ConcernView["reads"]>[number];

const whereWords = ({ surface, child }: Read): string => {
  switch (surface) {
    case "list":
      return "in the list of concerns";
    case "record":
      return "on its own page";
    case "home":
      return child === undefined ? "looked up whom to phone" : `looked up whom to phone for ${child}`;
  }
};

/** Who has been shown the concern, newest first. */
export const ReadBy = ({ reads }: { readonly reads: NonNullable<ConcernView["reads"]> }) => (
  <section>
    <h2>Who has read this</h2>
    <p class="quiet">Repeat visits within an hour count once.</p>
    <ul>
      {[...reads].reverse().map((read) => (
        <li key={`${read.at} ${read.by} ${read.surface}`}>
          {`${read.by}, ${dayAndTimeOf(read.at)}, ${whereWords(read)}`}
        </li>
      ))}
    </ul>
  </section>
);
