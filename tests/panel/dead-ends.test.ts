import { ApiError } from "../../src/panel/api.ts";
import { hearOffice } from "../../src/panel/office.ts";
import { LOST, sayOf } from "../../src/panel/said.ts";
import { REFUSALS, type RefusalCode } from "../../src/protocol/decision.ts";

const PHONE = "01632 960123";
const CODES = Object.keys(REFUSALS) as readonly RefusalCode[];

const page = { documentElement: { dataset: {} as { phone?: string } } };

beforeEach(() => {
  page.documentElement.dataset = {};
  Object.assign(globalThis, { document: page });
});
afterEach(() => {
  Reflect.deleteProperty(globalThis, "document");
});

const saying = (status: number, code: string): string => new ApiError(status, code, "Not done.").say;

describe("the number of the office on what a page says", () => {
  beforeEach(() => hearOffice({ headers: new Headers({ "x-office-phone": PHONE }) }));

  it("is there for each code that leaves a person without what they came for", () => {
    const deadEnds = CODES.filter((code) => ![400, 409, 413].includes(REFUSALS[code][0]));
    expect(deadEnds.length).toBeGreaterThan(10);
    for (const code of deadEnds)
      expect([code, saying(REFUSALS[code][0], code)]).toEqual([code, expect.stringContaining(PHONE)]);
  });

  it("is there where nothing answered, and where the page itself could not go on", () => {
    expect(saying(0, "unreachable")).toContain(PHONE);
    expect(sayOf(new Error("unforeseen"))).toBe(
      `${LOST} If a child is at risk, phone the school office now on ${PHONE}.`,
    );
  });

  it("is not said of what a person can put right where they are", () => {
    expect(saying(400, "not-right")).toBe("Not done.");
  });

  it("stays the last that was heard, and is said once", () => {
    hearOffice({ headers: new Headers() });
    expect(new ApiError(503, "away", `Phone ${PHONE}.`).say).toBe(`Phone ${PHONE}.`);
  });
});

it("a page that knows no number says the sentence alone", () => {
  expect(saying(503, "away")).toBe("Not done.");
});
