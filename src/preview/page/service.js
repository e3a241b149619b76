/** Calls the handler that is named as the event; `error` when the connection is lost. The browser connects again. */
export function listen(handlers) {
  const events = new EventSource("/preview/events");
  const { error, ...named } = handlers;
  for (const [name, handle] of Object.entries(named)) {
    events.addEventListener(name, ({ data }) => handle(JSON.parse(data)));
  }
  events.addEventListener("error", error);
}

/** Throws when the service refuses, or is not there. */
export async function post(path, data) {
  const response = await fetch(`/preview/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(data),
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
