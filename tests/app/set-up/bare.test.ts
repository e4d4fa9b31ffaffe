import type { State } from "../../../src/app/preflight/line.ts";
import { signInLines, stepsWithVariables } from "../../../src/app/set-up/setup-script.ts";
import type { StepId } from "../../../src/app/set-up/step.ts";
import type { SetUpView } from "../../../src/app/set-up/view.ts";
import type { Place } from "../../../src/practice/app-links.ts";
import { FROM_NOTHING } from "../../../src/practice/classroom/walks/administrator.ts";
import { doneNow } from "../../../src/practice/classroom/walks/walks.ts";
import { appInTeams } from "../../../src/practice/school/app-package.ts";
import { groupId } from "../../../src/practice/school/groups.ts";
import { people } from "../../../src/practice/school/people.ts";
import { isStaff } from "../../../src/practice/school/person.ts";
import { botId, dslTeam, tenantId } from "../../../src/practice/school/tenant.ts";
import type { SchoolSettings } from "../../../src/protocol/holders/school.ts";
import type { ProposalView } from "../../../src/protocol/holders/view.ts";
import { Panel } from "../../e2e/support/panel.ts";
import { type InProcess, METRICS_TOKEN, startInProcess } from "../../support/in-process.ts";
import {
  CHOSEN,
  expectLookedAgain,
  expectNoMoreAsking,
  expectNothingLeft,
  expectOnlyWhatAllNeed,
  expectSeenInPart,
  POLICY_OF_STAFF_CLOSED,
  pressTheMessage,
} from "../support/bare-school.ts";

const APP = appInTeams.id;
const STAFF = people.filter(isStaff);

