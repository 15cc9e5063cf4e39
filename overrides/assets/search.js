// Search. First the finder (conditions, studies, pages with all their names), then the full text
// of the engine's own index, which is large and comes while the first results are being read.
const MOST = 12;
let started = false;
let finder = null;
let texts = null;

export async function start(root, index) {
  const input = document.getElementById("rf-query");
  input.focus();
  if (started) return;
  started = true;
  const dialog = document.getElementById("rf-search");
  const list = document.getElementById("rf-search-list");
  const count = document.getElementById("rf-search-count");
  document.getElementById("rf-search-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  const run = () => {
    const words = fold(input.value).split(/[\s,;]+/).filter(Boolean);
    // Results of the text come later; who walks the list meanwhile keeps the place.
    const held = list.contains(document.activeElement) ? document.activeElement.href : "";
    list.replaceChildren();
    if (input.value.trim().length < 2) { count.textContent = ""; return; }
    const found = [...inFinder(words), ...inTexts(words)];
    const seen = new Set();
    const shown = found.filter((r) => !seen.has(r.page) && seen.add(r.page)).slice(0, MOST);
    list.append(...shown.map((r) => item(r, root)));
    if (held) ([...list.querySelectorAll("a")].find((a) => a.href === held) ?? input).focus();
    const more = found.length > shown.length && shown.length === MOST ? "The first " : "";
    count.textContent = !finder ? "Loading …"
      : shown.length === 0 ? (texts ? "Nothing found. Try another word, or call us." : "Searching the text …")
      : `${more}${shown.length} ${shown.length === 1 ? "result" : "results"}.`;
  };
  input.addEventListener("input", run);
  dialog.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
    if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (at ? links[at - 1] : input).focus(); }
    if (event.key === "Enter" && document.activeElement === input && links.length) links[0].click();
  });
  finder = (await load(new URL("finder.json", root))) ?? [];
  for (const entry of finder) {
    entry.title = fold(entry.t);
    entry.words = fold(entry.w.filter(Boolean).join(" | "));
    entry.text = fold(entry.d);
  }
  run();
  const data = await load(new URL(index, root));
  texts = (data?.docs ?? data?.items ?? []).map((doc) => ({
    url: doc.location, title: plain(doc.title), text: plain(doc.text), t: fold(plain(doc.title)), w: fold(plain(doc.text)),
  }));
  run();
}

async function load(url) {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.json() : null;
  } catch { return null; }
}

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
const starts = (text, word) => text === word || text.startsWith(word) || ["", " ", "(", "-", "|", "/", "."].some((c) => c && text.includes(c + word));

function inFinder(words) {
  if (!finder || !words.length) return [];
  const phrase = words.join(" ");
  const results = [];
  for (const entry of finder) {
    let score = 0;
    for (const word of words) {
      if (starts(entry.title, word)) score += 12;
      else if (starts(entry.words, word)) score += 10;
      else if (starts(entry.text, word)) score += 3;
      else { score = 0; break; }
    }
    if (!score) continue;
    score /= words.length;
    if (entry.words.split(" | ").some((w) => w === phrase) || entry.title === phrase) score += 15;
    if (entry.k === "Condition" && score >= 8) score += 8;
    if (entry.k === "Evidence" || entry.k === "Page") score += 2;
    results.push({ page: entry.u, url: entry.u, kind: entry.k, title: entry.t, text: entry.d, score });
  }
  return results.sort((a, b) => b.score - a.score);
}

function inTexts(words) {
  if (!texts || !words.length) return [];
  const results = [];
  for (const doc of texts) {
    let score = 0;
    for (const word of words) {
      if (starts(doc.t, word)) score += 5;
      else if (starts(doc.w, word)) score += 1;
      else { score = 0; break; }
    }
    if (!score) continue;
    results.push({ page: doc.url.split("#")[0], url: doc.url, kind: "In the text", title: doc.title, text: around(doc, words[0]), score });
  }
  return results.sort((a, b) => b.score - a.score);
}

function around(doc, word) {
  const at = Math.max(0, doc.w.indexOf(word) - 60);
  const start = at ? doc.text.indexOf(" ", at) + 1 : 0;
  return (start ? "… " : "") + doc.text.slice(start, start + 180) + (doc.text.length > start + 180 ? " …" : "");
}

function item(result, root) {
  const li = document.createElement("li");
  const kind = document.createElement("span");
  kind.className = "rf-search__kind";
  kind.textContent = result.kind;
  const link = document.createElement("a");
  link.href = new URL(result.url || ".", root).href;
  link.textContent = result.title;
  const text = document.createElement("p");
  text.textContent = result.text.length > 200 ? `${result.text.slice(0, 200)} …` : result.text;
  li.append(kind, link, text);
  return li;
}
