import { PURPOSE_WORDS, purposeWords } from "../../protocol/export/purpose.ts";
import type { MadeExport } from "../../protocol/keeping/state.ts";
import { dayAndTimeOf } from "../wording.ts";

const WHAT: { readonly [O in MadeExport["of"]]: string } = {
  lesson: "one lesson",
  child: "one child",
  sample: "an inspection sample",
  terms: "how the rules were kept, by term",
  record: "the signed copy of the record",
};

/** Exports, by whom and what for; exports of a concern are noted in the concern. */
export const MadeExports = ({ exports }: { readonly exports: readonly MadeExport[] }) => (
  <section>
    <h2>Exported</h2>
    {exports.length === 0 ? <p>Nothing yet.</p> : null}
    <ol class="timeline">
      {exports.map((one) => (
        <li key={`${one.at} ${one.by} ${one.of}`}>
          <time dateTime={one.at}>{dayAndTimeOf(one.at)}</time>{" "}
          <span>{`${one.byName}: ${WHAT[one.of]}${one.child === undefined ? "" : ` (${one.child})`}. ${whyOf(one)}.`}</span>
        </li>
      ))}
    </ol>
  </section>
);

const whyOf = ({ purpose, words }: MadeExport): string =>
  words === undefined ? PURPOSE_WORDS[purpose] : purposeWords({ kind: purpose, words });
