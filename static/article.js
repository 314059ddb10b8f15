// On an article: copying and sharing, and Esc for the passages behind the tags.
// A button copies the text of the element that its data-copy names, on any page; data-done and data-failed say how it
// went. What works by script alone is hidden until then.
(() => {
  "use strict";

  const show = (button) => {
    button.hidden = false;
    const item = button.closest("li");
    if (item) item.hidden = false;
  };

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  // Browsers give the clipboard to pages under https alone; elsewhere the old way is tried.
  const copy = async (element) => {
    const text = element.textContent.trim().replace(/\s+/g, " ");
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // Not allowed: the old way.
      }
    }
    select(element);
    return document.execCommand("copy");
  };

  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source) continue;
    const told = document.createElement("span");
    told.className = "told";
    told.setAttribute("role", "status");
    button.after(told);
    show(button);
    button.addEventListener("click", async () => {
      told.textContent = "";
      told.textContent = (await copy(source)) ? button.dataset.done : button.dataset.failed;
    });
  }

  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share) continue;
    show(button);
    button.addEventListener("click", async () => {
      try {
        await navigator.share({ title: button.dataset.title, url: button.dataset.share });
      } catch {
        // The reader thought better of it.
      }
    });
  }

  const tagged = [...document.querySelectorAll(".tags li")];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const item of tagged) {
      if (item.matches(":hover, :focus-within")) item.classList.add("dismissed");
    }
  });
  for (const item of tagged) {
    item.addEventListener("pointerleave", () => {
      if (!item.matches(":focus-within")) item.classList.remove("dismissed");
    });
    item.addEventListener("focusout", ({ relatedTarget }) => {
      if (!item.contains(relatedTarget) && !item.matches(":hover")) item.classList.remove("dismissed");
    });
  }
})();
