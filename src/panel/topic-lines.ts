/**
 * What a line of the live stream says: something changed, only that the stream is alive, or that this
 * server stops and another one answers.
 */
export type StreamLine = { readonly topic: string } | "beat" | "moving";

/**
 * Reads `data: {"topic": "…"}` and `: beat` lines (`docs/api.md`, `/api/live`) as they arrive, in pieces
 * of any size. Other lines count as a beat: they prove that the stream is alive.
 */
export class TopicLines {
  #rest = "";

  push(piece: string): StreamLine[] {
    const lines = (this.#rest + piece).split("\n");
    this.#rest = lines.pop() ?? "";
    return lines
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map(read);
  }
}

const read = (line: string): StreamLine => {
  if (line === ": moving") {
    return "moving";
  }
  if (!line.startsWith("data:")) {
    return "beat";
  }
  try {
    const { topic } = JSON.parse(line.slice("data:".length)) as { topic?: unknown };
    return typeof topic === "string" ? { topic } : "beat";
  } catch {
    // Half a line, or one of an older or newer server: the stream is alive all the same.
    return "beat";
  }
};
