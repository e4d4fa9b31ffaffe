import { useEffect, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { count } from "../wording.ts";

type Group = {
  readonly group: string;
  readonly people: number;
  readonly names: readonly string[];
  readonly pupils?: number;
};
type Shown = Group | { readonly wrong: string };

export const GROUP_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** After the last letter typed. */
export const REST_MS = 400;

/** What the directory says of a group; `name`: empty where it may not be chosen, or cannot be read. */
export type Looked = {
  readonly group: string;
  readonly name: string;
  readonly words: string;
  /** All of its people, where the words name the first few alone. */
  readonly all?: readonly string[];
};

/** Who is in the group that was written or chosen, before it is saved; undefined until it is known. */
export const useGroup = (api: Api, group: string): Looked | undefined => {
  const [looked, setLooked] = useState<Looked>();
  useEffect(() => {
    if (!GROUP_ID.test(group)) return undefined;
    let isWanted = true;
    const look = setTimeout(() => {
      lookUp(api, group).then((found) => {
        if (isWanted) setLooked(found);
      }, console.error);
    }, REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(look);
    };
  }, [api, group]);
  return looked?.group === group ? looked : undefined;
};

export const GroupNote = ({ looked }: { readonly looked: Looked | undefined }) => (
  <>
    <p role="status" class="hint">
      {looked?.words ?? ""}
    </p>
    {looked?.all === undefined ? null : (
      <details class="hint">
        <summary>{`All ${looked.all.length} names`}</summary>
        <ul>
          {looked.all.map((name, at) => (
            <li key={`${at} ${name}`}>{name}</li>
          ))}
        </ul>
      </details>
    )}
  </>
);

/** Enough for a person to recognise the group. */
const FIRST = 3;

const lookUp = async (api: Api, group: string): Promise<Looked> => {
  try {
    const shown = await api.get<Shown>(`/api/settings/groups/${encodeURIComponent(group)}`);
    return "wrong" in shown
      ? { group, name: "", words: shown.wrong }
      : {
          group,
          name: shown.group,
          words: peopleIn(shown),
          ...(shown.names.length > FIRST ? { all: shown.names.toSorted((a, b) => a.localeCompare(b)) } : {}),
        };
  } catch (error) {
    if (error instanceof ApiError) return { group, name: "", words: error.say };
    throw error;
  }
};

const peopleIn = ({ group, people, names, pupils = 0 }: Group): string => {
  const first = names.slice(0, FIRST);
  const more = people - first.length;
  const named = [...first, ...(more > 0 ? [`${more} more`] : [])];
  const list = named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
  const warning =
    pupils === 0
      ? ""
      : ` ${pupils} of them ${pupils === 1 ? "is a pupil" : "are pupils"}: choose a group without pupils.`;
  return `${group === "" ? "This group" : `“${group}”`} has ${count(people, "member")}${names.length === 0 ? "" : `: ${list}`}.${warning}`;
};
