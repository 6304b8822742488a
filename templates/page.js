
// Lets a reader sort and filter the tables. It moves and hides rows; the page is whole without.
(() => {
  'use strict';
  // Made when it is needed: it takes a while.
  let names;
  const alphabet = (a, b) => (names = names || new Intl.Collator('en', {numeric: true})).compare(a, b);
  const next = {none: 'ascending', ascending: 'descending', descending: 'none'};

  // What is set apart in a cell (ids, other names, "no actor") is no part of its name.
  const name = (cell) => Array.from(cell.childNodes)
    .filter((node) => node.nodeName !== 'SPAN' && node.nodeName !== 'EM')
    .map((node) => node.textContent).join('').trim();

  const kinds = {
    number: {of: (cell) => parseFloat(cell.dataset.v || cell.textContent), order: (a, b) => a - b},
    time: {of: (cell) => cell.dataset.v || cell.textContent, order: (a, b) => (a < b ? -1 : Number(a > b))},
    name: {of: name, order: alphabet},
    events: {of: (cell) => parseFloat(cell.textContent), order: (a, b) => a - b},
  };

  // Equal rows stay in the order of the report, and what is not known comes last either way.
  const sorted = (rows, column, kind, sign) => {
    const keyed = rows.map((row, place) => ({row, place, key: kind.of(row.cells[column])}));
    const unknown = (key) => Number(key === '' || Number.isNaN(key));
    keyed.sort((a, b) => unknown(a.key) - unknown(b.key)
      || (unknown(a.key) ? 0 : sign * kind.order(a.key, b.key)) || a.place - b.place);
    return keyed.map((each) => each.row);
  };

  // The keyboard passes over what fits. That is asked when the browser has laid the page out: to ask before makes it do
  // so once more.
  const fitting = new ResizeObserver((entries) => {
    for (const {target} of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else if (target !== document.activeElement) target.removeAttribute('tabindex');
    }
  });
  for (const part of document.querySelectorAll('.scroll')) fitting.observe(part);

  for (const table of document.querySelectorAll('table:not(.hours)')) {
    if (table.tBodies[0].rows.length < 2) continue;
    for (const head of table.tHead.rows[0].cells) {
      if (head.scope !== 'col') continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
    }
  }

  // The rows of a table in the order of the report, from when it is first sorted.
  const given = new WeakMap();
  document.addEventListener('click', ({target}) => {
    const button = target.closest('thead button');
    if (!button) return;
    const head = button.parentNode;
    const body = head.closest('table').tBodies[0];
    if (!given.has(body)) given.set(body, Array.from(body.rows));
    const rows = given.get(body);
    const way = next[head.getAttribute('aria-sort') || 'none'];
    for (const each of head.parentNode.cells) each.removeAttribute('aria-sort');
    if (way !== 'none') head.setAttribute('aria-sort', way);
    const kind = kinds[head.classList[0]] || kinds.name;
    body.append(...(way === 'none' ? rows : sorted(rows, head.cellIndex, kind, way === 'ascending' ? 1 : -1)));
  });

  const bar = document.getElementById('filter');
  if (!bar) return;
  const field = (id) => document.getElementById('filter-' + id) || {value: ''};
  const [text, from, to, status] = ['text', 'from', 'to', 'status'].map(field);
  const plain = (words) => words.normalize('NFKC').toLowerCase();

  // A row by the text of its names, by ids, and by the days of its first and last event, where it tells them.
  const entry = (row) => {
    const cells = Array.from(row.cells);
    const said = cells.filter((cell) => !/\b(number|bar)\b/.test(cell.className));
    const days = [row.dataset.from, row.dataset.to, ...cells.map((cell) => cell.dataset.v)]
      .filter((value) => /^\d{4}-\d\d-\d\d/.test(value)).map((value) => value.slice(0, 10)).sort();
    const ids = said.map((each) => each.title);
    return {row, text: plain(said.map((cell) => cell.textContent).concat(ids).join(' ')), first: days[0], last: days[days.length - 1]};
  };
  const tables = Array.from(document.querySelectorAll('table.rows'), (table) => {
    const hits = document.createElement('small');
    hits.className = 'hits';
    const title = document.getElementById(table.parentNode.getAttribute('aria-labelledby'));
    title.append(' ', hits);
    return {hits, rows: null, table};
  });

  // A day as it is written everywhere: YYYY-MM-DD. What is not yet one filters nothing, and says so.
  const day = (field) => {
    const is = /^\d{4}-\d\d-\d\d$/.test(field.value) && !Number.isNaN(Date.parse(field.value));
    if (field.toggleAttribute) field.toggleAttribute('aria-invalid', Boolean(field.value) && !is);
    return is ? field.value : '';
  };

  // A row that tells no days is not judged by them.
  const fits = (entry, words, first, last) => words.every((word) => entry.text.includes(word))
    && !(first && entry.last < first) && !(last && entry.first > last);

  let format;
  const count = (n) => (format = format || new Intl.NumberFormat('en')).format(n);
  const next_day = (day) => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);
  const say = (shown, all, first, last, wrong) => {
    if (wrong) return 'Write days as YYYY-MM-DD.';
    if (!bar.classList.contains('active')) return '';
    const period = (first ? ' --from ' + first : '') + (last ? ' --to ' + next_day(last) : '');
    return count(shown) + ' of ' + count(all) + ' rows match.' + (period
      ? ' A row matches if any day from its first event to its last lies in that period; its figures remain those of the'
        + ' whole report. For figures of the period alone, run the report again with' + period + '.' : '');
  };

  const filter = () => {
    const words = plain(text.value).split(/\s+/).filter(Boolean);
    const [first, last] = [from, to].map(day);
    const active = Boolean(words.length || first || last);
    bar.classList.toggle('active', active);
    let [shown, all] = [0, 0];
    for (const each of tables) {
      each.rows = each.rows || Array.from(each.table.tBodies[0].rows, entry);
      const left = each.rows.filter((one) => !(one.row.hidden = active && !fits(one, words, first, last))).length;
      each.hits.textContent = active ? count(left) + ' of ' + count(each.rows.length) + ' shown' : '';
      each.table.classList.toggle('empty', left === 0);
      shown += left;
      all += each.rows.length;
    }
    status.textContent = say(shown, all, first, last, from.value && !first || to.value && !last);
  };
  bar.addEventListener('input', filter);
  document.getElementById('filter-clear').addEventListener('click', () => {
    [text, from, to].forEach((each) => { each.value = ''; });
    filter();
    text.focus();
  });
  bar.hidden = false;
})();
