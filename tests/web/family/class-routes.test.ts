import { createHash } from "node:crypto";
import restify from "restify";
import { listSources } from "../../../src/app/list-sources.ts";
import { groupId } from "../../../src/practice/school/groups.ts";
import { findPerson } from "../../../src/practice/school/people.ts";
import type { ClassView } from "../../../src/protocol/screen/families-view.ts";
import type { FoundListView } from "../../../src/protocol/screen/found-list.ts";
import { Refusal, refuse } from "../../../src/web/answers.ts";
import type { Signed } from "../../../src/web/caller.ts";
import { classRoutes } from "../../../src/web/family/class-routes.ts";
import { createFamilyLinks } from "../../../src/web/family/links.ts";
import { sourceRoutes } from "../../../src/web/family/source-routes.ts";
import { routesOf } from "../../../src/web/routes.ts";
import { type Day, openDay } from "../../desk/school-day.ts";
import { type PracticeGraph, startPracticeGraph } from "../../meeting/support/practice-graph.ts";
import { KEY } from "./family-server.ts";

const OKAFOR = findPerson("okafor")?.account?.objectId ?? "";
const SHAH = findPerson("shah")?.account?.objectId ?? "";
const WILLOW = { class: groupId("willow"), name: "4 Willow" };

let practice: PracticeGraph;
let day: Day;
let address: string;
let severalSchools = false;
let who = OKAFOR;
let close: () => Promise<void>;

beforeAll(async () => {
  practice = await startPracticeGraph();
  day = await openDay();
  day.staffing.roles = { ...day.staffing.roles, [OKAFOR]: ["staff"], [SHAH]: ["staff"] };
  const settings = day.school.settings();
  await day.school.change({ ...settings, groups: { ...settings.groups, staff: groupId("staff") } }, "admin");
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser({ mapParams: false }));
  const routes = routesOf(server);
  const signed: Signed = (route) => async (request, response) => {
    try {
      const caller = { ...(await day.people.callerOf(who, who)), expiresAt: 0 };
      await route(request, response, caller, day);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error);
    }
  };
  const sources = listSources(practice.graph, () => !severalSchools);
  const now = () => day.now();
  classRoutes(routes, signed, { links: createFamilyLinks(KEY), publicUrl: "https://lg.example", sources });
  sourceRoutes(routes, signed, { sources, now });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${server.address().port}`;
  close = async () => {
    server.server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  };
});
afterAll(async () => {
  await close();
  await day.close();
  await practice.stop();
});
beforeEach(() => {
  who = OKAFOR;
  severalSchools = false;
  practice.faults.clear();
  practice.switches.revokedRoles = [];
});

/** What a route answers: what each test looks at is there. */
type Answered = {
  readonly say: string;
  readonly found: FoundListView;
  readonly view: ClassView;
  readonly notes: readonly {
    readonly link: string;
    readonly text: string;
    readonly adult: string;
    readonly madeAt: string;
  }[];
};

const ask = async (path: string, body?: object) => {
  const response = await fetch(`${address}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answered: Answered = await response.json();
  return { status: response.status, body: answered };
};
const look = (body: object) => ask("/api/class-sources", body);

