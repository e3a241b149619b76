import { element } from "./render.js";

/**
 * The list above the input: of commands, or of what an inline query found. An entry is
 * `{name, about, choose(), complete?}`; `complete` is the text that Tab puts into the input, so that words can follow.
 */
export class Menu {
  #list;
  #input;
  #entries = [];
  #active = 0;

  constructor(list, input) {
    this.#list = list;
    this.#input = input;
    list.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) this.#take(Number(option.dataset.index));
    });
  }

  get open() {
    return !this.#list.hidden;
  }

  /** No entries close it. */
  show(entries) {
    this.#entries = entries;
    this.#active = 0;
    this.#list.replaceChildren(
      ...entries.map(({ name, about }, index) =>
        element("div", { role: "option", id: `option-${index}`, "data-index": index }, [
          element("span", { className: "name" }, [name]),
          element("span", { className: "about" }, [about]),
        ]),
      ),
    );
    this.#list.hidden = entries.length === 0;
    this.#input.setAttribute("aria-expanded", String(this.open));
    this.#mark();
  }

  close() {
    this.show([]);
  }

  /** True when the key was meant for the menu. */
  handle(key) {
    if (!this.open) return false;
    switch (key) {
      case "ArrowDown":
        this.#move(1);
        return true;
      case "ArrowUp":
        this.#move(-1);
        return true;
      case "Enter":
        this.#take(this.#active);
        return true;
      case "Tab":
        return this.#complete();
      case "Escape":
        this.close();
        return true;
      default:
        return false;
    }
  }

  #take(index) {
    const { choose } = this.#entries[index];
    this.close();
    choose();
  }

  #complete() {
    const { complete } = this.#entries[this.#active];
    if (complete === undefined) return false;
    this.#input.value = complete;
    this.close();
    return true;
  }

  #move(by) {
    this.#active = (this.#active + by + this.#entries.length) % this.#entries.length;
    this.#mark();
  }

  #mark() {
    for (const [index, option] of [...this.#list.children].entries()) {
      option.setAttribute("aria-selected", String(index === this.#active));
      if (index === this.#active) option.scrollIntoView({ block: "nearest" });
    }
    if (this.open) this.#input.setAttribute("aria-activedescendant", `option-${this.#active}`);
    else this.#input.removeAttribute("aria-activedescendant");
  }
}
