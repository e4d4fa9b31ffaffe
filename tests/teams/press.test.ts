import { readActivity } from "../../src/teams/activity.ts";
import { invokeBody, readExecute, readSubmit, readText } from "../../src/teams/press.ts";
import { CHAT, payload, TEACHER } from "./payload.ts";

const activity = (change: object, name = "card-action-invoke") => {
  const read = readActivity({ ...payload(name), ...change });
  if (read === undefined) throw new Error("no activity");
  return read;
};

describe("a press on a card", () => {
  it("is read from Action.Execute, the actor from `from`", () => {
    expect(readExecute(activity({}))).toEqual({
      verb: "ackAlert",
      data: { n: "7f3a", rev: 3, note: "Spoke to class" },
      from: { id: "29:1TeacherOkafor-opaque-per-bot", aadObjectId: TEACHER, name: "Ms A Okafor" },
      conversation: { id: CHAT, type: "group" },
      activityId: "f:4a",
      replyToId: "1764000000000",
      trigger: "manual",
    });
  });

  it("is told apart from a client that refreshes by itself", () => {
    expect(readExecute(activity({}, "card-action-invoke-automatic"))?.trigger).toBe("automatic");
  });

  it("never takes the actor from the card's data", () => {
    const action = {
      type: "Action.Execute",
      verb: "pause",
      data: { aadObjectId: TEACHER, from: { id: "x" } },
    };
    const press = readExecute(activity({ from: { id: "29:guest" }, value: { action } }));
    expect(press?.from).toEqual({ id: "29:guest", name: "" });
  });

  it("of another kind is none", () => {
    expect(readExecute(activity({ value: { action: { type: "Action.Submit" } } }))).toBeUndefined();
  });

  it.each([
    [{ action: { type: "Action.Execute", verb: "pause" } }, "pause", {}],
    [{ action: { type: "Action.Execute", verb: "pause", data: null } }, "pause", {}],
    [
      { action: { type: "Action.Execute", verb: "pause", data: { lesson: null } } },
      "pause",
      { lesson: null },
    ],
    [{ action: { type: "Action.Execute", data: { lesson: "l1" } } }, "", { lesson: "l1" }],
    [{ action: { type: "Action.Execute", verb: null, data: null } }, "", {}],
    [{ action: null }, "", {}],
    [{}, "", {}],
    [null, "", {}],
    [undefined, "", {}],
    ["pause", "", {}],
  ])("of which part does not arrive is a press all the same: %j", (value, verb, data) => {
    expect(readExecute(activity({ value }))).toMatchObject({ verb, data, replyToId: "1764000000000" });
  });

  it("is read from the Action.Submit of an older client", () => {
    const press = readSubmit(activity({ type: "message", value: { verb: "pause", lesson: "l1" } }));
    expect(press).toMatchObject({ verb: "pause", data: { lesson: "l1" }, trigger: "manual" });
    expect(readSubmit(activity({ type: "message", value: undefined }))).toBeUndefined();
  });
});

it("a message says who wrote and where; its words are not read", () => {
  const message = readText(activity({ type: "message", text: "Mia is crying", value: undefined }));
  expect(message).toEqual({
    from: expect.objectContaining({ aadObjectId: TEACHER }),
    conversation: { id: CHAT, type: "group" },
  });
});

it("an answer is always a 200, so that the client shows our words", () => {
  const card = { type: "AdaptiveCard" };
  expect(invokeBody({ card })).toEqual({
    statusCode: 200,
    type: "application/vnd.microsoft.card.adaptive",
    value: card,
  });
  for (const answer of [{ message: "Recorded" }, { refused: "Recorded" }]) {
    expect(invokeBody(answer)).toEqual({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: "Recorded",
    });
  }
});
