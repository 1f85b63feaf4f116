// How does one move in a table of cells as in a spreadsheet? Enter goes to the first cell of the next row, the arrow keys up
// and down in a column. Without this file the table works whole: Tab goes along the row, and Enter saves.
const cellsOf = (row) => [...row.querySelectorAll("input[type=text]")];

function move(grid, cell, key) {
  const rows = [...grid.querySelectorAll("tr")].filter((row) => cellsOf(row).length);
  const here = rows.findIndex((row) => row.contains(cell));
  const column = cellsOf(rows[here]).indexOf(cell);
  const there = rows[here + (key === "ArrowUp" ? -1 : 1)];
  if (!there) return key === "Enter" ? grid.closest("form").querySelector("button[type=submit]") : null;
  const cells = cellsOf(there);
  // Counted from the end, so that “no data” stays under “no data” where a row has one cell for its figure and another two.
  const same = cells[Math.max(0, cells.length - (cellsOf(rows[here]).length - column))];
  return key === "Enter" ? cells[0] : column === 0 ? cells[0] : same;
}

document.addEventListener("keydown", (event) => {
  const grid = event.target.closest?.("[data-grid]");
  if (!grid || !event.target.matches("input[type=text]") || event.isComposing) return;
  if (!["Enter", "ArrowUp", "ArrowDown"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const to = move(grid, event.target, event.key);
  to?.focus();
  if (to?.select) to.select();
});
