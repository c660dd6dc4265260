// The pages work without this script.

// The sign-in link of a development host has the key as its fragment: it is filled in, and removed from the address and the history.
const keyForm = document.querySelector('[data-key-form]');
if (keyForm && location.hash.length > 1) {
  keyForm.elements.key.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', location.pathname + location.search);
  keyForm.requestSubmit();
}

// The plan follows what is typed: the form is sent as its button would send it, and what changed in the answer is taken over.
const liveForm = document.querySelector('[data-live-form]');
if (liveForm) {
  let timer;
  let running;
  const update = async () => {
    running?.abort();
    running = new AbortController();
    const fields = new FormData(liveForm);
    fields.delete('list-file');
    fields.set('action', 'plan');
    try {
      const response = await fetch(liveForm.getAttribute('action'), { method: 'POST', body: fields, signal: running.signal, redirect: 'error' });
      if (![200, 409, 422].includes(response.status)) return;
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      for (const part of document.querySelectorAll('[data-live]')) {
        const next = page.getElementById(part.id);
        if (next && next.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.replaceChildren(...next.childNodes);
      }
      for (const field of liveForm.querySelectorAll('[aria-describedby]')) {
        field.toggleAttribute('aria-invalid', false);
        if (page.getElementById(field.id)?.hasAttribute('aria-invalid')) field.setAttribute('aria-invalid', 'true');
      }
    } catch (problem) {
      // Another letter was typed, or the host is away: the button says so.
      if (problem.name !== 'AbortError') console.warn(problem.message);
    }
  };
  liveForm.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(update, 500);
  });
}
// While emails wait, the state of the sending is read again every two seconds; without this script, "Look again" does it.
const readState = async () => {
  const state = document.querySelector('[data-poll]');
  if (!state || state.contains(document.activeElement)) return Boolean(state);
  const response = await fetch(location.pathname, { credentials: 'same-origin' });
  if (!response.ok || response.redirected) return false;
  const read = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById(state.id);
  if (read && read.outerHTML !== state.outerHTML) state.replaceWith(read);
  return true;
};
const poll = () => setTimeout(() => readState().then((goOn) => goOn && poll(), poll), 2000);
if (document.querySelector('[data-poll]')) poll();
