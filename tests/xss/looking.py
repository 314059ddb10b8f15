"""Looks at a page as a browser does: whether a script ran in it that is not ours, and whether one could."""

import os
import re
from urllib.parse import urlsplit

from playwright.sync_api import Error

EVERY = 1 if os.environ.get("FAULTS") == "full" else 20
"""One in so many pages of a kind, and of what is asked, is looked at. Articles, which show every field, all are."""

PATIENCE = 20_000  # milliseconds

_STANDING = """() => {
  const found = [];
  const runs = (address) => {
    try {
      return ["javascript:", "vbscript:", "data:"].includes(new URL(address, document.baseURI).protocol);
    } catch {
      return false;
    }
  };
  const leads = ["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "srcdoc"];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (name === "script" && !element.getAttribute("src")?.startsWith("/") && element.type !== "application/ld+json"
        && element.type !== "application/json") found.push(element.outerHTML);
    if (["iframe", "object", "embed", "base", "frameset", "portal", "marquee", "math"].includes(name))
      found.push(element.outerHTML);
    if (name === "meta" && element.httpEquiv.toLowerCase() === "refresh") found.push(element.outerHTML);
    for (const { name: attribute, value } of element.attributes)
      if (attribute.startsWith("on") || (leads.includes(attribute) && runs(value)))
        found.push(`${attribute}=${value} in ${element.outerHTML.slice(0, 200)}`);
  }
  return found;
}"""


class Window:
    """A browser window on an archive, without the protection of its Content-Security-Policy: what holds must hold by
    itself. `troubles` collects what ran or stood where."""

    def __init__(self, chromium, url):
        self.troubles = []
        self._context = chromium.new_context(base_url=url, locale="en-GB", bypass_csp=True)
        self._context.set_default_timeout(PATIENCE)
        self._context.expose_function("hurt", lambda *_: self.troubles.append(f"a script ran at {self.page.url}"))
        self._context.route(lambda address: urlsplit(address).netloc != urlsplit(url).netloc, self._strange)
        self.page = self._context.new_page()
        self.page.on("dialog", lambda dialog: (self.troubles.append(f"a dialog at {self.page.url}"), dialog.dismiss()))
        self.seen = 0

    def _strange(self, route):
        self.troubles.append(f"{self.page.url} asks for {route.request.url}")
        route.abort()

    def look(self, path, statuses=(200,)):
        """Opens the page and notes what is wrong with it; the answer must have one of the statuses."""
        answer = self.page.goto(path, wait_until="load")
        self.seen += 1
        if answer.status not in statuses:
            self.troubles.append(f"{answer.status} at {path}")
        self.note(path)

    def look_if_shown(self, path):
        """The same for data, which the browser may rather save than show."""
        try:
            self.look(path)
        except Error as error:
            if "Download is starting" not in error.message:
                raise

    def note(self, path):
        """Notes what stands in the page as it is now."""
        self.troubles += [f"{path} has {each}" for each in self.page.evaluate(_STANDING)]

    def fetch(self, path):
        """What `path` answers to a plain request with the same cookies: its type and its text."""
        answer = self._context.request.get(path)
        return answer.headers.get("content-type", ""), answer.text()

    def log_in(self, password):
        """Enters the desk."""
        self.page.goto("/admin/")
        self.page.get_by_label("Username").fill("editor")
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Log in").click()
        self.page.get_by_role("heading", level=1).first.wait_for()

    def close(self):
        self._context.close()


def one_in(paths, every):
    """Every so manieth of the paths; all of them where `every` is 1."""
    return paths[::every]


def as_name(payload, ending):
    """A payload as the name of a file: no name holds a slash or a NUL."""
    return re.sub(r"[/\x00]", "_", payload)[:120] + ending
