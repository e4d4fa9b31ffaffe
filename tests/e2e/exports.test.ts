import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

describe("taking something out of the record, over HTTP", () => {
  let lesson: PracticeLesson;
  let id: string;

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    id = (await lesson.recognised()).lesson;
  });
  afterAll(() => lesson.stop());

  const ask = async (person: string, body: unknown) => {
    const token = await lesson.practice.token({ kind: "panel", person });
    const response = await fetch(`${lesson.practice.running.gateway}/api/exports`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: response.headers,
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  };
  const lessonAs = (form: string) => ({
    wanted: { of: "lesson", lesson: id, form },
    purpose: { kind: "inspection" },
  });

  it.each([
    ["pdf", "application/pdf", "%PDF-1.7"],
    ["csv", "text/csv; charset=utf-8", "\uFEFF"],
    ["sealed", "application/x-ndjson; charset=utf-8", '{"line":"export"'],
  ])("a DSL has a lesson as %s, as a file that no cache keeps on the way", async (form, type, begins) => {
    const { status, headers, bytes } = await ask("grant", lessonAs(form));
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-disposition")).toMatch(
      /^attachment; filename="lesson-\d{4}-\d\d-\d\d\.(pdf|csv|jsonl)"$/,
    );
    expect(bytes.toString("utf8").startsWith(begins)).toBe(true);
  });

  it("the headteacher sees that it was, and what for", async () => {
    const { body } = await lesson
      .as("evans")
      .ask<{ exports: { of: string; purpose: string }[] }>("GET", "/api/exports");
    expect(body.exports.map(({ of, purpose }) => [of, purpose])).toEqual(
      Array(3).fill(["lesson", "inspection"]),
    );
  });

  it("teachers, administrators and wrong requests get nothing, and nothing is recorded", async () => {
    const before = new RecordFile(lesson.practice).size();
    for (const person of ["okafor", "hughes", "khan"])
      expect((await ask(person, lessonAs("pdf"))).status).toBe(403);
    for (const wrong of [
      { ...lessonAs("pdf"), purpose: { kind: "other" } },
      { ...lessonAs("pdf"), purpose: undefined },
      { ...lessonAs("docx") },
      {
        wanted: { of: "sample", from: "2026-01-01", to: "2020-01-01", lessons: 3, form: "pdf" },
        purpose: { kind: "inspection" },
      },
      {
        wanted: { of: "sample", from: "2020-01-01", to: "2026-01-01", lessons: 3, form: "pdf" },
        purpose: { kind: "inspection" },
      },
    ])
      expect((await ask("grant", wrong)).status).toBe(400);
    const none = { wanted: { of: "concern", ref: "ZZZZZZ", form: "pdf" }, purpose: { kind: "cpoms" } };
    expect((await ask("grant", none)).status).toBe(404);
    expect(new RecordFile(lesson.practice).size()).toEqual(before);
  });
});
