import { stableId } from "../ids.ts";

/** The practice tenant and the bot registered in it. */
export const tenantId = stableId("tenant");
export const botId = stableId("bot");

/** The private channel of the safeguarding leads, to which the bot has been added. */
export const dslTeam = {
  name: "Safeguarding",
  id: `19:${stableId("team").replaceAll("-", "")}@thread.tacv2`,
  groupId: stableId("team-group"),
  channelId: `19:${stableId("dsl-channel").replaceAll("-", "")}@thread.tacv2`,
  channelName: "DSL",
} as const;

export const schoolName = "Oakfield Primary School";

/** The mailbox that the application may send from. */
export const schoolMailbox = "lesson-guard@oakfield.example.sch.uk";
