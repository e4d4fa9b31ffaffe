import { z } from "zod";
import { ConfigError } from "../config.ts";
import { troubleOfNote } from "../protocol/families/note.ts";
import { isOfficePhone } from "../protocol/holders/office-phone.ts";
import type { SchoolSettings } from "../protocol/holders/school.ts";
import { isTimeZone } from "../protocol/time/time-zone.ts";
import { SCHOOL_ID } from "../record/scope.ts";

const group = z.string().uuid("must be the object id of an Entra group").toLowerCase().optional();

const person = z.string().uuid("must be a person's object id from the Entra admin centre").toLowerCase();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 18:00");
/** A day as a calendar shows it, "2026-12-01". */
export const Day = z
  .string()
  .refine(
    (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
    "must be a day such as 2026-12-01",
  );

const Cover = z
  .object({
    stints: z
      .array(
        z
          .object({ away: person, by: person, from: Day, until: Day })
          .strict()
          .refine(({ away, by }) => away !== by, "a person cannot cover for themselves")
          .refine(({ from, until }) => from <= until, "the last day is before the first"),
      )
      .max(200)
      .optional(),
    hours: z
      .object({
        days: z.array(z.number().int().min(1).max(7)).min(1),
        opens: time,
        closes: time,
        contacts: z.array(person).min(1).max(20),
      })
      .strict()
      .refine(({ opens, closes }) => opens < closes, {
        message: "the school closes after it opens",
        path: ["closes"],
      })
      .optional(),
  })
  .strict();

const PHONE = "must be a telephone number in digits, one that does not cost the caller extra";

const School = z
  .object({
    name: z.string().trim().min(1).max(200),
    timeZone: z.string().refine(isTimeZone, "must be the time zone of a place, such as Europe/London"),
    phone: z.string().trim().max(40).refine(isOfficePhone, PHONE).optional(),
    groups: z
      .object({ staff: group, dsl: group, headteacher: group, administrators: group })
      .strict()
      .default({}),
    dslChannel: z
      .object({ teamId: z.string().min(1), channelId: z.string().min(1) })
      .strict()
      .optional(),
    headteacherPerson: person.optional(),
    firstTold: z.enum(["both", "dsl-first", "headteacher-first"]).optional(),
    mailFrom: z.string().trim().email("must be an e-mail address").max(254).optional(),
    chairMail: z.string().trim().email("must be an e-mail address").max(254).optional(),
    lado: z.string().trim().min(1).max(120).optional(),
    familyNote: z
      .string()
      .trim()
      .superRefine((text, at) => {
        const message = troubleOfNote(text);
        if (message !== undefined) at.addIssue({ code: "custom", message });
      })
      .optional(),
    cover: Cover.optional(),
    recordings: z
      .object({
        site: z
          .string()
          .trim()
          .max(400)
          .regex(
            /^https:\/\/[a-z0-9-]+\.sharepoint\.[a-z.]+\/(sites|teams)\/[^/?#]+\/?$/i,
            "must be the address of a SharePoint site, such as https://oakfield.sharepoint.com/sites/StaffDrive",
          )
          .optional(),
        folder: z
          .string()
          .trim()
          .min(1)
          .max(120)
          .regex(/^[^"*:<>?\\|#%]+$/, "must be the name of a folder, such as Zoom Sessions")
          .optional(),
        keepDays: z.number().int().min(1).max(365).optional(),
        escalateDays: z.number().int().min(1).max(14).optional(),
      })
      .strict()
      .optional(),
    sealAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 18:00")
      .optional(),
    retention: z
      .object({
        schoolYearEnds: z
          .string()
          .regex(
            /^(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))$/,
            "must be a day such as 08-31",
          ),
        keepYears: z.number().int().min(0).max(25),
        reviewChildYears: z.number().int().min(1).max(75).optional(),
        reviewStaffYears: z.number().int().min(1).max(75).optional(),
      })
      .strict()
      .optional(),
    // As short as three seconds, so that every step can be rehearsed; the settings page asks for more.
    escalateAfterMinutes: z.number().min(0.05).max(60).default(3),
    undoSeconds: z.number().min(0).max(30).default(4),
    aloneSeconds: z.number().min(5).max(120).optional(),
    // As short as three seconds, so that it can be rehearsed; the settings page asks for more.
    aloneMinutes: z.number().min(0.05).max(30).optional(),
    recheckMinutes: z.number().int().min(0).max(60).optional(),
    lessons: z
      .object({
        recognise: z.enum(["ask", "titles", "all"]).default("ask"),
        titles: z.array(z.string().trim().min(1)).default([]),
        defaultKind: z.enum(["class", "group", "one-to-one"]).default("class"),
        arriveMinutesBefore: z.array(z.number().min(0).max(60)).min(1).max(5).default([5, 2]),
      })
      .strict()
      // Without a word, no meeting would ever be a lesson.
      .refine(({ recognise, titles }) => recognise !== "titles" || titles.length > 0, {
        message: "must have at least one word that marks a lesson's title",
        path: ["titles"],
      })
      .default({}),
  })
  .strict();

/** What a school can set, by name. */
export const SETTINGS_FIELDS = School.keyof();
export type SettingsField = z.infer<typeof SETTINGS_FIELDS>;

/** JSON has no undefined: optional settings that were not given are left out. */
const withoutUndefined = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The settings of one school in `SCHOOL_FILE`. */
export type SchoolInFile = {
  /** undefined where the file is about one school only, and names none. */
  readonly id?: string;
  readonly settings: SchoolSettings;
};

const Schools = z
  .object({
    schools: z
      .array(School.extend({ id: z.string().regex(SCHOOL_ID, "must be small letters, digits and hyphens") }))
      .min(1)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "each needs an id of its own"),
  })
  .strict();

/**
 * Reads the text of `SCHOOL_FILE` (design: Settings): one school, or `{ "schools": [ … ] }`, each with its
 * `id`. Unknown settings are refused, so that a misspelt one is not silently ignored.
 * @throws ConfigError with one sentence for each setting that is wrong, naming where it stands
 */
export const parseSchoolFile = (text: string): readonly SchoolInFile[] => {
  const file = parseJson(text);
  if (Object.hasOwn(Object(file) as object, "schools"))
    return inFile(Schools, file).schools.map(({ id, ...settings }) => ({
      id,
      settings: withoutUndefined(settings) as SchoolSettings,
    }));
  return [{ settings: withoutUndefined(inFile(School, file)) as SchoolSettings }];
};

const inFile = <Shape extends z.ZodTypeAny>(shape: Shape, file: unknown): z.output<Shape> => {
  const read = shape.safeParse(file);
  if (read.success) return read.data as z.output<Shape>;
  throw new ConfigError(
    read.error.issues.map((issue) => {
      const where = issue.path.length === 0 ? "it" : `"${issue.path.join(".")}"`;
      return `SCHOOL_FILE has a mistake: ${where}: ${issue.message}.`;
    }),
  );
};

export type Checked =
  | { readonly settings: SchoolSettings }
  /** For each field that is wrong (`lessons.titles`, …) why. */
  | { readonly fields: Readonly<Record<string, string>> };

/** Checks what a new school begins with; the rest is set on its settings page. */
export const checkSchool = (value: unknown): Checked => checkedBy(School, value);

/** Checks what came from the settings page: there must be a person to phone. */
export const checkSettings = (value: unknown): Checked => checkedBy(School.required({ phone: true }), value);

const checkedBy = (shape: z.ZodTypeAny, value: unknown): Checked => {
  const read = shape.safeParse(value);
  if (read.success) return { settings: withoutUndefined(read.data) as SchoolSettings };
  return {
    fields: Object.fromEntries(read.error.issues.map((issue) => [issue.path.join("."), issue.message])),
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ConfigError(["SCHOOL_FILE is not valid JSON."]);
    throw error;
  }
};
