/** What Teams answers in place of a token (teams-js), and what the person is told about it. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/consent/i, "Teams asks for your agreement before Lesson Guard may sign you in. Press Sign in."],
  [/mfa|interaction|login/i, "Teams has to check that it is you. Press Sign in."],
  [/cancel/i, "The sign-in was closed before it was done. Press Sign in."],
];

/** @param reason as Teams gave it; never shown */
export const whyNotSignedIn = (reason: string): string =>
  REASONS.find(([form]) => form.test(reason))?.[1] ?? "Teams could not sign you in.";
