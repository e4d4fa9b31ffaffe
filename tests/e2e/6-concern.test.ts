import { messagesOf, wordsOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

describe("Step 6: raising a concern", () => {
  let lesson: PracticeLesson;
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    id = (await lesson.arrived(4)).lesson;
  });

  afterAll(() => lesson.endsWell());

  it("shows where it goes before anything with words is sent", async () => {
    const route = async (about: string) =>
      (await lesson.teacher.ask<{ sentence: string }>("GET", `/api/lessons/${id}/route?about=${about}`)).body
        .sentence;
    expect(await route("child")).toBe(
      "Goes to the DSL channel (Mrs J Lowe and Mr T Grant) and Dr M Evans. If no one takes it: after 3 minutes Mrs J Lowe and Mr T Grant in chat, after 6 Ms S Bell, then all of them again until one does.",
    );
    expect(await route("adult")).toBe(
      "Goes to Dr M Evans. If no one takes it: after 3 minutes Ms S Bell, then all of them again until one does. No DSL and no other member of staff can see that it exists.",
    );
  });

  it("tells the DSL in one press on the card, and shows the raiser told, then seen", async () => {
    const card = (await messagesOf(lesson.practice, "private", "okafor")).find((one) =>
      wordsOf(one).includes("tell-dsl"),
    );
    const { body } = await lesson.practice.press({
      person: "okafor",
      message: card?.id ?? "",
      action: "tell-dsl",
      data: { lesson: id },
    });
    expect(JSON.stringify(body)).toMatch(
      /Recorded as [A-Z2-9]{6}\. Telling the DSL and the headteacher now\./,
    );
    const told = await lesson.shows("told", (view) => view.concerns[0]?.state === "told");
    expect(told.concerns[0]?.sentence).toMatch(
      /^(Told \d\d:\d\d|Sent \d\d:\d\d, not all of them yet)\. Not seen yet\.$/,
    );

    const [alert] = await messagesOf(lesson.practice, "channel", "dsl");
    const ref = told.concerns[0]?.ref ?? "";
    const words = wordsOf(alert as never);
    for (const part of [ref, "A concern was raised in a lesson.", "I have it", "Open the record"])
      expect(words).toContain(part);
    const taken = await lesson.practice.press({
      person: "lowe",
      message: alert?.id ?? "",
      action: "have-it",
      data: { ref },
    });
    expect(JSON.stringify(taken.body)).toContain("Taken at");
    const seen = await lesson.shows("seen", (view) => view.concerns[0]?.state === "seen");
    expect(seen.concerns[0]?.sentence).toMatch(/^(Told|Sent) \d\d:\d\d, seen \d\d:\d\d\.$/);
    await lesson.practice.until("everyone sees on the card who has it", async () => {
      const [now] = await messagesOf(lesson.practice, "channel", "dsl");
      return JSON.stringify(now?.card).includes("Taken at");
    });
  });

  it("takes a second press, after a person has it, for a second alert", async () => {
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const again = await lesson.teacher.raise(id, "child");
    const { concerns } = await lesson.teacher.open();
    expect(concerns).toHaveLength(2);
    await lesson.practice.until("the channel is told again", async () =>
      (await messagesOf(lesson.practice, "channel", "dsl")).some((one) => wordsOf(one).includes(again.ref)),
    );
  });

  it("adds words later, for raiser and recipients alone", async () => {
    const [concern] = (await lesson.teacher.open()).concerns;
    const path = `/api/concerns/${concern?.ref}`;
    await lesson.teacher.ask("POST", `${path}/details`, {
      words: "She said the word itself twice.",
      who: "A pupil",
    });
    const dsl = await lesson.as("grant").concern(concern?.ref ?? "");
    expect(dsl?.details[0]?.words).toBe("She said the word itself twice.");
    for (const other of ["hughes", "shah", "doyle", "khan", "bell"])
      expect((await lesson.as(other).ask("GET", path)).status).toBe(404);
  });

  it("tells the headteacher beside the DSL, at once and in their own chat (X3)", async () => {
    const [concern] = (await lesson.teacher.open()).concerns;
    const reached = await messagesOf(lesson.practice, "private", "evans");
    expect(reached.filter((one) => wordsOf(one).includes(concern?.ref ?? ""))).toHaveLength(1);
    expect(await messagesOf(lesson.practice, "private", "bell")).toEqual([]);
  });

  it("can be undone for some seconds: then no one was told of an adult", async () => {
    const before = await messagesOf(lesson.practice, "private", "evans");
    const { ref, undoUntil = "" } = await lesson.as("hughes").raise(id, "adult");
    const undone = await lesson.as("hughes").ask<{ say: string }>("POST", `/api/concerns/${ref}/undo`);
    expect(undone.body.say).toBe("Undone. No one was told.");
    await new Promise((later) => setTimeout(later, Date.parse(undoUntil) - Date.now() + 1_500));
    expect(await messagesOf(lesson.practice, "private", "evans")).toEqual(before);
    expect((await lesson.as("evans").ask("GET", `/api/concerns/${ref}`)).status).toBe(404);
    expect((await lesson.as("hughes").concern(ref))?.state).toBe("undone");
  });

  it("sends what is about an adult to the headteacher alone; the DSL never learns that it exists", async () => {
    const channelBefore = await messagesOf(lesson.practice, "channel", "dsl");
    const concern = await lesson.as("hughes").raise(id, "adult");
    await lesson.practice.until("the headteacher is told", async () => {
      const head = await messagesOf(lesson.practice, "private", "evans");
      return head.some((one) => wordsOf(one).includes(concern.ref));
    });
    expect(await messagesOf(lesson.practice, "private", "bell")).toEqual([]);
    expect(await messagesOf(lesson.practice, "channel", "dsl")).toEqual(channelBefore);
    for (const other of ["lowe", "grant", "okafor", "shah", "khan"]) {
      expect((await lesson.as(other).ask("GET", `/api/concerns/${concern.ref}`)).status).toBe(404);
      const { body } = await lesson.as(other).ask<{ concerns: { ref: string }[] }>("GET", "/api/concerns");
      expect(body.concerns.map((one) => one.ref)).not.toContain(concern.ref);
    }
    const { concerns } = await lesson.teacher.open();
    expect(concerns.map((one) => one.ref)).not.toContain(concern.ref);
  });

  it("lets no one acknowledge what they raised themselves", async () => {
    const dsl = lesson.as("hughes");
    const { body } = await dsl.ask<{ concerns: { ref: string }[] }>("GET", "/api/concerns");
    const answer = await dsl.ask<{ error: { say: string } }>(
      "POST",
      `/api/concerns/${body.concerns[0]?.ref}/have-it`,
    );
    expect(answer.status).toBe(409);
    expect(answer.body.error.say).toBe("You raised this. Another person has to take it.");
  });

  it("is closed with a decision and a reason, and then no longer changes", async () => {
    const [concern] = (await lesson.teacher.open()).concerns;
    const dsl = lesson.as("lowe");
    const path = `/api/concerns/${concern?.ref}`;
    expect((await dsl.ask("POST", `${path}/close`, { decision: "", reason: "" })).status).toBe(400);
    const closed = await dsl.ask<{ concern: object }>("POST", `${path}/close`, {
      decision: "Spoke to the family",
      reason: "Nothing further was found",
    });
    expect(closed.body.concern).toMatchObject({ state: "closed", cpoms: { state: "not yet" } });
    const noted = await dsl.ask("POST", `${path}/cpoms`, { cpoms: "C-1042" });
    expect(noted.body).toMatchObject({ concern: { cpoms: { state: "done", reference: "C-1042" } } });
    const own = await lesson.teacher.ask("GET", path);
    expect(JSON.stringify(own.body)).not.toMatch(/cpoms|C-1042/i);
    expect((await dsl.ask("POST", `${path}/details`, { words: "later" })).status).toBe(409);
  });
});
