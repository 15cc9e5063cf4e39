// The preview's panel: what is wrong with the page on show, and with the rest of the site.
(() => {
  const script = document.currentScript;
  const mount = script.dataset.mount;
  const host = document.createElement("referable-problems");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.innerHTML = `
    <style>
      :host { all: initial; position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483647;
        font: 15px/1.5 system-ui, sans-serif; color: #1d2428; max-width: min(34rem, calc(100vw - 2rem)); }
      :host([hidden]) { display: none; }
      summary { cursor: pointer; list-style: none; width: max-content; margin-left: auto;
        background: #1d2428; color: #fff; border-radius: 999px; padding: .4rem 1rem; font-weight: 600; }
      summary::-webkit-details-marker { display: none; }
      summary::before { content: ""; display: inline-block; width: .65em; height: .65em;
        border-radius: 50%; background: var(--dot, #ffb000); margin-right: .55em; }
      summary:focus-visible { outline: 3px solid #2f7de1; outline-offset: 3px; }
      .sheet { background: #fff; border: 1px solid #b9c3c9; border-radius: 10px;
        box-shadow: 0 8px 30px rgb(0 0 0 / .25); padding: .25rem 1.1rem .9rem; margin: 0 0 .6rem;
        max-height: min(60vh, 34rem); overflow: auto; }
      h2 { font-size: 1rem; margin: .9rem 0 .3rem; }
      ol { margin: 0; padding: 0; list-style: none; }
      li { border-top: 1px solid #dde3e6; padding: .6rem 0; }
      p { margin: .15rem 0; } .place { color: #54626a; font-size: .88em; word-break: break-all; }
      .fix { font-weight: 600; } .error { color: #a4161a; font-weight: 700; }
      .warning { color: #7a4b00; font-weight: 700; }
      @media print { :host { display: none; } }
    </style>
    <div role="status" aria-live="polite"></div>`;
  const status = shadow.querySelector("div");
  host.hidden = true;

  const text = (tag, content, name) => {
    const node = document.createElement(tag);
    node.textContent = content;
    if (name) node.className = name;
    return node;
  };
  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

  function item(problem) {
    const node = document.createElement("li");
    const line = document.createElement("p");
    line.append(text("span", problem.severity === "error" ? "Must be mended: " : "Look at: ", problem.severity));
    line.append(problem.message);
    const place = problem.line ? `${problem.path}, line ${problem.line}` : problem.path;
    node.append(text("p", `${place} · ${problem.code}`, "place"), line);
    if (problem.fix) node.append(text("p", problem.fix, "fix"));
    node.append(text("p", problem.why));
    return node;
  }

  function section(title, problems) {
    const list = document.createElement("ol");
    list.append(...problems.map(item));
    return [text("h2", title), list];
  }

  function show(news) {
    const open = shadow.querySelector("details")?.open ?? false;
    const here = news.here.length, elsewhere = news.elsewhere.length;
    status.replaceChildren();
    host.hidden = !(news.failure || here || elsewhere);
    if (host.hidden) return;
    const details = document.createElement("details");
    details.open = open || Boolean(news.failure);
    const sheet = text("div", "", "sheet");
    if (news.failure) {
      sheet.append(text("h2", "The site could not be built"), text("p", news.failure, "error"),
        text("p", "You see the last good version."));
    }
    if (here) sheet.append(...section("On this page", news.here));
    if (elsewhere) sheet.append(...section("On other pages and in other files", news.elsewhere));
    const label = news.failure ? "Not built" : here
      ? count(here, "problem on this page", "problems on this page")
      : count(elsewhere, "problem elsewhere", "problems elsewhere");
    const worst = news.failure || [...news.here, ...news.elsewhere].some((p) => p.severity === "error");
    host.style.setProperty("--dot", worst ? "#ff5a5f" : here ? "#ffb000" : "#9fb3bd");
    details.append(text("summary", label), sheet);
    status.append(details);
  }

  let version = 0, waiting;
  async function follow() {
    waiting = new AbortController();
    const page = encodeURIComponent(decodeURI(location.pathname));
    try {
      const answer = await fetch(`${mount}-/referable/problems.json?version=${version}&page=${page}`,
        { signal: waiting.signal });
      const news = await answer.json();
      if (news.version !== version) show(news);
      version = news.version;
    } catch (error) {
      if (waiting.signal.aborted) return;
      await new Promise((done) => setTimeout(done, 3000));
    }
    if (document.visibilityState === "visible") follow();
  }
  document.addEventListener("visibilitychange", () => {
    waiting?.abort();
    if (document.visibilityState === "visible") follow();
  });
  window.addEventListener("pagehide", () => waiting?.abort());
  document.body.append(host);
  follow();
})();
