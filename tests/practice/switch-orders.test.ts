import { switchOrder } from "../../src/practice/control/orders.ts";
import { bareSwitches, usualSwitches } from "../../src/practice/switches.ts";

describe("what a test or a page of practice may set", () => {
  it.each([
    ["usual", usualSwitches()],
    ["bare", bareSwitches(["Mail.Send"])],
  ])("is every switch there is: %s", (_name, switches) => {
    expect(switchOrder.safeParse(switches).error?.issues ?? []).toEqual([]);
  });
});
