/**
 * Where a concern that nobody has taken goes next: the DSLs in their own chats, the headteachers in
 * theirs, then all of them again. A concern about an adult knows the last two only (X2).
 */
export type EscalationStep = "dsl" | "headteacher" | "again";

/** What was used for a concern that was raised before the setting was kept with it. */
export const ESCALATE_AFTER_MS = 3 * 60_000;
