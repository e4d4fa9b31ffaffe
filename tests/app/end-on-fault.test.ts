import { endOnFault } from "../../src/app/end-on-fault.ts";

describe("what nothing has caught", () => {
  const heard = new Map<string | symbol, (error: unknown) => void>();
  const lines: string[] = [];
  const codes: number[] = [];

  beforeAll(() => {
    const on = jest.spyOn(process, "on").mockImplementation((event, listener) => {
      heard.set(event, listener as (error: unknown) => void);
      return process;
    });
    endOnFault(
      (line) => lines.push(line),
      (code) => codes.push(code),
    );
    on.mockRestore();
  });

  it.each([
    ["uncaughtException", new TypeError("Mia Okafor is not a function")],
    ["unhandledRejection", new Error("s3cret", { cause: new Error("Mia Okafor") })],
    ["unhandledRejection", "Mia Okafor"],
  ])("%s writes one line that names no one, and ends the program", (event, error) => {
    lines.length = 0;
    codes.length = 0;
    heard.get(event)?.(error);
    expect(codes).toEqual([1]);
    expect(lines).toHaveLength(1);
    const [line = ""] = lines;
    expect(line.endsWith("\n")).toBe(true);
    expect(JSON.parse(line)).toMatchObject({ level: 60, msg: "ended by a fault", error: expect.any(String) });
    expect(line).not.toMatch(/Mia|Okafor|s3cret/);
  });
});