describe("a list that begins with a class or a group", () => {
  it("is chosen by name, shown with who is left out, and kept with its other teacher", async () => {
    const sources = await ask("/api/class-sources");
    expect(sources.body).toMatchObject({ classes: [{ name: "4 Willow" }] });
    const { found } = (await look(WILLOW)).body;
    expect([found.name, found.pupils.length]).toEqual(["4 Willow, Autumn 2026", 30]);
    expect(found.notes).toContain("Not on the list, because they teach this class: Ms A Okafor.");
    const kept = await ask("/api/classes", { name: found.name, pupils: found.pupils, from: WILLOW.class });
    expect(kept.body.say).toBe("30 families are on the list. Only you see it.");
    expect(kept.body.view.families[0]).toMatchObject({
      child: "Amara Osei",
      adults: [{ name: "Ms A Osei" }],
    });
    // Looked at by a colleague who does not teach it: no adult's name, and not the list.
    who = SHAH;
    const other = (await look(WILLOW)).body.found;
    expect(JSON.stringify(other)).not.toContain("Ms A Osei");
    expect((await ask(`/api/classes/${kept.body.view.class}`)).status).toBe(404);
    // Kept by them from the class, its teacher keeps it, too.
    const theirs = await ask("/api/classes", { name: "W", pupils: other.pupils, from: WILLOW.class });
    expect(theirs.body.say).toBe("30 families are on the list. One colleague sees it, too.");
  });

  it("is refused in a sentence: no permission, Microsoft away, gone, another's group, one that gives a role", async () => {
    practice.faults.add({ operation: "graph.education.members", kind: 503, times: 9 });
    expect(await look(WILLOW)).toMatchObject({
      status: 503,
      body: { error: { say: expect.stringContaining("just now") } },
    });
    practice.faults.clear();
    expect(await look({ class: "none", name: "x" })).toMatchObject({ status: 404 });
    for (const name of ["dsl", "staff"])
      expect(await look({ group: groupId(name), name })).toMatchObject({ status: 404 });
    practice.switches.revokedRoles = ["EduRoster.Read.All"];
    expect(await look(WILLOW)).toMatchObject({ status: 409 });
    // The groups are there all the same.
    expect((await ask("/api/class-sources")).body).toMatchObject({
      classes: [],
      classesNot: expect.stringContaining("EduRoster.Read.All"),
      groups: expect.arrayContaining([expect.objectContaining({ name: "Year 4" })]),
    });
    practice.switches.revokedRoles = [];
    severalSchools = true;
    expect(await look(WILLOW)).toMatchObject({
      status: 409,
      body: { error: { say: expect.stringContaining("several") } },
    });
  });

  it("from a group leaves out the staff in it, also of a nested one", async () => {
    const { found } = (await look({ group: groupId("year-4"), name: "Year 4" })).body;
    expect(found.pupils).toHaveLength(30);
    expect(found.notes[0]).toMatch(/^Not on the list, because they are staff: .*Okafor/);
  });
});

const TWO_MADE = "2 links are made. They are shown now: copy them.";

