import { useEffect, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { count } from "../wording.ts";

type Group = { readonly group: string; readonly people: number; readonly names: readonly string[] };
type Shown = Group | { readonly wrong: string };

export const GROUP_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** After the last letter typed. */
export const REST_MS = 400;

/** Who is in the group that was typed, before it is saved. */
export const GroupNote = ({ api, group }: { readonly api: Api; readonly group: string | undefined }) => {
  const [shown, setShown] = useState<{ readonly group: string; readonly words: string }>();
  useEffect(() => {
    if (group === undefined || !GROUP_ID.test(group)) return undefined;
    let isWanted = true;
    const look = setTimeout(() => {
      wordsOf(api, group).then((words) => {
        if (isWanted) setShown({ group, words });
      }, console.error);
    }, REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(look);
    };
  }, [api, group]);
  return (
    <p role="status" class="hint">
      {shown !== undefined && shown.group === group ? shown.words : ""}
    </p>
  );
};

const wordsOf = async (api: Api, group: string): Promise<string> => {
  try {
    const shown = await api.get<Shown>(`/api/settings/groups/${encodeURIComponent(group)}`);
    return "wrong" in shown ? shown.wrong : peopleIn(shown);
  } catch (error) {
    if (error instanceof ApiError) return error.say;
    throw error;
  }
};

const peopleIn = ({ group, people, names }: Group): string => {
  const more = people - names.length;
  const named = [...names, ...(more > 0 ? [`${more} more`] : [])];
  const list = named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
  return `${group === "" ? "This group" : `“${group}”`} has ${count(people, "member")}: ${list}.`;
};
