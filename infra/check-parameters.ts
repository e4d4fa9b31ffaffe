type Values = Readonly<Record<string, string | undefined>>;
type Check = {
  readonly isRight: (value: string) => boolean;
  readonly sentence: string;
  readonly wanted: boolean;
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const matching = (pattern: RegExp, sentence: string, wanted = true): Check => ({
  isRight: (value) => pattern.test(value),
  sentence,
  wanted,
});

const PROVISION = "Run the provision of teamsapp.yml, which writes it.";

/** What Azure would refuse after ten minutes, or take and be wrong. */
const CHECKS: Readonly<Record<string, Check>> = {
  RESOURCE_SUFFIX: matching(
    /^[a-z]{3,8}$/,
    "RESOURCE_SUFFIX must be 3 to 8 lower-case letters: with lessonguard before them they are the name of the web app, the database and the vault, which no one else in the world may have.",
  ),
  SIZE: matching(/^(school|trust)$/, "SIZE must be school or trust."),
  AZURE_LOCATION: matching(
    /^[a-z]+\d?$/,
    "AZURE_LOCATION must be the short name of a region, such as uksouth.",
    false,
  ),
  ADMIN_GROUP_ID: matching(
    GUID,
    "ADMIN_GROUP_ID must be the object id of the Entra group of the first administrators: in the Entra admin centre, Groups, the group, Object ID.",
  ),
  ALERT_EMAIL: matching(
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    "ALERT_EMAIL must be the address of a mailbox that is read by the people who look after Lesson Guard.",
  ),
  BOT_PASSWORD_ENDS: matching(
    /^\d{4}-\d\d-\d\d$/,
    "BOT_PASSWORD_ENDS must be the day on which the client secret ends, such as 2027-01-14.",
    false,
  ),
  TEAMS_CATALOG_ID: matching(
    GUID,
    "TEAMS_CATALOG_ID must be the App ID of Lesson Guard in the Teams admin centre: Teams apps, Manage apps.",
    false,
  ),
  BOT_CERTIFICATE_NAME: matching(
    /^[A-Za-z0-9-]{1,127}$/,
    "BOT_CERTIFICATE_NAME must be the name of a certificate in the key vault, such as lesson-guard.",
    false,
  ),
  SCHOOL_FILE: matching(
    /^\/home\/\S+\.json$/,
    "SCHOOL_FILE must be a path that is kept between restarts, such as /home/lesson-guard/school.json.",
    false,
  ),
  OUTSIDE_UK: matching(/^(yes|no)$/i, "OUTSIDE_UK must be yes or no.", false),
  MAIL_SERVER: matching(/^(yes|no)$/i, "MAIL_SERVER must be yes or no.", false),
  BOT_ID: matching(GUID, `BOT_ID must be the client id of the app registration. ${PROVISION}`),
  TEAMS_APP_TENANT_ID: matching(GUID, `TEAMS_APP_TENANT_ID must be the id of your tenant. ${PROVISION}`),
  TEAMS_APP_ID: matching(GUID, `TEAMS_APP_ID must be the app's own id. ${PROVISION}`),
};

/** One name for one thing: the program's own. */
const OLD_NAMES = { SIGN_IN_ENDS_ON: "BOT_PASSWORD_ENDS", TEAMS_APP_PUBLISHED_APP_ID: "TEAMS_CATALOG_ID" };

/** @returns a sentence for each value that is missing or cannot be right */
export const wrongParameters = (values: Values): readonly string[] => [
  ...Object.entries(OLD_NAMES).flatMap(([old, name]) =>
    values[old] ? [`${old} is called ${name} now: write its value there, and delete the line ${old}.`] : [],
  ),
  ...wrongEach(values),
  ...wrongPlace(values),
];

const IN_UK = ["uksouth", "ukwest"];
const OUTSIDE =
  "AZURE_LOCATION must be uksouth or ukwest: children's data stays in the United Kingdom, unless OUTSIDE_UK=yes says that you have decided otherwise.";

/** Azure takes any region. */
const wrongPlace = ({ AZURE_LOCATION: place, OUTSIDE_UK: decided = "" }: Values): readonly string[] =>
  !place || IN_UK.includes(place) || /^yes$/i.test(decided) ? [] : [OUTSIDE];

const wrongEach = (values: Values): readonly string[] =>
  Object.entries(CHECKS).flatMap(([name, { isRight, sentence, wanted }]) => {
    const value = values[name];
    if (!value) return wanted ? [sentence] : [];
    return isRight(value) ? [] : [sentence];
  });
