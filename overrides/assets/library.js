// Filters of the library. What is chosen stands in the address, so a list can be shared. The list
// of all studies is one file, loaded when somebody first asks for it; the page itself is complete.
const NAMES = ["q", "condition", "design", "direction", "certainty", "from", "free"];
const PAGE = 50;

export function start(root) {
  const library = document.querySelector(".rf-finder");
  const panel = library.querySelector(".rf-filters");
  const count = panel.querySelector('[role="status"]');
  const found = library.querySelector(".rf-found");
  const list = found.querySelector("ol");
  const shelves = document.querySelector(".rf-shelves");
  const topics = library.querySelector(".rf-topics");
  const pager = found.querySelector(".rf-pager");
  const [previous, next] = pager.querySelectorAll("button");
  const fields = Object.fromEntries(NAMES.map((name) => [name, panel.querySelector(`[name="filter-${name}"]`)]));
  const marks = Object.fromEntries([...library.querySelectorAll("template")].map((t) => [t.dataset.mark, t.content]));
  let loading = null;
  let page = 1;

  const load = () => loading ??= fetch(new URL(library.dataset.index, root))
    .then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
    .then((data) => {
      data.studies = data.studies.map(([key, label, title, year, url, design, directions, certainty, free, size, conditions, names]) =>
        ({ key, label, title, year, url, design, directions, certainty, free, size, conditions, text: fold(`${label} ${title} ${names} ${key}`) }));
      return data;
    });

  const read = () => Object.fromEntries(NAMES.map((n) => [n, n === "free" ? (fields[n].checked ? "1" : "") : fields[n].value.trim()]));
  const write = (want) => {
    const url = new URL(location.href);
    for (const name of NAMES) { if (want[name]) url.searchParams.set(name, want[name]); else url.searchParams.delete(name); }
    if (page > 1) url.searchParams.set("page", page); else url.searchParams.delete("page");
    history.replaceState(null, "", url);
  };

  const apply = async () => {
    const want = read();
    const any = Object.values(want).some(Boolean);
    write(want);
    if (!any) { found.hidden = true; shelves.hidden = topics.hidden = false; count.textContent = ""; return; }
    let data;
    try {
      if (!count.textContent) count.textContent = "Loading …";
      data = await load();
    } catch {
      loading = null;
      count.textContent = "The list could not be loaded. Try again, or use the topics below.";
      return;
    }
    const words = fold(want.q).split(/\s+/).filter(Boolean);
    const fit = data.studies.filter((s) =>
      (!want.condition || s.conditions.includes(want.condition)) &&
      (!want.design || s.design === want.design) &&
      (!want.direction || s.directions.includes(want.direction)) &&
      (!want.certainty || s.certainty === want.certainty) &&
      (!want.from || s.year >= Number(want.from)) &&
      (!want.free || s.free) &&
      words.every((word) => s.text.includes(word)));
    const pages = Math.max(1, Math.ceil(fit.length / PAGE));
    page = Math.min(page, pages);
    const first = (page - 1) * PAGE;
    list.start = first + 1;
    list.replaceChildren(...fit.slice(first, first + PAGE).map((study) => item(study, data, marks, root)));
    shelves.hidden = topics.hidden = true;
    found.hidden = !fit.length;
    pager.hidden = pages === 1;
    pager.querySelector("span").textContent = `Page ${page} of ${pages}`;
    previous.disabled = page === 1;
    next.disabled = page === pages;
    const said = fit.length === 0 ? "No study in the library fits. Loosen a filter."
      : `${fit.length} of ${data.studies.length} ${fit.length === 1 ? "studies fits" : "studies fit"}.`;
    count.textContent = pages > 1 ? `${said} Page ${page} of ${pages}.` : said;
    write(want);
  };

  const turn = async (by) => {
    page += by;
    await apply();
    const title = found.querySelector("h2");
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "start" });
  };
  previous.addEventListener("click", () => turn(-1));
  next.addEventListener("click", () => turn(1));

  const asked = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const value = asked.get(name);
    if (!value) continue;
    if (name === "free") fields[name].checked = value === "1";
    else if (name === "q" || [...fields[name].options].some((o) => o.value === value)) fields[name].value = value;
  }
  page = Math.max(1, Math.trunc(Number(asked.get("page"))) || 1);
  if (NAMES.some((name) => asked.has(name))) apply();

  let waiting = 0;
  const changed = () => { clearTimeout(waiting); page = 1; apply(); };
  panel.addEventListener("change", (event) => { if (event.target !== fields.q) changed(); });
  fields.q.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(changed, 200); });
  panel.addEventListener("focusin", () => load().catch(() => { loading = null; }), { once: true });
  panel.querySelector("button").addEventListener("click", async () => {
    for (const name of NAMES) { if (name === "free") fields[name].checked = false; else fields[name].value = ""; }
    page = 1;
    await apply();
    count.textContent = "No filter is set.";
  });
}

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

function item(study, data, marks, root) {
  const li = document.createElement("li");
  li.dataset.key = study.key;
  if (study.url) {
    const link = document.createElement("a");
    link.href = new URL(study.url, root).href;
    link.textContent = study.label;
    li.append(link);
  } else li.append(study.label);
  const meta = document.createElement("span");
  meta.className = "rf-meta";
  const ways = study.directions.map((d) => data.directions[d].toLowerCase()).join(", ") || "no outcome recorded";
  meta.append(`${data.designs[study.design]}, ${study.size}; ${ways}; certainty `, marks[study.certainty].cloneNode(true));
  li.append(`. ${study.title}. `, meta);
  return li;
}
