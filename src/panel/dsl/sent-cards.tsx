import { useEffect, useRef, useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { useLater } from "../components/use-later.ts";
import { dayAndTimeOf } from "../wording.ts";

type Sent = NonNullable<ConcernView["cards"]>[number];

const PATIENCE_MS = 10_000;
const load = () => import("../cards/drawn-card.ts");

type Props = { readonly api: Api; readonly reference: string };

/** The cards as they were sent, drawn by Microsoft's library: to look at, not to press. Fetched when asked for. */
export const SentCards = ({ api, reference }: Props) => {
  const [cards, setCards] = useState<readonly Sent[] | "not now">();
  const show = async (): Promise<void> => {
    const path = `/api/concerns/${encodeURIComponent(reference)}`;
    const answer = await api.get<{ concern: ConcernView }>(path).catch(() => undefined);
    setCards(answer === undefined ? "not now" : (answer.concern.cards ?? []));
  };
  return (
    <section>
      <h2>Cards as they were sent</h2>
      {cards === undefined || cards === "not now" ? (
        <>
          {cards === "not now" ? <p role="status">They cannot be shown just now. Try again.</p> : null}
          <PressButton look="quiet" onPress={() => void show()}>
            Show the cards that came to you
          </PressButton>
        </>
      ) : cards.length === 0 ? (
        <p role="status">No card about this came to you in a message of its own.</p>
      ) : (
        <>
          <p class="quiet">In Teams a card changes with what happens. Here it is as it was sent.</p>
          {cards.map((one) => (
            <SentCard key={`${one.at} ${one.to}`} sent={one} />
          ))}
        </>
      )}
    </section>
  );
};

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
