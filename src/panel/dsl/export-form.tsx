import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Document } from "../../protocol/export/document.ts";
import { PURPOSE_WORDS, PURPOSES, type PurposeKind } from "../../protocol/export/purpose.ts";
import type { Api } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { RadioGroup } from "../components/radio-group.tsx";
import { TextField } from "../components/text-field.tsx";
import { SelectField } from "../settings/field.tsx";
import { SaidForm } from "./said-form.tsx";
import { saveFile } from "./save-file.ts";
import { ShownDocument } from "./shown-document.tsx";
import { useExport } from "./use-export.ts";

type Form = "pdf" | "csv" | "text" | "sealed" | "page";

const FORM_TITLES: { readonly [F in Form]: string } = {
  pdf: "PDF, to read or print",
  csv: "CSV, for a spreadsheet",
  text: "Text",
  sealed: "Signed copy, to check that nothing was changed",
  page: "On this page, to read now",
};

type Props = {
  readonly api: Api;
  readonly name: string;
  readonly forms: readonly [Form, ...Form[]];
  readonly purpose: PurposeKind;
  /** What is asked for, apart from its form; a sentence if something is missing. */
  readonly wanted: () => object | string;
  readonly button: string;
  readonly onMade?: () => void;
  /** Fields of its own, above. */
  readonly children?: ComponentChildren;
};

/** Exports from the record: in which form and for which purpose. The purpose is recorded with it. */
export const ExportForm = ({ api, name, forms, purpose: usual, wanted, button, onMade, children }: Props) => {
  const [form, setForm] = useState<Form>(forms[0]);
  const [purpose, setPurpose] = useState<PurposeKind>(usual);
  const [words, setWords] = useState("");
  const [shown, setShown] = useState<Document>();
  const { busy, said, say, take } = useExport(api);
  const send = async (): Promise<void> => {
    const what = wanted();
    if (typeof what === "string") {
      say(what, "trouble");
      return;
    }
    if (purpose === "other" && words.trim().length < 5) {
      say("Say in a few words what it is for.", "trouble");
      return;
    }
    const file = await take(
      { ...what, form },
      { kind: purpose, ...(words.trim() === "" ? {} : { words: words.trim() }) },
    );
    if (file !== undefined && form === "page") {
      setShown(JSON.parse(await file.content.text()) as Document);
      say("Shown below. That it was looked at, and what for, is recorded.");
      onMade?.();
    } else if (file !== undefined) {
      saveFile(file);
      say("Your browser is saving it. The export, and what it is for, is recorded.");
      onMade?.();
    }
  };
  return (
    <>
      <SaidForm button={button} busy={busy} said={said} onSend={send}>
        {children}
        {forms.length === 1 ? null : (
          <RadioGroup
            title="As"
            name={`${name}-form`}
            options={forms.map((one) => FORM_TITLES[one])}
            value={FORM_TITLES[form]}
            onChange={(title) => setForm(forms.find((one) => FORM_TITLES[one] === title) ?? forms[0])}
          />
        )}
        <SelectField
          label="What for"
          error={undefined}
          value={purpose}
          options={PURPOSES.map((value) => ({ value, title: PURPOSE_WORDS[value] }))}
          onChange={(value) => setPurpose(PURPOSES.find((one) => one === value) ?? usual)}
        />
        <TextField
          label={purpose === "other" ? "In your words" : "In your words, if you like"}
          longest={400}
          value={words}
          onChange={setWords}
        />
      </SaidForm>
      {shown === undefined ? null : (
        <>
          <ShownDocument {...shown} />
          <PressButton look="quiet" onPress={() => setShown(undefined)}>
            Take it off this page
          </PressButton>
        </>
      )}
    </>
  );
};
