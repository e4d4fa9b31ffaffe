import type { VNode } from "preact";
import { useCallback, useEffect, useId, useState } from "preact/hooks";
import { type Api, ApiError } from "../api.ts";
import { useAgain } from "./use-again.ts";

type School = { readonly id: string; readonly name: string };

type Me = {
  readonly school: string;
  readonly schools: readonly School[];
  /** This person administers every school. */
  readonly overAll?: boolean;
};

type Props = {
  readonly api: Api;
  readonly draw: (api: Api) => VNode;
  /** What is drawn beside the chooser for a person who administers every school. */
  readonly forAll?: (added: (school: string) => void) => VNode;
};

/** Lets a person with a role in several schools choose one; everyone else does not see it. */
export const SchoolGate = ({ api, draw, forAll }: Props) => {
  const [me, setMe] = useState<Me>();
  const [error, setError] = useState<ApiError>();
  const [chosen, setChosen] = useState<string>();
  const load = useCallback(async () => {
    try {
      const { school, schools = [], overAll } = await api.get<Partial<Me>>("/api/me");
      setMe({ school: school ?? "", schools, overAll: overAll === true });
      setError(undefined);
    } catch (problem) {
      if (!(problem instanceof ApiError)) {
        throw problem;
      }
      // The page itself says what is wrong; meanwhile it is asked again whether there are other schools.
      setMe((known) => known ?? { school: "", schools: [] });
      setError(problem);
    }
  }, [api]);
  useEffect(() => void load(), [load]);
  useAgain(error, load);
  if (me === undefined) {
    return (
      <main class="notice">
        <p role="status">Opening.</p>
      </main>
    );
  }
  const several = me.schools.length > 1;
  const school = chosen ?? me.school;
  return (
    <>
      {several ? <Chooser schools={me.schools} school={school} onChoose={setChosen} /> : null}
      {me.overAll === true && forAll !== undefined
        ? forAll((added) => {
            setChosen(added);
            void load();
          })
        : null}
      <Chosen key={school} api={api} school={several ? school : undefined} draw={draw} />
    </>
  );
};

type ChosenProps = Pick<Props, "api" | "draw"> & { readonly school: string | undefined };

/** One page for each school: nothing of the last one stays when another is chosen. */
const Chosen = ({ api, school, draw }: ChosenProps) => {
  const [own] = useState(() => (school === undefined ? api : api.in(school)));
  return draw(own);
};

type ChooserProps = {
  readonly schools: readonly School[];
  readonly school: string;
  readonly onChoose: (school: string) => void;
};

const Chooser = ({ schools, school, onChoose }: ChooserProps) => {
  const id = useId();
  return (
    <nav class="school-chooser" aria-label="Your schools">
      <label for={id}>School</label>
      <select id={id} value={school} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {schools.map((one) => (
          <option key={one.id} value={one.id} selected={one.id === school}>
            {one.name}
          </option>
        ))}
      </select>
    </nav>
  );
};
