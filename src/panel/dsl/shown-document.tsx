import type { Document } from "../../protocol/export/document.ts";

/** A document from the record, to be read on the page; what it was asked for stands in its first lines. */
export const ShownDocument = ({ title, intro, sections }: Document) => (
  <article class="shown-document" aria-label={title}>
    <h3>{title}</h3>
    {intro.map((line) => (
      <p key={line} class="quiet">
        {line}
      </p>
    ))}
    {sections.map(({ heading, lines = [], table }, place) => (
      <section key={`${place} ${heading}`}>
        <h4>{heading}</h4>
        {lines.map((line) => (
          <p key={line} class="as-written">
            {line}
          </p>
        ))}
        {table === undefined ? null : (
          <div class="wide-table">
            <table>
              <thead>
                <tr>
                  {table.columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, n) => (
                  <tr key={`${n} ${row[0]}`}>
                    {row.map((cell, column) => (
                      <td key={table.columns[column]}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    ))}
  </article>
);
