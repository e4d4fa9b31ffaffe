import { useState } from "preact/hooks";
import type { CsvRegister } from "../../protocol/names/register-csv.ts";
import { type Api, ApiError } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import type { exportIn } from "./list-lines.ts";

type From = NonNullable<ReturnType<typeof exportIn>>;

type Props = {
  readonly api: Api;
  readonly from: From;
  readonly text: string;
  /** The names, and what became of all else, in sentences. */
  readonly onRead: (names: readonly string[], notes: readonly string[]) => void;
};

const SEEN: { readonly [F in From]: string } = {
  headings:
    "This looks like an export of your school’s system: it has headings. Its lines are not taken as they stand.",
  surnames:
    "Does each line begin with a surname, and then the child’s first name? Then do not save it as it stands.",
};

const NOT_TOLD =
  "It cannot be told which column holds the names. Take the other columns out, and read it again.";

const notesOf = ({ pupils, bad, leftOut, unknown, adults = 0 }: CsvRegister): readonly string[] => [
  `${pupils.length === 1 ? "1 name was" : `${pupils.length} names were`} read. Nothing is saved yet. Then save the list.`,
  ...(adults === 0
    ? []
    : [
        `${adults === 1 ? "1 adult was" : `${adults} adults were`} left out: a link is for an adult whom you choose. Write beside each child who is to get one.`,
      ]),
  ...([...leftOut, ...unknown].length === 0 ? [] : [`Not kept: ${[...leftOut, ...unknown].join(", ")}.`]),
  ...bad.map(({ line, text, why }) => `Line ${line} was left out (${text}). ${why}`),
];

/** Lines that a school's system wrote are read as the register of a lesson is. */
export const ReadExport = ({ api, from, text, onRead }: Props) => {
  const [trouble, setTrouble] = useState<string>();
  const read = async (): Promise<void> => {
    try {
      const columns = from === "surnames" ? { columns: { surname: 0, forename: 1 } } : {};
      const found = await api.post<CsvRegister>("/api/class-sources", { csv: text, ...columns });
      if (found.ask === undefined)
        onRead(
          found.pupils.map(({ name }) => name),
          notesOf(found),
        );
      else setTrouble(NOT_TOLD);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setTrouble(problem.say);
    }
  };
  return (
    <section role="status">
      <p class="warning">{trouble ?? SEEN[from]}</p>
      <PressButton onPress={() => void read()}>Read the names from it</PressButton>
    </section>
  );
};
