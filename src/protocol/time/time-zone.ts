/** Names of places: "Europe/London", "America/Argentina/Ushuaia". */
const REGION =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(\/[A-Z][A-Za-z_+-]*)+$/;

/**
 * Whether a name is a place's time zone. An abbreviation is not: Node reads "BST" as Bangladesh's. Nor is a
 * fixed offset ("GMT", "Etc/GMT-1", "+01:00"): it is an hour off all summer.
 */
export const isTimeZone = (name: string): boolean => {
  if (!REGION.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    // Not a name that this machine knows.
    return false;
  }
};

/** Time zones to choose from: the likely one first. */
export const timeZones = (): readonly string[] => [
  "Europe/London",
  ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "Europe/London" && isTimeZone(name)),
];
