// Enhancements only: every page is complete without this file.
const root = new URL(document.body.dataset.root || ".", location.href);
const html = document.documentElement;

// ---- Light and dark ----
const toggle = document.getElementById("rf-theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (html.dataset.theme ? html.dataset.theme === "dark" : dark.matches);
const showTheme = () => toggle.setAttribute("aria-pressed", String(isDark()));
if (toggle) {
  showTheme();
  dark.addEventListener("change", showTheme);
  toggle.addEventListener("click", () => {
    html.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", html.dataset.theme); } catch { /* private windows */ }
    showTheme();
  });
}

// ---- Search: loaded when somebody asks for it ----
const opener = document.getElementById("rf-search-open");
const openSearch = async (event) => {
  event.preventDefault();
  const dialog = document.getElementById("rf-search");
  if (!dialog.open) dialog.showModal();
  const search = await import("./search.js");
  search.start(root, document.body.dataset.index);
};
opener?.addEventListener("click", openSearch);
addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
  const wanted = event.key === "/" || (event.key === "k" && (event.ctrlKey || event.metaKey));
  if (wanted && !typing) openSearch(event);
});

// ---- References beside their citations: on hover, focus and tap ----
let card = null;
let owner = null;
let closing = 0;
const close = () => {
  clearTimeout(closing);
  card?.remove();
  owner?.removeAttribute("aria-describedby");
  card = owner = null;
};
const closeSoon = () => { clearTimeout(closing); closing = setTimeout(close, 250); };
const stay = () => clearTimeout(closing);

const show = (link, { tapped = false } = {}) => {
  stay();
  if (owner === link) return;
  close();
  const item = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!item) return;
  card = document.createElement("div");
  card.className = "rf-preview";
  card.id = "rf-preview";
  const text = document.createElement("p");
  for (const node of item.childNodes) {
    const back = node instanceof Element && node.classList.contains("reference-back");
    if (!back) text.append(node.cloneNode(true));
  }
  card.append(text);
  if (tapped) {
    const more = document.createElement("p");
    const jump = document.createElement("a");
    jump.href = link.hash;
    jump.textContent = "Show in the reference list";
    more.append(jump);
    card.append(more);
  }
  card.addEventListener("pointerenter", stay);
  card.addEventListener("pointerleave", closeSoon);
  // After the link in the document, so that Tab goes from the link into the card.
  link.closest(".citation").after(card);
  link.setAttribute("aria-describedby", card.id);
  owner = link;
  place(link);
};

const place = (link) => {
  const at = link.getBoundingClientRect();
  const parent = card.offsetParent.getBoundingClientRect();
  const width = card.offsetWidth;
  const left = Math.min(Math.max(at.left - 24, 16), html.clientWidth - width - 16);
  const room = innerHeight - at.bottom - (document.querySelector(".rf-bar")?.offsetHeight ?? 0);
  const above = room < card.offsetHeight + 16 && at.top > card.offsetHeight + 16;
  card.style.left = `${left - parent.left}px`;
  card.style.top = `${(above ? at.top - card.offsetHeight - 6 : at.bottom + 6) - parent.top}px`;
};

let touched = false;
addEventListener("pointerdown", (event) => {
  touched = event.pointerType === "touch";
  if (card && !event.target.closest(".rf-preview, .citation")) close();
});
addEventListener("keydown", (event) => { touched = false; if (event.key === "Escape") close(); });
for (const link of document.querySelectorAll('.citation a[href^="#"]')) {
  link.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") show(link); });
  link.addEventListener("pointerleave", closeSoon);
  link.addEventListener("focus", () => { if (!touched) show(link); });
  link.addEventListener("blur", closeSoon);
  link.addEventListener("click", (event) => {
    if (!touched) return close();
    event.preventDefault();
    show(link, { tapped: true });
  });
}
document.addEventListener("focusin", (event) => { if (card?.contains(event.target)) stay(); });
document.addEventListener("focusout", (event) => { if (card?.contains(event.target)) closeSoon(); });

// ---- A synopsis on paper ----
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

// ---- The library's filters ----
if (document.querySelector(".rf-filters")) import("./library.js").then((m) => m.start(root));
