import { ENGINES, type Ground, newGround } from "../support/engines.ts";
import { stopClock } from "../support/frozen.ts";
import { WalkedSchool } from "./support/school.ts";

let ground: Ground;
let school: WalkedSchool;
beforeAll(async () => {
  ground = await newGround(ENGINES[0]);
  school = await WalkedSchool.begin(ground.place);
});
afterAll(async () => {
  await school.stop();
  await ground.remove();
});

type People = {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly say?: string;
};

const asked = async (person: string, method: string, path: string, body?: object) => {
  const { status, body: text } = await school.ask(
    method,
    { path, ...(body === undefined ? {} : { body }) },
    await school.tokenOf(person),
  );
  return { status, body: JSON.parse(text) as People };
};

it("a leaver: streams end at once and no request is answered, until the headteacher lets them in again", async () => {
  const { gateway } = school.running.practice.running;
  const live = await fetch(`${gateway}/api/live`, {
    headers: { authorization: `Bearer ${await school.tokenOf("okafor")}` },
  });
  const reader = live.body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  const { body } = await asked("evans", "GET", "/api/people");
  const names = body.people.map(({ name }) => name);
  expect(names).toContain("Ms A Okafor");
  // Headteachers are not among them.
  expect(names).not.toContain("Dr M Evans");
  const person = body.people.find(({ name }) => name === "Ms A Okafor")?.id;
  const press = { press: "pause" };
  const pause = `/api/lessons/${school.scene.view.lesson}/press`;
  expect(await asked("evans", "POST", "/api/people", { person, out: true })).toMatchObject({
    status: 200,
    body: { signedOut: [{ person, name: "Ms A Okafor", byName: "Dr M Evans" }] },
  });
  for (let read = await reader?.read(); read?.done === false; ) read = await reader?.read();
  for (const [method, path, sent] of [
    ["GET", "/api/me"],
    ["GET", "/api/live"],
    ["GET", `/api/lessons/${school.scene.view.lesson}`],
    ["POST", pause, press],
    ["POST", "/api/concerns", { lesson: school.scene.view.lesson, about: "child" }],
  ] as const)
    expect([path, (await asked("okafor", method, path, sent)).status]).toEqual([path, 403]);
  expect((await asked("evans", "POST", "/api/people", { person, out: false })).status).toBe(200);
  expect((await asked("okafor", "GET", "/api/me")).status).toBe(200);
  expect((await asked("okafor", "POST", pause, press)).status).toBe(200);
});

it("a DSL's own absence is saved, told to headteacher and DSL by name, and taken back; no one else's", async () => {
  const cover = (await asked("lowe", "GET", "/api/cover")).body as unknown as {
    readonly today: string;
    readonly people: readonly { readonly id: string; readonly name: string }[];
  };
  const names = cover.people.map(({ name }) => name);
  expect([names.includes("Mr T Grant"), names.includes("Mrs J Lowe"), names.includes("Ms A Okafor")]).toEqual(
    [true, false, false],
  );
  const by = cover.people.find(({ name }) => name === "Mr T Grant")?.id;
  const absence = { by, from: cover.today, until: cover.today };
  expect(await asked("lowe", "POST", "/api/cover", { set: absence })).toMatchObject({
    status: 200,
    body: { own: [{ ...absence, byName: "Mr T Grant" }], others: [] },
  });
  const [made] = ((await asked("evans", "GET", "/api/proposals")).body as unknown as { made: object[] }).made;
  expect(made).toMatchObject({
    of: "cover",
    byName: "Mrs J Lowe",
    from: "none",
    to: expect.stringMatching(/^Mrs J Lowe away on \d+ \w+ \d{4}, Mr T Grant covers$/),
  });
  expect((await asked("grant", "GET", "/api/cover")).body).toMatchObject({
    own: [],
    others: [{ name: "Mrs J Lowe", byName: "Mr T Grant" }],
  });
  expect((await asked("grant", "POST", "/api/cover", { end: absence })).body).toMatchObject({
    say: "This absence is not there any more.",
  });
  expect((await asked("lowe", "POST", "/api/cover", { end: absence })).body).toMatchObject({ own: [] });
});

it("an account that is disabled in Entra has no right, though it is still in the groups and its token is good", async () => {
  const { practice } = school.running;
  const { body } = await asked("evans", "GET", "/api/people");
  const khan = body.people.find(({ name }) => name === "Mr R Khan")?.id ?? "";
  await practice.switches({ disabledAccounts: [khan] });
  // What the directory answered counts for five minutes.
  stopClock(Date.now() + 6 * 60_000);
  school.forgetTokens();
  expect((await asked("khan", "GET", "/api/me")).status).toBe(403);
  expect((await asked("okafor", "GET", "/api/me")).status).toBe(200);
  jest.useRealTimers();
});
