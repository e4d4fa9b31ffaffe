/** Who spoke to whom. `panel` is a request that went through the gateway to the application. */
export type Way = "toCloud" | "toApp" | "panel";

export type LedgerEntry = {
  readonly seq: number;
  readonly way: Way;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly receivedAt: number;
  /** From the same sequence as `seq`: "A received before B answered" is `a.seq < b.answeredSeq`. */
  answeredSeq: number | undefined;
  answeredAt: number | undefined;
  status: number | undefined;
  answer: unknown;
};

export type Violation = {
  readonly seq: number;
  readonly operation: string;
  readonly status: number;
  readonly why: string;
};

const keptEntries = 20_000;

/** Everything that was asked and answered, in one order. */
export class Ledger {
  #next = 0;
  #entries: LedgerEntry[] = [];
  readonly #violations: Violation[] = [];

  received(what: Pick<LedgerEntry, "way" | "operation" | "method" | "path" | "query" | "body">): LedgerEntry {
    this.#next += 1;
    const entry: LedgerEntry = {
      seq: this.#next,
      ...what,
      receivedAt: Date.now(),
      answeredSeq: undefined,
      answeredAt: undefined,
      status: undefined,
      answer: undefined,
    };
    this.#entries.push(entry);
    if (this.#entries.length > keptEntries) this.#entries = this.#entries.slice(-keptEntries / 2);
    return entry;
  }

  answered(entry: LedgerEntry, status: number, answer: unknown): void {
    this.#next += 1;
    entry.answeredSeq = this.#next;
    entry.answeredAt = Date.now();
    entry.status = status;
    entry.answer = answer;
  }

  /** The application did something Microsoft refuses, or that the school's clients cannot show. */
  violated(entry: LedgerEntry, status: number, why: string): void {
    this.#violations.push({ seq: entry.seq, operation: entry.operation, status, why });
  }

  after(seq: number): readonly LedgerEntry[] {
    return this.#entries.filter((entry) => entry.seq > seq || (entry.answeredSeq ?? 0) > seq);
  }

  get violations(): readonly Violation[] {
    return this.#violations;
  }

  forgetViolations(): void {
    this.#violations.length = 0;
  }
}
