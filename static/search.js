// Completion in the search boxes: names and titles while somebody types. Without it they are plain forms.
// What it says stands in the data attributes of the box, in the language of the page.
// Box and list are a combobox as in WAI-ARIA 1.2: the focus stays in the box, and the keys move a choice in the list.
(() => {
  "use strict";
  const PAUSE = 120; // milliseconds without a key, after which to ask

  const make = (name, className, attributes = {}) => {
    const element = document.createElement(name);
    element.className = className;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const complete = (box, place) => {
    const id = `completions-${place}`;
    const words = box.dataset;
    const list = make("div", "completions", { id, role: "listbox", "aria-label": words.list, hidden: "" });
    const told = make("p", "unseen", { role: "status" });
    box.form.append(list, told);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" };
    for (const [key, value] of Object.entries(roles)) box.setAttribute(key, value);

    let pause = 0;
    let asking = new AbortController();
    let chosen = null;

    const choose = (option) => {
      chosen?.setAttribute("aria-selected", "false");
      chosen = option;
      if (!chosen) return box.removeAttribute("aria-activedescendant");
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", chosen.id);
    };

    const close = () => {
      clearTimeout(pause);
      asking.abort();
      choose(null);
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      told.textContent = "";
    };

    const show = (found) => {
      close();
      if (!found.length || document.activeElement !== box) return;
      const options = found.map(({ kind, label, url }, number) => {
        const option = make("a", "completion", { id: `${id}-${number}`, role: "option", href: url, tabindex: "-1" });
        option.setAttribute("aria-selected", "false");
        option.append(make("span", "completion-label"), make("span", "completion-kind"));
        option.firstChild.textContent = label;
        option.lastChild.textContent = words[kind];
        return option;
      });
      list.replaceChildren(...options);
      list.style.top = `${box.offsetTop + box.offsetHeight + 4}px`;
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      told.textContent = found.length === 1 ? words.one : words.several.replace("#", found.length);
    };

    const ask = async () => {
      asking.abort();
      asking = new AbortController();
      const { signal } = asking;
      try {
        const answer = await fetch(`${words.complete}&q=${encodeURIComponent(box.value)}`, { signal });
        const found = answer.ok ? await answer.json() : [];
        if (!signal.aborted) show(found);
      } catch {
        // Aborted for a later question, or no connection: the form works all the same.
      }
    };

    const askSoon = () => {
      clearTimeout(pause);
      if (box.value.trim()) pause = setTimeout(ask, PAUSE);
      else close();
    };

    const step = (by) => {
      clearTimeout(pause); // a later answer would take the list away under the choice
      asking.abort();
      const options = [null, ...list.children]; // null is the box itself
      choose(options.at((options.indexOf(chosen) + by + options.length) % options.length));
    };

    box.addEventListener("input", (event) => event.isComposing || askSoon());
    box.addEventListener("compositionend", askSoon);
    box.addEventListener("blur", close);
    box.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const down = event.key === "ArrowDown";
      if (list.hidden) {
        if (down && box.value.trim()) ask();
      } else if (down || event.key === "ArrowUp") {
        event.preventDefault();
        step(down ? 1 : -1);
      } else if (event.key === "Escape") {
        event.preventDefault(); // which would empty the box
        close();
      } else if (event.key === "Enter" && chosen) {
        event.preventDefault();
        chosen.click();
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    addEventListener("pagehide", close);
  };

  document.querySelectorAll("input[data-complete]").forEach(complete);
})();
