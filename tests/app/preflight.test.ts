import type { State } from "../../src/app/preflight/line.ts";
import type { SetUpView } from "../../src/app/set-up/view.ts";
import { groupId } from "../../src/practice/school/groups.ts";
import { pupils } from "../../src/practice/school/pupils.ts";
import { usualSwitches } from "../../src/practice/switches.ts";
import type { SchoolSettings } from "../../src/protocol/holders/school.ts";
import { Panel } from "../e2e/support/panel.ts";
import { type InProcess, METRICS_TOKEN, startInProcess } from "../support/in-process.ts";
import { BROKEN } from "./support/broken.ts";

describe("the check of a school where one thing is broken", () => {
  let school: InProcess;
  let whole: ReadonlyMap<string, State>;

  const looked = async (): Promise<SetUpView> => {
    const token = await school.practice.token({ kind: "panel", person: "khan" });
    const answer = await fetch(`${school.practice.running.gateway}/api/set-up/check`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: "{}",
    });
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as SetUpView;
  };
  const linesOf = ({ steps, others }: SetUpView) => [...others, ...steps.flatMap(({ lines }) => lines)];
  /**
   * The tables press quicker than any person: Teams' own limits hold them up now and then, and on a busy machine
   * practice may be too slow for the check ("Check again in a minute").
   */
  const lookedInPeace = () =>
    school.practice.until(
      "Teams takes it",
      async () => {
        const view = await looked();
        return (
          linesOf(view).every(
            ({ says }) => !/asks us to wait|TimeoutError|(no|not) answer in time/.test(says),
          ) && view
        );
      },
      60_000,
    );
  const statesOf = (view: SetUpView) => new Map(linesOf(view).map(({ id, state }) => [id, state]));

  beforeAll(async () => {
    school = await startInProcess({ dataDir: ":memory:" }, { BOT_PASSWORD_ENDS: "2099-01-14" });
    whole = statesOf(await lookedInPeace());
  });
  afterAll(() => school.practice.stop());

  it("is green where all is well, but for a copy, which no one has made here, and what only a rehearsal shows", () => {
    const rest = [...whole].filter(([, state]) => state !== "green");
    expect(rest.map(([id]) => id)).toEqual([
      "copies",
      "links",
      "staff-people",
      "availability",
      "policy",
      "rehearsed:removed",
      "rehearsed:entered",
      "rehearsed:seen",
    ]);
    expect(whole.size).toBeGreaterThan(38);
    expect(BROKEN.length).toBeGreaterThanOrEqual(35);
  });

  it("remembers of the sign-in of staff what the last person's look showed, when it looks by itself", async () => {
    const answer = await fetch(`${school.practice.running.gateway}/preflight`, {
      headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    });
    const { schools } = (await answer.json()) as { schools: { lines: { id: string; says: string }[] }[] };
    expect(schools[0]?.lines.find(({ id }) => id === "tokens")).toMatchObject({ says: "version 2" });
  });

  it("leaves no meeting and no call behind", async () => {
    const requests = (await school.practice.ledger()).map(
      ({ operation, status }) => `${operation} ${status}`,
    );
    for (const pair of [
      ["graph.onlineMeeting.create 201", "graph.onlineMeeting.delete 204"],
      ["graph.call.join 201", "graph.call.hangUp 204"],
    ]) {
      const counts = pair.map((one) => requests.filter((request) => request === one).length);
      expect(counts[0]).toBeGreaterThan(0);
      expect(counts[1]).toBe(counts[0]);
    }
  });

  it.each(BROKEN)("is red or amber just there, and says what mends it: $what", async (broken) => {
    const { switches = {}, fault, without = [], red = {}, amber = {}, late = {}, grey = [] } = broken;
    const { practice } = school;
    try {
      await practice.switches(switches);
      if (fault !== undefined) await practice.fault(fault);
      for (const conversation of without) await practice.do({ do: "install", conversation, on: false });
      const view = await lookedInPeace();
      const told = { ...red, ...amber, ...late };
      const expected = [...whole].map(([id, before]) => {
        if (id in red) return [id, "red"];
        if (id in amber) return [id, "amber"];
        return [id, id in late || grey.includes(id) ? "grey" : before];
      });
      expect(Object.fromEntries(statesOf(view))).toEqual(Object.fromEntries(expected));
      for (const { id, state, mend, means } of linesOf(view)) {
        const words = told[id];
        if (words === undefined) continue;
        expect({ id, mend }).toEqual({ id, mend: expect.stringMatching(words) });
        expect(state === "green" || means !== undefined).toBe(true);
      }
      expect(view.ready).toBe(false);
    } finally {
      await practice.clearFaults();
      await practice.switches(usualSwitches());
      for (const conversation of without) await practice.do({ do: "install", conversation, on: true });
      await practice.forgetViolations();
    }
  });

  it("says that no calendar may be used as soon as a lesson is planned here, and before that why it does not matter", async () => {
    const { practice } = school;
    const calendars = async () => linesOf(await lookedInPeace()).find(({ id }) => id === "calendars");
    await practice.switches({ calendars: "none" });
    expect(await calendars()).toMatchObject({
      state: "grey",
      says: expect.stringMatching(/^not used: no lesson is planned in Lesson Guard/),
      mend: expect.stringMatching(/^Only where staff are to plan lessons here/),
    });
    const soon = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
    const planned = await new Panel(practice, "okafor").ask("POST", "/api/plans", {
      request: crypto.randomUUID(),
      kind: "class",
      title: "Year 4 maths",
      day: soon.slice(0, 10),
      time: "10:00",
      minutes: 45,
      staff: [],
    });
    expect(planned.status).toBe(200);
    expect(await calendars()).toMatchObject({
      state: "amber",
      mend: expect.stringMatching(/New-ManagementRoleAssignment/),
    });
  });

  it("is not ready with pupils in the group of staff, and says how many, with no pupil’s name", async () => {
    const khan = new Panel(school.practice, "khan");
    const { settings } = (await khan.ask<{ settings: SchoolSettings }>("GET", "/api/settings")).body;
    const choose = (staff: string | undefined) =>
      khan.ask("PUT", "/api/settings", { ...settings, groups: { ...settings.groups, staff } });
    const before = (await khan.ask("GET", `/api/settings/groups/${groupId("year-4")}`)).body;
    expect(before).toMatchObject({ people: pupils.length + 2, pupils: pupils.length });
    for (const { name } of pupils) expect(JSON.stringify(before)).not.toContain(name);
    expect((await choose(groupId("year-4"))).status).toBe(200);
    const view = await lookedInPeace();
    const lines = linesOf(view);
    expect(lines.find(({ id }) => id === "group:staff")).toMatchObject({
      state: "red",
      says: `${pupils.length} of the ${pupils.length + 2} members of the group of staff are pupils of a class`,
      mend: expect.stringMatching(/Settings page, People, Staff/),
    });
    expect(view.steps.find(({ id }) => id === "groups")).toMatchObject({ state: "red" });
    expect(lines.find(({ id }) => id === "chats:staff")).toMatchObject({ state: "grey" });
    for (const { name } of pupils) expect(JSON.stringify(view)).not.toContain(name);
    await choose(settings.groups.staff);
  });
});
