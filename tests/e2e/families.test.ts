import type { ClassView } from "../../src/protocol/screen/families-view.ts";
import type { PlanView } from "../../src/protocol/screen/plan-view.ts";
import { cardsWith } from "./support/cards.ts";
import { PracticeLesson } from "./support/lesson.ts";

// Links made → opened by families → permission refused by one of two parents → staff told at the lobby (C2, P1, P2).

let lesson: PracticeLesson;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
});
afterAll(() => lesson.endsWell());

type Answer = { readonly view: ClassView; readonly note?: string };

/** A press on the page for families, as a browser sends it from practice's own address. */
const family = async (link: string, does: string): Promise<string> => {
  const { gateway } = lesson.practice.running;
  const response = await fetch(new URL("/family", gateway), {
    method: "POST",
    headers: { origin: new URL(gateway).origin },
    body: new URLSearchParams({ link, do: does, lang: "en-GB" }),
  });
  return response.text();
};

it("a refusal by one of two parents shuts the page for both, and staff are told, without a name", async () => {
  const { practice, teacher } = lesson;
  const { lesson: id } = await lesson.shows("the meeting is known", (view) => view.lesson !== "");
  await teacher.press(id, { press: "choose-kind", kind: "class" });
  const kept = await teacher.ask<Answer>("POST", "/api/classes", {
    name: "4 Willow",
    pupils: [
      { name: "Amara Osei", adults: ["Mrs Osei", "Mr Osei"] },
      { name: "Oliver Bennett", adults: ["Mr Bennett"] },
    ],
  });
  const path = `/api/classes/${kept.body.view.class}`;
  const press = async (body: object): Promise<Answer> => (await teacher.ask<Answer>("POST", path, body)).body;
  await press({ do: "meet", lesson: id, weekly: true });
  const [amara, oliver] = kept.body.view.families;
  const linkFor = async (one: typeof amara, n: number): Promise<string> => {
    const adult = one?.adults[n]?.adult;
    const { note = "" } = await press({ do: "make-link", family: one?.family, adult });
    await press({ do: "sent", family: one?.family, adult, how: "ClassDojo" });
    return /https:\/\/\S+\/family#(\S+)/.exec(note)?.[1] ?? "";
  };
  const [mum, dad, other] = [await linkFor(amara, 0), await linkFor(amara, 1), await linkFor(oliver, 0)];
  expect(new Set([mum, dad, other]).size).toBe(3);

  expect(await family(mum, "yes")).toContain("You said yes.");
  expect(await family(dad, "no")).toContain("Your answer is kept: no.");
  expect(await family(mum, "open")).toContain(
    "You cannot join a lesson from this page at present, and the page does not say why.",
  );

  await lesson.shows("the options are proven", ({ doors }) => doors.state === "proven");
  await lesson.begun(2);
  const joined = await family(other, "join");
  expect(joined).toContain(`href="${(await practice.meeting("maths")).joinWebUrl.replaceAll("&", "&amp;")}"`);
  expect(await family(mum, "join")).not.toContain("meetup-join");

  const view = await lesson.shows("the refused family stands on top", ({ unknown }) => unknown.length === 1);
  expect(view.unknown[0]).toMatchObject({
    shown: expect.stringContaining("Amara's mum"),
    warning: "permission was refused. Remove them, and ask the office to phone the family.",
  });
  expect(view.pupils.find(({ name }) => name === "Oliver Bennett")?.place).toBe("in");
  await practice.until("the teacher is told in her own chat", async () => {
    const told = await cardsWith(practice, "okafor", "Permission was refused");
    return told.length > 0 && !told.some((one) => JSON.stringify(one).includes("Osei"));
  });

  // Dad has changed his mind: the panel follows.
  await family(dad, "yes");
  await lesson.shows("no one is left to sort out", ({ unknown }) => unknown.length === 0);
});

it("a lesson planned in the tab stands in Teams, and the links of the list lead to it", async () => {
  const { practice, teacher } = lesson;
  const kept = await teacher.ask<Answer>("POST", "/api/classes", {
    name: "4 Willow, science",
    pupils: [{ name: "Grace Williams", adults: ["Mrs Williams"] }],
  });
  const { class: list, families } = kept.body.view;
  const [grace] = families;
  const { people } = await practice.state();
  const hughes = people.find(({ id }) => id === "hughes")?.objectId;
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const planned = await teacher.ask<{ view: PlanView }>("POST", "/api/plans", {
    request: crypto.randomUUID(),
    kind: "class",
    title: "Year 4 science",
    day,
    time: "10:00",
    minutes: 45,
    class: list,
    staff: [hughes],
  });
  expect(planned.status).toBe(200);
  const path = `/api/plans/${planned.body.view.lesson}`;
  const mother = { family: grace?.family, adult: grace?.adults[0]?.adult };
  const press = (body: object) => teacher.ask<Answer>("POST", `/api/classes/${list}`, { ...mother, ...body });
  const { note = "" } = (await press({ do: "make-link" })).body;
  await press({ do: "sent", how: "e-mail" });
  await practice.until("each step is done", async () => {
    const { body } = await teacher.ask<{ view: PlanView }>("GET", path);
    return body.view.ready;
  });
  const meeting = (await practice.state()).meetings.find(({ subject }) => subject === "Year 4 science");
  expect(meeting).toMatchObject({
    organiser: "okafor",
    invited: [{ person: "hughes", role: "coorganizer" }],
    options: { set: { lobbyBypassSettings: { scope: "organizer" }, allowAttendeeToEnableMic: false } },
  });
  const link = /https:\/\/\S+\/family#(\S+)/.exec(note)?.[1] ?? "";
  expect(await family(link, "open")).toMatch(/at 10:00\. Open this page again between 09:55 and 09:58/);
  // A colleague who is invited did not plan it.
  expect((await lesson.as("hughes").ask("GET", path)).status).toBe(404);
});
