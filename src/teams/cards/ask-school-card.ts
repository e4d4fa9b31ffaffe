import { type Card, card, heading, line, press } from "./build.ts";

/** Teams draws this many buttons in one row. */
const FIRST_ROW = 5;

type Choice = { readonly id: string; readonly name: string };

/** Asked once, of the organiser alone, who works at several schools. */
export const askSchoolCard = (meeting: string, schools: readonly Choice[]): Card =>
  card(
    "Which school is this meeting for?",
    [
      heading("Which school is this meeting for?"),
      line("You organise a meeting and work at several schools. Lesson Guard leaves it alone until you say."),
    ],
    schools.map(({ id, name }, n) =>
      press("choose-school", name, { meeting, school: id }, { where: n < FIRST_ROW ? "first" : "more" }),
    ),
  );

export const schoolChosenCard = (name: string): Card =>
  card("Which school is this meeting for?", [line(`This meeting is for ${name}.`)]);
