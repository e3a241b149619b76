import { dayOf, renderDay, renderMessage } from "./render.js";

/** This close to the end counts as reading the newest. */
const NEAR = 80;

/** The messages of one chat on the page, and where the reader stands in them. */
export class Timeline {
  #scroller;
  #list;
  #latest;
  #view;
  #lastDay;

  /** `view()` tells whose messages are mine and in which words to show them. */
  constructor(scroller, list, latest, view) {
    this.#scroller = scroller;
    this.#list = list;
    this.#latest = latest;
    this.#view = view;
    scroller.addEventListener("scroll", () => this.#showLatest());
    new ResizeObserver(() => this.#showLatest()).observe(scroller);
    latest.addEventListener("click", () => this.toEnd("smooth"));
  }

  /** Shows a whole chat. It is no news, so it is not read out. */
  show(messages) {
    this.#list.setAttribute("aria-live", "off");
    this.#lastDay = undefined;
    this.#list.replaceChildren();
    for (const message of messages) this.#append(message);
    this.#rest(messages.at(-1), "instant");
    requestAnimationFrame(() => this.#list.setAttribute("aria-live", "polite"));
  }

  add(message) {
    const follow = this.#nearEnd() || this.#isMine(message);
    this.#append(message);
    if (follow) this.#rest(message, "smooth");
    this.#showLatest();
  }

  /** Keyboard focus on one of its buttons stays at that place. */
  replace(message) {
    const old = this.#find(message.message_id);
    if (!old) return;
    const follow = this.#nearEnd();
    const focused = [...old.querySelectorAll(".button")].indexOf(document.activeElement);
    const made = this.#render(message);
    old.replaceWith(made);
    if (focused >= 0) {
      const buttons = made.querySelectorAll(".button");
      (buttons[Math.min(focused, buttons.length - 1)] ?? document.querySelector("#input")).focus();
    }
    if (follow) this.toEnd("instant");
  }

  remove(messageId) {
    this.#find(messageId)?.remove();
  }

  toEnd(behavior) {
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: calm(behavior) });
  }

  /** A message taller than the window is read from its top; any other is shown whole, at the end. */
  #rest(message, behavior) {
    const item = message && this.#find(message.message_id);
    if (item && !this.#isMine(message) && item.offsetHeight > this.#scroller.clientHeight - NEAR) {
      item.scrollIntoView({ block: "start", behavior: calm(behavior) });
    } else {
      this.toEnd(behavior);
    }
  }

  #append(message) {
    const day = dayOf(message, this.#view().words);
    if (day !== this.#lastDay) this.#list.append(renderDay(day));
    this.#lastDay = day;
    this.#list.append(this.#render(message));
  }

  #render(message) {
    return renderMessage(message, { mine: this.#isMine(message), words: this.#view().words });
  }

  #isMine(message) {
    return message.from.id === this.#view().person;
  }

  #find(messageId) {
    return this.#list.querySelector(`[data-id="${Number(messageId)}"]`);
  }

  #nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  #showLatest() {
    this.#latest.hidden = this.#nearEnd();
  }
}

const calm = (behavior) => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : behavior);