describe("links for a whole list", () => {
  it("are made for each, once to be read, and say truly for how many; each ends by itself", async () => {
    const pupils = Array.from({ length: 16 }, (_, n) => ({ name: `Pupil ${n}`, adults: ["Mum", "Dad"] }));
    const { class: list, families } = (await ask("/api/classes", { name: "Many", pupils })).body.view;
    const all = families.flatMap(({ family, adults }) => adults.map(({ adult }) => ({ family, adult })));
    const press = (body: object) => ask(`/api/classes/${list}`, body);
    expect((await press({ do: "make-links", adults: all })).status).toBe(400);
    const [gone, ...some] = all.slice(0, 30);
    const made = await press({ do: "make-links", adults: [...some, { ...gone, adult: "no such adult" }] });
    expect(made.body.say).toBe(
      "29 of 30 links are made. They are shown now: copy them. 1 was left out: that adult is no longer on the list.",
    );
    const { notes } = made.body;
    expect(new Set(notes.map(({ link }) => link)).size).toBe(29);
    for (const { link, text } of notes) {
      expect(link).toMatch(/^https:\/\/lg\.example\/family#/);
      expect(text).toContain(link);
      // What is random in a link may spell a word.
      expect(text.replaceAll(link, "")).not.toMatch(/Pupil|Mum|Dad|meetup-join/);
    }
    // No link stands in what staff read afterwards.
    expect(JSON.stringify((await ask(`/api/classes/${list}`)).body)).not.toContain("/family#");
    // The page was left: the person who made them has them still, and no one else.
    const again = async () => (await ask(`/api/classes/${list}?links=yes`)).body.notes;
    expect(await again()).toEqual(notes);
    who = SHAH;
    expect((await ask(`/api/classes/${list}?links=yes`)).status).toBe(404);
    who = OKAFOR;
    await press({ do: "sent", ...some[0], how: "ClassDojo" });
    expect(await again()).toEqual(notes.slice(1));
    expect((await press({ do: "links-copied" })).body.say).toBe("The links are shown no more.");
    expect(await again()).toEqual([]);
    expect((await press({ do: "all-sent", adults: some, how: "ClassDojo" })).body.say).toBe("Noted.");
    expect((await press({ do: "all-sent", adults: [gone, ...some.slice(1)], how: "e-mail" })).body.say).toBe(
      "Noted for 28 of 29.",
    );
    const { view } = (await press({ do: "revoke", ...some[0] })).body;
    const states = view.families.flatMap(({ adults }) => adults.flatMap(({ link }) => link?.state ?? []));
    expect(states.filter((one) => one === "works")).toHaveLength(28);
    expect(states.filter((one) => one === "revoked")).toHaveLength(1);
    // Pressed again for all: what was ended stays ended, what was sent stays as it is, also where a page says otherwise.
    const madeAt = view.families[0]?.adults[1]?.link?.madeAt;
    const renewed = await press({
      do: "make-links",
      adults: all.slice(0, 30).map((one) => ({ ...one, instead: madeAt })),
    });
    expect(renewed.body.say).toBe(
      "1 of 30 links are made. They are shown now: copy them. 1 was left out: staff ended that link. 28 were left as they are: those adults have links.",
    );
    expect(renewed.body.notes.map(({ adult }) => adult)).toEqual([gone?.adult]);
  });
});

describe("a press for links that is pressed twice", () => {
  it("ends no link that the first made, and shows the same to the same person; to a colleague it is refused", async () => {
    const pupils = [{ name: "Ada Lane", adults: ["Ms Lane", "Mr Lane"] }];
    const { class: list, families } = (await ask("/api/classes", { name: "Twice", pupils })).body.view;
    const [family = ""] = families.map((one) => one.family);
    const [mum = "", dad = ""] = families.flatMap(({ adults }) => adults.map(({ adult }) => adult));
    const press = (body: object) => ask(`/api/classes/${list}`, body);
    const facts = async () => (await day.record.read(`family:${family}`)).map(({ type }) => type);
    const all = { do: "make-links", adults: [mum, dad].map((adult) => ({ family, adult })) };
    const [one, other] = await Promise.all([press(all), press(all)]);
    expect(other.body.notes).toEqual(one.body.notes);
    expect([one.body.say, other.body.say]).toEqual([TWO_MADE, TWO_MADE]);
    await press({ do: "revoke", family, adult: mum });
    const alone = { do: "make-link", family, adult: mum };
    const [first, second] = await Promise.all([press(alone), press(alone)]);
    expect(second.body.notes).toEqual(first.body.notes);
    expect(second.body.say).toBe("The link is made already. Copy the text now.");
    expect((await facts()).filter((type) => type.startsWith("Link"))).toEqual([
      "LinkMade",
      "LinkMade",
      "LinkRevoked",
      "LinkMade",
    ]);
    // Sent, it is shown no more, and a late press says so; with the link that it is to replace, it is made anew.
    await press({ do: "sent", family, adult: mum, how: "e-mail" });
    expect(await press(alone)).toMatchObject({ status: 409, body: { error: { code: "link-in-use" } } });
    const instead = first.body.notes[0]?.madeAt;
    const anew = await press({ ...alone, instead });
    expect(anew.body.say).toContain("the one before has ended");
    expect(anew.body.notes[0]?.link).not.toBe(first.body.notes[0]?.link);
  });
});

describe("a school's own text", () => {
  it("goes with a link, with C3's words below it, and the link's record says which text it was", async () => {
    const settings = day.school.settings();
    const own = "From {school}. Open {link} first; it works until {until}.";
    await day.school.change({ ...settings, familyNote: own }, "admin");
    const { view } = (
      await ask("/api/classes", { name: "5 Elm", pupils: [{ name: "Ada Byrne", adults: ["Ms Byrne"] }] })
    ).body;
    const [family] = view.families;
    if (family === undefined) throw new Error("no family");
    const made = (
      await ask(`/api/classes/${view.class}`, {
        do: "make-links",
        adults: [{ family: family.family, adult: family.adults[0]?.adult }],
      })
    ).body;
    const [note] = made.notes;
    expect(note?.text.startsWith(`From ${settings.name}. Open ${note.link} first; it works until `)).toBe(
      true,
    );
    expect(note?.text).toContain("keep the link to yourself");
    expect(note?.text.replaceAll(note.link, "")).not.toMatch(/Ada|Byrne|[{}]/);
    const facts = await day.record.read(`family:${family.family}`);
    const digest = createHash("sha256").update(own).digest("hex");
    expect(facts.find(({ type }) => type === "LinkMade")?.data).toMatchObject({ wording: `own ${digest}` });
    await day.school.change(settings, "admin");
  });
});

it("an export of the school's system is read as a register is, and nothing of it is kept", async () => {
  const csv = "Surname,Forename,UPN,DOB\nOsei,Amara,A1,01/02/2018\nPrice,Ben,A2,03/04/2018\n";
  const { status, body } = await look({ csv });
  expect([status, body]).toMatchObject([
    200,
    { pupils: [{ name: "Amara Osei" }, { name: "Ben Price" }], leftOut: ["UPN", "DOB"] },
  ]);
  const surnames = await look({ csv: "Osei,Amara\nPrice,Ben\n", columns: { surname: 0, forename: 1 } });
  expect(surnames.body).toMatchObject({ pupils: [{ name: "Amara Osei" }, { name: "Ben Price" }] });
  expect((await look({ csv: 1 })).status).toBe(400);
});
