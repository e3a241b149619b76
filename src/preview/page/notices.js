const $ = (id) => document.getElementById(id);

const TOAST_MS = 3_500;

/** The line below the bot's name. */
export function setStatus(text) {
  $("status").textContent = text;
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
