import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import type { PracticeState } from "../../src/practice/control/shapes.ts";
import type { PracticeClient } from "../e2e/support/practice.ts";
import { Cloud, received, startWithReceiver, textOf } from "./support/cloud.ts";

let practice: PracticeClient;

beforeAll(async () => {
  practice = await startWithReceiver();
});
afterAll(() => practice.stop());

const ask = (headers: Record<string, string>): Promise<number> =>
  new Promise((answered, failed) => {
    const sent = request(`${practice.running.gateway}/practice/state`, { headers }, (response) => {
      response.resume();
      answered(response.statusCode ?? 0);
    });
    sent.on("error", failed);
    sent.end();
  });

describe("the gateway", () => {
  it("answers under its loopback names alone", async () => {
    const { port } = new URL(practice.running.gateway);
    expect(await ask({})).toBe(200);
    expect(await ask({ host: `localhost:${port}` })).toBe(200);
    expect(await ask({ host: `rebound.example:${port}` })).toBe(421);
  });

  it("answers no page of another origin", async () => {
    expect(await ask({ origin: "https://elsewhere.example" })).toBe(421);
    expect(await ask({ origin: practice.running.gateway })).toBe(200);
  });

  it("answers what is no address", async () => {
    const { port } = new URL(practice.running.gateway);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(`GET http://[:::1/ HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
    socket.destroy();
  });

  it("hands everything else to the application", async () => {
    expect((await fetch(`${practice.running.gateway}/health`)).status).toBe(200);
  });

  it("pushes the state at once and after a change", async () => {
    const stop = new AbortController();
    const response = await fetch(`${practice.running.gateway}/practice/live`, { signal: stop.signal });
    const states: PracticeState[] = [];
    let text = "";
    let acted = false;
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      states.push(...events.map((event) => JSON.parse(event.replace(/^data: /, "")) as PracticeState));
      if (!acted) {
        acted = true;
        await practice.do({ do: "start", meeting: "reading" });
      }
      if (states.some(({ meetings }) => meetings.some(({ id, running }) => id === "reading" && running)))
        break;
    }
    stop.abort();
    expect(states[0]?.meetings.every(({ running }) => !running)).toBe(true);
    expect(states.at(-1)?.version).toBeGreaterThan(states[0]?.version ?? 0);
  });

  it("says in words what cannot be done", async () => {
    await expect(practice.do({ do: "end", meeting: "maths", person: "hughes" })).rejects.toThrow("409");
    await expect(practice.do({ do: "arrive", meeting: "maths", person: "nobody" })).rejects.toThrow("400");
  });
});

/** The last card press that the receiver got. */
const lastPress = () =>
  received(practice.running).findLast(({ body }) => body.type === ("invoke" as unknown))?.body;

describe("a press on a card", () => {
  it("comes from the presser, and the returned card is shown to them alone", async () => {
    const cloud = new Cloud(practice.running);
    const home = (await practice.state()).chats.find(({ of }) => of === "maths");
    const content = { type: "AdaptiveCard", version: "1.5", body: [] };
    const attachments = [{ contentType: "application/vnd.microsoft.card.adaptive", content }];
    const path = `/v3/conversations/${encodeURIComponent(home?.id ?? "")}/activities`;
    const { body } = await cloud.connector("POST", path, { type: "message", attachments });
    const message = textOf(body.id);
    const pressed = await practice.press({
      person: "okafor",
      message,
      action: "pause",
      data: { n: 1 },
      inputs: { why: "noise" },
    });
    expect(pressed).toMatchObject({ status: 200, body: { statusCode: 200 } });
    const invoke = lastPress();
    expect(invoke).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: message,
      from: { name: "Ms A Okafor" },
      value: { action: { verb: "pause", data: { n: 1, why: "noise" } }, trigger: "manual" },
    });
    const after = (await practice.state()).chats.find(({ of }) => of === "maths")?.messages.at(-1);
    expect(Object.keys(after?.views ?? {})).toEqual(["okafor"]);
    expect(after?.card).toEqual(content);
  });

  it("of a copied card names the conversation it was copied to", async () => {
    const { chats } = await practice.state();
    const message = chats.find(({ of }) => of === "maths")?.messages[0]?.id ?? "";
    const conversation = chats.find(({ of }) => of === "doyle")?.id ?? "";
    await practice.press({ person: "doyle", message, action: "pause", conversation });
    expect(lastPress()?.conversation).toMatchObject({
      id: conversation,
      conversationType: "personal",
    });
  });

  it("of a guest carries no Entra id", async () => {
    await practice.do({ do: "start", meeting: "maths" });
    await practice.do({ do: "arrive", meeting: "maths", person: "family-03" });
    await practice.do({ do: "admit", meeting: "maths", person: "family-03" });
    const message = (await practice.state()).chats.find(({ of }) => of === "maths")?.messages[0]?.id ?? "";
    await practice.press({ person: "family-03", message, action: "pause" });
    expect(lastPress()?.from).toEqual({
      id: expect.stringMatching(/^29:/),
      name: "Hussain family",
    });
  });
});

describe("the meeting chat", () => {
  it("silences attendees when it is switched off", async () => {
    const options = { allowMeetingChat: "disabled", allowedPresenters: "organizer" };
    await practice.do({ do: "say", meeting: "maths", person: "family-03", text: "hello" });
    await practice.do({ do: "setOptions", meeting: "maths", person: "okafor", options });
    await expect(
      practice.do({ do: "say", meeting: "maths", person: "family-03", text: "hello" }),
    ).rejects.toThrow("409");
    await practice.do({ do: "say", meeting: "maths", person: "okafor", text: "welcome" });
  });
});
