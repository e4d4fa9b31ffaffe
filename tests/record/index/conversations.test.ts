import { ENGINES, freshGround } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";
import { AT } from "../samples.ts";

describe.each(ENGINES)("%s: the record keeps", (engine) => {
  let record: OpenRecord;

  beforeEach(async () => {
    ({ record } = await freshGround(engine));
  });

  it("the service address last heard", async () => {
    expect(await record.serviceUrl()).toBeUndefined();
    await record.saveServiceUrl("https://smba.example/uk/");
    await record.saveServiceUrl("https://smba.example/emea/");
    expect(await record.serviceUrl()).toBe("https://smba.example/emea/");
  });

  it("each person's own conversation", async () => {
    await record.savePersonalConversation("dsl", "a:1");
    await record.savePersonalConversation("dsl", "a:2");
    expect(await record.personalConversation("dsl")).toBe("a:2");
    expect(await record.personalConversation("teacher")).toBeUndefined();
  });

  it("the channels it was added to, with the last name known", async () => {
    await record.saveChannel({ teamId: "t", channelId: "c2" });
    await record.saveChannel({ teamId: "t", channelId: "c1", name: "Safeguarding" });
    await record.saveChannel({ teamId: "t", channelId: "c1" });
    expect(await record.channels()).toEqual([
      { teamId: "t", channelId: "c1", name: "Safeguarding" },
      { teamId: "t", channelId: "c2" },
    ]);
  });

  it("where a card stands, until it is withdrawn", async () => {
    const card = { key: "checklist l1 teacher", conversationId: "a:1", activityId: "1", at: AT };
    await record.saveSentCard({ ...card, activityId: "0" });
    await record.saveSentCard(card);
    expect(await record.sentCard(card.key)).toEqual(card);
    await record.forgetSentCard(card.key);
    expect(await record.sentCard(card.key)).toBeUndefined();
  });

  it("settings, null among them", async () => {
    await record.saveSetting("school file", { digest: "ab", parts: [1, null] });
    await record.saveSetting("nothing", null);
    expect(await record.setting("school file")).toEqual({ digest: "ab", parts: [1, null] });
    expect(await record.setting("nothing")).toBeNull();
    expect(await record.setting("unknown")).toBeUndefined();
  });

  it("counts, apart from the streams", async () => {
    await Promise.all(Array.from({ length: 5 }, async () => record.addCount("refused")));
    expect(await record.count("refused")).toBe(5);
    expect(await record.count("other")).toBe(0);
  });
});
