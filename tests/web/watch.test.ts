import type { Request } from "restify";
import { CONCERN_RIGHTS } from "../../src/protocol/who/concern-rights.ts";
import { RecordAwayError } from "../../src/record/engine/away.ts";
import { OF_CONCERNS, type SecurityLine } from "../../src/web/security-lines.ts";
import { requestIdOf, watchWith } from "../../src/web/watch.ts";

const ON_CONCERN = [
  ...new Set(Object.values(CONCERN_RIGHTS).flatMap(({ routes }) => [...routes])),
  "POST /api/concerns",
  "GET /api/concerns",
  "GET /api/lessons/:lesson/route",
].filter((route) => route !== "POST /api/exports");

const asked = (route: string, params: object = {}, body?: object): Request => {
  const [method = "", path = ""] = route.split(" ");
  return { method, url: path, params, body, getRoute: () => ({ method, path }) } as unknown as Request;
};

const watching = () => {
  const lines: SecurityLine[] = [];
  const watch = watchWith({
    note: (line) => lines.push(line),
    pseudonymOf: () => "p-0123456789abcdef",
    close: () => undefined,
  });
  return { watch, lines };
};

describe("routes in the security log", () => {
  it.each(ON_CONCERN)("%s is one of concerns, and no more", (route) => {
    const { watch, lines } = watching();
    watch.signInRefused(asked(route), "expired");
    expect(lines).toMatchObject([{ route: OF_CONCERNS }]);
  });

  it("an export that is not found counts as a concern's; one that a person may not have is an export", () => {
    const { watch, lines } = watching();
    const of = (ref: string) => asked("POST /api/exports", {}, { wanted: { of: "concern", ref } });
    for (const ref of ["A", "B", "C"]) watch.refused(of(ref), "okafor", "not-found");
    watch.refused(of("D"), "okafor", "not-for-you");
    expect(lines).toMatchObject([{ route: OF_CONCERNS }, { route: "POST /api/exports" }]);
  });
});

describe("a refusal", () => {
  it("of a concern is a line from the third different one, whatever was asked of it", () => {
    const { watch, lines } = watching();
    const refuse = (ref: string) => {
      watch.refused(asked("GET /api/concerns/:ref", { ref }), "okafor", "not-found");
      watch.refused(asked("POST /api/concerns/:ref/have-it", { ref }), "okafor", "not-found");
      return lines.length;
    };
    expect([refuse("A"), refuse("A"), refuse("B"), refuse("C")]).toEqual([0, 0, 0, 2]);
  });

  it("on a card counts among them; of a lesson is a line at once", () => {
    const { watch, lines } = watching();
    watch.cardRefused("okafor", "A");
    watch.cardRefused("okafor", "A");
    expect(lines).toEqual([]);
    watch.refused(asked("GET /api/lessons/:lesson", { lesson: "1" }), "okafor", "not-for-you");
    expect(lines).toHaveLength(1);
    watch.cardRefused("okafor", "B");
    watch.cardRefused("okafor", "C");
    expect(lines).toMatchObject([{ event: "right-refused" }, { route: "card" }]);
  });

  it("that is no matter of rights is none, and words on a concern are never one", () => {
    const { watch, lines } = watching();
    const lesson = asked("POST /api/lessons/:lesson/press", { lesson: "1" });
    watch.refused(lesson, "okafor", "behind");
    watch.refused(lesson, "okafor", "directory-away");
    for (const code of ["bad-request", "too-large", "too-many"] as const)
      watch.refused(asked("POST /api/concerns/:ref/details", { ref: "A" }), "okafor", code);
    expect(lines).toEqual([]);
    watch.refused(lesson, "okafor", "too-many");
    expect(lines).toMatchObject([{ event: "input-refused", reason: "too-many" }]);
  });
});

it("a request has one id in all its lines, another has another", () => {
  const { watch, lines } = watching();
  const [one, other] = [asked("PUT /api/settings"), asked("PUT /api/settings")];
  watch.done(one, "khan", { event: "settings-changed", fields: ["phone"] });
  watch.refused(one, "khan", "bad-request");
  watch.done(other, "khan", { event: "school-added" });
  const ids = lines.map((line) => ("request" in line ? line.request : ""));
  expect(ids).toEqual([requestIdOf(one), requestIdOf(one), requestIdOf(other)]);
  expect(ids[0]).not.toBe(ids[2]);
});

it("a record that is away is a line, other faults are not", () => {
  const { watch, lines } = watching();
  watch.failed(new Error("Amelia"));
  watch.failed(new RecordAwayError(Object.assign(new Error("full"), { code: "SQLITE_FULL" })));
  expect(lines).toEqual([{ event: "record-away", reason: "RecordAwayError SQLITE_FULL" }]);
});
