import type { PracticeClient } from "../e2e/support/practice.ts";
import { Cloud, listOf, startWithReceiver, textOf } from "./support/cloud.ts";

let practice: PracticeClient;
let cloud: Cloud;
let token: string;
let meeting: string;

beforeAll(async () => {
  practice = await startWithReceiver();
  cloud = new Cloud(practice.running);
  token = await cloud.graphToken();
  const { people } = await practice.state();
  const organiser = people.find(({ id }) => id === "okafor")?.objectId;
  meeting = `/v1.0/users/${organiser}/onlineMeetings/${(await practice.meeting("maths")).onlineMeetingId}`;
});
afterAll(() => practice.stop());
beforeEach(() => practice.forgetViolations());

describe("Graph in practice refuses", () => {
  it.each([
    ["an unknown property", { allowLobby: true }],
    ["a value outside the enum", { lobbyBypassSettings: { scope: "nobody" } }],
    ["a wrong type", { allowAttendeeToEnableMic: "no" }],
    ["an unknown property inside", { lobbyBypassSettings: { scope: "organizer", forever: true } }],
    ["an empty change", {}],
    ["a start without an end", { startDateTime: "2026-11-24T09:00:00Z" }],
  ])("%s with 400, as a violation", async (_what, body) => {
    const answer = await cloud.graph("PATCH", meeting, body, token);
    expect(answer.status).toBe(400);
    expect(await practice.violations()).toHaveLength(1);
  });

  it("another version and an unknown route with 501, as a violation", async () => {
    const beta = await cloud.graph(
      "PATCH",
      meeting.replace("v1.0", "beta"),
      { allowRecording: false },
      token,
    );
    const end = await cloud.graph("POST", `${meeting}/end`, {}, token);
    expect([beta.status, end.status]).toEqual([501, 501]);
    expect((await practice.violations()).map(({ operation }) => operation)).toEqual([
      "graph.unknown",
      "graph.unknown",
    ]);
  });

  it("no token, a foreign audience and a panel token with 401", async () => {
    for (const wrong of [
      "",
      await cloud.connectorToken(),
      await practice.token({ kind: "panel", person: "okafor" }),
    ]) {
      const answer = await cloud.graph("GET", meeting, undefined, wrong);
      expect(answer.status).toBe(401);
      expect(answer.body.error?.code).toBe("InvalidAuthenticationToken");
    }
    expect(await practice.violations()).toHaveLength(3);
  });

  it("an operation whose permission the app's package does not declare, as a violation", async () => {
    const answer = await cloud.graph("GET", `${meeting}/attendanceReports`, undefined, token);
    expect(answer.status).toBe(403);
    expect((await practice.violations()).map(({ operation }) => operation)).toEqual([
      "graph.attendanceReports.list",
    ]);
  });

  it("an operation whose permission was taken back, and does not blame the application", async () => {
    await practice.switches({ revokedRoles: ["OnlineMeetings.ReadWrite.All"] });
    const answer = await cloud.graph("PATCH", meeting, { allowRecording: false });
    await practice.switches({ revokedRoles: [] });
    expect(answer.status).toBe(403);
    expect(await practice.violations()).toEqual([]);
  });

  it("everything on a meeting without an application access policy", async () => {
    await practice.switches({ applicationAccessPolicy: false });
    const answer = await cloud.graph("PATCH", meeting, { allowRecording: false }, token);
    await practice.switches({ applicationAccessPolicy: true });
    expect(answer.status).toBe(403);
    expect(answer.body.error?.message).toBe("No application access policy found for this app");
    expect(await practice.violations()).toEqual([]);
  });

  it("a change of another person's meeting", async () => {
    const { people } = await practice.state();
    const other = people.find(({ id }) => id === "doyle")?.objectId ?? "";
    const answer = await cloud.graph(
      "PATCH",
      meeting.replace(/users\/[^/]+/, `users/${other}`),
      { allowRecording: false },
      token,
    );
    expect(answer.status).toBe(404);
  });

  it("options that are for before the start, once the meeting runs, but takes the eleven live ones", async () => {
    const before = await cloud.graph(
      "PATCH",
      meeting,
      { recordAutomatically: false, allowWhiteboard: false },
      token,
    );
    await practice.do({ do: "start", meeting: "maths" });
    const late = await cloud.graph("PATCH", meeting, { allowWhiteboard: true }, token);
    const live = await cloud.graph(
      "PATCH",
      meeting,
      {
        lobbyBypassSettings: { scope: "organizer", isDialInBypassEnabled: false },
        allowMeetingChat: "disabled",
      },
      token,
    );
    expect([before.status, late.status, live.status]).toEqual([200, 400, 200]);
    expect(live.body.allowMeetingChat).toBe("disabled");
  });
});

