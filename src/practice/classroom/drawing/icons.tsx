const PATHS = {
  mic: "M8 1.5a2.5 2.5 0 0 0-2.5 2.5v4a2.5 2.5 0 0 0 5 0V4A2.5 2.5 0 0 0 8 1.5zM4 7.5v.6a4 4 0 0 0 8 0v-.6M8 12.2v2.3",
  camera:
    "M2.5 4h6.7a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H2.5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM10.2 7l4.3-2.3v6.6L10.2 9z",
  people:
    "M6 7.5a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM1.5 13.5c0-3 1.8-4.3 4.5-4.3s4.5 1.3 4.5 4.3zM11 7.5a2 2 0 1 0-.700-3.9M12 9.4c1.7.3 2.7 1.5 2.7 4.1",
  lock: "M3.5 7.5h9v6.5h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  leave: "M6.5 2.5h-4v11h4M6.5 8h7.5M11 5l3 3-3 3",
} as const;

/** A line drawing of 16 px; off is struck through. What it means stands beside it in words. */
export const Icon = ({
  name,
  off = false,
}: {
  readonly name: keyof typeof PATHS;
  readonly off?: boolean;
}) => (
  <svg class={off ? "icon icon-off" : "icon"} viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[name]} />
    {off ? <path d="M2 2l12 12" /> : null}
  </svg>
);
