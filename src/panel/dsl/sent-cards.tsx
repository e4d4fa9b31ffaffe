import { useEffect, useRef } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { useLater } from "../components/use-later.ts";
import { dayAndTimeOf } from "../wording.ts";

type Sent = NonNullable<ConcernView["cards"]>[number];

const PATIENCE_MS = 10_000;
const load = () => import("../cards/drawn-card.ts");

/** The cards as they were sent, drawn by Microsoft's library: to look at, not to press. */
export const SentCards = ({ cards }: { readonly cards: readonly Sent[] }) => (
  <section>
    <h2>Cards as they were sent</h2>
    <p class="quiet">Those that came to you. In Teams a card changes with what happens; here it stays.</p>
    {cards.map((one) => (
      <SentCard key={`${one.at} ${one.to}`} sent={one} />
    ))}
  </section>
);

const SentCard = ({ sent: { to, at, card } }: { readonly sent: Sent }) => {
  const part = useLater(load, PATIENCE_MS);
  const place = useRef<HTMLDivElement>(null);
  const text = JSON.stringify(card);
  useEffect(() => {
    if (typeof part === "string") return;
    const drawn = part.drawCard(JSON.parse(text) as object, () => undefined);
    for (const button of drawn?.element.querySelectorAll("button, [role=button]") ?? [])
      button.setAttribute("disabled", "");
    if (drawn !== undefined) place.current?.replaceChildren(drawn.element);
  }, [part, text]);
  return (
    <figure class="sent-card">
      <figcaption class="quiet">{`${to}, ${dayAndTimeOf(at)}`}</figcaption>
      {part === "late" ? (
        <p>It cannot be drawn just now. Its words are in the export.</p>
      ) : (
        <div class="card" ref={place} />
      )}
    </figure>
  );
};
