import { element } from "./render.js";

/** The list of commands above the input: filtered by what is typed, moved through with the arrows. */
export class CommandMenu {
  #list;
  #input;
  #choose;
  #entries = [];
  #active = 0;

  /** `choose(command)` is called with the text to send, e.g. `/help`. */
  constructor(list, input, choose) {
    this.#list = list;
    this.#input = input;
    this.#choose = choose;
    list.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) this.#take(Number(option.dataset.index));
    });
  }

  get open() {
    return !this.#list.hidden;
  }

  /** Shows the commands that begin as the text does; closes when it is no beginning of a command. */
  update(commands, text) {
    const typed = /^\/([a-z0-9_]*)$/i.exec(text)?.[1]?.toLowerCase();
    this.#entries = typed === undefined ? [] : commands.filter(({ command }) => command.startsWith(typed));
    this.#active = 0;
    this.#show();
  }

  close() {
    this.#entries = [];
    this.#show();
  }

  /** True when the key was meant for the menu. Tab completes, so that words can follow; Enter sends. */
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
        this.#input.value = `/${this.#entries[this.#active].command} `;
        this.close();
        return true;
      case "Escape":
        this.close();
        return true;
      default:
        return false;
    }
  }

  #take(index) {
    const { command } = this.#entries[index];
    this.close();
    this.#choose(`/${command}`);
  }

  #move(by) {
    this.#active = (this.#active + by + this.#entries.length) % this.#entries.length;
    this.#mark();
  }

  #show() {
    this.#list.replaceChildren(
      ...this.#entries.map(({ command, description }, index) =>
        element("div", { role: "option", id: `option-${index}`, "data-index": index }, [
          element("span", { className: "name" }, [`/${command}`]),
          element("span", { className: "about" }, [description]),
        ]),
      ),
    );
    this.#list.hidden = this.#entries.length === 0;
    this.#input.setAttribute("aria-expanded", String(this.open));
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