describe("Graph in practice reads back", () => {
  it("the old options, where a change is answered but ignored", async () => {
    await practice.switches({ optionsIgnored: true });
    const before = (await cloud.graph("GET", meeting, undefined, token)).body.allowTeamworkReactions;
    const answer = await cloud.graph("PATCH", meeting, { allowTeamworkReactions: false }, token);
    await practice.switches({ optionsIgnored: false });
    expect(answer.status).toBe(200);
    expect(before).toBe(true);
    expect((await cloud.graph("GET", meeting, undefined, token)).body.allowTeamworkReactions).toBe(true);
  });

  it("what is set, and hides the scope `invited` unless asked to show it", async () => {
    await cloud.graph("PATCH", meeting, { lobbyBypassSettings: { scope: "invited" } }, token);
    const plain = await cloud.graph("GET", meeting, undefined, token);
    expect(plain.body.lobbyBypassSettings?.scope).toBe("unknownFutureValue");
    const headers = { authorization: `Bearer ${token}`, prefer: "include-unknown-enum-members" };
    const asked = await cloud.send("GET", `${practice.running.graph}${meeting}`, undefined, headers);
    expect(asked.body.lobbyBypassSettings?.scope).toBe("invited");
  });

  it("the meeting by its join link, which the chat names", async () => {
    const { threadId, onlineMeetingId } = await practice.meeting("phonics");
    const chat = await cloud.graph("GET", `/v1.0/chats/${encodeURIComponent(threadId)}`, undefined, token);
    const joinWebUrl = textOf(chat.body.onlineMeetingInfo?.joinWebUrl);
    const organiser = textOf(chat.body.onlineMeetingInfo?.organizer?.id);
    const filter = encodeURIComponent(`JoinWebUrl eq '${joinWebUrl}'`);
    const found = await cloud.graph(
      "GET",
      `/v1.0/users/${organiser}/onlineMeetings?$filter=${filter}`,
      undefined,
      token,
    );
    expect(found.body.value?.[0]?.id).toBe(onlineMeetingId);
  });

  it("co-organisers that were set before the start", async () => {
    const { people } = await practice.state();
    const doyle = people.find(({ id }) => id === "doyle");
    const hughes = people.find(({ id }) => id === "hughes");
    const path = `/v1.0/users/${doyle?.objectId}/onlineMeetings/${(await practice.meeting("phonics")).onlineMeetingId}`;
    const attendees = [
      { identity: { user: { id: hughes?.objectId } }, upn: hughes?.userPrincipalName, role: "coorganizer" },
    ];
    const answer = await cloud.graph("PATCH", path, { participants: { attendees } }, token);
    expect(answer.body.participants?.attendees?.[0]?.role).toBe("coorganizer");
    expect((await practice.meeting("phonics")).invited).toEqual([{ person: "hughes", role: "coorganizer" }]);
  });

  it("groups through nested ones, and lists in pages", async () => {
    const { people } = await practice.state();
    const okafor = people.find(({ id }) => id === "okafor")?.objectId;
    const { meetings } = await practice.state();
    expect(meetings).not.toHaveLength(0);
    const classes = await cloud.graph("GET", "/v1.0/education/classes", undefined, token);
    const willow = textOf(classes.body.value?.[0]?.id);
    await practice.switches({ pageSize: 12 });
    const sizes: number[] = [];
    let next: string | undefined = `/v1.0/groups/${willow}/transitiveMembers`;
    while (next !== undefined) {
      const answer = await cloud.graph("GET", next, undefined, token);
      sizes.push(listOf(answer.body.value).length);
      const link = answer.body["@odata.nextLink"];
      next = link === undefined ? undefined : textOf(link).replace(practice.running.graph, "");
    }
    expect(sizes).toEqual([12, 12, 6]);
    const checked = await cloud.graph(
      "POST",
      `/v1.0/users/${okafor}/checkMemberGroups`,
      { groupIds: [willow] },
      token,
    );
    expect(checked.body.value).toEqual([]);
  });
});
