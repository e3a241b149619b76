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
  /** Whether the reader wants the newest: true at the end, and on the way there; false once scrolled up. */
  #following = true;
  #lastTop = 0;

  /** `view()` tells whose messages are mine and in which words to show them. */
  constructor(scroller, list, latest, view) {
    this.#scroller = scroller;
    this.#list = list;
    this.#latest = latest;
    this.#view = view;
    scroller.addEventListener("scroll", () => this.#scrolled());
    // A phone's keyboard takes half of the window.
    new ResizeObserver(() => this.#following && this.toEnd("instant")).observe(scroller);
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
    const follow = this.#following || this.#isMine(message);
    this.#append(message);
    if (follow) this.#rest(message, "smooth");
    else this.#latest.hidden = false;
  }

  /** Keyboard focus on one of its buttons stays at that place. */
  replace(message) {
    const old = this.#find(message.message_id);
    if (!old) return;
    const focused = [...old.querySelectorAll(".button")].indexOf(document.activeElement);
    const made = this.#render(message);
    old.replaceWith(made);
    if (focused >= 0) {
      const buttons = made.querySelectorAll(".button");
      (buttons[Math.min(focused, buttons.length - 1)] ?? document.querySelector("#input")).focus();
    }
    if (this.#following) this.toEnd("instant");
  }

  remove(messageId) {
    this.#find(messageId)?.remove();
  }

  toEnd(behavior) {
    this.#following = true;
    this.#latest.hidden = true;
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: calm(behavior) });
  }

  /** A message taller than the window is read from its top; any other is shown whole, at the end. */
  #rest(message, behavior) {
    const item = message && this.#find(message.message_id);
    if (item && !this.#isMine(message) && item.offsetHeight > this.#scroller.clientHeight - NEAR) {
      this.#following = false;
      const before = item.previousElementSibling;
      (before?.matches(".day") ? before : item).scrollIntoView({ block: "start", behavior: calm(behavior) });
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

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.#following = true;
    else if (scrollTop < this.#lastTop) this.#following = false;
    this.#lastTop = scrollTop;
    this.#latest.hidden = this.#following;
  }
}

const calm = (behavior) => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : behavior);
