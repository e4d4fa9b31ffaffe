import { troubleOfNote } from "../../protocol/families/note.ts";
import { isOfficePhone } from "../../protocol/holders/office-phone.ts";
import type { SchoolSettings } from "../../protocol/holders/school.ts";
import { ALONE_MINUTES, ALONE_SECONDS, RECHECK_MINUTES } from "../../protocol/lesson/usual-times.ts";
import { isTimeZone } from "../../protocol/time/time-zone.ts";

/** Field name → what is wrong with it, in a sentence. Empty when all is well. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The page's own check of the settings, so that a slip is named beside its field before anything is sent. */
export const checkSettings = (settings: SchoolSettings): FieldErrors => {
  const minutes = settings.lessons.arriveMinutesBefore;
  const wrong: [string, boolean, string][] = [
    ["name", settings.name.trim() === "", "Enter the school’s name."],
    ["timeZone", !isTimeZone(settings.timeZone), "Choose the time zone of a place, such as Europe/London."],
    [
      "phone",
      !isOfficePhone(settings.phone ?? ""),
      "Enter the school office’s number in digits. It is shown when a step fails.",
    ],
    [
      "familyNote",
      troubleOfNote(settings.familyNote ?? "{link}") !== undefined,
      troubleOfNote(settings.familyNote ?? "{link}") ?? "",
    ],
    ["aloneSeconds", !isBetween(settings.aloneSeconds ?? ALONE_SECONDS, 10, 120), "Enter 10 to 120 seconds."],
    ["aloneMinutes", !isBetween(settings.aloneMinutes ?? ALONE_MINUTES, 1, 30), "Enter 1 to 30 minutes."],
    [
      "recheckMinutes",
      !isBetween(settings.recheckMinutes ?? RECHECK_MINUTES, 0, 60),
      "Enter 0 to 60 minutes; 0 is never.",
    ],
    ["undoSeconds", !isBetween(settings.undoSeconds, 0, 30), "Enter 0 to 30 seconds."],
    [
      "escalateAfterMinutes",
      !isBetween(settings.escalateAfterMinutes, 0.5, 60),
      "Enter half a minute to 60 minutes.",
    ],
    [
      "lessons.arriveMinutesBefore",
      minutes.length < 1 || minutes.length > 5 || !minutes.every((one) => isBetween(one, 0, 60)),
      "Enter one to five numbers of minutes, each 0 to 60.",
    ],
    [
      "lessons.titles",
      settings.lessons.recognise === "titles" && settings.lessons.titles.length === 0,
      "Enter at least one word that marks a lesson’s title.",
    ],
    ...(["reviewChildYears", "reviewStaffYears"] as const).map((years): [string, boolean, string] => {
      const value = settings.retention?.[years];
      const wrong = value !== undefined && !(Number.isInteger(value) && isBetween(value, 1, 75));
      return [`retention.${years}`, wrong, "Enter 1 to 75 years."];
    }),
    [
      "recordings.site",
      settings.recordings?.site !== undefined && !SITE.test(settings.recordings.site),
      "Enter the address of a SharePoint site, such as https://oakfield.sharepoint.com/sites/StaffDrive.",
    ],
    [
      "recordings.folder",
      settings.recordings?.folder !== undefined &&
        !/^[^"*:<>?\\|#%]+$/.test(settings.recordings.folder.trim()),
      "Enter the name of a folder, such as Zoom Sessions.",
    ],
    [
      "recordings.keepDays",
      settings.recordings?.keepDays !== undefined &&
        !(Number.isInteger(settings.recordings.keepDays) && isBetween(settings.recordings.keepDays, 1, 365)),
      "Enter 1 to 365 days.",
    ],
    [
      "recordings.escalateDays",
      settings.recordings?.escalateDays !== undefined &&
        !(
          Number.isInteger(settings.recordings.escalateDays) &&
          isBetween(settings.recordings.escalateDays, 1, 14)
        ),
      "Enter 1 to 14 days.",
    ],
    [
      "sealAt",
      settings.sealAt !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(settings.sealAt),
      "Enter a time such as 18:00.",
    ],
    [
      "retention.schoolYearEnds",
      settings.retention !== undefined && !isDay(settings.retention.schoolYearEnds),
      "Enter a day such as 31 August, as 08-31.",
    ],
    [
      "retention.keepYears",
      settings.retention !== undefined &&
        !(Number.isInteger(settings.retention.keepYears) && isBetween(settings.retention.keepYears, 0, 25)),
      "Enter 0 to 25 school years.",
    ],
    ...(["staff", "dsl", "headteacher", "administrators"] as const).map(
      (group): [string, boolean, string] => {
        const id = settings.groups[group];
        return [
          `groups.${group}`,
          id !== undefined && !GROUP_ID.test(id),
          "This is not the id of an Entra group.",
        ];
      },
    ),
  ];
  return Object.fromEntries(wrong.filter(([, isWrong]) => isWrong).map(([field, , say]) => [field, say]));
};

/** The error of a field, or of one of its parts (`lessons.titles.0`). */
export const errorOf = (errors: FieldErrors, field: string): string | undefined =>
  errors[field] ?? Object.entries(errors).find(([key]) => key.startsWith(`${field}.`))?.[1];

const GROUP_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const SITE = /^https:\/\/[a-z0-9-]+\.sharepoint\.[a-z.]+\/(sites|teams)\/[^/?#]+\/?$/i;

const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;

/** A day of every year: 29 February does not count. */
const isDay = (text: string): boolean => {
  const date = new Date(`2026-${text}T00:00:00Z`);
  return (
    /^\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text
  );
};
