import { readActivity } from "../../src/teams/activity.ts";
import { readInstalled } from "../../src/teams/installation.ts";
import { CHAT, MEETING, payload, TEACHER } from "./payload.ts";

const activity = (change: object) => {
  const read = readActivity({ ...payload("installation-update-add-meeting"), ...change });
  if (read === undefined) throw new Error("no activity");
  return read;
};

describe("where the app was added", () => {
  it("a meeting chat, with the meeting's id where Teams says it", () => {
    const where = { scope: "meeting", chatId: CHAT, aadObjectId: TEACHER };
    expect(readInstalled(activity({}))).toEqual({ ...where, meetingId: MEETING });
    expect(readInstalled(activity({ channelData: {} }))).toEqual({ ...where, meetingId: undefined });
  });

  it("a person's own chat", () => {
    const conversation = { conversationType: "personal", id: "a:1" };
    expect(readInstalled(activity({ conversation, channelData: {} }))).toEqual({
      scope: "personal",
      conversationId: "a:1",
      aadObjectId: TEACHER,
    });
  });

  it("a team, in the chosen channel or else its general one", () => {
    const conversation = { conversationType: "channel", id: "19:team@thread.tacv2" };
    const team = { id: "19:team@thread.tacv2", aadGroupId: "g", name: "Safeguarding" };
    const settings = { selectedChannel: { id: "19:dsl@thread.tacv2" } };
    const where = {
      scope: "team",
      teamId: team.id,
      teamName: "Safeguarding",
      aadObjectId: TEACHER,
    };
    expect(readInstalled(activity({ conversation, channelData: { team, settings } }))).toEqual({
      ...where,
      channelId: "19:dsl@thread.tacv2",
    });
    expect(readInstalled(activity({ conversation, channelData: { team } }))).toEqual({
      ...where,
      channelId: team.id,
    });
  });
});
