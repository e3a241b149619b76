const $ = (id) => document.getElementById(id);

const TYPING_MS = 5_000;
const TOAST_MS = 3_500;

let statusTimer;
/** The line below the bot's name; with `next` it goes over to that text by itself. */
export function setStatus(text, next) {
  clearTimeout(statusTimer);
  $("status").textContent = text;
  if (next !== undefined) statusTimer = setTimeout(() => setStatus(next), TYPING_MS);
}

let toastTimer;
export function toast(text) {
  clearTimeout(toastTimer);
  $("toast").textContent = text;
  $("toast").hidden = false;
  toastTimer = setTimeout(() => {
    $("toast").hidden = true;
  }, TOAST_MS);
}

/** What the bot answered to a press: a note that passes, an alert that waits to be closed, a page to open. */
export function showAnswer({ text, alert, url }) {
  if (text && alert) {
    $("alert-text").textContent = text;
    $("alert").showModal();
  } else if (text) {
    toast(text);
  }
  if (url && /^https?:/i.test(url)) window.open(url, "_blank", "noopener");
}
