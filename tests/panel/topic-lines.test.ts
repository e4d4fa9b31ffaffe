import { TopicLines } from "../../src/panel/topic-lines.ts";

describe("the live stream's lines", () => {
  it("are read whole however they are cut", () => {
    const text = ': beat\n\ndata: {"topic":"lesson:1"}\n\ndata: {"topic":"concerns"}\n\n';
    for (let cut = 1; cut < text.length; cut += 1) {
      const lines = new TopicLines();
      const read = [...lines.push(text.slice(0, cut)), ...lines.push(text.slice(cut))];
      expect(read).toEqual(["beat", { topic: "lesson:1" }, { topic: "concerns" }]);
    }
  });

  it("say when this server stops and another one answers", () => {
    expect(new TopicLines().push(": beat\n\n: moving\n\n")).toEqual(["beat", "moving"]);
  });

  it("of another shape only prove that the stream lives", () => {
    expect(new TopicLines().push('data: {"topic":\nevent: x\ndata: {"topic": 7}\n')).toEqual([
      "beat",
      "beat",
      "beat",
    ]);
  });
});
