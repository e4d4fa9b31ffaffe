import { useId, useState } from "preact/hooks";
import { defined } from "../../protocol/defined.ts";
import { decodeText } from "../../protocol/names/decode-text.ts";
import type { AskedColumn, NamedColumns } from "../../protocol/names/register-columns.ts";
import { type Api, ApiError } from "../api.ts";
import { type BadLine, mendLines } from "../csv-mend.ts";
import { count } from "../wording.ts";
import { BadLines } from "./bad-lines.tsx";
import { NameColumns } from "./name-columns.tsx";
import { PressButton } from "./press-button.tsx";

type Pupil = { readonly name: string; readonly also: readonly string[] };
type Preview = {
  readonly pupils: readonly Pupil[];
  readonly bad: readonly BadLine[];
  readonly leftOut: readonly string[];
  readonly unknown: readonly string[];
  readonly ask?: readonly AskedColumn[];
};

type Props = {
  readonly api: Api;
  readonly path: string;
  readonly busy: boolean;
  readonly onChosen: (pupils: readonly Pupil[]) => void;
};

/** A CSV register: each bad line is named and mended in place, nothing is lost, nothing stored before "Use". */
export const CsvRegister = ({ api, path, busy, onChosen }: Props) => {
  const [csv, setCsv] = useState("");
  const [said, setSaid] = useState<NamedColumns>();
  const [preview, setPreview] = useState<Preview>();
  const [trouble, setTrouble] = useState<string>();
  const file = useId();
  const look = async (text: string, columns?: NamedColumns): Promise<void> => {
    setCsv(text);
    setSaid(columns);
    setTrouble(undefined);
    try {
      setPreview(
        await api.post<Preview>(`${path}/register/preview`, {
          csv: text,
          ...defined({ columns }),
        }),
      );
    } catch (error) {
      setTrouble(error instanceof ApiError ? error.say : "The file could not be read.");
    }
  };
  const read = async (chosen: File | undefined): Promise<void> => {
    if (chosen !== undefined) {
      await look(decodeText(new Uint8Array(await chosen.arrayBuffer())));
    }
  };
  return (
    <div class="csv">
      <label for={file}>CSV file from your school’s system, or a list with one pupil a line</label>
      <input
        id={file}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        onChange={({ currentTarget }) => void read(currentTarget.files?.[0])}
      />
      {trouble === undefined ? null : (
        <p role="alert" class="warning">
          {trouble}
        </p>
      )}
      {preview?.ask === undefined ? null : (
        <NameColumns columns={preview.ask} onChosen={(columns) => void look(csv, columns)} />
      )}
      {preview === undefined || preview.ask !== undefined ? null : (
        <div>
          <p role="status">
            {count(preview.pupils.length, "pupil")} read
            {preview.bad.length === 0 ? "." : `, ${count(preview.bad.length, "line")} to look at.`}
          </p>
          {preview.leftOut.length === 0 ? null : (
            <p class="quiet">{`Not kept: ${preview.leftOut.join(", ")}.`}</p>
          )}
          {preview.unknown.length === 0 ? null : (
            <p class="quiet">
              {`Not kept either, because Lesson Guard does not know what is in them: ${preview.unknown.join(", ")}. To keep other names, name the column “Also”.`}
            </p>
          )}
          {preview.bad.length === 0 ? null : (
            <BadLines bad={preview.bad} onMended={(mended) => void look(mendLines(csv, mended), said)} />
          )}
          <PressButton
            look="primary"
            wide
            busy={busy}
            off={preview.pupils.length === 0}
            onPress={() => onChosen(preview.pupils)}
          >
            {preview.bad.length === 0
              ? `Use these ${count(preview.pupils.length, "pupil")}`
              : `Use the ${count(preview.pupils.length, "pupil")} without the bad lines`}
          </PressButton>
          <ul class="plain-list">
            {preview.pupils.map(({ name, also }) => (
              <li key={name}>
                {name} {also.length === 0 ? null : <span class="quiet">{`also ${also.join(", ")}`}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
};
