import type { Asks } from "../../app/set-up/step.ts";

/** What a person wrote, by its mark in the lines. */
export type Given = Readonly<Record<string, string>>;
export type OnGive = (mark: string, value: string) => void;

const KINDS: Readonly<Record<Asks["kind"], { readonly right: RegExp; readonly placeholder: string }>> = {
  /** Three numbers, as Teams takes them: so that nothing else gets into a line that is pasted. */
  version: { right: /^\d{1,5}\.\d{1,5}\.\d{1,5}$/, placeholder: "1.0.0" },
  /** Letters, digits and what names have between them: nothing that means something in PowerShell. */
  policy: { right: /^[\p{L}\p{N}][\p{L}\p{N} ._()&-]{0,99}$/u, placeholder: "Educators" },
};

/** What stands in the field, where it can be taken; undefined while it cannot. */
export const givenFor = ({ mark, kind, value }: Asks, given: Given): string | undefined => {
  const written = (given[mark] ?? value ?? "").trim();
  return KINDS[kind].right.test(written) ? written : undefined;
};

type Props = { readonly asks: Asks; readonly given: Given; readonly onGive: OnGive };

/** Lines that lack a value which only the person can see: asked for here, because a line that asks would take the next one as its answer. */
export const AskedField = ({ asks: { mark, kind, label, value = "" }, given, onGive }: Props) => (
  <label class="field">
    <span>{label}</span>
    <input
      type="text"
      inputMode={kind === "version" ? "decimal" : "text"}
      placeholder={KINDS[kind].placeholder}
      value={given[mark] ?? value}
      onInput={({ currentTarget }) => onGive(mark, currentTarget.value)}
    />
  </label>
);
