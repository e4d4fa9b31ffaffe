import { useCallback, useState } from "preact/hooks";
import type { PeopleView } from "../../protocol/holders/view.ts";
import type { Api } from "../api.ts";
import { PersonField } from "../components/person-field.tsx";
import { PressButton } from "../components/press-button.tsx";
import { SaidLine } from "../components/said-line.tsx";
import { useOneAtATime } from "../components/use-one-at-a-time.ts";
import { dayAndTimeOf } from "../wording.ts";

type Answer = PeopleView & { readonly say?: string };

/** For the headteacher, when a person has left or must do nothing more here: one press, and one to take it back. */
export const SignOut = ({ api }: { readonly api: Api }) => {
  const [view, setView] = useState<PeopleView>();
  const [person, setPerson] = useState("");
  const { busy, said, say, ask } = useOneAtATime();
  const take = useCallback(
    async (request: () => Promise<Answer>): Promise<void> => {
      const answer = await ask(request);
      if (answer === undefined) {
        return;
      }
      setView(answer);
      setPerson("");
      if (answer.say !== undefined) {
        say(answer.say);
      }
    },
    [ask, say],
  );
  const change = (who: string, out: boolean): Promise<void> =>
    take(() => api.post<Answer>("/api/people", { person: who, out }));
  return (
    <details
      class="sign-out"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && view === undefined) {
          void take(() => api.get<Answer>("/api/people"));
        }
      }}
    >
      <summary>Sign a person out</summary>
      <p>
        Use this when a person has left, or must not use Lesson Guard any more. From then on they cannot see
        or press anything in it, and no alert goes to them. They stay in their Teams meetings: remove them
        there.
      </p>
      {view === undefined ? null : (
        <>
          <PersonField
            label="Person"
            people={view.people}
            value={person}
            others="cannot be signed out here. Choose another."
            onChange={setPerson}
          />
          <PressButton
            busy={busy}
            look="danger"
            onPress={() => {
              if (person === "") {
                say("Choose a person first.", "trouble");
              } else {
                void change(person, true);
              }
            }}
          >
            Sign out this person now
          </PressButton>
          {view.signedOut.map((one) => (
            <article key={one.person} class="detail" aria-label={one.name}>
              <p>{`${one.name} was signed out ${dayAndTimeOf(one.at)}, by ${one.byName}.`}</p>
              <PressButton
                busy={busy}
                label={`Let ${one.name} in again`}
                onPress={() => void change(one.person, false)}
              >
                Let them in again
              </PressButton>
            </article>
          ))}
        </>
      )}
      <SaidLine said={said} />
    </details>
  );
};
