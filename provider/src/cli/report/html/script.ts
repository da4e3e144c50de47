/** What the page does by itself: it shows the rows that hold the words searched for and have the outcome chosen. */
export const script = `
const rows = [...document.querySelectorAll(".row")];
const search = document.getElementById("search");
const outcome = document.getElementById("outcome");
const shown = document.getElementById("shown");
const show = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const fits = (outcome.value === "" || row.dataset.outcome === outcome.value)
      && words.every((word) => row.dataset.text.includes(word));
    row.hidden = !fits;
    count += fits ? 1 : 0;
  }
  shown.textContent = count + " of " + rows.length + " shown";
};
search.addEventListener("input", show);
outcome.addEventListener("change", show);
show();
`;
