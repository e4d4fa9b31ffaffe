import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * A row whose person is settled or gone, standing in its place until the list may move. A keyboard whose button went
 * with the press goes on from here.
 */
export const SettledRow = ({ shown }: { readonly shown: string | undefined }) => {
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) row.current?.focus({ preventScroll: true });
  }, []);
  return (
    <li ref={row} class="row row-settled" tabIndex={-1}>
      <p>{shown === undefined ? "No longer on the register." : `“${shown}” is sorted out, or has left.`}</p>
    </li>
  );
};
