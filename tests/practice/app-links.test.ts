import { addressOf, follow } from "../../src/practice/app-links.ts";
import { appInTeams, linkTrouble, manifestId } from "../../src/practice/school/app-package.ts";
import { botId } from "../../src/practice/school/tenant.ts";
import { linksTo } from "../../src/teams/cards/links.ts";

const TENANT = "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01";
const CHAT = "19:meeting_of_maths@thread.v2";
const ours = linksTo(appInTeams.id, TENANT);
const leadsTo = (link: string) => {
  const followed = follow(link, appInTeams);
  return typeof followed === "object" ? addressOf(followed) : followed;
};

describe("a link into the app, as Teams follows it", () => {
  it("opens each page that cards lead to", () => {
    expect(leadsTo(ours.record("ref-1"))).toBe("/record#ref-1");
    expect(follow(ours.panel(CHAT), appInTeams)).toMatchObject({ tab: { path: "/panel" }, chat: CHAT });
  });

  it("opens the settings page from its link", () => {
    expect(leadsTo(`https://teams.microsoft.com/l/entity/${appInTeams.id}/settings`)).toBe("/settings");
  });

  it.each([
    ["the bot", botId],
    ["the manifest", manifestId],
  ])("opens nothing with the id of %s", (_whose, id) => {
    expect(leadsTo(linksTo(id, TENANT).record("ref-1"))).toMatch(/^Teams has no app/);
  });

  it.each([
    ["a tab that is not in the manifest", "tour", undefined, "The app has no such tab."],
    ["a meeting tab without a meeting", "panel", undefined, "This tab is only in meetings."],
    ["a personal tab in a meeting", "record", CHAT, "The app has no such tab in a meeting's chat."],
  ])("opens nothing for %s", (_which, tab, chatId, words) => {
    const context = chatId === undefined ? "" : `?context=${encodeURIComponent(JSON.stringify({ chatId }))}`;
    const link = `https://teams.microsoft.com/l/entity/${appInTeams.id}/${tab}${context}`;
    expect(leadsTo(link)).toBe(words);
    expect(linkTrouble({ attachments: [{ content: { actions: [{ url: link }] } }] })).toBe(words);
  });

  it("says nothing about links to other places", () => {
    expect(leadsTo(ours.join(CHAT, TENANT))).toBeUndefined();
    expect(linkTrouble([ours.join(CHAT, TENANT), "https://oakfield.example"])).toBeUndefined();
  });
});
