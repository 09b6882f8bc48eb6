// Suggestions below the search boxes while somebody types. The form does its work without them. Nothing is stored.

const pause = 120;
const patience = 250;
const words = /[\p{L}\p{N}]+/gu;

/** A search box as an ARIA 1.2 combobox: its list opens by itself, and nothing in it is chosen before the person does. */
class Suggestions {
  #input;
  #texts;
  #list = part("ul", "suggestions");
  #status = part("p", "unseen");
  #found = [];
  #active = -1;
  #timer;
  #request;

  constructor(input) {
    this.#input = input;
    this.#texts = input.form.dataset;
    set(this.#list, { id: `${input.id}-suggestions`, role: "listbox", "aria-label": this.#texts.label, hidden: "" });
    set(this.#status, { role: "status" });
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.id });
    input.after(this.#list, this.#status);

    input.addEventListener("input", () => this.#askSoon());
    input.addEventListener("keydown", (event) => this.#key(event));
    // Not at once: where the list had pushed a button down, the button would leave from under the finger.
    input.addEventListener("blur", () => {
      this.#stop();
      this.#timer = setTimeout(() => this.#close(), patience);
    });
    input.form.addEventListener("submit", () => this.#close());
    // The text keeps the focus while the list is touched or clicked.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const at = [...this.#list.children].indexOf(event.target.closest("li"));
      if (at >= 0) {
        this.#choose(this.#found[at]);
      }
    });
  }

  #askSoon() {
    this.#stop();
    this.#highlight(-1);
    this.#timer = setTimeout(() => this.#ask(), pause);
  }

  async #ask() {
    this.#stop();
    const { name, value } = this.#input;
    if (value.trim().length < 2) {
      this.#close();
      return;
    }
    const { signal } = (this.#request = new AbortController());
    const question = new URLSearchParams({ q: value.trim(), ui: document.documentElement.lang });
    try {
      const answer = await fetch(`${this.#texts.suggest}?${question}`, { signal });
      if (!answer.ok) {
        this.#close();
        return;
      }
      const found = await answer.json();
      this.#show(name === "place" ? found.filter((s) => s.type === "place" && !s.topic) : found);
    } catch {
      // Overtaken by the next letter, or no network. Suggestions are a convenience: the person goes on typing and the form
      // works as before, so that a message would only stand in the way.
      if (!signal.aborted) {
        this.#close();
      }
    }
  }

  #show(found) {
    this.#found = found;
    this.#list.replaceChildren(...found.map((suggestion, at) => this.#option(suggestion, at)));
    this.#list.hidden = found.length === 0;
    set(this.#input, { "aria-expanded": String(found.length > 0) });
    this.#highlight(-1);
    const { none, one, more } = this.#texts;
    this.#status.textContent = [none, one][found.length] ?? more.replace("{0}", found.length);
  }

  #option({ type, label, match, via }, at) {
    const [start, length] = match ?? [0, 0];
    const name = part("span", "name", label.slice(0, start), part("mark", "", label.slice(start, start + length)), label.slice(start + length), via ? ` (${via})` : "");
    const option = part("li", "", name, " ", part("span", "type", this.#texts[type]));
    return set(option, { role: "option", id: `${this.#list.id}-${at}` });
  }

  #key(event) {
    const isOpen = !this.#list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) {
      return;
    }
    if (step && isOpen) {
      event.preventDefault();
      // The text itself is one stop of the round.
      const stops = this.#found.length + 1;
      this.#highlight(((this.#active + 1 + step + stops) % stops) - 1);
    } else if (step) {
      event.preventDefault();
      this.#ask();
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      this.#choose(this.#found[this.#active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#close();
      if (!isOpen) {
        this.#input.value = "";
      }
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      // Back in the text, where these keys belong.
      this.#highlight(-1);
    }
  }

  #highlight(at) {
    this.#active = at;
    [...this.#list.children].forEach((option, i) => set(option, { "aria-selected": String(i === at) }));
    const option = this.#list.children[at];
    set(this.#input, { "aria-activedescendant": option?.id ?? "" });
    option?.scrollIntoView({ block: "nearest" });
  }

  #choose(suggestion) {
    const { type, label, topic, url } = suggestion;
    this.#close();
    // The page of a topic would forget the place in the other box.
    if (type === "place" || (type === "topic" && this.#input.form.elements.place?.value)) {
      // The topic was typed already. A canton is labelled "Canton: Vaud" and typed "Canton Vaud".
      const name = topic ? label.slice(label.lastIndexOf(", ") + 2) : label;
      this.#input.value = this.#before(suggestion) + name.replace(/\s*:/, "");
      this.#status.textContent = this.#input.value;
    } else {
      location.assign(url);
    }
  }

  /** What was typed before the words that the suggestion stands for: "mon fils boit " of "mon fils boit laus". */
  #before({ label, match, via }) {
    const said = match ? label.slice(match[0], match[0] + match[1]) : via ?? label;
    const typed = [...this.#input.value.matchAll(words)];
    return this.#input.value.slice(0, typed.at(-said.match(words)?.length)?.index);
  }

  #close() {
    this.#stop();
    this.#list.hidden = true;
    this.#highlight(-1);
    set(this.#input, { "aria-expanded": "false" });
    this.#status.textContent = "";
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }
}

function part(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}

document.querySelectorAll("form[data-suggest] :is([name=q], [name=place])").forEach((input) => new Suggestions(input));

// What was found is said when its page has come, also by screen readers that do not read titles, and where the title is neutral.
document.querySelectorAll("[data-says]").forEach((status) => setTimeout(() => (status.textContent = status.dataset.says), 500));
