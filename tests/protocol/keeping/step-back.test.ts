import { RESTORED, stepBackSentence, WENT_BACK } from "../../../src/protocol/keeping/step-back.ts";

const AT = "2026-11-24T10:00:00.000Z";
const OF = "2026-11-23T10:00:00.000Z";
const lost = { number: 7, at: OF, hash: "h" };
const said = (one: Parameters<typeof stepBackSentence>[0]): string => stepBackSentence(one, (iso) => iso);

describe("those who keep the record read", () => {
  it("that a copy was put back, and between which moments something is missing", () => {
    const restored = { type: RESTORED, at: AT, data: { of: OF, version: "1" } } as const;
    expect(said(restored)).toBe(
      `The record was restored on ${AT} from a copy of ${OF}: what was recorded between then and ${AT} is not in it.`,
    );
    const until = "2026-11-23T12:00:00.000Z";
    expect(said({ ...restored, data: { ...restored.data, until } })).toContain(
      `between then and ${until} is not`,
    );
  });

  it("that it has gone back, and that no one has said why", () => {
    expect(said({ type: WENT_BACK, at: AT, data: { lost } })).toBe(
      `On ${AT} the seal of ${OF} was missing from the record: the record is an older copy, and no one has said why.`,
    );
  });
});
