import { join } from "node:path";
import type { ConcernView } from "../../src/protocol/screen/view.ts";
import { cardsWith } from "./support/cards.ts";
import { PracticeLesson } from "./support/lesson.ts";

const NOWHERE = "ZZZZZZ";

/** Oak: Ms Okafor, Mrs Lowe (DSL), Dr Evans (head), Mr Hughes (administrator). Elm: Mr Grant (DSL and
 * administrator), Ms Bell (head). Miss Doyle teaches at both. Mr Khan administers all schools. */
describe("two schools in one tenant", () => {
  let oak: PracticeLesson;
  let elm: PracticeLesson;
  let oakLesson: string;
  let elmLesson: string;
  let child: string;
  let adult: string;
  let elmChild: string;

  /** Status and bytes: all by which a person could tell one answer from another. */
  const answered = async (person: string, method: string, path: string, body?: object): Promise<string> => {
    const token = await oak.practice.token({ kind: "panel", person });
    const response = await fetch(`${oak.practice.running.gateway}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return `${response.status} ${await response.text()}`;
  };

  const asked = async (): Promise<string> =>
    oak.practice.until("Miss Doyle is asked which school", async () => {
      const [card] = await cardsWith(oak.practice, "doyle", "Which school is this meeting for?");
      return card?.id;
    });

  const choose = async (person: string, school: string) => {
    const message = await asked();
    const [card] = await cardsWith(oak.practice, "doyle", "choose-school");
    const meeting = /"meeting":"(\w+)"/.exec(JSON.stringify(card))?.[1] ?? "";
    const data = { meeting, school };
    return JSON.stringify(
      (await oak.practice.press({ person, message, action: "choose-school", data })).body,
    );
  };

  beforeAll(async () => {
    oak = await PracticeLesson.begin("maths", { app: join(import.meta.dirname, "support/two-schools.ts") });
    elm = PracticeLesson.on(oak.practice, "phonics");
    const view = await oak.shows("whose maths is", (one) => one.lesson !== "");
    oakLesson = view.lesson;
    await oak.teacher.press(oakLesson, { press: "choose-kind", kind: "class" });
    child = (await oak.teacher.raise(oakLesson, "child")).ref;
    adult = (await oak.teacher.raise(oakLesson, "adult")).ref;
  });

  afterAll(() => oak.endsWell());

  it("asks a teacher of both schools whose lesson it is, and takes no one else's word", async () => {
    await asked();
    expect((await elm.as("doyle").ask("GET", await chatPath("phonics"))).status).toBe(404);
    const nobody = await choose("doyle", "birch");
    expect(nobody).toContain("this is for the staff of that lesson");
    expect(await choose("grant", "elm")).toMatch(/this is for the staff of that lesson|Nothing was done/);
    expect(await choose("doyle", "elm")).toContain("This meeting is for Elm School.");
    elmLesson = await oak.practice.until("phonics is Elm's", async () => {
      const { status, body } = await elm
        .as("doyle")
        .ask<{ view: { lesson: string } }>("GET", await chatPath("phonics"));
      return status === 200 && body.view.lesson;
    });
    expect(await choose("doyle", "oak")).toContain("its school is chosen already");
    await elm.as("doyle").press(elmLesson, { press: "choose-kind", kind: "group" });
  });

  const chatPath = async (meeting: string): Promise<string> =>
    `/api/meetings?chat=${encodeURIComponent((await oak.practice.meeting(meeting)).threadId)}`;

  it("tells the DSL of the lesson's school, and no other", async () => {
    elmChild = (await elm.as("doyle").raise(elmLesson, "child")).ref;
    await oak.practice.until(
      "Elm's DSL is told",
      async () => (await cardsWith(oak.practice, "grant", elmChild)).length > 0,
    );
    await oak.practice.until(
      "Oak's channel is told",
      async () => (await cardsWith(oak.practice, "dsl", child)).length > 0,
    );
    await oak.practice.until(
      "Oak's head is told",
      async () => (await cardsWith(oak.practice, "evans", adult)).length > 0,
    );
    for (const person of ["grant", "bell"])
      for (const ref of [child, adult]) expect(await cardsWith(oak.practice, person, ref)).toEqual([]);
    for (const place of ["dsl", "lowe", "evans"])
      expect(await cardsWith(oak.practice, place, elmChild)).toEqual([]);
  });

  it("shows each school its own", async () => {
    const refsOf = async (person: string, school: string): Promise<readonly string[]> => {
      const { body } = await oak
        .as(person)
        .ask<{ concerns: readonly ConcernView[] }>("GET", `/api/concerns?school=${school}`);
      return body.concerns.map(({ ref }) => ref);
    };
    expect(await refsOf("lowe", "oak")).toEqual([child]);
    expect(await refsOf("evans", "oak")).toEqual([adult, child]);
    expect(await refsOf("grant", "elm")).toEqual([elmChild]);
    expect(await refsOf("bell", "elm")).toEqual([elmChild]);
    expect(await refsOf("doyle", "oak")).toEqual([]);
    expect(await refsOf("doyle", "elm")).toEqual([elmChild]);
  });

  it("answers the other's people as if nothing were there, byte for byte", async () => {
    const acts = [
      ["GET", ""],
      ["POST", "/have-it"],
      ["POST", "/details", { words: "words" }],
      ["POST", "/close", { decision: "none", reason: "none" }],
    ] as const;
    for (const [people, refs, lesson] of [
      [["grant", "bell", "khan"], [child, adult], oakLesson],
      [["lowe", "evans", "hughes", "khan"], [elmChild], elmLesson],
    ] as const)
      for (const person of people) {
        for (const [method, act, body] of acts) {
          const nothing = await answered(person, method, `/api/concerns/${NOWHERE}${act}`, body);
          expect(nothing).toMatch(/^404 /);
          for (const ref of refs)
            expect(await answered(person, method, `/api/concerns/${ref}${act}`, body)).toBe(nothing);
        }
        const none = await answered(person, "GET", "/api/lessons/none");
        expect(none).toMatch(/^403 /);
        expect(await answered(person, "GET", `/api/lessons/${lesson}`)).toBe(none);
        const raise = (id: string) =>
          answered(person, "POST", "/api/concerns", { lesson: id, about: "child" });
        expect(await raise(lesson)).toBe(await raise("none"));
      }
    expect((await oak.teacher.concern(child))?.state).toBe("told");
  });

  it("asks a person of several schools to name one where it does not follow", async () => {
    const { body } = await elm
      .as("doyle")
      .ask<{ schools: readonly { id: string; name: string }[] }>("GET", "/api/me");
    expect(body.schools).toEqual([
      { id: "elm", name: "Elm School" },
      { id: "oak", name: "Oak School" },
    ]);
    expect(await answered("doyle", "GET", "/api/lessons")).toMatch(/^409 .*"choose-school"/);
    expect(await answered("doyle", "GET", "/api/lessons?school=elm")).toContain(elmLesson);
    expect(await answered("doyle", "GET", "/api/lessons?school=oak")).not.toContain(elmLesson);
    expect(await answered("okafor", "GET", "/api/me")).toContain(
      '"schools":[{"id":"oak","name":"Oak School"}]',
    );
  });

  it("lets a school's administrator change that school, and those of all change each and add one", async () => {
    const settingsOf = async (person: string, school: string) =>
      answered(person, "GET", `/api/settings?school=${school}`);
    expect(await answered("hughes", "GET", "/api/settings")).toContain("Oak School");
    const refused = await settingsOf("hughes", "birch");
    expect(refused).toMatch(/^403 /);
    expect(await settingsOf("hughes", "elm")).toBe(refused);
    const settings = (
      await oak.as("hughes").ask<{ settings: { name: string } }>("GET", "/api/settings?school=oak")
    ).body.settings;
    const renamed = { ...settings, name: "Taken over" };
    expect(await answered("hughes", "PUT", "/api/settings?school=elm", renamed)).toBe(refused);
    expect(await answered("hughes", "GET", "/api/schools")).toMatch(/^403 /);
    expect(await answered("hughes", "POST", "/api/schools", { id: "ash", settings })).toMatch(/^403 /);

    expect(await settingsOf("khan", "elm")).toContain("Elm School");
    const ash = { ...settings, name: "Ash School", dslChannel: undefined };
    expect(await answered("khan", "POST", "/api/schools", { id: "ash", settings: ash })).toMatch(/^200 /);
    expect(await answered("khan", "POST", "/api/schools", { id: "ash", settings: ash })).toMatch(/^409 /);
    expect(await answered("khan", "GET", "/api/schools")).toMatch(/Ash School.*Elm School.*Oak School/);
    expect(
      await answered("khan", "PUT", "/api/settings?school=ash", { ...ash, name: "Ash Primary" }),
    ).toMatch(/^200 .*Ash Primary/);
    // Elm's administrator does not see in which channel Oak is told.
    expect(await settingsOf("grant", "elm")).toContain('"channels":[]');
  });
});
