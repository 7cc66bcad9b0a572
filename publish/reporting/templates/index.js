// A convenience only: without script every document is listed, and the browser's own search finds it.
const filters = document.getElementById("filters");
const rows = [...document.querySelectorAll("[data-keys]")];
const texts = rows.map((row) => row.textContent.toLowerCase());
const words = document.getElementById("words");
const wanted = document.getElementById("wanted");
const count = document.getElementById("count");
function filter() {
  const terms = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((row, number) => {
    const fits = !wanted.value || row.dataset.keys.split(" ").includes(wanted.value);
    const found = fits && terms.every((term) => texts[number].includes(term));
    row.hidden = !found;
    shown += found;
  });
  count.textContent = `${shown} of ${rows.length} documents shown`;
}
filters.hidden = false;
filters.addEventListener("input", filter);
filter();
