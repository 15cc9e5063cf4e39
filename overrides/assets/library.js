// Filters of the library: what is chosen stands in the address, so a list can be shared.
const NAMES = ["condition", "design", "direction", "certainty", "from", "free"];

export function start() {
  const panel = document.querySelector(".rf-filters");
  const count = panel.querySelector('[role="status"]');
  const fields = Object.fromEntries(NAMES.map((n) => [n, panel.querySelector(`[name="filter-${n}"]`)]));
  const sections = [...document.querySelectorAll("section[data-condition]")];
  const studies = [...document.querySelectorAll(".rf-study-list > li")];

  const read = () => Object.fromEntries(NAMES.map((n) => [n, n === "free" ? (fields[n].checked ? "1" : "") : fields[n].value]));
  const fits = (item, want) =>
    (!want.design || item.dataset.design === want.design) &&
    (!want.direction || item.dataset.direction.split(" ").includes(want.direction)) &&
    (!want.certainty || item.dataset.certainty === want.certainty) &&
    (!want.from || Number(item.dataset.year) >= Number(want.from)) &&
    (!want.free || item.dataset.free === "1");

  const apply = () => {
    const want = read();
    const any = Object.values(want).some(Boolean);
    const shown = new Set();
    for (const section of sections) {
      const here = !want.condition || section.dataset.condition === want.condition;
      let some = false;
      for (const item of section.querySelectorAll(".rf-study-list > li")) {
        item.hidden = !(here && fits(item, want));
        if (!item.hidden) { some = true; shown.add(item.dataset.key); }
      }
      section.hidden = !some;
    }
    for (const nav of document.querySelectorAll(".rf-topics")) nav.hidden = any;
    const all = new Set(studies.map((s) => s.dataset.key)).size;
    count.textContent = !any ? "" : shown.size === 0
      ? "No study in the library fits. Loosen a filter."
      : `${shown.size} of ${all} ${shown.size === 1 ? "study fits" : "studies fit"}.`;
    const url = new URL(location.href);
    for (const name of NAMES) { if (want[name]) url.searchParams.set(name, want[name]); else url.searchParams.delete(name); }
    history.replaceState(null, "", url);
  };

  const asked = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const value = asked.get(name);
    if (!value) continue;
    if (name === "free") fields[name].checked = value === "1";
    else if ([...fields[name].options].some((o) => o.value === value)) fields[name].value = value;
  }
  if (NAMES.some((n) => asked.has(n))) apply();
  panel.addEventListener("change", apply);
  panel.querySelector("button").addEventListener("click", () => {
    for (const name of NAMES) { if (name === "free") fields[name].checked = false; else fields[name].value = ""; }
    apply();
    count.textContent = "All studies are shown.";
  });
}
