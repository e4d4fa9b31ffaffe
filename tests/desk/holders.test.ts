import { NEW_SCHOOL, openSchool } from "../../src/desk/school.ts";
import { spreadProposal, tellProposal } from "../../src/duty/handlers/proposal-duties.ts";
import type { SchoolSettings } from "../../src/protocol/holders/school.ts";
import type { ProposalNews } from "../../src/protocol/work/duty.ts";
import { schoolStream } from "../../src/record/log/streams.ts";
import { linksTo } from "../../src/teams/cards/links.ts";
import { ENGINES, type Ground, newGround } from "../support/engines.ts";
import { type Day, openDay } from "./school-day.ts";

const CHOSEN: SchoolSettings = {
  ...NEW_SCHOOL,
  name: "Oakfield",
  groups: { dsl: "lowe-and-grant", headteacher: "evans" },
  dslChannel: { teamId: "t", channelId: "c" },
};
const OWN: SchoolSettings = { ...CHOSEN, groups: { ...CHOSEN.groups, dsl: "admin-alone" } };
const HEAD: SchoolSettings = { ...CHOSEN, groups: { ...CHOSEN.groups, headteacher: "admin-alone" } };

const ATTEMPT = {
  id: "spread",
  stream: "school",
  store: "general" as const,
  number: 1,
  deadlineAt: 0,
  expiresAt: 0,
  signal: new AbortController().signal,
};

