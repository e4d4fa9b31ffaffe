/** What a column of a register holds. `left out` is never kept: a birth date or a UPN is not needed to know a name. */
export type ColumnUse =
  | "name"
  | "forename"
  | "surname"
  | "preferred forename"
  | "preferred surname"
  | "also"
  | "left out";

/**
 * Headings of the exports of Arbor, SIMS, Bromcom and ScholarPack, and of lists that a school office types, as
 * `headingKey` spells them. Sources: ParentPay (Arbor), Bromcom import templates, AIM (SIMS), Impero.
 */
const KNOWN: Readonly<Record<ColumnUse, string>> = {
  name:
    "name, full name, pupil, pupil name, pupil full name, student, student name, " +
    "student full name, child, child name, childs name, pupils name, legal name, " +
    "legal full name, display name, learner, learner name, name and surname, " +
    "first and last name, first name last name, first name and last name, first name and surname, " +
    "first name surname, forename surname, forename and surname, forenames and surname, " +
    "surname forename, surname and forename, surname first name, last name first name, surname forenames",
  forename:
    "forename, forenames, first name, firstname, given name, given names, legal forename, " +
    "legal first name, pupil forename, student forename, child forename, child first name, " +
    "pupil first name, student first name, forename s, fore name, first names, christian name, " +
    "christian names, first",
  surname:
    "surname, last name, lastname, family name, legal surname, legal last name, pupil surname, " +
    "student surname, child surname, child last name, pupil last name, student last name, sur name, last, last names, surnames",
  "preferred forename":
    "preferred forename, preferred first name, known as, known as first name, known as forename, " +
    "knownasfirstname, knownasforename, chosen forename, chosen first name, preferred name, " +
    "chosen name, nickname, preferred given name, known as name, pref forename, pref first name, pref name, " +
    "preferred forenames, known name, goes by, chosen, preferred",
  "preferred surname":
    "preferred surname, pref surname, pref last name, preferred last name, known as last name, known as surname, " +
    "knownaslastname, knownassurname, chosen surname, chosen last name",
  also:
    "also, also known as, also shown as, other, other name, other names, alias, aliases, " +
    "shown as, device name, device names, names they show, names shown",
  "left out":
    "dob, d o b, date of birth, birth date, birthday, age, upn, uln, unique pupil number, " +
    "admission number, admission no, adno, adm no, adm number, admissions number, gender, sex, " +
    "legal sex, class, class name, form, form group, reg, reg group, registration, " +
    "registration form, registration group, reg form, year, year group, nc year, " +
    "curriculum year, national curriculum year, tutor group, tutor, teacher, class teacher, " +
    "house, ethnicity, first language, home language, religion, address, postcode, post code, " +
    "email, e mail, phone, telephone, mobile, sen, sen status, send, fsm, free school meals, pp, " +
    "pupil premium, eal, photo, id, pupil id, student id, mis id, no, number, ref, notes, " +
    "attendance, medical, middle name, middle names, middlename, title, initials, " +
    "enrolment date, start date, leaving date, date of admission, doa, status, parent, parents, " +
    "contact",
};

const USES = new Map(
  (Object.entries(KNOWN) as [ColumnUse, string][]).flatMap(([use, headings]) =>
    headings.split(", ").map((heading) => [heading, use] as const),
  ),
);

/** "Date of Birth (DD/MM)" and "date_of_birth" alike. */
const headingKey = (heading: string): string =>
  heading
    .replace(/\(.*?\)/g, " ")
    .replace(/['’]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Whose it is: "Pupil's surname", "Legal forename", "Name of child". */
const WHOSE =
  /^((the|pupil|student|child|children|learner)s? |legal |official )+| of (the )?(pupil|student|child|learner)s?$/g;

/** What a heading says that its column holds; undefined where it is not known. */
export const useOfHeading = (heading: string): ColumnUse | undefined => {
  const key = headingKey(heading);
  return USES.get(key) ?? USES.get(key.replace(WHOSE, ""));
};

const ADULT =
  /^((first|second|main|primary|priority|emergency|home|family) )*((\d+|and|or|parents?|carers?|guardians?|mothers?|fathers?|mums?|dads?|contacts?|adults?)( |$))+/;
const PART_OF_NAME = /^((full|first|last|sur|fore|given|family) ?)?(names?|title)?( \d+)?$/;

/**
 * Which adult of a pupil a column names ("parent 1", of its forename and its surname alike); undefined for another
 * column, such as their phone number. Asked only of headings: "Mum" in a list without them is an adult.
 */
export const adultOfHeading = (heading: string): string | undefined => {
  const key = headingKey(heading).replace(WHOSE, "");
  const [whose = ""] = ADULT.exec(key) ?? [];
  return /\p{L}/u.test(whose) && PART_OF_NAME.test(key.slice(whose.length)) ? whose.trim() : undefined;
};

/** "Mrs Osei", where no heading says what the column is. */
export const isAdult = (cell: string): boolean =>
  /^(mr|mrs|ms|miss|mx|dr|mum|dad|mam|nan|gran|grandma|grandad)\b/i.test(cell);

/** The uses that say where a pupil's name is. */
export const NAMING: readonly ColumnUse[] = ["name", "forename", "surname", "preferred forename"];

/** Cells of a list without headings that are no names: dates, numbers, UPNs, class codes, years, sexes, addresses. */
export const isNoName = (cell: string): boolean =>
  !/\p{L}/u.test(cell) ||
  /^\d{1,4}[-/. ](\d{1,2}|\p{L}{3,9})[-/. ]\d{1,4}$/u.test(cell) ||
  /^[A-Z]\d{11}[A-Z\d]$/i.test(cell) ||
  /^(\d{1,2}\s?\p{L}{1,3}|r(ec)?\s?\d?|y(r|ear)?\s?\d{1,2}(\s?\p{L})?)$/iu.test(cell) ||
  /^(year|class|form)\b/i.test(cell) ||
  /^(m|f|male|female|boy|girl)$/i.test(cell) ||
  /@/.test(cell) ||
  /^[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$/i.test(cell);
