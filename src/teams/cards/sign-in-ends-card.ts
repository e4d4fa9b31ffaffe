import { type Card, card, heading, line } from "./build.ts";

const NAMES = { secret: "client secret", certificate: "certificate" } as const;

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const STEPS = {
  secret:
    "In Entra: App registrations, Lesson Guard, Certificates & secrets, New client secret. Then put the new one, and the day on which it ends, in the settings of the server.",
  certificate:
    "In Entra: App registrations, Lesson Guard, Certificates & secrets, Certificates: upload a new one. Then put it, with its private key, on the server.",
} as const;

/**
 * To each administrator, before the program can no longer sign in to Microsoft 365.
 *
 * @param on its date, such as "2027-01-14"
 * @param days whole days that are left; below 0 it may be over
 */
export const signInEndsCard = (of: keyof typeof NAMES, on: string, days: number): Card => {
  const name = NAMES[of];
  const date = DATE.format(new Date(on));
  return card(`The ${name} of Lesson Guard ends`, [
    heading(`Lesson Guard's ${name} ends on ${date}`),
    line(`${inDays(days)} From then on Lesson Guard cannot protect a lesson or send an alert.`),
    line(STEPS[of]),
    line("If you do not look after the server, show this to the person who does."),
  ]);
};

const inDays = (days: number): string => {
  if (days < 0) return "That date has passed.";
  if (days === 0) return "That is in less than a day.";
  return days === 1 ? "That is in 1 day." : `That is in ${days} days.`;
};