describe.each(ENGINES)("who is told is changed with a yes, on %s", (engine) => {
  let ground: Ground;
  let day: Day;
  let said: { readonly to: string; readonly text: string }[];
  let redrawn: string[];

  beforeEach(async () => {
    ground = await newGround(engine);
    day = await openDay(ground.place);
    await day.school.change(CHOSEN, "admin");
    said = [];
    redrawn = [];
  });
  afterEach(async () => {
    await day.close();
    await ground.remove();
  });

  const answer = async (
    who: string,
    value: "yes" | "no",
    proposal = day.school.proposals().at(-1)?.proposal ?? "",
  ) => day.school.answer(day.caller(who), { proposal, answer: value }, await day.people.holders());

  const parts = () => ({
    ...day,
    links: linksTo("app", "tenant"),
    sender: {
      openPersonal: async (person: string) => person,
      send: async (to: string, message: { readonly summary: string }) => {
        said.push({ to, text: message.summary });
        return { activityId: `${said.length}` };
      },
      update: async (
        _to: string,
        _id: string,
        message: { readonly card: object; readonly summary: string },
      ) => {
        redrawn.push(JSON.stringify(message));
      },
    } as unknown as Parameters<typeof tellProposal>[0]["sender"],
  });
  const duties = async () =>
    (await day.record.dutiesOf(schoolStream("school"))).filter(({ work }) => work.kind !== "redraw-cards");
  /** Sends the messages about the newest proposal. */
  const spread = async (news: ProposalNews) => {
    const proposal = day.school.proposals().at(-1)?.proposal ?? "";
    const outcome = await spreadProposal(parts())({ kind: "spread-proposal", proposal, news }, ATTEMPT);
    for (const { work } of await duties())
      if (work.kind === "tell-proposal" && work.news === news) await tellProposal(parts())(work, ATTEMPT);
    return outcome;
  };

  it("stands in the record with its duties, and another instance reads the same", async () => {
    expect(await day.school.change({ ...OWN, undoSeconds: 9 }, "admin")).toEqual(["dsl"]);
    const other = await openSchool(day.record, day.now, async () => []);
    for (const school of [day.school, other]) {
      expect(school.settings()).toEqual({ ...CHOSEN, undoSeconds: 9 });
      expect(school.proposals()).toMatchObject([{ of: "dsl", to: "admin-alone", by: "admin" }]);
    }
    expect((await duties()).map(({ work }) => work.kind)).toEqual(["spread-proposal", "spread-proposal"]);
    const { proposal = "" } = other.proposals()[0] ?? {};
    expect(await answer("admin", "yes", proposal)).toMatchObject({ refused: "not-found" });
    expect(await answer("dsl", "yes", proposal)).toMatchObject({ say: expect.stringContaining("in force") });
    await other.refresh();
    expect(other.settings()).toEqual({ ...OWN, undoSeconds: 9 });
    expect(await day.record.verifyStream(schoolStream("school"))).toMatchObject({ intact: true });
  });

  it("two who press at once: one answer counts, the other reads it", async () => {
    await day.school.change(OWN, "admin");
    const other = await openSchool(day.record, day.now, async () => []);
    const proposal = other.proposals()[0]?.proposal ?? "";
    const holders = await day.people.holders();
    const answers = await Promise.all([
      day.school.answer(day.caller("dsl"), { proposal, answer: "yes" }, holders),
      other.answer(day.caller("deputy"), { proposal, answer: "no" }, holders),
    ]);
    expect(answers.filter((one) => "refused" in one)).toMatchObject([{ refused: "answered" }]);
    await Promise.all([day.school.refresh(), other.refresh()]);
    expect(other.settings()).toEqual(day.school.settings());
    const decided = (await day.record.read("school")).filter(
      ({ type, data }) => type === "HoldersChangeDeclined" || "consent" in data,
    );
    expect(decided).toHaveLength(1);
  });

  it("a changed SCHOOL_FILE goes the same way, and once", async () => {
    expect(await day.school.applyFile({ ...OWN, name: "Oakfield Primary" }, "digest")).toBe(true);
    expect(await day.school.applyFile({ ...OWN, name: "Oakfield Primary" }, "digest")).toBe(false);
    expect(day.school.settings()).toEqual({ ...CHOSEN, name: "Oakfield Primary" });
    expect(day.school.proposals()).toMatchObject([{ of: "dsl", file: "digest" }]);
  });

  it("a phone number waits for the headteacher through a restart, is refused, lapses, and is approved", async () => {
    await day.school.change({ ...CHOSEN, phone: "01632 960123" }, "admin");
    const next: SchoolSettings = { ...CHOSEN, phone: "01632 960199" };
    const propose = async (): Promise<void> => {
      expect(await day.school.change(next, "admin")).toEqual(["phone"]);
      expect(day.school.settings().phone).toBe("01632 960123");
    };
    await propose();
    expect(await answer("head", "no")).toMatchObject({ say: "Rejected. Nothing is changed." });
    await propose();
    day.wait(7 * 24 * 60 * 60 * 1000);
    expect(await answer("head", "yes")).toMatchObject({ refused: "lapsed" });
    await propose();
    // Another instance, or the same one started again, reads what waits, and takes the answer.
    const again = await openSchool(day.record, day.now, async () => []);
    const proposal = again.proposals().at(-1)?.proposal ?? "";
    const holders = await day.people.holders();
    const asked = { proposal, answer: "yes" } as const;
    expect(await again.answer(day.caller("dsl"), asked, holders)).toMatchObject({ refused: "not-found" });
    expect(await again.answer(day.caller("head"), asked, holders)).toMatchObject({
      say: "Approved. The change is in force.",
    });
    await day.school.refresh();
    for (const school of [day.school, again]) expect(school.settings()).toEqual(next);
    const facts = (await day.record.read("school")).map(({ type }) => type);
    expect(facts.slice(3)).toEqual([
      "SettingsApplied",
      "SettingsChangeProposed",
      "HoldersChangeDeclined",
      "SettingsApplied",
      "SettingsChangeProposed",
      "SettingsApplied",
      "SettingsChangeProposed",
      "SettingsApplied",
    ]);
    expect(await day.record.verifyStream(schoolStream("school"))).toMatchObject({ intact: true });
  });

  it("another group of staff is told to headteacher and DSL at once, and a start tells it no second time", async () => {
    await day.school.change({ ...CHOSEN, groups: { ...CHOSEN.groups, staff: "all-staff" } }, "admin");
    await day.school.change({ ...CHOSEN, groups: { ...CHOSEN.groups, staff: "others" } }, "admin");
    const again = await openSchool(day.record, day.now, async () => []);
    expect(again.made()).toMatchObject([{ of: "staff", from: "all-staff", to: "others", by: "admin" }]);
    const news = (await duties()).flatMap(({ work }) =>
      work.kind === "spread-proposal" && work.news === "made" ? [work] : [],
    );
    expect(news).toHaveLength(1);
    const tell = async () => {
      for (const work of news) await spreadProposal(parts())(work, ATTEMPT);
      for (const { work } of await duties())
        if (work.kind === "tell-proposal" && work.news === "made") await tellProposal(parts())(work, ATTEMPT);
    };
    await tell();
    await tell();
    expect(said.map(({ to }) => to).toSorted()).toEqual(["deputy", "dsl", "head"]);
    expect(new Set(said.map(({ text }) => text)).size).toBe(1);
    expect(said[0]?.text).toMatch(
      /^A setting at your school was changed on .+: the group of staff\. It is in force\./,
    );
  });

  it("tells those asked and the headteacher of it, and of the answer, once each", async () => {
    await day.school.change(OWN, "admin");
    await spread("proposed");
    await spread("proposed");
    const [asked] = said.filter(({ to }) => to === "dsl");
    expect(said.map(({ to }) => to).toSorted()).toEqual(["deputy", "dsl", "head"]);
    expect(asked?.text).toMatch(
      /^A change of who is DSL at your school was proposed on .+ Open the record to answer\.$/,
    );
    expect(said.find(({ to }) => to === "head")?.text).toContain("Open the record to see it.");
    await answer("dsl", "no");
    said = [];
    await spread("answered");
    expect(said.map(({ to }) => to).toSorted()).toEqual(["deputy", "dsl", "head"]);
    expect(said[0]?.text).toContain("Nothing was changed.");
  });

  it("tells a headteacher too whom the yes has replaced", async () => {
    await day.school.change(HEAD, "admin");
    await spread("proposed");
    await answer("head", "yes");
    day.staffing.roles = { ...day.staffing.roles, head: ["staff"], admin: ["headteacher"] };
    said = [];
    await spread("answered");
    expect(said.map(({ to }) => to).toSorted()).toEqual(["admin", "head"]);
  });

  it.each([
    ["answered", async () => answer("dsl", "yes"), "was approved"],
    [
      "replaced by another",
      async () => day.school.change({ ...OWN, groups: { ...OWN.groups, dsl: "a-third" } }, "admin"),
      "no longer be answered",
    ],
  ] as const)("the message that asked asks no more once it is %s", async (_how, happens, words) => {
    await day.school.change(OWN, "admin");
    await spread("proposed");
    const proposal = day.school.proposals().at(-1)?.proposal ?? "";
    expect(said.map(({ to }) => to).toSorted()).toEqual(["deputy", "dsl", "head"]);
    said = [];
    await happens();
    const news = (await duties()).flatMap(({ work }) =>
      work.kind === "spread-proposal" &&
      work.proposal === proposal &&
      work.news !== "proposed" &&
      work.news !== "lapsed"
        ? [work]
        : [],
    );
    expect(news).toHaveLength(1);
    for (const work of news) await spreadProposal(parts())(work, ATTEMPT);
    for (const { work } of await duties())
      if (work.kind === "tell-proposal" && work.news === news[0]?.news)
        await tellProposal(parts())(work, ATTEMPT);
    expect(redrawn).toHaveLength(3);
    for (const text of redrawn) {
      expect(text).toContain(words);
      // Where a newer message says the same, the older does not look like it.
      expect(said.map((one) => one.text)).not.toContain(JSON.parse(text).summary);
      expect(text).not.toContain("Waiting for your");
    }
    // That a change can no longer be answered is no news of its own.
    expect(said.length).toBe(words === "was approved" ? 3 : 0);
  });

  it("says that it has lapsed only where it has", async () => {
    await day.school.change(OWN, "admin");
    await spread("lapsed");
    expect(said).toEqual([]);
    day.wait(7 * 24 * 60 * 60 * 1000);
    await spread("lapsed");
    expect(said.map(({ to }) => to).toSorted()).toEqual(["deputy", "dsl", "head"]);
    expect(said[0]?.text).toContain("was not answered within 7 days");
  });

  it("asks again where no one is known to hold the role", async () => {
    await day.school.change(OWN, "admin");
    day.staffing.roles = {};
    expect(await spread("proposed")).toMatchObject({ reason: "no one holds the role" });
  });
});