describe("a school in which nothing is set up", () => {
  let school: InProcess;
  const as = (person: string) => new Panel(school.practice, person);
  const view = async (): Promise<SetUpView> => (await as("khan").ask<SetUpView>("GET", "/api/set-up")).body;
  /** Nothing is broken here: what only came too late on a busy machine is looked at again. */
  const LATE = /not known just now|Microsoft 365 did not/;
  const checked = (): Promise<SetUpView> =>
    school.practice.until(
      "it is looked at in time",
      async () => {
        const { status, body } = await as("khan").ask<SetUpView>("POST", "/api/set-up/check", {});
        // On a busy machine the directory may be too late to say who asks.
        if (status === 503) return false;
        if (status !== 200) throw new Error(`the check answers ${status}`);
        const lines = [...body.others, ...body.steps.flatMap((step) => step.lines)];
        return lines.every(({ says }) => !LATE.test(says)) && body;
      },
      60_000,
    );
  /** All blocks of a step, as they are copied from the page. @returns what the window shows */
  const paste = ({ steps }: SetUpView, step: StepId): Promise<string> => {
    const blocks = steps.find(({ id }) => id === step)?.cmdlets ?? [];
    return run(
      blocks.flatMap(({ connect, lines, asks }) =>
        lines.length === 0
          ? []
          : [
              connect,
              ...lines.map((line) =>
                line.replaceAll(asks?.mark ?? "no mark", asks?.kind === "policy" ? "'Educators'" : "'1.0.0'"),
              ),
            ],
      ),
    );
  };
  const looked = (what: string, of?: string) =>
    as("khan").ask<SetUpView>("POST", `/api/set-up/attested/${what}`, { act: "say", of });
  const run = (lines: readonly string[]): Promise<string> =>
    school.practice.administer({ do: "powerShell", text: lines.join("\n") });
  /** Of docs/admin/teams.md: the page cannot be opened before these. */
  const fromDocs = (step: StepId): Promise<string> =>
    run(
      stepsWithVariables().flatMap(({ id, cmdlets }) =>
        id === step ? cmdlets.flatMap(({ lines, optional }) => (optional ? [] : lines)) : [],
      ),
    );
  /** The guide of the practice page is at this step, counted from 1: all before it are seen to be done. */
  let steps = 0;
  const walked = async (step: number) => {
    const state = await school.practice.state();
    const meeting = state.meetings.find(({ inCalendar }) => !inCalendar) ?? state.meetings[0];
    if (meeting === undefined) throw new Error("no meeting");
    const place = { tab: state.teamsApp.tabs.find(({ entityId }) => entityId === "set-up") };
    steps = doneNow(FROM_NOTHING, steps, { state, meeting, eye: "khan", place: place as Place });
    expect(steps + 1).toBe(step);
  };
  const states = ({ steps }: SetUpView) => Object.fromEntries(steps.map(({ id, state }) => [id, state]));
  const done = (...ids: readonly StepId[]) =>
    Object.fromEntries(ids.map((id) => [id, "green" satisfies State]));

  beforeAll(async () => {
    school = await startInProcess({ dataDir: ":memory:" }, { BOT_PASSWORD_ENDS: "2099-01-14" }, true);
  });
  afterAll(() => school.practice.stop());

  it("says to the person who keeps the server that no permission is given, and that it is not ready", async () => {
    const answer = await fetch(`${school.practice.running.gateway}/preflight`, {
      headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    });
    const { schools } = (await answer.json()) as { schools: { lines: { id: string; state: State }[] }[] };
    const lines = schools[0]?.lines ?? [];
    expect(lines.find(({ id }) => id === "consent:GroupMember.Read.All")?.state).toBe("red");
    expect(lines.filter(({ state }) => state === "green").map(({ id }) => id)).toEqual(
      expect.arrayContaining(["sign-in", "address", "record"]),
    );
  });

  it("turns green step by step, in their order, and is ready once a rehearsal has shown the rest", async () => {
    const { practice } = school;
    await walked(1);
    // What page and docs have to copy is pasted into PowerShell as it is.
    expect(await fromDocs("consent")).toContain("$BotId has no value yet");
    expect(await run([`$BotId = '${botId}'`, `$TenantId = '${tenantId}'`])).not.toContain("not run");
    expect(await fromDocs("consent")).toContain("Please call Connect-MgGraph");
    await run(signInLines());
    expect(await fromDocs("consent")).toContain("given: OnlineMeetings.ReadWrite.All");
    await walked(2);
    await practice.administer({ do: "consent" });
    expectOnlyWhatAllNeed((await practice.state()).tenant);
    await practice.administer({ do: "addPermission", name: "EduRoster.Read.All" });
    await practice.administer({ do: "consent" });
    expect(states(await checked())).toMatchObject({
      ...done("consent"),
      package: "red",
      groups: "red",
      meetings: "grey",
    });

    expect(await fromDocs("package")).toContain(`Id          : ${APP}`);
    await expect(practice.administer({ do: "add", person: "khan" })).rejects.toThrow("does not offer");
    await practice.administer({ do: "assign", groups: [groupId("administrators")] });
    await practice.administer({ do: "block", on: false });
    await practice.administer({ do: "add", person: "khan" });
    await expect(practice.administer({ do: "add", person: "okafor" })).rejects.toThrow("does not offer");
    // ADMIN_GROUP_ID alone says to whom it is unblocked: the school has chosen no group yet.
    const opened = await view();
    const unblock = opened.steps.find(({ id }) => id === "package")?.cmdlets.at(-1);
    expect(unblock).toMatchObject({ lines: [expect.stringContaining(groupId("administrators"))] });
    expect(unblock).not.toHaveProperty("needs");
    expect(states(await checked())).toMatchObject({
      ...done("consent", "package"),
      groups: "red",
      staff: "grey",
    });
    await walked(5);

    const { settings } = (await as("khan").ask<{ settings: SchoolSettings }>("GET", "/api/settings")).body;
    const chosen = { ...settings, ...CHOSEN };
    expect((await as("khan").ask("PUT", "/api/settings", chosen)).status).toBe(200);
    await walked(6);
    await expectLookedAgain(practice, view);
    const named = await checked();
    expect(states(named)).toMatchObject({
      ...done("consent", "package"),
      groups: "grey",
      staff: "red",
      channel: "amber",
    });
    // No tick before a person has looked at who is in the group: about another one their word is not taken.
    expect(named.next).toBe("groups");
    expect((await looked("staff", groupId("dsl"))).status).toBe(409);
    expect((await looked("staff")).status).toBe(400);
    expect(states((await looked("staff", groupId("staff"))).body)).toMatchObject(done("groups"));
    await walked(7);
    // The cmdlets have the groups in them from now on.
    expect(JSON.stringify(named.steps.find(({ id }) => id === "meetings")?.cmdlets)).toContain(
      groupId("staff"),
    );

    // The set-up policy has to be there before it is given to a group.
    expect(await paste(named, "staff")).toContain("is not a user policy of this tenant");
    const policy = { do: "setupPolicy", name: "Lesson Guard", installed: true, inMeetings: false } as const;
    await practice.administer(policy);
    expect(await paste(named, "staff")).toContain("Approved.");
    const having = (await practice.state()).chats.flatMap(({ kind, installed, of }) =>
      kind === "private" && installed ? [of] : [],
    );
    expect(having.toSorted()).toEqual(STAFF.map(({ id }) => id).toSorted());
    await walked(8);
    const given = await checked();
    expect(states(given)).toMatchObject({
      ...done("consent", "package", "groups"),
      staff: "grey",
      channel: "amber",
    });
    // No meeting has the app yet: that is not passed over, and says what mends it.
    expect(given.steps.flatMap(({ lines }) => lines).find(({ id }) => id === "meeting-chat")).toMatchObject({
      state: "grey",
      mend: expect.stringMatching(/^Step 4\..*add Lesson Guard.*check again/),
    });
    await practice.administer({ ...policy, inMeetings: true });
    await paste(named, "staff");
    await practice.until("the meeting is known", async () => {
      const { steps } = await checked();
      return steps.flatMap(({ lines }) => lines).find(({ id }) => id === "meeting-chat")?.state === "green";
    });
    expect(states(await view())).toMatchObject({ staff: "grey" });
    expect(states((await looked("availability")).body)).toMatchObject(done("staff"));
    await expect(practice.administer({ do: "addTo", conversation: dslTeam.channelId })).rejects.toThrow(
      "add Lesson Guard to the team first",
    );
    for (const add of [{ do: "addToTeam" }, { do: "addTo", conversation: dslTeam.channelId }] as const)
      await practice.administer(add);
    await walked(10);
    await as("khan").ask("PUT", "/api/settings", {
      ...chosen,
      dslChannel: { teamId: dslTeam.id, channelId: dslTeam.channelId },
    });
    const waits = (await checked()).steps.flatMap(({ lines }) => lines).find(({ id }) => id === "channel");
    expect(waits).toMatchObject({
      state: "amber",
      says: "the one that was chosen waits for the DSL’s approval",
      mend: expect.stringMatching(/^A DSL, and not the person who chose it: .*Approve/),
    });
    const proposals = async () =>
      (await as("lowe").ask<{ proposals: ProposalView[] }>("GET", "/api/proposals")).body.proposals;
    const readers = /^\d people read this channel, all DSLs: /;
    await practice.until("it is seen", async () => readers.test((await proposals())[0]?.readers ?? ""));
    for (const { proposal } of await proposals())
      await as("lowe").ask("POST", `/api/proposals/${proposal}`, { answer: "yes" });
    expect(states(await checked())).toMatchObject({
      ...done("consent", "package", "groups", "staff", "channel"),
      meetings: "red",
    });

    expect(await paste(named, "meetings")).not.toContain("not run");
    await walked(13);
    const set = await checked();
    expect(states(set)).toEqual({
      ...done("consent", "package", "groups", "staff", "channel", "meetings"),
      removal: "grey",
      rehearsal: "grey",
    });
    // The look is the person's; whether step 7 was done, step 8 alone can show: no one is left standing before it.
    expect(set).toMatchObject({ ready: false, next: "removal" });
    const said = (await looked("policy", "Educators")).body;
    expect(said.next).toBe("rehearsal");
    expect(said.steps.find(({ id }) => id === "removal")?.stateSays).toBe("Step 8 shows whether it works");

    // Step 7 is forgotten: the rehearsal says so, and goes on once it is done.
    await as("khan").ask("POST", "/api/set-up/rehearsal", { act: "start" });
    const until = (what: string, look: (now: SetUpView) => boolean) =>
      practice.until(
        what,
        async () => {
          const now = await view();
          return look(now) && now;
        },
        20_000,
      );
    const toJoin = (now: SetUpView) => /see you there yet\. Join first/.test(now.rehearsal?.now ?? "");
    const joined = async ({ rehearsal: led }: SetUpView) => {
      const meeting = led?.joinUrl ?? "";
      await practice.do({ do: "start", meeting, person: "khan" });
      await until("Lesson Guard is in", (now) => /on your phone/.test(now.rehearsal?.now ?? ""));
      await practice.do({ do: "arrive", meeting, person: "family-01" });
      await practice.do({ do: "admit", meeting, person: "family-01", by: "khan" });
    };
    const first = await until("it is to be joined first", toJoin);
    await joined(first);
    await until("it says what is missing", (now) => /Do step 7/.test(now.rehearsal?.trouble ?? ""));
    expect(await paste(named, "removal")).not.toContain("not run");
    expect((await practice.state()).tenant).toMatchObject({
      mayRemove: true,
      anonymousMayUseApps: false,
      meetingPolicies: POLICY_OF_STAFF_CLOSED,
    });
    await until("the phone is out", (now) => /Ask a DSL/.test(now.rehearsal?.now ?? ""));
    await pressTheMessage(practice, first.rehearsal?.id ?? "", view);

    const ready = await until("it is ready", (now) => now.ready);
    expect(new Set(Object.values(states(ready)))).toEqual(new Set(["green"]));
    expect(ready).not.toHaveProperty("next");
    expectSeenInPart(ready, STAFF.length);
    expectNoMoreAsking(await practice.state());
    // No program reads the policy: who looked at it is said by name, stands in the record, and can be taken back.
    expect(ready.notSeen).toMatch(/Mr R Khan looked at the meeting policy on \d+ \w+ \d{4}\./);
    const back = await as("khan").ask<SetUpView>("POST", "/api/set-up/attested/policy", { act: "take back" });
    expect(back.body).toMatchObject({ next: "removal", notSeen: expect.stringMatching(/Look once at the/) });
    expect(ready.rehearsal).toMatchObject({ over: true, now: expect.stringMatching(/All three were seen/) });
    // It is no lesson of the person who led it, and no meeting is left behind.
    const { lessons } = (await as("khan").ask<{ lessons: { startsAt: string }[] }>("GET", "/api/lessons"))
      .body;
    // The staff meeting in two hours comes into sight where all this took long.
    const HOUR_MS = 60 * 60_000;
    expect(lessons.filter(({ startsAt }) => Date.parse(startsAt) < Date.now() + HOUR_MS)).toEqual([]);
    await expectNothingLeft(practice);

    // A later rehearsal shows that no one can be removed any more: what the first one showed counts no more.
    await practice.switches({ removeParticipant: false });
    await as("khan").ask("POST", "/api/set-up/rehearsal", { act: "start" });
    await joined(await until("it is to be joined again", toJoin));
    await until("it is refused", (now) => /Do step 7/.test(now.rehearsal?.trouble ?? ""));
    expect(await view()).toMatchObject({ ready: false });
    const stopped = await as("khan").ask<SetUpView>("POST", "/api/set-up/rehearsal", { act: "stop" });
    const after = await checked();
    expect([stopped.body.ready, after.ready]).toEqual([false, false]);
    expect(states(after)).toMatchObject({ removal: "red", rehearsal: "green" });
  });
});
