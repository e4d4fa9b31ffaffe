import type { Told } from "./use-told.ts";

type LineProps = {
  readonly told: Told;
  /** The button's own words. */
  readonly button: string;
  /** With those who are told later, if no one takes it. */
  readonly whole?: boolean;
};

/** Who is told, by name, beside the button that tells them; nothing while there is nothing to say. */
export const ToldLine = ({ told: { preview, without, late }, button, whole = false }: LineProps) => {
  const sentence =
    preview === undefined
      ? late
        ? `${button}: who is told cannot be shown now.`
        : ""
      : whole || !preview.now
        ? `${button}: ${preview.sentence}`
        : `${button} goes to ${preview.now}${preview.next ?? ""}.`;
  if (sentence === "" && without === undefined) {
    return null;
  }
  return (
    <p class="small told-line">
      {sentence} {without === undefined ? null : `${without.name} is left out.`}
    </p>
  );
};

type BothProps = { readonly told: Told; readonly ends: boolean; readonly whole?: boolean };

/** The two that alert about a child: in one line, where they tell the same people. @param ends End for all is offered */
export const ToldOfBoth = ({ told, ends, whole = false }: BothProps) => {
  const ended = ends ? told.preview?.ended : undefined;
  const alike = ended !== undefined && ended.sentence === told.preview?.sentence;
  return (
    <>
      <ToldLine told={told} button={`Tell the DSL now${alike ? " or End for all" : ""}`} whole={whole} />
      {ended === undefined || alike ? null : (
        <ToldLine told={{ ...told, preview: ended, without: undefined }} button="End for all" whole={whole} />
      )}
    </>
  );
};
