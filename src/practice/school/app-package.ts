import manifest from "../../../appPackage/manifest.json" with { type: "json" };
import { type AppInTeams, type AppTab, troubleOf } from "../app-links.ts";
import { stableId } from "../ids.ts";

/** The app's id in its manifest. Neither the bot's id nor the one in the catalogue: a mix-up is seen. */
export const manifestId = stableId("teams-app");

const tabs: readonly AppTab[] = manifest.staticTabs.map((tab) => ({
  entityId: tab.entityId,
  name: tab.name,
  path: new URL(tab.contentUrl.replace(/\$\{\{\w+\}\}/, "app.invalid")).pathname,
  scopes: tab.scopes,
  contexts: "context" in tab ? (tab.context ?? []) : [],
}));

/** Lesson Guard as the practice school has it: what the package declares, under the id that its catalogue gave it. */
export const appInTeams: AppInTeams = { id: stableId("teams-catalogue"), tabs };

/** The first link in something that was sent which Teams could not open in the app. */
export const linkTrouble = (sent: unknown): string | undefined => {
  if (typeof sent === "string") {
    const links = sent.match(/https:\/\/teams\.microsoft\.com\/l\/entity\/[^\s"'<>)]+/g) ?? [];
    return links.map((link) => troubleOf(link, appInTeams)).find((trouble) => trouble !== undefined);
  }
  if (typeof sent !== "object" || sent === null) return undefined;
  return Object.values(sent)
    .map(linkTrouble)
    .find((trouble) => trouble !== undefined);
};
