
// Makes every table of more than one row sortable: its heads become buttons. The page is whole without.
(() => {
  'use strict';
  const names = new Intl.Collator('en', {numeric: true});
  const next = {none: 'ascending', ascending: 'descending', descending: 'none'};

  // What is set apart in a cell (ids, other names, "no actor") is no part of its name.
  const name = (cell) => Array.from(cell.childNodes)
    .filter((node) => node.nodeName !== 'SPAN' && node.nodeName !== 'EM')
    .map((node) => node.textContent).join('').trim();

  const kinds = {
    number: {of: (cell) => parseFloat(cell.dataset.v), order: (a, b) => a - b},
    time: {of: (cell) => cell.dataset.v || cell.textContent, order: (a, b) => (a < b ? -1 : Number(a > b))},
    name: {of: name, order: names.compare},
  };

  // Equal rows stay in the order of the report, and what is not known comes last either way.
  const sorted = (rows, column, kind, sign) => {
    const keyed = rows.map((row, place) => ({row, place, key: kind.of(row.cells[column])}));
    const unknown = (key) => Number(key === '' || Number.isNaN(key));
    keyed.sort((a, b) => unknown(a.key) - unknown(b.key)
      || (unknown(a.key) ? 0 : sign * kind.order(a.key, b.key)) || a.place - b.place);
    return keyed.map((each) => each.row);
  };

  for (const table of document.querySelectorAll('table:not(.week)')) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    if (rows.length < 2) continue;
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      if (head.scope !== 'col') return;
      const kind = kinds[head.className] || kinds.name;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const way = next[head.getAttribute('aria-sort') || 'none'];
        heads.forEach((each) => each.removeAttribute('aria-sort'));
        if (way !== 'none') head.setAttribute('aria-sort', way);
        body.append(...(way === 'none' ? rows : sorted(rows, column, kind, way === 'ascending' ? 1 : -1)));
      });
    });
  }
})();
