import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * A row whose person is settled or gone, standing in its place until the list may move. A keyboard whose button went
 * with the press goes on from here.
 */
export const SettledRow = ({ row: id, words }: { readonly row: string; readonly words: string }) => {
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) row.current?.focus({ preventScroll: true });
  }, []);
  return (
    <li ref={row} class="row row-settled" data-row={id} tabIndex={-1}>
      <p>{words}</p>
    </li>
  );
};
