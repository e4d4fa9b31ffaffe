import type { SchoolSettings } from "../../protocol/holders/school.ts";
import { PersonField } from "../components/person-field.tsx";
import { SelectField } from "./field.tsx";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";
import { WaitingNote } from "./waiting-note.tsx";

/** A person of the headteacher's group, as the directory names them now. */
export type Head = { readonly id: string; readonly name: string };

const FIRST: readonly { readonly value: NonNullable<SchoolSettings["firstTold"]>; readonly title: string }[] =
  [
    { value: "both", title: "DSL and headteacher at once" },
    { value: "dsl-first", title: "DSL first; the headteacher if no DSL has it in time" },
    { value: "headteacher-first", title: "Headteacher first; the DSL if no headteacher has it in time" },
  ];

/** Who hears first about a child, and which of the headteacher's group is the headteacher. */
export const WhoIsToldFields = ({
  settings,
  errors,
  onChange,
  heads,
  waiting,
}: PartProps & { readonly heads: readonly Head[] }) => {
  const { headteacherPerson: chosen } = settings;
  const known = chosen === undefined || heads.some(({ id }) => id === chosen);
  return (
    <fieldset>
      <legend>Who is told first</legend>
      <SelectField
        label="About a child"
        hint="Of a lesson that was ended for safety the DSL always hears at once."
        error={errorOf(errors, "firstTold")}
        value={settings.firstTold ?? "both"}
        options={FIRST}
        onChange={(value) => {
          const first = FIRST.find((one) => one.value === value)?.value ?? "both";
          const { firstTold: _first, ...rest } = settings;
          onChange(first === "both" ? rest : { ...rest, firstTold: first });
        }}
      />
      <WaitingNote of="first" waiting={waiting} />
      <PersonField
        label="The headteacher"
        hint="Told first, and alone about an adult at school. The others of the group are deputies: they are told if the headteacher has not taken it in time."
        error={errorOf(errors, "headteacherPerson")}
        none="Not chosen: everyone in the group is told at once"
        people={known ? heads : [{ id: chosen, name: "A person who is not in the group now" }, ...heads]}
        value={chosen ?? ""}
        others="is not in the headteacher’s group. Choose another."
        onChange={(value) => {
          const { headteacherPerson: _head, ...rest } = settings;
          onChange(value === "" ? rest : { ...rest, headteacherPerson: value });
        }}
      />
      <WaitingNote of="head" waiting={waiting} />
    </fieldset>
  );
};
