/** A row whose person is settled or gone; it stays in its place until the list may move. */
export const SettledRow = ({ shown }: { readonly shown: string | undefined }) => (
  <li class="row row-settled">
    <p>{shown === undefined ? "No longer on the register." : `“${shown}” is sorted out, or has left.`}</p>
  </li>
);
