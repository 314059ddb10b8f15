// Brings the page of a batch up to date every second, until all its files are done. Without it the page reloads itself.

const PAUSE = 1000; // milliseconds
const said = document.getElementById("said");
let tenth = 0;

const finished = (progress) => progress.dataset.done === progress.dataset.total;

// Whoever hears the page is told at every tenth of the way, not every second.
function say(progress) {
  const reached = Math.floor((10 * progress.dataset.done) / progress.dataset.total);
  if (reached !== tenth) said.textContent = progress.querySelector(".how-far").textContent;
  tenth = reached;
}

// Returns whether the old part was kept for now, as someone may be about to follow a link in it.
function replace(fresh) {
  const old = document.getElementById(fresh.id);
  if (old.innerHTML === fresh.innerHTML) return false;
  if (old.contains(document.activeElement)) return true;
  old.replaceWith(fresh);
  return false;
}

async function refresh() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const progress = page.getElementById("progress");
  if (!progress) return location.reload(); // signed out, or the batch was deleted
  const done = finished(progress);
  say(progress);
  const kept = [...page.querySelectorAll("[data-part]")].filter(replace);
  if (!done || kept.length) wait();
}

function wait() {
  setTimeout(() => (document.hidden ? wait() : refresh().catch(wait)), PAUSE);
}

wait();
