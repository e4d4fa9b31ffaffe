import { CloudError } from "../../src/meeting/cloud-error.ts";
import { readActivity } from "../../src/teams/activity.ts";
import { channelName } from "../../src/teams/channel-name.ts";
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
    const settings = { selectedChannel: { id: "19:dsl@thread.tacv2", name: "DSL" } };
    const where = {
      scope: "team",
      teamId: team.id,
      teamName: "Safeguarding",
      aadObjectId: TEACHER,
    };
    expect(readInstalled(activity({ conversation, channelData: { team, settings } }))).toEqual({
      ...where,
      channelId: "19:dsl@thread.tacv2",
      channelName: "DSL",
    });
    expect(readInstalled(activity({ conversation, channelData: { team } }))).toEqual({
      ...where,
      channelId: team.id,
      channelName: undefined,
    });
  });

  it("is named by team and channel: by the message, or by Teams where that does not say it", async () => {
    const where = {
      scope: "team",
      teamId: "t",
      teamName: "Safeguarding",
      channelId: "c",
      aadObjectId: TEACHER,
    } as const;
    const channels = async () => [{ id: "t" }, { id: "c", name: "DSL" }];
    const away = async () =>
      Promise.reject(new CloudError({ service: "connector", operation: "list channels", kind: "gone" }));
    const named = (change: object, ask: typeof channels | typeof away = channels) =>
      channelName({ ...where, channelName: undefined, ...change }, ask);
    expect(await named({ channelName: "Leads" }, away)).toBe("Safeguarding – Leads");
    expect(await named({})).toBe("Safeguarding – DSL");
    expect(await named({ channelId: "t" }, away)).toBe("Safeguarding – General");
    expect(await named({}, away)).toBe("Safeguarding – a channel whose name Teams does not say");
    expect(await named({ teamName: undefined })).toBeUndefined();
  });
});
