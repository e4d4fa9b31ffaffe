import { TextField } from "../components/text-field.tsx";

/** What is typed about CPOMS: a reference, or why it is not needed there. */
export type CpomsDraft = { readonly reference: string; readonly why: string };

export const NO_CPOMS: CpomsDraft = { reference: "", why: "" };

/** What is sent; a sentence if both were typed. */
export const cpomsBody = ({
  reference,
  why,
}: CpomsDraft): { readonly cpoms?: string; readonly cpomsNotNeeded?: string } | string => {
  const [cpoms, cpomsNotNeeded] = [reference.trim(), why.trim()];
  if (cpoms !== "" && cpomsNotNeeded !== "") return "Give the CPOMS reference or the reason, not both.";
  return cpoms !== "" ? { cpoms } : cpomsNotNeeded === "" ? {} : { cpomsNotNeeded };
};

type Props = { readonly draft: CpomsDraft; readonly onDraft: (draft: CpomsDraft) => void };

/** One of two lines, the reference first (X3). */
export const CpomsField = ({ draft, onDraft }: Props) => (
  <fieldset>
    <legend>CPOMS</legend>
    <TextField
      label="CPOMS reference"
      longest={100}
      value={draft.reference}
      onChange={(reference) => onDraft({ ...draft, reference })}
    />
    <TextField
      label="or not needed in CPOMS, because"
      longest={2000}
      value={draft.why}
      onChange={(why) => onDraft({ ...draft, why })}
    />
  </fieldset>
);
