const PAUSE_MS = 300;

/** What the menu shows for what is typed: commands for the start of one, finds for `@bot words` (inline mode). */
export class Suggestions {
  #menu;
  #service;
  #timer;
  #text = "";

  /** `service` is `{commands(), mention(), find(query), say(text), choose(resultId)}`. */
  constructor(menu, service) {
    this.#menu = menu;
    this.#service = service;
  }

  update(text) {
    clearTimeout(this.#timer);
    this.#text = text;
    const command = /^\/([a-z0-9_]*)$/i.exec(text);
    const mention = this.#service.mention();
    if (command) this.showCommands(command[1].toLowerCase());
    else this.#menu.close();
    if (text.startsWith(mention)) {
      this.#timer = setTimeout(() => this.#find(text, text.slice(mention.length)), PAUSE_MS);
    }
  }

  showCommands(typed = "") {
    const fitting = this.#service.commands().filter(({ command }) => command.startsWith(typed));
    this.#menu.show(
      fitting.map(({ command, description }) => ({
        name: `/${command}`,
        about: description,
        complete: `/${command} `,
        choose: () => this.#service.say(`/${command}`),
      })),
    );
  }

  async #find(text, query) {
    const results = await this.#service.find(query);
    // Somebody who typed on is asked for again.
    if (text !== this.#text) return;
    this.#menu.show(
      results.map(({ id, title, description }) => ({
        name: title,
        about: description,
        choose: () => this.#service.choose(id),
      })),
    );
  }
}
