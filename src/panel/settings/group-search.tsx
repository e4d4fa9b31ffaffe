import { useEffect, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { GROUP_ID, REST_MS } from "./group-note.tsx";

type Found = { readonly groups: readonly { readonly id: string; readonly name: string }[] };
type Shown = Found | { readonly wrong: string };

/** Fewer letters find half the directory. */
const FEWEST_LETTERS = 2;

type Props = {
  readonly api: Api;
  /** What is written in the field: a name, or an id, which is searched for no more. */
  readonly written: string;
  readonly onChoose: (group: string) => void;
};

/** Groups of the directory by what is written of a name, each to be chosen with one press. */
export const GroupSearch = ({ api, written, onChoose }: Props) => {
  const [shown, setShown] = useState<{ readonly of: string; readonly found: Shown }>();
  const isSearched = written.length >= FEWEST_LETTERS && !GROUP_ID.test(written);
  useEffect(() => {
    if (!isSearched) return undefined;
    let isWanted = true;
    const look = setTimeout(() => {
      search(api, written).then((found) => {
        if (isWanted) setShown({ of: written, found });
      }, console.error);
    }, REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(look);
    };
  }, [api, written, isSearched]);
  const found = isSearched && shown?.of === written ? shown.found : undefined;
  const groups = found !== undefined && "groups" in found ? found.groups : [];
  return (
    <div class="found">
      <p role="status" class="hint">
        {found === undefined ? "" : wordsOf(found)}
      </p>
      {groups.map(({ id, name }) => (
        <PressButton key={id} look="quiet" onPress={() => onChoose(id)}>
          {name === "" ? id : name}
        </PressButton>
      ))}
    </div>
  );
};

const wordsOf = (found: Shown): string => {
  if ("wrong" in found) return found.wrong;
  return found.groups.length === 0
    ? "The directory has no group with a name like this."
    : "Choose the group. Then check that its people are the right ones.";
};

const search = async (api: Api, written: string): Promise<Shown> => {
  try {
    return await api.get<Shown>(`/api/settings/groups?name=${encodeURIComponent(written)}`);
  } catch (error) {
    if (error instanceof ApiError) return { wrong: error.say };
    throw error;
  }
};
