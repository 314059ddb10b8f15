// The review of an issue: choosing lines with mouse and keys, and keys for what the buttons do. Without it the page
// works too: the lines are radio buttons, the last line a number.
(() => {
  "use strict";
  const form = document.getElementById("review");
  const lines = form && [...form.querySelectorAll("input[name=line]")];
  if (!lines || !lines.length) return;
  const last = form.elements.last_line;
  const told = form.querySelector(".chosen");
  const place = form.elements.place;
  const number = (radio) => Number(radio.value);
  const chosen = () => lines.find((radio) => radio.checked);
  let anchor = null; // where a choice of several lines began

  const show = () => {
    const first = chosen();
    if (!first) return;
    const to = Number(last.value) || number(first);
    const [from, until] = [Math.min(number(first), to), Math.max(number(first), to)];
    for (const radio of lines) {
      const inside = number(radio) >= from && number(radio) <= until;
      radio.closest("li").classList.toggle("is-chosen", inside);
    }
    const words = from === until ? told.dataset.one : told.dataset.some;
    const values = { line: from, first: from, last: until };
    told.textContent = words.replace(/{(\w+)}/g, (_, name) => values[name]);
  };

  const extend = (radio) => {
    anchor ??= chosen() ?? radio;
    const [from, until] = [anchor, radio].sort((a, b) => number(a) - number(b));
    from.checked = true;
    last.value = number(until) === number(from) ? "" : until.value;
    radio.focus();
    show();
  };

  const begin = (radio) => {
    anchor = radio;
    radio.checked = true;
    last.value = "";
    radio.focus();
    show();
  };

  const press = (value) => form.querySelector(`.submit-row [value="${value}"], .lines [value="${value}"]`)?.click();

  const keys = {
    n: () => press("split"),
    m: () => place.focus(),
    s: () => press("save"),
    u: () => form.querySelector("button.undo")?.click(),
    g: () => {
      const link = chosen()?.closest(".run").querySelector("h3 a");
      const article = link && document.querySelector(link.hash);
      if (!article) return;
      article.scrollIntoView({ block: "start" });
      article.querySelector("h3").focus({ preventScroll: true });
    },
  };

  const step = (event, radio, by) => {
    const next = lines[lines.indexOf(radio) + by];
    event.preventDefault();
    if (next) (event.shiftKey ? extend : begin)(next);
  };

  form.addEventListener("keydown", (event) => {
    const radio = event.target;
    if (radio.name !== "line" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") step(event, radio, 1);
    else if (event.key === "ArrowUp") step(event, radio, -1);
    else if (keys[event.key]) {
      event.preventDefault();
      if (!chosen()) begin(radio); // reached by Tab, and not chosen by that
      keys[event.key]();
    }
  });

  for (const radio of lines) {
    radio.closest("label").addEventListener("click", (event) => {
      if (!event.shiftKey || radio.checked) return;
      event.preventDefault();
      extend(radio);
    });
    radio.addEventListener("change", () => begin(radio));
  }
  last.addEventListener("input", show);

  // After a reload, and after a link to a line, that line is chosen. The browser settles the focus first.
  const arrive = () => {
    const line = location.hash.match(/^#line-(\d+)$/);
    const radio = line && lines.find((one) => one.value === line[1]);
    if (radio) requestAnimationFrame(() => begin(radio));
  };
  addEventListener("hashchange", arrive);
  addEventListener("load", arrive);
})();
