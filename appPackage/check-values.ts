type Values = Readonly<Record<string, string | undefined>>;
type Check = { readonly isRight: (value: string) => boolean; readonly sentence: string };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NO_ONE = /^[0-]+$/;
/** Labels with dots between them; the last begins with a letter, so that no address of numbers is one. */
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;
/** Names that no one outside finds. */
const INSIDE = /(^|\.)(localhost|local|lan|internal|home|corp|test|invalid)$/i;
const LONGEST_NAME = 32;

const isReachable = (host: string): boolean => HOST.test(host) && !INSIDE.test(host);

const isPage = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, port, username } = new URL(value);
  return protocol === "https:" && isReachable(hostname) && port === "" && username === "";
};

const guid = (name: string, what: string): Check => ({
  isRight: (value) => GUID.test(value) && !NO_ONE.test(value),
  sentence: `${name} must be ${what}, such as 3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60.`,
});

const page = (name: string, what: string): Check => ({
  isRight: isPage,
  sentence: `${name} must be the https address of ${what}, such as https://www.oakfield.sch.uk/privacy: no port, and not on this machine.`,
});

/** What the toolkit's and Microsoft's own checks let pass, or say in their own words. */
const CHECKS: Readonly<Record<string, Check>> = {
  TEAMS_APP_ID: guid("TEAMS_APP_ID", "the app's own id"),
  BOT_ID: guid("BOT_ID", "the application (client) id of the bot's Entra registration"),
  BOT_DOMAIN: {
    isRight: isReachable,
    sentence:
      "BOT_DOMAIN must be the host name alone at which Teams reaches the program, such as lessons.oakfield.sch.uk: no https://, no port, no path, and not this machine.",
  },
  PUBLISHER_NAME: {
    isRight: (value) => value.length <= LONGEST_NAME && !/\b(microsoft|teams)\b/i.test(value),
    sentence: `PUBLISHER_NAME must be the school's or trust's name, of at most ${LONGEST_NAME} letters, without Microsoft or Teams.`,
  },
  PUBLISHER_WEBSITE_URL: page("PUBLISHER_WEBSITE_URL", "the school's website"),
  PUBLISHER_PRIVACY_URL: page("PUBLISHER_PRIVACY_URL", "its privacy notice"),
  PUBLISHER_TERMS_URL: page("PUBLISHER_TERMS_URL", "its terms of use"),
};

/** @returns a sentence for each value that is there and cannot be right; missing ones are named elsewhere */
export const wrongIn = (values: Values): readonly string[] =>
  Object.entries(CHECKS).flatMap(([name, { isRight, sentence }]) => {
    const value = values[name];
    return value && !isRight(value) ? [sentence] : [];
  });
